"""Workers that go in the middle of their work."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor

import pytest

from rehabpress.batch.executors import ClusterExecutor, is_lost, processes, result_of

LARGE = 300_000_000
"""Bytes that take far longer to send than a pipe takes in at once."""


class Fuse:
    """Pickled last, it kills its process when the result is on its way."""

    def __reduce__(self) -> tuple[type[int], tuple[()]]:
        threading.Timer(0.03, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return int, ()


def killed_while_sending() -> tuple[bytes, Fuse]:
    return bytes(LARGE), Fuse()


def test_a_worker_that_is_killed_while_it_sends_its_result_is_said_to_be_lost() -> None:
    """The rest of its message never comes, and the pool would wait for it for ever."""
    with processes(2) as (executor, _):
        future = executor.submit(killed_while_sending)
        with pytest.raises(BrokenExecutor) as found:
            result_of(future, executor)
        assert is_lost(found.value)


def test_a_right_result_and_an_error_of_the_work_come_through() -> None:
    with processes(1) as (executor, _):
        assert result_of(executor.submit(len, "four"), executor) == 4
        with pytest.raises(TypeError):
            result_of(executor.submit(len, 4), executor)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_all_its_workers_is_said_to_be_lost() -> None:
    """Dask keeps the work for a worker that may come, and the batch waited for it for ever."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="inproc") as local,
        distributed.Client(local) as client,
    ):
        executor = ClusterExecutor(client, alone=1)
        assert result_of(executor.submit(len, "four"), executor) == 4
        local.scale(0)
        while executor.has_workers():
            time.sleep(0.05)
        with pytest.raises(BrokenExecutor) as found:
            result_of(executor.submit(len, "four"), executor)
        assert is_lost(found.value)
