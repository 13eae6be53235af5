"""The modification times of files, to see whether one of them was saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FileTimes = Mapping[Path, tuple[int, int]]
"""The time and the size of each file."""


def file_times(places: Iterable[Path]) -> FileTimes:
    """All files, with their times and sizes. Hidden files are those that editors make while they save."""
    found: dict[Path, tuple[int, int]] = {}
    for path in (file for place in places for file in _files(place)):
        try:
            status = path.stat()
        except OSError:  # gone since it was listed
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder) / name for name in files if not name.startswith("."))
