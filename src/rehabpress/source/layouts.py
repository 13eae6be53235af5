"""Reads the YAML below ``layouts/``: a theme, and the words of a language."""

from __future__ import annotations

from rehabpress.model.locale import Locale
from rehabpress.problems import Place, ProblemsFound
from rehabpress.source.alone import read_alone
from rehabpress.source.folders import Folders, find
from rehabpress.source.look import look_problems
from rehabpress.theme import Theme


def read_theme(folders: Folders, name: str, place: Place | None = None) -> Theme:
    """The theme of that id. ``place`` is where the id was written. Raises ``ProblemsFound``, also for colours too faint and text too small."""
    theme, origin = read_alone(folders, "themes", Theme, name, place)
    if problems := look_problems(theme, origin):
        raise ProblemsFound(problems)
    return theme


def read_locale(folders: Folders, language: str, place: Place | None = None) -> Locale:
    """The words of a language: of ``en-GB`` if there is such a file, otherwise of ``en``. Raises ``ProblemsFound``."""
    general = language.partition("-")[0]
    name = general if find(folders, "locales", general) and not find(folders, "locales", language) else language
    return read_alone(folders, "locales", Locale, name, place, key="language")[0]
