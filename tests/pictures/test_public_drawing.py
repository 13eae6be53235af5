"""The figure of an exercise for any ReportLab program, and a caller's own drawing on a handout."""

from __future__ import annotations

import datetime as dt
import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.graphics import renderPDF, renderSVG, shapes
from reportlab.lib.colors import Color
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

import rehabpress
from helpers.figure_strategies import FOLDERS
from rehabpress.pictures.png_writer import to_png
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

ORDER = rehabpress.Order(plan="sacroiliac-joint", date=dt.date(2026, 11, 20))
GREEN = Color(0, 1, 0)


def test_a_figure_in_a_story_of_platypus() -> None:
    figure = rehabpress.drawing("bird-dog", side="left", folders=FOLDERS)
    assert isinstance(figure, shapes.Drawing)
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph("Bird dog", getSampleStyleSheet()["Normal"]), figure])
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    assert "Bird dog" in page.get_textpage().get_text_range()
    ink = sum(page.render(scale=1).to_pil().convert("L").point(lambda v: v < 128).histogram()[1:])
    assert ink > 500


def test_reportlabs_renderers_take_a_figure() -> None:
    figure = rehabpress.drawing("bird-dog", folders=FOLDERS)
    page = pypdfium2.PdfDocument(renderPDF.drawToString(figure))[0]
    theirs = page.render(scale=2).to_pil().convert("RGB")
    ours = Image.open(io.BytesIO(to_png(figure, 144))).convert("RGB")
    assert theirs.size == ours.size
    assert theirs.tobytes() == ours.tobytes()
    assert renderSVG.drawToString(figure).count("<path") > 20


def test_the_side_and_the_lines_are_those_asked_for() -> None:
    def png(**asked: object) -> bytes:
        return to_png(rehabpress.drawing("bird-dog", folders=FOLDERS, **asked), 40)  # type: ignore[arg-type]

    assert len({png(side="left"), png(side="right"), png(lines=True)}) == 3
    assert png() in (png(side="left"), png(side="right"))
    for asked, what in (({"side": "top"}, "is no side"), ({"body": "nobody"}, "nobody")):
        with pytest.raises(ProblemsFound) as found:
            png(**asked)
        assert what in str(found.value.problems[0])
    with pytest.raises(ProblemsFound):
        rehabpress.drawing("brid-dog", folders=FOLDERS)


def _greens(pdf: bytes) -> int:
    pages = [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
    return sum(page.tobytes().count(b"\x00\xff\x00") for page in pages)


def square(*more: object) -> shapes.Drawing:
    return shapes.Drawing(80, 80, shapes.Rect(0, 0, 80, 80, fillColor=GREEN, strokeColor=None), *more)


def test_a_drawing_of_the_caller_stands_in_place_of_the_figure() -> None:
    plain = rehabpress.build_handout(ORDER, FOLDERS)
    own = rehabpress.build_handout(ORDER, FOLDERS, pictures={"bird-dog": square()})
    assert _greens(plain.pdf) == 0
    assert _greens(own.pdf) > 2_000


def test_a_drawing_that_cannot_be_painted_or_is_not_shown_is_said() -> None:
    cases: tuple[tuple[str, object, str], ...] = (
        ("bird-dog", square(shapes.String(5, 5, "Text")), 'pictures["bird-dog"]: String is not painted'),
        ("bird-dog", "bird-dog.svg", 'pictures["bird-dog"]: this is a str'),
        ("brid-dog", square(), 'pictures["brid-dog"]: this paper shows no picture of that name'),
    )
    for name, given, what in cases:
        with pytest.raises(ProblemsFound) as found:
            rehabpress.build_handout(ORDER, FOLDERS, pictures={name: given})
        assert what in str(found.value.problems[0])
