"""Builds the scene of a figure: poses bodies, paints frames, arranges them in one drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import dist

from rehabpress.figure.anatomy import Anatomy, anatomy
from rehabpress.figure.arrange import LENS, PLATE, SCALE, Plate, arrange
from rehabpress.figure.arrows import paint_arrow
from rehabpress.figure.camera import Projection, camera
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.furniture import surroundings
from rehabpress.figure.highlight import paint_highlight, shown_in
from rehabpress.figure.kinematics.arm_ik import grasp_of
from rehabpress.figure.kinematics.skeleton import BodySide
from rehabpress.figure.kinematics.solver import Stance, solve
from rehabpress.figure.kinematics.vectors import Vec, rotate
from rehabpress.figure.landmarks import inner
from rehabpress.figure.painter import paint_body, paint_ghost, part_chains, silhouettes
from rehabpress.figure.polygons import lens, union
from rehabpress.figure.props import paint_at, paint_prop, part_at
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure, Prop
from rehabpress.model.pose import Grasp

FACE_DOWN = ("prone", "prone-on-hands")
"""Positions in which the floor flattens belly and bust."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The bodies of all frames of a figure, in their places."""

    figure: Figure
    shapes: tuple[Anatomy, ...]
    camera: Projection
    stances: tuple[Stance, ...]


def scene(figure: Figure, body: Body) -> Scene:
    """Stand a body into every frame of a figure."""
    poses = (figure.start, *figure.then)
    shapes = tuple(_shapes(body, pose.belly or 0, (pose.position or figure.start.position) in FACE_DOWN) for pose in poses)
    room = surroundings(figure.props)
    first = solve(figure.start, shapes[0], room)
    later = (solve(pose, own, room, (figure.start, first)) for pose, own in zip(figure.then, shapes[1:], strict=True))
    return Scene(figure, shapes, camera(figure.view), (first, *later))


@lru_cache(maxsize=16)
def _shapes(body: Body, raised: int, prone: bool) -> Anatomy:
    """The shapes of a body whose belly the breath has raised, or the floor has flattened."""
    build = body.build
    if prone:
        build = build.model_copy(update={"belly": 0, "bust": min(build.bust, 1)})
    elif raised:
        build = build.model_copy(update={"belly": build.belly + raised})
    return anatomy(body.model_copy(update={"build": build}))


def painted(figure: Figure, body: Body, mirror: bool = False) -> Plate:
    """Draw the frames of a figure. ``mirror`` shows it for the other side of the body."""
    it = scene(figure, body)
    last = len(it.stances)
    numbers = [last] if figure.ghost and last > 1 else range(1, last + 1)
    canvases = [_frame(it, number) for number in numbers]
    wide, most = (figure.lens[0], PLATE) if isinstance(figure.lens, tuple) else (figure.lens, LENS)
    largest = most / (2 * wide) if figure.close_up else SCALE
    return arrange([c.mirrored() for c in canvases] if mirror else canvases, largest)


def _frame(it: Scene, number: int) -> Canvas:
    figure, stance, last, shapes = it.figure, it.stances[number - 1], len(it.stances), it.shapes[number - 1]
    canvas = Canvas()
    for prop in figure.props:
        paint_prop(canvas, it.camera, prop, stance, it.stances, shapes, front=False)
    if (figure.ghost or figure.trace) and number > 1:
        _ghost(canvas, it, stance)
    things = {part: partial(paint_at, canvas, it.camera, p, stance, it.stances, shapes) for p in figure.props if (part := part_at(p))}
    body = paint_body(canvas, it.camera, stance.frames, shapes, grasps(stance, figure.props), _rules(figure.in_front), things)
    for highlight in shown_in(figure.highlight, number, last):
        paint_highlight(canvas, it.camera, stance.frames, body, highlight)
    for prop in figure.props:
        paint_prop(canvas, it.camera, prop, stance, it.stances, shapes, front=True)
    whole = union(*body.regions.values())
    if figure.close_up:
        canvas = canvas.within(lens(it.camera.seen(inner(figure.close_up, it.stances[0].frames)), figure.lens))
    for arrow in figure.arrows:
        if (arrow.frame or last) == number:
            paint_arrow(canvas, it.camera, arrow, it.stances[0].frames, stance.frames, shapes, whole)
    return canvas


def grasps(stance: Stance, props: Sequence[Prop]) -> dict[str, Grasp]:
    """What each hand does."""
    held = {name for prop in props for name in (prop.from_, prop.to, prop.held)}
    words: tuple[tuple[BodySide, str], ...] = (("l", "left hand"), ("r", "right hand"))
    return {
        f"hand_{s}": stance.settled.grasps.get(s) or ("grip" if word in held else grasp_of(stance.settled.hands.get(s)))
        for s, word in words
    }


def _ghost(canvas: Canvas, it: Scene, last: Stance) -> None:
    """The limbs of the first frame that are elsewhere in this one."""
    first = it.stances[0]
    down: Vec = (0.0, 0.0, 1.0)

    def moved(part: str) -> bool:
        segment = "thorax" if part == "torso" else part
        (a, m), (b, n) = first.frames[segment], last.frames[segment]
        turn = dist(it.camera.seen(rotate(m, down)), it.camera.seen(rotate(n, down)))
        return dist(it.camera.seen(a), it.camera.seen(b)) + 14 * turn > 5

    regions = silhouettes(it.camera, first.frames, part_chains(it.shapes[0], grasps(first, it.figure.props)))
    paint_ghost(canvas, regions, {part for part in regions if moved(part)})


def _rules(texts: Sequence[str]) -> list[tuple[str, str]]:
    """``left hand over right thigh`` as pairs of parts."""
    pairs = []
    for text in texts:
        over, under = text.split(" over ")
        pairs.append((_part(over), _part(under)))
    return pairs


def _part(text: str) -> str:
    words = text.split(" ")
    return words[0] if len(words) == 1 else f"{words[1].replace('-', '_')}_{words[0][0]}"
