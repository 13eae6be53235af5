"""Builds the rows and columns of a table, with spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rehabpress.markup.attributes import parts
from rehabpress.markup.blocks import Block, Cell, Table
from rehabpress.markup.tree import Element
from rehabpress.support.problems import Problem


class Grid:
    """A table's cells in rows. ``blocks`` gives what a cell holds."""

    def __init__(self, element: Element, blocks: Callable[[Element], tuple[Block, ...]]) -> None:
        self.element = element
        self.problems: list[Problem] = []
        self.head: list[tuple[Cell, ...]] = []
        self.rows: list[tuple[Cell, ...]] = []
        self.places: list[tuple[Element, int]] = []
        self.broken = element.broken
        for number, part in enumerate(_tags(element)):
            if part.tag.name == "tr":
                self._row(part, self.rows, blocks)
                continue
            if part.tag.name == "thead" and number:
                self._problem(part, "<thead> is not the first tag of <table>", "a table has one, before its rows")
            if not _tags(part) and not part.broken:
                self._problem(part, f"<{part.tag.name}> is empty", "leave the tag out where there is nothing to say")
            self.broken = self.broken or part.broken
            for row in _tags(part):
                self._row(row, self.head if part.tag.name == "thead" else self.rows, blocks)

    def _row(self, row: Element, rows: list[tuple[Cell, ...]], blocks: Callable[[Element], tuple[Block, ...]]) -> None:
        cells = row.cells or cells_of(row, blocks, self.problems.append)
        self.broken = self.broken or row.broken
        self.places.append((row, sum([cell.columns for cell in cells])))
        rows.append(cells)

    def _problem(self, element: Element, what: str, hint: str) -> None:
        self.problems.append(Problem(element.place, what, hint))

    @property
    def columns(self) -> int:
        """How many columns the first row has."""
        return self.places[0][1] if self.places else 0

    def table(self) -> Table:
        """The block."""
        given = self.element.attributes.get("widths")
        widths = parts(given) if given else (1.0,) * self.columns
        return Table(self.element.style, self.element.place, widths, tuple(self.head), tuple(self.rows))


def cells_of(row: Element, blocks: Callable[[Element], tuple[Block, ...]], report: Callable[[Problem], None]) -> tuple[Cell, ...]:
    """The cells of a row. ``blocks`` gives what a cell holds."""
    cells = []
    for child in _tags(row):
        header = child.tag.name == "th"
        cell = Cell(child.style, child.place, header, blocks(child), int(child.attributes.get("colspan", "1")))
        if header and not cell.blocks and not child.broken:
            report(Problem(child.place, "<th> is empty", "say what its column or row is about; an empty corner is a <td>"))
        cells.append(cell)
    if not cells and not row.broken:
        report(Problem(row.place, "<tr> is empty", "leave the tag out where there is nothing to say"))
    return tuple(cells)


def row_problems(element: Element, grid: Grid) -> Iterator[Problem]:
    """What is wrong with the shape of a table."""
    if grid.broken:
        return
    columns = grid.columns
    for row, count in grid.places[1:]:
        if count != columns:
            what = f"this <tr> has {count} column{'s' if count != 1 else ''}, the first one of its table has {columns}"
            yield Problem(row.place, what, 'add the missing <td>, or say how many columns a cell covers: colspan="2"')
    widths = parts(element.attributes.get("widths", ""))
    if widths and len(widths) != columns:
        yield Problem(element.place, f"{columns} columns but {len(widths)} widths", "write a width for each column")
    if grid.columns and grid.rows and not any(cell.header for row in (*grid.head, *grid.rows) for cell in row):
        yield Problem(element.place, "<table> has no <th>", "say what its columns or rows are about, so that it can be read aloud")
    if grid.head and not grid.rows:
        yield Problem(element.place, "<table> has a head and no rows", "leave the table out where there is nothing to say")


def _tags(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]
