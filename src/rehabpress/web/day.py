"""The list of a day: read, checked cell by cell, mended in the page, and made into packets by the batch in a process of its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
import multiprocessing
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from rehabpress.batch.names import PRINT_FILE
from rehabpress.batch.planning import Defaults, plan_jobs
from rehabpress.batch.run import RunOptions, RunReport, run
from rehabpress.loader.folders import Folders, find_folders, ids
from rehabpress.loader.rosters.read import Roster, read_roster, read_table
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.web.desk import Workbench
from rehabpress.web.preview import hinted, worded

KINDS = ("csv", "xlsx", "json", "yaml")
"""What a list may be, by the ending of its file."""
PLAN = ("plan", "plans")
"""What the column of the plan is called."""
MOST_ROWS = 500
MOST_COLUMNS = 40
_PACKET = "first-visit"
_NAME = "day"


@dataclass(frozen=True, slots=True)
class DayTable:
    """A list as it stands in the page: text in cells. The packet holds for rows that name none."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    packet: str = _PACKET


def table_from(data: Mapping[str, object]) -> DayTable:
    """The table that plain data is. Raises ``ValueError`` for another shape."""
    headings, rows, packet = data.get("headings"), data.get("rows"), data.get("packet") or _PACKET
    if not isinstance(headings, list) or not isinstance(rows, list) or not isinstance(packet, str):
        raise ValueError("no table")
    if len(rows) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise ValueError("too large")
    for row in (headings, *rows):
        if not isinstance(row, list) or len(row) != len(headings) or not all(isinstance(cell, str) for cell in row):
            raise ValueError("no cells")
    return DayTable(tuple(headings), tuple(tuple(row) for row in rows), packet)


def read_list(bench: Workbench, data: bytes, kind: str) -> Mapping[str, object]:
    """A file that was dropped, as a table with a column for the plan. Raises ``ProblemsFound`` when it cannot be read as one."""
    if kind not in KINDS:
        raise ProblemsFound([Problem(Place(""), f'"{kind[:8]}" is no kind of list', "save it as CSV or as an Excel workbook (.xlsx)")])
    with _file(data, kind) as path:
        table = read_table(path, bench.folders)
        headings = [heading for heading, _ in table.headings]
        rows = [[str(record.data.get(heading, "")) for heading in headings] for record in table.records]
    if not any(heading.strip().casefold() in PLAN for heading in headings):
        headings.append("plan")
        rows = [[*row, ""] for row in rows]
    if len(rows) > MOST_ROWS:
        raise ProblemsFound([Problem(Place(""), f"this list has {len(rows)} rows, and a page shows {MOST_ROWS}", "make it in parts")])
    unread = [one.what for one in table.problems]
    return {"headings": headings, "rows": rows, "notes": [*table.notes, *unread], "packets": list(ids(bench.folders, "packets"))}


def check(bench: Workbench, table: DayTable, today: dt.date) -> Mapping[str, object]:
    """What is wrong with a table: each problem with its row and column, from 0; -1 for the whole of one."""
    try:
        with _roster(table, bench.folders) as roster:
            found = dict(roster.bad)
            if not any(not row for row in table.rows):
                found |= plan_jobs(roster.rows, bench.pipeline, Defaults(table.packet, today)).problems
    except ProblemsFound as problems:
        return {"problems": [_cell(one, table) for one in problems.problems], "right": 0}
    listed = [_cell(one, table) for _, problems in sorted(found.items()) for one in problems]
    return {"problems": listed, "right": len(table.rows) - len(found)}


def _cell(problem: Problem, table: DayTable) -> Mapping[str, object]:
    """Where a problem stands in the table: a line is a row, and its column that of the text of the line."""
    row = problem.place.line - 2
    row = row if row < len(table.rows) else -1
    if problem.what.startswith('the key "plan" is missing'):
        return {"row": row, "column": _plan(table), "what": "No plan yet.", "hint": "Choose one."}
    hint = "Choose another plan, or make this one's paper on the page Plan." if problem.code else hinted(problem)
    return {"row": row, "column": _column(problem, table, row), "what": worded(problem, named=True), "hint": hint}


def _column(problem: Problem, table: DayTable, row: int) -> int:
    if not problem.place.column or not -1 <= row < len(table.rows):
        return _plan(table) if row >= 0 else -1
    cells = table.headings if row == -1 else table.rows[row]
    start = 1
    for index, cell in enumerate(cells):
        after = start + len(_line([cell, ""]).rstrip("\n"))  # with its comma
        if problem.place.column < after:
            return index
        start = after
    return -1


def _plan(table: DayTable) -> int:
    """The column of the plan: what is wrong with a row as a whole is mended there."""
    return next((index for index, heading in enumerate(table.headings) if heading.strip().casefold() in PLAN), -1)


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
def _roster(table: DayTable, folders: Folders) -> Iterator[Roster]:
    # a line break in a cell would be two lines of the file
    rows = [[" ".join(cell.split()) for cell in row] for row in (table.headings, *table.rows)]
    with _file("".join(map(_line, rows)).encode(), "csv") as path:
        yield read_roster(path, folders)


class Days:
    """The run of the day, if there is one. It goes on in a process of its own and reports by a pipe."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._target: Path | None = None
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._said: Mapping[str, object] = {"state": "none"}

    def start(self, table: DayTable, today: dt.date) -> Mapping[str, object]:
        """Begin to make the packets. Raises ``ProblemsFound`` while others are made."""
        if self.progress()["state"] == "running":
            raise ProblemsFound(
                [Problem(Place(""), "the packets of another list are being made", "wait until they are ready, or stop them")]
            )
        if self._process is not None:
            self._process.join(5)  # it has said its last word
        self._target = _new_folder(self._project / "output" / "packets", today)
        context = multiprocessing.get_context("spawn")
        self._pipe, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(there, self._project, self._target, table, today), daemon=True)
        self._said = {"state": "running", "done": 0, "rows": len(table.rows)}
        self._process.start()
        there.close()
        return self._said

    def progress(self) -> Mapping[str, object]:
        """How far it is."""
        pipe = self._pipe
        try:
            while pipe is not None and pipe.poll():
                self._said = pipe.recv()
        except (EOFError, OSError):
            self._pipe = None
        if self._said["state"] == "running" and self._process is not None and not self._process.is_alive():
            self._said = {**self._said, "state": "stopped"}
        if self._target is None and self._said["state"] != "running":
            self._said = {"state": "none"}
        return self._said

    def stop(self) -> None:
        """Stop it; what is there is whole."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join(5)
            self.progress()

    def print_file(self) -> bytes | None:
        """The file for the printer, when the run has ended and nobody has forgotten it."""
        if self.progress()["state"] != "ready" or self._target is None:
            return None
        path = self._target / PRINT_FILE
        return path.read_bytes() if path.is_file() else None

    def forget(self) -> None:
        """Forget the list and what came of it; packets that were made stay in their folder, and a run that is not at its end goes on."""
        self._target = None
        self.progress()

    def close(self) -> None:
        """End the process."""
        self.stop()


def _new_folder(below: Path, today: dt.date) -> Path:
    """A folder for the packets of one list, named after its day: what an earlier list has come to is left alone."""
    folders = (below / f"{today.isoformat()}{f'-{number}' if number > 1 else ''}" for number in count(1))
    return next(folder for folder in folders if not folder.exists())


def _run(pipe: Connection, project: Path, target: Path, table: DayTable, today: dt.date) -> None:
    """In the process: make the packets and say how far it is. Stopped, it clears up as at its end: the list is on no disk then."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folders = find_folders(project)

    def told(report: RunReport, state: str = "running") -> None:
        pipe.send(_report(report, state, target, table))

    try:
        with _roster(table, folders) as roster:
            options = RunOptions(folders=folders, target=target, defaults=Defaults(table.packet, today))
            told(run(roster, options, told), "ready")
    except ProblemsFound as found:
        problems = [_cell(one, table) for one in found.problems]
        pipe.send({"state": "failed", "done": 0, "rows": len(table.rows), "problems": problems})


def _report(report: RunReport, state: str, target: Path, table: DayTable) -> Mapping[str, object]:
    problems = [_cell(one, table) for _, found in sorted(report.problems.items()) for one in found]
    said: dict[str, object] = {"state": state, "done": report.done, "rows": report.rows, "written": report.written, "failed": report.failed}
    if state == "ready":
        said |= {"problems": problems, "folder": str(target), "pages": report.printed.pages if report.printed else 0}
    return said
