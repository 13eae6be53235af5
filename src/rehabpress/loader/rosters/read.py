"""Reads a roster: the rows of a list to what each patient gets; problems with line and column of the cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rehabpress.loader.folders import Folders
from rehabpress.loader.places import label
from rehabpress.loader.rosters.cells import Cells, cell_reading
from rehabpress.loader.rosters.columns import ListKind, fields_of, kinds_of_lists, list_kind, own_columns
from rehabpress.loader.rosters.csv_table import csv_grid, decoded
from rehabpress.loader.rosters.listed import listed
from rehabpress.loader.rosters.rows import left_out, merged_visits, row_of
from rehabpress.loader.rosters.table import LARGEST, TITLES, CellGrid, RecordTable, records_of, row_names, shown_text
from rehabpress.loader.rosters.workbook import workbook_grid
from rehabpress.model.roster import ColumnMap, DateOrder, RosterRow
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

_FIRST_ROWS = 3
_MOST_SAID = 5
"""So many names that several patients have are said, and so many of these patients."""
_FEWEST = 2
"""So many headings make a row that of the headings."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a list is to be read, beyond what it says itself and what a file of columns says."""

    columns: str | None = None
    """The id of a file of columns; left out: ``default``, where there is one."""
    encoding: str | None = None
    dates: DateOrder | None = None
    plan: str | None = None
    """That of rows which name none."""
    row_numbers: bool = False
    """Where no column has the patients' numbers, that of the row is one."""
    hidden: bool = False
    """Whether rows, columns and sheets are read that nobody sees."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """A row that is right by itself, and where it stands."""

    row: RosterRow
    origin: Origin


@dataclass(frozen=True, slots=True)
class ColumnTaken:
    """What a column was taken for; ``field`` is empty where it is passed over. ``read`` is what came of the first rows."""

    heading: str
    field: str
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster as it was read. ``bad`` are the problems of rows that are not among ``rows``, by the line in which each begins."""

    name: str
    """That of its file, without the ending."""
    data: bytes
    rows: tuple[Rostered, ...]
    bad: Mapping[int, tuple[Problem, ...]]
    notes: tuple[str, ...]
    count: int
    """How many rows there are, the bad ones too."""
    columns: tuple[ColumnTaken, ...] = ()


def read_roster(path: Path, folders: Folders, options: ReadOptions | None = None) -> Roster:
    """Read a roster. Raises ``ProblemsFound`` when the file as a whole cannot be read, or its columns are not known."""
    options = options or ReadOptions()
    kinds = kinds_of_lists(folders)
    own = own_columns(folders, options.columns)
    table, data = _table(path, options, [*kinds, *([own] if own else [])], own.header_row if own else None)
    kind = _said(list_kind(folders, [heading for heading, _ in table.headings], kinds, options.columns), options)
    fields, over = fields_of(table, kind, label(path))
    cells = cell_reading(table, fields, kind)
    notes = [*table.notes, *cells.notes, *_notes(table, kind, over)]
    return _roster(path, data, table, cells, kind, notes)


def read_table(path: Path, folders: Folders, options: ReadOptions | None = None) -> RecordTable:
    """A list as it stands, to be shown before it is taken for a roster. Raises ``ProblemsFound`` when the file as a whole cannot be read."""
    options = options or ReadOptions()
    own = own_columns(folders, options.columns)
    return _table(path, options, [*kinds_of_lists(folders), *([own] if own else [])], own.header_row if own else None)[0]


def _said(kind: ListKind, options: ReadOptions) -> ListKind:
    """What the command says wins."""
    return replace(
        kind,
        dates=options.dates or kind.dates,
        plan=options.plan or kind.plan,
        rows_as_ids=options.row_numbers or kind.rows_as_ids,
    )


def _roster(path: Path, data: bytes, table: RecordTable, cells: Cells, kind: ListKind, notes: list[str]) -> Roster:
    secret = "password" in cells.fields.values()
    bad: dict[int, tuple[Problem, ...]] = {p.place.line: (_bare(p) if secret else p,) for p in table.problems}
    found: list[Rostered] = []
    out: dict[str, list[int]] = {}
    for record in table.records:
        line = record.origin.whole.line
        if why := left_out(record, cells, kind):
            out.setdefault(why, []).append(line)
            continue
        try:
            row, origin = row_of(record, cells, kind)
            found.append(Rostered(row, origin))
        except ProblemsFound as error:
            bad[line] = error.problems
    notes += [f"left out: {shown_text(why)} ({row_names(lines)})" for why, lines in out.items()]
    rows = _once(found, kind, bad, notes)
    notes += _namesakes(rows)
    count = len(rows) + len(bad)
    taken = tuple([ColumnTaken(heading, cells.fields.get(heading, ""), _first(heading, cells, table)) for heading, _ in table.headings])
    return Roster(path.stem, data, tuple(rows), bad, tuple(notes), count, taken)


def _bare(problem: Problem) -> Problem:
    """A problem of a row in which a password may stand anywhere."""
    return replace(problem, place=replace(problem.place, excerpt=""))


def _once(found: Sequence[Rostered], kind: ListKind, bad: dict[int, tuple[Problem, ...]], notes: list[str]) -> list[Rostered]:
    """The rows, each id once. Of visits those of one patient on one day are one row."""
    first: dict[str, Rostered] = {}
    joined: dict[str, list[int]] = {}
    for one in found:
        key = one.row.id.lower()
        before = first.setdefault(key, one)
        if before is one:
            continue
        together = merged_visits(before.row, one.row) if kind.visits else None
        if together:
            first[key] = replace(before, row=together)
            joined.setdefault(key, [before.origin.whole.line]).append(one.origin.whole.line)
            continue
        line = before.origin.at("id").line
        what, hint = f'the id "{one.row.id}" is here twice, first on line {line}', "each patient has an id of their own"
        bad[one.origin.whole.line] = (Problem(one.origin.at("id"), what, hint),)
    notes += [f"{row_names(lines)} are visits of one patient, and one packet" for lines in joined.values()]
    return list(first.values())


def _namesakes(rows: Sequence[Rostered]) -> Iterator[str]:
    """That patients of one name get papers of one day, which only their numbers tell apart. The name is not said."""
    found: dict[tuple[str, dt.date | None], list[Rostered]] = {}
    for one in rows:
        found.setdefault((" ".join(one.row.name.casefold().split()), one.row.date), []).append(one)
    groups = [same for same in found.values() if len(same) > 1]
    said = [
        f"{row_names([one.origin.whole.line for one in same], _MOST_SAID)} ({shown_text(', '.join([one.row.id for one in same[:_MOST_SAID]]))})"
        for same in groups[:_MOST_SAID]
    ]
    if said:
        more = f" and {len(groups) - len(said)} names more" if len(groups) > len(said) else ""
        yield f"patients of one name: {'; '.join(said)}{more}; a sheet before each packet (--separators) tells their papers apart"


def _first(heading: str, cells: Cells, table: RecordTable) -> tuple[str, ...]:
    """What the first rows say in a column, as it was taken."""
    name = cells.fields.get(heading)
    if name is None or name == "password":
        return ()
    raw = [record.data.get(heading, "") for record in table.records[:_FIRST_ROWS]]
    return tuple([shown_text(cells.taken(name, value) if isinstance(value, str) else str(value))[:40] for value in raw])


def _notes(table: RecordTable, kind: ListKind, over: Sequence[str]) -> list[str]:
    notes = [f"left out: {what}; --hidden reads it" for what in table.hidden]
    if kind.names:
        notes.append(f"was read by columns/{' and columns/'.join(kind.names)}")
    if over:
        notes.append(f"not needed and passed over: {', '.join([shown_text(heading[:40]) for heading in over[:30]])}")
    return notes


def _table(path: Path, options: ReadOptions, kinds: Sequence[ColumnMap], header_row: int | None) -> tuple[RecordTable, bytes]:
    """The table in a file, and the bytes it was read from. Raises ``ProblemsFound`` when the file as a whole cannot be read."""
    file = label(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProblemsFound([Problem(Place(file), f"cannot be read: {str(reason).lower()}", "name the file of a roster")]) from None
    if len(data) > LARGEST:
        raise ProblemsFound([Problem(Place(file), f"is larger than {LARGEST // 1_000_000} MB", "is this the right file?")])
    suffix = path.suffix.lower()
    known = partial(_known, [ListKind(), *[ListKind().over(kind) for kind in kinds]])
    if suffix in (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb") or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        grid = workbook_grid(data, file, hidden=options.hidden)
    else:
        text, notes = decoded(data, file, options.encoding)
        if suffix in (".yaml", ".yml", ".json"):
            return listed(text, file, notes), data
        grid = csv_grid(text, file, notes, known)
    return records_of(grid, _heading_row(grid, header_row, known)), data


def _known(kinds: Sequence[ListKind], cells: Sequence[str]) -> int:
    """How many cells of a row are headings, for the kind of list that knows most of them."""
    return max(sum(kind.knows(cell) for cell in dict.fromkeys(cells)) for kind in kinds)


def _heading_row(grid: CellGrid, said: int | None, known: partial[int]) -> int:
    """The index of the row with the headings: the one that was named, or else the first of those with most of them."""
    if said is not None:
        found = next((n for n, row in enumerate(grid.rows) if row.line == said), None)
        if found is None:
            raise ProblemsFound([Problem(grid.rows[0].place(None), f"row {said} is empty", "header_row: names the row with the headings")])
        return found
    counts = [known(row.cells) for row in grid.rows[:TITLES]]
    most = max(counts)
    return counts.index(most) if most >= _FEWEST else 0
