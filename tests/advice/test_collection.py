"""What only a look at all content shows: exercises that are there twice, that nothing leads to; and words that movements contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from helpers.advice_samples import ENGLISH, FOLDERS, KLINGON
from rehabpress.advice.collection import advise_on_collection
from rehabpress.advice.movements import movements
from rehabpress.advice.value import Advice
from rehabpress.loader.load_all import Everything, read_everything
from rehabpress.model.exercise import Exercise
from rehabpress.pipeline.order import SOMEBODY
from rehabpress.support.problems import Origin, Place

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def everything() -> Everything:
    return read_everything(FOLDERS)


def advised(everything: Everything, *more: Exercise, figures: dict[str, object] | None = None) -> Iterator[Advice]:
    """Advice on the library with these exercises in it, each of which lies where the bridge does. ``figures`` are poses by id."""
    library = everything.library
    drawn = {name: everything.figures["bridge"].model_validate({**BRIDGE, "id": name, **pose}) for name, pose in (figures or {}).items()}  # type: ignore[dict-item]
    exercises = {**library.exercises, **{one.id: one for one in more}}
    origins = {**library.origins, **{("exercises", one.id): Origin({}, Place(f"{one.id}.yaml")) for one in more}}
    whole = replace(library, exercises=exercises, origins=origins)
    return advise_on_collection(whole, {**everything.figures, **drawn}, everything.bodies[SOMEBODY])


BRIDGE: dict[str, object] = {"view": "side", "start": {"position": "hook-lying"}, "props": ({"kind": "mat"},)}
"""A bridge as somebody else draws it, without the lifting."""
LIFTED: dict[str, object] = {"then": ({"trunk": {"tilt": -26}},)}
OTHER_WORDS: dict[str, object] = {
    "id": "hip-raise",
    "name": "Hip raise",
    "also_called": (),
    "easier": (),
    "harder": (),
    "instead": (),
    "start": "Rest on the floor.",
    "steps": ("Push your bottom up to the ceiling.",),
}


def test_the_library_has_nothing_twice_and_nothing_that_no_plan_leads_to(everything: Everything) -> None:
    assert [*advised(everything)] == []


@pytest.mark.parametrize(
    ("changed", "pose", "expected"),
    [
        ({}, LIFTED, ["doubled", "unreached"]),
        ({}, {"then": ({"trunk": {"tilt": -5}},)}, ["unreached"]),
        ({}, {"then": ({"trunk": {"tilt": -26}, "left": {"knee": 10, "foot": {"floor": (60, 0)}}},)}, ["unreached"]),
        ({"instead": ("bridge",)}, LIFTED, ["unreached"]),
        ({"regions": ("neck",)}, LIFTED, ["unreached"]),
        ({"no_plan": "It is for a clinician to choose."}, LIFTED, ["doubled"]),
    ],
)
def test_an_exercise_under_another_name_is_found_by_its_drawing(
    everything: Everything, changed: dict[str, object], pose: dict[str, object], expected: list[str]
) -> None:
    twin = everything.library.exercises["bridge"].model_copy(update={**OTHER_WORDS, **changed})
    found = [*advised(everything, twin, figures={"hip-raise": pose})]
    assert [one.id for one in found] == expected
    assert all(one.place == Place("hip-raise.yaml") for one in found)
    if "doubled" in expected:
        assert found[0].what == "hip-raise looks like bridge under another name"


def test_a_mirrored_drawing_is_the_same(everything: Everything) -> None:
    bird, drawn = everything.library.exercises["bird-dog"], everything.figures["bird-dog"]
    twin = bird.model_copy(update={**OTHER_WORDS, "no_plan": "A sample."})
    frames = tuple(pose.model_copy(update={"left": pose.right, "right": pose.left}) for pose in drawn.then)
    mirrored = drawn.model_copy(update={"id": "hip-raise", "side": "left", "then": frames})
    found = [*advised(everything, twin, figures={"hip-raise": mirrored.model_dump(exclude_unset=True, by_alias=True)})]
    assert [one.what for one in found] == ["hip-raise looks like bird-dog under another name"]


def test_without_a_drawing_the_words_tell(everything: Everything) -> None:
    bridge = everything.library.exercises["bridge"]
    twin = bridge.model_copy(update={"id": "hip-raise", "steps": (*bridge.steps, "Rest."), "no_plan": "A sample.", "harder": ()})
    assert [one.id for one in advised(everything, twin)] == ["doubled"]
    assert [*advised(everything, twin.model_copy(update={**OTHER_WORDS}))] == []


SAID = [
    ("Kneel on one knee.", ("standing",), "kneeling or all-fours"),
    ("Kneel on one knee.", ("kneeling",), ""),
    ("Lean forward and rest your elbows on your knees.", ("sitting",), ""),
    ("Sit tall.", ("standing",), "sitting"),
    ("Stand or sit tall.", ("standing",), ""),
    ("Bend your knees as if to sit.", ("standing",), ""),
    ("Lie on your back.", ("prone-lying",), "supine-lying"),
    ("Rest one hand on your tummy.", ("sitting",), ""),
    ("Turn your head.", ("sitting",), "neck-turning"),
    ("Do not hold your breath.", ("sitting",), ""),
    ("Hold your breath.", ("sitting",), "breath-holding"),
    ("Jump.", ("standing",), "impact"),
]


@pytest.mark.parametrize(("text", "tagged", "wanted"), SAID)
def test_a_movement_that_words_tell_of_and_no_tag_names(everything: Everything, text: str, tagged: tuple[str, ...], wanted: str) -> None:
    exercise = everything.library.exercises["bridge"].model_copy(update={"start": text, "steps": ("Breathe.",), "movements": tagged})
    origin = Origin({("start",): Place("x.yaml", 7)}, Place("x.yaml"))
    found = [*movements(exercise, origin, ENGLISH)]
    assert [(one.id, one.limit, one.place, one.strong) for one in found] == (
        [("not-tagged", wanted, Place("x.yaml", 7), True)] if wanted else []
    )
    assert [*movements(exercise, origin, KLINGON)] == []


def test_every_movement_that_words_tell_of_is_one(everything: Everything) -> None:
    told = {name for entry in ENGLISH.movements for name in entry.movements}
    assert told <= everything.library.movements.keys()
