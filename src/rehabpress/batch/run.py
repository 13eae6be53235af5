"""Runs a batch: a roster in; packets, a print file and a manifest in one folder out, and what came of each row."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from rehabpress.batch.guard import people_of
from rehabpress.batch.job import Job, JobRecord, JobResult, Settings
from rehabpress.batch.manifest import EMAIL, Earlier, Journal, PacketEntry, read_earlier, write_manifest
from rehabpress.batch.names import LOCK, PRINT_FILE, each_its_own
from rehabpress.batch.planning import Defaults, PlannedRun, at_row, plan_jobs
from rehabpress.batch.verify import verify
from rehabpress.batch.worker import let_go, make_all, pipeline_of
from rehabpress.loader.folders import Folders
from rehabpress.loader.rosters.read import Roster
from rehabpress.pdf.print_file import PacketPages, PrintFile
from rehabpress.support.atomic_write import PART, unwritable, written_whole
from rehabpress.support.file_names import same_file
from rehabpress.support.problems import Place, Problem, ProblemsFound

_CHUNK = 8
"""Jobs that go to a worker together: what they send back is one message."""
_AHEAD = 4
"""Chunks under way for each worker; more would only fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run is to be done."""

    folders: Folders
    target: Path
    defaults: Defaults
    print_file: bool = True
    duplex: bool = False
    separators: bool = False
    resume: bool = False
    all_or_nothing: bool = False
    executor: Executor | None = None
    """Does the work; ``None``: this process."""
    workers: int = 1


@dataclass(slots=True)
class RunReport:
    """What came of a run. Grows while it goes on."""

    rows: int
    written: int = 0
    there: int = 0
    """Packets of an earlier run that are still right."""
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    """By the line in which the row begins."""
    records: list[JobRecord] = field(default_factory=list)
    printed: PacketEntry | None = None

    @property
    def failed(self) -> int:
        """How many rows have no packet."""
        return len(self.problems)

    @property
    def done(self) -> int:
        """How many rows have come to an end."""
        return self.written + self.there + self.failed


ProgressCallback = Callable[[RunReport], None]


def run(roster: Roster, wishes: RunOptions, progress: ProgressCallback = lambda _: None) -> RunReport:
    """Make the packets of a roster. Rows that fail are in the report, with their problems.

    Raises ``ProblemsFound`` when the run as a whole cannot be done or go on: another one is at work in the folder, or it cannot be written.
    What is there by then is whole, and ``resume`` goes on with it.
    """
    report = RunReport(roster.count, problems=dict(roster.bad))
    people = people_of((rostered.row.id, rostered.row.name) for rostered in roster.rows)
    settings = Settings(secrets.token_hex(8), wishes.folders, wishes.target, people, wishes.print_file, wishes.separators)
    try:
        planned = plan_jobs(roster.rows, pipeline_of(settings), wishes.defaults)
        planned = each_its_own(planned, wishes.target, read_earlier(wishes.target))
        report.problems |= planned.problems
        progress(report)
        if wishes.all_or_nothing:
            for done in _made(planned.jobs, replace(settings, writing=False, printing=False), wishes):
                _note(done, planned, report)
            if report.problems:
                return report
        with _locked(wishes.target):
            _BatchRun(roster, wishes, settings, planned, report, progress).go()
    finally:
        let_go()
    return report


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """The folder, for this run alone while it lasts. The lock of a killed run goes with its process."""
    lock = FileLock(target / LOCK, timeout=0)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.mkdir(mode=0o700, exist_ok=True)
        lock.acquire()
    except Timeout:
        what = "another run is writing into this folder"
        raise ProblemsFound([Problem(Place(str(target)), what, "wait until it has ended, or name another place with --output")]) from None
    except OSError as error:
        raise ProblemsFound([unwritable(target, error)]) from None
    try:
        yield
    finally:
        lock.release()


def _note(done: JobResult, planned: PlannedRun, report: RunReport) -> None:
    if done.fatal:
        raise ProblemsFound(done.problems)
    if done.problems:
        origin = planned.places[done.id]
        report.problems[origin.whole.line] = tuple(at_row(done.problems, origin))


class _BatchRun:
    """The part of a run that writes."""

    def __init__(
        self, roster: Roster, wishes: RunOptions, settings: Settings, planned: PlannedRun, report: RunReport, progress: ProgressCallback
    ) -> None:
        self._roster, self._wishes, self._settings = roster, wishes, settings
        self._planned, self._report, self._progress = planned, report, progress
        self._target = wishes.target
        self._before = read_earlier(wishes.target)
        self._earlier = self._before if wishes.resume else Earlier({})
        self._journal = Journal(wishes.target)

    def go(self) -> None:
        """Write everything."""
        for left in self._target.rglob(f".*{PART}"):
            left.unlink(missing_ok=True)  # a killed run was writing it
        if not self._wishes.resume:
            self._journal.close(done=True)
        jobs = [replace(job, known=self._known(job)) for job in self._planned.jobs]
        try:
            self._journal.plan(self._names(jobs))
            if self._wishes.print_file:
                self._with_print_file(jobs)
            else:
                for _ in self._packets(jobs, self._settings):
                    pass
            self._clear_away()
            verify(self._target, self._report.records, self._report.printed, duplex=self._wishes.duplex, separators=self._wishes.separators)
            write_manifest(self._target, self._head(), self._report.records, self._report.problems, self._report.printed)
        except OSError as error:
            raise ProblemsFound([unwritable(self._target, error)]) from None
        except BaseException:
            self._journal.close(done=False)
            raise
        self._journal.close(done=True)

    def _names(self, jobs: Sequence[Job]) -> list[str]:
        """The names of the files that this run is to make."""
        copies = [f"{EMAIL}/{job.file}" for job in jobs if job.password]
        return [*(job.file for job in jobs), *copies, *([PRINT_FILE] if self._wishes.print_file else [])]

    def _clear_away(self) -> None:
        """Take away what an earlier run has made and this one has not, as long as it is what that run made: a folder is one day's."""
        here = {same_file(name) for record in self._report.records for name in (record.file, record.protected) if name}
        made = [(record.file, record.sha256) for record in self._before.packets.values()]
        made += [(one.protected, one.protected_sha256) for one in self._before.packets.values() if one.protected and one.protected_sha256]
        if self._before.printed_sha256 and not self._report.printed:
            made.append((PRINT_FILE, self._before.printed_sha256))
        for name, digest in made:
            path = self._target / name
            if same_file(name) not in here and path.is_file() and sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()

    def _with_print_file(self, jobs: Sequence[Job]) -> None:
        path = self._target / PRINT_FILE
        with written_whole(path, durable=True, private=True) as out:
            printing = PrintFile(out, self._roster.name, duplex=self._wishes.duplex)
            for packet in self._packets(jobs, self._settings):
                printing.append(packet)
            printing.close()
        if not printing.pages:
            path.unlink()
            return
        self._report.printed = PacketEntry(PRINT_FILE, printing.pages, printing.sha256)

    def _packets(self, jobs: Sequence[Job], settings: Settings) -> Iterator[PacketPages]:
        """Make the packets, note what came of each, and give the pages of those that are right, in the order of the roster."""
        report = self._report
        for done in _made(jobs, settings, self._wishes):
            _note(done, self._planned, report)
            if not done.problems:
                record = done.record or self._earlier.packets[done.id]
                report.records.append(record)
                report.written += done.record is not None
                report.there += done.record is None
                if done.record:
                    self._journal.add(record)
                if done.printed:
                    yield done.printed
            self._progress(report)

    def _known(self, job: Job) -> tuple[str, str] | None:
        record = self._earlier.packets.get(job.id)
        return (record.inputs, record.sha256) if record and record.file == job.file else None

    def _head(self) -> dict[str, object]:
        return {"roster": self._roster.name, "roster_sha256": sha256(self._roster.data).hexdigest(), "rows": self._roster.count}


def _made(jobs: Sequence[Job], settings: Settings, wishes: RunOptions) -> Iterator[JobResult]:
    """What comes of jobs, in their order, a bounded number of them under way."""
    rest = iter(jobs)
    # the first are made here in any case: a process that is forked after them begins with what they have set
    for job in rest if wishes.executor is None else islice(rest, _CHUNK):
        yield from make_all(settings, [job])
    if wishes.executor is None:
        return
    from rehabpress.batch.executors import is_lost, result_of

    waiting: deque[Future[list[JobResult]]] = deque()
    try:
        while True:
            while len(waiting) < wishes.workers * _AHEAD and (chunk := list(islice(rest, _CHUNK))):
                waiting.append(wishes.executor.submit(make_all, settings, chunk))
            if not waiting:
                return
            yield from result_of(waiting.popleft(), wishes.executor)
    except Exception as error:
        if not is_lost(error):
            raise
        problem = Problem(Place(str(wishes.target)), "a worker has died", "go on with --resume; with --jobs 1 there are no workers")
        raise ProblemsFound([problem]) from None
    finally:
        for future in waiting:
            future.cancel()
