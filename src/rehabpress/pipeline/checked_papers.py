"""Which plans and orders were right when they were last checked, by all that their pages are made from: these need not be built again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import rehabpress
from rehabpress.loader.folders import Folders, found_in
from rehabpress.model.library import Library
from rehabpress.support.disk_cache import cache_folder, fetch, fingerprint, keep

_BY_REFERENCE = ("plans", "exercises", "conditions", "sources", "orders")
"""Kinds of which pages show only what their plan leads to; of all others any file may have a part in any page."""


class CheckedPapers:
    """Marks on the disk, one for each plan or order: a digest, in which no word of it can be read."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._kept = cache_folder("checked")
        self._all = sha256(fingerprint(_program()).encode())
        for path in _common(folders):
            self._all.update(path.as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
        self._digests: dict[tuple[str, str], bytes] = {}

    def is_right(self, kind: str, name: str, library: Library, date: dt.date) -> bool:
        """Whether a file was right with all that is now in ``library``, which holds what it leads to and nothing else, on that day."""
        return fetch(self._mark(kind, name)) == self._digest(kind, name, library, date)

    def note(self, kind: str, name: str, library: Library, date: dt.date) -> None:
        """That it is right."""
        keep(self._mark(kind, name), self._digest(kind, name, library, date))

    def _mark(self, kind: str, name: str) -> Path:
        own = found_in(self._folders, kind, name)[0].resolve()
        return self._kept / sha256(own.as_posix().encode()).hexdigest()[:32]

    def _digest(self, kind: str, name: str, library: Library, date: dt.date) -> bytes:
        digest = self._all.copy()
        for key in sorted({(kind, name), *library.origins}):
            if key not in self._digests:
                found = [sha256(path.read_bytes()).hexdigest() for path in found_in(self._folders, *key)]
                self._digests[key] = "/".join((*key, *found, "")).encode()
            digest.update(self._digests[key])
        digest.update(date.isoformat().encode())
        return digest.hexdigest().encode()


def _program() -> Iterator[Path]:
    yield from sorted(Path(rehabpress.__file__).parent.rglob("*.py"))


def _common(folders: Folders) -> Iterator[Path]:
    """Every file that a page may be made from and that no plan names: layouts, themes, figures, pictures, rules."""
    for folder in folders.layouts:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
    for folder in folders.content:
        for kind in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in (*_BY_REFERENCE, "rosters", "schemas")):
            yield from (path for path in sorted(kind.rglob("*")) if path.is_file())
