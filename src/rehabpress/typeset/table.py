"""Sets tables; header rows repeat on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rehabpress.markup.attributes import FIT
from rehabpress.markup.blocks import Block, Cell, Heading, Paragraph, Picture, Table, Ticks
from rehabpress.support.memo import hashed_once
from rehabpress.typeset.box_model import in_box, padded
from rehabpress.typeset.columns import SideBySide, shares, side_by_side
from rehabpress.typeset.computed_style import Border, ComputedStyle, Padding
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fill_in import box_width
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Fragment, FragmentPart, Strip, keep_together, repeating
from rehabpress.typeset.image import picture_width
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent
from rehabpress.typeset.stack import Stack
from rehabpress.typeset.table_as_list import stacked
from rehabpress.typeset.text.paragraph import line_width

_WHOLE = 0.6
"""A row higher than this part of a page may have to be cut, below the head of its table and above a footer."""


@hashed_once
@dataclass(frozen=True, slots=True)
class TableRow(Block):
    """A row of a table, with all that decides how it is set: ``style`` is that of the table."""

    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    scope: str
    """What a header cell in it is the head of."""
    above: bool
    """Whether there is a row above it."""
    below: bool
    """Whether there is one below it."""


def table(block: Table, width: float, setting: LayoutContext) -> Fragment:
    """A table, or a list of its rows where the style says so. It is cut between rows; a row only when it is taller than a page."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    if inner < look.stack_below:
        return stacked(block, width, setting, _spaced)
    column = Stack()
    here = column.element("Table")
    widths = _fitted(block, inner, look.gap, setting)
    groups = [(role, rows) for role, rows in (("THead", block.head), ("TBody", block.rows)) if rows]
    heads, count, last = 0, 0, sum(len(rows) for _, rows in groups)
    for role, rows in groups:
        group = column.element(role, here)
        for row in rows:
            count += 1
            scope = "Column" if role == "THead" else "Row"
            fragment = setting.layout(TableRow(block.style, block.place, widths, row, scope, count > 1, count < last), inner)
            column.add(fragment._replace(break_penalty=KEEP if role == "THead" else FREE), parent=group)
        if role == "THead":
            heads = len(column.strips)
    if not column.strips:
        return NOTHING
    if not any(cell.header for _, rows in groups for row in rows for cell in row):
        setting.problem(block.place, "this table has no header cell", "write th for the cells that say what a column or a row holds")
    fragment = column.done(look.before, look.after, KEEP if look.keep_with_next else FREE)
    if heads and heads < len(fragment.strips):
        fragment = repeating(fragment, fragment.strips[:heads], heads)
    if look.keep_together:
        fragment = keep_together(fragment, setting.one_strip)
    return in_box(fragment, look, width)


def _fitted(block: Table, width: float, gap: float, setting: LayoutContext) -> tuple[float, ...]:
    """The widths of a table's columns as parts; where one is as wide as what stands in it, all of them in points.

    A column of pictures has its width from the next one that is a part, a column of text and boxes from all of these.
    """
    if FIT not in block.widths:
        return block.widths
    fixed = [0.0 if part else _of_text(block, n, setting) for n, part in enumerate(block.widths)]
    widths = shares(block.widths, width, gap, fixed)
    parts = [n for n, part in enumerate(block.widths) if part]
    for n, part in enumerate(block.widths):
        if part == FIT and not fixed[n]:
            giving = min(parts, key=lambda other: (other < n, other))
            widths[n] = _of_pictures(block, n, widths[giving] / 2, setting)
            widths[giving] -= widths[n]
    return tuple(widths)


def _of_text(block: Table, column: int, setting: LayoutContext) -> float:
    """The width of a column whose lines of text are not broken and whose boxes stand one under the other; 0 where it has pictures."""
    widest = 0.0
    for cell in _cells(block, column):
        space = setting.looks.look(cell.style).padding
        for one in cell.blocks:
            if isinstance(one, Picture):
                return 0.0
            match one:
                case Paragraph() | Heading():
                    wide = line_width(one, setting)
                case Ticks():
                    wide = box_width(one, setting)
                case _:
                    wide = 0.0
            widest = max(widest, wide + space.left + space.right)
    return widest


def _of_pictures(block: Table, column: int, most: float, setting: LayoutContext) -> float:
    """The width of the widest picture of a column, with the space round it in its cell."""
    widest = 0.0
    for cell in _cells(block, column):
        space = setting.looks.look(cell.style).padding
        sides = space.left + space.right
        widest = max([widest, *(picture_width(one, most - sides, setting) + sides for one in cell.blocks if isinstance(one, Picture))])
    return widest


def _cells(block: Table, column: int) -> Iterator[Cell]:
    """The cells of a column, without those that cover others too."""
    for cells in (*block.head, *block.rows):
        n = 0
        for cell in cells:
            if n == column and cell.columns == 1:
                yield cell
            n += cell.columns


def row(block: TableRow, width: float, setting: LayoutContext) -> Fragment:
    """The cells of a row side by side, their first base lines on one line, with the space and the line to the next row."""
    look = setting.looks.look(block.style)
    widths = shares(block.widths, width, look.gap)
    count = sum(cell.columns for cell in block.cells)
    if count != len(widths):
        place = block.cells[0].place if block.cells else block.place
        setting.problem(place, f"this row has {count} cells, the table {len(widths)} columns", "give each column its cell")
        return NOTHING
    column = Stack()
    here = column.element("TR")
    cells: list[_Set] = []
    x, n = 0.0, 0
    for cell in block.cells:
        wide = sum(widths[n : n + cell.columns]) + look.gap * (cell.columns - 1)
        fragment = _cell(cell, block.scope, wide, setting)
        cells.append(_Set(x, wide, setting.looks.look(cell.style), fragment, column.adopt(fragment.elements, here)))
        x, n = x + wide + look.gap, n + cell.columns
    column.place(keep_together(side_by_side(_level(cells, setting.max_image_height), setting.max_image_height), setting.one_strip))
    return _spaced(column.done(), look, width, block.above, block.below, setting)


class _Set(NamedTuple):
    """A cell, set without its box: where it begins, its width with the box, its look, and its place among the elements of the row."""

    x: float
    width: float
    look: ComputedStyle
    inner: Fragment
    base: int


def _level(cells: Sequence[_Set], tallest: float) -> list[SideBySide]:
    """The cells in their boxes, their first base lines on one line, those with a ground or lines as high as a row that needs not be cut."""
    deepest = max((c.inner.baseline + c.look.padding.top for c in cells if c.inner.baseline is not None), default=0.0)
    drops = [0.0 if c.inner.baseline is None else deepest - c.inner.baseline - c.look.padding.top for c in cells]
    bottom = max((drop + _boxed_height(c) for c, drop in zip(cells, drops, strict=True)), default=0.0)
    out = []
    for cell, drop in zip(cells, drops, strict=True):
        fragment, y = cell.inner, drop
        if cell.look.boxed and bottom <= _WHOLE * tallest:
            fragment, y = _filled(cell.inner, drop, bottom - cell.look.padding.top - cell.look.padding.bottom), 0.0
        out.append(SideBySide(cell.x, y, in_box(fragment, cell.look, cell.width), cell.base))
    return out


def _boxed_height(cell: _Set) -> float:
    return cell.inner.height + (cell.look.padding.top + cell.look.padding.bottom if cell.inner.strips else 0.0)


def _filled(fragment: Fragment, above: float, height: float) -> Fragment:
    """A fragment with room above it, and so much below that it is as high as its row."""
    if not fragment.strips:
        return fragment._replace(strips=(Strip(height, ()),))
    return padded(fragment, Padding(top=above, bottom=max(0.0, height - above - fragment.height)))


def _cell(cell: Cell, scope: str, width: float, setting: LayoutContext) -> Fragment:
    """What is in a cell, without its box."""
    look = setting.looks.look(cell.style)
    attributes = f"/Scope/{scope}" if cell.header else ""
    if cell.columns > 1:
        attributes += f"/ColSpan {cell.columns}"
    column = Stack()
    here = column.element("TH" if cell.header else "TD", attributes=f"/A<</O/Table{attributes}>>" if attributes else "")
    for child in cell.blocks:
        column.add(setting.layout(child, width - look.padding.left - look.padding.right), parent=here)
    return column.done(look.before, look.after)


def _spaced(row: Fragment, look: ComputedStyle, width: float, above: bool, below: bool, setting: LayoutContext) -> Fragment:
    """A row with half the table's gap above and below it, where it has neighbours, and the line between them."""
    if not row.strips:
        return row
    row = padded(row, Padding(top=look.gap / 2 if above else 0, bottom=look.gap / 2 if below else 0))._replace(before=0, after=0)
    if not (below and look.row_line):
        return row
    last = row.strips[-1]
    line = _line(look.row_line, width, setting)
    part = FragmentPart(0, last.height - look.row_line.width, line, 0, 0, 1)
    return row._replace(strips=(*row.strips[:-1], last._replace(parts=(*last.parts, part))))


def _line(edge: Border, width: float, setting: LayoutContext) -> MarkedContent:
    setting.pen.edge(edge, 0, edge.width / 2, width, edge.width / 2)
    return MarkedContent((((ARTIFACT, setting.pen.take()),),), ())
