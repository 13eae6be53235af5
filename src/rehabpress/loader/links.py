"""Checks what exercises name as easier, harder and instead: two of them cannot both be the harder one."""

from __future__ import annotations

from collections.abc import Iterator

from rehabpress.model.library import Library
from rehabpress.support.problems import Problem


def link_problems(library: Library) -> Iterator[Problem]:
    """Every pair of exercises that contradict each other about which of them is harder."""
    for exercise in library.exercises.values():
        for key, opposite in (("easier", "harder"), ("harder", "easier")):
            for index, name in enumerate(getattr(exercise, key)):
                other = library.exercises.get(name)
                wrong = next((said for said in (key, "instead") if other and exercise.id in getattr(other, said)), None)
                if wrong:
                    what = f"{exercise.id} says that {name} is {key}, and {name} names {exercise.id} as {wrong}"
                    place = library.origins["exercises", exercise.id].at(key, index)
                    yield Problem(place, what, f"write {exercise.id} as {opposite} in {name}, or take it out here")
