"""The packets of a day's list, made by the batch in a process of its own."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import signal
import sys
from collections.abc import Mapping
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from rehabpress.batch.names import PRINT_FILE
from rehabpress.batch.planning import Defaults
from rehabpress.batch.run import RunOptions, RunReport, run
from rehabpress.loader.folders import find_folders
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.web.day_list import DaySheet, DayTable, cell_of, roster_of, sheet_of


class Days:
    """The run of the day, if there is one. It goes on in a process of its own and reports by a pipe."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._target: Path | None = None
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._said: Mapping[str, object] = {"state": "none"}

    def start(self, table: DayTable, today: dt.date) -> Mapping[str, object]:
        """Begin to make the packets. Raises ``ProblemsFound`` while others are made, and for a table that cannot be read at all."""
        if self.progress()["state"] == "running":
            raise ProblemsFound(
                [Problem(Place(""), "the packets of another list are being made", "wait until they are ready, or stop them")]
            )
        sheet_of(table, find_folders(self._project))
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
    sheet = sheet_of(table, folders)

    def told(report: RunReport, state: str = "running") -> None:
        pipe.send(_report(report, state, target, sheet))

    try:
        with roster_of(sheet, folders) as roster:
            options = RunOptions(folders=folders, target=target, defaults=Defaults(table.packet, today))
            told(run(roster, options, told), "ready")
    except ProblemsFound as found:
        problems = [cell_of(one, sheet) for one in found.problems]
        pipe.send({"state": "failed", "done": 0, "rows": len(table.rows), "problems": problems})


def _report(report: RunReport, state: str, target: Path, sheet: DaySheet) -> Mapping[str, object]:
    problems = [cell_of(one, sheet) for _, found in sorted(report.problems.items()) for one in found]
    said: dict[str, object] = {"state": state, "done": report.done, "rows": report.rows, "written": report.written, "failed": report.failed}
    if state == "ready":
        said |= {"problems": problems, "folder": str(target), "pages": report.printed.pages if report.printed else 0}
    return said
