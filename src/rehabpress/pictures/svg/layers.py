"""What an SVG file paints, in order: paths and clipped groups of them, in pixels of the picture; and from these the ``Drawing``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.colors import Color

from rehabpress.pictures.painter import Matrix
from rehabpress.pictures.svg.document import NotDrawn
from rehabpress.pictures.svg.outlines import Path
from rehabpress.pictures.svg.regions import CLIP_UNIT, Region
from rehabpress.pictures.svg.transforms import area_scale, moved
from rehabpress.pictures.svg.values import Tint, finite

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Pencil:
    """How a path is stroked, in pixels of the path's own coordinates."""

    tint: Tint
    width: float
    cap: int
    join: int
    miter_limit: float
    dash: tuple[float, ...] = ()
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Painted:
    """A path that is filled or stroked or both."""

    path: Path
    matrix: Matrix
    fill: Tint | None
    even_odd: bool
    pencil: Pencil | None
    pencil_first: bool = False

    @property
    def box(self) -> Box:
        """What it may cover."""
        left, top, right, bottom = path_box(self.path, self.matrix)
        if self.pencil is None:
            return left, top, right, bottom
        longest = max(abs(self.matrix[0]) + abs(self.matrix[2]), abs(self.matrix[1]) + abs(self.matrix[3]))
        reach = self.pencil.width / 2 * longest * max(self.pencil.miter_limit if self.pencil.join == 0 else 1.0, sqrt(2))
        return left - reach, top - reach, right + reach, bottom + reach


@dataclass(frozen=True, slots=True)
class Clipped:
    """Layers of which only what is inside of a region is seen."""

    region: Region
    layers: tuple[Layer, ...]

    @property
    def box(self) -> Box:
        """What it may cover."""
        points = [point for ring in self.region for point in ring]
        return _box([(x / CLIP_UNIT, y / CLIP_UNIT) for x, y in points])


Layer = Painted | Clipped


def path_box(path: Path, matrix: Matrix) -> Box:
    """A box around a path and its control points."""
    return _box([moved(matrix, *points[n : n + 2]) for _, points in path for n in range(0, len(points), 2)])


def _box(points: Sequence[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


_MOST_APART = 300
_FARTHEST = 5e6


def faded(layers: tuple[Layer, ...], opacity: float, name: str) -> tuple[Layer, ...]:
    """Layers as a group of one opacity. Raises ``NotDrawn`` where they lie on each other, and would show through each other."""
    if opacity == 1:
        return layers
    if opacity == 0:
        return ()
    if not _apart(layers):
        hint = "give fill-opacity and stroke-opacity to its shapes, or export it as PNG"
        raise NotDrawn(f"opacity of <{name}> cannot be drawn as it is meant", hint)
    return tuple(_faded(layer, opacity) for layer in layers)


def _faded(layer: Layer, opacity: float) -> Layer:
    if isinstance(layer, Clipped):
        return replace(layer, layers=tuple(_faded(one, opacity) for one in layer.layers))
    fill = layer.fill and layer.fill._replace(opacity=layer.fill.opacity * opacity)
    pencil = layer.pencil and replace(layer.pencil, tint=layer.pencil.tint._replace(opacity=layer.pencil.tint.opacity * opacity))
    return replace(layer, fill=fill, pencil=pencil)


def _apart(layers: tuple[Layer, ...]) -> bool:
    """Whether no two things that are painted lie on each other."""
    painted = list(_painted(layers))
    if any(one.fill and one.pencil for one in painted) or len(painted) > _MOST_APART:
        return False
    boxes = [one.box for one in painted]
    return not any(_overlap(a, b) for index, a in enumerate(boxes) for b in boxes[:index])


def _painted(layers: tuple[Layer, ...]) -> Iterator[Painted]:
    for layer in layers:
        if isinstance(layer, Painted):
            yield layer
        else:
            yield from _painted(layer.layers)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def to_drawing(layers: Sequence[Layer], width: float, height: float, points: float) -> shapes.Drawing:
    """The ``Drawing`` of a picture ``width`` by ``height`` pixels, ``points`` to each.

    Coordinates are written with three decimals: they are multiplied first, so that what is small in its own coordinates is not rounded away.
    """
    fine = 1
    while max(width, height) * fine < 2000:
        fine *= 10
    drawing = shapes.Drawing(width * points, height * points)
    scale = points / fine
    drawing.add(shapes.Group(*_nodes(layers, fine), transform=(scale, 0, 0, -scale, 0, height * points)))
    return drawing


def _nodes(layers: Sequence[Layer], fine: float) -> Iterator[shapes.Group]:
    for layer in layers:
        if isinstance(layer, Clipped):
            clip = shapes.Path(isClipPath=1, fillColor=None, strokeColor=None, fillMode=shapes.FILL_NON_ZERO)
            for ring in layer.region:
                for index, (x, y) in enumerate(ring):
                    (clip.lineTo if index else clip.moveTo)(x / CLIP_UNIT * fine, y / CLIP_UNIT * fine)
                clip.closePath()
            yield shapes.Group(clip, *_nodes(layer.layers, fine))
        else:
            yield _path_node(layer, fine)


def _path_node(layer: Painted, fine: float) -> shapes.Group:
    a, b, c, d, e, f = layer.matrix
    farthest = max(abs(value) for segment in layer.path for value in segment.points)
    own = min(sqrt(area_scale(layer.matrix)) * fine, _FARTHEST / (farthest or 1.0))
    group = shapes.Group(transform=(a * fine / own, b * fine / own, c * fine / own, d * fine / own, e * fine, f * fine))
    both = layer.fill is not None and layer.pencil is not None
    split = both and (layer.pencil_first or (layer.pencil is not None and layer.pencil.tint.opacity < 1))
    for part in _parts(layer) if split else (layer,):
        group.add(_shape(part, own))
    return group


def _parts(layer: Painted) -> tuple[Painted, Painted]:
    """Fill and stroke one after the other: painted at once, a stroke that lets light through would show the paper and not the fill."""
    filled, stroked = replace(layer, pencil=None), replace(layer, fill=None)
    return (stroked, filled) if layer.pencil_first else (filled, stroked)


def _shape(layer: Painted, own: float) -> shapes.Path:
    points = [finite(value * own) for segment in layer.path for value in segment.points]
    return shapes.Path(
        points=points,
        operators=["mlch".index(segment.operator) for segment in layer.path],
        fillColor=Color(*layer.fill[:3]) if layer.fill else None,
        fillOpacity=layer.fill.opacity if layer.fill else None,
        fillMode=shapes.FILL_EVEN_ODD if layer.even_odd else shapes.FILL_NON_ZERO,
        autoclose="svg",
        **_stroked(layer.pencil, own),
    )


def _stroked(pencil: Pencil | None, own: float) -> dict[str, Any]:
    if pencil is None:
        return {"strokeColor": None}
    return {
        "strokeColor": Color(*pencil.tint[:3]),
        "strokeOpacity": pencil.tint.opacity,
        "strokeWidth": finite(pencil.width * own),
        "strokeLineCap": pencil.cap,
        "strokeLineJoin": pencil.join,
        "strokeMiterLimit": pencil.miter_limit,
        "strokeDashArray": [pencil.phase * own, [length * own for length in pencil.dash]] if pencil.dash else None,
    }
