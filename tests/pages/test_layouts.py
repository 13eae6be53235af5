"""Every layout in every theme on every paper for every sample plan: it builds, and what a person needs of a page holds on each of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.page_facts import Sheet, Word, outside, overlaps, sheets
from helpers.prepared import answered
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.layouts import read_theme
from rehabpress.model.theme import PAPERS, Paper
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order, PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.typeset.document import PagedDocument, paginate_all
from validators import semantic, ua1, verapdf

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
DAY = dt.date(2026, 11, 20)
LAYOUTS, THEMES, PLANS = layouts(FOLDERS), ids(FOLDERS, "themes"), ids(FOLDERS, "plans")
HARDEST = "everything"
CARDS = ("section.card", "section.cut")
PRINTABLE = 6 * 72 / 25.4 - 0.5
"""Points from an edge, from where printers print; lines are as wide as a hair more than they are drawn."""


@pytest.fixture(scope="module")
def press() -> Pipeline:
    return Pipeline(FOLDERS)


def built(press: Pipeline, layout: str, theme: str, paper: Paper, plan: str) -> tuple[PreparedDocument, PagedDocument]:
    order = Order(plan=plan, date=DAY, patient="Sample Patient", layout=layout, theme=theme, paper=paper, start=DAY, weeks=2)
    page = press.page(answered(press, order))
    return page, paginate_all([press.part(page)], DAY)


def cut_cards(page: PreparedDocument, packet: PagedDocument) -> Iterator[str]:
    """Cards on more than one page that would have fitted on one."""
    pages_of: dict[int, set[int]] = {}
    for number, sheet in enumerate(packet.pages):
        for placement in sheet.placements:
            pages_of.setdefault(placement.of, set()).add(number)
    part = page.theme.margins
    for n, block in enumerate(page.document.blocks):
        if block.style in CARDS and len(pages_of[n]) > 1:
            height = sum(p.y - _bottom(packet, number, p.y) for number in pages_of[n] for p in packet.pages[number].placements if p.of == n)
            if height < packet.pages[0].height - part.top - part.bottom - 60:
                yield f"block {n} is cut and only {height:.0f} pt high"


def _bottom(packet: PagedDocument, number: int, y: float) -> float:
    """Where what begins at ``y`` ends: the top of what follows on that page, or of its footer."""
    page = packet.pages[number]
    below = [p.y for p in page.placements if p.y < y - 0.01]
    return max(below, default=max((one.y for one in page.footer), default=0.0))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_is_right(press: Pipeline, layout: str, theme: str) -> None:
    floor = read_theme(FOLDERS, theme).smallest
    for paper in PAPERS:
        for plan in PLANS:
            page, packet = built(press, layout, theme, paper, plan)  # type: ignore[arg-type]
            pdf, margins, where = write(packet), page.theme.margins, f"{layout}, {theme}, {paper}, {plan}"
            if plan != HARDEST and paper != "A4":
                continue  # it builds; what its pages look like is seen on the others
            for number, sheet in enumerate(sheets(pdf), start=1):
                assert min(word.size for word in sheet.words) >= floor - 0.01, (where, number)
                assert list(overlaps(sheet)) == [], (where, number)
                right = PRINTABLE if page.document.edge else margins.right  # a tab stands in the margin
                assert list(outside(sheet, margins.left, margins.bottom, right, margins.top)) == [], (where, number)
            assert list(cut_cards(page, packet)) == [], where
            if plan == HARDEST:
                assert ua1.findings(pdf) == [], where
                assert semantic.findings(pdf) == [], where


def test_verapdf_agrees(press: Pipeline, tmp_path: Path) -> None:
    for layout in LAYOUTS:
        for theme, paper in zip(THEMES, ("A4", "A5", "Letter", "A4"), strict=True):
            (tmp_path / f"{layout}-{theme}.pdf").write_bytes(write(built(press, layout, theme, paper, HARDEST)[1]))  # type: ignore[arg-type]
    found = verapdf.findings(sorted(tmp_path.glob("*.pdf")))
    assert {path.stem: findings for path, findings in found.items() if findings} == {}
    assert len(found) == len(LAYOUTS) * len(THEMES)


def test_a_summary_is_one_sheet(press: Pipeline) -> None:
    """The lists of signs need the second side."""
    for plan in ("sacroiliac-joint", "first-visit", "lumbar-and-sacrum"):
        assert len(built(press, "summary", "clinic", "A4", plan)[1].pages) <= 2, plan


def test_two_cards_share_a_page(press: Pipeline) -> None:
    page, packet = built(press, "cards", "clinic", "A4", "sacroiliac-joint")
    cards = {n for n, block in enumerate(page.document.blocks) if block.style == "section.cut"}
    assert [len([p for p in sheet.placements if p.of in cards]) for sheet in packet.pages] == [2, 2, 2, 2, 0]


def test_large_print_is_set_anew(press: Pipeline) -> None:
    """Not a zoomed page: the same frame of reading, other lines, other pages, one column."""
    (usual, large) = (sheets(write(built(press, "booklet", theme, "A4", "sacroiliac-joint")[1])) for theme in ("clinic", "large-print"))
    assert (usual[0].width, usual[0].height) == (large[0].width, large[0].height)
    assert len(large) > len(usual)
    assert sum(word.size >= 18 for sheet in large for word in sheet.words) > 0.5 * sum(len(sheet.words) for sheet in large)
    cards = next(sheet for sheet in large if any(word.text.startswith("Start:") for word in sheet.words))
    starts = {round(word.left) for word in cards.words if word.size > 17}
    assert max(starts) < large[0].width / 2 or len([x for x in starts if x > large[0].width / 2]) < 3


def test_the_facts_can_be_wrong() -> None:
    one, other = Word(1, "one", 50, 100, 90, 112, 12), Word(1, "other", 80, 105, 130, 117, 12)
    sheet = Sheet(200, 300, (one, other), ((40, 90, 160, 95),))
    assert list(overlaps(sheet)) == [("other", "one")]
    assert list(overlaps(dataclasses.replace(sheet, words=(one, dataclasses.replace(other, left=91))))) == []
    assert list(outside(sheet, 45, 85, 40, 20)) == []
    assert list(outside(sheet, 60, 85, 20, 20)) == ['"one"', "a drawing at [40, 90, 160, 95]"]
