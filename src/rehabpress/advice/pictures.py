"""Finds exercises without a picture, and pictures without a text alternative."""

from __future__ import annotations

from collections.abc import Container, Iterator

from rehabpress.advice.text import words
from rehabpress.advice.value import Advice
from rehabpress.model.exercise import Exercise
from rehabpress.support.problems import Origin

FEWEST_WORDS = 6
"""A picture of an exercise cannot be told in fewer."""
MOST_WORDS = 60
"""A screen reader reads it in one go."""


def pictures(exercise: Exercise, origin: Origin, drawn: Container[str]) -> Iterator[Advice]:
    """What is wrong with the picture of an exercise. ``drawn`` are the ids that have one."""
    if exercise.id not in drawn:
        what = f"{exercise.id} has no picture; a simple picture beside the words helps most those who read poorly"
        hint = f"draw figures/{exercise.id}.yaml, or put {exercise.id}.svg, .png or .jpg into pictures/"
        yield Advice(origin.at("picture"), "no-picture", what, hint, "0", "1 picture")
    count = len(words(exercise.picture))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        what = f"the description of the picture has {count} word{'s' * (count != 1)}"
        hint = "say in a sentence or two what the picture shows: the position, then the movement"
        yield Advice(origin.at("picture"), "alt-text", what, hint, str(count), f"{FEWEST_WORDS} to {MOST_WORDS} words")
