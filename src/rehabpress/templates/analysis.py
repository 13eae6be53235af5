"""Compiles a template, and finds out what can be known of it before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import CodeType
from typing import NamedTuple

from jinja2 import nodes

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.templates.environment import Sandbox
from rehabpress.templates.nesting import too_deep
from rehabpress.templates.search_path import SearchPath

_QUIET = (nodes.Extends, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock)
"""What may stand outside of the blocks of a template that extends another one."""

_BOUND = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that Jinja2 binds by itself."""


class Use(NamedTuple):
    """A name that a template uses, and its line."""

    name: str
    line: int
    optional: bool = False
    """Whether it may be missing."""


class LabelUse(NamedTuple):
    """A label that a template asks for by a name that it states, and the names of the values it gives."""

    name: str
    values: frozenset[str]
    line: int


class ImportUse(NamedTuple):
    """A name that a template takes from another one."""

    template: str
    name: str
    line: int


class PathUse(NamedTuple):
    """A value and parts of parts of it: ``handout.clinic.name``."""

    names: tuple[str, ...]
    line: int


class Compiled(NamedTuple):
    """One template."""

    code: CodeType
    extends: Use | None
    others: tuple[Use, ...]
    """The templates that it includes and imports."""
    imports: tuple[ImportUse, ...]
    exports: frozenset[str]
    """The names that others can take from it."""
    blocks: frozenset[str]
    outer: tuple[Use, ...]
    """Those of its blocks that stand in no other block."""
    labels: tuple[LabelUse, ...]
    bound: frozenset[str]
    """Every name that something in it gives a value."""
    free: tuple[Use, ...]
    """The names that it uses and does not give a value itself."""
    paths: tuple[PathUse, ...]


def compile_template(key: str, template: TemplateText) -> Compiled:
    """Compile a template. Raises ``TemplateSyntaxError``, or ``ProblemsFound`` for what Jinja2 allows and a layout does not."""
    folders = SearchPath(())
    folders.read[key] = template
    environment = Sandbox(folders, None)
    tree = environment.parse(template.text, key, template.file)
    if problems := [*too_deep(tree, template)]:
        raise ProblemsFound(problems)
    found = tuple(tree.find_all(nodes.Node))
    if problems := [*_forbidden(found, tree.body, template), *_unprinted(found, tree.body, template)]:
        raise ProblemsFound(problems)
    code = environment.compile(tree, key, template.file)
    loaded = [node for node in found if isinstance(node, nodes.Name) and node.ctx == "load"]
    return Compiled(
        code=code,
        extends=next((Use(_named(node), node.lineno) for node in found if isinstance(node, nodes.Extends)), None),
        others=tuple(Use(_named(node), node.lineno, getattr(node, "ignore_missing", False)) for node in found if isinstance(node, _OTHERS)),
        imports=tuple(_imports(found)),
        exports=frozenset(_bound(tree.body)).union(*(_bound([node.target]) for node in tree.body if isinstance(node, _SETS))),
        blocks=frozenset(node.name for node in found if isinstance(node, nodes.Block)),
        outer=tuple(Use(node.name, node.lineno) for node in tree.body if isinstance(node, nodes.Block)),
        labels=tuple(_labels(found)),
        bound=frozenset(_bound(found)),
        free=tuple(dict.fromkeys(Use(n.name, n.lineno) for n in loaded if n.name in environment.unresolved - _BOUND)),
        paths=tuple(dict.fromkeys(_paths(found))),
    )


def point(template: TemplateText, line: int, word: str) -> Place:
    """The place of a word in a line, or soon after it."""
    return template.find_word(word, line) or template.place(line, 1)


_OTHERS = (nodes.Include, nodes.Import, nodes.FromImport)
_SETS = (nodes.Assign, nodes.AssignBlock)
_KEYWORDS = {nodes.Extends: "extends", nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from"}


def _named(node: nodes.Node) -> str:
    """The template that a statement names; empty when the name is computed."""
    name = getattr(node, "template", None)
    return str(name.value) if isinstance(name, nodes.Const) else ""


def _forbidden(found: Sequence[nodes.Node], body: Sequence[nodes.Node], template: TemplateText) -> Iterator[Problem]:
    for node in found:
        if isinstance(node, nodes.ScopedEvalContextModifier):
            hint = "what comes from content is always printed as it is typed"
            yield Problem(point(template, node.lineno, "autoescape"), "escaping cannot be switched on or off", hint)
        elif isinstance(node, (nodes.Extends, *_OTHERS)) and not _named(node):
            place = point(template, node.lineno, _KEYWORDS[type(node)])
            yield Problem(place, "the name of another layout cannot be computed", "write it in quotes")
        elif isinstance(node, nodes.Extends) and node not in body:
            hint = "write {% extends … %} outside of everything else"
            yield Problem(point(template, node.lineno, "extends"), "what a layout extends cannot depend on something", hint)


def _unprinted(found: Sequence[nodes.Node], body: Sequence[nodes.Node], template: TemplateText) -> Iterator[Problem]:
    """What stands outside of the blocks of a template that extends another one: Jinja2 would leave it out and say nothing."""
    if not any(isinstance(node, nodes.Extends) for node in found):
        return
    for node in body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            line = _line(part)
            if isinstance(part, nodes.TemplateData):
                if not part.data.strip():
                    continue
                line += part.data[: len(part.data) - len(part.data.lstrip())].count("\n")
            elif isinstance(part, _QUIET):
                continue
            hint = "put it into a {% block … %} of the layout that this one extends"
            yield Problem(template.line(line), "this stands outside of every block and would not be printed", hint)


def _imports(found: Sequence[nodes.Node]) -> Iterator[ImportUse]:
    for node in found:
        if isinstance(node, nodes.FromImport):
            for name in node.names:
                yield ImportUse(_named(node), name if isinstance(name, str) else name[0], node.lineno)


def _line(node: nodes.Node) -> int:
    """The line in which a node begins; some of Jinja2's nodes know it only of what stands in them."""
    return min((one.lineno for one in (node, *node.find_all(nodes.Node)) if one.lineno), default=1)


def _labels(found: Sequence[nodes.Node]) -> Iterator[LabelUse]:
    for call in found:
        if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name) or call.node.name != "label":
            continue
        if len(call.args) == 1 and isinstance(call.args[0], nodes.Const) and not call.dyn_kwargs and not call.dyn_args:
            yield LabelUse(str(call.args[0].value), frozenset(given.key for given in call.kwargs), call.lineno)


def _bound(found: Sequence[nodes.Node]) -> Iterator[str]:
    for node in found:
        if (isinstance(node, nodes.Name) and node.ctx != "load") or isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _paths(found: Sequence[nodes.Node]) -> Iterator[PathUse]:
    for node in found:
        names: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            names.append(inner.attr)
            inner = inner.node
        if names and isinstance(inner, nodes.Name):
            yield PathUse((inner.name, *reversed(names)), node.lineno)
