"""Sets a table that is too wide for its columns as a list: one item per row, each cell with its header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rehabpress.markup.blocks import Block, Break, Cell, Paragraph, Run, Table
from rehabpress.typeset.box_model import in_box
from rehabpress.typeset.computed_style import ComputedStyle
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Fragment, keep_together
from rehabpress.typeset.stack import Stack
from rehabpress.typeset.text.paragraph import plain

Spaced = Callable[[Fragment, ComputedStyle, float, bool, bool, LayoutContext], Fragment]
"""Gives a row its space and the line below it."""


def stacked(block: Table, width: float, setting: LayoutContext, spaced: Spaced) -> Fragment:
    """The table as a list: it is cut between rows. A cell that says nothing is left out."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    column = Stack()
    here = column.element("L")
    heads = _heads(block)
    for number, row in enumerate(block.rows):
        entry = Stack()
        body = entry.element("LBody", entry.element("LI"))
        at = 0
        for cell in row:
            for child in _blocks(cell, heads[at] if at < len(heads) else ""):
                entry.add(setting.layout(child, inner), parent=body)
            at += cell.columns
        fragment = spaced(keep_together(entry.done(), setting.one_strip), look, inner, number > 0, number < len(block.rows) - 1, setting)
        column.add(fragment, parent=here)
    if not column.strips:
        return NOTHING
    fragment = column.done(look.before, look.after, KEEP if look.keep_with_next else FREE)
    return in_box(keep_together(fragment, setting.one_strip) if look.keep_together else fragment, look, width)


def _heads(block: Table) -> list[str]:
    """What the last row of the head says of each column."""
    return [words for cell in (block.head[-1] if block.head else ()) for words in [_words(cell.blocks)] * cell.columns]


def _blocks(cell: Cell, head: str) -> Sequence[Block]:
    if cell.header or not head or not any(character.isalnum() for character in _words(cell.blocks)):
        return cell.blocks if cell.header or not head else ()
    first, *others = cell.blocks
    if isinstance(first, Paragraph):
        return (replace(first, content=(Run(head, "strong"), Run(" \u00a0"), *first.content)), *others)
    return (Paragraph(cell.style, cell.place, (Run(head, "strong"), Break())), first, *others)


def _words(blocks: Sequence[Block]) -> str:
    return " ".join(plain(block.content) for block in blocks if isinstance(block, Paragraph))
