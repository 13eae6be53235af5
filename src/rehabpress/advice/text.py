"""Splits text into sentences and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_END = re.compile(r"[.!?…]+[)\]”\"'’]*(?=\s|$)")


def sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[str, ...]:
    """The sentences of a text, in order. Text without a full stop at its end is a sentence too, as an item of a list is.

    A colon or a semicolon does not end one, so that the grade errs on the strict side.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if text[: end.end()].rpartition(" ")[2].lower() in abbreviations:
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if words(sentence))


def words(text: str) -> tuple[str, ...]:
    """The words of a text and its numbers. The parts of ``long-term`` are words of their own."""
    return tuple(_WORD.findall(text))


def phrase(entries: Iterable[str], plural: str = "") -> re.Pattern[str] | None:
    """A pattern that finds any of the entries as whole words, in small or capital letters; the longest first. None when there are none."""
    return _phrase(tuple(entries), plural)


@lru_cache(maxsize=64)
def _phrase(entries: tuple[str, ...], plural: str) -> re.Pattern[str] | None:
    if not (found := sorted(set(entries), key=lambda entry: (-len(entry), entry))):
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, found))}){plural}(?![\w-])", re.IGNORECASE)
