"""Checks exercises for words such as left, right or other side: the dose says the side, and the program prints it.

In: all exercises with their places, the words of each language, the figures. Out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rehabpress.loader.validation_errors import path_words
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.words import Words
from rehabpress.model.library import Library
from rehabpress.support.problems import Origin, Problem

if TYPE_CHECKING:
    from rehabpress.model.figure import Figure


def side_problems(library: Library, words: Iterable[Words], figures: Mapping[str, Figure]) -> Iterator[Problem]:
    """Every phrase of an exercise that changes sides or names one, and every figure that cannot show the side of a dose."""
    sides = [one.sides for one in words if one.sides]
    changing = [_pattern(phrase, one.limbs) for one in sides for phrase in one.changing]
    naming = [_pattern(phrase, one.limbs) for one in sides for phrase in one.naming]
    for exercise in library.exercises.values():
        origin = library.origins["exercises", exercise.id]
        yield from _changing(exercise, origin, changing)
        if exercise.changes:
            yield from _naming(exercise, origin, naming)
            figure = figures.get(exercise.id)
            if figure and not figure.side:
                what = f"{exercise.id} is done on one side at a time, and its figure does not say which side it shows"
                yield Problem(origin.at("changes"), what, f"write side: left or right in content/figures/{exercise.id}.yaml")


def _changing(exercise: Exercise, origin: Origin, patterns: Sequence[re.Pattern[str]]) -> Iterator[Problem]:
    hint = (
        "take it out of the step: the program prints when to change sides, if the dose is for each or for alternate sides"
        if exercise.changes
        else "take it out of the step and write changes: leg, arm, hand or side, and side: each or alternate in the dose"
    )
    for n, step in enumerate(exercise.steps):
        if found := _first(step, patterns):
            yield Problem(
                origin.at("steps", n), f'{path_words(("steps", n), {"steps": exercise.steps})}: "{found}" is for the dose to say', hint
            )


def _naming(exercise: Exercise, origin: Origin, patterns: Sequence[re.Pattern[str]]) -> Iterator[Problem]:
    texts = [
        (("start",), exercise.start),
        *((("steps", n), step) for n, step in enumerate(exercise.steps)),
        (("picture",), exercise.picture),
    ]
    for path, text in texts:
        if found := _first(text, patterns):
            what = f'{path_words(path, {"steps": exercise.steps})}: "{found}" is not right for a dose on the other side'
            yield Problem(
                origin.at(*path),
                what,
                "write it for either side (one leg, the top leg): the dose says which, on the card and of the picture",
            )


def _first(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The words of a text that the first pattern finds; empty when none does."""
    return next((found[0] for pattern in patterns if (found := pattern.search(text))), "")


def _pattern(phrase: str, limbs: Sequence[str]) -> re.Pattern[str]:
    any_limb = "|".join(map(re.escape, limbs))
    words = r"[\s,]+".join(f"(?:{any_limb})" if word == "*" else re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
