"""What the tests of advice share: the English words, texts with a place, and a plan's handout as material to assess."""

from __future__ import annotations

from pathlib import Path

from rehabpress.advice.printed import PrintedText
from rehabpress.loader.folders import Folders
from rehabpress.loader.single_file import read_words
from rehabpress.model.languages.words import Words
from rehabpress.support.problems import Place

ROOT = Path(__file__).parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
ENGLISH = read_words(FOLDERS, "en")
KLINGON = Words(language="tlh")
"""A language of which nothing is known."""


def said(text: str, line: int = 1) -> PrintedText:
    """A text of a made-up file."""
    return PrintedText(text, Place("made-up.yaml", line))
