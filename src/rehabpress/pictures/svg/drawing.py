"""SVG files to ReportLab drawings. Whatever is not on the closed list is a problem with its line, and never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportlab.graphics import shapes

from rehabpress.pictures.svg.cascade import Declared, cascade
from rehabpress.pictures.svg.document import NotDrawn, SvgElement, read_document
from rehabpress.pictures.svg.layers import to_drawing
from rehabpress.pictures.svg.values import Units, length, view_box
from rehabpress.pictures.svg.walk import Refuse, Walk
from rehabpress.support.problems import Place, Problem, ProblemsFound

_POINTS = 0.75
"""A pixel of SVG is 1/96 inch."""
_LARGEST = 14_400
_OF_THE_PAGE = ("vw", "vh", "vmin", "vmax", "content")


def drawing_of_svg(data: bytes, place: Place) -> shapes.Drawing:
    """The picture as a ``Drawing``. Raises ``ProblemsFound`` for a file that is broken, or holds what cannot be drawn as it was meant."""
    problems: dict[str, Problem] = {}

    def refuse(error: NotDrawn) -> None:
        problems.setdefault(str(error), Problem(replace(place, line=error.line), str(error), error.hint))

    drawing = None
    try:
        drawing = _drawing(read_document(data), refuse)
    except NotDrawn as error:
        refuse(error)
    if drawing is None or problems:
        raise ProblemsFound(sorted(problems.values(), key=lambda problem: problem.place.line))
    return drawing


def _drawing(root: SvgElement, refuse: Refuse) -> shapes.Drawing:
    styles = cascade(root)
    walk = Walk(root, styles, refuse)
    width, height = natural_size(root, styles.of(root))
    layers = walk.layers(width, height)
    if not layers and not walk.refused:
        raise NotDrawn("this picture shows nothing", "export it again")
    return to_drawing(layers, width, height, _POINTS)


def natural_size(root: SvgElement, own: Mapping[str, Declared]) -> tuple[float, float]:
    """The width and height of a picture in pixels, from what it says or its ``viewBox``. Raises ``NotDrawn``."""
    said = [own[name].value if name in own else root.get(name, "").strip() for name in ("width", "height")]
    width, height = (_pixels(value, name in own) for value, name in zip(said, ("width", "height"), strict=True))
    if width is None or height is None:
        if "viewBox" not in root.attrib:
            raise NotDrawn("this picture does not say how large it is", "give its <svg> a viewBox", root.line)
        view = view_box(root.attrib["viewBox"])
        scale = width / view.width if width is not None else height / view.height if height is not None else 1.0
        shares = {value for value in said if value.endswith("%")}
        alike = len(shares) == 1 and said[0] == said[1]
        if shares and not alike and (shares != {"100%"} or abs(scale - 1) > 1e-6):
            raise NotDrawn("its width and height are shares of nobody knows what", "give its <svg> lengths in px", root.line)
        width, height = view.width * scale, view.height * scale
    if not (1 <= width <= _LARGEST and 1 <= height <= _LARGEST):
        raise NotDrawn(f"this picture is {width:g} by {height:g} pixels large", "export it again in the size of a page", root.line)
    return width, height


def _pixels(value: str, css: bool) -> float | None:
    """A length of the whole picture; None for one that the page around it would decide."""
    if value in ("", "auto") or value.endswith("%") or (css and value.endswith(_OF_THE_PAGE)):
        return None
    return length("the size of the picture", value, Units(0, 0), 0, css)
