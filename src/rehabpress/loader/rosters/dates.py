"""Dates as people and programs write them, as year-month-day. What may be read in two ways is refused, with both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rehabpress.loader.rosters.table import row_names
from rehabpress.model.roster import DateOrder
from rehabpress.support.problems import Place, Problem

_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_TIME = re.compile(r"(?:T|,?\s+(?:at\s+)?|\s+[-–]\s+)\d{1,2}[:.]\d{2}.*$|(?<=\d),?\s+\d{1,2}\s*[ap]\.?m\.?.*$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_ORDERS: tuple[DateOrder, DateOrder] = ("day-month-year", "month-day-year")
_SHOWN = {"day-month-year": "day.month.year", "month-day-year": "month/day/year", "year-month-day": "year-month-day"}


@dataclass(frozen=True, slots=True)
class DateCell:
    """A cell with a date: as it stands there, where, and in which row."""

    text: str
    place: Place
    line: int


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of a column are read. ``order`` is the one for those that are numbers and do not begin with the year."""

    order: DateOrder | None
    note: str = ""
    problem: Problem | None = None

    def iso(self, text: str) -> str:
        """The date as year-month-day; the text itself when it is none."""
        found = _read(text, self.order)
        return found.isoformat() if found else text


def reading(cells: Iterable[DateCell], declared: DateOrder | None) -> DateReading:
    """How all dates of a column can be read; a problem when that can be done in two ways, or not in one for all."""
    if declared:
        return DateReading(declared)
    open_: list[DateCell] = [cell for cell in cells if _read(cell.text, None) is None and _NUMBERS.fullmatch(_plain(cell.text))]
    if not open_:
        return DateReading(None)
    days = {cell: (_read(cell.text, "day-month-year"), _read(cell.text, "month-day-year")) for cell in open_}
    only: dict[DateOrder, list[DateCell]] = {
        "day-month-year": [cell for cell, (one, other) in days.items() if one and not other],
        "month-day-year": [cell for cell, (one, other) in days.items() if other and not one],
    }
    orders = [order for order, cells in only.items() if cells]
    both = [cell for cell, (one, other) in days.items() if one and other and one != other]
    if len(orders) > 1:
        return DateReading(None, problem=_mixed(only))
    if both and not orders and not all("." in cell.text for cell in both):
        return DateReading(None, problem=_two_ways(both))
    order: DateOrder = orders[0] if orders else "day-month-year"
    return DateReading(order, f"dates are written {_SHOWN[order]}" if orders or both else "")


def _two_ways(cells: Sequence[DateCell]) -> Problem:
    first = cells[0]
    days = [found for order in _ORDERS if (found := _read(first.text, order))]
    what = f'"{first.text}" is {_words(days[0])} or {_words(days[1])}: dates of {row_names([cell.line for cell in cells])} can be read in two ways'
    return Problem(
        first.place, what, "say which with --dates day.month.year or --dates month/day/year, or with dates: in a file of columns"
    )


def _mixed(only: Mapping[DateOrder, Sequence[DateCell]]) -> Problem:
    said = " and ".join([f"{row_names([cell.line for cell in cells])} {_SHOWN[order]}" for order, cells in only.items()])
    place = min(cells[0].place for cells in only.values())
    return Problem(place, f"dates are written in two ways: {said}", "write all of them in one way: 2026-11-20")


def _words(day: dt.date) -> str:
    return f"{day.day} {day.strftime('%B')} {day.year}"


def _plain(text: str) -> str:
    return _TIME.sub("", _WEEKDAY.sub("", text.strip(), count=1)).strip()


def _read(text: str, order: DateOrder | None) -> dt.date | None:
    """The day that a text is in that order, or however it can be read in one way alone."""
    text = _plain(text)
    if named := _DAY_FIRST.fullmatch(text):
        return _day(int(named[3]), _month(named[2]), int(named[1]))
    if named := _MONTH_FIRST.fullmatch(text):
        return _day(int(named[3]), _month(named[1]), int(named[2]))
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    one, two, three = found[1], int(found[3]), found[4]
    if len(one) == 4:
        return _day(int(one), two, int(three)) if len(three) <= 2 else None
    if order == "year-month-day" and len(one) == len(three) == 2:
        return _day(2000 + int(one), two, int(three))
    if order not in _ORDERS or len(one) > 2 or len(three) not in (2, 4):
        return None
    year = int(three) + (2000 if len(three) == 2 else 0)
    return _day(year, two, int(one)) if order == "day-month-year" else _day(year, int(one), two)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
