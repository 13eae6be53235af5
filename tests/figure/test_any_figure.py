"""No pose of the schema, however impossible, makes the program fail."""

from __future__ import annotations

from itertools import pairwise
from math import dist, isclose

import pytest
from hypothesis import HealthCheck, given, settings
from reportlab.graphics.shapes import Drawing

from helpers.figure_strategies import SOMEBODY, figures
from rehabpress.figure.camera import camera
from rehabpress.figure.draw import draw
from rehabpress.figure.kinematics.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM
from rehabpress.figure.kinematics.vectors import distance, dot, rotate, sub
from rehabpress.figure.lint import lint
from rehabpress.figure.scene import scene
from rehabpress.model.figure import Camera, Figure
from rehabpress.pictures.pdf_operators import operators

pytestmark = pytest.mark.slow

few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
)


@few
@given(figures)
def test_it_is_drawn_and_looked_over(figure: Figure) -> None:
    drawing = draw(figure, SOMEBODY)
    assert drawing.contents[0].contents
    assert b"nan" not in operators(drawing)[0]
    lint(figure, SOMEBODY)


@few
@given(figures)
def test_bones_keep_their_length_and_segments_stay_right_angled(figure: Figure) -> None:
    for stance in scene(figure, SOMEBODY).stances:
        for side in "lr":
            joints = [stance.frames[f"{part}_{side}"][0] for part in ("upper_arm", "forearm", "hand")]
            assert all(isclose(distance(a, b), n, abs_tol=0.01) for (a, b), n in zip(pairwise(joints), (UPPER_ARM, FOREARM), strict=True))
            joints = [stance.frames[f"{part}_{side}"][0] for part in ("thigh", "shin", "foot")]
            assert all(isclose(distance(a, b), n, abs_tol=0.01) for (a, b), n in zip(pairwise(joints), (THIGH, SHIN), strict=True))
        for _, turn in stance.frames.values():
            assert all(isclose(dot(a, b), a is b, abs_tol=1e-6) for a in turn for b in turn)


@few
@given(figures)
def test_a_camera_that_turns_keeps_the_length_of_limbs(figure: Figure) -> None:
    frames = scene(figure, SOMEBODY).stances[-1].frames
    level = camera(Camera(turn=20, tilt=30))
    for turn in (-130, 40, 95):
        eye = camera(Camera(turn=turn, tilt=35, roll=turn))
        rolled = camera(Camera(turn=20, tilt=30, roll=turn))
        for upper, lower in (("thigh_l", "shin_l"), ("upper_arm_r", "forearm_r"), ("pelvis", "head")):
            a, b = frames[upper][0], frames[lower][0]
            seen = dist(eye.seen(a), eye.seen(b)) ** 2 + (eye.near(a) - eye.near(b)) ** 2
            assert isclose(seen, distance(a, b) ** 2, abs_tol=1e-6)
            assert isclose(dist(level.seen(a), level.seen(b)), dist(rolled.seen(a), rolled.seen(b)), abs_tol=1e-6)


@few
@given(figures)
def test_the_mirror_shows_the_same_with_numbers_that_can_be_read(figure: Figure) -> None:
    plain, other = draw(figure, SOMEBODY), draw(figure, SOMEBODY, mirror=True)
    assert isclose(plain.width, other.width, abs_tol=0.1)
    digits, mirrored = (_digits(d) for d in (plain, other))
    assert len(digits) == len(mirrored) == (0 if figure.ghost else 2)
    for one, two in zip(digits, mirrored, strict=True):
        assert all(abs((a - one[0]) - (b - two[0])) <= 2 for a, b in zip(one[::2], two[::2], strict=True))


def _digits(drawing: Drawing) -> list[list[float]]:
    """The points of the numbers of frames, in a group of their own behind the figure: the only strokes in white."""
    marks = drawing.contents[1].contents if len(drawing.contents) > 1 else ()
    return [path.points for path in marks if path.strokeColor and path.strokeColor.int_rgb() == 0xFFFFFF]


def test_vectors_turn_without_stretching() -> None:
    stance = scene(Figure.model_validate({"id": "a", "start": {"position": "standing"}}), SOMEBODY).stances[0]
    origin, turn = stance.frames["head"]
    assert isclose(distance(rotate(turn, (3.0, 4.0, 0.0)), (0.0, 0.0, 0.0)), 5.0)
    assert sub(origin, origin) == (0.0, 0.0, 0.0)
