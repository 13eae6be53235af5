"""Fingerprints of the inputs of a packet, so that a resumed run makes only what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from rehabpress.batch.job import Job
from rehabpress.loader.folders import Folders, find
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline

_MADE_BY = ("rehabpress", "reportlab", "uharfbuzz", "rendercv-fonts", "jinja2", "babel")


class Fingerprints:
    """The digests of one collection."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._sums: dict[Path, str] = {}
        self._paths: dict[tuple[str, str], Path | None] = {}
        self._plans: dict[str, str] = {}
        self._content: dict[tuple[object, ...], str] = {}

    def of(self, job: Job, content: str) -> str:
        """All of it: what was ordered, the content it leads to, the layouts, the programs."""
        said = [self._general, content, *map(_said, job.orders), repr((job.file, job.packet, bool(job.password)))]
        return sha256("".join(said).encode()).hexdigest()

    def content(self, job: Job, pipeline: Pipeline) -> str:
        """The content files that the plans of a job lead to."""
        return sha256("".join([self._of_plan(order, pipeline) for order in job.orders]).encode()).hexdigest()

    def plan(self, name: str) -> str:
        """The file of a plan."""
        if name not in self._plans:
            path = find(self._folders, "plans", name)
            self._plans[name] = self._sum(path) if path else ""
        return self._plans[name]

    def _of_plan(self, order: Order, pipeline: Pipeline) -> str:
        key = (order.plan, order.clinic, tuple([(flag.id, flag.protocol) for flag in order.flags]), order.without)
        if key not in self._content:
            _, library = pipeline.plan(order)
            names = [*library.origins, *(("figures", exercise) for exercise in library.exercises)]
            self._content[key] = self._digest(path for name in names if (path := self._path(name)))
        return self._content[key]

    def _path(self, named: tuple[str, str]) -> Path | None:
        if named not in self._paths:
            self._paths[named] = find(self._folders, *named)
        return self._paths[named]

    @cached_property
    def _general(self) -> str:
        """Layouts, themes, words, bodies, pictures and packets, and the versions of the programs. Thumbnails are on no paper."""
        folders = [
            *self._folders.layouts,
            *(content / kind for content in self._folders.content for kind in ("bodies", "pictures", "packets")),
        ]
        files = [
            path
            for folder in folders
            if folder.is_dir()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.parent.name != "thumbnails"
        ]
        return "".join([self._digest(files), *(f"{name} {version(name)}\n" for name in _MADE_BY)])

    def _digest(self, paths: Iterable[Path]) -> str:
        digest = sha256()
        for path in sorted(set(paths)):
            digest.update(f"{path.parent.name}/{path.name} {self._sum(path)}\n".encode())
        return digest.hexdigest()

    def _sum(self, path: Path) -> str:
        if path not in self._sums:
            self._sums[path] = sha256(path.read_bytes()).hexdigest()
        return self._sums[path]


def _said(order: Order) -> str:
    """An order without the places where it was written."""
    doses = sorted((name, repr(override.dose)) for name, override in order.doses.items())
    flags = [(flag.id, flag.week, flag.protocol) for flag in order.flags]
    clinician = repr(order.clinician)
    return repr(
        (
            order.plan,
            order.date,
            order.patient,
            flags,
            clinician,
            order.clinic,
            doses,
            repr(order.dose and order.dose.dose),
            order.preset,
            order.since,
            order.layout,
            order.format,
            order.theme,
            order.paper,
            order.start,
            order.weeks,
            order.side,
            order.without,
            sorted(order.notes.items()),
            sorted(order.words.items()),
            order.body,
            order.not_flags,
        )
    )
