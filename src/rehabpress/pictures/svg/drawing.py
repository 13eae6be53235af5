"""SVG files to ReportLab drawings. Whatever is not on the closed list is a problem with its line, and never a guess."""

from __future__ import annotations

from dataclasses import replace

from reportlab.graphics import shapes

from rehabpress.pictures.svg.cascade import cascade
from rehabpress.pictures.svg.document import NotDrawn, SvgElement, read_document
from rehabpress.pictures.svg.layers import to_drawing
from rehabpress.pictures.svg.values import Units, length, view_box
from rehabpress.pictures.svg.walk import Refuse, Walk
from rehabpress.support.problems import Place, Problem, ProblemsFound

_POINTS = 0.75
"""A pixel of SVG is 1/96 inch."""
_LARGEST = 14_400
_SIZELESS = ("", "auto", "100%")


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
    walk = Walk(root, cascade(root), refuse)
    width, height = natural_size(root)
    layers = walk.layers(width, height)
    if not layers and not walk.refused:
        raise NotDrawn("this picture shows nothing", "export it again")
    return to_drawing(layers, width, height, _POINTS)


def natural_size(root: SvgElement) -> tuple[float, float]:
    """The width and height of a picture in pixels, from its attributes or its ``viewBox``. Raises ``NotDrawn``."""
    view = view_box(root.attrib["viewBox"]) if "viewBox" in root.attrib else None
    said = {name: root.get(name, "").strip() for name in ("width", "height")}
    known = {name: length(name, value, Units(0, 0), 0) for name, value in said.items() if value not in _SIZELESS and value[-1:] != "%"}
    if view is None and len(known) < 2:
        raise NotDrawn("this picture does not say how large it is", "give its <svg> a viewBox", root.line)
    if view is not None:
        if not known:
            if said["width"] != said["height"] and all(value[-1:] == "%" for value in said.values()):
                raise NotDrawn("its width and height are different shares of nobody knows what", "give its <svg> lengths in px", root.line)
            known = {"width": view.width, "height": view.height}
        elif "height" not in known:
            known["height"] = known["width"] * view.height / view.width
        elif "width" not in known:
            known["width"] = known["height"] * view.width / view.height
    width, height = known["width"], known["height"]
    if not (1 <= width <= _LARGEST and 1 <= height <= _LARGEST):
        raise NotDrawn(f"this picture is {width:g} by {height:g} pixels large", "export it again in the size of a page", root.line)
    return width, height
