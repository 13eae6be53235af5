"""Every packaged exercise says what it is found by, and what it names as easier, harder or instead fits what it says of itself."""

from __future__ import annotations

import pytest

from helpers.safety_samples import ROOT
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import Named, read_library
from rehabpress.model.exercise import LEVELS, Exercise
from rehabpress.support.problems import Place

FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
LIBRARY = read_library(FOLDERS, [Named("exercises", name, Place(name)) for name in ids(FOLDERS, "exercises")])


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_it_says_what_it_is_found_by(exercise: Exercise) -> None:
    assert exercise.regions
    assert exercise.purposes
    assert exercise.level
    assert any(LIBRARY.movements[name].position for name in exercise.movements)


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_what_it_names_is_for_the_same(exercise: Exercise) -> None:
    def rank(one: Exercise) -> int:
        assert one.level
        return LEVELS.index(one.level)

    for name in (*exercise.easier, *exercise.harder, *exercise.instead):
        other = LIBRARY.exercises[name]
        assert set(exercise.regions) & set(other.regions), name
        assert set(exercise.purposes) & set(other.purposes), name
    for name in exercise.easier:
        assert rank(LIBRARY.exercises[name]) <= rank(exercise)
    for name in exercise.harder:
        assert rank(LIBRARY.exercises[name]) >= rank(exercise)
