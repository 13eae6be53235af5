"""From values and a layout template to markup: the door of this stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Template

from rehabpress.layout.check import wrong
from rehabpress.layout.errors import from_a_template, problem_of
from rehabpress.layout.folders import Folders
from rehabpress.layout.kept import Loader
from rehabpress.layout.labels import Labels
from rehabpress.layout.sandbox import MOST_CHARACTERS, Sandbox, rounds
from rehabpress.markup.text import Markup
from rehabpress.problems import Place, Problem, ProblemsFound, did_you_mean


def render(template: str, search_path: Sequence[Path], values: Mapping[str, object], labels: Mapping[str, str]) -> Markup:
    """Render a template of the search path (folders, a clinic's own first, the packaged one last).

    Templates see ``values``, ``label(name, …)`` and ``range``. Texts in values are plain text and are escaped.
    Raises ``ProblemsFound`` for everything that is wrong with a template or a label.
    """
    folders = Folders(search_path)
    key = folders.resolve(template)
    if key is None:
        raise ProblemsFound([Problem(Place(template), "there is no such layout", did_you_mean(template, folders.names()))])
    known = Labels(labels)
    everything = {**values, "label": known, "range": rounds}
    try:
        if problems := list(wrong(folders, key, everything, known)):
            raise ProblemsFound(problems)
        text = _print(Sandbox(folders, Loader(folders), everything).get_template(key), folders)
    except ProblemsFound:
        raise
    except Exception as error:
        if not from_a_template(error, folders.read):
            raise
        raise ProblemsFound([problem_of(error, folders.read)]) from None
    return Markup(text, dict(folders.read), folders.template(key).file)


def _print(template: Template, folders: Folders) -> str:
    pieces: list[str] = []
    size = 0
    for piece in template.generate():
        pieces.append(piece)
        size += len(piece)
        if size > MOST_CHARACTERS:
            place = Place(folders.template(str(template.name)).file)
            raise ProblemsFound([Problem(place, "this layout prints without end", "look for loops within loops")])
    return "".join(pieces)
