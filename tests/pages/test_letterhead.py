"""The look of a clinic's own: its colour, and a logo in its proportions."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.page_facts import sheets
from rehabpress.api import build_handout
from rehabpress.loader.folders import Folders
from rehabpress.model.theme import Paper
from rehabpress.pipeline.order import Order
from rehabpress.support.colours import TEXT, as_accent, contrast, tint
from rehabpress.support.problems import ProblemsFound

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)
MM = 72 / 25.4
PURPLE = "#7a1f5c"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def of_clinic(folder: Path, line: str = "", *, logo: str = "") -> Folders:
    """The packaged content with the sample clinic changed: another line in its file, another logo."""
    text = (ROOT / "content" / "clinics" / "sample-clinic.yaml").read_text(encoding="utf-8")
    for name, said in (("clinics/sample-clinic.yaml", f"{text}{line}\n"), ("pictures/sample-clinic.svg", logo)):
        if said:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(said, encoding="utf-8")
    return Folders((folder, ROOT / "content"), (ROOT / "layouts",))


def order(theme: str = "clinic", paper: Paper = "A4") -> Order:
    return Order(plan="sacroiliac-joint", date=DAY, annexes=(), theme=theme, paper=paper)


def painted(pdf: bytes) -> set[str]:
    """The colours that pages are painted in, as ``#rrggbb``."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for said in pikepdf.parse_content_stream(page):
                if str(said.operator) in ("rg", "RG"):
                    found.add("#" + "".join(f"{round(float(part) * 255):02x}" for part in said.operands))
    return found


def test_headings_and_boxes_have_the_colour_of_the_clinic(tmp_path: Path) -> None:
    plain, ours = (
        build_handout(order(), folders).pdf for folders in (of_clinic(tmp_path / "a"), of_clinic(tmp_path / "b", f'accent: "{PURPLE}"'))
    )
    assert {PURPLE, tint(PURPLE)} <= painted(ours)
    assert painted(ours) - {PURPLE, tint(PURPLE)} == painted(plain) - {"#14555c", "#e7f1f2"}


def test_black_lines_stay_black(tmp_path: Path) -> None:
    assert PURPLE not in painted(build_handout(order("ink-saver"), of_clinic(tmp_path, f'accent: "{PURPLE}"')).pdf)


def test_a_colour_that_would_not_be_read_is_refused_with_the_nearest_that_is(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        build_handout(order(), of_clinic(tmp_path, 'accent: "#7fc4c9"'))
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (35, 9)
    assert problem.what == "accent: #7fc4c9 is too faint for headings: on its own tint it has a contrast of 1.85:1 and needs 4.5:1"
    assert problem.hint == f'the nearest that can be read and copied: "{as_accent("#7fc4c9")}"'
    build_handout(order(), of_clinic(tmp_path, f'accent: "{as_accent("#7fc4c9")}"'))


@given(COLOURS)
def test_the_nearest_colour_can_be_read_and_one_that_can_stays(colour: str) -> None:
    found = as_accent(colour)
    assert min(contrast(found, tint(found)), contrast(found, "#ffffff")) >= TEXT
    if contrast(colour, tint(colour)) >= TEXT:
        assert found == colour


@pytest.mark.parametrize(
    ("wide", "paper", "theme", "millimetres"),
    [(1, "A4", "clinic", 13), (3, "A4", "clinic", 39), (6, "A4", "clinic", 60), (6, "Letter", "large-print", 60), (6, "A5", "clinic", 16)],
)
def test_a_logo_keeps_its_proportions_and_leaves_room_for_the_phone(
    tmp_path: Path, wide: int, paper: Paper, theme: str, millimetres: float
) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * 50}" height="50"><rect width="{wide * 50}" height="50"/></svg>'
    pdf = build_handout(order(theme, paper), of_clinic(tmp_path, logo=logo)).pdf
    assert logo_width(pdf) == pytest.approx(millimetres * MM, abs=0.2)
    assert [word.text for word in sheets(pdf)[0].words if word.size > 20 and "960" in word.text] == ["01632 960000"]


def logo_width(pdf: bytes) -> float:
    """How wide the first picture of a paper is set."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [
            one.A.BBox for one in opened.objects if isinstance(one, pikepdf.Dictionary) and str(one.get("/Alt", "")).startswith("Logo")
        ]
        left, _, right, _ = map(float, boxes[0])
        return right - left
