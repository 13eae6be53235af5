"""The days and the boxes of a week, for every number of days, times and weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.plan_samples import dose
from rehabpress.plan.week import DAYS, OPEN, Boxes, boxes, spread

ALL = range(DAYS)


def shown(found: tuple[Boxes, ...]) -> str:
    """A day a column: firm boxes as digits, open ones after a plus, a line for a day off."""
    return " ".join("-" if one.off else f"{one.firm}+{one.open}" if one.open else str(one.firm) for one in found)


@pytest.mark.parametrize(
    ("numbers", "named", "week", "expected"),
    [
        ({"times_per_day": 2, "days_per_week": 7}, None, 1, "2 2 2 2 2 2 2"),
        ({"times_per_day": 1, "days_per_week": 3}, None, 1, "1 - 1 - 1 - -"),
        ({"times_per_day": 1, "days_per_week": 2}, None, 1, "1 - - 1 - - -"),
        ({"times_per_day": 1, "days_per_week": 5}, None, 1, "1 1 1 - 1 1 -"),
        ({"times_per_day": 1, "days_per_week": 3}, frozenset((0, 2, 5)), 1, "1 - 1 - - 1 -"),
        ({"times_per_day": "2-3", "days_per_week": 7}, None, 1, "2+1 2+1 2+1 2+1 2+1 2+1 2+1"),
        ({"times_per_day": 1, "days_per_week": "5-6"}, None, 1, "1 1 1 0+1 1 1 -"),
        ({"times_per_day": "several", "days_per_week": 7}, None, 1, " ".join([f"0+{OPEN}"] * 7)),
        ({"times_per_day": 1}, None, 1, "0+1 0+1 0+1 0+1 0+1 0+1 0+1"),
        ({"times_per_day": 1, "days_per_week": 7, "weeks": "4-6"}, None, 4, "1 1 1 1 1 1 1"),
        ({"times_per_day": 1, "days_per_week": 7, "weeks": "4-6"}, None, 5, "0+1 0+1 0+1 0+1 0+1 0+1 0+1"),
        ({"times_per_day": 1, "days_per_week": 7, "weeks": "4-6"}, None, 7, "- - - - - - -"),
    ],
)
def test_a_dose_as_boxes(numbers: dict[str, object], named: frozenset[int] | None, week: int, expected: str) -> None:
    assert shown(boxes(dose(**numbers), named, ALL, week)) == expected


def test_the_days_before_the_start_have_no_boxes_and_the_others_their_share() -> None:
    assert shown(boxes(dose(times_per_day=1, days_per_week=7), None, range(2, 7), 1)) == "- - 1 1 1 1 1"
    assert shown(boxes(dose(times_per_day=1, days_per_week=3), None, range(5, 7), 1)) == "- - - - - 1 -"
    assert shown(boxes(dose(times_per_day=1, days_per_week=3), frozenset((0, 2, 4)), range(2, 7), 1)) == "- - 1 - 1 - -"


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 4), st.integers(1, 7))
def test_what_the_dose_asks_for_is_firm_and_what_it_allows_is_open(low: int, more: int, times: int, days: int) -> None:
    high = min(7, low + more - 1)
    found = boxes(dose(times_per_day=times, days_per_week=f"{low}-{high}"), None, ALL, 1)
    assert sum(one.firm for one in found) == low * times
    assert sum(not one.off for one in found) == high
    rest = [n for n, one in enumerate(found) if one.off]
    assert len(rest) == 7 - high
    usable = range(7 - days, 7)
    assert [day in usable for day, one in enumerate(boxes(dose(times_per_day=1, days_per_week=low), None, usable, 1)) if not one.off]


@given(st.integers(1, 7))
def test_days_are_spread_with_rest_between(number: int) -> None:
    found = spread(number, ALL)
    assert len(set(found)) == number
    gaps = [b - a for a, b in zip(found, [*found[1:], found[0] + 7], strict=True)]
    assert max(gaps) - min(gaps) <= 1
