"""Finds words of an exercise that its movements contradict: "kneel" where no movement says so, so that no flag would hold it."""

from __future__ import annotations

from collections.abc import Iterator

from rehabpress.advice.pictures import named
from rehabpress.advice.text import sentences
from rehabpress.advice.value import Advice
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.words import Words
from rehabpress.support.problems import Origin


def movements(exercise: Exercise, origin: Origin, known: Words) -> Iterator[Advice]:
    """Each movement that start or steps tell of and that the file does not name."""
    said = [(origin.at("start"), exercise.start), *((origin.at("steps", n), step) for n, step in enumerate(exercise.steps))]
    for place, text in said:
        for sentence in sentences(text, known.abbreviations):
            for entry in known.movements:
                if (word := named(entry, sentence)) and not set(entry.movements) & set(exercise.movements):
                    wanted = " or ".join(entry.movements)
                    what = f"“{word}” is said, and movements name no {wanted}: a flag that forbids it would let this exercise through"
                    yield Advice(place, "not-tagged", what, f"add {wanted} to movements, or say it otherwise", word, wanted, strong=True)
