"""Finds exercises that are one and the same under two names: drawn alike, or told in nearly the same words.

In: all exercises and figures. Out: pairs of ids. Those that name each other as easier, harder or instead are meant to be two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from rehabpress.figure.kinematics.likeness import Motion, alike, motion
from rehabpress.figure.scene import scene
from rehabpress.model.body import Body
from rehabpress.model.exercise import Exercise
from rehabpress.model.figure import Figure
from rehabpress.support.text_search import words_of

SAME_WORDS = 0.7
"""The part of the words of two that both have, from which they tell the same."""


def doubled(exercises: Mapping[str, Exercise], figures: Mapping[str, Figure], body: Body) -> Iterator[tuple[str, str]]:
    """Each pair, in the order of the alphabet. Only what is for the same part of the body can be the same."""
    moves = {name: motion(scene(figure, body).stances) for name, figure in figures.items() if name in exercises}
    words = {name: frozenset(word for text in (one.start, *one.steps) for word in words_of(text)) for name, one in exercises.items()}
    for one, other in combinations(sorted(exercises), 2):
        first, second = exercises[one], exercises[other]
        linked = other in _named(first) or one in _named(second)
        if set(first.regions) & set(second.regions) and not linked:
            both = len(words[one] & words[other]) / len(words[one] | words[other])
            if both >= SAME_WORDS or _drawn_alike(moves, one, other):
                yield one, other


def _drawn_alike(moves: Mapping[str, Motion], one: str, other: str) -> bool:
    return one in moves and other in moves and alike(moves[one], moves[other])


def _named(exercise: Exercise) -> tuple[str, ...]:
    return (*exercise.easier, *exercise.harder, *exercise.instead)
