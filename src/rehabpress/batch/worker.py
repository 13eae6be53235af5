"""Makes packets, one after the other, with one pipeline and its memo: a job in, a file under its own name out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from rehabpress.batch.fingerprints import Fingerprints
from rehabpress.batch.guard import Guard, Paper
from rehabpress.batch.job import Job, JobRecord, JobResult, Settings
from rehabpress.batch.manifest import EMAIL
from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.print_file import PacketPages, PrintPageBuilder
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import FAULT, Place, Problem, ProblemsFound
from rehabpress.typeset.document import PagedDocument, paginate_all


def make_all(settings: Settings, jobs: Sequence[Job]) -> list[JobResult]:
    """Make packets. The same in this process, in a worker process and on a cluster."""
    worker = _worker(settings, threading.get_ident())
    return [worker.make(job) for job in jobs]


def pipeline_of(settings: Settings) -> Pipeline:
    """The pipeline that this thread works with in this run."""
    return _worker(settings, threading.get_ident()).pipeline


def let_go() -> None:
    """Forget what a run in this process has read, set and written: nothing of a patient stays after it."""
    _worker.cache_clear()


@lru_cache(4)
def _worker(settings: Settings, thread: int) -> Worker:  # noqa: ARG001 - no two threads share one
    return Worker(settings)


class Worker:
    """A pipeline, a guard, and what they remember within one run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.pipeline = Pipeline(settings.folders)
        self._guard = Guard(settings.people, self.pipeline)
        self._print_pages = PrintPageBuilder()
        self.content = ContentCache()
        self._inputs = Fingerprints(settings.folders)

    def make(self, job: Job) -> JobResult:
        """Make one packet. What is wrong with it is part of the result."""
        content = self._inputs.content(job, self.pipeline)
        inputs = self._inputs.of(job, content)
        there = job.known is not None and job.known[0] == inputs and self._is_there(job, job.known[1])
        if there and not self._settings.printing:
            return JobResult(job.id, None)
        try:
            pages = self.pipeline.pages(job.orders)
            packet = paginate_all([self.pipeline.part(page) for page in pages], job.orders[0].date)
        except ProblemsFound as found:
            return JobResult(job.id, None, found.problems)
        printed = self._packet_pages(job, packet) if self._settings.printing else None
        return (
            JobResult(job.id, None, printed=printed)
            if there
            else replace(self._written(job, inputs, content, pages, packet), printed=printed)
        )

    def pdf(self, job: Job) -> bytes:
        """The bytes of a packet, neither guarded nor written. Raises ``ProblemsFound``."""
        pages = self.pipeline.pages(job.orders)
        return write(paginate_all([self.pipeline.part(page) for page in pages], job.orders[0].date), self.content)

    def _packet_pages(self, job: Job, packet: PagedDocument) -> PacketPages:
        title = f"{job.name} ({job.id})"
        divider = None
        if self._settings.separators:
            page = self.pipeline.divider(job.orders[0], number=job.id, pages=len(packet.pages))
            divider = self._print_pages.pages(paginate_all([self.pipeline.part(page)], job.orders[0].date), title)
        return self._print_pages.pages(packet, title, divider)

    def _written(self, job: Job, inputs: str, content: str, pages: Sequence[PreparedDocument], packet: PagedDocument) -> JobResult:
        pdf = write(packet, self.content)
        if problems := list(self._guard.problems(Paper(job, pages, pdf, len(packet.pages)))):
            return JobResult(job.id, None, tuple(problems))
        target = self._settings.target
        copy: tuple[str | None, str | None] = (None, None)
        if self._settings.writing:
            try:
                write_whole(target / job.file, pdf, private=True)
                if job.password:
                    copy = _protected(target, job, pdf)
            except ProblemsFound as found:
                return JobResult(job.id, None, found.problems, fatal=True)
        plans = tuple([{"id": page.handout.plan, "sha256": self._inputs.plan(page.handout.plan)} for page in _each_plan(pages)])
        exercises = tuple(
            [
                {"plan": page.handout.plan, "id": card.id, "dose": " ".join(card.text.sentences)}
                for page in _each_plan(pages)
                for card in page.handout.cards
            ]
        )
        overrides = tuple(
            [
                {"plan": page.handout.plan, "exercise": one.exercise, "rules": ", ".join(one.rules)}
                | {"by": one.by, "reason": one.reason, "date": one.date.isoformat()}
                for page in _each_plan(pages)
                for one in page.handout.overrides
            ]
        )
        own = {(one.kind, one.id): one for page in pages for one in page.handout.own_rules}
        own_rules = tuple([{"kind": one.kind, "id": one.id, "how": "; ".join(one.how), "by": one.by} for one in own.values()])
        digest = sha256(pdf).hexdigest()
        record = JobRecord(
            job.id, job.file, len(packet.pages), digest, inputs, job.packet, plans, content, exercises, overrides, own_rules, *copy
        )
        return JobResult(job.id, record, written=True)

    def _is_there(self, job: Job, digest: str) -> bool:
        """Whether the files of an earlier run are there and right: the packet by its digest, the copy by its password and pages."""
        path = self._settings.target / job.file
        if _digest(path) != digest:
            return False
        if job.password is None:
            return True
        from rehabpress.batch.encryption import opens_to

        return opens_to(self._settings.target / EMAIL / job.file, job.password, path.read_bytes())


def _each_plan(pages: Sequence[PreparedDocument]) -> list[PreparedDocument]:
    return list({page.handout.plan: page for page in pages}.values())


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _protected(target: Path, job: Job, pdf: bytes) -> tuple[str, str]:
    """Write the copy that a password opens, and read it back; its name and its digest. Raises ``ProblemsFound``."""
    from rehabpress.batch.encryption import opens_to, protected

    name = f"{EMAIL}/{job.file}"
    password = job.password or ""
    data = protected(pdf, password)
    write_whole(target / name, data, private=True)
    if not opens_to(target / name, password, pdf):
        what = "does not open with its password to the pages of this patient"
        raise ProblemsFound([Problem(Place(name), what, FAULT)])
    return name, sha256(data).hexdigest()
