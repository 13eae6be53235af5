"""Reads the words of a language that advice looks for."""

from __future__ import annotations

from rehabpress.loader.folders import Folders, find
from rehabpress.loader.single_file import read_alone
from rehabpress.model.languages.words import Words
from rehabpress.support.problems import Place


def read_words(folders: Folders, language: str, place: Place | None = None) -> Words:
    """The words of a language; of ``en`` where there are none of ``en-GB``. Without a file of either, a list without words.

    Raises ``ProblemsFound`` for a file that is wrong.
    """
    for name in (language, language.partition("-")[0]):
        if find(folders, "words", name):
            return read_alone(folders, "words", Words, name, place, key="language")[0]
    return Words(language=language)
