"""Holds the text of a finished PDF against the documents that it was made from: every paragraph is there, in its place, and nobody else's.

Compared are letters and digits alone, so that hyphens, line breaks and other forms of a letter make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from rehabpress.markup.blocks import Block
from rehabpress.pipeline.block_facts import facts_of
from rehabpress.pipeline.order import PreparedDocument
from rehabpress.support.memo import Memo

_NOT_SAID = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_MOST = 8_000
_FOOTERS = 8
"""At most so many pieces of text at the end of a page are those of its footer."""


def said(text: str) -> str:
    """The letters and digits of a text, small and in one form."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NOT_SAID.sub("", text.casefold())


_SHORTEST = 4
_OF_THE_PAGE = 160
"""So many letters and digits, or half of a page, may stand there besides its paragraphs: numbers of lists, heads of tables that are repeated."""


class SaidBlock(NamedTuple):
    """What a block says: its paragraphs as they are read, what of them is compared, and how long that is together."""

    lines: tuple[tuple[str, str], ...]
    length: int


class Compared(NamedTuple):
    """What came of a comparison: paragraphs that are not read, and the numbers of pages that say what no document says."""

    missing: tuple[str, ...]
    foreign: tuple[int, ...]


class ReadBack:
    """Compares, one paper after the other. A block or a piece of text that was looked at is not looked at again."""

    def __init__(self) -> None:
        self._blocks: Memo[Block, SaidBlock] = Memo(_MOST)
        self._pieces: Memo[str, tuple[str]] = Memo(_MOST)

    def said(self, piece: str) -> str:
        """What a piece of text says."""
        return self._pieces.of(piece, lambda: (said(piece),))[0]

    def of(self, block: Block) -> SaidBlock:
        """What a block says."""
        return self._blocks.of(block, partial(_said_block, block))

    def body(self, page: Sequence[str], footers: frozenset[str]) -> str:
        """What a page says above its footer. Pieces of a footer are the last, and differ from page to page in their numbers."""
        pieces = [self.said(piece) for piece in page]
        for _ in range(_FOOTERS):
            if pieces and _DIGITS.sub("", pieces[-1]) in footers:
                pieces.pop()
        return "".join(pieces)

    def footers(self, pages: Sequence[PreparedDocument]) -> frozenset[str]:
        """What the footers of documents say, without numbers."""
        found = [line for page in pages for block in page.document.footer or () for _, line in self.of(block).lines]
        return frozenset([_DIGITS.sub("", line) for line in found]) | {""}

    def text(self, pages: Sequence[PreparedDocument], read: Sequence[Sequence[str]]) -> str:
        """What all pages say above their footers."""
        footers = self.footers(pages)
        return "".join([self.body(page, footers) for page in read])

    def compared(self, pages: Sequence[PreparedDocument], read: Sequence[Sequence[str]]) -> Compared:
        """The paragraphs of documents, each looked for where it belongs: after those before it, or with them in one table."""
        footers = self.footers(pages)
        bodies = [self.body(page, footers) for page in read]
        text = "".join(bodies)
        ends = [*accumulate(map(len, bodies))]
        begin = at = 0
        missing: list[str] = []
        taken = bytearray(len(text) + 1)
        for page in pages:
            for block in page.document.blocks:
                found = self.of(block)
                for line, wanted in found.lines:
                    places = _found(text, wanted, at, begin, found.length, taken) or _divided(text, wanted, begin, ends)
                    for first, last in places:
                        taken[first:last] = b"\1" * (last - first)
                    if places:
                        at = places[-1][1]
                    else:
                        missing.append(line)
                begin += found.length
                at = begin
        return Compared(tuple(missing), tuple(_foreign(taken, ends)))


def _found(text: str, wanted: str, at: int, begin: int, length: int, taken: bytearray) -> list[tuple[int, int]]:
    """Where a paragraph stands, where nothing was found yet: soon behind that before it, or anywhere in a block that is set in another order."""
    place = _free(text, wanted, at, taken)
    if place < 0 or place > at + length:
        before = _free(text, wanted, begin, taken)
        place = before if before >= 0 else place
    if place < 0:
        place = text.find(wanted, begin)  # part of what was found: a word of a longer line
    return [(place, place + len(wanted))] if place >= 0 else []


def _free(text: str, wanted: str, start: int, taken: bytearray) -> int:
    place = text.find(wanted, start)
    while place >= 0 and (taken[place] or taken[place + len(wanted) - 1]):
        place = text.find(wanted, place + 1)
    return place


def _divided(text: str, wanted: str, begin: int, ends: Sequence[int]) -> list[tuple[int, int]]:
    """Where a paragraph stands that is divided between two pages, with other cells of its row between."""
    for first, second, last in zip([0, *ends], ends, [*ends[1:], len(text)], strict=False):
        for cut in range(len(wanted) - _SHORTEST, _SHORTEST - 1, -1) if second > begin else ():
            one = text.find(wanted[:cut], max(first, begin), second)
            other = text.find(wanted[cut:], second, last) if one >= 0 else -1
            if other >= 0:
                return [(one, one + cut), (other, other + len(wanted) - cut)]
    return []


def _foreign(taken: bytearray, ends: Sequence[int]) -> Iterator[int]:
    """The pages, from 1, that say much which no document says."""
    for number, (begin, end) in enumerate(zip([0, *ends], ends, strict=False), start=1):
        if taken.count(0, begin, end) > max(_OF_THE_PAGE, (end - begin) / 2):
            yield number


def _said_block(block: Block) -> SaidBlock:
    lines = tuple([(line.text, wanted) for line in facts_of(block).lines if (wanted := said(line.text))])
    return SaidBlock(lines, sum(len(wanted) for _, wanted in lines))
