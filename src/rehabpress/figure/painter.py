"""Paints a body back to front; neighbouring parts share one outline.

Where two neighbours meet, the notch between them is filled in round, and neither has an outline within a disc about their joint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rehabpress.figure.anatomy import Anatomy, Chain
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.depth_sort import depth, painting_order
from rehabpress.figure.details import blade_lines, foot_lines, hand_lines, knee_lines
from rehabpress.figure.head import paint_head
from rehabpress.figure.kinematics.skeleton import ARM, LEG, SIDES, sign
from rehabpress.figure.kinematics.vectors import Transform, add, dot, rotate
from rehabpress.figure.palette import DETAIL, GHOST_LINE, THING, Palette, palettes
from rehabpress.figure.polygons import (
    PolygonRegion,
    Polylines,
    closed,
    common,
    disc,
    grown,
    lines_outside,
    lines_within,
    long,
    opened,
    outlines,
    union,
    without,
)  # fmt: skip
from rehabpress.figure.silhouettes import silhouette
from rehabpress.model.pose import Grasp


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a part meets its parent: the segment whose joint it is, how far the skin runs through there, how round the notch is filled."""

    parent: str
    segment: str
    reach: float
    fillet: float


JOINTS: Mapping[str, Joint] = {
    "neck": Joint("torso", "neck", 6.5, 3.0),
    "head": Joint("neck", "head", 4.8, 1.2),
    **{f"{part}_{s}": Joint(parent if parent == "torso" else f"{parent}_{s}", f"{part}_{s}", reach, fillet) for s in SIDES for part, parent, reach, fillet in (
        ("upper_arm", "torso", 9.6, 5.0), ("forearm", "upper_arm", 5.4, 3.0), ("hand", "forearm", 4.2, 1.6),
        ("thigh", "torso", 13.8, 6.0), ("shin", "thigh", 7.9, 3.6), ("foot", "shin", 5.4, 2.6),
    )},
}  # fmt: skip


STRAY = 7.5
"""Stretches of the outline of a trunk or a thigh that are shorter, in centimetres, are left over where it runs into its neighbour."""


@dataclass(slots=True)
class PaintedBody:
    """What has been painted so far: each part's region, which parts are far, what hands do."""

    regions: dict[str, PolygonRegion] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    far: frozenset[str] = frozenset()
    grasps: Mapping[str, Grasp] = field(default_factory=dict)


def part_chains(shapes: Anatomy, grasps: Mapping[str, Grasp]) -> dict[str, tuple[Chain, ...]]:
    """The chains of all parts, hands doing what they do."""
    return {part: shapes.hand(part, grasps[part]) if part in grasps else chains for part, chains in shapes.parts.items()}


def silhouettes(camera: Projection, frames: Mapping[str, Transform], chains: Mapping[str, tuple[Chain, ...]]) -> dict[str, PolygonRegion]:
    """The bare outline of every part."""
    return {part: silhouette(camera, frames, own) for part, own in chains.items()}


def paint_ghost(canvas: Canvas, regions: Mapping[str, PolygonRegion], moved: set[str]) -> None:
    """A dashed outline of the parts that have moved, where they were. No fill: grey would read as a limb."""
    groups = [("torso", "neck", "head"), *(tuple(f"{p}_{s}" for p in limb) for s in SIDES for limb in (ARM, LEG))]
    for group in groups:
        shown = [regions[p] for p in group if p in moved]
        if shown:
            whole = closed(union(*shown), 3)
            canvas.line(outlines(whole), GHOST_LINE, THING, (2.4, 1.8))


def far_limbs(camera: Projection, frames: Mapping[str, Transform]) -> frozenset[str]:
    """The limbs on the side away from the viewer, when the view shows one side."""
    if abs(dot(rotate(frames["pelvis"][1], (0.0, 1.0, 0.0)), camera.viewer)) < 0.75 or abs(camera.viewer[2]) > 0.45:
        return frozenset()
    far: set[str] = set()
    middle = camera.near(frames["thorax"][0])
    for s, other in (("l", "r"), ("r", "l")):
        for limb in (ARM, LEG):
            root = camera.near(frames[f"{limb[0]}_{s}"][0])
            if root < middle - 3 and root < camera.near(frames[f"{limb[0]}_{other}"][0]) - 9:
                far |= {f"{part}_{s}" for part in limb}
    return frozenset(far)


def paint_body(
    canvas: Canvas, camera: Projection, frames: Mapping[str, Transform], shapes: Anatomy, grasps: Mapping[str, Grasp], rules: Sequence[tuple[str, str]] = (),
    things: Mapping[str, Callable[[], None]] = MappingProxyType({}),
) -> PaintedBody:  # fmt: skip
    """Paint a body, and just below a part the ``things`` that it holds or lies on. Returns what is where, for highlights and arrows."""
    chains = part_chains(shapes, grasps)
    regions = silhouettes(camera, frames, chains)
    cloth: dict[str, PolygonRegion] = {}
    for part, own in shapes.cloth.items():
        cloth[part] = silhouette(camera, frames, own)
        regions[part] = union(regions[part], cloth[part])
    regions["torso"] = closed(regions["torso"], 8)
    regions["head"] = closed(regions["head"], 1.6)
    for s in SIDES:
        regions[f"foot_{s}"] = closed(regions[f"foot_{s}"], 2.6)
        regions[f"hand_{s}"] = closed(regions[f"hand_{s}"], 0.35)
    cloth["torso"] = _trousers(camera, frames, shapes)
    order = painting_order({p: depth(camera, frames, chains[p], r) for p, r in regions.items() if r}, rules)
    painted = PaintedBody(far=far_limbs(camera, frames), grasps=grasps)
    near, far = palettes(shapes.body)
    for part in order:
        palette = far if part in painted.far else near
        palm = _palm_seen(camera, frames, part)
        if part in things and not palm:
            things[part]()
        _paint_part(canvas, camera, frames, shapes, part, regions[part], cloth, palette, painted)
        if part in things and palm:
            things[part]()
            if grasps.get(part) in ("grip", "fist"):
                _paint_fingers(canvas, camera, frames, chains[part], palette)
    return painted


def _palm_seen(camera: Projection, frames: Mapping[str, Transform], part: str) -> bool:
    """Whether a part is a hand whose palm is towards the viewer."""
    return part.startswith("hand") and dot(rotate(frames[part][1], (0.0, -float(sign(part)), 0.0)), camera.viewer) > 0.25


def _paint_fingers(canvas: Canvas, camera: Projection, frames: Mapping[str, Transform], hand: Sequence[Chain], palette: Palette) -> None:
    """The ends of the fingers, over what they hold."""
    for finger in hand[2:]:
        canvas.shape(silhouette(camera, frames, (finger[1:],)), palette.skin, palette.line, DETAIL)


def _trousers(camera: Projection, frames: Mapping[str, Transform], shapes: Anatomy) -> PolygonRegion:
    """The part of the torso that trousers cover."""
    spine, _, left, right, *_ = shapes.parts["torso"]
    return silhouette(camera, frames, (spine[:2], left, right), more=1.0)


def _links(part: str) -> list[tuple[str, Joint]]:
    """The neighbours of a part with the joint between."""
    links = [(JOINTS[part].parent, JOINTS[part])] if part in JOINTS else []
    return links + [(child, joint) for child, joint in JOINTS.items() if joint.parent == part]


@dataclass(frozen=True, slots=True)
class _Blend:
    """How a part runs into those already painted: what is filled in by neighbour, and where no outline is drawn."""

    fillets: Mapping[str, PolygonRegion]
    bare: PolygonRegion


def _blend(camera: Projection, frames: Mapping[str, Transform], part: str, region: PolygonRegion, painted: PaintedBody) -> _Blend:
    fillets: dict[str, PolygonRegion] = {}
    bare: PolygonRegion = []
    for other, joint in _links(part):
        if other not in painted.regions or {part, other} == {"neck", "torso"} or (part in painted.far) != (other in painted.far):
            continue
        at = frames[joint.segment][0]
        if joint.segment == "head":
            facing = dot(rotate(frames["head"][1], (1.0, 0.0, 0.0)), camera.viewer)
            if facing > 0.35:
                continue
            at = add(at, rotate(frames["head"][1], (-4.4, 0.0, 1.0)))
        centre = camera.seen(at)
        seam, near = disc(centre, joint.reach), disc(centre, joint.reach + 2 * joint.fillet)
        mine, theirs = common(region, near), common(painted.regions[other], near)
        if not mine or not theirs:
            continue
        fillet = common(closed(union(mine, theirs), joint.fillet), seam)
        hidden = common(grown(theirs, -0.12), grown(seam, 0.3))
        between = [painted.regions[q] for q in painted.order[painted.order.index(other) + 1 :] if q != part]
        over = union(*(common(b, near) for b in between)) if between else []
        if over:
            fillet, hidden = without(fillet, over), without(hidden, grown(over, 0.3))
        fillets[other] = fillet
        bare = bare + hidden
    return _Blend(fillets, union(bare) if bare else [])


def _crotch(camera: Projection, frames: Mapping[str, Transform], part: str, painted: PaintedBody) -> PolygonRegion:
    """Where the thighs meet each other and the trunk: no outline there."""
    sides = {"thigh_l": ("thigh_r", "torso"), "thigh_r": ("thigh_l", "torso"), "torso": ("thigh_l", "thigh_r")}
    others = [p for p in sides.get(part, ()) if p in painted.regions and (p in painted.far) == (part in painted.far)]
    if not others or (part != "torso" and "torso" not in others) or (part == "torso" and len(others) < 2):
        return []
    at = add(frames["pelvis"][0], rotate(frames["pelvis"][1], (0.0, 0.0, -0.5)))
    return common(grown(union(*(painted.regions[p] for p in others)), -0.12), disc(camera.seen(at), 11.0))


def _paint_part(
    canvas: Canvas, camera: Projection, frames: Mapping[str, Transform], shapes: Anatomy, part: str, region: PolygonRegion, cloth: Mapping[str, PolygonRegion],
    palette: Palette, painted: PaintedBody,
) -> None:  # fmt: skip
    blend = _blend(camera, frames, part, region, painted)
    if part.startswith("thigh") and "torso" in blend.fillets and "torso" in painted.regions:
        shirt = without(painted.regions["torso"], cloth["torso"])
        blend = _Blend({k: without(f, shirt) for k, f in blend.fillets.items()}, blend.bare)
    whole = union(region, *blend.fillets.values()) if blend.fillets else region
    bare = union(blend.bare, _crotch(camera, frames, part, painted)) if part in ("torso", "thigh_l", "thigh_r") else blend.bare
    covered = whole if part.startswith("thigh") and shapes.body.trousers == "long" else cloth.get(part, [])
    hem = _paint_cloth(canvas, part, whole, covered, blend, palette)
    if part == "head":
        paint_head(canvas, camera, frames["head"], whole, shapes.body, palette)
    elif part == "torso":
        blade_lines(canvas, camera, frames, whole, palette)
    elif part.startswith("hand"):
        hand_lines(canvas, camera, frames[part], part, whole, palette, painted.grasps.get(part, "flat"))
    elif part.startswith("foot"):
        foot_lines(canvas, camera, frames[part], whole, palette)
    elif part.startswith("shin") and shapes.body.trousers == "shorts":
        knee_lines(canvas, camera, frames[part], whole, palette)
    canvas.line([line for line in lines_outside(hem, bare) if long(line) > 4], palette.line, DETAIL)
    shortest = STRAY if part.startswith(("torso", "thigh", "upper_arm")) else 2.5
    edge = [line for line in lines_outside(outlines(whole), bare) if long(line) > shortest]
    canvas.line(edge, palette.line, palette.width)
    painted.regions[part] = whole
    painted.order.append(part)


def _paint_cloth(canvas: Canvas, part: str, whole: PolygonRegion, cloth: PolygonRegion, blend: _Blend, palette: Palette) -> Polylines:
    """Fill a part in the colours of skin and cloth. Returns the hems."""
    kind = part.rsplit("_", 1)[0]
    ground, top = {
        "torso": (palette.shirt, palette.shorts), "thigh": (palette.skin, palette.shorts), "upper_arm": (palette.skin, palette.shirt),
        "shin": (palette.skin, palette.shorts),
    }.get(kind, (palette.skin, palette.skin))  # fmt: skip
    if not cloth or ground == top:
        canvas.fill(whole, ground)
        return []
    same = {"torso": ("thigh_l", "thigh_r"), "thigh": ("torso",), "upper_arm": ("torso",), "shin": (f"thigh{part[-2:]}",)}[kind]
    joined = [f for other, f in blend.fillets.items() if other in same]
    covered = common(closed(union(cloth, *joined), 1.6), whole)
    canvas.fill(common(grown(opened(without(whole, covered), 0.35), 0.2), whole), ground)
    canvas.fill(covered, top)
    return lines_within(outlines(covered), grown(whole, -0.3))
