"""The pose language refuses what it does not know and says what was meant."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from helpers.figure_strategies import figure

STANDING = {"position": "standing"}


def mistakes(**parts: object) -> list[str]:
    """What is said of a figure: each error with its hint."""
    with pytest.raises(ValidationError) as found:
        figure(**parts)
    return [f"{e['msg']} {e.get('ctx', {}).get('hint', '')}" for e in found.value.errors()]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"start": {"right": {"hand": {"grips": "left shinn"}}}}, 'did you mean "left shin"?'),
        ({"start": {"right": {"hand": {"rests_on": "knee"}}}}, '"knee" needs a side'),
        ({"start": {"right": {"hand": {"grips": "belly"}}}}, "is no limb that a hand can hold"),
        ({"start": {"right": {"hand": {"rests_on": "belly", "elbow": "otu"}}}}, 'did you mean "out"?'),
        ({"start": {"right": {"hand": {"rests_on": "belly", "floor": (1, 2)}}}}, 'says both "floor" and "rests_on"'),
        ({"start": {"right": {"hand": {"elbow": "out"}}}}, "says nowhere to go"),
        ({"start": {"right": {"hand": {"stays": True}}}}, "cannot stay where it was"),
        ({"start": {"right": {"hand": {"free": True, "palm": "up"}}}}, "is not turned or moved"),
        ({"start": {"right": {"hand": {"grips": "left shin", "palm": "up"}}}}, "take palm out"),
        ({"start": {"right": {"hand": {"wall": 120}}}}, "a wall that is not there"),
        ({"start": {"right": {"foot": {"kneel": 0, "toes_out": 5}}}}, "toes_out is said of a foot that does not stand"),
        ({"start": {"right": {"foot": {}}}}, "says nowhere to go"),
        ({"start": {"right": {"knee": 200}}}, "less than or equal to 180"),
        ({"start": {"position": "sitting"}}, "the chair is missing"),
        ({"start": STANDING, "props": ({"kind": "chair"},)}, "nobody sits or lies on the chair"),
        ({"start": STANDING, "props": ({"kind": "mat", "ahead": 5},)}, 'a mat has no "ahead"'),
        ({"start": STANDING, "props": ({"kind": "band"},)}, "round both legs or is held"),
        ({"start": STANDING, "props": ({"kind": "band", "from": "left hand"},)}, "the band ends nowhere"),
        ({"start": STANDING, "props": ({"kind": "band", "from": "same hand", "to": "anchor"},)}, "is the side of no hand here"),
        ({"start": STANDING, "props": ({"kind": "stick", "from": "left hand", "to": "anchor"},)}, "held in two places"),
        ({"start": STANDING, "props": ({"kind": "worktop"},)}, "the worktop stands nowhere"),
        ({"start": STANDING, "props": ({"kind": "wall", "ahead": 30, "beside": 30},)}, "is both ahead and beside"),
        ({"start": STANDING, "props": ({"kind": "weight"},)}, "the weight is in no one place"),
        ({"start": STANDING, "props": ({"kind": "towel", "from": "left hand"},)}, "a towel lies under a place or is held in two"),
        ({"start": STANDING, "props": ({"kind": "band", "round": "shins", "height": 20},)}, "the anchor of a band is that has none"),
        ({"start": {"both": {"hand": {"on": "worktop"}}}}, "a hand is on a worktop that is not there"),
        ({"start": {"both": {"hand": {"on": "chair"}}, "position": "sitting"}, "props": ({"kind": "chair"},)}, "a chair that is not there"),
        ({"start": {"left": {"foot": {"floor": (20, 2), "on": "step"}}}}, "a foot is on a step that is not there"),
        ({"start": {"left": {"foot": {"on": "step"}}}}, "does not say where on the step"),
        ({"start": {"left": {"foot": {"floor": (0, 0), "heel_up": 10, "toes_up": 10}}}}, "both raised"),
        ({"start": STANDING, "close_up": "knee"}, "needs a side"),
        ({"start": STANDING, "props": ({"kind": "roller"},)}, "the roller lies nowhere"),
        ({"start": STANDING, "props": ({"kind": "roller", "under": "head"},)}, "write under: upper-back, low-back, knees"),
        ({"start": STANDING, "props": ({"kind": "pillow", "under": "low-back"},)}, "write under: head, knees, between-knees"),
        ({"start": {"left": {"foot": {"rests_on": "right knee", "toes_out": 4}}}}, "of a foot that stands"),
        ({"start": {"left": {"hand": {"free": True, "elbow": "up"}}}}, "take elbow out"),
        ({"start": STANDING, "arrows": ({"at": "left knee"},)}, "does not say where the arrow points"),
        ({"start": STANDING, "arrows": ({"follows": "left knee"},)}, "a movement that has not begun"),
        ({"start": STANDING, "arrows": ({"at": "left knee", "points": "up", "frame": 2},)}, "frame 2 of 1"),
        ({"start": STANDING, "ghost": True}, "no frame after it"),
        ({"start": STANDING, "in_front": ("left hand",)}, "does not say what covers what"),
        ({"start": STANDING, "in_front": ("left hnd over head",)}, 'did you mean "left hand"?'),
    ],
)  # fmt: skip
def test_a_mistake_is_named(words: dict[str, object], said: str) -> None:
    found = mistakes(**words)
    assert any(said in text for text in found), found


def test_a_number_is_flexion() -> None:
    made = figure(start={"position": "standing", "right": {"hip": 30, "shoulder": {"abduct": 20}}})
    assert made.start.right is not None
    assert made.start.right.hip is not None
    assert made.start.right.hip.flex == 30
    assert made.start.right.shoulder is not None
    assert made.start.right.shoulder.flex is None


def test_a_muscle_may_have_a_side() -> None:
    made = figure(start=STANDING, highlight=("right calf", "low-back"))
    assert [(h.muscle, h.side) for h in made.highlight] == [("calf", "right"), ("low-back", None)]
