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
_ORDERS: tuple[DateOrder, ...] = ("day-month-year", "month-day-year", "year-month-day")
_SHOWN = {"day-month-year": "day.month.year", "month-day-year": "month/day/year", "year-month-day": "year-month-day"}

_EXAMPLES = {"day-month-year": "20.11.2026", "month-day-year": "11/20/2026", "year-month-day": "2026-11-20"}


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

    @property
    def hint(self) -> str:
        """What to write where a text is no date."""
        return f"write {_SHOWN[self.order]}: {_EXAMPLES[self.order]}" if self.order else ""

    def iso(self, text: str) -> str:
        """The date as year-month-day; the text itself when it is none."""
        found = _read(text, self.order)
        return found.isoformat() if found else text


def reading(cells: Iterable[DateCell], declared: DateOrder | None) -> DateReading:
    """How all dates of a column can be read; a problem when that can be done in two ways, or not in one for all."""
    if declared:
        return DateReading(declared)
    open_ = [cell for cell in cells if _read(cell.text, None) is None and _NUMBERS.fullmatch(_plain(cell.text))]
    read = {cell: {order: day for order in _ORDERS if (day := _read(cell.text, order))} for cell in open_}
    read = {cell: days for cell, days in read.items() if days}
    if not read:
        return DateReading(None)
    fits = [order for order in _ORDERS if all(order in days for days in read.values())]
    if not fits:
        return DateReading(None, problem=_mixed(read))
    several = _several(read, fits)
    if several and all("." in cell.text for cell in several):
        fits = [order for order in fits if order != "month-day-year"]  # nobody writes that with dots
        several = _several(read, fits)
    if several:
        return DateReading(None, problem=_two_ways(several))
    told = any(len(days) == 1 or len(set(days.values())) > 1 for days in read.values())
    return DateReading(fits[0], f"dates are written {_SHOWN[fits[0]]}" if told else "")


def _several(read: Mapping[DateCell, Mapping[DateOrder, dt.date]], orders: Sequence[DateOrder]) -> Mapping[DateCell, Sequence[dt.date]]:
    """The cells that are another day in another of these orders, with these days."""
    found = {cell: list(dict.fromkeys([days[order] for order in orders])) for cell, days in read.items()}
    return {cell: days for cell, days in found.items() if len(days) > 1}


def _two_ways(several: Mapping[DateCell, Sequence[dt.date]]) -> Problem:
    cell, days = next(iter(several.items()))
    rows = row_names([one.line for one in several])
    what = f'"{cell.text}" is {" or ".join(map(_words, days))}: dates of {rows} can be read in {"two" if len(days) == 2 else "three"} ways'
    hint = "say which with --dates day.month.year, --dates month/day/year or --dates year-month-day, or with dates: in a file of columns"
    return Problem(cell.place, what, hint)


def _mixed(read: Mapping[DateCell, Mapping[DateOrder, dt.date]]) -> Problem:
    """That no order fits all cells. Those that any order fits are not named."""
    ways: dict[tuple[DateOrder, ...], list[DateCell]] = {}
    for cell, days in read.items():
        ways.setdefault(tuple(days), []).append(cell)
    any_ = {order for way in ways for order in way}
    said = [(cells, " or ".join([_SHOWN[order] for order in way])) for way, cells in ways.items() if set(way) != any_]
    written = " and ".join([f"{row_names([cell.line for cell in cells])} {shown}" for cells, shown in said])
    place = min(cells[0].place for cells, _ in said)
    return Problem(
        place, f"dates are written in {'two' if len(said) == 2 else 'several'} ways: {written}", "write all of them in one way: 2026-11-20"
    )


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
    if order not in ("day-month-year", "month-day-year") or len(one) > 2 or len(three) not in (2, 4):
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
