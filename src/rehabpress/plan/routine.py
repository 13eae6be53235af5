"""Builds the weekly routine: days across, exercises down, boxes to tick. In: the handout of each week, a first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rehabpress.model.languages.language import Language
from rehabpress.model.plan import WEEKDAYS
from rehabpress.plan.handout import Card, Handout
from rehabpress.plan.week import DAYS, Boxes, boxes
from rehabpress.support.digest import content_digest
from rehabpress.support.problems import Place, Problem, ProblemsFound

_ANY_DAY = dt.date.min


@dataclass(frozen=True, slots=True)
class RoutineDay:
    """A column. ``number`` counts from 1. The names are empty where they are left to write in, the date (the day of the month) where no start is known."""

    number: int
    name: str
    short: str
    date: str
    """The day of the month: the month stands in the heading of the week, and a column has no room for it."""
    begun: bool = True
    """Whether the plan has begun by then."""


@dataclass(frozen=True, slots=True)
class RoutineRow:
    """An exercise with its dose of this week, and the boxes of each day."""

    card: Card
    boxes: tuple[Boxes, ...]
    spread: bool
    """Whether the program has chosen its days, because the plan says only how many."""
    times: int
    """The most boxes of a day."""
    new: bool
    """Whether its dose is another than in the week before."""


@dataclass(frozen=True, slots=True)
class Week:
    """One sheet."""

    number: int
    span: str
    """From its first to its last day in words, or empty."""
    days: tuple[RoutineDay, ...]
    rows: tuple[RoutineRow, ...]
    has_open: bool
    """Whether some boxes are open: done or not done, both are right."""
    has_off: bool
    """Whether some days are off."""


@dataclass(frozen=True)
class Routine:
    """All sheets. ``first`` is the handout of the first week."""

    first: Handout
    weeks: tuple[Week, ...]

    @property
    def plan(self) -> str:
        """The plan that a sheet which comes back was made from."""
        return self.first.plan

    @cached_property
    def version(self) -> str:
        """Seven characters that are others when a word or a number of the plan, the clinic or the language is another; the patient and the day do not count."""
        return version_of(self.first)


def version_of(handout: Handout) -> str:
    """The code at the foot of a routine sheet: the same for all sheets with these words and numbers."""
    cards = tuple([replace(card, of_order=()) for card in handout.cards])  # who gave a number is no word of the sheet
    same = replace(handout, cards=cards, patient=None, date=_ANY_DAY, date_text="", review=(), news=())
    return content_digest(same)[:7]


def routine(handouts: Sequence[Handout], local: Language, start: dt.date | None = None) -> Routine:
    """The routine of a plan. ``handouts`` are its handouts for weeks 1, 2, ...; ``local`` gives the first day of a week and its names.

    Raises ``ProblemsFound`` for a week in which nothing is left to do.
    """
    first = handouts[0]
    named = any(card.days for handout in handouts for card in handout.cards)
    before: Sequence[Handout | None] = [None, *handouts]
    weeks = tuple(
        [
            _week(handout, last, _days(handout.week, local, start, named), local, start)
            for handout, last in zip(handouts, before, strict=False)
        ]
    )
    if empty := [week for week in weeks if not week.rows]:
        problem = Problem(
            Place(f"plan {first.plan}"), f"every exercise of it has ended before week {empty[0].number}", "ask for fewer weeks"
        )
        raise ProblemsFound([problem])
    return Routine(first, weeks)


def _days(week: int, local: Language, start: dt.date | None, named: bool) -> tuple[RoutineDay, ...]:
    order = [(local.first_day + n) % DAYS for n in range(DAYS)]
    if start is None:
        return tuple(
            RoutineDay(n, local.weekday(day) if named else "", local.weekday(day, "abbreviated") if named else "", "")
            for n, day in enumerate(order, start=1)
        )
    dates = [_first_of_week(start, local) + dt.timedelta(days=DAYS * (week - 1) + n) for n in range(DAYS)]
    return tuple(
        RoutineDay(n, local.weekday(date.weekday()), local.weekday(date.weekday(), "abbreviated"), str(date.day), date >= start)
        for n, date in enumerate(dates, start=1)
    )


def _first_of_week(start: dt.date, local: Language) -> dt.date:
    """The first day, as the country counts, of the week in which the plan begins."""
    return start - dt.timedelta(days=(start.weekday() - local.first_day) % DAYS)


def _span(week: int, local: Language, start: dt.date) -> str:
    first = _first_of_week(start, local) + dt.timedelta(days=DAYS * (week - 1))
    return local.span(first, first + dt.timedelta(days=DAYS - 1))


def _week(handout: Handout, last: Handout | None, days: tuple[RoutineDay, ...], local: Language, start: dt.date | None) -> Week:
    usable = tuple([n for n, day in enumerate(days) if day.begun])
    rows = []
    doses = {card.id: card.text for card in last.cards} if last else {}
    for card in handout.cards:
        named = None if card.days is None else frozenset([(WEEKDAYS.index(day) - local.first_day) % DAYS for day in card.days])
        found = boxes(card.dose, named, usable, handout.week)
        if any(not one.off for one in found) or (card.dose.weeks is None or handout.week <= card.dose.weeks.high):
            spread = named is None and any(found[n].off for n in usable)
            times = max([one.firm + one.open for one in found], default=0)
            rows.append(RoutineRow(card, found, spread, times, card.id in doses and doses[card.id] != card.text))
    everything = {one for row in rows for one in row.boxes}
    has_open, has_off = any(one.open for one in everything), any(one.off for one in everything)
    return Week(handout.week, "" if start is None else _span(handout.week, local, start), days, tuple(rows), has_open, has_off)
