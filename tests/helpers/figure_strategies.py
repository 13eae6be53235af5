"""Figures to test with: those of the library, and made-up ones that the schema allows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from hypothesis import strategies as st
from pydantic import ValidationError

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.single_file import read_body, read_figure
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure, MuscleName, ViewName
from rehabpress.model.pose import DIRECTIONS, PAIRED, SINGLE, Grasp, PositionName

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
SOMEBODY = Body(id="somebody", name="Somebody")


@cache
def library() -> dict[str, Figure]:
    """The built-in figures by id."""
    return {name: read_figure(FOLDERS, name)[0] for name in ids(FOLDERS, "figures")}


@cache
def bodies() -> dict[str, Body]:
    """The built-in bodies by id."""
    return {name: read_body(FOLDERS, name)[0] for name in ids(FOLDERS, "bodies")}


def figure(**parts: object) -> Figure:
    """A figure from the words of a file."""
    return Figure.model_validate({"id": "made", **parts})


def _maybe(**parts: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=parts)


_degrees = st.integers(-180, 180)
_cm = st.integers(-80, 80)
_spot = st.tuples(_cm, _cm)
_side = st.sampled_from(["left", "right"])
_place = st.one_of(st.sampled_from(SINGLE), st.builds("{} {}".format, _side, st.sampled_from(PAIRED)))
_way = st.builds(" ".join, st.lists(st.sampled_from(DIRECTIONS), min_size=1, max_size=2))
_ball = st.one_of(_degrees, _maybe(flex=_degrees, abduct=_degrees, rotate_in=_degrees))
_bend = st.one_of(_degrees, _maybe(flex=_degrees, bend_left=_degrees, turn_left=_degrees))
_hand = st.one_of(
    st.fixed_dictionaries({"floor": _spot}, optional={"fingers": _way, "elbow": _way}),
    st.fixed_dictionaries({"rests_on": _place}, optional={"palm": _way, "elbow": _way}),
    st.fixed_dictionaries({"grips": _place}),
    st.fixed_dictionaries({"at": st.tuples(_cm, _cm, _cm)}),
    st.just({"elbow_on_floor": True}),
)
_foot = st.one_of(
    st.fixed_dictionaries({"floor": _spot}, optional={"heel_up": _degrees, "toes_out": _degrees, "knee_out": _degrees}),
    st.fixed_dictionaries({"kneel": _degrees}),
    st.fixed_dictionaries({"heel_at": st.integers(0, 90)}),
    st.fixed_dictionaries({"rests_on": _place}),
)
_girdle = _maybe(up=st.integers(-4, 7), ahead=st.integers(-6, 6))
_limbs = _maybe(
    girdle=_girdle,
    toes=_degrees,
    fingers=st.sampled_from(get_args(Grasp)),
    forearm=_degrees,
    shoulder=_ball,
    elbow=_degrees,
    hand=_hand,
    hip=_ball,
    knee=_degrees,
    ankle=_degrees,
    foot=_foot,
)
_pose = _maybe(
    position=st.sampled_from([p for p in get_args(PositionName) if p not in ("sitting", "legs-on-chair")]),
    lumbar=_bend, thoracic=_bend, neck=_bend, head=st.one_of(_bend, _maybe(glide=st.integers(-5, 6))), both=_limbs, left=_limbs, right=_limbs,
    trunk=_maybe(tilt=_degrees, lean_left=_degrees, turn_left=_degrees), move=_maybe(ahead=_cm, left=_cm, up=_cm), belly=st.integers(-4, 8),
)  # fmt: skip
_view = st.one_of(
    st.sampled_from(get_args(ViewName)),
    st.fixed_dictionaries({"turn": _degrees, "tilt": st.integers(-10, 90)}, optional={"roll": _degrees}),
)
_prop = st.one_of(
    st.sampled_from(
        [
            {"kind": "mat"},
            {"kind": "floor"},
            {"kind": "wall"},
            {"kind": "straps"},
            {"kind": "band", "round": "thighs"},
            {"kind": "bed"},
            {"kind": "footprints"},
        ]
    ),
    st.builds(lambda a, b: {"kind": "stick", "from": a, "to": b}, _place, _place),
    st.builds(lambda kind, at: {"kind": kind, "ahead": at}, st.sampled_from(["wall", "worktop", "table", "chair", "step"]), _cm),
    st.builds(lambda kind, at: {"kind": kind, "beside": at}, st.sampled_from(["wall", "worktop", "table", "chair"]), _cm),
    st.builds(
        lambda kind, hand: {"kind": kind, "held": f"{hand} hand"}, st.sampled_from(["ball", "weight", "can", "walking-stick"]), _side
    ),
    st.builds(lambda kind, foot: {"kind": kind, "under": f"{foot} foot"}, st.sampled_from(["ball", "can", "towel"]), _side),
    st.builds(lambda kind, knee: {"kind": kind, "under": f"{knee} knee"}, st.sampled_from(["pad", "roller", "towel"]), _side),
    st.builds(
        lambda foot, kind: {"kind": kind, "round": f"{foot} foot", "from": "left hand", "to": "right hand"},
        _side,
        st.sampled_from(["band", "towel"]),
    ),
    st.builds(lambda a: {"kind": "band", "from": a, "to": "anchor"}, _place),
    st.sampled_from(
        [{"kind": "pillow", "under": "head"}, {"kind": "pillow", "under": "between-knees"}, {"kind": "roller", "under": "low-back"}]
    ),
)
_arrow = st.one_of(
    st.builds(lambda a: {"follows": a}, _place),
    st.builds(lambda a, p, b: {"at": a, "points": p, "bend": b}, _place, st.sampled_from(["up", "apart", 45]), st.integers(-30, 30)),
)
_required: dict[str, st.SearchStrategy[object]] = {
    "id": st.just("made"), "start": _pose, "then": st.lists(_pose, min_size=1, max_size=1).map(tuple)
}  # fmt: skip
_words = st.fixed_dictionaries(
    _required,
    optional={
        "view": _view,
        "ghost": st.booleans(),
        "props": st.lists(_prop, max_size=2).map(tuple),
        "arrows": st.lists(_arrow, max_size=1).map(tuple),
        "highlight": st.lists(st.sampled_from(get_args(MuscleName)), max_size=1).map(tuple),
    },
)


def _allowed(words: dict[str, object]) -> bool:
    try:
        Figure.model_validate(words)
    except ValidationError:
        return False
    return True


figures = _words.filter(_allowed).map(Figure.model_validate)
"""Any figure of the schema, however impossible for a body."""
