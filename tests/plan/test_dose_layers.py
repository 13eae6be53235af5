"""What is missing from a dose, or cannot be meant, stops the handout; the message names the exercise and what to write."""

from pathlib import Path

import pytest

from helpers.plan_samples import Shelf, dose
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.chdir(tmp_path)
    shelf = Shelf(Path("content"))
    shelf.clinic()
    shelf.condition(
        "knee", "tips: [{id: rest-well, title: Rest, text: Rest well., movements: []}, {id: walk, title: Walk, text: Walk., movements: []}]"
    )
    shelf.exercise("bird-dog", "changes: side\ndose: {hold: 5-10 s}\nneeds: [hold]")
    shelf.exercise("breathing", "dose: {quality: Short and exact.}")
    shelf.exercise("squat", "dose: {reps: 8}")
    shelf.exercise("held", "changes: side\nneeds: [hold]")
    shelf.exercise("rests", "dose: {sets: 2, reps: 8, rest: 30 s}")
    shelf.exercise("plank", "needs: [duration, weeks, sets, rest]")
    return shelf


def plan(exercises: str, before: str = "clinic: ours\n") -> str:
    return f"conditions: [knee]\n{before}exercises:\n{exercises}"


COMPLETE = "dose: {times_per_day: 2, days_per_week: 7}\nclinic: ours\n"

GOLDEN = {
    "everything is missing": (
        plan("  - exercise: bird-dog\n"),
        """\
content/plans/first.yaml:7:15: the dose of bird-dog does not say reps, side, times_per_day, days_per_week
      - exercise: bird-dog
                  ^^^^^^^^
    write in its dose:
      reps: how many, as 8 or 8-10 (or duration: how long, as 2 min)
      side: each, left, right or alternate
      times_per_day: how many, as 2 or 2-3, or several
      days_per_week: 1 to 7, or as 3-4""",
    ),
    "a hold beside a tempo that does not stay still": (
        plan("  - exercise: bird-dog\n    dose: {reps: 3, side: each, tempo: 3-0-3}\n", COMPLETE).replace(
            "exercise: bird-dog", "exercise: held"
        ),
        """\
content/plans/first.yaml:8:15: the dose of held does not say hold
      - exercise: held
                  ^^^^
    write in its dose:
      hold: how long, as 5-10 s""",
    ),
    "what the exercise needs": (
        plan("  - exercise: plank\n", COMPLETE),
        """\
content/plans/first.yaml:8:15: the dose of plank does not say sets, duration, rest, weeks
      - exercise: plank
                  ^^^^^
    write in its dose:
      sets: how many, as 2 or 2-3
      duration: how long, as 2 min
      rest: how long between sets, as 30 s
      weeks: how many, as 4 or 4-6""",
    ),
    "how often a rule of quality": (
        plan("  - exercise: breathing\n"),
        """\
content/plans/first.yaml:7:15: the dose of breathing does not say times_per_day
      - exercise: breathing
                  ^^^^^^^^^
    write in its dose:
      times_per_day: how many, as 2 or 2-3, or several""",
    ),
    "a side of an exercise without sides": (
        plan("  - exercise: squat\n    dose: {side: left}\n", COMPLETE),
        """\
content/plans/first.yaml:9:18: squat gets a side, and it is not done on one side at a time
        dose: {side: left}
                     ^^^^
    leave side out; or write changes: leg, arm, hand or side in the exercise""",
    ),
    "a rest without sets": (
        plan("  - exercise: squat\n    dose: {rest: 30 s}\n", COMPLETE),
        """\
content/plans/first.yaml:9:18: squat gets a rest between sets, and it has no sets to rest between
        dose: {rest: 30 s}
                     ^^^^
    write sets: 2 or more, or leave rest out""",
    ),
    "twice the same": (
        plan("  - exercise: squat\n  - exercise: squat\n    dose: {reps: 3}\n", COMPLETE),
        """\
content/plans/first.yaml:9:15: squat is in the plan twice
      - exercise: squat
                  ^^^^^
    leave it in once, or give each its own side: left, right""",
    ),
    "twice for one side": (
        plan("  - exercise: bird-dog\n    dose: {reps: 3, side: left}\n" * 2, COMPLETE),
        """\
content/plans/first.yaml:10:15: bird-dog is in the plan twice for the same side (left)
      - exercise: bird-dog
                  ^^^^^^^^
    leave it in once, or give each its own side: left, right""",
    ),
    "longer than a day": (
        plan("  - exercise: squat\n    dose: {reps: 20, hold: 40 min}\n", COMPLETE),
        """\
content/plans/first.yaml:8:15: the dose of squat takes longer than the day has hours
      - exercise: squat
                  ^^^^^
    look at its sets, reps, hold, duration and times_per_day: is a time in min that should be in s?""",
    ),
    "a tip that no condition has": (
        plan("  - exercise: squat\n", COMPLETE + "tips: [walk, rest-wel, walk, sleep]\n"),
        """\
content/plans/first.yaml:7:14: "rest-wel" is not a tip of knee
    tips: [walk, rest-wel, walk, sleep]
                 ^^^^^^^^
    did you mean "rest-well"?
content/plans/first.yaml:7:24: "walk" is named twice
    tips: [walk, rest-wel, walk, sleep]
                           ^^^^
    name it once
content/plans/first.yaml:7:30: "sleep" is not a tip of knee
    tips: [walk, rest-wel, walk, sleep]
                                 ^^^^^
    known here: rest-well, walk""",
    ),
    "no clinic": (
        plan("  - exercise: squat\n", "dose: {times_per_day: 2, days_per_week: 7}\n"),
        """\
content/plans/first.yaml: no clinic is named: the page would have no letterhead and no number to call
    write clinic: and its id in the plan, or name it with --clinic (see: rehabpress list clinics)""",
    ),
    "all of them at once": (
        plan("  - exercise: squat\n  - exercise: breathing\n    dose: {side: each}\n", "tips: [sit]\n"),
        """\
content/plans/first.yaml: no clinic is named: the page would have no letterhead and no number to call
    write clinic: and its id in the plan, or name it with --clinic (see: rehabpress list clinics)
content/plans/first.yaml:5:8: "sit" is not a tip of knee
    tips: [sit]
           ^^^
    known here: rest-well, walk
content/plans/first.yaml:7:15: the dose of squat does not say times_per_day, days_per_week
      - exercise: squat
                  ^^^^^
    write in its dose:
      times_per_day: how many, as 2 or 2-3, or several
      days_per_week: 1 to 7, or as 3-4
content/plans/first.yaml:8:15: the dose of breathing does not say times_per_day
      - exercise: breathing
                  ^^^^^^^^^
    write in its dose:
      times_per_day: how many, as 2 or 2-3, or several
content/plans/first.yaml:9:18: breathing gets a side, and it is not done on one side at a time
        dose: {side: each}
                     ^^^^
    leave side out; or write changes: leg, arm, hand or side in the exercise""",
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_problems_of_a_plan(shelf: Shelf, name: str) -> None:
    text, expected = GOLDEN[name]
    shelf.plan(text)
    assert shelf.problems() == expected


COMPLETE_PLANS = {
    "the same exercise, a side each": plan(
        "  - exercise: bird-dog\n    dose: {reps: 3, side: left}\n  - exercise: bird-dog\n    dose: {reps: 6, side: right}\n", COMPLETE
    ),
    "a rule of quality has no days": plan("  - exercise: breathing\n    dose: {times_per_day: several}\n"),
    "a duration instead of repetitions": plan("  - exercise: squat\n    dose: {duration: 1 min}\n", COMPLETE),
    "just below a day": plan("  - exercise: squat\n    dose: {duration: 720 min}\n", COMPLETE),
    "a tempo that stays still is a hold": plan("  - exercise: bird-dog\n    dose: {reps: 3, side: each, tempo: 3-2-3}\n", COMPLETE),
    "one set instead of two with a rest": plan("  - exercise: rests\n    dose: {sets: 1}\n", COMPLETE),
    "sets with a rest": plan("  - exercise: squat\n    dose: {sets: 1-2, rest: 30 s}\n", COMPLETE),
}


@pytest.mark.parametrize("name", COMPLETE_PLANS)
def test_what_is_complete_is_not_refused(shelf: Shelf, name: str) -> None:
    shelf.plan(COMPLETE_PLANS[name])
    assert shelf.problems() == ""


def test_a_side_is_reported_where_it_was_written(shelf: Shelf) -> None:
    shelf.exercise("squat", "dose: {reps: 8, side: each}")
    shelf.plan(plan("  - exercise: squat\n", COMPLETE))
    assert shelf.problems().startswith("content/exercises/squat.yaml:10:23: squat gets a side")
    shelf.exercise("squat", "dose: {reps: 8}")


def test_a_clinic_whose_language_has_no_dates(shelf: Shelf) -> None:
    shelf.clinic(language="en-XX")
    shelf.plan(plan("  - exercise: squat\n", COMPLETE))
    assert shelf.problems().startswith('content/clinics/ours.yaml:5:11: "en-XX" is not a language and country that CLDR knows')


def typed(word: str, **fields: object) -> Override:
    return Override(dose(**fields), Origin({}, Place(f"--set {word}")))


def test_an_override_completes_a_dose(shelf: Shelf) -> None:
    shelf.plan(plan("  - exercise: squat\n"))
    assert shelf.problems(overrides={"squat": typed("squat.x=1", times_per_day=1, days_per_week=2)}) == ""


def test_an_override_of_an_exercise_that_the_plan_has_not(shelf: Shelf) -> None:
    shelf.plan(plan("  - exercise: squat\n", COMPLETE))
    assert shelf.problems(overrides={"squad": typed("squad.reps=8", reps=8)}) == (
        '--set squad.reps=8: "squad" is not an exercise of this plan\n    did you mean "squat"?'
    )


def test_an_override_is_checked_like_the_plan(shelf: Shelf) -> None:
    shelf.plan(plan("  - exercise: squat\n", COMPLETE))
    assert shelf.problems(overrides={"squat": typed("squat.side=left", side="left")}) == (
        "--set squat.side=left: squat gets a side, and it is not done on one side at a time\n"
        "    leave side out; or write changes: leg, arm, hand or side in the exercise"
    )
