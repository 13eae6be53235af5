"""Reads the YAML below ``layouts/``: a theme, and the words of a language."""

from __future__ import annotations

from typing import TypeVar

from rehabpress.model.base import Content
from rehabpress.model.locale import Locale
from rehabpress.problems import Origin, Place, ProblemsFound
from rehabpress.source.check import check_draft
from rehabpress.source.folders import ID, Folders, find, unknown
from rehabpress.source.library import other_name
from rehabpress.source.look import look_problems
from rehabpress.source.reader import read_file
from rehabpress.theme import Theme

Read = TypeVar("Read", bound=Content)


def read_theme(folders: Folders, name: str, place: Place | None = None) -> Theme:
    """The theme of that id. ``place`` is where the id was written. Raises ``ProblemsFound``, also for colours too faint and text too small."""
    theme, origin = _read(folders, "themes", Theme, name, name, place, "id")
    if problems := look_problems(theme, origin):
        raise ProblemsFound(problems)
    return theme


def read_locale(folders: Folders, language: str, place: Place | None = None) -> Locale:
    """The words of a language: of ``en-GB`` if there is such a file, otherwise of ``en``. Raises ``ProblemsFound``."""
    general = language.partition("-")[0]
    name = language if find(folders, "locales", language) else general
    return _read(folders, "locales", Locale, name, language, place, "language")[0]


def _read(folders: Folders, kind: str, model: type[Read], name: str, asked: str, place: Place | None, key: str) -> tuple[Read, Origin]:
    """The file ``name``; ``asked`` is what it is called if there is none, ``key`` what in it must be its name."""
    path = find(folders, kind, name)
    if path is None:
        raise ProblemsFound([unknown(folders, kind, asked, place or Place(f"{kind[:-1]} {asked}"))])
    draft = read_file(path)
    value, problems = check_draft(model, draft)
    said = (draft.data or {}).get(key)
    if isinstance(said, str) and ID.fullmatch(said) and said != name:
        problems = (*problems, other_name(draft.origin, said, name, key))
    if value is None or problems:
        raise ProblemsFound(problems)
    return value, draft.origin
