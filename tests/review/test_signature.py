"""What a signature is a signature of: everything that the file says, and nothing of how it is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.plan_samples import Shelf
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Named, read_library
from rehabpress.model.exercise import Exercise
from rehabpress.model.signature import REVIEW_FIELDS, Signature, content_hash, signature
from rehabpress.support.problems import Place

DAY = dt.date(2026, 11, 20)

WHOLE = Exercise.model_validate(
    {
        "id": "squat",
        "name": "Squat",
        "goal": "It helps.",
        "start": "Stand.",
        "steps": ("Do it.",),
        "picture": "A person.",
        "movements": ("standing",),
        "sources": ("book",),
    }
)


def exercise(folder: Path, text: str) -> Exercise:
    shelf = Shelf(folder)
    shelf.exercise("squat")
    path = folder / "exercises" / "squat.yaml"
    path.write_text(text)
    return read_library(Folders((folder,), ()), [Named("exercises", "squat", Place("test"))]).exercises["squat"]


@pytest.fixture
def plain(tmp_path: Path) -> str:
    Shelf(tmp_path).exercise("squat", "feel: [A stretch.]\nchanges: leg\ndose: {hold: 5-10 s, side: each}\nneeds: [hold]\n")
    return (tmp_path / "exercises" / "squat.yaml").read_text()


SAME: dict[str, Callable[[str], str]] = {
    "a comment": lambda t: "# seen\n" + t,
    "quotes": lambda t: t.replace("goal: It helps.", 'goal: "It helps."'),
    "a folded text": lambda t: t.replace("goal: It helps.", "goal: >-\n  It\n  helps."),
    "another order of keys": lambda t: "\n".join(sorted(t.replace("steps:\n  - Do it.", "steps: [Do it.]").splitlines())),
    "block instead of flow": lambda t: t.replace("feel: [A stretch.]", "feel:\n  - A stretch."),
    "a default written out": lambda t: t + "rep_seconds: 4\nmistakes: []\n",
    "the same number written otherwise": lambda t: t.replace("5-10 s", "5-10s"),
    "a day of review": lambda t: t + "review_due: 2027-01-01\n",
    "somebody's name": lambda t: t + "reviewed_by: Sam\nreviewed_on: 2026-01-01\n",
}

OTHER: dict[str, Callable[[str], str]] = {
    "a word": lambda t: t.replace("It helps.", "It may help."),
    "a small letter": lambda t: t.replace("It helps.", "it helps."),
    "a step more": lambda t: t.replace("  - Do it.", "  - Do it.\n  - Do it again."),
    "a number": lambda t: t.replace("5-10 s", "5-11 s"),
    "about": lambda t: t.replace("5-10 s", "about 5-10 s"),
    "another side": lambda t: t.replace("side: each", "side: alternate"),
    "a number taken away": lambda t: t.replace("needs: [hold]\n", ""),
    "the time of a repetition": lambda t: t + "rep_seconds: 5\n",
    "what the picture shows": lambda t: t.replace("picture: A person.", "picture: A person stands."),
    "text moved to another key": lambda t: t.replace("feel: [A stretch.]", "mistakes: [A stretch.]"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_a_signature_outlives_what_does_not_change_the_page(tmp_path: Path, plain: str, change: Callable[[str], str]) -> None:
    assert change(plain) != plain
    assert content_hash(exercise(tmp_path, change(plain))) == content_hash(exercise(tmp_path, plain))


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_a_signature_does_not_outlive_a_change_of_what_is_said(tmp_path: Path, plain: str, change: Callable[[str], str]) -> None:
    assert change(plain) != plain
    assert content_hash(exercise(tmp_path, change(plain))) != content_hash(exercise(tmp_path, plain))


def test_every_field_besides_the_signature_is_signed(tmp_path: Path, plain: str) -> None:
    one = exercise(tmp_path, plain)
    for name in set(Exercise.model_fields) - set(REVIEW_FIELDS):
        assert content_hash(one.model_copy(update={name: "something else"})) != content_hash(one), name
    for name in REVIEW_FIELDS:
        assert content_hash(one.model_copy(update={name: "something else"})) == content_hash(one), name


STATES = [
    ({}, Signature.MISSING),
    ({"reviewed_on": DAY, "review_due": dt.date(2020, 1, 1)}, Signature.MISSING),
    ({"reviewed_by": "Sam"}, Signature.UNSEALED),
    ({"reviewed_by": "Sam", "review_due": DAY}, Signature.UNSEALED),
    ({"reviewed_by": "Sam", "review_due": dt.date(2026, 11, 19)}, Signature.DUE),
    ({"reviewed_by": "Sam", "reviewed_hash": "sha256-0000000000000000"}, Signature.STALE),
    ({"reviewed_by": "Sam", "reviewed_hash": "sha256-0000000000000000", "review_due": dt.date(2020, 1, 1)}, Signature.STALE),
    ({"reviewed_by": "Sam", "reviewed_hash": "right", "review_due": dt.date(2026, 11, 19)}, Signature.DUE),
    ({"reviewed_by": "Sam", "reviewed_hash": "right", "review_due": DAY}, Signature.VALID),
    ({"reviewed_by": "Sam", "reviewed_hash": "right"}, Signature.VALID),
]


@pytest.mark.parametrize(("fields", "expected"), STATES)
def test_how_it_stands_with_a_signature(tmp_path: Path, plain: str, fields: dict[str, object], expected: Signature) -> None:
    one = exercise(tmp_path, plain)
    if fields.get("reviewed_hash") == "right":
        fields = {**fields, "reviewed_hash": content_hash(one)}
    assert signature(one.model_copy(update=fields), DAY) is expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_texts_have_two_hashes(one: str, other: str) -> None:
    def made(goal: str) -> str:
        return content_hash(WHOLE.model_copy(update={"goal": goal}))

    assert (made(one) == made(other)) == (one == other)


def test_the_small_print_says_what_was_changed_after_it_was_signed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.clinic()
    shelf.condition("knee")
    shelf.exercise("squat", "dose: {reps: 8}\nreviewed_by: Sam\nreviewed_on: 2026-05-03\nreviewed_hash: sha256-0000000000000000\n")
    shelf.plan("conditions: [knee]\nclinic: ours\ndose: {times_per_day: 1, days_per_week: 7}\nexercises:\n  - exercise: squat\n")
    assert [line.text for line in shelf.handout().review] == [
        "Not yet reviewed by a clinician of this clinic: 1 condition and the safety text.",
        "Changed since Sam reviewed it on 3 May 2026, and not yet reviewed again: 1 exercise.",
    ]
