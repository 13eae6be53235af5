"""What is wrong with a pose is said with the number that shows it."""

from __future__ import annotations

import pytest

from helpers.figure_strategies import SOMEBODY, figure
from rehabpress.figure.lint import lint
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
