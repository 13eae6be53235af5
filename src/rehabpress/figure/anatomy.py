"""Body shape as data: each body part is a few chains of ellipsoids, scaled by the build of the body.

Centimetres, in the segment's own frame; written for the left side, the right is its mirror image.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

from rehabpress.figure.kinematics.skeleton import ARM, LEG, SIDES, sign
from rehabpress.figure.kinematics.vectors import Vec
from rehabpress.model.body import Body, Build
from rehabpress.model.pose import Grasp


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """An ellipsoid along the axes of its segment."""

    segment: str
    centre: Vec
    radii: Vec


Chain = tuple[Ellipsoid, ...]
"""Ellipsoids one after the other; what lies between two of them is filled."""

LIMBS: Mapping[str, tuple[tuple[float, ...], ...]] = {
    "upper_arm": ((0, 0, -1.2, 5.6, 5.0, 5.2), (0.2, 0.5, -9, 5.1, 4.5, 5), (0.5, 0.2, -19, 4.5, 4.1, 5), (-0.2, 0, -30, 3.8, 3.6, 3.8)),
    "forearm": ((0, 0, 0, 3.9, 3.7, 3.8), (0.7, 0.3, -6, 4.3, 4.0, 4.2), (0.3, 0, -16, 3.2, 2.9, 3), (0, 0, -25, 2.7, 2.1, 2.5)),
    "thigh": (
        (0, 0.3, 0.5, 8.7, 8.0, 8.2), (0.7, 0.4, -9, 8.6, 7.8, 8), (1.2, 0.3, -20, 7.6, 7.0, 7.5), (0.7, 0, -32, 6.0, 5.8, 6),
        (0.3, 0, -42, 5.4, 5.2, 5.4),
    ),
    "shin": (
        (0.2, 0, 0, 5.3, 5.0, 5.2), (-0.5, 0, -6, 5.1, 5.0, 5), (-1.7, 0.2, -13, 5.4, 5.3, 5.5), (-1.0, 0.1, -23, 4.4, 4.4, 4.5),
        (-0.1, 0, -34, 3.3, 3.2, 3.5), (0, 0, -41, 3.4, 3.4, 3.4),
    ),
}  # fmt: skip

FOOT = (
    ((-0.3, 0, 0.6, 3.4, 3.3, 3.4), (4.2, -0.2, -2.4, 3.5, 3.3, 3.3), (12.0, 0, -5.1, 3.8, 4.3, 1.9)),
    ((-0.3, 0, 0.6, 3.4, 3.3, 3.4), (-4.0, 0, -4.0, 3.0, 3.1, 3.0)),
    ((-4.0, 0, -4.4, 2.8, 3.0, 2.6), (4.5, 0.6, -4.7, 3.6, 3.2, 1.9), (12.0, 0, -5.2, 3.8, 4.3, 1.8)),
)

TOES = ((-0.6, 0, 0.5, 3.6, 4.3, 1.8), (2.4, -0.1, 0.1, 2.8, 4.0, 1.5), (4.7, -0.2, -0.1, 2.5, 3.6, 1.3))

TORSO = (
    ("pelvis", (-0.8, 0, -0.5), (9.6, 16.2, 8.2)),
    ("pelvis", (-0.3, 0, 8), (9.2, 14.8, 5)),
    ("lumbar", (2.2, 0, 5), (8.7, 13.4, 5)),
    ("thorax", (2.4, 0, 1), (8.8, 13.2, 5)),
    ("thorax", (2.3, 0, 8), (9.6, 14.2, 6)),
    ("chest", (2.6, 0, 2), (10.2, 15.0, 7)),
    ("chest", (2.3, 0, 9), (10.5, 15.6, 7)),
    ("chest", (0.9, 0, 14.5), (8.3, 15.2, 5.5)),
)
GIRDLE = (((0.6, 0, 13.2), (7.6, 15.4, 5.6)), ((-0.6, 0, 17.0), (5.8, 12.2, 3.8)), ((-1.1, 0, 20.2), (4.9, 6.4, 3.0)))
CARRIED = ((0.2, 11.4, 14.2), (6.0, 3.8, 3.8))
"""The flesh over a shoulder, which its girdle carries along; from here to the neck."""
TRAPEZIUS = ((-1.2, 4.0, 18.6), (4.4, 4.0, 2.8))
SEAT = (((-5.0, 7.2, -1.4), (7.0, 7.6, 8.0)), ((-1, 6, 1), (8.5, 8.5, 5.5)))
NECK = (((0.4, 0, -2), (5.6, 6.4, 1.2)), ((0.6, 0, 1.5), (5.0, 5.3, 3)), ((1.5, 0, 7.5), (4.9, 5.0, 4)))

SKULL = (((0.0, 0, 11.2), (9.4, 7.5, 8.8)), ((1.6, 0, 9.0), (8.2, 7.1, 8.0)))
JAW = (((1.6, 0, 8.0), (7.9, 6.9, 7.4)), ((3.6, 0, 2.4), (5.3, 5.5, 3.9)), ((6.2, 0, -1.3), (2.6, 2.9, 2.1)))
CHEEK = (((0.6, 0, 5.0), (5.2, 6.0, 4.5)), ((4.0, 0, 2.2), (4.9, 5.3, 3.4)))
MOUTH = (((7.2, 0, 2.3), (1.7, 2.3, 1.9)),)
NOSE = (((8.5, 0, 8.6), (0.9, 0.9, 1.2)), ((10.5, 0, 5.4), (0.95, 1.15, 0.85)), ((8.8, 0, 4.6), (0.9, 1.5, 0.9)))

FINGERS = ((3.1, 7.3, 3.0), (1.1, 8.2, 0.8), (-0.9, 7.5, -1.6), (-2.8, 5.9, -4.0))
"""Where each finger begins across the palm, how long it is, and how many degrees it spreads."""
CURL: Mapping[Grasp, tuple[float, float]] = {
    "flat": (3, 3), "relaxed": (16, 22), "grip": (42, 58), "fist": (82, 108), "hook": (4, 112), "tabletop": (82, 4),
}  # fmt: skip
"""How many degrees fingers bend at the knuckle and beyond it."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The shapes of one body. ``parts`` is what is drawn and what touches things, ``cloth`` what lies over a part."""

    body: Body
    hips: float
    shoulders: float
    parts: Mapping[str, tuple[Chain, ...]]
    cloth: Mapping[str, tuple[Chain, ...]]
    hands: Mapping[tuple[str, Grasp], tuple[Chain, ...]]

    def hand(self, segment: str, grasp: Grasp) -> tuple[Chain, ...]:
        """The chains of a hand that does this."""
        return self.hands[segment, grasp]


def _chain(segment: str, rows: tuple[tuple[Vec, Vec], ...], girth: float = 1.0) -> Chain:
    side = sign(segment)
    return tuple(Ellipsoid(segment, (c[0], c[1] * side, c[2]), (r[0] * girth, r[1] * girth, r[2])) for c, r in rows)


def _rows(numbers: tuple[tuple[float, ...], ...]) -> tuple[tuple[Vec, Vec], ...]:
    return tuple(((n[0], n[1], n[2]), (n[3], n[4], n[5])) for n in numbers)


def finger_line(index: float, bend: tuple[float, float], reach: float = 1.0, lift: float = 0.0) -> tuple[Vec, ...]:
    """Along the back of a finger (left hand): knuckle, middle joint, tip. ``index`` 0 is the first finger; 0.5 lies between it and the next."""
    low, high = int(index), min(int(index) + 1, 3)
    x, size, spread = (a + (b - a) * (index - low) for a, b in zip(FINGERS[low], FINGERS[high], strict=True))
    point, points, angle = (x, lift, -9.0), [(x, lift, -9.0)], 0.0
    for part, turn in ((0.52, bend[0]), (0.48, bend[1])):
        angle += turn
        step = size * part * reach
        out = sin(radians(spread)) * step
        point = (point[0] + out, point[1] - sin(radians(angle)) * step, point[2] - cos(radians(angle)) * step)
        points.append(point)
    return tuple(points)


def _hand(segment: str, grasp: Grasp, girth: float) -> tuple[Chain, ...]:
    palm = (((0, 0, 0), (2.6, 2.1, 2.2)), ((0.2, 0, -4.2), (3.6, 1.7, 3.0)), ((0.2, 0, -8.6), (4.0, 1.35, 1.8)))
    tuck = 0.5 if grasp in ("grip", "fist") else 1.0
    thumb = (
        ((2.3, -0.4, -2.6), (1.7, 1.4, 1.7)),
        ((4.7, -0.9 - 1.2 * (1 - tuck), -5.6), (1.25, 1.2, 1.5)),
        ((5.7 * (0.6 + 0.4 * tuck), -1.2 - 2.4 * (1 - tuck), -8.9), (0.95, 0.95, 1.3)),
    )
    chains = [_chain(segment, palm, girth), _chain(segment, thumb)]
    for index in range(4):
        line = finger_line(index, CURL[grasp])
        chains.append(_chain(segment, tuple((p, (r, r, r)) for p, r in zip(line, (1.15, 1.0, 0.85), strict=True))))
    return tuple(chains)


def _torso(build: Build) -> tuple[Chain, ...]:
    girth = {
        "pelvis": (1 + build.hips / 100) / 2,
        "lumbar": build.waist / 100,
        "thorax": (build.waist + build.chest) / 200,
        "chest": build.chest / 100,
    }
    spine = []
    for row, (segment, (x, y, z), (rx, ry, rz)) in enumerate(TORSO):
        wide = build.hips / 100 if segment == "pelvis" else girth[segment] * (build.shoulders / 100 if row == 7 else 1)
        front = build.belly * (0, 0.35, 0.8, 0.75, 0.35, 0, 0, 0)[row] + build.bust * (0, 0, 0, 0, 0, 0.2, 0.1, 0)[row]
        spine.append(Ellipsoid(segment, (x + front / 2, y, z), (rx * girth[segment] + front / 2, ry * wide, rz)))
    shoulders = build.shoulders / 100
    girdle = tuple(Ellipsoid("chest", c, (r[0], r[1] * (shoulders if r[1] > 8 else 1), r[2])) for c, r in GIRDLE)
    wide = build.hips / 100
    seats = tuple(
        tuple(Ellipsoid("pelvis", (c[0], c[1] * s * wide, c[2]), (r[0] * girth["pelvis"], r[1] * wide, r[2])) for c, r in SEAT)
        for s in (1, -1)
    )
    bust: tuple[Chain, ...] = ()
    if build.bust:
        size = build.bust / 10
        bust = tuple((Ellipsoid("chest", (8.6 + 2 * size, 6.8 * s, 6.4), (3.5 + 2.2 * size, 5.6 + size, 5.2 + size)),) for s in (1, -1))
    carried = tuple(
        (
            Ellipsoid("chest", (TRAPEZIUS[0][0], TRAPEZIUS[0][1] * side, TRAPEZIUS[0][2]), TRAPEZIUS[1]),
            Ellipsoid(f"girdle_{s}", (CARRIED[0][0], CARRIED[0][1] * side * shoulders, CARRIED[0][2]), CARRIED[1]),
        )
        for s, side in (("l", 1), ("r", -1))
    )
    return (tuple(spine), girdle, *seats, *carried, *bust)


def anatomy(body: Body) -> Anatomy:
    """The shapes of a body."""
    build, girth = body.build, body.build.limbs / 100
    parts: dict[str, tuple[Chain, ...]] = {
        "torso": _torso(build),
        "neck": (_chain("neck", NECK, (1 + girth) / 2),),
        "head": tuple(_chain("head", rows) for rows in (SKULL, JAW, CHEEK, MOUTH, NOSE)),
    }
    cloth: dict[str, tuple[Chain, ...]] = {}
    hands: dict[tuple[str, Grasp], tuple[Chain, ...]] = {}
    for s in SIDES:
        for name in ("upper_arm", "forearm", "thigh", "shin"):
            parts[f"{name}_{s}"] = (_chain(f"{name}_{s}", _rows(LIMBS[name]), girth),)
        parts[f"foot_{s}"] = (*(_chain(f"foot_{s}", _rows(rows)) for rows in FOOT), _chain(f"toes_{s}", _rows(TOES)))
        for grasp in CURL:
            hands[f"hand_{s}", grasp] = _hand(f"hand_{s}", grasp, 1.0)
        parts[f"hand_{s}"] = hands[f"hand_{s}", "flat"]
        sleeve = ((0, 0, -1.2, 5.9, 5.3, 5.3), (0.2, 0.5, -9, 5.7, 5.1, 4), (0.4, 0.4, -15.5, 5.9, 5.5, 0.4))
        cloth[f"upper_arm_{s}"] = (_chain(f"upper_arm_{s}", _rows(sleeve), girth),)
        leg: tuple[tuple[float, ...], ...] = ((0, 0.3, 0.5, 9.1, 8.3, 8.6), (0.7, 0.4, -9, 9.1, 8.2, 8), (0.9, 0.4, -23, 8.9, 8.1, 0.5))
        if body.trousers == "long":
            leg = tuple((*row[:3], row[3] + 0.4, row[4] + 0.4, row[5]) for row in LIMBS["thigh"])
            calf = (*((*row[:3], row[3] + 0.5, row[4] + 0.5, row[5]) for row in LIMBS["shin"][:4]), (-0.1, 0, -32, 4.3, 4.2, 0.5))
            cloth[f"shin_{s}"] = (_chain(f"shin_{s}", _rows(calf), girth),)
        cloth[f"thigh_{s}"] = (_chain(f"thigh_{s}", _rows(leg), girth),)
    return Anatomy(body, build.hips / 100, build.shoulders / 100, parts, cloth, hands)


def limb(part: str, side: str) -> tuple[str, ...]:
    """The three parts of an ``arm`` or a ``leg``."""
    return tuple(f"{name}_{side}" for name in (ARM if part == "arm" else LEG))
