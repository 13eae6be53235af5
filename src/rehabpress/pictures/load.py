"""A picture's file to a drawing: SVG by ``svg``, PNG and JPEG by ``raster``. Files are read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.pictures.xobject import PictureContent
from rehabpress.support.problems import Place, Problem, ProblemsFound

_SVG = "svg"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file as it was read: the name that documents use, how a person calls the file, and its bytes."""

    name: str
    label: str
    data: bytes


def picture(file: PictureFile) -> PictureContent:
    """The drawing of a picture. Raises ``ProblemsFound`` that name the file when it is broken, huge, or holds what cannot be drawn as it was meant."""
    place = Place(file.label)
    if not file.data:
        raise ProblemsFound([Problem(place, "this picture is empty", "export it again")])
    if file.label.lower().endswith("." + _SVG):
        from rehabpress.pictures.svg import drawing_of_svg

        return drawing_of_svg(file.data, place)
    from rehabpress.pictures.raster import drawing_of_raster

    return drawing_of_raster(file.data, place)
