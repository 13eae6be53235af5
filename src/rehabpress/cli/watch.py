"""Polls the modification times of files and calls back when one is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rehabpress.cli import console
from rehabpress.support.file_times import FileTimes, file_times

EVERY = 0.4
"""Seconds between two looks."""


def whenever_saved(watched: Iterable[Path], action: Callable[[], None], wait: Callable[[], None] = lambda: time.sleep(EVERY)) -> None:
    """Do it now, and again after each change of a file in these folders (or of a file named itself), until it is interrupted."""
    places = tuple(watched)
    console.warn(f"watching {', '.join(str(place) for place in places if place.exists())}; Ctrl-C ends")
    seen: FileTimes | None = None
    try:
        while True:
            now = file_times(places)
            if now != seen:
                action()
                seen = now
            wait()
    except KeyboardInterrupt:
        console.warn("\nno longer watching")
