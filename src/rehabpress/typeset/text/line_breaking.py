"""Breaks text into lines, first fit, by the shaped width of words.

A line ends between two words, within a word at a soft hyphen, and, in a word that is wider than the whole line, at any character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from rehabpress.typeset.text.fonts import Face

SOFT_HYPHEN = "\u00ad"
_TINY = 0.001
_NOT_IN_A_WORD = re.compile(f"(?<![^\\W_]){SOFT_HYPHEN}|{SOFT_HYPHEN}(?![^\\W_])")
"""Soft hyphens between letters divide; others mean nothing."""


class StyledText(NamedTuple):
    """A stretch of text in one face and size. ``text`` has single spaces; ``None`` in its place in a sequence is a line break."""

    text: str
    face: Face
    size: float


class LineItem(NamedTuple):
    """Part of a line: the index of the stretch it comes from, its text, and whether it ends with a hyphen that the text does not have."""

    of: int
    text: str
    hyphen: bool = False


class LineWord(NamedTuple):
    """What stands between two spaces: parts of one stretch or several. ``space`` is the stretch that holds the space before it, or -1."""

    parts: tuple[tuple[int, str], ...]
    space: int


def break_lines(said: Sequence[StyledText | None], width: float) -> list[list[LineItem]]:
    """The lines of a paragraph ``width`` points wide. A line that ends between two words ends with a space, one that ends within a word does not."""
    if len(said) == 1 and said[0] and SOFT_HYPHEN not in said[0].text:
        plain = _of_one(said[0], width)
        if plain:
            return plain
    lines = _LineBreaker(said, width)
    for word in _words(said):
        if word is None:
            lines.end(" ")
        else:
            lines.add(word)
    if lines.pieces:
        lines.end("")
    return lines.done


def _of_one(said: StyledText, width: float) -> list[list[LineItem]]:
    """The same for a text in one manner that is divided between words only; nothing when one of them is wider than a line."""
    words = said.text.strip(" ").split(" ")
    word, space = said.face.word, said.face.gap
    room = (width + _TINY) * 1000 / said.size
    bounds, filled = [0], -space
    for n, text in enumerate(words):
        wide = word(text).width
        if wide > room:
            return []
        filled += space + wide
        if filled > room:
            bounds.append(n)
            filled = wide
    bounds.append(len(words))
    last = len(bounds) - 2
    return [[LineItem(0, " ".join(words[a:b]) + (" " if n < last else ""))] for n, (a, b) in enumerate(pairwise(bounds))]


def _words(said: Sequence[StyledText | None]) -> Iterator[LineWord | None]:
    """The words, and ``None`` for each line break."""
    parts: list[tuple[int, str]] = []
    space = -1
    for of, stretch in enumerate(said):
        words = _NOT_IN_A_WORD.sub("", stretch.text).split(" ") if stretch else ("", "")
        for n, text in enumerate(words):
            if n:
                if parts:
                    yield LineWord(tuple(parts), space)
                    parts = []
                space = of if stretch else -1
            if text:
                parts.append((of, text))
        if stretch is None:
            yield None
    if parts:
        yield LineWord(tuple(parts), space)


@dataclass(slots=True)
class _LineBreaker:
    """Lines in the making. ``pieces`` is the one that is being filled, ``filled`` how wide it is."""

    said: Sequence[StyledText | None]
    width: float
    done: list[list[LineItem]] = field(default_factory=list)
    pieces: list[LineItem] = field(default_factory=list)
    filled: float = 0.0

    def add(self, word: LineWord) -> None:
        """Put a word on this line, on the next, or on both."""
        if self._goes_on(word):
            return
        parts: Sequence[tuple[int, str]] = word.parts
        space = self._wide(((word.space, " "),)) if self.pieces and word.space >= 0 else 0.0
        wide = self._wide(parts)
        if self.filled + space + wide > self.width + _TINY:
            divided = self._divided(parts, self.width - self.filled - space)
            if divided:
                self._take(word.space, divided[0], space)
                self.end("")
            elif self.pieces:
                self.end(" ")
            parts, space = divided[1] if divided else parts, 0.0
            while (wide := self._wide(parts)) > self.width + _TINY:
                head, parts = self._divided(parts, self.width) or self._cut(parts)
                self._take(-1, head, 0.0)
                self.end("")
        self._take(word.space, parts, space)
        self.filled += space + wide

    def _goes_on(self, word: LineWord) -> bool:
        """Put a word on this line if the line ends in the stretch that the space and all of the word are in, as nearly every word does."""
        of, text = word.parts[0]
        if not self.pieces or len(word.parts) > 1 or word.space != of or SOFT_HYPHEN in text:
            return False
        last, stretch = self.pieces[-1], self.said[of]
        assert stretch is not None  # noqa: S101 - a line break has no text
        wide = (stretch.face.gap + stretch.face.word(text).width) * stretch.size / 1000
        if last.of != of or last.hyphen or self.filled + wide > self.width + _TINY:
            return False
        self.pieces[-1] = LineItem(of, f"{last.text} {text}")
        self.filled += wide
        return True

    def end(self, last: str) -> None:
        """Finish this line; ``last`` is the space after its last word, if there is one."""
        if self.pieces and last:
            self.pieces[-1] = self.pieces[-1]._replace(text=self.pieces[-1].text + last)
        self.done.append(self.pieces)
        self.pieces, self.filled = [], 0.0

    def _take(self, space: int, parts: Sequence[tuple[int, str]], wide: float) -> None:
        """Add parts to this line, after a space if that is ``wide``; neighbours of one stretch become one piece."""
        for of, text in ((space, " "), *parts) if wide else parts:
            hyphen = text.endswith(SOFT_HYPHEN)
            text = text.replace(SOFT_HYPHEN, "") + "-" * hyphen
            if self.pieces and self.pieces[-1].of == of:
                self.pieces[-1] = LineItem(of, self.pieces[-1].text + text, hyphen)
            elif text:
                self.pieces.append(LineItem(of, text, hyphen))

    def _wide(self, parts: Sequence[tuple[int, str]]) -> float:
        """The width of parts in points. A soft hyphen shows at the end only."""
        total = 0.0
        for of, text in parts:
            stretch = self.said[of]
            assert stretch is not None  # noqa: S101 - a line break has no text
            if SOFT_HYPHEN in text:
                text = text.replace(SOFT_HYPHEN, "") + "-" * text.endswith(SOFT_HYPHEN)
            total += stretch.face.width(text, stretch.size)
        return total

    def _divided(self, parts: Sequence[tuple[int, str]], room: float) -> tuple[Sequence[tuple[int, str]], Sequence[tuple[int, str]]] | None:
        """A word in two at its last soft hyphen that leaves the first part within ``room``, the hyphen with the first."""
        for n in range(len(parts) - 1, -1, -1):
            of, text = parts[n]
            at = text.rfind(SOFT_HYPHEN, 0, len(text) - (n == len(parts) - 1))
            while at >= 0:
                head = (*parts[:n], (of, text[: at + 1]))
                if (n or at) and self._wide(head) <= room + _TINY:
                    return head, (*(((of, text[at + 1 :]),) if text[at + 1 :] else ()), *parts[n + 1 :])
                at = text.rfind(SOFT_HYPHEN, 0, at)
        return None

    def _cut(self, parts: Sequence[tuple[int, str]]) -> tuple[Sequence[tuple[int, str]], Sequence[tuple[int, str]]]:
        """A word in two where the line is full: at least one character stays on it, and no accent is parted from its letter."""
        places = [
            (n, at) for n, (_, text) in enumerate(parts) for at in range(len(text)) if (n or at) and not unicodedata.combining(text[at])
        ]
        low, high = 0, len(places) - 1
        while low < high:  # the last place up to which it fits; the first one if none does
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._wide(_until(parts, *places[middle])) <= self.width + _TINY else (low, middle - 1)
        if not places:
            return parts, ()
        n, at = places[low]
        of, text = parts[n]
        return _until(parts, n, at), ((of, text[at:]), *parts[n + 1 :])


def _until(parts: Sequence[tuple[int, str]], n: int, at: int) -> Sequence[tuple[int, str]]:
    """The parts before the character ``at`` of part ``n``."""
    of, text = parts[n]
    return (*parts[:n], *(((of, text[:at]),) if at else ()))
