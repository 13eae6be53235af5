"""What gives Jinja2 its templates, with blocks that may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from rehabpress.templates.block_cache import CachedText
from rehabpress.templates.bytecode_cache import compiled
from rehabpress.templates.search_path import SearchPath


class Loader(BaseLoader):
    """Gives Jinja2 its templates, by their keys."""

    def __init__(self, folders: SearchPath, kept: CachedText | None) -> None:
        self._folders, self._kept = folders, kept
        self._loaded: list[_Template] = []

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """A template by its key. Raises ``TemplateNotFound`` for a name that has none."""
        if not self._folders.is_key(name):
            raise TemplateNotFound(name)
        code = compiled(name, self._folders.template(name)).code
        module: dict[str, Any] = {"environment": environment, "__file__": code.co_filename}
        exec(code, module)  # noqa: S102 - Jinja2's own way: the code is what Jinja2 has made of the template
        if self._kept:
            kept = {block: (found.__name__, self._kept.block(block, found)) for block, found in module["blocks"].items()}
            module.update(kept.values())
            module["blocks"] = {block: found for block, (_, found) in kept.items()}
        module["root"] = _nested(environment, module["root"])
        template = _Template.from_module_dict(environment, module, globals if globals is not None else {})
        assert isinstance(template, _Template)  # noqa: S101 - it has just been made
        self._loaded.append(template)
        return template

    def forget_modules(self) -> None:
        """Let go of what templates that are imported have made of the values of one page."""
        for template in self._loaded:
            template.forget_module()


class _Template(Template):
    """A template whose text, when another one imports it, is in one piece."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja2's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja2's name
    ) -> TemplateModule:
        """What another template imports."""
        context: Context = self.new_context(vars, shared, locals)
        return TemplateModule(self, context, [self.environment.concat(self.root_render_func(context))])

    def forget_module(self) -> None:
        """Let go of what it was when another one imported it."""
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
