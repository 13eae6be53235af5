"""Things to hold, to stand on and to lie on are where the body touches them; girdles, heads, toes and fingers move as they are told."""

from __future__ import annotations

from typing import get_args

import pytest

from helpers.figure_strategies import SOMEBODY, figure, library
from rehabpress.figure.arrange import SCALE
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.draw import draw
from rehabpress.figure.furniture import before, boxes_of
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.surroundings import PAD, STEP_HEIGHT, WORKTOP_HEIGHT
from rehabpress.figure.kinematics.touches import touches
from rehabpress.figure.landmarks import inner, landmark
from rehabpress.figure.lint import lint
from rehabpress.figure.props import extent, paint_prop, part_at
from rehabpress.figure.reference import SAMPLES, pose_reference
from rehabpress.figure.scene import painted, scene
from rehabpress.model.figure import PROP_KEYS, PropKind

FLAT = {"kind": "floor"}
HOLDING = {"position": "standing", "both": {"hand": {"on": "worktop"}}}
WORKTOP = {"kind": "worktop", "ahead": 22}


def stances(**words: object) -> tuple[Stance, ...]:
    return scene(figure(**words), SOMEBODY).stances


def test_every_kind_of_thing_has_keys_and_a_sample_that_shows_it() -> None:
    kinds = set(get_args(PropKind))
    assert kinds == set(SAMPLES) == set(PROP_KEYS)
    for kind, name in SAMPLES.items():
        assert kind in {p.kind for p in library()[name].props}, kind
        assert f"`{name}`" in pose_reference()


def test_a_hand_lies_on_the_worktop_and_stays_there() -> None:
    first, then = stances(start=HOLDING, then=({"both": {"foot": {"stays": True, "heel_up": 30}}},), props=(WORKTOP,))
    for stance in (first, then):
        palm = inner("left hand", stance.frames)
        assert palm[2] == pytest.approx(WORKTOP_HEIGHT + 2, abs=2)
        assert 22 < palm[0] < 40
    assert then.frames["hand_l"][0] == pytest.approx(first.frames["hand_l"][0], abs=1.0)


def test_a_body_rises_on_its_toes_with_straight_knees() -> None:
    first, then = stances(start={"position": "standing"}, then=({"both": {"foot": {"stays": True, "heel_up": 30}}},))
    assert then.frames["pelvis"][0][2] - first.frames["pelvis"][0][2] > 4
    assert inner("left toes", then.frames)[2] == pytest.approx(inner("left toes", first.frames)[2], abs=0.5)
    assert then.frames["foot_l"][0][2] - first.frames["foot_l"][0][2] > 4


def test_a_forefoot_is_raised_about_its_heel() -> None:
    first, then = stances(start={"position": "standing"}, then=({"both": {"foot": {"stays": True, "toes_up": 15}}},))
    assert inner("left toes", then.frames)[2] - inner("left toes", first.frames)[2] > 4
    assert inner("left heel", then.frames)[2] == pytest.approx(inner("left heel", first.frames)[2], abs=1.0)


def test_a_foot_stands_on_the_step_and_a_body_with_both_feet_there_is_higher() -> None:
    up = {"foot": {"floor": (0, 2), "on": "step"}}
    first, then = stances(
        start={"position": "standing", "right": {"foot": {"floor": (24, 2), "on": "step"}}},
        then=({"left": up, "move": {"ahead": 24}},),
        props=({"kind": "step", "ahead": 18},),
    )
    assert first.frames["foot_r"][0][2] - first.frames["foot_l"][0][2] == pytest.approx(STEP_HEIGHT, abs=0.5)
    assert then.frames["pelvis"][0][2] - first.frames["pelvis"][0][2] == pytest.approx(STEP_HEIGHT, abs=1.5)


def test_a_knee_kneels_on_its_pad() -> None:
    bare, padded = (stances(start={"position": "kneeling"}, props=props)[0] for props in ((), ({"kind": "pad", "under": "knees"},)))
    assert padded.frames["shin_l"][0][2] - bare.frames["shin_l"][0][2] == pytest.approx(PAD, abs=0.3)
    assert padded.frames["foot_l"][0][2] == pytest.approx(bare.frames["foot_l"][0][2], abs=1.5)


def test_a_hand_is_on_the_wall_beside() -> None:
    (stance,) = stances(start={"position": "standing", "right": {"hand": {"wall": 106}}}, props=({"kind": "wall", "beside": -32},))
    assert landmark("right hand", stance.frames, scene(figure(start={}), SOMEBODY).shapes[0])[0][1] == pytest.approx(-31, abs=3)


@pytest.mark.parametrize(("girdle", "axis", "least"), [({"up": 6}, 2, 5.5), ({"ahead": 5}, 0, 4.5), ({"ahead": -5}, 0, -5.5)])
def test_a_girdle_carries_its_shoulder(girdle: dict[str, int], axis: int, least: float) -> None:
    rest, moved = (stances(start={"position": "standing", "left": {"girdle": g}})[0] for g in ({}, girdle))
    way = moved.frames["upper_arm_l"][0][axis] - rest.frames["upper_arm_l"][0][axis]
    assert abs(way) > abs(least) - 1
    assert way * least > 0
    assert moved.frames["upper_arm_r"][0] == rest.frames["upper_arm_r"][0]


def test_a_head_glides_without_nodding() -> None:
    rest, tucked = (stances(start={"position": "standing", "head": {"glide": g}})[0].frames["head"] for g in (0, -4))
    assert tucked[0][0] - rest[0][0] == pytest.approx(-4, abs=0.6)
    assert tucked[1][2] == pytest.approx(rest[1][2], abs=1e-6)


def test_fingers_do_what_is_said_whatever_the_hand_is_at() -> None:
    from rehabpress.figure.scene import grasps

    words = figure(start={"position": "standing", "left": {"fingers": "fist"}, "right": {"hand": {"rests_on": "belly"}}})
    assert grasps(scene(words, SOMEBODY).stances[0], ()) == {"hand_l": "fist", "hand_r": "flat"}


def test_a_close_up_shows_less_and_larger() -> None:
    whole, close = (draw(figure(start={"position": "standing"}, **more), SOMEBODY) for more in ({}, {"close_up": "right hand", "lens": 15}))
    assert close.width == pytest.approx(close.height, abs=4)
    assert close.width / 30 > 2 * SCALE
    assert whole.height > close.height


@pytest.mark.parametrize(("view", "hides"), [("side", False), ("back", False), ("front", True)])
def test_what_stands_ahead_is_in_front_of_the_body_from_the_front_only(view: str, hides: bool) -> None:
    it = scene(figure(start=HOLDING, props=(WORKTOP,), view=view), SOMEBODY)
    boxes = boxes_of(it.figure.props[0], it.stances[0], it.shapes[0], extent(it.stances, it.shapes[0]))
    assert before(it.camera, boxes, it.stances[0]) is hides


@pytest.mark.parametrize("name", sorted(set(SAMPLES.values())))
def test_a_thing_is_painted(name: str) -> None:
    it = scene(library()[name], SOMEBODY)
    for prop in it.figure.props:
        if part_at(prop) is None:
            canvas = Canvas()
            for front in (False, True):
                paint_prop(canvas, it.camera, prop, it.stances[0], it.stances, it.shapes[0], front)
            assert canvas.marks, prop.kind


def test_a_body_in_a_worktop_is_reported() -> None:
    words = figure(start={"position": "standing"}, props=(FLAT, {"kind": "worktop", "ahead": -10}))
    assert any("into the worktop" in p.what for p in lint(words, SOMEBODY))


def test_every_figure_says_what_touches_what_in_each_frame() -> None:
    for name, words in library().items():
        frames = touches(words)
        assert len(frames) == 1 + len(words.then)
        assert all(frames), name


def test_touches_count_sides_from_the_hand_that_reaches() -> None:
    words = figure(
        start={
            "position": "standing",
            "left": {"hand": {"rests_on": "same hip"}},
            "right": {"hand": {"grips": "other forearm"}, "foot": {"floor": (20, 2), "on": "step"}},
            "contacts": ("left heel on right toes",),
        },
        props=({"kind": "step", "ahead": 10}, {"kind": "band", "round": "thighs"}),
    )
    (found,) = touches(words)
    assert found == {
        ("left hand", "left hip"), ("right hand", "left forearm"), ("left foot", "floor"), ("right foot", "step"), ("left heel", "right toes"),
        ("left thigh", "band"), ("right thigh", "band"),
    }  # fmt: skip


def test_an_arrow_is_whole_beyond_the_edge_of_a_lens() -> None:
    def reds(**more: object) -> int:
        drawn = painted(
            figure(start={"position": "standing"}, arrows=({"at": "right hand", "points": "left", "long": 30},), **more), SOMEBODY
        )
        group = drawn.drawing.contents[0]
        return sum(len(path.points) for path in group.contents if path.fillColor and path.fillColor.hexval() == "0xb3261a")

    assert reds(close_up="right hand", lens=12) >= reds()


def test_a_trace_is_a_dashed_outline_without_a_fill() -> None:
    words = {"start": {"position": "standing"}, "then": ({"head": {"glide": -5}},)}
    plain, traced = (painted(figure(**words, trace=trace), SOMEBODY).drawing.contents[0].contents for trace in (False, True))
    assert [p for p in plain if p.strokeDashArray] == []
    dashed = [p for p in traced if p.strokeDashArray]
    assert dashed
    assert all(p.fillColor is None for p in dashed)


@pytest.mark.parametrize(("view", "hidden"), [("side", False), ("back", False), ("front", True)])
def test_furniture_that_hides_the_body_is_reported(view: str, hidden: bool) -> None:
    found = [p.what for p in lint(figure(start=HOLDING, props=(WORKTOP,), view=view), SOMEBODY)]
    assert any("the worktop hides" in what for what in found) is hidden
