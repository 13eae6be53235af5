"""Which plans were right when they were last checked, by the content of all that their pages are made from: these need not be built again."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import rehabpress
from rehabpress.loader.folders import Folders, found_in
from rehabpress.model.library import Library
from rehabpress.support.disk_cache import cache_folder, fetch, fingerprint, keep

_BY_REFERENCE = ("plans", "exercises", "conditions", "sources")
"""Kinds of which a plan's pages show only what the plan leads to; of all others any file may have a part in any page."""


class CheckedPlans:
    """Marks on the disk, one for each plan: a digest, in which no word of the plan can be read."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._kept = cache_folder("checked")
        self._all = sha256(fingerprint(_program()).encode())
        for path in _common(folders):
            self._all.update(path.as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
        self._digests: dict[tuple[str, str], bytes] = {}

    def is_right(self, plan: str, library: Library) -> bool:
        """Whether the plan was right with all that is now in ``library``, which holds what it leads to and nothing else."""
        return fetch(self._mark(plan)) == self._digest(library)

    def note(self, plan: str, library: Library) -> None:
        """That it is right."""
        keep(self._mark(plan), self._digest(library))

    def _mark(self, plan: str) -> Path:
        own = found_in(self._folders, "plans", plan)[0].resolve()
        return self._kept / sha256(own.as_posix().encode()).hexdigest()[:32]

    def _digest(self, library: Library) -> bytes:
        digest = self._all.copy()
        for key in sorted(library.origins):
            if key not in self._digests:
                found = [sha256(path.read_bytes()).hexdigest() for path in found_in(self._folders, *key)]
                self._digests[key] = "/".join((*key, *found, "")).encode()
            digest.update(self._digests[key])
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
