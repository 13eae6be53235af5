"""What stands in the cells of a list, as a roster says it: dates by one reading for all of them, names in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehabpress.loader.rosters.columns import ListKind
from rehabpress.loader.rosters.dates import DateCell, DateReading, reading
from rehabpress.loader.rosters.table import RecordTable, shown_text
from rehabpress.support.problems import Problem, ProblemsFound

DATES = ("date", "start")
NAMES = ("patient", "clinician")
_ERROR = re.compile(r"#(?:#+|N/A|N/D|NV|[^\s#]*[!?]|GETTING_DATA|N/A!)|Err:\d+", re.IGNORECASE)
"""What a spreadsheet program shows where a formula came to nothing, in any of its languages."""
_SUFFIX = re.compile(r"(jr|sr|senior|ii|iii|iv|md|msc|bsc|phd|pt|dpt|esq|rn)\.?", re.IGNORECASE)
_SUFFIX_OR_NAME = re.compile(r"(do|ma|ba|junior|[ivx]{1,4})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cells:
    """How the cells of each column are taken. ``fields``: what each heading means."""

    fields: Mapping[str, str]
    dates: Mapping[str, DateReading]
    """By the name of the field."""
    turned: frozenset[str]
    """Fields in which names are written ``Last, First``."""
    notes: tuple[str, ...] = ()

    def taken(self, field: str, text: str) -> str:
        """A cell as the roster says it."""
        if field in self.dates:
            return self.dates[field].iso(text)
        return turned(text) if field in self.turned else text


def turned(name: str) -> str:
    """``Last, First`` as it is printed, with a suffix behind it; as it is: a name without a comma, and a whole one before a suffix."""
    last, *more = [part.strip() for part in name.split(",")]
    if len(more) == 1 and not (" " in last and _SUFFIX.fullmatch(more[0])):
        return f"{more[0]} {last}".strip()
    if len(more) == len(("first", "suffix")) and (_SUFFIX.fullmatch(more[1]) or _SUFFIX_OR_NAME.fullmatch(more[1])):
        return f"{more[0]} {last}, {more[1]}"
    return name


def wrong_cell(field: str, text: str) -> tuple[str, str] | None:
    """Why a cell says nothing, and what to do. A password may begin with anything and is not shown."""
    if field == "password":
        return None
    if text.startswith("="):
        return (
            f'{field}: "{shown_text(text[:30])}" is a formula and not what it comes to',
            "export the values of the spreadsheet, or type the value",
        )
    if _ERROR.fullmatch(text):
        return f'{field}: "{shown_text(text[:30])}" is an error of the spreadsheet and no value', "mend its formula, or type the value"
    return None


def cell_reading(table: RecordTable, fields: Mapping[str, str], kind: ListKind) -> Cells:
    """How the cells of a table are taken. Raises ``ProblemsFound`` for dates that can be read in two ways."""
    problems: list[Problem] = []
    notes: list[str] = []
    dates: dict[str, DateReading] = {}
    flipped: list[str] = []
    for heading, field in fields.items():
        if field in DATES:
            how = dates[field] = reading(_dates(table, heading), kind.dates)
            problems += [how.problem] if how.problem else []
            notes += [how.note] if how.note else []
        elif field in NAMES and (kind.last_first or (kind.last_first is None and _is_last_first(table, heading, problems))):
            flipped.append(field)
    if flipped and kind.last_first is None:
        notes.append(f'"Last, First" is printed as First Last in: {", ".join(flipped)}')
    if problems:
        raise ProblemsFound(problems)
    return Cells(fields, dates, frozenset(flipped), tuple(dict.fromkeys(notes)))


def _dates(table: RecordTable, heading: str) -> Iterator[DateCell]:
    for record in table.records:
        text = record.data.get(heading)
        if isinstance(text, str):
            place = record.origin.at(heading)
            yield DateCell(text, place, place.line)


def _is_last_first(table: RecordTable, heading: str, problems: list[Problem]) -> bool:
    """Whether all names of a column hold one comma that is not before a suffix. A name that may have one goes into ``problems``."""
    cells = [(str(record.data[heading]), record.origin) for record in table.records if heading in record.data]
    cells = [(name, origin) for name, origin in cells if not _ERROR.fullmatch(name) and not name.startswith("=")]
    parts = [[part.strip() for part in name.split(",")] for name, _ in cells]
    if not parts or any(len(one) != len(("last", "first")) for one in parts):
        return False
    full = [n for n, (before, _) in enumerate(parts) if " " in before]  # one word before a comma is no whole name with a suffix
    if any(_SUFFIX.fullmatch(parts[n][1]) for n in full):
        return False
    open_ = [n for n in full if _SUFFIX_OR_NAME.fullmatch(parts[n][1])]
    if open_ and len(open_) < len(parts):
        name, origin = cells[open_[0]]
        what = f'"{shown_text(name[:60])}" may be "Last, First" as the other names are, or a name with a suffix'
        problems.append(Problem(origin.at(heading), what, "say which with names: last-first or names: first-last in a file of columns"))
    return not open_
