"""Checks a figure by numbers: missed targets, limbs in the floor or a chair, joints out of range, parts inside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.furniture import Cuboid, before, boxes_of, paint_boxes
from rehabpress.figure.kinematics.contact import lowest
from rehabpress.figure.kinematics.joint_limits import beyond
from rehabpress.figure.kinematics.solver import LYING, Stance
from rehabpress.figure.kinematics.surroundings import FOOTING, SEAT_HEIGHT
from rehabpress.figure.kinematics.vectors import Transform, Vec, distance, placed
from rehabpress.figure.landmarks import inner, landmark
from rehabpress.figure.painter import JOINTS, silhouettes
from rehabpress.figure.polygons import area, common, union
from rehabpress.figure.props import extent
from rehabpress.figure.scene import Scene, scene
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.support.problems import Origin, Place, Problem

FLESH = 2.0
"""Centimetres by which flesh gives way to a floor, a chair, another limb."""

FLOATING = 2.0
INSIDE = 4.5
HEAD = 9.0
"""Higher than on a pillow."""

APART = 4.0
"""Centimetres between two places at which they do not touch any more."""

HIDDEN = 0.15
"""The part of a body that furniture may hide."""

FROM_ABOVE = 0.7
"""The sine of the tilt (44 degrees) from which thighs that point up can no longer be read."""

ON_THE_BACK = ("supine", "hook-lying", "legs-on-chair")
KNEES_UP = 25.0
"""Centimetres above the floor at which knees are drawn up."""


def lint(figure: Figure, body: Body, origin: Origin | None = None) -> list[Problem]:
    """Everything that is wrong with a figure as this body shows it."""
    it = scene(figure, body)
    problems: list[Problem] = []
    for number, stance in enumerate(it.stances, 1):
        path: tuple[str | int, ...] = ("start",) if number == 1 else ("then", number - 2)
        place = origin.at(*path) if origin else Place(f"figure {figure.id}")
        for what, hint in _found(it, number - 1, stance):
            problems.append(Problem(place, f"frame {number}: {what}", hint))
    return problems


def _found(it: Scene, index: int, stance: Stance) -> Iterator[tuple[str, str]]:
    shapes = it.shapes[index]
    for miss in stance.misses:
        yield f"the {miss.what} misses its place by {miss.by:.0f} cm", "move the place nearer, or bend the body towards it"
    yield from _floor(stance, shapes)
    for joint in beyond(stance.settled, stance.frames):
        yield (
            f"the {joint.joint} is {joint.movement} by {joint.angle:.0f} degrees, beyond the normal {joint.limit:.0f}",
            "take a smaller angle, or share the movement among more joints",
        )
    yield from _furniture(it, stance, shapes)
    yield from _hidden(it, stance, shapes)
    yield from _collisions(stance, shapes)
    yield from _contacts((it.figure.start, *it.figure.then)[index].contacts, stance, shapes)
    yield from _view(it, stance)


def _contacts(contacts: Sequence[str], stance: Stance, shapes: Anatomy) -> Iterator[tuple[str, str]]:
    """Places that should touch and do not."""
    for contact in contacts:
        part, _, on = contact.partition(" on ")
        centre, thick = _flesh(part, stance, shapes)
        if on in ("floor", "mat", "chair", "bed"):
            on_seat = on == "chair" or (on == "bed" and stance.settled.position.on_chair)
            gap = abs(centre[2] - thick - (SEAT_HEIGHT if on_seat else 0.0))
        else:
            other, more = _flesh(on, stance, shapes)
            gap = max(0.0, distance(centre, other) - thick - more)
        if gap > APART:
            yield f"the {part} is {gap:.0f} cm away from the {on}", "bring them together, or take the contact out"


def _flesh(name: str, stance: Stance, shapes: Anatomy) -> tuple[Vec, float]:
    """The middle of a limb below a landmark, and how far its skin is from there."""
    centre = inner(name, stance.frames)
    return centre, distance(centre, landmark(name, stance.frames, shapes)[0])


def _view(it: Scene, stance: Stance) -> Iterator[tuple[str, str]]:
    """Bent hips seen from straight above: thighs and shins shrink to nothing, and the body seems to stand."""
    knees = max(stance.frames[f"shin_{s}"][0][2] for s in ("l", "r"))
    if it.camera.viewer[2] > FROM_ABOVE and stance.settled.name in ON_THE_BACK and knees > KNEES_UP:
        yield "the hips are bent and seen from straight above", "write a view from the foot end: {turn: 60, tilt: 32}"


def _floor(stance: Stance, shapes: Anatomy) -> Iterator[tuple[str, str]]:
    for part in shapes.parts:
        low = lowest(stance.frames, shapes, part)
        if low < -FLESH:
            yield f"the {named(part)} is {-low:.0f} cm below the floor", "bend it less, or lift the body"
    for side, foot in stance.settled.feet.items():
        if foot.floor is not None or (foot.heel_at == 0):
            low = lowest(stance.frames, shapes, f"foot_{side}") - FOOTING.get(foot.on or "", 0.0)
            if low > FLOATING:
                yield f"the {named(f'foot_{side}')} floats {low:.0f} cm above the floor", "lower the body, or plant the foot nearer"
    if stance.settled.name in LYING and not stance.settled.neck_told and (high := lowest(stance.frames, shapes, "head")) > HEAD:
        yield f"the head is {high:.0f} cm above the floor", "put a pillow under it, or say how the neck is bent"
    if "foot_l" in stance.settled.position.rests and stance.settled.move.up > 0:
        yield f"a body that stands cannot move up by {stance.settled.move.up} cm", "write heel_up of its feet"
    if (
        all(lowest(stance.frames, shapes, part) > FLOATING for part in shapes.parts)
        and not stance.settled.position.on_chair
        and not any(f.on for f in stance.settled.feet.values())
    ):
        yield "the body floats above the floor", "plant a hand or a foot"


def _furniture(it: Scene, stance: Stance, shapes: Anatomy) -> Iterator[tuple[str, str]]:
    """Parts of the body inside of furniture."""
    for prop in it.figure.props:
        boxes = boxes_of(prop, it.stances[0], shapes, extent(it.stances, shapes))
        for part, chains in shapes.parts.items():
            deep = max((_within(placed(stance.frames[e.segment], e.centre), box) for c in chains for e in c for box in boxes), default=0.0)
            if deep > 0.5:
                yield f"the {named(part)} goes {deep:.0f} cm into the {prop.kind}", f"move the body or the {prop.kind}"


def _hidden(it: Scene, stance: Stance, shapes: Anatomy) -> Iterator[tuple[str, str]]:
    """Furniture that stands before the body and hides it."""
    for prop in it.figure.props:
        boxes = boxes_of(prop, it.stances[0], shapes, extent(it.stances, shapes))
        if not boxes or not before(it.camera, boxes, it.stances[0]):
            continue
        canvas = Canvas()
        paint_boxes(canvas, it.camera, boxes)
        thing = union(*(mark.paths for mark in canvas.marks))
        body = union(*silhouettes(it.camera, stance.frames, shapes.parts).values())
        part = area(common(body, thing)) / area(body)
        if part > HIDDEN:
            yield f"the {prop.kind} hides {100 * part:.0f} % of the body", "look from the side or the back, or put it on the far side"


def _within(p: Vec, box: Cuboid) -> float:
    """How deep a point lies in a box; 0 outside."""
    return max(0.0, min(min(p[i] - box.low[i], box.high[i] - p[i]) for i in range(3)))


def _collisions(stance: Stance, shapes: Anatomy) -> Iterator[tuple[str, str]]:
    """Arms and lower legs that go through something else."""
    balls = {part: _balls(part, stance.frames, shapes) for part in shapes.parts}
    for a, b in combinations(shapes.parts, 2):
        if _neighbours(a, b) or not any(x.startswith(("forearm", "hand", "shin", "foot")) for x in (a, b)):
            continue
        deep = max((r + s - distance(p, q) for p, r in balls[a] for q, s in balls[b]), default=0.0)
        if deep > INSIDE:
            yield f"the {named(a)} and the {named(b)} go {deep:.0f} cm into each other", "move one of them aside"


def _balls(part: str, frames: Mapping[str, Transform], shapes: Anatomy) -> Sequence[tuple[Vec, float]]:
    """Round balls that lie within a part, along its middle."""
    return [(placed(frames[e.segment], e.centre), min(e.radii[:2])) for chain in shapes.parts[part][:1] for e in chain]


def _neighbours(a: str, b: str) -> bool:
    """Whether two parts share a joint, hang on the same one, or are parts of one limb."""
    up = {part: joint.parent for part, joint in JOINTS.items()}
    grand = {part: up.get(parent) for part, parent in up.items() if parent != "torso" and up.get(parent) != "torso"}
    return up.get(a) == b or up.get(b) == a or (a in up and up.get(a) == up.get(b)) or grand.get(a) == b or grand.get(b) == a


def named(part: str) -> str:
    """A part in words: ``left forearm``."""
    words = part.rsplit("_", 1)
    side = {"l": "left ", "r": "right "}.get(words[-1], "") if len(words) == 2 else ""
    return side + {"shin": "lower leg", "torso": "trunk"}.get(words[0], words[0].replace("_", " "))
