"""Digests of all that goes into a packet, so that a run that goes on knows what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from rehabpress.batch.job import Job
from rehabpress.order import Order
from rehabpress.press import Press
from rehabpress.source.folders import Folders, find

_MADE_BY = ("rehabpress", "reportlab", "uharfbuzz", "rendercv-fonts", "jinja2", "babel")


class Inputs:
    """The digests of one collection."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._files: dict[Path, bytes] = {}
        self._content: dict[tuple[object, ...], str] = {}

    def of(self, job: Job, press: Press) -> str:
        """All of it: what was ordered, the content it leads to, the layouts, the programs. Empty when the content cannot be read."""
        digest = sha256(self._general)
        digest.update(self.content(job, press).encode())
        for order in job.orders:
            digest.update(_said(order).encode())
        digest.update(repr((job.file, job.packet, bool(job.password))).encode())
        return digest.hexdigest()

    def content(self, job: Job, press: Press) -> str:
        """The content files that the plans of a job lead to."""
        return sha256("".join([self._of_plan(order, press) for order in job.orders]).encode()).hexdigest()

    def plan(self, name: str) -> str:
        """The file of a plan."""
        path = find(self._folders, "plans", name)
        return sha256(self._bytes(path)).hexdigest() if path else ""

    def _of_plan(self, order: Order, press: Press) -> str:
        key = (order.plan, order.clinic, tuple([(flag.id, flag.protocol) for flag in order.flags]))
        if key not in self._content:
            _, library = press.plan(order)
            names = [*library.origins, *(("figures", exercise) for exercise in library.exercises)]
            paths = [find(self._folders, kind, name) for kind, name in names]
            self._content[key] = self._digest(path for path in paths if path)
        return self._content[key]

    @cached_property
    def _general(self) -> bytes:
        """Layouts, themes, words, bodies, pictures and packets, and the versions of the programs."""
        folders = [
            *self._folders.layouts,
            *(content / kind for content in self._folders.content for kind in ("bodies", "pictures", "packets")),
        ]
        files = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file()]
        return "".join([self._digest(files), *(f"{name} {version(name)}\n" for name in _MADE_BY)]).encode()

    def _digest(self, paths: Iterable[Path]) -> str:
        digest = sha256()
        for path in sorted(set(paths)):
            digest.update(f"{path.parent.name}/{path.name} {sha256(self._bytes(path)).hexdigest()}\n".encode())
        return digest.hexdigest()

    def _bytes(self, path: Path) -> bytes:
        if path not in self._files:
            self._files[path] = path.read_bytes()
        return self._files[path]


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
            order.since,
            order.layout,
            order.format,
            order.theme,
            order.paper,
        )
    )
