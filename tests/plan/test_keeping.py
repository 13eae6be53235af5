"""What is kept by its key: found again while it is in use, let go of when too much is new, and never kept when it is nothing."""

from __future__ import annotations

import gc
import weakref

import pytest

from rehabpress.support.memo import Memo


class Thing:
    """Something that can be watched."""


def test_what_was_made_is_found_again() -> None:
    kept: Memo[str, Thing] = Memo(4)
    assert kept.of("a", Thing) is kept.of("a", Thing)
    assert kept.of("a", Thing) is not kept.of("b", Thing)


def test_no_more_is_held_than_was_asked_for_and_what_is_in_use_stays() -> None:
    kept: Memo[int, Thing] = Memo(10)
    used = kept.of(-1, Thing)
    watched = []
    for n in range(100):
        watched.append(weakref.ref(kept.of(n, Thing)))
        assert kept.of(-1, Thing) is used
    gc.collect()
    assert sum(one() is not None for one in watched) <= 10


def test_nothing_is_not_kept_nor_is_what_raises() -> None:
    kept: Memo[str, Thing | None] = Memo(4)

    def fail() -> Thing:
        raise ValueError("no")

    assert kept.of("a", lambda: None) is None
    with pytest.raises(ValueError, match="no"):
        kept.of("a", fail)
    assert isinstance(kept.of("a", Thing), Thing)
