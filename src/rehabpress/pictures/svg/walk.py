"""Walks the elements of an SVG file and keeps what they paint.

Drawn are groups, basic shapes, paths, ``use``, ``symbol``, inner ``svg`` and ``clipPath``, wherever they stand; what nothing shows may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from rehabpress.pictures.painter import Matrix, Segment
from rehabpress.pictures.svg.cascade import Cascade, Declared
from rehabpress.pictures.svg.document import NotDrawn, SvgElement
from rehabpress.pictures.svg.layers import Clipped, Layer, Painted, Pencil, faded
from rehabpress.pictures.svg.outlines import SHAPES, Measured, Path, outline
from rehabpress.pictures.svg.path_data import MOST_SEGMENTS
from rehabpress.pictures.svg.regions import CLIP_UNIT, CURVE_STEPS, Region, intersection, region_of, union
from rehabpress.pictures.svg.styles import Look
from rehabpress.pictures.svg.transforms import IDENTITY, area_scale, product
from rehabpress.pictures.svg.values import Units, fitted, view_box

MOST_ELEMENTS = 20_000
"""With every ``use`` written out."""

Refuse = Callable[[NotDrawn], None]

_DEEPEST = 100
_MOST_CLIP_POINTS = 1_000_000
_GROUPS = ("g", "a")
_SEPARATE = frozenset({"", "title", "desc", "metadata", "defs", "style", "symbol", "clipPath", "linearGradient", "radialGradient", "pattern", "marker",
                       "mask", "filter"})  # fmt: skip
"""What is not drawn where it stands: it is referred to, or said about the picture. Tags of other namespaces have no name here."""
_HINTS = {
    "text": "turn its text into paths (in Inkscape: Path > Object to Path)",
    "image": "use the embedded picture itself, as PNG or JPEG",
}
_FLATTEN = "simplify it to paths with plain fills and strokes, or export it as PNG"
_AGAIN = "export it again with everything in one file"


class _TooMuch(NotDrawn):
    """More than is drawn of any picture: nothing more is looked at."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where an element stands: the way from its coordinates to pixels, what it inherits, and through which ``use`` it was reached."""

    matrix: Matrix
    look: Look
    through: tuple[SvgElement, ...] = ()
    depth: int = 0
    size: Mapping[str, str] | None = None
    """Of a ``use`` the width and height that it gives to what it shows."""

    def inside(self, look: Look, *matrices: Matrix) -> Around:
        """Within an element with a look and transformations of its own."""
        if self.depth >= _DEEPEST:
            raise _TooMuch(f"it is nested more than {_DEEPEST} deep", "simplify it: ungroup what need not be in groups")
        matrix = self.matrix
        for own in matrices:
            matrix = product(matrix, own)
        return Around(matrix, look, self.through, self.depth + 1)


class Walk:
    """One walk through a file. What cannot be drawn goes to ``refuse``, and the walk goes on."""

    def __init__(self, root: SvgElement, styles: Cascade, refuse: Refuse) -> None:
        self.refused = False
        self._root = root
        self._styles = styles
        self._refuse = refuse
        self._picture: Region = ()
        self._elements = self._segments = self._clip_points = 0
        self._above = {child: element for element in root.iter() for child in element}
        self._ids: dict[str, list[SvgElement]] = {}
        for element in root.iter():
            if isinstance(element, SvgElement) and "id" in element.attrib:
                self._ids.setdefault(element.attrib["id"], []).append(element)

    def layers(self, width: float, height: float) -> tuple[Layer, ...]:
        """What the picture paints into its ``width`` by ``height`` pixels."""
        root = self._root
        self._picture = region_of(_box_path(width, height), IDENTITY, False)
        own = self._own(root)
        matrix, units = _view(root, Units(width, height))
        if "transform" in own:
            raise NotDrawn("transform of the whole picture cannot be drawn", "give it to a <g> around all shapes", own["transform"].line)
        look = Look({}, units).inside({name: said for name, said in own.items() if name not in ("overflow", "width", "height")})
        if not look.shown:
            return ()
        around = Around(matrix, look)
        layers = self._grouped(root, self._children(root, around), around)
        background = look.background
        if background is None:
            return layers
        return (Painted(_box_path(width, height), IDENTITY, background, False, None), *layers)

    def _own(self, element: SvgElement) -> Mapping[str, Declared]:
        return self._styles.of(element)

    def _children(self, element: SvgElement, around: Around) -> tuple[Layer, ...]:
        found: list[Layer] = []
        for child in element:
            try:
                found += self._element(child, around)  # type: ignore[arg-type] # the reader makes no others
            except _TooMuch:
                raise
            except NotDrawn as error:
                self.refused = True
                self._refuse(error)
        return tuple(found)

    def _element(self, element: SvgElement, around: Around) -> tuple[Layer, ...]:
        try:
            return self._drawn(element, around)
        except NotDrawn as error:
            error.line = error.line or element.line
            raise

    def _drawn(self, element: SvgElement, around: Around) -> tuple[Layer, ...]:
        name = element.name
        if name in _SEPARATE:
            return ()
        self._count_element(element)
        own = self._own(element)
        look = around.look.inside(own)
        if not look.shown:
            return ()
        if name in SHAPES:
            return self._shape(element, around.inside(look, look.matrix))
        if name in _GROUPS:
            inner = around.inside(look, look.matrix)
            return self._grouped(element, self._children(element, inner), inner)
        if name == "use":
            return self._use(element, around.inside(look, look.matrix))
        if name == "svg":
            return self._viewport(element, around.inside(look, look.matrix), around.size)
        raise NotDrawn(f"<{name}> cannot be drawn", _HINTS.get(name, _FLATTEN))

    def _shape(self, element: SvgElement, around: Around) -> tuple[Layer, ...]:
        for child in element:
            if isinstance(child, SvgElement) and child.name not in _SEPARATE:
                raise NotDrawn(f"<{child.name}> in a <{element.name}> cannot be drawn", _FLATTEN, child.line)
        look = around.look
        path = outline(element, look.units)
        self._count(path)
        fill, pencil = (look.fill if element.name != "line" else None), look.pencil
        if not path or not area_scale(around.matrix):
            return ()
        if pencil and pencil.dash and "pathLength" in element.attrib:
            raise NotDrawn("pathLength of a dashed line cannot be drawn", _FLATTEN)
        rule, order = look.even_odd("fill-rule"), look.pencil_first
        drawn = strokable(path, pencil) if pencil else path
        layers: tuple[Layer, ...] = ()
        if look.visible and drawn and (fill or pencil):
            layers = (Painted(drawn, around.matrix, fill, rule, pencil, order),)
        return self._grouped(element, layers, around, path)

    def _count_element(self, element: SvgElement) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _TooMuch(f"it has more than {MOST_ELEMENTS} shapes", "simplify it, or export it as PNG", element.line)

    def _count(self, path: Path) -> None:
        self._segments += len(path)
        if self._segments > MOST_SEGMENTS:
            raise _TooMuch("this picture has too many points", "simplify it, or export it as PNG")

    def _grouped(self, element: SvgElement, layers: tuple[Layer, ...], around: Around, path: Path = ()) -> tuple[Layer, ...]:
        """The layers of an element, clipped and faded as it says."""
        look = around.look
        opacity = look.opacity
        if look.clip:
            region = self._clip(look.clip, element, around, path)
            layers = self._inside(region, layers)
        return faded(layers, opacity, element.name)

    def _inside(self, region: Region, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """Of layers what is inside of a region, as far as the picture shows it."""
        seen = intersection(region, self._picture) if layers else ()
        return (Clipped(seen, layers),) if seen else ()

    def _use(self, element: SvgElement, around: Around) -> tuple[Layer, ...]:
        look = around.look
        target = self._target(element.link, element)
        at = Measured(element, look.units)
        x, y = at.across("x"), at.down("y")
        if look.clip and (x or y):
            raise NotDrawn("clip-path of a moved <use> is read differently by programs", "give it to a <g> around the <use>")
        inner = around.inside(look, (1, 0, 0, 1, x, y))
        size = {name: element.attrib[name] for name in ("width", "height") if at.says(name)}
        inner = replace(inner, through=(*around.through, element), size=size)
        if element in around.through:
            raise _TooMuch("it uses itself (<use>) without end", "export it again", element.line)
        if target.name == "symbol":
            layers = self._symbol(target, inner, size)
        elif target.name in _SEPARATE:
            raise NotDrawn(f"<use> of a <{target.name}> cannot be drawn", _FLATTEN)
        else:
            layers = self._element(target, inner)
        return self._grouped(element, layers, around)

    def _target(self, link: str, element: SvgElement) -> SvgElement:
        found = self._ids.get(link[1:], []) if link.startswith("#") else []
        if not found:
            raise NotDrawn(f'<{element.name}> names "{link[:60]}", which is not in this file', _AGAIN)
        if len(found) > 1:
            raise NotDrawn(f'two elements have the id "{link[1:61]}"', "export it again", found[1].line)
        return found[0]

    def _symbol(self, symbol: SvgElement, around: Around, size: Mapping[str, str]) -> tuple[Layer, ...]:
        own = self._own(symbol)
        moved = [name for name in ("refX", "refY", "x", "y", "transform") if symbol.get(name, "0").strip() not in ("0", "none")]
        if moved or "transform" in own:
            raise NotDrawn(f"{(*moved, 'transform')[0]} of a <symbol> is read differently by programs", "give it to the <use>", symbol.line)
        look = around.look.inside(own)
        return self._viewport(symbol, around.inside(look), size) if look.shown else ()

    def _viewport(self, element: SvgElement, around: Around, size: Mapping[str, str] | None) -> tuple[Layer, ...]:
        """What is in an inner ``svg`` or a ``symbol``, which has coordinates of its own and clips."""
        look = around.look
        sized = SvgElement(element.tag, {**element.attrib, **(size or {})})
        at = Measured(sized, look.units)
        width = at.size("width", look.units.width) if at.says("width") else look.units.width
        height = at.size("height", look.units.height) if at.says("height") else look.units.height
        if not width or not height:
            return ()
        place = (1.0, 0.0, 0.0, 1.0, at.across("x"), at.down("y")) if element.name == "svg" else IDENTITY
        matrix, units = _view(element, Units(width, height))
        inner = around.inside(look.within(units), place, matrix)
        layers = self._children(element, inner)
        if look.clips and layers:
            region = region_of(_box_path(width, height), product(around.matrix, place), False)
            layers = self._inside(region, layers)
        return self._grouped(element, layers, around)

    def _clip(self, name: str, element: SvgElement, around: Around, path: Path) -> Region:
        """The region that a ``clipPath`` leaves of an element, in pixels of the picture."""
        target = self._target(f"#{name}", element)
        if target.name != "clipPath":
            raise NotDrawn(f"clip-path names a <{target.name}>", _FLATTEN)
        if target in around.through:
            raise _TooMuch("a clip-path clips itself without end", "export it again", target.line)
        if len(around.through) > _DEEPEST:
            raise _TooMuch(f"clip-paths clip each other more than {_DEEPEST} deep", _FLATTEN, target.line)
        self._count_element(target)
        own = self._own(target)
        look = self._look_above(target, around.look.units).inside(own)
        outer = replace(around, through=(*around.through, target))
        inner = outer.inside(look, look.matrix)
        if target.get("clipPathUnits", "userSpaceOnUse").strip() != "userSpaceOnUse":
            inner = inner.inside(look.within(Units(1, 1)), _bounding_box(target, path))
        shown = [child for child in target if isinstance(child, SvgElement) and child.name not in _SEPARATE]
        region = union(self._clipping(child, inner) for child in shown)
        if look.clip:
            region = intersection(region, self._clip(look.clip, target, outer, path))
        return region

    def _look_above(self, element: SvgElement, units: Units) -> Look:
        """What an element inherits from those that it stands in, wherever it is used."""
        above: list[SvgElement] = []
        while (parent := self._above.get(element)) is not None:
            element = parent  # type: ignore[assignment] # the reader makes no others
            above.append(element)
        look = Look({}, units)
        for one in reversed(above):
            look = look.inside({name: said for name, said in self._own(one).items() if name not in ("width", "height")})
        return look

    def _clipping(self, element: SvgElement, around: Around) -> Region:
        """What one child of a ``clipPath`` leaves."""
        look = around.look.inside(self._own(element))
        if not look.shown:
            return ()
        inner = around.inside(look, look.matrix)
        if element.name == "use":
            target = self._target(element.link, element)
            at = Measured(element, look.units)
            if target.name not in SHAPES or (look.clip and (at.across("x") or at.down("y"))):
                raise NotDrawn(f"<use> of a <{target.name}> in a <clipPath> cannot be drawn", _FLATTEN, element.line)
            region = self._clipping(target, inner.inside(look, (1, 0, 0, 1, at.across("x"), at.down("y"))))
            shape: Path = ()
        elif element.name in SHAPES:
            shape = outline(element, look.units)
            self._clip_points += sum(CURVE_STEPS if segment.operator == "c" else 1 for segment in shape)
            if self._clip_points > _MOST_CLIP_POINTS:
                raise _TooMuch("its clip-paths have too many points", "simplify it, or export it as PNG")
            region = region_of(shape, inner.matrix, look.even_odd("clip-rule")) if look.visible else ()
        else:
            raise NotDrawn(f"<{element.name}> in a <clipPath> cannot be drawn", _FLATTEN, element.line)
        return intersection(region, self._clip(look.clip, element, inner, shape)) if look.clip else region


def _view(element: SvgElement, size: Units) -> tuple[Matrix, Units]:
    """The matrix of a viewport and the units in it."""
    if "viewBox" not in element.attrib:
        return IDENTITY, size
    view = view_box(element.attrib["viewBox"])
    across, down, left, top = fitted(view, size.width, size.height, element.get("preserveAspectRatio", "xMidYMid"))
    return (across, 0.0, 0.0, down, left, top), Units(view.width, view.height)


def _box_path(width: float, height: float) -> Path:
    corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    return (*(Segment("l" if index else "m", corner) for index, corner in enumerate(corners)), Segment("h"))


def _bounding_box(clip: SvgElement, path: Path) -> Matrix:
    """The matrix of units that are shares of the box around a shape."""
    if clip.get("clipPathUnits", "").strip() != "objectBoundingBox" or not path:
        raise NotDrawn("clipPathUnits of a group cannot be drawn", "clip with userSpaceOnUse", clip.line)
    points = [point for ring in region_of(path, IDENTITY, False) for point in ring]
    if not points:
        raise NotDrawn("a shape without an area is clipped by its box", _FLATTEN, clip.line)
    left, top = (min(point[axis] for point in points) / CLIP_UNIT for axis in (0, 1))
    right, bottom = (max(point[axis] for point in points) / CLIP_UNIT for axis in (0, 1))
    return (right - left, 0.0, 0.0, bottom - top, left, top)


def strokable(path: Path, pencil: Pencil) -> Path:
    """A path without its parts of no length, which have no stroke with butt caps. Raises ``NotDrawn`` where they would have one of two kinds."""
    starts = [index for index, segment in enumerate(path) if segment.operator == "m"]
    kept: list[Segment] = []
    for start, end in pairwise((*starts, len(path))):
        part = path[start:end]
        if _goes_anywhere(part):
            kept += part
        elif len(part) > 1 and pencil.cap:
            if pencil.cap == 2 or part[-1].operator == "h":
                raise NotDrawn(
                    "a line without a length and with caps is read differently by programs", "draw the dot as a <circle> or <rect>"
                )
            kept += part
    return tuple(kept)


def _goes_anywhere(path: Iterable[Segment]) -> bool:
    points = [points[n : n + 2] for _, points in path for n in range(0, len(points), 2)]
    return any(point != points[0] for point in points)
