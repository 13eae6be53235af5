"""The Jinja2 environment of layouts: escaping that cannot be switched off, a short list of words, no way to Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import BaseLoader, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup as Escaped
from markupsafe import escape

from rehabpress.support.problems import ProblemsFound
from rehabpress.templates.attributes import called, parts_of, public
from rehabpress.templates.budget import Budget, CountingGenerator, counted, only_printable
from rehabpress.templates.errors import LayoutError, Missing
from rehabpress.templates.filters import FILTERS, TESTS
from rehabpress.templates.finalize import LARGEST_NUMBER, printable
from rehabpress.templates.halves import halves
from rehabpress.templates.labels import Labels
from rehabpress.templates.nesting import too_much
from rehabpress.templates.search_path import SearchPath
from rehabpress.templates.source_positions import with_places

_LONG = 1000


class _Generator(CountingGenerator):
    """Jinja2's compiler, counting, in which ``~`` prints by the same rules as ``{{ }}``. Notes the names whose values come from outside."""

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        assert isinstance(self.environment, Sandbox)  # noqa: S101 - nobody else uses this compiler
        self.environment.unresolved.update(name for action, name in frame.symbols.loads.values() if action == "resolve" and name)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 - Jinja2's signature
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 - Jinja2's signature
        self.write(f", {_words(node)!r})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        self.write("environment.glue((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _words(node: nodes.Node) -> str:
    """What the template says for a value: ``handout.goal``. Empty for what is more than a name and parts of it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (owner := _words(node.node)):
        return f"{owner}.{node.attr}"
    return ""


_SPECIAL = re.compile("[&<>'\"]").search


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for the templates of one search path. Its ``globals`` are known everywhere, in macros of other files too."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, folders: SearchPath, loader: BaseLoader | None) -> None:
        super().__init__(
            autoescape=True, undefined=Missing, finalize=printable, loader=loader, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        self.folders = folders
        self.unresolved: set[str] = set()
        self.budget = Budget()
        filters: dict[str, Any] = {**self.filters, "halves": halves, "join": only_printable(self.filters["join"])}
        tests: dict[str, Any] = self.tests
        self.filters = {name: counted(name, filters[name], lambda: self.budget) for name in FILTERS}
        self.tests = {name: counted(name, tests[name], lambda: self.budget) for name in TESTS}
        self.globals = {}

    def counted(self) -> bool:
        """A step in the condition of a loop."""
        return self.budget.step()

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The source with a place in each tag."""
        assert name is not None  # noqa: S101 - every template comes from the loader
        template = self.folders.template(name)
        tokens = list(self.lexer.tokeniter(source, name, filename))
        if problem := too_much(source, tokens, template):
            raise ProblemsFound([problem])
        return with_places(source, tokens, name, template)

    def join_path(self, template: str, parent: str) -> str:
        """The key of a template that another one names, or the name itself when there is none."""
        return self.folders.resolve(template, parent) or template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute`` in a template."""
        if attribute in public(type(obj)) or (isinstance(obj, TemplateModule) and attribute in parts_of(obj)):
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]`` in a template."""
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            if not isinstance(argument, str):
                return self.undefined(obj=obj, name=argument)
        name = str(argument)
        if name in public(type(obj)):
            return getattr(obj, name)
        if name.startswith("_") or hasattr(obj, name):
            hint = "a layout reads the fields of content; docs/layout-reference.md lists what else there is"
            raise LayoutError(f'"{name}" of {called(obj)} cannot be used in a layout', hint, name)
        return self.undefined(obj=obj, name=name)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja2's signature
        """Whether a template may reach it."""
        return attr in public(type(obj))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """``+ - * / // %`` are for numbers only, so that no text grows without end; and for numbers that somebody may read."""
        if operator != "**" and _is_number(left) and _is_number(right):
            if operator in ("/", "//", "%") and not right:
                raise LayoutError(f"{left} {operator} 0 cannot be computed", "ask with {% if … %} before", operator)
            found = super().call_binop(context, operator, left, right)
            if not -LARGEST_NUMBER <= found <= LARGEST_NUMBER:
                raise LayoutError(f"the result of {operator} is beyond all numbers of a page", "look for a loop that adds to it", operator)
            return found
        hint = "it is for numbers; put texts together with ~" if operator != "**" else "layouts do not need it"
        raise LayoutError(f"{called(left)} {operator} {called(right)} cannot be computed", hint, operator)

    def shown(self, value: Any, words: str) -> str:
        """``{{ value }}``: what is put on the page, escaped. ``words`` are those of the template for it."""
        if isinstance(value, str) and len(value) > _LONG:
            self.budget.text(len(value))
        if type(value) is str:
            return escape(value) if _SPECIAL(value) else value
        if type(value) is Escaped:
            return value
        return escape(printable(value, words))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """``obj(…)`` in a template."""
        if type(obj) is Labels:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            text = obj(*args, **kwargs)
            if len(text) > _LONG:
                self.budget.text(len(text))
            return text
        self.budget.enter()
        try:
            return super().call(context, obj, *args, **kwargs)
        finally:
            self.budget.leave()

    def concat(self, parts: Iterable[str]) -> str:
        """Parts in one text: what a macro or ``{% set %}`` has printed."""
        parts = list(parts)
        self.budget.text(sum(map(len, parts)))
        return "".join(parts)

    def glue(self, parts: Iterable[object]) -> str:
        """``a ~ b`` in a template."""
        checked = [printable(part) for part in parts]
        self.budget.text(sum([len(part) for part in checked if isinstance(part, str)]))
        if any(hasattr(part, "__html__") for part in checked):
            return Escaped("").join(escape(part) for part in checked)
        return "".join(str(part) for part in checked)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
