"""What an exercise must show stands under its own name, in the order of the plan, or the paper is not built."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from helpers.prepared import page_of
from helpers.safety_samples import DATE, FOLDERS, ROOT
from rehabpress.api import Order
from rehabpress.loader.folders import Folders
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

PLAN = """\
    id: two
    title: A plan of these tests
    message: Little and often.
    conditions: [sacroiliac-joint-pain]
    clinic: sample-clinic
    exercises:
      - {exercise: bird-dog, dose: {reps: 7, times_per_day: 2, days_per_week: 2}, note: Hold the table., days: [monday, friday]}
      - {exercise: knee-to-chest, dose: {reps: 5, times_per_day: 3, days_per_week: 7}}
    """
LAYOUT = '{% extends "handout.html" %}{% block content %}{% include "parts/safety.html" %}{% for card in handout.cards %}CARD{% endfor %}{% endblock %}'
CARD = """<section class="card"><h2>{{ card.name }}</h2>{% for s in card.text.sentences %}<p class="dose">{{ s }}</p>{% endfor %}
{% if card.on_days %}<p>{{ label("on_days", days=card.on_days) }}</p>{% endif %}{% if card.note %}<p>{{ card.note }}</p>{% endif %}
{% if card.not_if %}<p>{{ card.not_if | join("; ") }}</p>{% endif %}</section>"""


@dataclass(frozen=True)
class Sheet:
    """A clinic's folder with a layout of its own."""

    folder: Path

    def problems(self, template: str, shows: str = "[doses, days, notes, stops]", weeks: int = 1) -> list[str]:
        """What is wrong with the paper."""
        (self.folder / "plans").mkdir(exist_ok=True)
        (self.folder / "plans" / "two.yaml").write_text(dedent(PLAN), "utf-8")
        (self.folder / "mine.html").write_text(template, "utf-8")
        (self.folder / "mine.yaml").write_text(
            f"id: mine\ntitle: Mine\ndescription: For tests.\n{f'shows: {shows}' if shows else ''}\n", "utf-8"
        )
        folders = Folders((self.folder, *FOLDERS.content), (self.folder, *FOLDERS.layouts))
        try:
            page_of(Order(plan="two", date=DATE, layout="mine", weeks=weeks), folders)
        except ProblemsFound as found:
            return [str(problem) for problem in found.problems]
        return []


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path)


def of(card: str) -> str:
    return LAYOUT.replace("CARD", card)


RIGHT = {
    "cards": CARD,
    "a number before the name": CARD.replace("<h2>{{ card.name }}</h2>", "<p>{{ card.number }}. {{ card.name }}</p>"),
    "the name in bold before a dose": '<p><strong>{{ card.name }}</strong> {{ card.text.sentences | join(" ") }} {{ card.on_days }}</p>'
    "<p>Then {{ card.note or '' }} {{ card.not_if | join('; ') }}</p>",
    "the name before a colon": '<p>{{ card.name }}: {{ card.text.sentences | join(" ") }} {{ card.on_days }} {{ card.note or "" }}</p>'
    "<p>Then {{ card.not_if | join('; ') }}</p>",
    "a table": '<table widths="1 1"><tbody><tr><th>{{ card.name }}</th><td>{{ card.text.sentences | join(" ") }} {{ card.on_days }} '
    "{{ card.note or '' }} {{ card.not_if | join('; ') }}</td></tr></tbody></table>",
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_layout_that_shows_it(sheet: Sheet, name: str) -> None:
    assert sheet.problems(of(RIGHT[name])) == []


WRONG: dict[str, tuple[Callable[[str], str], str]] = {
    "no dose": (
        lambda card: re.sub(r"{% for s.*?endfor %}", "", card),
        'does not print the dose of "Opposite arm and leg, on hands and knees" under its name: "Hold',
    ),
    "one sentence of it": (
        lambda card: card.replace("card.text.sentences", "card.text.sentences[:1]"),
        'does not print the dose of "Opposite arm and leg, on hands and knees" under its name: "Do it 7 times',
    ),
    "its sentences turned round": (
        lambda card: card.replace("card.text.sentences", "card.text.sentences[::-1]"),
        'does not print the dose of "Opposite arm and leg, on hands and knees"',
    ),
    "the dose of the first on all": (
        lambda card: card.replace("card.text.sentences", "handout.cards[0].text.sentences"),
        'does not print the dose of "Knee-to-chest stretch" under its name',
    ),
    "doses exchanged": (
        lambda card: card.replace("card.text.sentences", "handout.cards[-card.number].text.sentences"),
        ', it stands under "Knee-to-chest stretch"',
    ),
    "the dose above the name": (
        lambda card: re.sub(r"(<h2>.*?</h2>)(.*?endfor %})", r"\2\1", card),
        'does not print the dose of "Knee-to-chest stretch" under its name',
    ),
    "the other's dose besides its own": (
        lambda card: card.replace("</section>", "<p>{{ handout.cards[0].text.sentences[-1] }}</p></section>"),
        'prints under "Knee-to-chest stretch" what belongs to another exercise: "Do it 7 times',
    ),
    "no note": (
        lambda card: card.replace("<p>{{ card.note }}</p>", ""),
        'does not print the note of "Opposite arm and leg, on hands and knees" under its name: "Hold the table."',
    ),
    "no days": (
        lambda card: card.replace("days=card.on_days", "days='some days'"),
        'does not print the days of "Opposite arm and leg, on hands and knees"',
    ),
    "not who must not do it": (
        lambda card: card.replace('{{ card.not_if | join("; ") }}', "Ask us."),
        'does not print who must not do it of "Knee-to-chest stretch"',
    ),
    "no name": (
        lambda card: card.replace("{{ card.name }}", "An exercise"),
        'does not show the exercise "Opposite arm and leg, on hands and knees"',
    ),
    "another name": (lambda card: card.replace("{{ card.name }}", "{{ handout.cards[0].name }}"), 'does not show the exercise "Knee'),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_layout_that_does_not(sheet: Sheet, name: str) -> None:
    change, said = WRONG[name]
    card = change(CARD)
    assert card != CARD
    found = sheet.problems(of(card))
    assert any(said in one for one in found), found
    assert all('the layout "mine"' in one and ".html:" in one for one in found)


def test_the_order_is_that_of_the_plan(sheet: Sheet) -> None:
    found = sheet.problems(of(CARD).replace("in handout.cards %}", "in handout.cards[::-1] %}"))
    assert any('shows "Knee-to-chest stretch" out of the order of the plan' in one for one in found), found


def test_a_dose_after_the_next_heading_is_no_longer_under_the_name(sheet: Sheet) -> None:
    card = CARD.replace("</h2>", "</h2><h2>Other things</h2>")
    assert any('does not print the dose of "Opposite arm and leg, on hands and knees"' in one for one in sheet.problems(of(card)))


def test_a_layout_that_declares_nothing_shows_everything(sheet: Sheet) -> None:
    found = sheet.problems(of(CARD), shows="")
    assert [one for one in found if "does not print what to leave out" in one]
    assert sheet.problems(of(CARD)) == []


def test_a_layout_that_shows_no_exercise_says_so(sheet: Sheet) -> None:
    assert sheet.problems(of(""), shows="[]") == []
    assert sheet.problems(of(""), shows="[doses]")
    assert "shows: [doses, days, later, notes, stops, avoid]" in sheet.problems(of(""), shows="[doses]")[0]


def test_items_to_leave_out(sheet: Sheet) -> None:
    right = of("<p>{{ card.number }}</p>") + ""
    items = "{% for item in handout.avoidHOW %}<p>{{ item.what }}</p>{% endfor %}{% endblock %}"
    whole = right.removesuffix("{% endblock %}") + items
    assert sheet.problems(whole.replace("HOW", ""), shows="[avoid]") == []
    for how in ("[1:]", "[:-1]", "[::-1]"):
        assert "does not print what to leave out" in sheet.problems(whole.replace("HOW", how), shows="[avoid]")[0]


def test_each_week_of_a_routine_shows_its_doses(tmp_path: Path) -> None:
    text = (ROOT / "layouts" / "routine.html").read_text("utf-8")
    assert text.count("{% with card = row.card,") == 1

    def problems(template: str) -> list[str]:
        (tmp_path / "routine.html").write_text(template, "utf-8")
        folders = Folders(FOLDERS.content, (tmp_path, *FOLDERS.layouts))
        try:
            page_of(Order(plan="everything", date=DATE, layout="routine", weeks=4), folders)
        except ProblemsFound as found:
            return [str(problem) for problem in found.problems]
        return []

    assert problems(text) == []
    found = problems(text.replace("{% with card = row.card,", "{% with card = routine.weeks[0].rows[loop.index0].card,"))
    assert any("does not print the dose of" in one for one in found), found
