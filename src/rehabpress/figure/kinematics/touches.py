"""What touches what in a figure, as data: from where its poses put hands and feet, what its positions rest on, and what lies or is tied somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rehabpress.figure.kinematics.resolve_pose import ResolvedPose, resolve_pose
from rehabpress.figure.kinematics.skeleton import BodySide
from rehabpress.figure.landmarks import split
from rehabpress.model.figure import Figure, Prop
from rehabpress.model.pose import Foot, Hand

Touch = tuple[str, str]
"""A place on the body, and what it touches: ``("left hand", "right knee")``, ``("left foot", "step")``, ``("head", "pillow")``."""

RESTING: dict[str, tuple[str, ...]] = {
    "sitting": ("left buttock", "right buttock"), "long-sitting": ("left buttock", "right buttock"), "supine": ("upper-back", "sacrum"),
    "hook-lying": ("upper-back", "sacrum"), "legs-on-chair": ("upper-back", "sacrum"), "prone": ("chest", "belly"), "prone-on-hands": ("belly",),
    "side-lying": ("right hip",), "side-plank": ("right hip", "right knee"),
}  # fmt: skip
"""What of the trunk lies or sits in a position."""
SIDE_WORDS: tuple[tuple[BodySide, str], ...] = (("l", "left"), ("r", "right"))
ROUND_LIMB = {"thighs": "thigh", "shins": "shin", "feet": "foot"}


def touches(figure: Figure) -> tuple[frozenset[Touch], ...]:
    """What touches what in each frame."""
    found = []
    for number, pose in enumerate((figure.start, *figure.then)):
        settled = resolve_pose(pose, figure.start if number else None)
        told = (tuple(contact.split(" on ", 1)) for contact in (*figure.start.contacts, *pose.contacts))
        found.append(frozenset([*_of(settled, figure.props), *((a, b) for a, b in told)]))
    return tuple(found)


def _of(settled: ResolvedPose, props: Sequence[Prop]) -> Iterator[Touch]:
    kinds = {p.kind for p in props}
    ground = "mat" if "mat" in kinds else "floor"
    seat = next((k for k in ("chair", "bed") if k in kinds), ground) if settled.position.on_chair else "bed" if "bed" in kinds else ground
    for place in RESTING.get(settled.name, ()):
        yield place, "pad" if settled.position.on_chair and any(p.under == "seat" for p in props) else seat
    for side, word in SIDE_WORDS:
        if hand := settled.hands.get(side):
            yield from _hand(hand, side, word, ground)
        if foot := settled.feet.get(side):
            yield from _foot(foot, side, word, ground, props)
    for prop in props:
        yield from _prop(prop)


def _hand(hand: Hand, side: str, word: str, ground: str) -> Iterator[Touch]:
    if place := hand.rests_on or hand.grips:
        bare, own = split(place, side)
        yield f"{word} hand", {"l": "left ", "r": "right ", "": ""}[own] + bare
    elif hand.elbow_on_floor:
        yield f"{word} elbow", ground
    elif hand.floor is not None:
        yield f"{word} hand", ground
    elif hand.wall is not None:
        yield f"{word} hand", "wall"
    elif hand.on is not None:
        yield f"{word} hand", hand.on


def _foot(foot: Foot, side: str, word: str, ground: str, props: Sequence[Prop]) -> Iterator[Touch]:
    if foot.rests_on:
        bare, own = split(foot.rests_on, side)
        yield f"{word} ankle", {"l": "left ", "r": "right ", "": ""}[own] + bare
    elif foot.calf_on_chair:
        yield f"{word} calf", "chair"
    elif foot.kneel is not None:
        padded = any(p.kind == "pad" and p.under in ("knees", f"{word} knee") for p in props)
        yield f"{word} knee", "pad" if padded else ground
    elif foot.heel_at is not None:
        yield f"{word} heel", "straps" if foot.heel_at and any(p.kind == "straps" for p in props) else ground
    elif foot.floor is not None or foot.stays:
        yield f"{word} foot", foot.on or ground


def _prop(prop: Prop) -> Iterator[Touch]:
    if prop.kind == "wall" and prop.ahead is None and prop.beside is None:
        yield "upper-back", "wall"
    if prop.held:
        yield prop.held, prop.kind
    for place in (prop.from_, prop.to):
        if place not in (None, "anchor"):
            yield str(place), prop.kind
    if prop.round:
        limb = ROUND_LIMB.get(prop.round)
        yield from ((f"{s} {limb}" if limb else prop.round, prop.kind) for s in (("left", "right") if limb else ("",)))
    under = "head" if prop.kind == "pillow" and prop.under is None else prop.under
    if under in ("knees", "between-knees"):
        yield from ((f"{s} knee", prop.kind) for s in ("left", "right"))
    elif under and under != "seat":
        yield under, prop.kind
