"""Loads a picture as an XObject: a ``Drawing``, SVG, PNG or JPEG. Reads no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabpress.pictures.cache import PictureCache, key
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.support.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_SVG = "svg"
_PIXELS = (b"\x89PNG", b"\xff\xd8\xff")
"""What PNG and JPEG begin with: pixels are read by what they are, whatever their file is called."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file as it was read: the name that documents use, how a person calls the file, and its bytes."""

    name: str
    label: str
    data: bytes


def picture(file: PictureFile, kept: PictureCache | None = None, *, lines: bool = False) -> PictureXObject:
    """The XObject of a picture; of an SVG file also as black ``lines``. ``kept`` spares reading one that was read before.

    Raises ``ProblemsFound`` that name the file when it is broken, huge, or holds what cannot be drawn as it was meant.
    """
    place = Place(file.label)
    if not file.data:
        raise ProblemsFound([Problem(place, "this picture is empty", "export it again")])
    if file.label.lower().endswith("." + _SVG) and not file.data.startswith(_PIXELS):
        name = key(b"svg", file.data, b"lines" if lines else b"")
        return kept.of(name, lambda: _from_svg(file.data, place, lines)) if kept else _from_svg(file.data, place, lines)
    from rehabpress.pictures.raster import drawing_of_raster

    return drawing_of_raster(file.data, place)


def _from_svg(data: bytes, place: Place, lines: bool) -> PictureXObject:
    from rehabpress.pictures.outlined import outlined
    from rehabpress.pictures.svg.drawing import drawing_of_svg

    drawing = drawing_of_svg(data, place)
    return drawing_picture(outlined(drawing) if lines else drawing, place)


def drawing_picture(drawing: Drawing, place: Place) -> PictureXObject:
    """The XObject of a ReportLab ``Drawing``. Raises ``ProblemsFound`` for one that holds what is not painted."""
    from rehabpress.pictures.painter import Unpaintable
    from rehabpress.pictures.pdf_operators import form

    try:
        return form(drawing)
    except Unpaintable as error:
        raise ProblemsFound([Problem(place, str(error), error.hint)]) from None
