"""From a record to the row of a patient: what the cells mean, whether there is a packet for it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rehabpress.loader.flags import split_flags
from rehabpress.loader.rosters.cells import Cells, wrong_cell
from rehabpress.loader.rosters.columns import ListKind
from rehabpress.loader.rosters.table import TableRecord, shown_text, without
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.scalars import plain
from rehabpress.model.roster import OF_THE_LIST, RosterRow, folded
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

_LISTS = {"plan": lambda text: re.split(r"[;,\n]", text), "flags": split_flags, "not_flags": split_flags}
"""Cells that hold several words, and what parts them."""
_ASSIGNMENT = re.compile(r"([a-z0-9-]+)\.([a-z_]+) ?= ?(.+)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_NO = frozenset({"", "no", "n", "false", "0", "-", "nein", "non"})
_ALONE = frozenset({"id", "patient", "first_name", "last_name", "password", "doses"})
"""What belongs to one patient: no cell is merged over several."""


def left_out(record: TableRecord, cells: Cells, kind: ListKind) -> str:
    """Why there is no packet for a row: what its status says. Empty when there is one."""
    for heading, field in cells.fields.items():
        text = str(record.data.get(heading, ""))
        if field == "missed" and folded(text) not in _NO:
            return heading.lower()
        if field == "status" and any(_words(word) in _words(text) for word in kind.leave_out):
            return text
    return ""


def _words(text: str) -> str:
    """A text as whole words, so that one stands in another only as words."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def merged_visits(one: RosterRow, other: RosterRow) -> RosterRow | None:
    """Two visits of one patient as one row, with all their plans; None when they differ in more than the plan and who gives it."""
    if one.name != other.name:
        return None
    plans = tuple(dict.fromkeys([*one.plan, *other.plan]))
    same = {"plan": plans, "clinician": one.clinician}
    return one.model_copy(update=same) if one.model_copy(update=same) == other.model_copy(update=same) else None


def row_of(record: TableRecord, cells: Cells, kind: ListKind) -> tuple[RosterRow, Origin]:
    """What a patient gets, and where each part of it stands. Raises ``ProblemsFound`` with everything wrong in a row."""
    headings = {field: heading for heading, field in cells.fields.items()}
    secret = str(record.data.get(headings.get("password", ""), ""))
    origin = Origin(_Fields(record, headings, secret), without(record.origin.whole, secret))
    problems: list[Problem] = []
    data: dict[str, object] = {}
    for heading, field in cells.fields.items():
        if wrong := _wrong(record, heading, field):
            problems.append(Problem(origin.at(field), *wrong))
        elif heading in record.data and field not in OF_THE_LIST:
            data[field] = _value(record.data[heading], field, cells, origin, problems)
    if "plan" not in data and not any(problem.place == origin.at("plan") for problem in problems):
        problems += _plan(record, headings, kind, data, origin)
    if "id" not in data and kind.rows_as_ids and "id" not in headings:
        data["id"] = f"row-{origin.whole.line}"
    return _checked(data, origin, problems, cells), origin


def _checked(data: Mapping[str, object], origin: Origin, problems: list[Problem], cells: Cells) -> RosterRow:
    try:
        row = check(RosterRow, data, origin)
    except ProblemsFound as found:
        # a cell that is refused is not missing, too
        missing = [problem for problem in found.problems if not problems or problem.place != origin.whole]
        problems += [_as_dated(_secret(problem, origin), origin, cells) for problem in missing]
        raise ProblemsFound(problems) from None
    if problems:
        raise ProblemsFound(problems)
    return row


def _as_dated(problem: Problem, origin: Origin, cells: Cells) -> Problem:
    """A problem of a date, with a hint that says how the dates of the list are written."""
    hints = [how.hint for field, how in cells.dates.items() if (field,) in origin.places and origin.at(field) == problem.place]
    return replace(problem, hint=hints[0]) if hints and hints[0] else problem


def _secret(problem: Problem, origin: Origin) -> Problem:
    """A problem that does not repeat a password."""
    if ("password",) in origin.places and problem.place == origin.at("password"):
        return replace(problem, what="password: is not one of 8 to 127 characters", hint="write a longer one, or leave it out")
    return problem


def _wrong(record: TableRecord, heading: str, field: str) -> tuple[str, str] | None:
    """Why a cell cannot be taken, and what to do."""
    if heading in record.refused:
        what, hint = record.refused[heading]
        return f"{field}: {what}", hint
    if heading in record.merged and field in _ALONE:
        return f"{field}: the cell is merged with those of other rows", "unmerge the cells, and fill in each"
    text = record.data.get(heading)
    return wrong_cell(field, text) if isinstance(text, str) else None


def _value(value: object, field: str, cells: Cells, origin: Origin, problems: list[Problem]) -> object:
    if field == "doses":
        return _doses(value, origin.at(field), problems)
    if not isinstance(value, str):
        return value
    if field in _LISTS:
        return tuple(word.strip() for word in _LISTS[field](value) if word.strip())
    return cells.taken(field, value)


def _plan(record: TableRecord, headings: Mapping[str, str], kind: ListKind, data: dict[str, object], origin: Origin) -> Iterator[Problem]:
    """The plan of a row that names none: that of its type of appointment, or that of the list."""
    heading = headings.get("appointment_type", "")
    type_ = str(record.data.get(heading, ""))
    found = kind.plans.get(folded(type_)) if type_ else None
    if found or kind.plan:
        data["plan"] = found or (kind.plan,)
    elif type_:
        hint = "name its plan below plans: in a file of columns, or give one for all with --plan ID"
        yield Problem(origin.at("appointment_type"), f'plan: nothing says which plan belongs to "{shown_text(type_[:60])}"', hint)


@dataclass(frozen=True, slots=True)
class _Fields(Mapping[tuple[str | int, ...], Place]):
    """The places of a row's cells by what they mean, made when they are looked up; what is secret is not in their excerpts."""

    record: TableRecord
    headings: Mapping[str, str]
    secret: str

    def __getitem__(self, path: tuple[str | int, ...]) -> Place:
        if path not in self:
            raise KeyError(path)
        return without(self.record.origin.places[self.headings[str(path[0])],], self.secret)

    def __contains__(self, path: object) -> bool:
        heading = self.headings.get(path[0]) if isinstance(path, tuple) and len(path) == 1 else None
        there = heading in self.record.data or heading in self.record.refused
        return there and (heading,) in self.record.origin.places

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
