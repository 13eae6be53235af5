"""What is known to be wrong with a layout before it is rendered, also in the parts that this patient's page would not print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from rehabpress.support.problems import Place, Problem, did_you_mean
from rehabpress.templates.analysis import Compiled, point
from rehabpress.templates.attributes import parts_of, public
from rehabpress.templates.bytecode_cache import compiled, reachable
from rehabpress.templates.labels import Labels
from rehabpress.templates.search_path import SearchPath


def wrong(folders: SearchPath, key: str, values: Mapping[str, object], labels: Labels) -> Iterator[Problem]:
    """All such problems of a template and of every template that it extends, includes or imports.

    Raises ``TemplateSyntaxError`` or ``ProblemsFound`` for a template that cannot be compiled.
    """
    templates = dict(reachable(folders, key))
    bound = frozenset(values).union(*(template.bound for template in templates.values()))
    for name, template in templates.items():
        yield from _missing_templates(folders, name, template)
        yield from _unknown_blocks(folders, name, template)
        yield from _missing_macros(folders, name, template)
        yield from _wrong_labels(folders, name, template, labels)
        yield from _unknown_names(folders, name, template, bound)
        yield from _unknown_parts(folders, name, template, values)


def _place(folders: SearchPath, key: str, line: int, word: str) -> Place:
    return point(folders.template(key), line, word)


def _missing_templates(folders: SearchPath, key: str, template: Compiled) -> Iterator[Problem]:
    for use in (*((template.extends,) if template.extends else ()), *template.others):
        if not use.optional and folders.resolve(use.name, key) is None:
            names = folders.names()
            what = f'there is no other layout "{use.name}"' if use.name in names else f'there is no layout "{use.name}"'
            hint = "" if use.name in names else did_you_mean(use.name, names)
            yield Problem(_place(folders, key, use.line, use.name), what, hint)


def _unknown_blocks(folders: SearchPath, key: str, template: Compiled) -> Iterator[Problem]:
    """Blocks that no extended template has a place for: Jinja2 would leave them out and say nothing."""
    known: set[str] = set()
    seen = {key}
    name, parent = key, template
    while parent.extends:
        found = folders.resolve(parent.extends.name, name)
        if found is None or found in seen:
            if found:
                place = _place(folders, name, parent.extends.line, parent.extends.name)
                yield Problem(place, "this layout extends itself in the end", "a layout of the same name means the one in the next folder")
            return
        seen.add(found)
        name, parent = found, compiled(found, folders.template(found))
        known |= parent.blocks
    for block in template.outer if template.extends else ():
        if block.name not in known:
            what = f'no layout that this one extends has a block "{block.name}"'
            yield Problem(_place(folders, key, block.line, block.name), what, did_you_mean(block.name, sorted(known)))


def _missing_macros(folders: SearchPath, key: str, template: Compiled) -> Iterator[Problem]:
    for use in template.imports:
        found = folders.resolve(use.template, key)
        exports = compiled(found, folders.template(found)).exports if found else frozenset({use.name})
        if use.name not in exports:
            hint = did_you_mean(use.name, sorted(exports))
            yield Problem(_place(folders, key, use.line, use.name), f'"{use.template}" has no macro "{use.name}"', hint)


def _wrong_labels(folders: SearchPath, key: str, template: Compiled, labels: Labels) -> Iterator[Problem]:
    for use in template.labels:
        if found := labels.what_is_wrong(use.name, use.values):
            what, hint, word = found
            yield Problem(_place(folders, key, use.line, word), what, hint)


def _unknown_names(folders: SearchPath, key: str, template: Compiled, bound: Set[str]) -> Iterator[Problem]:
    for use in template.free:
        if use.name not in bound:
            hint = did_you_mean(use.name, sorted(bound))
            yield Problem(_place(folders, key, use.line, use.name), f'nothing is called "{use.name}" here', hint)


def _unknown_parts(folders: SearchPath, key: str, template: Compiled, values: Mapping[str, object]) -> Iterator[Problem]:
    for use in template.paths:
        first, *names = use.names
        if first not in values or first in template.bound:
            continue
        value = values[first]
        for name in names:
            known = public(type(value))
            if not known or isinstance(value, Mapping):
                break
            if name not in known:
                what = f'{type(value).__name__} has no "{name}"'
                yield Problem(_place(folders, key, use.line, name), what, did_you_mean(name, sorted(parts_of(value))))
                break
            value = getattr(value, name)


def owners(templates: Iterable[Compiled]) -> tuple[tuple[str, ...], ...]:
    """The values of which templates name parts, shorter paths first: ``handout`` before ``handout.clinic``."""
    return tuple(sorted({use.names[:n] for template in templates for use in template.paths for n in range(1, len(use.names))}))


def shape(paths: Iterable[tuple[str, ...]], values: Mapping[str, object]) -> tuple[type, ...]:
    """The types of the values at ``owners``. What is wrong with templates depends on nothing else of the values."""
    found: dict[tuple[str, ...], object] = {}
    for path in paths:
        if len(path) == 1:
            found[path] = values.get(path[0])
            continue
        owner = found[path[:-1]]
        known = path[-1] in public(type(owner)) and not isinstance(owner, Mapping)
        found[path] = getattr(owner, path[-1]) if known else None
    return tuple(map(type, found.values()))
