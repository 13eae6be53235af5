"""The list of a day as a table in the page: read from its file, and checked cell by cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rehabpress.batch.planning import NO_SIDE, Defaults, plan_jobs
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.rosters.columns import DEFAULT_COLUMNS, ListKind, kinds_of_lists, list_kind, own_columns
from rehabpress.loader.rosters.read import ReadOptions, Roster, read_roster, read_table
from rehabpress.model.roster import folded
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.web.access import LARGEST_TABLE
from rehabpress.web.desk import Workbench
from rehabpress.web.preview import hinted, worded

KINDS = ("csv", "xlsx", "json", "yaml")
"""What a list may be, by the ending of its file."""
SHEETS = ("csv", "xlsx")
"""Those whose rows a program that shows them numbers."""
MOST_ROWS = 500
MOST_COLUMNS = 100
LARGEST_READ = LARGEST_TABLE * 9 // 10
"""Bytes of a table as it is sent to the page, so that there is room to mend it."""
_PACKET = "first-visit"
_NAME = "day"


@dataclass(frozen=True, slots=True)
class DayTable:
    """A list as it stands in the page: text in cells. The packet holds for rows that name none, the file of columns for all of it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    packet: str = _PACKET
    columns: str | None = None
    lines: tuple[int, ...] = ()
    """The number of each row in the sheet that it comes from, as the program counts that shows it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A table as a file that is read like any other list: the clinic's file of columns may want the headings in another row than the first."""

    table: DayTable
    kind: ListKind
    before: int
    """Empty lines before the headings."""

    @property
    def plan(self) -> int:
        """The column of the plan: what is wrong with a row as a whole is mended there. -1 without one."""
        return self._column("plan")

    @property
    def side(self) -> int:
        """The column of the side; -1 without one."""
        return self._column("side")

    def _column(self, field: str) -> int:
        return next((index for index, heading in enumerate(self.table.headings) if self.kind.meaning(heading) == field), -1)

    @property
    def over(self) -> list[int]:
        """The columns that are passed over."""
        kind, headings = self.kind, self.table.headings
        none = [kind.others_ignored and kind.meaning(heading) is None for heading in headings]
        return [index for index, heading in enumerate(headings) if none[index] or folded(heading) in kind.ignore]

    def row(self, line: int) -> int:
        """The row of a line of the file, from 0; -1 for that of the headings and for none."""
        row = line - 2 - self.before
        return row if 0 <= row < len(self.table.rows) else -1

    def in_rows(self, words: str) -> str:
        """Words that name lines of the file with the numbers of the rows in the sheet that was dropped, which the page shows too."""
        lines = self.table.lines

        def counted(line: int) -> int:
            row = self.row(line)
            return lines[row] if lines and row >= 0 else line

        def renumbered(found: re.Match[str]) -> str:
            return re.sub(r"\d+", lambda number: str(counted(int(number[0]))), found[0]).replace("line", "row")

        return re.sub(r"\b(?:rows?|line) \d+(?:, \d+)*(?: and \d+\b(?! more))?", renumbered, words)


def sheet_of(table: DayTable, folders: Folders) -> DaySheet:
    """A table as it is to be read. Raises ``ProblemsFound`` for a file of columns that there is not."""
    own = own_columns(folders, table.columns)
    kind = list_kind(folders, table.headings, kinds_of_lists(folders), table.columns)
    return DaySheet(table, kind, (own.header_row or 1) - 1 if own else 0)


def table_from(data: Mapping[str, object]) -> DayTable:
    """The table that plain data is. Raises ``ValueError`` for another shape, and ``ProblemsFound`` for more than the page shows."""
    headings, rows, packet, columns = data.get("headings"), data.get("rows"), data.get("packet") or _PACKET, data.get("columns") or None
    if not isinstance(headings, list) or not isinstance(rows, list) or not isinstance(packet, str):
        raise ValueError("no table")
    if columns is not None and not isinstance(columns, str):
        raise ValueError("no columns")
    _small_enough(len(rows), len(headings))
    for row in (headings, *rows):
        if not isinstance(row, list) or len(row) != len(headings) or not all(isinstance(cell, str) for cell in row):
            raise ValueError("no cells")
    lines = data.get("lines") or []
    if not isinstance(lines, list) or len(lines) not in (0, len(rows)) or not all(type(line) is int for line in lines):
        raise ValueError("no lines")
    return DayTable(tuple(headings), tuple(tuple(row) for row in rows), packet, columns, tuple(lines))


def _small_enough(rows: int, columns: int, size: int = 0) -> None:
    """Raise ``ProblemsFound`` for a list that is more than the page shows."""
    for has, most, of in (
        (rows, MOST_ROWS, "rows"),
        (columns, MOST_COLUMNS, "columns"),
        (size // 1000, LARGEST_READ // 1000, "kB of text"),
    ):
        if has > most:
            hint = "take out columns that no paper needs" if of != "rows" else "make it in parts, or with: rehabpress packets"
            raise ProblemsFound([Problem(Place(""), f"this list has {has} {of}, and the page shows {most}", hint)])


def read_list(bench: Workbench, data: bytes, kind: str, columns: str | None) -> Mapping[str, object]:
    """A file that was dropped, as a table with a column for the plan. Raises ``ProblemsFound`` when it cannot be read as one."""
    if kind not in KINDS:
        raise ProblemsFound([Problem(Place(""), f'"{kind[:8]}" is no kind of list', "save it as CSV or as an Excel workbook (.xlsx)")])
    known = [name for name in ids(bench.folders, "columns") if name != DEFAULT_COLUMNS]
    columns = columns if columns in known else None
    with _file(data, kind) as path:
        table = read_table(path, bench.folders, ReadOptions(columns=columns))
    headings = [heading for heading, _ in table.headings]
    _small_enough(len(table.records), len(headings))
    rows = [[_text(record.data.get(heading, "")) for heading in headings] for record in table.records]
    sheet = sheet_of(DayTable(tuple(headings), (), columns=columns), bench.folders)
    if sheet.plan < 0:
        headings.append("plan")
        rows = [[*row, ""] for row in rows]
    _small_enough(len(rows), len(headings), len(json.dumps([headings, rows], ensure_ascii=False).encode()))
    return {
        "headings": headings,
        "rows": rows,
        "plan": sheet.plan if sheet.plan >= 0 else len(headings) - 1,
        "given": bool(sheet.kind.plan or sheet.kind.plans),
        "side": sheet.side,
        "over": sheet.over,
        "lines": [record.origin.whole.line if kind in SHEETS else number for number, record in enumerate(table.records, 1)],
        "notes": [f"In the file: {_without_options(note)}." for note in (*table.notes, *map(_of_row, table.problems))],
        "packets": list(ids(bench.folders, "packets")),
        "columns": columns or "",
        "kinds": known,
    }


def _text(value: object) -> str:
    """What a cell holds, as it is typed in a list."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(
            [f"{name}.{key}={number}" for name, dose in value.items() if isinstance(dose, Mapping) for key, number in dose.items()]
        )
    return str(value)


def _of_row(problem: Problem) -> str:
    """What is wrong with a row that could not be read, with its number."""
    return problem.what.replace("this row", f"row {problem.place.line}")


def _without_options(note: str) -> str:
    """A note without what only the command line can do."""
    return note.removesuffix("; --hidden reads it").replace("; a sheet before each packet (--separators) tells their papers apart", "")


def check(bench: Workbench, table: DayTable, today: dt.date) -> Mapping[str, object]:
    """What is wrong with a table: each problem with its row and column, from 0; -1 for the whole of one.

    ``out`` are the rows without a packet of their own: visits that are cancelled, and the second one of a patient.
    """
    sheet = sheet_of(table, bench.folders)
    try:
        with roster_of(sheet, bench.folders) as roster:
            found = {**roster.bad, **plan_jobs(roster.rows, bench.pipeline, Defaults(table.packet, today)).problems}
    except ProblemsFound as problems:
        return {"problems": [cell_of(one, sheet) for one in problems.problems], "right": 0, "out": [], "notes": []}
    listed = [cell_of(one, sheet) for _, problems in sorted(found.items()) for one in problems]
    seen = {sheet.row(line) for line in (*roster.bad, *(one.origin.whole.line for one in roster.rows))}
    return {
        "problems": listed,
        "right": len(roster.rows) + len(roster.bad) - len(found),
        "out": [row for row in range(len(table.rows)) if row not in seen],
        "notes": [sheet.in_rows(_without_options(note)).replace("was read by columns/", "read as a list of ") for note in roster.notes],
    }


def cell_of(problem: Problem, sheet: DaySheet) -> Mapping[str, object]:
    """Where a problem stands in the table: a line is a row, and its column that of the text of the line."""
    row = sheet.row(problem.place.line)
    if problem.what.startswith(('the key "plan" is missing', "plan: nothing says")):
        of = re.search(r'belongs to (".*")$', problem.what)
        return {"row": row, "column": sheet.plan, "what": f"No plan yet{f' for {of[1]}' if of else ''}.", "hint": "Choose one."}
    if problem.code == NO_SIDE:
        column = sheet.side if sheet.side >= 0 else sheet.plan
        return {"row": row, "column": column, "what": "Left or right? This plan is for one side.", "hint": "Choose one.", "side": True}
    hint = "Choose another plan, or make this one's paper on the page Plan." if problem.code else hinted(problem)
    return {"row": row, "column": _column(problem, sheet, row), "what": sheet.in_rows(worded(problem, named=True)), "hint": hint}


def _column(problem: Problem, sheet: DaySheet, row: int) -> int:
    table = sheet.table
    if not problem.place.column:
        return sheet.plan if row >= 0 else -1
    cells = table.headings if row == -1 else table.rows[row]
    start = 1
    for index, cell in enumerate(cells):
        after = start + len(_line([cell, ""]).rstrip("\n"))  # with its comma
        if problem.place.column < after:
            return index
        start = after
    return -1


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


@contextmanager
def _file(data: bytes, kind: str) -> Iterator[Path]:
    """A file that this user alone can read, and that is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="rehabpress-") as folder:
        path = Path(folder) / f"{_NAME}.{kind}"
        path.write_bytes(data)
        yield path


@contextmanager
def roster_of(sheet: DaySheet, folders: Folders) -> Iterator[Roster]:
    """The roster that a table is, read as any other file. Raises ``ProblemsFound``."""
    # a line break in a cell would be two lines of the file
    rows = [[" ".join(cell.split()) for cell in row] for row in (sheet.table.headings, *sheet.table.rows)]
    with _file("".join(["\n" * sheet.before, *map(_line, rows)]).encode(), "csv") as path:
        yield read_roster(path, folders, ReadOptions(columns=sheet.table.columns))
