"""The numbers of each exercise beside the sentence of its source: ``doses.csv`` is for a person to read, and the library is held to it.

Its columns: the exercise; its numbers, as ``rehabpress list exercises`` prints them; the source and its sentence, quoted short; when it was read,
or that it was not read again since the exercise was written (``not read again``); and which numbers that sentence does not say: those are the
editor's, or another page's. Of the two articles from which the library began the row has the fact and not the words (``As a fact``), and the day on
which it was noted.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.safety_samples import ROOT
from rehabpress.cli.listing import dose_words
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import Named, read_library
from rehabpress.model.amount import Amount
from rehabpress.model.exercise import Exercise
from rehabpress.support.problems import Place

FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
LIBRARY = read_library(FOLDERS, [Named("exercises", name, Place(name)) for name in ids(FOLDERS, "exercises")])
NOT_READ = ("not read again", "no number")
WORDS = {
    "one": 1,
    "once": 1,
    "two": 2,
    "twice": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "thirty": 30,
}
WHOLE_WEEK = ("daily", "at least twice a week", "7 days/week")
"""Words that leave every day free."""


@dataclass(frozen=True, slots=True)
class StatedDose:
    """A row of the table."""

    exercise: str
    numbers: str
    source: str
    sentence: str
    read: str
    not_in_it: tuple[str, ...]


def rows() -> list[StatedDose]:
    with Path(__file__).with_name("doses.csv").open(encoding="utf-8", newline="") as file:
        _, *found = csv.reader(file)
    return [
        StatedDose(exercise, numbers, source, sentence, read, tuple(rest.split()))
        for exercise, numbers, source, sentence, read, rest in found
    ]


ROWS = rows()
READ = [row for row in ROWS if row.read not in NOT_READ]


def said(sentence: str) -> set[int]:
    """The numbers of a sentence, in digits or words; of minutes also the seconds."""
    found = {
        int(word) if word.isdigit() else WORDS[word]
        for word in re.findall(r"[a-z]+|\d+", sentence.lower())
        if word.isdigit() or word in WORDS
    }
    if "minute" in sentence:
        found |= {60 * number for number in found}
    return found | ({7} if any(words in sentence.lower() for words in WHOLE_WEEK) else set())


def missing(exercise: Exercise, row: StatedDose) -> Iterator[str]:
    """The numbers of an exercise that a sentence does not say though it should."""
    for key, value in exercise.dose.given().items():
        if isinstance(value, Amount) and key not in row.not_in_it and not {value.low, value.high} <= said(row.sentence):
            yield f"{key} {value.low}-{value.high}"


def test_every_exercise_is_in_the_table() -> None:
    assert {row.exercise for row in ROWS} == LIBRARY.exercises.keys()
    assert sorted(ROWS, key=lambda row: row.exercise) == ROWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.exercise)
def test_the_library_gives_the_numbers_of_the_table(row: StatedDose) -> None:
    exercise = LIBRARY.exercises[row.exercise]
    assert row.numbers == dose_words(exercise.dose)
    assert (row.read == "no number") == (not any(isinstance(value, Amount) for value in exercise.dose.given().values()))
    if row.read != "no number":
        assert row.source in exercise.sources


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row.exercise} {row.source}")
def test_the_sentence_of_the_source_says_the_numbers(row: StatedDose) -> None:
    assert dt.date.fromisoformat(row.read)
    assert row.not_in_it == tuple(key for key in row.not_in_it if key in LIBRARY.exercises[row.exercise].dose.given())
    assert [*missing(LIBRARY.exercises[row.exercise], row)] == []


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Do 3 sets of 10.", {3, 10}),
        ("Hold for one minute, twice.", {1, 2, 60, 120}),
        ("At least twice a week.", {2, 7}),
        ("Now and then.", set()),
    ],
)
def test_numbers_are_read_from_a_sentence(sentence: str, numbers: set[int]) -> None:
    assert said(sentence) == numbers


def test_another_number_is_noticed() -> None:
    row = next(row for row in READ if row.exercise == "quad-set")
    exercise = LIBRARY.exercises["quad-set"]
    other = exercise.model_copy(update={"dose": exercise.dose.model_copy(update={"hold": Amount(6, 6)})})
    assert [*missing(other, row)] == ["hold 6-6"]


def test_all_numbers_but_one_were_read_beside_their_sentence() -> None:
    assert [row.exercise for row in ROWS if row.read == "not read again"] == ["dead-bug"]
