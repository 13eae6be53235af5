"""The modification times of files, to see whether one of them was saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

FileTimes = Mapping[str, tuple[int, int]]
"""The time and the size of each file, by its path."""


def file_times(places: Iterable[Path]) -> FileTimes:
    """All files, with their times and sizes. Hidden files are those that editors make while they save."""
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        for path, status in _files(place):
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _files(place: Path) -> Iterator[tuple[str, os.stat_result]]:
    if place.is_file():
        with suppress(OSError):
            yield str(place), place.stat()
        return
    waiting = [str(place)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                with suppress(OSError):  # gone since it was listed
                    yield entry.path, entry.stat()
