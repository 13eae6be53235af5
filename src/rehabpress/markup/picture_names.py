"""Collects the names of the pictures that a document shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rehabpress.markup.blocks import Block, Columns, Items, Picture, Section, Table


def picture_names(blocks: Iterable[Block]) -> Iterator[str]:
    """The names of all pictures in blocks, in order, those that stand twice twice."""
    for block in blocks:
        match block:
            case Picture():
                yield block.name
            case Section():
                yield from picture_names(block.blocks)
            case Columns():
                yield from picture_names(block.columns)
            case Items():
                for item in block.items:
                    yield from picture_names(item.blocks)
            case Table():
                for row in (*block.head, *block.rows):
                    for cell in row:
                        yield from picture_names(cell.blocks)
            case _:
                pass
