"""How a plan goes on: doses by week, said on the card, and the routine of each week with its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent, indent

import pytest

from helpers.plan_samples import Shelf
from rehabpress.model.languages.language import Language
from rehabpress.plan.routine import Routine, routine
from rehabpress.support.problems import ProblemsFound

STAGES = """
later:
  - {from_week: 3, dose: {reps: 8}}
  - {from_week: 5, dose: {sets: 3, rest: 30 s}}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.clinic()
    made.condition("pain")
    made.exercise("bridge")
    made.exercise("bird-dog")
    return made


def plan(shelf: Shelf, lines: str = "", more: str = "", other: str = "") -> None:
    """A plan of two exercises; ``lines`` are more of the first, ``other`` of the second, ``more`` of the plan."""
    shelf.plan(
        "conditions: [pain]\nclinic: ours\ndose: {times_per_day: 1, days_per_week: 3, weeks: 6}\n"
        + dedent(more)
        + "exercises:\n  - exercise: bridge\n    dose: {reps: 5}\n"
        + indent(dedent(lines).strip("\n"), "    ")
        + "\n  - exercise: bird-dog\n    dose: {reps: 4}\n"
        + indent(dedent(other).strip("\n"), "    ")
    )


def weeks(shelf: Shelf, count: int, start: dt.date | None = None, local: str = "en-GB") -> Routine:
    language = Language.named(local)
    assert language
    return routine([shelf.handout(week=week) for week in range(1, count + 1)], language, start)


def sentences(shelf: Shelf, week: int) -> Sequence[str]:
    return [" ".join(card.text.sentences) for card in shelf.handout(week=week).cards]


def test_each_week_has_its_dose(shelf: Shelf) -> None:
    plan(shelf, STAGES)
    assert [sentences(shelf, week)[0] for week in (1, 2, 3, 4, 5, 9)] == [
        *["Do it 5 times, once a day, 3 days a week, for 6 weeks."] * 2,
        *["Do it 8 times, once a day, 3 days a week, for 6 weeks."] * 2,
        *["Do 3 sets of 8, once a day, 3 days a week, for 6 weeks. Rest 30 seconds between sets."] * 2,
    ]


def test_the_card_says_how_it_goes_on(shelf: Shelf) -> None:
    plan(shelf, STAGES)
    assert [stage.line for stage in shelf.handout().cards[0].later] == [
        "From week 3: Do it 8 times, once a day, 3 days a week, for 6 weeks.",
        "From week 5: Do 3 sets of 8, once a day, 3 days a week, for 6 weeks. Rest 30 seconds between sets.",
    ]
    assert [stage.from_week for stage in shelf.handout(week=4).cards[0].later] == [5]
    assert shelf.handout().cards[1].later == ()


def test_the_sheets_of_two_weeks_differ_in_the_doses_that_change_alone(shelf: Shelf) -> None:
    plan(shelf, STAGES)
    made = weeks(shelf, 3)
    first, third = made.weeks[0], made.weeks[2]
    changed = [a.card.id for a, b in zip(first.rows, third.rows, strict=True) if a.card.dose != b.card.dose]
    assert changed == ["bridge"]
    assert [row.boxes for row in first.rows] == [row.boxes for row in third.rows]
    same = [dataclasses.replace(week, number=0, rows=tuple(r for r in week.rows if r.card.id != "bridge")) for week in (first, third)]
    assert same[0] == same[1]


WRONG = {
    "in another order": (
        "later: [{from_week: 5, dose: {reps: 8}}, {from_week: 3, dose: {reps: 9}}]",
        "bridge goes on from week 3 after what it does from week 5",
    ),
    "the same week twice": (
        "later: [{from_week: 3, dose: {reps: 8}}, {from_week: 3, dose: {reps: 9}}]",
        "bridge goes on from week 3 after what it does from week 3",
    ),
    "after the end": ("later: [{from_week: 7, dose: {reps: 8}}]", "bridge goes on from week 7, and is done for 6 weeks"),
    "a rest without sets, later": (
        "later: [{from_week: 3, dose: {rest: 30 s}}]",
        "bridge gets a rest between sets, and it has no sets to rest between",
    ),
    "more days than the dose has": ("days: [monday, tuesday]", "bridge is done on 3 days a week, and the plan names 2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant(name: str, shelf: Shelf) -> None:
    lines, said = WRONG[name]
    plan(shelf, lines)
    text = shelf.problems()
    assert said in text
    assert "first.yaml:" in text


def test_a_stage_begins_after_the_first_week(shelf: Shelf) -> None:
    plan(shelf, "later: [{from_week: 1, dose: {reps: 8}}]")
    assert "later[1].from_week: 1 must be at least 2" in shelf.problems()


def test_days_that_a_plan_names(shelf: Shelf) -> None:
    plan(shelf, "days: [tuesday, thursday, saturday]")
    made = weeks(shelf, 1)
    assert [n for n, one in enumerate(made.weeks[0].rows[0].boxes) if not one.off] == [1, 3, 5]
    assert [day.short for day in made.weeks[0].days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert shelf.handout().cards[0].on_days == "Tuesday, Thursday and Saturday"


def test_days_are_left_to_write_in_without_a_start(shelf: Shelf) -> None:
    plan(shelf)
    assert [(day.name, day.date, day.number) for day in weeks(shelf, 1).weeks[0].days] == [("", "", n) for n in range(1, 8)]


@pytest.mark.parametrize(
    ("local", "first", "date", "span"),
    [
        ("en-GB", "Mon", "23", "23–29 Nov 2026"),
        ("en-US", "Sun", "22", "Nov 22\u2009–\u200928, 2026"),
        ("de-DE", "Mo", "23", "23.–29. Nov. 2026"),
    ],
)
def test_the_country_says_when_a_week_begins_and_how_a_date_is_written(shelf: Shelf, local: str, first: str, date: str, span: str) -> None:
    plan(shelf)
    week = weeks(shelf, 2, dt.date(2026, 11, 25), local).weeks[0]
    assert (week.days[0].short, week.days[0].date, week.span) == (first, date, span)
    assert [day.begun for day in week.days].count(False) == (2 if first in ("Mon", "Mo") else 3)
    assert all(one.off for row in week.rows for one, day in zip(row.boxes, week.days, strict=True) if not day.begun)


def test_an_exercise_that_has_ended_is_not_on_the_sheet(shelf: Shelf) -> None:
    plan(shelf, other="")
    shelf.plan(
        "conditions: [pain]\nclinic: ours\ndose: {times_per_day: 1, days_per_week: 7}\nexercises:\n"
        "  - {exercise: bridge, dose: {reps: 5, weeks: 2}}\n  - {exercise: bird-dog, dose: {reps: 5, weeks: 3}}\n"
    )
    assert [[row.card.number for row in week.rows] for week in weeks(shelf, 3).weeks] == [[1, 2], [1, 2], [2]]
    with pytest.raises(ProblemsFound) as found:
        weeks(shelf, 4)
    assert str(found.value.problems[0]) == "plan first: every exercise of it has ended before week 4\n    ask for fewer weeks"


def test_a_sheet_says_which_state_of_the_plan_it_was_made_from(shelf: Shelf) -> None:
    plan(shelf)
    one = weeks(shelf, 2).version
    assert len(one) == 7
    assert weeks(shelf, 1, dt.date(2026, 11, 25)).version == one
    shelf.exercise("bridge", "stop: Stop when it hurts.\n")
    assert weeks(shelf, 1).version != one
