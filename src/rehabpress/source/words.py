"""Reads the words of a language that advice looks for."""

from __future__ import annotations

from rehabpress.model.words import Words
from rehabpress.problems import Place
from rehabpress.source.alone import read_alone
from rehabpress.source.folders import Folders, find


def read_words(folders: Folders, language: str, place: Place | None = None) -> Words:
    """The words of a language; of ``en`` where there are none of ``en-GB``. Without a file of either, a list without words.

    Raises ``ProblemsFound`` for a file that is wrong.
    """
    for name in (language, language.partition("-")[0]):
        if find(folders, "words", name):
            return read_alone(folders, "words", Words, name, place, key="language")[0]
    return Words(language=language)
