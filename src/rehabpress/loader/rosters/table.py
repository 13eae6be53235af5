"""What a list is before anybody knows what its columns mean: a grid of cells, then records by heading; and the limits of both."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rehabpress.loader.yaml.decode import UNPRINTABLE
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

LARGEST = 32_000_000
"""Bytes. A roster of 10 000 patients has some 2 MB."""
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 300, 5_000
MOST_CELLS = 1_000_000
TITLES = 30
"""Among so many rows the headings are looked for."""

HIDDEN = "\u2022"
"""Stands for each character of what is secret."""

CellPlace = Callable[[int | None], Place]
"""The place of a cell of a row by the number of its column from 0; that of the row for ``None``."""
Refused = Mapping[int, tuple[str, str]]
"""Why a cell cannot be taken, and what to do, by the number of its column."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not empty. ``line`` counts from 1, as the program counts that shows the list."""

    line: int
    cells: tuple[str, ...]
    place: CellPlace
    refused: Refused = field(default_factory=dict)
    merged: frozenset[int] = frozenset()
    """Columns whose cell is part of a merged one that begins in a row above."""


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The cells of a list. ``notes`` say what a person should know about how it was read, ``hidden`` what was left out because nobody sees it."""

    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One row: the cells that say something, by the heading of their column as it was written."""

    data: Mapping[str, object]
    origin: Origin
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A whole table. ``headings`` are in order, with their places; ``notes`` what a person should know about how it was read.

    ``problems`` are those of rows that could not be read; they are not among the records.
    """

    headings: tuple[tuple[str, Place], ...]
    records: tuple[TableRecord, ...]
    notes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    repeated: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Which columns have a heading that several have; a record has the cell of one of them."""


def too_large(file: str, what: str) -> ProblemsFound:
    """That a list is larger than any clinic's day."""
    hint = f"a list has at most {MOST_ROWS} rows, {MOST_COLUMNS} columns and {LONGEST_CELL} characters in a cell; is this the right file?"
    return ProblemsFound([Problem(Place(file), what, hint)])


def shown_text(text: str) -> str:
    """The text without what a terminal would act on or hide, a character for a character."""
    if text.isprintable():
        return text
    return "".join(["\ufffd" if UNPRINTABLE.match(c) or unicodedata.category(c) == "Cf" else c for c in text])


def row_names(lines: Sequence[int], most: int = 12) -> str:
    """``row 4``, ``rows 4, 5 and 9``, ``rows 4, 5, 6 and 37 more``."""
    shown = [str(line) for line in lines[:most]]
    if len(lines) > most:
        return f"rows {', '.join(shown)} and {len(lines) - most} more"
    return f"row {shown[0]}" if len(shown) == 1 else f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def records_of(grid: CellGrid, first: int) -> RecordTable:
    """The records below the headings, which are in the row of that index. Columns without anything in them are passed over."""
    head = grid.rows[first]
    below = grid.rows[first + 1 :]
    headings = head.cells
    notes = grid.notes
    if first:
        notes += (f"the headings are in row {head.line}; what stands above them was not read",)
    if unnamed := _unnamed(headings, below):
        raise ProblemsFound(unnamed)
    records, problems = [], []
    for row in below:
        if any(row.cells[len(headings) :]) or any(headings[len(row.cells) :]):
            width = max(n + 1 for n, heading in enumerate(headings) if heading)
            what = f"this row has {len(row.cells)} cells, and the heading has {width}"
            problems.append(Problem(row.place(None), what, "a cell that holds the delimiter stands in quotes"))
        else:
            records.append(_record(headings, row))
    named = tuple([(heading, head.place(n)) for n, heading in enumerate(headings) if heading])
    columns = {heading: [_column(n) for n, other in enumerate(headings) if other == heading] for heading, _ in named}
    repeated = {heading: several for heading, several in columns.items() if len(several) > 1}
    return RecordTable(named, tuple(records), notes, grid.hidden, tuple(problems), repeated)


def _unnamed(headings: Sequence[str], below: Sequence[GridRow]) -> list[Problem]:
    """Columns that hold something and have no heading."""
    out = []
    for n, heading in enumerate(headings):
        rows = [row for row in below if not heading and n < len(row.cells) and row.cells[n]]
        if rows:
            what = f"the {_column(n)} has no heading, and something stands in {row_names([row.line for row in rows])}"
            out.append(Problem(rows[0].place(n), what, "give the column a heading, or take it out"))
    return out


def _column(n: int) -> str:
    name, rest = "", n + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return f"column {name}"


def _record(headings: Sequence[str], row: GridRow) -> TableRecord:
    columns = {heading: n for n, heading in enumerate(headings) if heading}
    data = {heading: row.cells[n] for heading, n in columns.items() if n < len(row.cells) and row.cells[n]}
    refused = {heading: row.refused[n] for heading, n in columns.items() if n in row.refused}
    merged = frozenset([heading for heading, n in columns.items() if n in row.merged])
    return TableRecord(data, Origin(CellPlaces(columns, row.place), row.place(None)), refused, merged)


@dataclass(frozen=True, slots=True)
class CellPlaces(Mapping[tuple[str | int, ...], Place]):
    """The places of a row's cells by heading, made when they are looked up."""

    columns: Mapping[str, int]
    place: CellPlace

    def __getitem__(self, path: tuple[str | int, ...]) -> Place:
        if len(path) != 1:
            raise KeyError(path)
        return self.place(self.columns[str(path[0])])

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and len(path) == 1 and path[0] in self.columns

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        return iter([(name,) for name in self.columns])

    def __len__(self) -> int:
        return len(self.columns)


def without(place: Place, secret: str) -> Place:
    """A place whose excerpt does not show what is secret, as it stands in the file or in quotes."""
    shown = place.excerpt
    for line in secret.splitlines():
        for written in (line.replace('"', '""'), line):
            shown = shown.replace(written, HIDDEN * len(written)) if written.strip() else shown
    return replace(place, excerpt=shown)
