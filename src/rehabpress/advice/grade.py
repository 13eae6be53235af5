"""Reading grade of each passage, by a published formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rehabpress.advice.english import flesch_kincaid
from rehabpress.advice.printed import Passage
from rehabpress.advice.text import sentences, words
from rehabpress.advice.value import Advice
from rehabpress.model.languages.words import Words

HARD = 6.0
"""Above this grade a passage gets advice."""
TOO_HARD = 8.0
"""Above this one, strong advice."""
FEWEST_WORDS = 30
"""The formula was made for passages of a hundred words. Below these, one syllable moves the grade by half a year or more, so a passage
as short as that counts only as a part of the whole."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of a passage of so many words. ``value`` is None where it cannot be told: too few words."""

    passage: Passage
    words: int
    value: float | None


def grades(passages: Iterable[Passage], known: Words) -> tuple[Grade, ...]:
    """The grade of each passage; nothing for a language that has no valid formula."""
    if known.formula is None:
        return ()
    return tuple(_grade(passage, known) for passage in passages)


def _grade(passage: Passage, known: Words) -> Grade:
    found = [words(sentence) for said in passage.said for sentence in sentences(said.text, known.abbreviations)]
    count = sum(map(len, found))
    enough = count >= FEWEST_WORDS or (passage.whole and count > 0)
    return Grade(passage, count, flesch_kincaid(found, known.syllables) if enough else None)


def advice(found: Iterable[Grade]) -> Iterator[Advice]:
    """What is too hard to read."""
    for grade in found:
        if grade.value is None or grade.value <= HARD or (grade.passage.whole and grade.words < FEWEST_WORDS):
            continue
        limit = TOO_HARD if grade.value > TOO_HARD else HARD
        yield Advice(
            grade.passage.place,
            "reading-grade",
            f"{grade.passage.name}: reading grade {grade.value:.1f} in {grade.words} words; {limit:g} or below is right",
            "make two sentences of a long one, and take short words for long ones",
            f"{grade.value:.1f}",
            f"{limit:g}",
            strong=grade.value > TOO_HARD,
        )
