"""The one sheet: how many sides it takes, and what must not be lost to make it fit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.page_facts import sheets
from helpers.prepared import answered
from rehabpress.api import build_handout
from rehabpress.batch.planning import Defaults, plan_jobs
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import Typed
from rehabpress.loader.rosters.read import read_roster
from rehabpress.markup.picture_names import picture_names
from rehabpress.model.layout import Layout
from rehabpress.model.theme import Paper
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import Origin, Place
from rehabpress.typeset.document import PagedDocument, pages_of, paginate_all

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))


@pytest.fixture(scope="module")
def press() -> Pipeline:
    return Pipeline(FOLDERS)


EXERCISES = ("knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog", "bridge", "pelvic-tilt", "clamshell", "cat-cow")
PLANS = ids(FOLDERS, "plans")
HARDEST = "everything"
LARGER = ("clear-print", "large-print")
FULL = 0.7
"""No page but the last is filled less."""
HALF_SMALL = 0.5
"""On A5 in clear print: a frame of signs that is kept whole is half as high as its page."""


def of_length(count: int) -> Typed:
    """A plan of so many exercises."""
    data: dict[str, object] = {"id": f"plan-of-{count}", "clinic": "sample-clinic", "conditions": ("sacroiliac-joint-pain",)}
    data |= {"dose": {"times_per_day": 2, "days_per_week": 7}, "next_visit": "in 4 weeks"}
    data |= {"clinician": {"name": "Sam Sample"}, "exercises": tuple({"exercise": name, "dose": {"reps": 5}} for name in EXERCISES[:count])}
    return Typed("plans", data, Origin({}, Place("made up")))


def fills(packet: PagedDocument, press_pdf: bytes) -> list[float]:
    """How much of each page above its footer is filled."""
    out = []
    for sheet, page in zip(sheets(press_pdf), packet.pages, strict=True):
        foot = max(one.y for one in page.footer)
        lowest = min(word.bottom for word in sheet.words if word.bottom > foot)
        out.append(1 - (lowest - foot) / (sheet.height - foot))
    return out


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("theme", ids(FOLDERS, "themes"))
def test_no_more_sides_than_the_layout_allows(press: Pipeline, theme: str, paper: Paper) -> None:
    """Every sample, and 1 to 8 exercises."""
    plans: list[str | Typed] = [*PLANS, *map(of_length, range(1, 9))]
    for plan in plans:
        order = answered(press, Order(plan=plan, date=DAY, patient="Sample Patient", annexes=(), theme=theme, paper=paper))
        page = press.page(order)
        packet = paginate_all([press.part(page)], DAY)
        if plan == HARDEST and (theme in LARGER or paper == "A5"):
            continue  # every field that there is, and exceptions in whole sentences
        count = len(page.handout.cards)
        limit = press.budget([order], page)
        assert limit is not None or (paper == "A5" and theme == "large-print"), (theme, paper, count)
        two_regions = len(page.handout.safety.emergency) > 1 and paper == "A5"  # with the signs of each in a frame: one side more
        assert limit is None or len(packet.pages) <= limit + two_regions, (theme, paper, page.handout.plan)
        if limit is None:
            continue  # small paper for large print: few cards fit a side
        filled = fills(packet, write(packet))
        least = HALF_SMALL if paper == "A5" and theme == "clear-print" else FULL
        assert all(full >= least for full in filled[:-1]), (theme, paper, page.handout.plan, filled)


SECONDARY = ("routine", "tips", "avoid", "about", "sources", "summary", "cards", "cover", "record", "booklet")
FOUR_TIMES_A_DAY = ("after-knee-replacement",)
"""Four rows of four boxes a day, a ward and a surgeon to call: its week has a side more."""


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("theme", ids(FOLDERS, "themes"))
def test_other_papers_have_no_more_sides_than_their_layouts_allow(press: Pipeline, theme: str, paper: Paper) -> None:
    """Beside the sheet, with the gravest signs in a few words; the week by itself too, with all signs."""
    plans: list[str | Typed] = [*(one for one in PLANS if one != HARDEST), *map(of_length, range(1, 9))]
    for plan in plans:
        sheet = answered(press, Order(plan=plan, date=DAY, patient="Sample Patient", annexes=(), theme=theme, paper=paper))
        for layout in SECONDARY:
            alone = [replace(sheet, layout=layout)]
            for orders in [[*alone, sheet]] if layout != "routine" else [[*alone, sheet], alone]:
                page = press.pages(orders)[0]
                limit = press.budget(orders, page)
                assert limit is not None or paper == "A5", (theme, layout, page.handout.plan)
                more = layout == "routine" and plan in FOUR_TIMES_A_DAY
                assert limit is None or pages_of(press.part(page)) <= limit + more, (theme, paper, layout, page.handout.plan, len(orders))


def test_a_week_by_itself_may_have_a_side_more_for_all_signs(press: Pipeline) -> None:
    sheet = answered(press, Order(plan="sacroiliac-joint", date=DAY, annexes=(), theme="clinic"))
    week = replace(sheet, layout="routine")
    assert press.budget([week, sheet], press.pages([week, sheet])[0]) == 1
    assert press.budget([week], press.page(week)) == 2
    assert build_handout(week, FOLDERS).over is None


def test_make_handout_is_the_sheet_and_the_tips() -> None:
    """What ``make handout`` prints: two sides, and one for daily life with a picture; alone it is the sheet."""
    order = Order(plan="sacroiliac-joint", date=DAY)
    whole, alone = (build_handout(one, FOLDERS).pdf for one in (order, replace(order, annexes=())))
    assert (len(sheets(whole)), len(sheets(alone))) == (3, 2)
    tips = Pipeline(FOLDERS).page(replace(order, layout="tips")).document
    assert list(picture_names(tips.blocks)) == ["sample-clinic", "sitting-well"]


def test_the_day_fits_on_sixty_sides(press: Pipeline) -> None:
    rows = read_roster(ROOT / "content" / "rosters" / "sample.csv", FOLDERS).rows
    planned = plan_jobs(rows, press, Defaults("first-visit", DAY))
    assert not planned.problems
    sides_of = [len(paginate_all([press.part(page) for page in press.pages(job.orders)], DAY).pages) for job in planned.jobs]
    assert sum(sides_of) <= 60, sides_of


def test_pictures_are_as_high_as_the_sheet_has_room_for(press: Pipeline) -> None:
    """Three exercises leave room for higher ones than the theme's own, four on Letter need lower ones."""

    theme = press.theme(Order(plan="first-visit", date=DAY, theme="clinic"), None)
    own = theme.styles["img.sheet"].height
    assert tall(press, "knee-osteoarthritis", "A4") in theme.roomy["img.sheet"]
    assert tall(press, "sacroiliac-joint", "A4") == own
    assert tall(press, "sacroiliac-joint", "Letter") in theme.tight["img.sheet"]


def tall(press: Pipeline, plan: str, paper: Paper) -> float | None:
    """The greatest height of pictures on a sheet, as it is set."""
    order = answered(press, Order(plan=plan, date=DAY, layout="handout", annexes=(), theme="clinic", paper=paper))
    return press.part(press.page(order)).typesetter.theme.styles["img.sheet"].height


def test_narrow_margins_are_those_of_the_layout(press: Pipeline) -> None:
    theme = press.theme(Order(plan="first-visit", date=DAY, theme="clinic"), None)
    assert press.page(Order(plan="first-visit", date=DAY, theme="clinic")).theme.margins == theme.narrow_margins != theme.margins
    assert theme.model_copy(update={"narrow_margins": None}).narrow().margins == theme.margins
    assert Layout.model_fields["margins"].default == "as the theme says"


def test_the_only_exercise_has_a_large_picture(press: Pipeline) -> None:
    page = press.page(Order(plan=of_length(1), date=DAY, annexes=(), theme="clinic"))
    assert "sheet-one" in repr(page.document.blocks)
    assert (press.part(page).typesetter.theme.styles["img.sheet-one"].height or 0) > (page.theme.styles["img.sheet"].height or 0) * 1.3


def test_what_to_tell_before_one_exercise_stands_in_both_columns(press: Pipeline) -> None:
    plan = of_length(1)
    data = {key: value for key, value in plan.data.items() if key != "clinician"}
    pdf = write(paginate_all([press.part(press.page(Order(plan=replace(plan, data=data), date=DAY, annexes=(), theme="clinic")))], DAY))
    (sheet,) = [one for one in sheets(pdf) if any("Tell us before" in word.text for word in one.words)]
    (head,) = [word for word in sheet.words if "Tell us before" in word.text]
    beside = [word for word in sheet.words if word.left > sheet.width / 2 and 5 < head.bottom - word.bottom < 30]
    assert head.left < sheet.width / 4
    assert beside


def words_of_pages(pdf: bytes) -> list[str]:
    return [" ".join(" ".join(word.text for word in sheet.words).split()) for sheet in sheets(pdf)]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("theme", LARGER)
def test_steps_on_the_next_side_have_the_name_of_their_exercise_above_them(press: Pipeline, theme: str, paper: Paper) -> None:
    apart = 0
    for plan in PLANS:
        order = answered(press, Order(plan=plan, date=DAY, patient="Sample Patient", annexes=(), theme=theme, paper=paper))
        page = press.page(order)
        pages = words_of_pages(write(paginate_all([press.part(page)], DAY)))
        steps = Counter(step for card in page.handout.cards for step in (card.start, *card.steps))
        for card in page.handout.cards:
            on = [{n for n, text in enumerate(pages) if step in text} for step in (card.start, *card.steps) if steps[step] == 1]
            sides = {n for found in on if len(found) == 1 for n in found}
            assert all(card.name in pages[n] for n in sides), (plan, card.name)
            apart += min(sides) > 0 and card.name in pages[min(sides) - 1]
    assert apart > 1


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
@pytest.mark.parametrize("theme", LARGER)
def test_no_card_is_cut_within_its_steps(press: Pipeline, theme: str, paper: Paper) -> None:
    plans: list[str | Typed] = [*PLANS, of_length(8)]
    for plan in plans:
        order = answered(press, Order(plan=plan, date=DAY, patient="Sample Patient", annexes=(), theme=theme, paper=paper))
        page = press.page(order)
        pages = [bare(text) for text in words_of_pages(write(paginate_all([press.part(page)], DAY)))]
        for card in page.handout.cards:
            steps = bare("".join(f"{n}.{step}" for n, step in enumerate((card.start, *card.steps), start=1)))
            assert [text for text in pages if steps in text], (page.handout.plan, card.name)


def test_a_full_side_is_not_bought_with_pictures_much_lower(press: Pipeline) -> None:
    """Cutting its cards would fill the sides of the hardest plan in clear print, and leave pictures of 24 mm."""
    order = answered(press, Order(plan=HARDEST, date=DAY, patient="Sample Patient", annexes=(), theme="clear-print", paper="A4"))
    styles = press.part(press.page(order)).typesetter.theme.styles
    assert styles["section.sheet-card"].keep_together
    assert (styles["img.sheet"].height or 0) > 40 * 72 / 25.4


def bare(text: str) -> str:
    """The text without its spaces."""
    return "".join(text.split())


def test_lists_in_one_column_go_by_how_soon_help_is_needed(press: Pipeline) -> None:
    """In two columns those to call the clinic for stand below the emergency signs."""
    order = answered(press, Order(plan="sacroiliac-joint", date=DAY, annexes=(), theme="clinic"))
    heads = ("Call 999 or go to A&E now", "Stop and call 999 now", "or your doctor the same day", "Stop, rest and call us")
    places = {}
    for theme in ("clinic", *LARGER):
        page = press.page(replace(order, theme=theme))
        text = " ".join(words_of_pages(write(paginate_all([press.part(page)], DAY))))
        places[theme] = [text.index(head) for head in heads]
    assert all(places[theme] == sorted(places[theme]) for theme in LARGER)
    assert places["clinic"][2] < places["clinic"][1]


def test_a_theme_says_which_columns_it_stacks_on_its_paper(press: Pipeline) -> None:
    clinic, large = (press.theme(Order(plan="first-visit", date=DAY, theme=name), None) for name in ("clinic", "large-print"))
    assert "sheet-help" not in clinic.stacked
    assert "sheet-help" in clinic.on("A5").stacked & large.stacked
    assert "footer" not in clinic.on("A5").stacked | large.stacked


def test_paper_that_is_too_small_for_its_theme_is_named() -> None:
    order = Order(plan="sacroiliac-joint", date=DAY, annexes=(), theme="large-print", paper="A5")
    small, right = (build_handout(one, FOLDERS) for one in (order, replace(order, paper="A4")))
    assert str(small.small) == "10 sides of A5, which is too small for this theme: on A4 or Letter 4 are right"
    assert (small.over, right.small) == (None, None)
    assert build_handout(replace(order, theme="clear-print"), FOLDERS).small is None


def test_a_card_in_large_print_is_whole_where_cutting_it_saves_no_side() -> None:
    built = build_handout(Order(plan="carpal-tunnel-syndrome", date=DAY, annexes=(), theme="large-print"), FOLDERS)
    pages = words_of_pages(built.pdf)
    assert len(pages) == 4
    for card in built.handout.cards:
        assert [page for page in pages if card.name in page and card.steps[-1] in page], card.name
