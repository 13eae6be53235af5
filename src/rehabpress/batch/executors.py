"""Executors that do the work of a batch: processes of this machine (``processes``), or a Dask cluster (``cluster``)."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from rehabpress.support.problems import Place, Problem, ProblemsFound

T = TypeVar("T")

_START = "fork" if sys.platform == "linux" else "spawn"
"""A process that is forked when it gets its first work has at once what this one has read and set; elsewhere each begins with nothing."""

_LOOK, _GRACE = 0.5, 2.0
"""Seconds after which workers are looked at, and that the pool has to see for itself that one has gone."""
_ALONE = 60.0
"""Seconds that a cluster may be without any worker: one that was killed is started again in less."""


@contextmanager
def processes(count: int) -> Iterator[tuple[Executor, int]]:
    """So many processes, and how many they are."""
    with ProcessPoolExecutor(count, multiprocessing.get_context(_START), _belong) as executor:
        yield executor, count


def _belong() -> None:
    """Leave Ctrl-C to the process that has started this one, and end when that is gone, however it ended: the lock of the folder goes then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class ClusterExecutor(Executor):
    """The executor of a Dask client that also says whether the cluster has workers: a future alone would wait for one for ever."""

    def __init__(self, client: Any, alone: float = _ALONE) -> None:
        """``alone`` is for how many seconds the cluster may have no worker."""
        self._client, self._executor, self.alone = client, client.get_executor(), alone

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Give work to the cluster."""
        given: Future[T] = self._executor.submit(fn, *args, **kwargs)
        return given

    def has_workers(self) -> bool:
        """Whether there is anybody to do it."""
        return bool(self._client.nthreads())


def result_of(future: Future[T], executor: Executor) -> T:
    """What comes of a future, also where its executor would wait for ever. Raises ``BrokenExecutor`` when nobody is left to do it."""
    if isinstance(executor, ProcessPoolExecutor):
        return _of_processes(future, executor)
    if isinstance(executor, ClusterExecutor):
        return _of_cluster(future, executor)
    return future.result()


def _of_processes(future: Future[T], executor: ProcessPoolExecutor) -> T:
    """What comes of work that processes do.

    A worker that is killed while it sends a result leaves a half message in the pipe of results. The pool reads the rest of it without a limit of
    time and does not see that the worker has gone. When one has and the pool has said nothing for a while, the others end and the pipe is
    closed, so that the pool says ``BrokenProcessPool``. The pipe has no public name; see ``concurrent.futures.process``.
    """
    gone_at: float | None = None
    while not _ready(future):
        workers = list((executor._processes or {}).values())
        if gone_at is None and any(worker.exitcode is not None for worker in workers):
            gone_at = time.monotonic()
        if gone_at is not None and time.monotonic() - gone_at > _GRACE:
            for worker in workers:
                worker.kill()
            executor._result_queue._writer.close()  # type: ignore[attr-defined]
            break
    return future.result()


def _of_cluster(future: Future[T], executor: ClusterExecutor) -> T:
    """What comes of work that a cluster does, which keeps it for the next worker that comes, whether there will be one or not."""
    seen_at = time.monotonic()
    while not _ready(future):
        if executor.has_workers():
            seen_at = time.monotonic()
        elif time.monotonic() - seen_at > executor.alone:
            raise BrokenExecutor("the cluster has no workers")
    return future.result()


def _ready(future: Future[T]) -> bool:
    """Whether a future is done, after a while at the latest."""
    return bool(wait([future], timeout=_LOOK).done)


def is_lost(error: Exception) -> bool:
    """Whether an error says that a worker, or the cluster, has gone: it is none of the work itself."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__module__.partition(".")[0] == "distributed"


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The cluster at an address, and how many threads it has. It distributes, retries and reports; nothing here remembers anything. Its workers see the same folders by the same paths."""
    place = Place(f"--scheduler {address}")
    try:
        from distributed import Client  # has no types
    except ImportError:
        hint = "install it: pip install 'rehabpress[dask]'"
        raise ProblemsFound([Problem(place, "nothing here talks to a Dask scheduler", hint)]) from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise ProblemsFound([Problem(place, f"cannot be reached: {error}", "start it, or look at the address")]) from None
    with client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise ProblemsFound([Problem(place, "the scheduler has no workers", "start one: dask worker ADDRESS")])
        yield ClusterExecutor(client), workers
