"""Forward and inverse kinematics, contact, and the mirror: what holds for any angles and any target."""

from __future__ import annotations

from math import isclose, sqrt
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.figure_strategies import SOMEBODY, figures
from rehabpress.figure.anatomy import anatomy
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.contact import lowest
from rehabpress.figure.kinematics.forward_kinematics import forward_kinematics
from rehabpress.figure.kinematics.ik import along, bent_limb, flattened, palm_frame, two_bones
from rehabpress.figure.kinematics.resolve_pose import resolve_pose
from rehabpress.figure.kinematics.skeleton import (
    FOREARM,
    PARENTS,
    SHIN,
    SIDES,
    SOLE,
    THIGH,
    UPPER_ARM,
    Angles,
    BodySide,
    offset,
    rotation,
    sign,
)
from rehabpress.figure.kinematics.solver import solve
from rehabpress.figure.kinematics.surroundings import SEAT_HEIGHT
from rehabpress.figure.kinematics.vectors import (
    Rotation,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    cross,
    distance,
    dot,
    inside,
    length,
    placed,
    rotate,
    scaled,
    sub,
    times,
    transposed,
    unit,
)  # fmt: skip
from rehabpress.figure.scene import scene
from rehabpress.model.figure import Figure
from rehabpress.model.pose import Pose, PositionName

pytestmark = pytest.mark.slow

SHAPES = anatomy(SOMEBODY)

_part = st.floats(-80, 80).map(lambda v: round(v, 3))
vectors = st.tuples(_part, _part, _part)
_degrees = st.integers(-180, 180)
rotations = st.builds(lambda a, b, c: times(about_z(a), times(about_y(b), about_x(c))), _degrees, _degrees, _degrees)
bones = st.sampled_from([(THIGH, SHIN), (UPPER_ARM, FOREARM), (10.0, 40.0)])
angles = st.builds(Angles, _degrees, _degrees, _degrees)


def same(a: Vec, b: Vec, within: float = 1e-6) -> bool:
    return distance(a, b) <= within


def right_angled(turn: Rotation) -> bool:
    """Whether it is a rotation: unit vectors at right angles that are not mirrored."""
    rows = all(isclose(dot(a, b), a is b, abs_tol=1e-6) for a in turn for b in turn)
    return rows and same(cross(turn[0], turn[1]), turn[2])


@given(rotations, rotations, vectors, vectors)
def test_rotations_keep_lengths_and_angles_and_are_undone(one: Rotation, two: Rotation, a: Vec, b: Vec) -> None:
    assert right_angled(one)
    assert isclose(dot(rotate(one, a), rotate(one, b)), dot(a, b), abs_tol=1e-6)
    assert same(rotate(times(one, two), a), rotate(one, rotate(two, a)))
    assert same(rotate(transposed(one), rotate(one, a)), a)
    assert same(inside((b, one), placed((b, one), a)), a)


@given(bones, vectors, vectors, vectors)
def test_bones_keep_their_length_and_reach_what_they_can(lengths: tuple[float, float], root: Vec, target: Vec, pole: Vec) -> None:
    first, second = lengths
    middle, end = two_bones(root, target, first, second, pole)
    far = distance(root, target)
    assert isclose(distance(root, middle), first, abs_tol=1e-3)
    assert isclose(distance(middle, end), second, abs_tol=1e-3)
    if abs(first - second) + 0.1 <= far <= first + second - 0.02:
        assert same(end, target)
    elif far > first + second:
        assert isclose(distance(end, target), far - (first + second - 0.02), abs_tol=1e-6)
        assert same(unit(sub(end, root)), unit(sub(target, root)))
    elif far > 1e-6:
        assert distance(end, target) <= max(0.02, abs(first - second) + 0.1 - far) + 1e-6


@given(bones, vectors, vectors, vectors)
def test_the_middle_joint_points_to_the_pole(lengths: tuple[float, float], root: Vec, target: Vec, pole: Vec) -> None:
    line = unit(sub(target, root))
    aside = sub(pole, scaled(line, dot(pole, line)))
    assume(length(aside) > 0.1)
    assume(distance(root, target) > 0.1)
    middle, _ = two_bones(root, target, *lengths, pole)
    off = sub(sub(middle, root), scaled(line, dot(sub(middle, root), line)))
    assert length(off) < 1e-6 or same(unit(off), unit(aside), 1e-3)


@given(vectors, vectors, vectors, st.booleans())
def test_a_limb_is_turned_along_its_bones(root: Vec, target: Vec, pole: Vec, knee: bool) -> None:
    middle, end = two_bones(root, target, THIGH, SHIN, pole)
    upper, lower = bent_limb(root, middle, end, (0.6, 0.64, 0.48), knee)
    assert right_angled(upper[1])
    assert right_angled(lower[1])
    assert same(placed(upper, (0.0, 0.0, -THIGH)), middle, 1e-2)
    assert same(placed(lower, (0.0, 0.0, -SHIN)), end, 1e-2)
    bulge = sub(middle, scaled(add(root, end), 0.5))
    if length(bulge) > 1.1:  # a knee's front is where it points, an elbow's the hollow
        for frame in (upper, lower):
            assert dot(rotate(frame[1], (1.0, 0.0, 0.0)), bulge) * (1 if knee else -1) >= -1e-6


@given(vectors, vectors, st.sampled_from([1, -1]))
def test_a_palm_faces_where_it_is_told_as_far_as_the_fingers_let_it(fingers: Vec, palm: Vec, side: int) -> None:
    assume(length(fingers) > 0.1)
    way = unit(fingers)
    turn = palm_frame(way, palm, side)
    assert right_angled(turn)
    assert same(rotate(turn, (0.0, 0.0, -1.0)), way)
    flat = flattened(palm, way, (0.6, 0.64, 0.48))
    assert isclose(dot(flat, way), 0, abs_tol=1e-6)
    assert same(rotate(turn, (0.0, float(-side), 0.0)), flat)


@given(vectors, vectors, vectors)
def test_a_segment_hangs_from_one_point_to_another(start: Vec, end: Vec, front: Vec) -> None:
    assume(distance(start, end) > 0.1)
    turn = along(start, end, front)
    assert right_angled(turn)
    assert same(rotate(turn, (0.0, 0.0, -1.0)), unit(sub(end, start)))
    assert dot(rotate(turn, (1.0, 0.0, 0.0)), front) >= -1e-3 * length(front)


_joints = st.fixed_dictionaries({name: angles for name in PARENTS if name not in ("lumbar", "thorax", "chest", "neck", "head")})


def _hung(joints: dict[str, Angles], spine: dict[str, Angles]) -> dict[str, tuple[Vec, Rotation]]:
    settled = resolve_pose(Pose(position="standing"), None)
    settled.angles, settled.spine = joints, spine
    return forward_kinematics(settled, SHAPES)


@settings(max_examples=50)
@given(_joints, st.fixed_dictionaries(dict.fromkeys(("lumbar", "thoracic", "neck", "head"), angles)))
def test_forward_kinematics_keeps_every_joint_where_its_parent_has_it(joints: dict[str, Angles], spine: dict[str, Angles]) -> None:
    frames = _hung(joints, spine)
    for segment, parent in PARENTS.items():
        assert right_angled(frames[segment][1])
        own = inside(frames[parent], frames[segment][0])
        at = offset(segment, SHAPES.hips, SHAPES.shoulders)
        rise = sqrt(2.4**2 + 1.6**2 + 5.0**2) if segment.startswith("upper_arm") else 0.0
        assert same(own, at, rise + 1e-6)
    for side in SIDES:
        turn = times(transposed(frames[f"thigh_{side}"][1]), frames[f"shin_{side}"][1])
        wanted = rotation(f"shin_{side}", joints[f"shin_{side}"])
        assert all(same(a, b) for a, b in zip(turn, wanted, strict=True))


def _other(segment: str) -> str:
    return segment[:-1] + {"l": "r", "r": "l"}[segment[-1]] if segment[-2:] in ("_l", "_r") else segment


def _mirrored(a: Angles) -> Angles:
    """The same movement of the trunk to the other side."""
    return Angles(a.flex, -a.out, -a.turn)


@settings(max_examples=50)
@given(_joints, st.fixed_dictionaries(dict.fromkeys(("lumbar", "thoracic", "neck", "head"), angles)))
def test_left_and_right_exchanged_are_the_mirror_image(joints: dict[str, Angles], spine: dict[str, Angles]) -> None:
    frames = _hung(joints, spine)
    other = _hung({_other(k): a for k, a in joints.items()}, {k: _mirrored(a) for k, a in spine.items()})
    for segment, (origin, turn) in frames.items():
        there, back = other[_other(segment)]
        assert same(there, (origin[0], -origin[1], origin[2]))
        for axis, flip in (((1.0, 0.0, 0.0), 1), ((0.0, 1.0, 0.0), -1), ((0.0, 0.0, 1.0), 1)):
            x, y, z = rotate(turn, axis)
            assert same(rotate(back, scaled(axis, flip)), (x, -y, z))
    assert [sign(_other(s)) for s in ("hand_l", "hand_r", "head")] == [-1, 1, 1]


_cm = st.integers(-90, 90)


@settings(max_examples=60)
@given(st.sampled_from(SIDES), st.tuples(_cm, _cm, _cm))
def test_a_hand_is_at_its_target_or_its_miss_is_told(side: BodySide, at: tuple[int, int, int]) -> None:
    word = {"l": "left", "r": "right"}[side]
    hanging = solve(Pose.model_validate({"position": "standing"}), SHAPES)
    stance = solve(Pose.model_validate({"position": "standing", word: {"hand": {"at": at}}}), SHAPES)
    ahead, out = hanging.settled.position.ahead, scaled(hanging.left, 1 if side == "l" else -1)
    shoulder = hanging.frames[f"upper_arm_{side}"][0]
    target = add(shoulder, add(add(scaled(ahead, at[0]), scaled(out, at[1])), (0.0, 0.0, float(at[2]))))
    gap = distance(stance.frames[f"hand_{side}"][0], target)
    told = {miss.what: miss.by for miss in stance.misses}
    if gap > 1.0:
        assert isclose(told[f"{word} hand"], gap, abs_tol=0.01)
    else:
        assert f"{word} hand" not in told
    if length((float(at[0]), float(at[1]), float(at[2]))) > UPPER_ARM + FOREARM + 8:
        assert f"{word} hand" in told


@settings(max_examples=60)
@given(st.sampled_from(SIDES), st.tuples(st.integers(-70, 70), st.integers(-40, 40)), st.integers(0, 40))
def test_a_planted_foot_stands_on_the_floor_or_its_miss_is_told(side: BodySide, floor: tuple[int, int], heel_up: int) -> None:
    word = {"l": "left", "r": "right"}[side]
    foot = {"floor": floor, **({"heel_up": heel_up} if heel_up else {})}
    stance = solve(Pose.model_validate({"position": "standing", word: {"foot": foot}}), SHAPES)
    ankle, turn = stance.frames[f"foot_{side}"]
    ball = add(ankle, rotate(turn, (12.5, 0.0, -SOLE)))
    told = {miss.what: miss.by for miss in stance.misses}
    assert abs(ball[2]) <= told.get(f"{word} foot", 0.8) + 0.01
    assert isclose(distance(stance.frames[f"thigh_{side}"][0], stance.frames[f"shin_{side}"][0]), THIGH, abs_tol=0.01)
    assert isclose(distance(stance.frames[f"shin_{side}"][0], ankle), SHIN, abs_tol=0.01)


@pytest.mark.parametrize(("ahead", "told"), [(20, []), (40, []), (120, ["left foot"])])
def test_a_foot_out_of_reach_is_told(ahead: int, told: list[str]) -> None:
    stance = solve(Pose.model_validate({"position": "standing", "left": {"foot": {"floor": (ahead, 0)}}}), SHAPES)
    assert [miss.what for miss in stance.misses] == told
    assert all(miss.by > 5 for miss in stance.misses)


@pytest.mark.parametrize("position", get_args(PositionName))
def test_a_body_rests_on_the_floor_or_the_chair(position: str) -> None:
    stance = solve(Pose.model_validate({"position": position}), SHAPES)
    ground = SEAT_HEIGHT - 1 if stance.settled.position.on_chair else 0.0
    assert abs(min(lowest(stance.frames, SHAPES, part) for part in stance.settled.position.rests) - ground) < 0.5
    assert min(lowest(stance.frames, SHAPES, part) for part in SHAPES.parts) > -2.0
    assert stance.misses == ()


@settings(max_examples=20)
@given(figures)
def test_what_is_planted_stays_while_the_body_moves(figure: Figure) -> None:
    first, later = scene(figure, SOMEBODY).stances[:2]
    for side, hand in later.settled.hands.items():
        if hand.stays and f"hand_{side}" in first.planted and f"hand_{side}" in later.planted:
            assert same(first.planted[f"hand_{side}"][0], later.planted[f"hand_{side}"][0])


_points = st.lists(st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000)), min_size=3, max_size=6)


@given(st.lists(_points, min_size=1, max_size=4))
def test_the_mirror_of_the_mirror_is_the_picture(rings: list[list[tuple[int, int]]]) -> None:
    canvas = Canvas()
    canvas.fill(rings, "#ff0000")
    canvas.line(rings, "#000000", 1.0, (2.0, 1.0))
    left, bottom, right, top = canvas.box()
    assert canvas.mirrored().mirrored() == canvas
    assert canvas.mirrored().box() == (-right, bottom, -left, top)
