"""What the checks of a paper need to know of a block, gathered in one walk through it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Break, Columns, Heading, Inline, Items, Paragraph, Picture, Run, Section, Table
from rehabpress.support.problems import Place

_NUMBER = re.compile(r"\d+[.):]?\s+")
_RUNS_OF_TITLE = 6
"""In so many runs at the beginning of a paragraph a name is looked for."""
_DROPPED = frozenset("\u200b\ufeff\u00ad")
"""What the typesetter takes out or shows only at the end of a line."""


class Line(NamedTuple):
    """A paragraph or heading as one line."""

    text: str
    block: Paragraph | Heading
    title: str
    """The text in small letters, without a number before it."""
    first_word: str
    """Of the title, without what may stand after a name."""

    @property
    def starts(self) -> Iterator[str]:
        """The texts that it begins with in small letters, up to the end of each of its first runs."""
        content = self.block.content[:_RUNS_OF_TITLE]
        starts = (normal(words_of(content[: n + 1])).casefold() for n, part in enumerate(content) if isinstance(part, Run))
        return (without_number(start) for start in starts)

    @property
    def level(self) -> int:
        """That of a heading; 0 for a paragraph."""
        return self.block.level if isinstance(self.block, Heading) else 0


class Stand(NamedTuple):
    """A manner of text and the styles that it stands in, from the outermost box to its paragraph; ``run`` is that of a part of it."""

    styles: tuple[str, ...]
    run: str


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What a block says and shows."""

    lines: tuple[Line, ...]
    """All paragraphs and headings, as they are read."""
    text: str
    """The text of its lines, one below the other."""
    sections: tuple[str, ...]
    """The same of each section in it, itself too if it is one."""
    stands: Mapping[Stand, Place]
    """All manners of text by the styles that they stand in, each with the first place where it was written."""
    letters: frozenset[str]
    """The characters that are not ASCII."""
    pictures: tuple[str, ...]
    """The names of its pictures."""


def facts_of(block: Block) -> BlockFacts:
    """Gather the facts of a block."""
    found = _Walk()
    found.go((block,), ())
    text = "\n".join([line.text for line in found.lines])
    letters = frozenset([c for c in found.letters if not c.isascii() and not c.isspace() and c not in _DROPPED])
    return BlockFacts(tuple(found.lines), text, tuple(found.sections), found.stands, letters, tuple(found.pictures))


class _Walk:
    """Facts in the making."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.sections: list[str] = []
        self.stands: dict[Stand, Place] = {}
        self.letters: set[str] = set()
        self.pictures: list[str] = []

    def go(self, blocks: Iterable[Block], within: tuple[str, ...]) -> None:
        """Go through blocks that stand within boxes of these styles."""
        for block in blocks:
            inside = (*within, block.style)
            if isinstance(block, Paragraph | Heading):
                self._paragraph(block, inside)
            elif isinstance(block, Section):
                begin = len(self.lines)
                self.go(block.blocks, inside)
                self.sections.append("\n".join([line.text for line in self.lines[begin:]]))
            elif isinstance(block, Columns):
                self.go(block.columns, inside)
            elif isinstance(block, Items):
                for item in block.items:
                    self.go(item.blocks, (*inside, item.style))
            elif isinstance(block, Table):
                for row in (*block.head, *block.rows):
                    for cell in row:
                        self.go(cell.blocks, (*inside, cell.style))
            elif isinstance(block, Picture):
                self.pictures.append(block.name)

    def _paragraph(self, block: Paragraph | Heading, inside: tuple[str, ...]) -> None:
        last: str | None = None
        for part in block.content:
            if isinstance(part, Run):
                if part.style != last:
                    last = part.style
                    self.stands.setdefault(Stand(inside, last), block.place)
                if not part.text.isascii():
                    self.letters.update(unicodedata.normalize("NFC", part.text))
        text = normal(words_of(block.content))
        title = without_number(text).casefold()
        self.lines.append(Line(text, block, title, title.partition(" ")[0].rstrip(":·|–—(")))


def words_of(content: Sequence[Inline]) -> str:
    """The words of a paragraph, without numbers of pages."""
    return "".join([part.text if isinstance(part, Run) else " " if isinstance(part, Break) else "" for part in content])


def normal(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def without_number(text: str) -> str:
    """A text without the number that stands before it."""
    return _NUMBER.sub("", text, 1) if text[:1].isdigit() else text
