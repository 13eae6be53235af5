"""Collects the pictures that a document shows, and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rehabpress.markup.blocks import Block, Columns, Items, Picture, Section, Table


def picture_names(blocks: Iterable[Block]) -> Iterator[str]:
    """The names of all pictures in blocks, in order, those that stand twice twice."""
    return (picture.name for picture in pictures(blocks))


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """All pictures in blocks, in order."""
    for block in blocks:
        match block:
            case Picture():
                yield block
            case Section():
                yield from pictures(block.blocks)
            case Columns():
                yield from pictures(block.columns)
            case Items():
                for item in block.items:
                    yield from pictures(item.blocks)
            case Table():
                for row in (*block.head, *block.rows):
                    for cell in row:
                        yield from pictures(cell.blocks)
            case _:
                pass
