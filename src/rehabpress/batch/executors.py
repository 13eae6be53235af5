"""Processes of this machine as an executor."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

_START = "fork" if sys.platform == "linux" else "spawn"
"""A process that is forked when it gets its first work has at once what this one has read and set; elsewhere each begins with nothing."""


@contextmanager
def processes(count: int) -> Iterator[tuple[Executor, int]]:
    """So many processes, and how many they are."""
    with ProcessPoolExecutor(count, multiprocessing.get_context(_START), _belong) as executor:
        yield executor, count


def _belong() -> None:
    """Leave Ctrl-C to the process that has started this one, and end when that is gone, however it ended: the lock of the folder goes then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
