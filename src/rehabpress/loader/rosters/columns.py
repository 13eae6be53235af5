"""Which heading means what: the names that columns have everywhere, those of the record system a list is from, and those of the clinic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rehabpress.loader.folders import Folders, find, ids
from rehabpress.loader.rosters.table import RecordTable, shown_text
from rehabpress.loader.single_file import read_alone
from rehabpress.model.roster import ALIASES, BIRTH, NEVER_NEEDED, NOT_COMING, ColumnMap, DateOrder, folded
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

DEFAULT_COLUMNS = "default"
"""The file in ``columns/`` that is used when the command names none."""

_SEVERAL = ("missed", "status")
"""What several columns may mean: each of them is read."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """How a list is to be read: what a record system's file of columns says, and over it the clinic's, and over both the command."""

    names: tuple[str, ...] = ()
    """The ids of the files of columns that hold."""
    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    others_ignored: bool = False
    header_row: int | None = None
    dates: DateOrder | None = None
    last_first: bool | None = None
    rows_as_ids: bool = False
    visits: bool = False
    plan: str | None = None
    plans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leave_out: tuple[str, ...] = NOT_COMING

    def over(self, other: ColumnMap) -> ListKind:
        """The same with what a file of columns says over it. Raises ``ProblemsFound``."""
        if problems := list(_wrong(other)):
            raise ProblemsFound(problems)
        return replace(
            self,
            names=(*self.names, other.id),
            columns={**self.columns, **{folded(heading): field for heading, field in other.columns.items()}},
            ignore=self.ignore.union(map(folded, other.ignore)),
            others_ignored=self.others_ignored or other.others == "ignored",
            header_row=other.header_row or self.header_row,
            dates=other.dates or self.dates,
            last_first=other.names == "last-first" if other.names else self.last_first,
            rows_as_ids=other.ids == "row" if other.ids else self.rows_as_ids,
            visits=other.rows == "visits" if other.rows else self.visits,
            plan=other.plan or self.plan,
            plans={**self.plans, **{folded(kind): _tuple(plan) for kind, plan in other.plans.items()}},
            leave_out=self.leave_out if other.leave_out is None else other.leave_out,
        )

    def meaning(self, heading: str) -> str | None:
        """The field that a heading means; None when it is not known."""
        name = folded(heading)
        if name in self.columns:
            return self.columns[name]
        if BIRTH.search(name) or (self.visits and name in map(folded, ALIASES["start"])):
            return None
        return _EVERYWHERE.get(name)

    def knows(self, heading: str) -> bool:
        """Whether a heading means something here, or is named as one that is not needed."""
        return bool(heading) and (self.meaning(heading) is not None or folded(heading) in self.ignore)


_EVERYWHERE: Mapping[str, str] = {folded(word): field for field, aliases in ALIASES.items() for word in (field, *aliases)}


def _tuple(plan: str | tuple[str, ...]) -> tuple[str, ...]:
    return plan if isinstance(plan, tuple) else (plan,)


def _wrong(columns: ColumnMap) -> Iterable[Problem]:
    place = Place(f"columns/{columns.id}.yaml")
    for heading, means in columns.columns.items():
        if means not in ALIASES:
            yield Problem(place, f'"{means}" is not a column of a roster', did_you_mean(means, list(ALIASES)))
        elif BIRTH.search(folded(heading)) and means in ("date", "start"):
            what = f'the column "{heading}" is a day of birth and not the {means}'
            yield Problem(place, what, "name it below ignore: no paper needs a day of birth")


def kinds_of_lists(folders: Folders) -> list[ColumnMap]:
    """All files of columns that recognise a list by its headings."""
    found = [read_alone(folders, "columns", ColumnMap, name)[0] for name in ids(folders, "columns")]
    return [kind for kind in found if kind.recognised_by]


def list_kind(folders: Folders, headings: Sequence[str], kinds: Sequence[ColumnMap], named: str | None) -> ListKind:
    """How a list with these headings is to be read: as one that is recognised, and then as the clinic's own file says."""
    there = {folded(heading) for heading in headings}
    fitting = [kind for kind in kinds if kind.id != named and there.issuperset(map(folded, kind.recognised_by))]
    base = ListKind()
    if fitting:
        base = base.over(max(fitting, key=lambda kind: len(kind.recognised_by)))
    own = own_columns(folders, named)
    return base.over(own) if own else base


def own_columns(folders: Folders, named: str | None) -> ColumnMap | None:
    """The file of columns that the command names, or else the default one, if there is one. Raises ``ProblemsFound``."""
    if named is None and find(folders, "columns", DEFAULT_COLUMNS) is None:
        return None
    return read_alone(folders, "columns", ColumnMap, named or DEFAULT_COLUMNS, Place(f"--columns {named}"))[0]


def fields_of(table: RecordTable, kind: ListKind, file: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The field that each heading means, and the headings that are passed over because the kind of list says so. Raises ``ProblemsFound``."""
    problems: list[Problem] = []
    fields: dict[str, str] = {}
    over: dict[str, None] = {}
    diary = any(kind.meaning(heading) in ("status", "appointment_type", "missed") for heading, _ in table.headings)
    for heading, place in table.headings:
        means = kind.meaning(heading)
        if folded(heading) in kind.ignore:
            continue
        if means is None and kind.others_ignored:
            over[heading] = None
        elif means is None:
            problems.append(_unknown(heading, place, kind))
        elif means == "start" and diary and folded(heading) not in kind.columns and folded(heading) != "start":
            what = f'the column "{shown_text(heading)}" may be the day of the visit or the day on which the plan begins'
            problems.append(Problem(place, what, "say which in a file of columns: date or start"))
        elif twice := _twice(heading, means, fields, table):
            hint = "take one of them out, or name the one that is not needed below ignore: in a file of columns"
            problems.append(Problem(place, f'two columns mean "{means}": {twice}', hint))
        else:
            fields[heading] = means
    problems += _lacking(table, fields, kind, file)
    if problems:
        raise ProblemsFound(problems)
    return fields, tuple(over)


def _twice(heading: str, means: str, fields: Mapping[str, str], table: RecordTable) -> str:
    """Which columns mean the same, of which only one can be read; empty when that is none."""
    if heading in fields:
        return f'{" and ".join(table.repeated[heading])} are both called "{shown_text(heading[:40])}"'
    first = next((other for other, field in fields.items() if field == means), None)
    if first is None or means in _SEVERAL:
        return ""
    return f'"{shown_text(first[:40])}" and "{shown_text(heading[:40])}"'


def _unknown(heading: str, place: Place, kind: ListKind) -> Problem:
    if NEVER_NEEDED.search(folded(heading)):
        hint = "no paper needs it: take it out, or name it below ignore: in content/columns/default.yaml"
    else:
        near = did_you_mean(folded(heading), sorted({*_EVERYWHERE, *kind.columns}))
        hint = f"{near}\n" if near.startswith("did you mean") else ""
        hint += "take it out, or name it in columns: or ignore: of content/columns/default.yaml (others: ignored passes over all of them)"
    return Problem(place, f'the column "{shown_text(heading[:80])}" is not known', hint)


def _lacking(table: RecordTable, fields: Mapping[str, str], kind: ListKind, file: str) -> Iterable[Problem]:
    there = set(fields.values())
    lacks = [] if "id" in there or kind.rows_as_ids else ["id"]
    lacks += [] if "plan" in there or kind.plan or (kind.plans and "appointment_type" in there) else ["plan"]
    if not lacks:
        return
    place = table.headings[0][1] if table.headings else Place(file)
    hint = "each row needs an id, a name and a plan"
    if "id" in lacks:
        hint += "\nwithout numbers of patients: --row-numbers, or ids: row in a file of columns"
    if "plan" in lacks:
        hint += "\none plan for all: --plan ID; a plan for each type of appointment: plans: in a file of columns"
    if table.hidden:
        hint += f"\nleft out: {'; '.join(table.hidden)}; --hidden reads it"
    yield Problem(place, f"there is no column {' and no column '.join(lacks)}", hint)
