"""The weekly routine read back from its PDF: every box that the plan asks for, no other, every row whole."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pytest
import yaml

from helpers.page_facts import sheets
from rehabpress.api import build_handout
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.layouts import read_theme
from rehabpress.pipeline.order import Order
from rehabpress.support.colours import contrast
from validators import semantic, ua1

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PACKAGED = Folders((ROOT / "content",), (ROOT / "layouts",))
EXERCISES = [name for name in ids(PACKAGED, "exercises") if "\nneeds:" not in (ROOT / f"content/exercises/{name}.yaml").read_text("utf-8")]
"""Those to which a plan may give any dose."""
PLAN = "id: many\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\nexercises:\n"


@dataclass(frozen=True)
class Cell:
    """A cell of a routine: what a screen reader says of its boxes, how many rectangles are drawn, and on which page."""

    said: str
    drawn: int
    page: int


def plan(folder: Path, doses: Mapping[str, str]) -> Folders:
    """A project with one plan, ``many``, of these exercises; each dose has what its exercise may need, and what is given here."""
    path = folder / "content" / "plans" / "many.yaml"
    path.parent.mkdir(parents=True)
    lines = []
    for name, dose in doses.items():
        said = yaml.safe_load((ROOT / "content" / "exercises" / f"{name}.yaml").read_text("utf-8"))
        more = ["side: each"] if "changes" in said and "side" not in said.get("dose", {}) else []
        needs = said.get("needs", ())
        more += [
            f"{word}: {value}" for word, value in (("hold", "5 s"), ("duration", "1 min"), ("sets", "2"), ("rest", "30 s")) if word in needs
        ]
        if "duration" not in needs:
            more.append("reps: 5")
        lines.append(f"  - {{exercise: {name}, dose: {{{', '.join([*more, dose])}}}}}\n")
    path.write_text(PLAN + "".join(lines), encoding="utf-8")
    return Folders((folder / "content", ROOT / "content"), (ROOT / "layouts",))


def rows(pdf: bytes) -> Iterator[tuple[str, set[int], list[Cell]]]:
    """The rows of the table of a routine that are exercises: the words of their head, the pages they stand on, their days."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: n for n, page in enumerate(opened.pages)}
        drawn = [_rectangles(page) for page in opened.pages]
        said = semantic.structure(pdf)
        heads = iter([one.text for one in said if one.role == "TH"])
        for row in _of_role(opened.Root.StructTreeRoot.K, "/TR"):
            cells = _kids(row)
            words = [next(heads) for cell in cells if cell.S == "/TH"]
            if len(words) == 1 and not words[0].startswith(("Pain", "Effort")):
                days = [_cell(cell, pages, drawn) for cell in cells if cell.S == "/TD" and any(_of_role(cell, "/Figure"))]
                yield words[0], {pages[mark.objgen] for mark in _pages(row)}, days


def _of_role(element: Any, role: str) -> Iterator[Any]:
    if role == element.S:
        yield element
    for kid in _kids(element):
        yield from _of_role(kid, role)


def _kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return [kid for kid in (list(found) if isinstance(found, pikepdf.Array) else [found]) if not isinstance(kid, int) and "/S" in kid]


def _pages(element: Any) -> Iterator[Any]:
    if "/Pg" in element:
        yield element.Pg
    for kid in _kids(element):
        yield from _pages(kid)


def _cell(cell: Any, pages: Mapping[Any, int], drawn: list[dict[int, int]]) -> Cell:
    (figure,) = list(_of_role(cell, "/Figure"))
    page = pages[figure.Pg.objgen]
    marks = figure.K if isinstance(figure.K, pikepdf.Array) else [figure.K]
    return Cell(str(figure.Alt), sum(drawn[page][int(mark)] for mark in marks), page)


def _rectangles(page: pikepdf.Page) -> dict[int, int]:
    """How many rectangles each mark of a page draws."""
    found: dict[int, int] = {}
    number = -1
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = list(instruction.operands)
        operator = str(instruction.operator)
        if operator == "BDC":
            number = int(operands[1].get("/MCID", -1)) if isinstance(operands[1], pikepdf.Dictionary) else -1
        elif operator == "re":
            found[number] = found.get(number, 0) + 1
        found.setdefault(number, 0)
    return found


@pytest.mark.parametrize("times", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [1, 6, 12, 25])
def test_boxes_are_those_of_the_plan(tmp_path: Path, count: int, times: int) -> None:
    chosen = EXERCISES[:count]
    assert len(chosen) == count
    days = {name: 1 + n % 7 for n, name in enumerate(chosen)}
    folders = plan(tmp_path, {name: f"times_per_day: {times}, days_per_week: {days[name]}" for name in chosen})
    built = build_handout(Order(plan="many", date=DAY, layout="routine", start=dt.date(2026, 11, 23)), folders)
    found = list(rows(built.pdf))
    assert len(found) == count
    for card, (head, on, cells) in zip(built.handout.cards, found, strict=True):
        assert card.name in head
        assert all(" ".join(sentence.split()) in " ".join(head.split()) for sentence in card.text.sentences)
        assert len(on) == 1, f"{card.name} is cut"
        assert [cell.drawn for cell in cells].count(times) == days[card.id]
        assert [cell.drawn for cell in cells].count(0) == 7 - days[card.id]
        assert all(cell.said.startswith(f"{card.name}, ") for cell in cells)
        assert {cell.said.partition(". ")[2] for cell in cells if cell.drawn} == {f"Boxes to tick: {times}"}
        assert {cell.said.partition(": ")[2] for cell in cells if not cell.drawn} <= {"rest day"}
        assert [day for cell, day in zip(cells, DAYS, strict=True) if day not in cell.said] == []
    assert min(word.size for sheet in sheets(built.pdf) for word in sheet.words) >= 12
    assert ua1.findings(built.pdf) == []
    assert semantic.findings(built.pdf) == []


@pytest.mark.parametrize("theme", ["clinic", "clear-print", "large-print"])
def test_the_day_of_the_month_is_whole_in_its_column(tmp_path: Path, theme: str) -> None:
    folders = plan(tmp_path, {"bridge": "times_per_day: 2, days_per_week: 7"})
    built = build_handout(Order(plan="many", date=DAY, layout="routine", start=dt.date(2026, 11, 23), theme=theme), folders)
    words = [word.text.strip() for word in sheets(built.pdf)[0].words]
    at = words.index("Mon")
    assert words[at : at + 14] == [
        said for day, n in zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], range(23, 30), strict=True) for said in (day, str(n))
    ]


def test_the_grid_outlives_a_photocopier() -> None:
    """Where pain is written in there is nothing but its lines."""
    for name in ("clinic", "ink-saver", "clear-print", "large-print"):
        theme = read_theme(PACKAGED, name)
        rows, columns = theme.style("table.routine").row_line, theme.style("td.blank").left
        for line in (rows, columns):
            assert line is not None
            assert line.width >= 0.9
            assert contrast(theme.colours[line.colour], "#ffffff") >= 7


def test_a_range_is_drawn_as_firm_and_dashed_boxes(tmp_path: Path) -> None:
    folders = plan(tmp_path, {"bridge": "times_per_day: 1-3, days_per_week: 7"})
    pdf = build_handout(Order(plan="many", date=DAY, layout="routine"), folders).pdf
    (_, _, cells) = next(rows(pdf))
    assert [(cell.drawn, cell.said.partition(". ")[2]) for cell in cells] == [(3, "Boxes to tick: 1, and up to 2 more if you can")] * 7
    assert "Dashed boxes are optional." in semantic.text(pdf)


def test_a_sheet_of_each_week_says_which_it_is(tmp_path: Path) -> None:
    folders = plan(tmp_path, {"bridge": "times_per_day: 1, days_per_week: 7"})
    pdf = build_handout(Order(plan="many", date=DAY, layout="routine", weeks=3, start=DAY), folders).pdf
    feet = semantic.decoration(pdf)
    weeks = [next(n for n in range(1, 9) if f"week {n}" in foot) for foot in feet]
    assert weeks == sorted(weeks)
    assert set(weeks) == {1, 2, 3}
    assert all("many · " in foot for foot in feet)
    assert "Week 2: 23–29 Nov 2026" in semantic.text(pdf)


@pytest.mark.parametrize("print_", ["standard", "clear", "large"])
def test_days_have_their_dates_on_one_line(print_: Literal["standard", "clear", "large"]) -> None:
    """In narrow columns "23 Nov" became "23 No" and "v"; the month stands in the heading."""
    folders = Folders((ROOT / "content",), (ROOT / "layouts",))
    order = Order(plan="sacroiliac-joint", date=DAY, layout="routine", start=dt.date(2026, 11, 23), format=print_)
    words = sheets(build_handout(order, folders).pdf)[0].words
    dates = [word for word in words if word.text.strip() in {str(day) for day in range(23, 30)}]
    assert [word.text.strip() for word in dates] == [str(day) for day in range(23, 30)]
    assert max(word.bottom for word in dates) - min(word.bottom for word in dates) < 2


@pytest.mark.parametrize(("print_", "lines"), [("standard", 1), ("clear", 1), ("large", 2)])
def test_the_heading_and_the_code_of_a_sheet_are_short(print_: Literal["standard", "clear", "large"], lines: int, tmp_path: Path) -> None:
    """ "Your week: Week 1: 30 Nov - 6 Dec 2026" had three lines, and the code at the foot was cut before its week."""
    folders = plan(tmp_path, {"bridge": "times_per_day: 2, days_per_week: 7"})
    path = tmp_path / "content" / "plans" / "many.yaml"
    path.rename(path.with_name("a-name-that-is-rather-long.yaml"))
    path = path.with_name("a-name-that-is-rather-long.yaml")
    path.write_text(path.read_text("utf-8").replace("id: many", f"id: {path.stem}"), "utf-8")
    order = Order(plan=path.stem, patient="Sample Patient", date=DAY, layout="routine", start=dt.date(2026, 11, 30), format=print_)
    words = sheets(build_handout(order, folders).pdf)[0].words
    (first,) = [word for word in words if word.text.strip().startswith("Week 1:")]
    assert len({round(word.bottom) for word in words if word.size == first.size and abs(word.bottom - first.bottom) < 80}) <= lines
    assert [word.text for word in words if re.search(r"\b[0-9a-f]{7}\s·\sweek\s1", word.text)]


def test_a_week_says_where_all_signs_are() -> None:
    """It went out alone and sent its reader to a sheet that he had not."""
    folders = Folders((ROOT / "content",), (ROOT / "layouts",))
    week = Order(plan="sacroiliac-joint", date=DAY, layout="routine")
    alone = semantic.text(build_handout(week, folders).pdf)
    assert "All signs: on these pages." in alone
    assert "exercise sheet" not in alone
    beside = semantic.text(build_handout(Order(plan="sacroiliac-joint", date=DAY, annexes=("routine",)), folders).pdf)
    assert "All signs: exercise sheet." in beside


def test_four_exercises_four_times_a_day_are_one_side_beside_the_sheet(tmp_path: Path) -> None:
    chosen = ("knee-to-chest", "trunk-rotation", "bird-dog", "bridge")
    folders = plan(tmp_path, dict.fromkeys(chosen, "times_per_day: 4, days_per_week: 7"))
    order = Order(plan="many", patient="Sample Patient", date=DAY, annexes=("routine",), start=dt.date(2026, 11, 30))
    said = [" ".join(word.text for word in sheet.words) for sheet in sheets(build_handout(order, folders).pdf)]
    assert all(words in said[-1] for words in ("Bridge", "Stop and call", "Your pain", "Notes"))


def test_the_traffic_light_is_the_clinics(tmp_path: Path) -> None:
    folders = plan(tmp_path, {"bridge": "times_per_day: 1, days_per_week: 7"})
    clinic = (ROOT / "content" / "clinics" / "sample-clinic.yaml").read_text("utf-8")
    said = []
    for text in (clinic, clinic[: clinic.index("pain:")] + "sample: true\n"):
        path = tmp_path / "content" / "clinics" / "sample-clinic.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        said.append(semantic.text(build_handout(Order(plan="many", date=DAY, layout="routine"), folders).pdf))
    lines = ("0 to 3: carry on.", "4 to 5: do less next time.", "6 to 10: stop, and call us on 01632 960000.")
    assert all(line in said[0] for line in lines)
    assert "carry on" not in said[1]
    assert "Call us on 01632 960000." in said[1]
