"""A Dask cluster as an executor. The engine distributes, retries and reports; nothing here remembers anything."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from rehabpress.support.problems import Place, Problem, ProblemsFound


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The cluster at an address, and how many threads it has. Its workers see the same folders by the same paths."""
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
        yield client.get_executor(), workers
