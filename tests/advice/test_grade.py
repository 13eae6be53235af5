"""Which passages get a grade, and which grades get advice."""

from __future__ import annotations

import pytest

from helpers.advice_samples import ENGLISH, KLINGON, said
from rehabpress.advice.grade import Grade, advice, grades
from rehabpress.advice.printed import Passage
from rehabpress.support.problems import Place

PLACE = Place("made-up.yaml", 3)


def passage(*texts: str, whole: bool = False) -> Passage:
    return Passage("goal", PLACE, tuple(said(text) for text in texts), whole)


def graded(value: float | None, words: int = 100, whole: bool = False) -> Grade:
    return Grade(passage("x", whole=whole), words, value)


ADVICE = [(-2.0, []), (6.0, []), (6.01, [False]), (8.0, [False]), (8.01, [True]), (20.0, [True]), (None, [])]


@pytest.mark.parametrize(("value", "strong"), ADVICE)
def test_above_six_there_is_advice_and_above_eight_it_is_strong(value: float | None, strong: list[bool]) -> None:
    assert [one.strong for one in advice([graded(value)])] == strong


def test_advice_says_the_measure_and_the_limit() -> None:
    (one,) = advice([graded(7.26)])
    assert one.place == PLACE
    assert (one.id, one.measure, one.limit) == ("reading-grade", "7.3", "6")
    assert one.what == "goal: reading grade 7.3 in 100 words; 6 or below is right"


def test_a_short_passage_counts_only_as_part_of_the_whole() -> None:
    short = "Diaphragmatic respiration rehabilitates musculature. " * 7  # 28 words
    assert [one.value for one in grades([passage(short)], ENGLISH)] == [None]
    (whole,) = grades([passage(short, whole=True)], ENGLISH)
    assert whole.value is not None
    assert whole.value > 8
    assert [*advice([whole])] == []
    (longer,) = grades([passage(short, "Diaphragmatic respiration rehabilitates.")], ENGLISH)
    assert [one.strong for one in advice([longer])] == [True]


def test_items_of_a_list_are_read_as_sentences() -> None:
    items = ["a mat and a chair", "a towel", "a band for your legs"] * 5
    (apart,) = grades([passage(*items)], ENGLISH)
    (together,) = grades([passage(" ".join(items))], ENGLISH)
    assert apart.value is not None
    assert together.value is not None
    assert apart.value < together.value - 10


def test_a_passage_without_words_has_no_grade() -> None:
    assert [one.value for one in grades([passage("–", "...", whole=True)], ENGLISH)] == [None]


def test_a_language_without_a_valid_formula_has_no_grades() -> None:
    assert grades([passage("a b c " * 40)], KLINGON) == ()
