"""What the page has in its form: a plan and what one patient gets of it, as plain data; and the order that it means.

``{"plan": what a plan file says, "order": what an order file says besides, "weeks": 1}``. Problems name the field that they are about by its
path: ``plan/exercises/0/dose/reps``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Typed
from rehabpress.loader.validate import check
from rehabpress.model.order_file import OrderFile
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.order_files import order_of
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

MOST_WEEKS = 12
OF_PLAN = ("id", "plan", "doses", "notes", "without", "next_visit")
"""Keys of an order file that the order of a draft has not: its plan says them."""

_ELSEWHERE = {
    "--format": "order/format",
    "--theme": "order/format",
    "--layout": "order/layout",
    "--with": "order/annexes",
    "--clinic": "order/clinic",
    "body ": "order/body",
    "plan ": "order/not_flags",
}
"""Places that the core names itself, and the fields that they come from."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was sent, of the right shape; what it says is not checked yet."""

    plan: Mapping[str, object]
    order: Mapping[str, object]
    weeks: int = 1


def draft_from(data: object) -> Draft:
    """The draft that plain data is. Raises ``ProblemsFound`` for another shape."""
    plan = data.get("plan") if isinstance(data, Mapping) else None
    order = data.get("order") if isinstance(data, Mapping) else None
    weeks = data.get("weeks", 1) if isinstance(data, Mapping) else 1
    if not isinstance(plan, Mapping) or not isinstance(order, Mapping):
        raise ProblemsFound([Problem(Place(""), "this is not a plan", "load the page again")])
    if not isinstance(weeks, int) or isinstance(weeks, bool) or not 1 <= weeks <= MOST_WEEKS:
        raise ProblemsFound([Problem(Place("weeks"), f"a sheet is for 1 to {MOST_WEEKS} weeks", f"choose 1 to {MOST_WEEKS}")])
    return Draft(plan, order, weeks)


def order_from(draft: Draft, folders: Folders, today: dt.date) -> Order:
    """The order of a draft, with the path of its field as the place of each part. Raises ``ProblemsFound``."""
    said = {key: value for key, value in frozen(draft.order).items() if key not in OF_PLAN and value is not None}
    name = draft.plan.get("id")
    form = {"id": "draft", "plan": name if isinstance(name, str) else "draft", **said}
    checked = check(OrderFile, form, form_origin("order", form))
    plan = Typed("plans", draft.plan, form_origin("plan", draft.plan))
    return replace(order_of(checked, form_origin("order", form), folders, today, plan), weeks=draft.weeks)


def form_origin(root: str, data: Mapping[str, object]) -> Origin:
    """The path of its field as the place of each part of a form."""
    return Origin({path: Place("/".join((root, *map(str, path)))) for path in _paths(data)}, Place(root))


def field_of(problem: Problem) -> str:
    """The path of the field that a problem is about; empty for the whole of it."""
    place = problem.place.file
    if place == "weeks" or place.partition("/")[0] in ("plan", "order"):
        return place
    return next((path for words, path in _ELSEWHERE.items() if place.startswith(words)), "")


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    parts: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, Mapping):
        parts = iter(value.items())
    elif isinstance(value, list | tuple):
        parts = iter(enumerate(value))
    for key, part in parts:
        yield (*path, key)
        yield from _paths(part, (*path, key))


def frozen(value: Mapping[str, object]) -> dict[str, object]:
    """The data with tuples for lists, as a file gives it."""

    def of(part: object) -> object:
        if isinstance(part, list | tuple):
            return tuple([of(item) for item in part])
        return {key: of(item) for key, item in part.items()} if isinstance(part, Mapping) else part

    return {key: of(item) for key, item in value.items()}
