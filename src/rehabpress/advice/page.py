"""Facts of a document that the instruments ask for: headings, paragraphs, lists, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehabpress.markup.blocks import Block, Columns, Document, Heading, Inline, Items, Paragraph, Picture, Run, Section, Table, Ticks


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A document taken apart. Texts are in reading order."""

    headings: tuple[tuple[int, str], ...]
    """The level and the text of each."""
    paragraphs: tuple[str, ...]
    lists: tuple[Items, ...]
    tables: tuple[Table, ...]
    boxes: int
    """How many sections are set apart by a style of their own."""
    ticks: int
    """How many boxes there are to tick."""
    pictures: Mapping[str, str]
    """By the id of what it shows, on whichever side, the heading that it stands under; empty when there is none."""

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join((*(text for _, text in self.headings), *self.paragraphs))


def page_of(document: Document) -> PageFacts:
    """Take a document apart."""
    found = [*_walk(document.blocks, "")]
    blocks = [block for block, _ in found]
    return PageFacts(
        headings=tuple((block.level, plain(block.content)) for block in blocks if isinstance(block, Heading)),
        paragraphs=tuple(plain(block.content) for block in blocks if isinstance(block, Paragraph)),
        lists=tuple(block for block in blocks if isinstance(block, Items)),
        tables=tuple(block for block in blocks if isinstance(block, Table)),
        boxes=sum(isinstance(block, Section) and "." in block.style for block in blocks),
        ticks=sum(block.firm + block.open for block in blocks if isinstance(block, Ticks)),
        pictures={block.name.partition(".")[0]: heading for block, heading in found if isinstance(block, Picture)},
    )


def plain(content: Sequence[Inline]) -> str:
    """The text of a paragraph without its manners."""
    return "".join(part.text if isinstance(part, Run) else " " for part in content)


def text_of(blocks: Sequence[Block]) -> str:
    """The text of some blocks and all that they hold."""
    return " ".join(plain(block.content) for block, _ in _walk(blocks, "") if isinstance(block, Paragraph | Heading))


def _walk(blocks: Sequence[Block], heading: str) -> Iterator[tuple[Block, str]]:
    """Every block with the heading that it stands under, which ends with the section of that heading."""
    for block in blocks:
        if isinstance(block, Heading):
            heading = plain(block.content)
        yield block, heading
        for inner in _within(block):
            yield from _walk(inner, heading)


def _within(block: Block) -> Iterator[Sequence[Block]]:
    if isinstance(block, Section):
        yield block.blocks
    elif isinstance(block, Columns):
        for column in block.columns:
            yield column.blocks
    elif isinstance(block, Items):
        for item in block.items:
            yield item.blocks
    elif isinstance(block, Table):
        for row in (*block.head, *block.rows):
            for cell in row:
                yield cell.blocks
