"""Compiled templates, kept by what they say, with what can be known of a template before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, nodes

from rehabpress.layout.folders import Folders
from rehabpress.layout.sandbox import Sandbox
from rehabpress.markup.text import TemplateText
from rehabpress.problems import Place, Problem, ProblemsFound

_QUIET = (nodes.Extends, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock)
"""What may stand outside of the blocks of a template that extends another one."""

_BOUND = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
"""Names that Jinja2 binds by itself."""


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a template uses, and its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label that a template asks for by a name that it states, and the names of the values it gives."""

    name: str
    values: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class PathUse:
    """A value and parts of parts of it: ``handout.clinic.name``."""

    names: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """One template."""

    code: CodeType
    extends: Use | None
    others: tuple[Use, ...]
    """The templates that it includes and imports."""
    blocks: frozenset[str]
    outer: tuple[Use, ...]
    """Those of its blocks that stand in no other block."""
    labels: tuple[LabelUse, ...]
    bound: frozenset[str]
    """Every name that something in it gives a value."""
    free: tuple[Use, ...]
    """The names that it uses and does not give a value itself."""
    paths: tuple[PathUse, ...]


@lru_cache(maxsize=256)
def compiled(key: str, template: TemplateText) -> Compiled:
    """A template compiled. Raises ``TemplateSyntaxError``, or ``ProblemsFound`` for what Jinja2 allows and a layout does not."""
    folders = Folders(())
    folders.read[key] = template
    environment = Sandbox(folders, Loader(folders), {})
    tree = environment.parse(template.text, key, template.file)
    if problems := list(_forbidden(tree, template)):
        raise ProblemsFound(problems)
    code = environment.compile(tree, key, template.file)
    loaded = [name for name in tree.find_all(nodes.Name) if name.ctx == "load"]
    return Compiled(
        code=code,
        extends=next((Use(_named(node), node.lineno) for node in tree.find_all(nodes.Extends)), None),
        others=tuple(Use(_named(node), node.lineno) for node in tree.find_all(_OTHERS) if not getattr(node, "ignore_missing", False)),
        blocks=frozenset(node.name for node in tree.find_all(nodes.Block)),
        outer=tuple(Use(node.name, node.lineno) for node in tree.body if isinstance(node, nodes.Block)),
        labels=tuple(_labels(tree)),
        bound=frozenset(_bound(tree)),
        free=tuple(dict.fromkeys(Use(n.name, n.lineno) for n in loaded if n.name in environment.unresolved - _BOUND)),
        paths=tuple(dict.fromkeys(_paths(tree))),
    )


class Loader(BaseLoader):
    """Gives Jinja2 its templates."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """A template by its key. Raises ``TemplateNotFound`` for a name that has none."""
        if not self.folders.is_key(name):
            raise TemplateNotFound(name)
        code = compiled(name, self.folders.template(name)).code
        return environment.template_class.from_code(environment, code, globals if globals is not None else {})


def point(template: TemplateText, line: int, word: str) -> Place:
    """The place of a word in a line, or soon after it."""
    return template.find_word(word, line) or template.place(line, 1)


_OTHERS = (nodes.Include, nodes.Import, nodes.FromImport)


def _named(node: nodes.Node) -> str:
    """The template that a statement names; empty when the name is computed."""
    name = getattr(node, "template", None)
    return str(name.value) if isinstance(name, nodes.Const) else ""


def _forbidden(tree: nodes.Template, template: TemplateText) -> Iterator[Problem]:
    for switch in tree.find_all(nodes.ScopedEvalContextModifier):
        hint = "what comes from content is always printed as it is typed"
        yield Problem(point(template, switch.lineno, "autoescape"), "escaping cannot be switched on or off", hint)
    for other in tree.find_all((nodes.Extends, *_OTHERS)):
        if not _named(other):
            word = {nodes.Extends: "extends", nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from"}[type(other)]
            yield Problem(point(template, other.lineno, word), "the name of another layout cannot be computed", "write it in quotes")
    extends = list(tree.find_all(nodes.Extends))
    for parent in extends:
        if parent not in tree.body:
            hint = "write {% extends … %} outside of everything else"
            yield Problem(point(template, parent.lineno, "extends"), "what a layout extends cannot depend on something", hint)
    for node in tree.body if extends else ():
        yield from _unprinted(node, template)


def _unprinted(node: nodes.Node, template: TemplateText) -> Iterator[Problem]:
    """What stands outside of the blocks of a template that extends another one: Jinja2 would leave it out and say nothing."""
    parts = node.nodes if isinstance(node, nodes.Output) else [node]
    for part in parts:
        line = part.lineno
        if isinstance(part, nodes.TemplateData):
            if not part.data.strip():
                continue
            line += part.data[: len(part.data) - len(part.data.lstrip())].count("\n")
        elif isinstance(part, _QUIET):
            continue
        hint = "put it into a {% block … %} of the layout that this one extends"
        yield Problem(template.line(line), "this stands outside of every block and would not be printed", hint)


def _labels(tree: nodes.Template) -> Iterator[LabelUse]:
    for call in tree.find_all(nodes.Call):
        is_label = isinstance(call.node, nodes.Name) and call.node.name == "label"
        if is_label and len(call.args) == 1 and isinstance(call.args[0], nodes.Const) and not call.dyn_kwargs and not call.dyn_args:
            yield LabelUse(str(call.args[0].value), frozenset(k.key for k in call.kwargs), call.lineno)


def _bound(tree: nodes.Template) -> Iterator[str]:
    for name in tree.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.name
    for node in tree.find_all((nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _paths(tree: nodes.Template) -> Iterator[PathUse]:
    for node in tree.find_all(nodes.Getattr):
        names: list[str] = []
        inner: nodes.Expr = node
        while isinstance(inner, nodes.Getattr):
            names.append(inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name):
            yield PathUse((inner.name, *reversed(names)), node.lineno)
