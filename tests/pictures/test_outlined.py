"""A logo without solid areas, for paper that saves ink."""

from __future__ import annotations

from rehabpress.pictures.load import PictureFile, picture
from rehabpress.pictures.outlined import outlined
from rehabpress.pictures.pdf_operators import operators
from rehabpress.pictures.svg.drawing import drawing_of_svg
from rehabpress.support.problems import Place

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 45"><g transform="scale(2)"><rect width="40" height="20" fill="#14555c"/></g><path d="M0 0H9" stroke="red" fill="none"/></svg>'


def test_a_solid_area_becomes_its_edge() -> None:
    solid = drawing_of_svg(LOGO, Place("logo.svg"))
    said, lines = (operators(one)[0].decode() for one in (solid, outlined(solid)))
    assert "0.078 0.333 0.361 rg" in said
    assert "rg" in lines
    assert {line for line in lines.splitlines() if line.endswith(" rg")} == {"1 1 1 rg"}
    assert {line for line in lines.splitlines() if line.endswith(" RG")} <= {"0 0 0 RG"}
    assert operators(solid)[0].decode() == said, "the drawing itself stays as it was"


def test_lines_are_asked_for_with_the_picture() -> None:
    file = PictureFile("logo", "logo.svg", LOGO)
    assert picture(file).xobject != picture(file, lines=True).xobject
