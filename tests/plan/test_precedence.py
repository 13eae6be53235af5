"""Whose number wins, key by key: the library's, then the plan's for all exercises, then the entry's, then ``--set``; and what a plan cannot give to all."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.plan_samples import Shelf, dose
from rehabpress.model.dose import Dose
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place

KEYS: dict[str, tuple[str, str, str, str]] = {
    "sets": ("2", "3", "4", "5"),
    "reps": ("6", "7", "8", "9"),
    "hold": ("10 s", "11 s", "12 s", "13 s"),
    "duration": ("2 min", "3 min", "4 min", "5 min"),
    "load": ("1 kg", "2.5 kg", "red band", "body weight"),
    "effort": ("1", "2", "3-4", "10"),
    "tempo": ("1-0-1", "2-0-2", "3-0-3", "4-0-4"),
    "rest": ("30 s", "31 s", "32 s", "33 s"),
    "side": ("each", "left", "right", "alternate"),
    "times_per_day": ("1", "2", "3", "several"),
    "days_per_week": ("1", "2", "3", "4"),
    "weeks": ("2", "3", "4", "5"),
    "quality": ("A rule.", "B rule.", "C rule.", "D rule."),
}
"""For each key of a dose what the library, the plan, its entry and ``--set`` say."""

COUNTED = {
    "sets": "2",
    "reps": "6",
    "hold": "10 s",
    "rest": "30 s",
    "side": "each",
    "times_per_day": "1",
    "days_per_week": "1",
    "weeks": "2",
}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.chdir(tmp_path)
    made = Shelf(Path("content"))
    made.clinic()
    made.condition("knee")
    return made


def numbers(**fields: str) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def library(key: str) -> dict[str, str]:
    """All that an exercise may give which gives this key."""
    counted = {
        name: value for name, value in COUNTED.items() if key not in ("duration", "quality") or name not in ("reps", "sets", "rest", "hold")
    }
    return {**counted, key: KEYS[key][0]}


def test_every_key_of_a_dose_is_tried() -> None:
    assert KEYS.keys() == Dose.model_fields.keys()


@pytest.mark.parametrize("key", KEYS)
def test_who_wins(shelf: Shelf, key: str) -> None:
    _, of_plan, of_entry, of_order = KEYS[key]
    shelf.exercise("squat", f"changes: leg\ndose: {numbers(**library(key))}")
    order = {"squat": Override(dose(**{key: of_order}), Origin({}, Place("--set")))}

    def won(plan: bool, entry: bool, said: bool) -> object:
        for_all = f"dose: {numbers(**{key: of_plan})}\n" if plan else ""
        own = f", dose: {numbers(**{key: of_entry})}" if entry else ""
        shelf.plan(f"conditions: [knee]\nclinic: ours\n{for_all}exercises:\n  - {{exercise: squat{own}}}\n")
        (card,) = shelf.handout(overrides=order if said else {}).cards
        assert (key in card.of_library) is not (plan or entry or said)
        return getattr(card.dose, key)

    library_, plan_, entry_, order_ = (getattr(dose(**{key: value}), key) for value in KEYS[key])
    assert won(plan=False, entry=False, said=False) == library_
    assert won(plan=True, entry=False, said=False) == plan_
    assert won(plan=True, entry=True, said=False) == entry_
    assert won(plan=False, entry=True, said=False) == entry_
    assert won(plan=True, entry=True, said=True) == order_
    assert won(plan=False, entry=False, said=True) == order_


SENSELESS = {
    "hold": ("dose: {reps: 8}", "hold: 5 s", "squat is not held (content/exercises/squat.yaml:10:14)"),
    "a hold of one that goes on for a time": (
        "dose: {duration: 1 min}",
        "hold: 5 s",
        "squat is not held (content/exercises/squat.yaml:10:18)",
    ),
    "side": ("dose: {reps: 8}", "side: left", "squat is not done on one side at a time (content/exercises/squat.yaml:10:1)"),
    "reps": ("dose: {duration: 1 min}", "reps: 8", "squat is done for a time (content/exercises/squat.yaml:10:18)"),
    "reps where a time is needed": ("needs: [duration]", "reps: 8", "squat is done for a time (content/exercises/squat.yaml:10:1)"),
    "reps where a rule is given": ("dose: {quality: Well.}", "reps: 8", "squat is done for as long as its rule says"),
    "duration": ("dose: {reps: 8}", "duration: 1 min", "squat is counted (content/exercises/squat.yaml:10:14)"),
    "duration of one that is held": ("dose: {hold: 8 s}", "duration: 1 min", "squat is counted (content/exercises/squat.yaml:10:14)"),
    "sets": ("dose: {quality: Well.}", "sets: 2", "squat is done for as long as its rule says"),
    "rest": ("dose: {reps: 8}", "rest: 30 s", "squat has no sets to rest between (content/exercises/squat.yaml:10:14)"),
    "load": (
        "purposes: [stretch, mobility]\ndose: {reps: 8}",
        "load: 2 kg",
        "squat is for stretch, mobility and takes no load (content/exercises/squat.yaml:",
    ),
    "tempo": ("dose: {duration: 1 min}", "tempo: 3-0-3", "squat has no repetitions (content/exercises/squat.yaml:10:18)"),
    "quality": ("dose: {reps: 8}", "quality: Well.", "squat has a number for how much (content/exercises/squat.yaml:10:14)"),
    "no dose at all": ("rep_seconds: 4", "hold: 5 s", "squat is not held (content/exercises/squat.yaml:1:5)"),
}


@pytest.mark.parametrize("name", SENSELESS)
def test_a_number_for_all_that_makes_no_sense_for_one_stops_the_build(shelf: Shelf, name: str) -> None:
    exercise, for_all, why = SENSELESS[name]
    shelf.exercise("squat", exercise)
    shelf.plan(
        f"conditions: [knee]\nclinic: ours\ndose: {{times_per_day: 2, days_per_week: 7, {for_all}}}\nexercises:\n  - exercise: squat\n"
    )
    field = for_all.partition(":")[0]
    said = shelf.problems()
    assert f"content/plans/first.yaml:6:{46 + len(field)}: the plan gives {field} for all exercises, and {why}" in said
    assert f"take {field} out here, and write it in the dose of each exercise of the plan that it is for" in said


def test_what_stands_in_the_entry_is_not_refused(shelf: Shelf) -> None:
    shelf.exercise("squat", "changes: leg\ndose: {reps: 8, side: each}")
    entry = "dose: {hold: 5 s, duration: 1 min, side: left}"
    shelf.plan(
        f"conditions: [knee]\nclinic: ours\ndose: {{times_per_day: 2, days_per_week: 7}}\nexercises:\n  - {{exercise: squat, {entry}}}\n"
    )
    assert shelf.problems() == ""
    # The plan's number for all is not used where the entry has its own, so it need make no sense there.
    for_all = "dose: {times_per_day: 2, days_per_week: 7, hold: 9 s, side: right}"
    shelf.plan(f"conditions: [knee]\nclinic: ours\n{for_all}\nexercises:\n  - {{exercise: squat, {entry}}}\n")
    assert shelf.problems() == ""
    assert shelf.handout().cards[0].dose.hold == dose(hold="5 s").hold


def test_a_plan_that_gives_everything_to_all_prints_it(shelf: Shelf) -> None:
    """Of today's clamshell it printed "3 sets of 10 on each leg, 3 times a day"."""
    shelf.exercise("clamshell", "changes: leg\ndose: {sets: 3, reps: 10, side: each, times_per_day: 3}")
    for_all = "dose: {sets: 3, reps: 8, side: left, times_per_day: 2, days_per_week: 7}"
    shelf.plan(f"conditions: [knee]\nclinic: ours\n{for_all}\nexercises:\n  - exercise: clamshell\n")
    (card,) = shelf.handout().cards
    assert card.text.sentences == ("Do 3 sets of 8 on your left leg, twice a day, every day.",)
    assert card.of_library == ()


LATER = "    later:\n      - {from_week: 3, dose: {reps: 9}}\n      - {from_week: 5, dose: {sets: 3}}\n"


def test_later_doses_stand_between_the_entry_and_what_is_set(shelf: Shelf) -> None:
    shelf.exercise("squat", "dose: {reps: 8, times_per_day: 3}")
    shelf.plan(
        "conditions: [knee]\nclinic: ours\ndose: {reps: 5, times_per_day: 2, days_per_week: 7}\nexercises:\n  - exercise: squat\n" + LATER
    )
    set_ = {"squat": Override(dose(reps=4), Origin({}, Place("--set")))}
    assert [shelf.handout(week=week).cards[0].text.amount for week in (1, 3, 5)] == ["5 times", "9 times", "3 sets of 9"]
    assert [shelf.handout(week=week, overrides=set_).cards[0].text.amount for week in (1, 3, 5)] == ["4 times", "4 times", "3 sets of 4"]
    (card,) = shelf.handout(overrides=set_).cards
    assert [stage.line for stage in card.later] == ["From week 5: Do 3 sets of 4, twice a day, every day."]
