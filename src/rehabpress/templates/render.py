"""From values and a layout template to markup: the door of this stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template

from rehabpress.markup.source_map import PLACE, Markup, TemplateText
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.templates.budget import MOST_CHARACTERS, Budget
from rehabpress.templates.bytecode_cache import reachable
from rehabpress.templates.environment import Sandbox
from rehabpress.templates.errors import from_a_template, problem_of
from rehabpress.templates.labels import Labels
from rehabpress.templates.lint import owners, shape, wrong
from rehabpress.templates.loader import Loader
from rehabpress.templates.search_path import SearchPath

_AT_ONCE = 100
"""So many bits of a page are put together before its length is looked at."""

_TAG = re.compile(rf' {PLACE}="(\d+:[^":]*):(\d+):(\d+)"')


class Lazy(NamedTuple):
    """A value that is made only for a layout that reads it."""

    make: Callable[[], object]


class Layouts:
    """The layouts of a search path (folders, a clinic's own first, the packaged one last) in one language, to print many pages.

    A file that changes on the disk meanwhile is not read again.
    """

    def __init__(self, search_path: Sequence[Path], labels: Mapping[str, str]) -> None:
        self._search_path, self._labels = tuple(search_path), labels
        self._texts: dict[str, TemplateText] = {}
        self._layouts: dict[tuple[str, frozenset[str]], _OneTemplate] = {}

    def print(self, template: str, values: Mapping[str, object]) -> Markup:
        """Render a template.

        Templates see ``values``, ``label(name, …)`` and ``range``. Texts in values are plain text and are escaped.
        Raises ``ProblemsFound`` for everything that is wrong with a template or a label.
        """
        key = (template, frozenset(values))
        if key not in self._layouts:
            self._layouts[key] = _OneTemplate(template, SearchPath(self._search_path, self._texts), self._labels)
        return self._layouts[key].print(values)


def render(template: str, search_path: Sequence[Path], values: Mapping[str, object], labels: Mapping[str, str]) -> Markup:
    """Render one page, as ``Layouts`` does."""
    return Layouts(search_path, labels).print(template, values)


class _OneTemplate:
    """One layout in one language."""

    def __init__(self, template: str, folders: SearchPath, labels: Mapping[str, str]) -> None:
        key = folders.resolve(template)
        if key is None:
            raise ProblemsFound([Problem(Place(template), "there is no such layout", did_you_mean(template, folders.names()))])
        self._key, self._folders = key, folders
        self._labels = Labels(labels)
        self._loader = Loader(folders)
        self._environment = Sandbox(folders, self._loader)
        self._right: set[tuple[type, ...]] = set()
        self._known: _Known | None = None

    def print(self, values: Mapping[str, object]) -> Markup:
        try:
            text = self._print(values)
        except ProblemsFound:
            raise
        except Exception as error:
            if not from_a_template(error, self._folders.read):
                raise
            raise ProblemsFound([problem_of(error, self._folders.read)]) from None
        return Markup(text, dict(self._folders.read), self._folders.template(self._key).file)

    def _print(self, values: Mapping[str, object]) -> str:
        known = self._known = self._known or _known(self._folders, self._key)
        budget = self._environment.budget = Budget()
        seen = self._environment.globals
        seen.clear()
        seen.update({"label": self._labels, "range": budget.rounds})
        for name, value in values.items():
            seen[name] = value if not isinstance(value, Lazy) else value.make() if name in known.names else None
        self._check(seen, shape(known.owners, seen))
        self._loader.forget_modules()
        return self._joined(_events(self._environment.get_template(self._key), seen))

    def _joined(self, events: Iterator[str]) -> str:
        """All bits of a page; a page that goes on and on is a problem."""
        parts: list[str] = []
        size = 0
        while some := list(islice(events, _AT_ONCE)):
            parts += some
            size += sum(map(len, some))
            if size > MOST_CHARACTERS:
                place = self._last_tag("".join(parts[-2 * _AT_ONCE :]))
                what = f"this layout prints more than {MOST_CHARACTERS} characters"
                raise ProblemsFound([Problem(place, what, "look for loops within loops")])
        return "".join(parts)

    def _last_tag(self, printed: str) -> Place:
        """Where the last tag of what was printed stands in its template."""
        for key, line, column in reversed(_TAG.findall(printed)):
            return self._folders.template(key).place(int(line), int(column))
        return Place(self._folders.template(self._key).file)

    def _check(self, values: Mapping[str, object], types: tuple[type, ...]) -> None:
        """Raises ``ProblemsFound`` for what is wrong with the templates, unless they were right for values of these types."""
        if types in self._right:
            return
        if problems := list(wrong(self._folders, self._key, values, self._labels)):
            raise ProblemsFound(problems)
        self._right.add(types)


class _Known(NamedTuple):
    """What is known of all templates of a layout: the names that they use, and the values of which they name parts."""

    names: frozenset[str]
    owners: tuple[tuple[str, ...], ...]


def _known(folders: SearchPath, key: str) -> _Known:
    templates = [template for _, template in reachable(folders, key)]
    return _Known(frozenset([use.name for template in templates for use in template.free]), owners(templates))


def _events(template: Template, values: Mapping[str, object]) -> Iterator[str]:
    """What a template prints, bit by bit; an error points to the template, as Jinja2's own ``generate`` does it."""
    try:
        yield from template.root_render_func(template.new_context(dict(values), shared=True))
    except Exception:  # noqa: BLE001 - whatever it is, it is raised again
        template.environment.handle_exception()
