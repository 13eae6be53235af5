"""What is wrong with a pose is said with the number that shows it."""

from __future__ import annotations

from math import acos, degrees

import pytest
from pydantic import ValidationError

from helpers.figure_strategies import SOMEBODY, bodies, figure
from rehabpress.figure.furniture import chair_boxes
from rehabpress.figure.kinematics.vectors import dot, rotate, sub, unit
from rehabpress.figure.lint import lint
from rehabpress.figure.palette import palettes
from rehabpress.figure.scene import scene
from rehabpress.support.problems import Origin, Place

LYING = {"position": "hook-lying"}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"start": LYING, "then": ({"right": {"hip": 150, "knee": 100}},)}, "frame 2: the right hip is flexed by 150 degrees, beyond the normal 125"),
        ({"start": LYING, "then": ({"left": {"hip": 60, "knee": 165}},)}, "frame 2: the left knee is flexed by 165 degrees, beyond the normal 140"),
        ({"start": {**LYING, "lumbar": {"turn_left": 40}}}, "frame 1: the lumbar spine is turned to the left by 40 degrees, beyond the normal 18"),
        ({"start": {"position": "standing", "both": {"hand": {"at": (100, 0, 0)}}}}, "frame 1: the right hand misses its place by 43 cm"),
        ({"start": {"position": "standing", "both": {"hand": {"rests_on": "same toes"}}}}, "frame 1: the left hand misses its place by 75 cm"),
        ({"start": {"position": "supine", "both": {"hip": -20}}}, "frame 1: the right lower leg is 17 cm below the floor"),
        ({"start": {"position": "supine", "trunk": {"tilt": 70}}}, "frame 1: the head is"),
        ({"start": {"position": "standing", "move": {"up": 12}}}, "frame 1: a body that stands cannot move up by 12 cm"),
        ({"start": {"position": "kneeling", "move": {"up": 12}}}, "frame 1: the body floats above the floor"),
        ({"start": {"position": "standing", "right": {"shoulder": {"abduct": -40}, "elbow": 0}}}, "frame 1: the trunk and the right forearm go"),
    ],
)  # fmt: skip
def test_a_fault_is_found(words: dict[str, object], what: str) -> None:
    found = [p.what for p in lint(figure(**words), SOMEBODY)]
    assert any(what in text for text in found), found


def test_a_body_in_a_chair_is_found() -> None:
    words = {"start": {"position": "sitting"}, "then": ({"trunk": {"tilt": -35}},), "props": ({"kind": "chair"},)}
    assert any("into the chair" in p.what for p in lint(figure(**words), SOMEBODY))


def test_a_fault_is_placed_where_the_frame_is_written() -> None:
    start, end = Place("a.yaml", 3, 1), Place("a.yaml", 5, 5)
    origin = Origin({("start",): start, ("then",): Place("a.yaml", 4, 1), ("then", 0): end}, Place("a.yaml"))
    words = {"start": {**LYING, "neck": 120}, "then": ({"neck": 0, "both": {"elbow": 170}},)}
    problems = lint(figure(**words), SOMEBODY, origin)
    assert {(p.place, p.what.split(" is ")[0]) for p in problems if "left" not in p.what} == {
        (start, "frame 1: the neck"), (end, "frame 2: the right elbow"),
    }  # fmt: skip
    assert all(p.hint for p in problems)


CLAM = {"position": "side-lying", "both": {"hip": 45, "knee": 90}, "contacts": ("left ankle on right ankle",)}


def test_feet_that_should_touch_and_do_not_are_measured() -> None:
    apart = {"left": {"hip": {"flex": 48, "abduct": 30}}, "contacts": ("left ankle on right ankle",)}
    found = [p.what for p in lint(figure(start=CLAM, then=(apart,)), SOMEBODY)]
    assert any(what.startswith("frame 2: the left ankle is ") and what.endswith(" cm away from the right ankle") for what in found), found


@pytest.mark.parametrize(
    ("contact", "gap"), [("left knee on floor", True), ("left heel on floor", False), ("right hand on left hand", True)]
)  # fmt: skip
def test_a_place_on_the_floor_is_measured(contact: str, gap: bool) -> None:
    found = [p.what for p in lint(figure(start={**LYING, "contacts": (contact,)}), SOMEBODY)]
    assert any("away from the" in what for what in found) is gap, found


@pytest.mark.parametrize("contact", ["left heel", "left heel on moon", "heel on floor", "same heel on floor"])
def test_a_contact_that_names_no_place_is_refused(contact: str) -> None:
    with pytest.raises(ValidationError):
        figure(start={**LYING, "contacts": (contact,)})


@pytest.mark.parametrize(("tilt", "refused"), [(62, True), (45, True), (35, False)])
def test_bent_hips_are_not_drawn_from_straight_above(tilt: int, refused: bool) -> None:
    found = [p.what for p in lint(figure(start=LYING, view={"turn": 90, "tilt": tilt}), SOMEBODY)]
    assert ("frame 1: the hips are bent and seen from straight above" in found) is refused


def test_straight_legs_may_be_seen_from_above() -> None:
    assert lint(figure(start={"position": "supine"}, view="above"), SOMEBODY) == []


def test_one_who_sits_near_the_front_has_the_back_of_the_chair_farther_behind() -> None:
    sitting = scene(figure(start={"position": "sitting"}, props=({"kind": "chair"},)), SOMEBODY).stances[0]
    close, far = (min(box.low[0] for box in chair_boxes(sitting, behind)) for behind in (None, 14))
    assert close - far >= 8


def test_nothing_of_a_chair_is_where_the_calves_lie_but_its_seat() -> None:
    lying = scene(figure(start={"position": "legs-on-chair"}, props=({"kind": "chair"},)), SOMEBODY).stances[0]
    assert all(box.low[1] >= 20 for box in chair_boxes(lying) if box.high[2] > 46)


@pytest.mark.parametrize("name", [b.id for b in bodies().values()])
def test_far_limbs_keep_their_colour(name: str) -> None:
    near, far = palettes(bodies()[name])
    assert (near.skin, near.shirt, near.shorts) == (far.skin, far.shirt, far.shorts)


def test_the_head_is_in_line_with_the_back_on_all_fours() -> None:
    frames = scene(figure(start={"position": "all-fours"}), SOMEBODY).stances[0].frames
    back = sub(frames["neck"][0], frames["pelvis"][0])
    head = rotate(frames["head"][1], (0.0, 0.0, 1.0))
    assert degrees(acos(dot(unit(back), head))) < 25
