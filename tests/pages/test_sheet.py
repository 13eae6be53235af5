"""The one sheet: how many sides it takes, and what must not be lost to make it fit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rehabpress.loader.folders import Folders
from rehabpress.model.layout import Layout
from rehabpress.model.theme import Paper
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.typeset.document import paginate_all

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def press() -> Pipeline:
    return Pipeline(Folders((ROOT / "content",), (ROOT / "layouts",)))


def sides(press: Pipeline, plan: str, theme: str, paper: Paper) -> int:
    order = Order(plan=plan, date=DAY, patient="Sample Patient", layout="handout", annexes=(), theme=theme, paper=paper)
    return len(paginate_all([press.part(press.page(order))], DAY).pages)


@pytest.mark.parametrize(
    ("theme", "plan", "a4", "letter"),
    [
        ("clinic", "sacroiliac-joint", 2, 2),
        ("clinic", "first-visit", 2, 2),
        ("clinic", "knee-osteoarthritis", 2, 2),
        ("clinic", "lumbar-and-sacrum", 2, 3),
        ("clinic", "everything", 4, 4),
        ("ink-saver", "sacroiliac-joint", 2, 2),
        ("clear-print", "sacroiliac-joint", 3, 4),
    ],
)
def test_no_more_sides_than_planned(press: Pipeline, theme: str, plan: str, a4: int, letter: int) -> None:
    assert sides(press, plan, theme, "A4") <= a4
    assert sides(press, plan, theme, "Letter") <= letter


def test_pictures_are_lower_only_where_that_saves_a_side(press: Pipeline) -> None:
    """Three exercises that fit keep the full height, four on Letter do not."""

    theme = press.theme(Order(plan="first-visit", date=DAY, theme="clinic"), None)
    whole, *lower = [way.styles["img.sheet"].height for way in theme.tightened()]
    assert tuple(lower) == theme.tight["img.sheet"]
    assert tall(press, "knee-osteoarthritis", "A4") == whole
    assert tall(press, "sacroiliac-joint", "Letter") in lower


def tall(press: Pipeline, plan: str, paper: Paper) -> float | None:
    """The greatest height of pictures on a sheet, as it is set."""
    order = Order(plan=plan, date=DAY, layout="handout", annexes=(), theme="clinic", paper=paper)
    return press.part(press.page(order)).typesetter.theme.styles["img.sheet"].height


def test_narrow_margins_are_those_of_the_layout(press: Pipeline) -> None:
    theme = press.theme(Order(plan="first-visit", date=DAY, theme="clinic"), None)
    of = {
        layout: press.page(Order(plan="first-visit", date=DAY, layout=layout, theme="clinic")).theme.margins
        for layout in ("handout", "booklet")
    }
    assert of == {"handout": theme.narrow_margins, "booklet": theme.margins}
    assert theme.model_copy(update={"narrow_margins": None}).narrow().margins == theme.margins
    assert Layout.model_fields["margins"].default == "as the theme says"
