"""How many exercises, how many minutes; pictures; signatures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers.plan_samples import DATE, Shelf
from rehabpress.advice.burden import minutes_a_day, too_long, too_many
from rehabpress.advice.pictures import pictures
from rehabpress.advice.signed import signed
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Named, read_plan
from rehabpress.model.amount import Amount
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.words import PictureWords, Words
from rehabpress.model.plan import Plan, PlannedExercise
from rehabpress.model.signature import content_hash
from rehabpress.pipeline.figures import Seen, seen
from rehabpress.support.problems import Origin, Place

ORIGIN = Origin(
    {("exercises",): Place("plan.yaml", 4), ("picture",): Place("x.yaml", 7), ("review_due",): Place("x.yaml", 9)}, Place("x.yaml")
)


def plan(count: int, why: str | None = None) -> Plan:
    entries = tuple(PlannedExercise(exercise=f"e{n}") for n in range(count))
    return Plan(id="mine", conditions=("knee",), exercises=entries, why_so_many=why)


MANY = [
    (5, None, []),
    (6, None, [("5", False)]),
    (8, None, [("5", False)]),
    (9, None, [("8", True)]),
    (6, "She asked for it.", []),
    (9, "She asked for it.", []),
]


@pytest.mark.parametrize(("count", "why", "expected"), MANY)
def test_more_than_five_get_advice_and_more_than_eight_need_a_reason(count: int, why: str | None, expected: list[tuple[str, bool]]) -> None:
    found = [*too_many(plan(count, why), ORIGIN)]
    assert [(one.limit, one.strong) for one in found] == expected
    assert all(one.place == Place("plan.yaml", 4) and one.measure == str(count) for one in found)


def test_left_and_right_of_one_exercise_are_one() -> None:
    entries = tuple(PlannedExercise(exercise=name) for name in ("a", "a", "b", "b", "c", "c"))
    assert [*too_many(Plan(id="mine", conditions=("knee",), exercises=entries), ORIGIN)] == []


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.condition("knee")
    shelf.clinic()
    # 10 repetitions of 6 seconds: a minute.
    shelf.exercise("squat", "rep_seconds: 6\n")
    shelf.exercise("plank")
    return shelf


HEAD = "conditions: [knee]\nclinic: ours\n"
MINUTES = [
    ("- {exercise: squat, dose: {reps: 10, times_per_day: 1, days_per_week: 7}}", (1, 1)),
    ("- {exercise: squat, dose: {reps: 10, times_per_day: 2-3, days_per_week: 1}}", (2, 3)),
    ("- {exercise: squat, dose: {reps: 10-20, times_per_day: 2, days_per_week: 7}}", (2, 4)),
    ("- {exercise: squat, dose: {reps: 10, times_per_day: several, days_per_week: 7}}", (1, 1)),
    ("- {exercise: squat, dose: {duration: 61 s, times_per_day: 1, days_per_week: 7}}", (2, 2)),
    ("- {exercise: squat, dose: {quality: Well., times_per_day: 3}}", (0, 0)),
    (
        "- {exercise: squat, dose: {reps: 10, times_per_day: 1, days_per_week: 7}}\n"
        "  - {exercise: plank, dose: {duration: 3 min, times_per_day: 2, days_per_week: 7}}",
        (7, 7),
    ),
]


@pytest.mark.parametrize(("entries", "expected"), MINUTES)
def test_minutes_of_a_day(shelf: Shelf, entries: str, expected: tuple[int, int]) -> None:
    shelf.plan(f"{HEAD}exercises:\n  {entries}\n")
    _, library = read_plan(Folders((shelf.folder,), ()), Named("plans", "first", Place("test")))
    assert minutes_a_day(shelf.handout(), library.exercises) == Amount(*expected)


@pytest.mark.parametrize(("limit", "advised"), [(None, False), (7, False), (6, True), (5, True)])
def test_the_limit_is_the_clinics_and_counts_the_longest_day(shelf: Shelf, limit: int | None, advised: bool) -> None:
    shelf.plan(f"{HEAD}exercises:\n  - {{exercise: squat, dose: {{reps: 50-70, times_per_day: 1, days_per_week: 7}}}}\n")
    if limit:
        path = shelf.folder / "clinics" / "ours.yaml"
        path.write_text(path.read_text() + f"minutes_a_day: {limit}\n")
    _, library = read_plan(Folders((shelf.folder,), ()), Named("plans", "first", Place("test")))
    found = [*too_long(shelf.handout(), library.exercises, ORIGIN)]
    assert [(one.measure, one.limit) for one in found] == ([("5 to 7", str(limit))] if advised else [])


EXERCISE = Exercise.model_validate(
    {
        "id": "squat",
        "name": "Squat",
        "goal": "It helps.",
        "start": "Stand.",
        "steps": ("Do it.",),
        "picture": "Start: a person stands. End: the knees are bent.",
        "movements": ("standing",),
        "sources": ("book",),
    }
)

PICTURES = [
    (EXERCISE.picture, ["squat"], []),
    (EXERCISE.picture, [], ["no-picture"]),
    (EXERCISE.picture, ["other"], ["no-picture"]),
    ("Squat", ["squat"], ["alt-text"]),
    ("A person bends both knees.", ["squat"], ["alt-text"]),
    ("A person bends both knees slowly.", ["squat"], []),
    ("word " * 60, ["squat"], []),
    ("word " * 61, [], ["alt-text", "no-picture"]),
]


@pytest.mark.parametrize(("text", "drawn", "expected"), PICTURES)
def test_a_picture_and_its_words(text: str, drawn: list[str], expected: list[str]) -> None:
    found = [*pictures(EXERCISE.model_copy(update={"picture": text}), ORIGIN, dict.fromkeys(drawn), Words(language="en"))]
    assert sorted(one.id for one in found) == expected
    assert all(one.place == Place("x.yaml", 7) for one in found)


SHOWN = Words(
    language="en",
    pictures=PictureWords.model_validate(
        {
            "optional": ("if",),
            "shown": (
                {"words": ("chair",), "things": ("chair",)},
                {"words": ("ball",), "not_in": ("ball of",), "things": ("ball",)},
                {"words": ("hands on your hips",), "touches": ("hand on hip",)},
            ),
        }
    ),
)
NOT_DRAWN = [
    ({"start": "Hold a chair."}, [], [], ["not-drawn"]),
    ({"start": "Hold a chair."}, ["chair"], [], []),
    ({"start": "Hold a chair if you sway."}, [], [], []),
    ({"steps": ("Rise on the ball of your foot.",)}, [], [], []),
    ({"steps": ("Squeeze the ball.",)}, [], [], ["not-drawn"]),
    ({"start": "Put your hands on your hips."}, [], ["hand on thigh"], ["not-drawn"]),
    ({"start": "Put your hands on your hips."}, [], ["hand on hip"], []),
    ({"start": "Stand."}, ["chair", "mat"], [], ["not-told"]),
    ({"equipment": ("a chair",)}, ["chair", "mat"], [], []),
]


@pytest.mark.parametrize(("said", "things", "touches", "expected"), NOT_DRAWN)
def test_words_are_held_against_what_the_picture_shows(
    said: dict[str, object], things: list[str], touches: list[str], expected: list[str]
) -> None:
    shown = Seen(frozenset(things), frozenset(touches))
    found = [*pictures(EXERCISE.model_copy(update=said), ORIGIN, {"squat": shown}, SHOWN)]
    assert [one.id for one in found] == expected
    assert [one.strong for one in found] == [one == "not-drawn" for one in expected]


@pytest.mark.parametrize(
    ("name", "thing", "touch"),
    [
        ("core-breathing", "pillow", "hand on belly"), ("knee-to-chest", "mat", "hand on below-knee"), ("heel-raise", "worktop", "hand on worktop"),
        ("hip-abduction-band", "band", "thigh on band"), ("hip-flexor-stretch", "pad", "knee on pad"), ("sit-to-stand", "chair", "buttock on chair"),
        ("step-up", "step", "foot on step"), ("clamshell", "mat", "ankle on ankle"), ("pelvis-lift", "straps", "heel on straps"),
    ],
)  # fmt: skip
def test_what_a_figure_shows_is_read_from_its_poses(name: str, thing: str, touch: str) -> None:
    root = Path(__file__).resolve().parents[2]
    shown = seen(Folders((root / "content",), (root / "layouts",)), name)
    assert thing in shown.things
    assert touch in shown.touches


RIGHT = content_hash(EXERCISE)
PAST, FUTURE = dt.date(2026, 11, 19), dt.date(2027, 11, 20)
SIGNED = [
    ({}, ["unsigned"], "no clinician of this clinic has signed it"),
    ({"review_due": FUTURE}, ["unsigned"], "no clinician of this clinic has signed it"),
    ({"review_due": PAST}, ["unsigned"], "no clinician of this clinic has signed it; it was to be read again by 2026-11-19"),
    ({"reviewed_by": "Sam"}, ["unsealed"], "signed by hand, so that a later change would go unnoticed"),
    ({"reviewed_by": "Sam", "reviewed_hash": RIGHT}, [], ""),
    ({"reviewed_by": "Sam", "reviewed_hash": RIGHT, "review_due": DATE}, [], ""),
    ({"reviewed_by": "Sam", "reviewed_hash": RIGHT, "review_due": PAST}, ["overdue"], "it was to be read again by 2026-11-19"),
    (
        {"reviewed_by": "Sam", "reviewed_hash": "sha256-0000000000000000"},
        ["stale"],
        "changed since Sam signed it, so it counts as unsigned",
    ),
]


@pytest.mark.parametrize(("fields", "expected", "what"), SIGNED)
def test_a_signature_that_is_missing_stale_or_due(fields: dict[str, object], expected: list[str], what: str) -> None:
    found = [*signed(EXERCISE.model_copy(update=fields), "squat", ORIGIN, DATE)]
    assert [one.id for one in found] == expected
    assert [one.what for one in found] == [what] * len(found)
    assert all("rehabpress review squat --by NAME" in one.hint for one in found)
