"""Polls the modification times of files and calls back when one is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from rehabpress.cli import console

EVERY = 0.4
"""Seconds between two looks."""

FileTimes = Mapping[Path, tuple[int, int]]
"""The time and the size of each file."""


def whenever_saved(watched: Iterable[Path], action: Callable[[], None], wait: Callable[[], None] = lambda: time.sleep(EVERY)) -> None:
    """Do it now, and again after each change of a file in these folders (or of a file named itself), until it is interrupted."""
    places = tuple(watched)
    console.warn(f"watching {', '.join(str(place) for place in places if place.exists())}; Ctrl-C ends")
    seen: FileTimes | None = None
    try:
        while True:
            now = state(places)
            if now != seen:
                action()
                seen = now
            wait()
    except KeyboardInterrupt:
        console.warn("\nno longer watching")


def state(places: Iterable[Path]) -> FileTimes:
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
