"""Compiled templates, kept by what they say, and what can be known of a template before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, nodes

from rehabpress.layout.folders import Folders
from rehabpress.layout.sandbox import Sandbox
from rehabpress.markup.text import TemplateText
from rehabpress.problems import Place, Problem, ProblemsFound, did_you_mean

_QUIET = (nodes.Extends, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock)
"""What may stand outside of the blocks of a template that extends another one."""


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template uses, and its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label that a template asks for by a name that it states."""

    name: str
    values: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """One template: its code, the template that it extends, its blocks, those of them that stand in no other block, its labels."""

    code: CodeType
    extends: Use | None
    blocks: frozenset[str]
    outer: tuple[Use, ...]
    labels: tuple[LabelUse, ...]


@lru_cache(maxsize=256)
def compiled(key: str, template: TemplateText) -> Compiled:
    """A template compiled. Raises ``TemplateSyntaxError``, or ``ProblemsFound`` for what Jinja2 allows and a layout does not."""
    folders = Folders(())
    folders.read[key] = template
    environment = Sandbox(folders, Loader(folders), {})
    tree = environment.parse(template.text, key, template.file)
    if problems := list(_forbidden(tree, template)):
        raise ProblemsFound(problems)
    extends = next(
        (Use(node.template.value, node.lineno) for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)), None
    )
    blocks = frozenset(node.name for node in tree.find_all(nodes.Block))
    outer = tuple(Use(node.name, node.lineno) for node in tree.body if isinstance(node, nodes.Block))
    labels = tuple(_labels(tree))
    return Compiled(environment.compile(tree, key, template.file), extends, blocks, outer, labels)


class Loader(BaseLoader):
    """Gives Jinja2 its templates."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """A template by its key. Raises ``TemplateNotFound`` for a name that means none, ``ProblemsFound`` for blocks that do not fit."""
        if ":" not in name or name.startswith("packaged:"):
            raise TemplateNotFound(name)
        template = compiled(name, self.folders.template(name))
        if problems := list(self._unknown_blocks(name, template)):
            raise ProblemsFound(problems)
        return environment.template_class.from_code(environment, template.code, globals if globals is not None else {})

    def chain(self, key: str) -> Iterator[tuple[str, Compiled]]:
        """A template and those that it extends, each with its key; ends at one that is not there or that comes a second time."""
        seen: set[str] = set()
        following: str | None = key
        while following and following not in seen:
            seen.add(following)
            template = compiled(following, self.folders.template(following))
            yield following, template
            following = self.folders.resolve(template.extends.name, following) if template.extends else None

    def _unknown_blocks(self, key: str, template: Compiled) -> Iterator[Problem]:
        """Blocks of a template that no template it extends has a place for: Jinja2 would leave them out and say nothing."""
        if not template.extends:
            return
        *_, (last, _) = chain = list(self.chain(key))
        known = frozenset[str]().union(*(parent.blocks for _, parent in chain[1:]))
        if compiled(last, self.folders.template(last)).extends:
            return  # the end of the chain is missing, and Jinja2 says so
        for block in template.outer:
            if block.name not in known:
                place = point(self.folders.template(key), block.line, block.name)
                yield Problem(place, f'no layout that this one extends has a block "{block.name}"', did_you_mean(block.name, sorted(known)))


def point(template: TemplateText, line: int, word: str) -> Place:
    """The place of a word in a line, or soon after it."""
    return template.find(word, line, 1) or template.place(line, 1)


def _forbidden(tree: nodes.Template, template: TemplateText) -> Iterator[Problem]:
    for switch in tree.find_all(nodes.ScopedEvalContextModifier):
        hint = "what comes from content is always printed as it is typed"
        yield Problem(point(template, switch.lineno, "autoescape"), "escaping cannot be switched on or off", hint)
    extends = list(tree.find_all(nodes.Extends))
    for parent in extends:
        if not isinstance(parent.template, nodes.Const) or parent not in tree.body:
            hint = 'write it once, outside of everything, with the name in quotes: {% extends "handout.html" %}'
            yield Problem(point(template, parent.lineno, "extends"), "what a layout extends cannot depend on something", hint)
    for node in tree.body if extends else ():
        loud = not isinstance(node, _QUIET)
        if isinstance(node, nodes.Output):
            loud = any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in node.nodes)
        if loud:
            yield Problem(
                _first_words(template, node), "this stands outside of every block and would not be printed", "put it into a {% block %}"
            )


def _first_words(template: TemplateText, node: nodes.Node) -> Place:
    """The place of what a statement or a piece of text begins with."""
    lines = template.text.split("\n")
    number = node.lineno
    text = "".join(part.data for part in node.nodes if isinstance(part, nodes.TemplateData)) if isinstance(node, nodes.Output) else ""
    number += len(text) - len(text.lstrip()) and text[: len(text) - len(text.lstrip())].count("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    return template.place(number, len(line) - len(line.lstrip()) + 1, max(1, len(line.strip())))


def _labels(tree: nodes.Template) -> Iterator[LabelUse]:
    for call in tree.find_all(nodes.Call):
        is_label = isinstance(call.node, nodes.Name) and call.node.name == "label"
        if is_label and len(call.args) == 1 and isinstance(call.args[0], nodes.Const) and not call.dyn_kwargs and not call.dyn_args:
            yield LabelUse(str(call.args[0].value), frozenset(k.key for k in call.kwargs), call.lineno)


def label_uses(folders: Folders) -> Mapping[str, tuple[LabelUse, ...]]:
    """The labels that each template read so far asks for, by its key."""
    return {key: compiled(key, template).labels for key, template in folders.read.items()}
