"""What is new from one plan to the next, number by number, and how it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.plan_samples import Shelf, count, dose, duration, speech
from rehabpress.model.amount import Amount
from rehabpress.model.exercise import Limb
from rehabpress.plan.compare import ChangeDirection, Difference, NumberChange, Prescribed, compare
from rehabpress.plan.news import news, news_texts

pytestmark = pytest.mark.slow

UP, DOWN, OTHER, MIXED = ChangeDirection.UP, ChangeDirection.DOWN, ChangeDirection.OTHER, ChangeDirection.MIXED


def one(name: str = "squat", limb: Limb | None = None, **numbers: Any) -> Prescribed:
    return Prescribed(name, name.capitalize(), limb, dose(**numbers))


NUMBERS = [
    ("reps", 5, 8, UP, UP),
    ("reps", 8, 5, DOWN, DOWN),
    ("reps", "5-8", "5-10", UP, UP),
    ("reps", "5-8", "6-8", UP, UP),
    ("reps", "5-8", "6-10", UP, UP),
    ("reps", "5-8", 5, DOWN, DOWN),
    ("reps", "5-8", "4-10", OTHER, OTHER),
    ("reps", "4-10", 7, OTHER, OTHER),
    ("reps", None, 8, OTHER, OTHER),
    ("reps", 8, None, OTHER, OTHER),
    ("sets", None, 2, UP, UP),
    ("sets", 3, None, DOWN, DOWN),
    ("sets", None, 1, OTHER, OTHER),
    ("hold", "30 s", "1 min", UP, UP),
    ("hold", "30 s", "about 30 s", OTHER, OTHER),
    ("duration", "2 min", "90 s", DOWN, DOWN),
    ("rest", "30 s", "60 s", UP, DOWN),
    ("rest", "60 s", "30 s", DOWN, UP),
    ("rest", None, "30 s", OTHER, OTHER),
    ("times_per_day", 1, 2, UP, UP),
    ("times_per_day", "several", 2, OTHER, OTHER),
    ("days_per_week", 7, "5-6", DOWN, DOWN),
    ("weeks", 4, 6, UP, UP),
    ("side", "each", "left", OTHER, OTHER),
    ("quality", "Well.", "Better.", OTHER, OTHER),
]


@pytest.mark.parametrize(("name", "before", "now", "number", "of_dose"), NUMBERS)
def test_which_way_a_number_goes(name: str, before: object, now: object, number: ChangeDirection, of_dose: ChangeDirection) -> None:
    old, new = (Prescribed("squat", "Squat", None, dose(**({} if value is None else {name: value}))) for value in (before, now))
    (changed,) = compare([old], [new]).changed
    (change,) = changed.numbers
    assert (change.name, change.number, change.dose, changed.direction) == (name, number, of_dose, of_dose)


DOSES = [
    ({"reps": 5, "hold": "5 s"}, {"reps": 8, "hold": "10 s"}, UP),
    ({"reps": 5, "hold": "10 s"}, {"reps": 8, "hold": "5 s"}, MIXED),
    ({"reps": 5, "rest": "30 s", "sets": 2}, {"reps": 8, "rest": "60 s", "sets": 2}, MIXED),
    ({"reps": 5, "rest": "60 s", "sets": 2}, {"reps": 8, "rest": "30 s", "sets": 2}, UP),
    ({"reps": 10}, {"sets": 2, "reps": 6}, MIXED),
    ({"reps": 5, "side": "each"}, {"reps": 8, "side": "left"}, OTHER),
    ({"reps": 5}, {"duration": "1 min"}, OTHER),
]


@pytest.mark.parametrize(("before", "now", "way"), DOSES)
def test_which_way_a_dose_goes(before: dict[str, Any], now: dict[str, Any], way: ChangeDirection) -> None:
    (changed,) = compare([one(**before)], [one(**now)]).changed
    assert changed.direction is way


def ids(difference: Difference) -> tuple[list[str], list[str], list[str]]:
    added, removed = ([x.id for x in group] for group in (difference.added, difference.removed))
    return added, removed, [x.now.id for x in difference.changed]


def test_what_is_added_removed_and_kept() -> None:
    before = [one("squat", reps=5), one("plank", reps=5), one("bridge", reps=5)]
    now = [one("bridge", reps=8), one("lunge", reps=5), one("squat", reps=5)]
    assert ids(compare(before, now)) == (["lunge"], ["plank"], ["bridge"])


def test_another_order_is_nothing_new() -> None:
    before = [one("squat", reps=5), one("plank", reps=5)]
    difference = compare(before, before[::-1])
    assert not difference
    assert ids(difference) == ([], [], [])


def test_left_and_right_are_compared_side_by_side() -> None:
    left, right = one(reps=5, side="left"), one(reps=5, side="right")
    assert ids(compare([left, right], [one(reps=8, side="right"), left])) == ([], [], ["squat"])
    assert ids(compare([left, right], [right])) == ([], ["squat"], [])
    assert ids(compare([one(reps=5, side="each")], [left, right])) == (["squat"], [], ["squat"])


amounts = st.tuples(st.integers(1, 9), st.integers(0, 9), st.booleans()).map(lambda t: Amount(t[0], t[0] + t[1], t[2]))
fields = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("sets", "reps", "hold", "rest", "times_per_day", "days_per_week", "weeks"), amounts)
).map(lambda d: {k: Amount(min(v.low, 7), min(v.high, 7), v.about) if k == "days_per_week" else v for k, v in d.items()})
plans = st.lists(st.tuples(st.sampled_from(["squat", "plank", "lunge"]), fields), max_size=5).map(
    lambda entries: [Prescribed(name, name, None, dose(**numbers)) for name, numbers in entries]
)
OPPOSITE = {UP: DOWN, DOWN: UP, MIXED: MIXED, OTHER: OTHER}


@given(plans)
def test_nothing_is_new_from_a_plan_to_itself(plan: list[Prescribed]) -> None:
    assert not compare(plan, plan)


@given(plans, plans)
def test_every_exercise_is_added_removed_or_compared(before: list[Prescribed], now: list[Prescribed]) -> None:
    difference = compare(before, now)
    assert len(now) - len(difference.added) == len(before) - len(difference.removed)
    assert {x.id for x in difference.added} & {x.id for x in difference.removed} == set()
    assert all(x.before.id == x.now.id and x.numbers for x in difference.changed)


@given(fields, fields)
def test_the_way_back_is_the_other_way(before: dict[str, Any], now: dict[str, Any]) -> None:
    there, back = compare([one(**before)], [one(**now)]).changed, compare([one(**now)], [one(**before)]).changed
    assert [OPPOSITE[x.direction] for x in there] == [x.direction for x in back]


ENGLISH = speech("en", "en-GB")
SAID = [
    ([], [one(reps=5, times_per_day=2)], ["new: New: “Squat”. Do it 5 times, twice a day."]),
    ([one(reps=5)], [], ["left out: Leave out “Squat” for now."]),
    ([one(reps=5)], [one(reps=8)], ["up: Do more of “Squat”: 8 times (before: 5 times)."]),
    ([one(hold="30 s")], [one(hold="10-20 s")], ["down: Do less of “Squat”: hold 10 to 20 seconds (before: 30 seconds)."]),
    (
        [one(reps=10, hold="5 s")],
        [one(reps=8, hold="10 s")],
        [
            "part up, part down: “Squat” changes. Some of it is more and some is less: "
            "8 times (less; before: 10 times) and hold 10 seconds (more; before: 5 seconds)."
        ],
    ),
    (
        [one(limb=Limb.LEG, reps=5, side="each")],
        [one(limb=Limb.LEG, reps=5, side="left")],
        ["changed: “Squat” changes: on your left leg (before: on each leg)."],
    ),
    ([one(sets=2, rest="60 s")], [one(sets=2, rest="30 s")], ["up: “Squat” changes: rest 30 seconds (before: 1 minute)."]),
    ([one(reps=5)], [one(reps=5, weeks=6)], ["changed: “Squat” changes: for 6 weeks (new)."]),
    ([one(reps=5, weeks=6)], [one(reps=5)], ["changed: “Squat” changes: no longer for 6 weeks."]),
    ([one(quality="Well.")], [one(quality="Better.")], None),
    ([one(reps=5)], [one(reps=5)], []),
]


@pytest.mark.parametrize(("before", "now", "expected"), SAID)
def test_how_it_is_said(before: list[Prescribed], now: list[Prescribed], expected: list[str] | None) -> None:
    found = [f"{x.way}: {x.text}" for x in news(compare(before, now), ENGLISH)]
    if expected is None:
        (text,) = found
        assert "a new rule for how well to do it" in text
    else:
        assert found == expected


def test_nothing_new_is_said_too() -> None:
    assert news_texts(compare([], []), ENGLISH) == ("Nothing in your plan has changed.",)


@given(fields, fields, st.sampled_from(["en", "cs"]))
def test_every_number_that_changes_is_said(before: dict[str, Any], now: dict[str, Any], language: str) -> None:
    words = speech(language)
    difference = compare([one(**before)], [one(**now)])
    text = " ".join(x.text for x in news(difference, words))
    for changed in difference.changed:
        for number in changed.numbers:
            for amount in (number.before, number.now):
                if isinstance(amount, Amount) and number.name in ("weeks", "sets"):
                    assert str(amount.high) in text


def test_a_plan_of_last_time_that_would_be_refused_now_can_be_compared(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.condition("knee")
    shelf.clinic()
    shelf.exercise("squat")
    # The dose says neither how often nor how much: no handout can be made of it.
    shelf.plan("conditions: [knee]\nclinic: ours\nexercises:\n  - {exercise: squat, dose: {hold: 5 s}}\n", name="old")
    assert shelf.problems("old")
    shelf.plan(
        "conditions: [knee]\nclinic: ours\ndose: {times_per_day: 1, days_per_week: 7}\nexercises:\n  - {exercise: squat, dose: {reps: 8, hold: 9 s}}\n"
    )
    handout = shelf.handout(before=[one(hold="5 s", times_per_day=1, days_per_week=7, reps=8)])
    assert handout.news == ("Do more of “Squat”: hold 9 seconds (before: 5 seconds).",)
    assert shelf.handout().news == ()
    assert shelf.handout(before=[]).news[0].startswith("New: “Squat”.")


def test_amounts_of_the_table_mean_what_they_say() -> None:
    assert NumberChange("reps", count("5-8"), count(9)).number is UP
    assert NumberChange("hold", duration("1 min"), duration("59 s")).number is DOWN
