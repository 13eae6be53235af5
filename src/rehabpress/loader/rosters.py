"""Reads a roster: table rows to what each patient gets; problems with line and column of the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabpress.loader.flags import split_flags
from rehabpress.loader.folders import Folders, find
from rehabpress.loader.single_file import read_alone
from rehabpress.loader.tabular import RecordTable, TableRecord, read_table, shown_text
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.scalars import plain
from rehabpress.model.roster import ALIASES, ColumnMap, RosterRow
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound, did_you_mean

DEFAULT_COLUMNS = "default"
"""The file in ``columns/`` that is used when the command names none."""

_LISTS = {"plan": lambda text: re.split(r"[;,\n]", text), "flags": split_flags, "not_flags": split_flags}
"""Cells that hold several words, and what parts them."""
_ASSIGNMENT = re.compile(r"([a-z0-9-]+)\.([a-z_]+) ?= ?(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rostered:
    """A row that is right by itself, and where it stands."""

    row: RosterRow
    origin: Origin


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster as it was read. ``bad`` are the problems of rows that are not among ``rows``, by the line in which each begins."""

    name: str
    """That of its file, without the ending."""
    data: bytes
    rows: tuple[Rostered, ...]
    bad: Mapping[int, tuple[Problem, ...]]
    notes: tuple[str, ...]
    count: int
    """How many rows there are, the bad ones too."""


def read_roster(path: Path, folders: Folders, columns: str | None = None) -> Roster:
    """Read a roster. Raises ``ProblemsFound`` when the file as a whole cannot be read, or its columns are not known."""
    named = _columns(folders, columns)
    table, data = read_table(path)
    fields = _fields(table, named, str(path))
    rows: list[Rostered] = []
    bad: dict[int, tuple[Problem, ...]] = {problem.place.line: (problem,) for problem in table.problems}
    seen: dict[str, Origin] = {}
    for record in table.records:
        try:
            found = _row(record, fields)
        except ProblemsFound as error:
            bad[record.origin.whole.line] = error.problems
            continue
        first = seen.setdefault(found.row.id.lower(), found.origin)
        if first is not found.origin:
            what, hint = f'the id "{found.row.id}" is here twice', f"it is also on line {first.at('id').line}; each patient has an id"
            bad[record.origin.whole.line] = (Problem(found.origin.at("id"), what, hint),)
            continue
        rows.append(found)
    return Roster(path.stem, data, tuple(rows), bad, table.notes, len(table.records) + len(table.problems))


def _columns(folders: Folders, name: str | None) -> ColumnMap | None:
    if name is None and find(folders, "columns", DEFAULT_COLUMNS) is None:
        return None
    return read_alone(folders, "columns", ColumnMap, name or DEFAULT_COLUMNS, Place(f"--columns {name}"))[0]


def _folded(heading: str) -> str:
    return " ".join(re.sub(r"[\s_-]+", " ", heading.casefold()).split())


def _fields(table: RecordTable, columns: ColumnMap | None, file: str) -> Mapping[str, str]:
    """The field that each heading means; headings that are ignored are not in it."""
    known = {_folded(word): field for field, aliases in ALIASES.items() for word in (field, *aliases)}
    problems: list[Problem] = []
    for heading, field in (columns.columns if columns else {}).items():
        if field in ALIASES:
            known[_folded(heading)] = field
        else:
            place = Place(f"columns/{columns.id}.yaml" if columns else "")
            problems.append(Problem(place, f'"{field}" is not a column of a roster', did_you_mean(field, list(ALIASES))))
    ignored = {_folded(heading) for heading in (columns.ignore if columns else ())}
    fields: dict[str, str] = {}
    for heading, place in table.headings:
        means = known.get(_folded(heading))
        if _folded(heading) in ignored:
            continue
        if means is None:
            what = f'the column "{shown_text(heading)}" is not known' if heading else "a column has no heading"
            near = did_you_mean(_folded(heading), sorted(known))
            hint = f"{near}\n" if near.startswith("did you mean") else ""
            hint += "take it out, or name it in columns: or ignore: of content/columns/default.yaml"
            problems.append(Problem(place, what, hint))
        elif means in fields.values():
            problems.append(Problem(place, f'two columns mean "{means}"', "take one of them out, or ignore it by name"))
        else:
            fields[heading] = means
    if missing := [field for field in ("id", "plan") if field not in fields.values()]:
        place = table.headings[0][1] if table.headings else Place(file)
        problems.append(Problem(place, f"there is no column {' and no column '.join(missing)}", "each row needs an id, a name and a plan"))
    if problems:
        raise ProblemsFound(problems)
    return fields


def _row(record: TableRecord, fields: Mapping[str, str]) -> Rostered:
    """Raises ``ProblemsFound`` with everything wrong in a row."""
    origin = Origin(_Fields(record, {field: h for h, field in fields.items()}), record.origin.whole)
    problems: list[Problem] = []
    data: dict[str, object] = {}
    for h, value in record.data.items():
        field = fields.get(h)
        if field is None:
            continue
        if isinstance(value, str) and value.startswith("="):
            what = f'{field}: "{shown_text(value[:30])}" is a formula and not what it comes to'
            problems.append(Problem(origin.at(field), what, "export the values of the spreadsheet, or type the value"))
        elif field == "doses":
            data[field] = _doses(value, origin.at(field), problems)
        elif field in _LISTS and isinstance(value, str):
            data[field] = tuple(word.strip() for word in _LISTS[field](value) if word.strip())
        else:
            data[field] = value
    try:
        row = check(RosterRow, data, origin)
    except ProblemsFound as found:
        # a cell that is refused is not missing, too
        problems += [problem for problem in found.problems if not problems or problem.place != origin.whole]
        raise ProblemsFound(problems) from None
    if problems:
        raise ProblemsFound(problems)
    return Rostered(row, origin)


@dataclass(frozen=True, slots=True)
class _Fields(Mapping[tuple[str | int, ...], Place]):
    """The places of a row's cells by what they mean, made when they are looked up."""

    record: TableRecord
    headings: Mapping[str, str]

    def __getitem__(self, path: tuple[str | int, ...]) -> Place:
        if path not in self:
            raise KeyError(path)
        return self.record.origin.places[self.headings[str(path[0])],]

    def __contains__(self, path: object) -> bool:
        heading = self.headings.get(path[0]) if isinstance(path, tuple) and len(path) == 1 else None
        return heading in self.record.data and (heading,) in self.record.origin.places

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        return iter([(field,) for field in self.headings if (field,) in self])

    def __len__(self) -> int:
        return len(list(iter(self)))


def _doses(value: object, place: Place, problems: list[Problem]) -> Mapping[str, object]:
    """``bird-dog.reps=8; bird-dog.hold=5 s`` as the doses of a content file."""
    if isinstance(value, Mapping):
        return value
    doses: dict[str, dict[str, object]] = {}
    for exercise, name, number in _assignments(str(value), place, problems):
        if name in doses.setdefault(exercise, {}):
            problems.append(Problem(place, f"doses: {exercise}.{name} is set twice", "say it once"))
        doses[exercise][name] = plain(number)
    return doses


def _assignments(text: str, place: Place, problems: list[Problem]) -> Iterator[tuple[str, str, str]]:
    for word in re.split(r"[;\n]", text):
        if found := _ASSIGNMENT.fullmatch(word.strip()):
            yield found[1], found[2], found[3].strip()
        elif word.strip():
            what = f'doses: "{shown_text(word.strip()[:60])}" is not an exercise, a number and its value'
            problems.append(Problem(place, what, "write bird-dog.reps=8, with semicolons between"))
