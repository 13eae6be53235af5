"""Pictures on a bad photocopy: small, blurred a little, and each point black or white. What bodies stand on, hold or lean at is still there."""

from __future__ import annotations

import io
from functools import reduce

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from reportlab.graphics import renderPDF

from helpers.figure_strategies import bodies, library
from rehabpress.figure.draw import draw
from rehabpress.figure.line_art import WEIGHTS, in_heavier_lines
from rehabpress.figure.palette import BAND_LINE, FAR_LINE, LINE, PROP_LINE, TOWEL

pytestmark = pytest.mark.slow

HIGH, WIDE, DPI, FINER = 25 / 25.4, 60 / 25.4, 200, 4
"""How high and how wide the picture is at most, in inches, at how many points to the inch it is copied, and how much finer it is looked at before."""
FIGURES = ("sit-to-stand", "wall-squat", "heel-raise", "hip-abduction-bed", "hip-abduction-band", "standing-row", "stick-side-lift", "core-breathing",
           "plantar-towel-stretch", "pelvis-lift", "step-up", "shoulder-pendulum")  # fmt: skip
LINES = {"things": (PROP_LINE, TOWEL[2], BAND_LINE), "bodies": (LINE, FAR_LINE)}


def rendered(name: str, high: float = HIGH, wide: float = WIDE, *, heavier: bool = False) -> Image.Image:
    """A figure, so much finer than the copy; in the heavier lines that it has in that size."""
    drawing = draw(library()[name], bodies()["alex"])
    size = 72 * min(high / drawing.height, wide / drawing.width)
    if heavier:
        drawing = in_heavier_lines(drawing, [weight for below, weight in WEIGHTS if size < below][-1])
    made = io.BytesIO()
    renderPDF.drawToFile(drawing, made)
    scale = FINER * DPI * size / 72
    image: Image.Image = pypdfium2.PdfDocument(made.getvalue())[0].render(scale=scale).to_pil()
    return image.convert("RGB")


def in_colour(image: Image.Image, colour: str) -> Image.Image:
    """White where the image has that colour, or nearly."""
    apart = ImageChops.difference(image, Image.new("RGB", image.size, colour))
    return reduce(ImageChops.darker, [band.point(lambda value: 255 if value < 16 else 0) for band in apart.split()])


def lost(image: Image.Image, colours: tuple[str, ...]) -> float:
    """How much of the lines in those colours a copy has lost."""
    size = (image.width // FINER, image.height // FINER)
    lines = reduce(ImageChops.lighter, [in_colour(image, colour) for colour in colours])
    wanted = lines.resize(size, Image.Resampling.BOX).point(lambda value: 255 if value > 64 else 0)
    copy = (
        image.resize(size, Image.Resampling.BOX)
        .convert("L")
        .filter(ImageFilter.GaussianBlur(0.7))
        .point(lambda value: 255 if value > 128 else 0)
    )
    gone = ImageChops.darker(wanted, copy.filter(ImageFilter.MinFilter(3)))
    return gone.histogram()[255] / wanted.histogram()[255]


@pytest.mark.parametrize("name", FIGURES)
def test_a_copy_keeps_things_and_bodies(name: str) -> None:
    image = rendered(name)
    assert {what: round(share, 2) for what, colours in LINES.items() if (share := lost(image, colours)) > 0.12} == {}


ROW = (15 / 25.4, 28 / 25.4)
"""How high and how wide a picture of the weekly sheet is with six exercises, in inches."""


@pytest.mark.parametrize("name", FIGURES)
def test_a_copy_of_the_weekly_sheet_keeps_things_and_bodies(name: str) -> None:
    """Of lines that shrink with the picture a tenth to nine tenths are lost."""
    plain, heavier = ([lost(rendered(name, *ROW, heavier=heavier), colours) for colours in LINES.values()] for heavier in (False, True))
    assert max(heavier) < 0.03
    assert max(plain) > 0.1
