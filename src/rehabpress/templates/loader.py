"""What gives Jinja2 its templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound
from jinja2.runtime import Context

from rehabpress.templates.bytecode_cache import compiled
from rehabpress.templates.search_path import SearchPath


class Loader(BaseLoader):
    """Gives Jinja2 its templates, by their keys."""

    def __init__(self, folders: SearchPath) -> None:
        self._folders = folders
        self._loaded: list[_Template] = []

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """A template by its key. Raises ``TemplateNotFound`` for a name that has none."""
        if not self._folders.is_key(name):
            raise TemplateNotFound(name)
        code = compiled(name, self._folders.template(name)).code
        template = _Template.from_code(environment, code, globals if globals is not None else {})
        assert isinstance(template, _Template)  # noqa: S101 - it has just been made
        template.root_render_func = _nested(environment, template.root_render_func)
        self._loaded.append(template)
        return template

    def forget_modules(self) -> None:
        """Let go of what templates that are imported have made of the values of one page."""
        for template in self._loaded:
            template.forget_module()


class _Template(Template):
    """A template that can forget what it was when another one imported it."""

    def forget_module(self) -> None:
        """Let go of the values of one page."""
        self._module = None


def _nested(environment: Environment, root: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
    """A template that another one includes or extends: one call inside another."""

    def render(context: Context) -> Iterator[str]:
        budget = environment.budget  # type: ignore[attr-defined] # it is a Sandbox, which needs this module
        budget.enter()
        try:
            yield from root(context)
        finally:
            budget.leave()

    return render
