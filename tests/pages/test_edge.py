"""The tab at the edge of a cover and of a separator, by which a stack is sorted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers.page_facts import Word, sheets
from rehabpress.loader.folders import Folders, ids
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.typeset.document import paginate_all
from rehabpress.typeset.edge import height_of, letters_of
from validators import semantic, ua1

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
DAY = dt.date(2026, 11, 20)
NAMES = ("Zoe Adams", "Bo Baker", "Ann Moss", "Sam Sample", "Amy Zebra")


@pytest.fixture(scope="module")
def press() -> Pipeline:
    return Pipeline(FOLDERS)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Sam Sample", "SA"),
        ("Sample, Sam", "SA"),
        ("Ana de la Cruz", "CR"),
        ("Jürgen Öztürk", "OZ"),
        ("Miles O'Neill", "ON"),
        ("Y", "Y"),
        ("p-1001", "01"),
        ("7", "7"),
        ("...", ""),
        ("", ""),
    ],
)
def test_the_letters_of_a_name_or_a_number(text: str, letters: str) -> None:
    assert letters_of(text) == letters


def test_letters_and_numbers_go_down_the_edge_in_order() -> None:
    down = [height_of(f"{letter}A") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert (down, down[0], down[-1]) == (sorted(set(down)), 0, 1)
    assert [height_of(f"{number:02}") for number in (0, 50, 99)] == [0, 50 / 99, 1]
    assert 0 <= height_of("Ж") <= 1


def pdf(press: Pipeline, name: str | None, theme: str, *, divider: bool) -> bytes:
    order = Order(plan="sacroiliac-joint", date=DAY, patient=name, layout="cover", annexes=(), theme=theme)
    page = press.divider(order, number="p-1042", pages=2) if divider else press.page(order)
    return write(paginate_all([press.part(page)], DAY))


def tab(made: bytes) -> list[Word]:
    """What stands in the right margin of the first page, from the top."""
    sheet = sheets(made)[0]
    return sorted(
        (word for word in sheet.words if word.right > sheet.width - 12 * 72 / 25.4 + 1 and len(word.text.strip()) == 1),
        key=lambda word: -word.top,
    )


@pytest.mark.parametrize("divider", [True, False])
@pytest.mark.parametrize("theme", ids(FOLDERS, "themes"))
def test_tabs_stand_at_heights_of_their_own(press: Pipeline, theme: str, divider: bool) -> None:
    made = [pdf(press, name, theme, divider=divider) for name in NAMES]
    tabs = [tab(one) for one in made]
    assert ["".join(word.text.strip() for word in one) for one in tabs] == ["AD", "BA", "MO", "SA", "ZE"]
    tops = [one[0].top for one in tabs]
    assert tops == sorted(set(tops), reverse=True)
    sheet = sheets(made[0])[0]
    assert all(sheet.width - word.right >= 6 * 72 / 25.4 - 1 for one in tabs for word in one)
    assert ua1.findings(made[0]) == semantic.findings(made[0]) == []
    assert "A\nD" not in semantic.text(made[0])


def test_without_a_name_a_separator_has_its_number_and_a_cover_nothing(press: Pipeline) -> None:
    assert "".join(word.text.strip() for word in tab(pdf(press, None, "clinic", divider=True))) == "42"
    assert tab(pdf(press, None, "clinic", divider=False)) == []
