"""Distributes the sessions of an exercise over the days of a week. Knows neither words nor dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rehabpress.model.amount import Amount
from rehabpress.model.dose import Dose

DAYS = 7
OPEN = 4
"""How many boxes stand for "several times a day": more than most patients will fill, and all of them open."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one exercise on one day: ``firm`` ones that the dose asks for, and ``open`` ones up to the most that it allows."""

    firm: int = 0
    open: int = 0

    @property
    def off(self) -> bool:
        """Whether it is a day off."""
        return not self.firm and not self.open


def boxes(dose: Dose, named: frozenset[int] | None, days: Sequence[int], week: int) -> tuple[Boxes, ...]:
    """The boxes of the 7 days of a week of the plan, counted from 1.

    ``named`` are the days (places 0 to 6 in the week) that the plan names, ``days`` those that can be used: in the first week, not those
    before its start.  Of a range the low end is firm and the rest is open.  Without a number of days or times, everything is open.
    """
    weeks = dose.weeks or Amount(week, week)
    if week > weeks.high:
        return (Boxes(),) * DAYS
    times = dose.times_per_day if isinstance(dose.times_per_day, Amount) else Amount(OPEN, OPEN)
    per_week = dose.days_per_week or Amount(DAYS, DAYS)
    counted = isinstance(dose.times_per_day, Amount) and dose.days_per_week is not None and week <= weeks.low
    firm, more = _chosen(per_week, named, days)
    full = Boxes(times.low, times.high - times.low) if counted else Boxes(0, times.high)
    return tuple(full if day in firm else Boxes(0, times.high) if day in more else Boxes() for day in range(DAYS))


def _chosen(per_week: Amount, named: Collection[int] | None, days: Sequence[int]) -> tuple[set[int], set[int]]:
    """The days that the dose asks for, and those that it allows besides."""
    if named is not None:
        usable = [day for day in days if day in named]
        return set(usable), set()
    low, high = (_share(number, len(days)) for number in (per_week.low, per_week.high))
    firm = set(spread(low, days))
    more: set[int] = set()
    while len(firm) + len(more) < high:
        more.add(_farthest(firm | more, days))
    return firm, more


def _share(number: int, days: int) -> int:
    """As many of a number of days a week as belong to a week of which only some days are left; at least one."""
    return max(1, round(number * days / DAYS)) if days else 0


def spread(number: int, days: Sequence[int]) -> list[int]:
    """So many of some days, evenly, the first one among them: with rest between as far as there is room."""
    return [days[index * len(days) // number] for index in range(number)]


def _farthest(taken: Collection[int], days: Sequence[int]) -> int:
    """The free day that is farthest from those that are taken, the earliest of several."""
    return max((day for day in days if day not in taken), key=lambda day: (min((abs(day - one) for one in taken), default=0), -day))
