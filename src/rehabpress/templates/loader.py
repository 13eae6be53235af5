"""What gives Jinja2 its templates."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

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
