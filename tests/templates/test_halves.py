"""Items in two columns."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabpress.templates.halves import halves

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Tip:
    title: str
    text: str
    sources: tuple[int, ...] = ()


def tip(length: int) -> Tip:
    return Tip("t", "x" * length)


def test_a_long_item_balances_several_short_ones() -> None:
    tips = (tip(50), tip(40), tip(50), tip(60), tip(300))
    assert halves(tips) == (tips[:4], tips[4:])


def test_few_items() -> None:
    assert halves(()) == ()
    assert halves(("one",)) == (("one",),)
    assert halves(("one", "two")) == (("one",), ("two",))


@given(st.lists(st.text(max_size=90), min_size=2))
def test_nothing_is_lost_and_no_column_is_empty(items: list[str]) -> None:
    left, right = halves(items)
    assert [*left, *right] == items
    assert left
    assert right
