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
_SUFFIX = re.compile(r"(jr|sr|junior|senior|[ivx]{1,4}|md|msc|bsc|phd|pt|dpt|ma|ba|esq|do|rn)\.?", re.IGNORECASE)


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
    """``Last, First`` as it is printed; a name without a comma, or with a suffix behind it, as it is."""
    last, comma, first = name.partition(",")
    if not comma or _SUFFIX.fullmatch(first.strip()):
        return name
    return f"{first.strip()} {last.strip()}".strip() if "," not in first else name


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
        elif field in NAMES and (kind.last_first or (kind.last_first is None and _has_commas(table, heading))):
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


def _has_commas(table: RecordTable, heading: str) -> bool:
    """Whether all names of a column hold one comma that is not before a suffix."""
    names = [str(record.data[heading]) for record in table.records if heading in record.data]
    names = [name for name in names if not _ERROR.fullmatch(name) and not name.startswith("=")]
    return bool(names) and all(turned(name) != name for name in names)
