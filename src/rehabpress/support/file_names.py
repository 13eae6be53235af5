"""Names of files: in letters that every file system takes, and compared as the least strict of them does (Windows, macOS, Linux)."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"})
"""Small letters that are no letter with a mark."""
_LONGEST = 60


def plain_words(name: str) -> str:
    """A name in small letters without marks, with hyphens between its words. Empty when nothing of it is left."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in folded).split())[:_LONGEST].rstrip("-")


def same_file(name: str) -> str:
    """What two names have in common that some file system takes for one: capitals, forms of a letter, dots and spaces at the end."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip(". ")
