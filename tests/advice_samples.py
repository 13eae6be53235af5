"""What the tests of advice share: the English words, texts with a place, and a plan's handout as material to assess."""

from __future__ import annotations

from pathlib import Path

from rehabpress.advice.printed import Said
from rehabpress.model.words import Words
from rehabpress.problems import Place
from rehabpress.source.folders import Folders
from rehabpress.source.words import read_words

ROOT = Path(__file__).parents[1]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
ENGLISH = read_words(FOLDERS, "en")
KLINGON = Words(language="tlh")
"""A language of which nothing is known."""


def said(text: str, line: int = 1) -> Said:
    """A text of a made-up file."""
    return Said(text, Place("made-up.yaml", line))
