"""Plans and orders of the project: opened as drafts, saved with the smallest change, refused when the file has changed meanwhile.

A page shows one plan as one patient gets it. What an order file says of its plan (``without``, ``doses``, ``notes``, ``next_visit``) is
folded into the plan when it is opened, and taken apart again when it is saved; an order is saved only when its paper is, byte for byte,
the one on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rehabpress.loader.folders import ID, find, ids
from rehabpress.loader.places import label
from rehabpress.loader.save import FileDraft, draft_of, not_there, said_by
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_file
from rehabpress.model.order_file import OrderFile
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.order_files import OrderDraft, new_order, next_id, order_of, read_order
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.web.desk import Workbench
from rehabpress.web.draft import OF_PLAN, Draft, form_origin, frozen, order_from

Data = Mapping[str, object]

PLAN_FIRST = "plan-first"
"""The code of an order that cannot be said of a plan that is saved."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan or an order as a draft, and what its file was when it was read."""

    draft: Data
    etag: str
    own: bool


class Conflict(Exception):  # noqa: N818 - it is an answer, not a fault
    """The file is not what it was when it was opened; ``theirs`` is what it says now, None when it is gone."""

    def __init__(self, theirs: Opened | None) -> None:
        super().__init__("changed since")
        self.theirs = theirs


def etag_of(content: bytes) -> str:
    """What a file is, in short."""
    return sha256(content).hexdigest()[:24]


def open_plan(bench: Workbench, name: str) -> Opened:
    """A plan as a draft. Raises ``ProblemsFound``."""
    path, data = said_by(bench.folders, "plans", name, Place(""))
    return Opened({"plan": data, "order": {}}, etag_of(path.read_bytes()), path.is_relative_to(bench.project / "content"))


def open_order(bench: Workbench, name: str, today: dt.date) -> Opened:
    """An order as a draft, folded into its plan. Raises ``ProblemsFound``."""
    path = find(bench.folders, "orders", name)
    if path is None:
        raise ProblemsFound([Problem(Place(""), f'there is no order "{name}"', "")])
    order = read_order(bench.folders, path, today)
    said = dict(read_file(path).data or {})
    _, plan = said_by(bench.folders, "plans", str(order.plan), Place(""))
    draft = {
        "plan": folded(plan, said),
        "order": {key: value for key, value in said.items() if key not in OF_PLAN},
    }
    return Opened(draft, etag_of(path.read_bytes()), path.is_relative_to(bench.project / "orders"))


def orders(bench: Workbench) -> Sequence[str]:
    """The ids of the orders that there are. They name nobody."""
    return ids(bench.folders, "orders")


def save_plan(bench: Workbench, draft: Draft, name: str, source: str | None, etag: str | None, today: dt.date) -> Opened:
    """Write the plan of a draft into the project: over the file that has this ``etag``, or anew, in the form of ``source``.

    Raises ``ProblemsFound``, and ``Conflict`` when the file has changed since it was opened.
    """
    _named(name)
    path = bench.project / "content" / "plans" / f"{name}.yaml"
    unchanged(path, etag, lambda: open_plan(bench, name))
    if etag is None:
        not_there(bench.folders, bench.project, "plans", name)
    begun = path if path.is_file() else find(bench.folders, "plans", source) if source else None
    file = draft_of(bench.folders, bench.project, "plans", {**draft.plan, "id": name}, begun)
    _printable(bench, file, today)
    file.write()
    bench.stale = True
    return Opened({"plan": dict(file.says.data), "order": {}}, etag_of(file.content), True)


def _printable(bench: Workbench, file: FileDraft, today: dt.date) -> None:
    """Raise ``ProblemsFound`` for a plan that no handout can be made of, whoever the patient is."""
    asks = bench.pipeline.plan(Order(plan=file.says, date=today))[0].asks
    bench.pipeline.page(Order(plan=file.says, date=today, not_flags=asks))


def save_order(bench: Workbench, draft: Draft, name: str | None, etag: str | None, today: dt.date) -> tuple[str, Opened]:
    """Write what the patient gets into an order file of the project, and its id. Raises ``ProblemsFound`` and ``Conflict``."""
    name = name or next_id(bench.folders)
    _named(name)
    plan = draft.plan.get("id")
    if not isinstance(plan, str) or find(bench.folders, "plans", plan) is None:
        raise ProblemsFound([_plan_first()])
    _, saved = said_by(bench.folders, "plans", plan, Place(""))
    apart = unfolded(saved, draft.plan)
    path = bench.project / "orders" / f"{name}.yaml"
    unchanged(path, etag, lambda: open_order(bench, name, today))
    if apart is None:
        raise ProblemsFound([_plan_first()])
    form = {
        key: value for key, value in draft.order.items() if key not in OF_PLAN and (value not in (None, "", [], {}) or key == "annexes")
    }
    data = {"id": name, "plan": plan, **form, **apart}
    file = _order_draft(bench, path, data, today)
    if bench.paper(file.order).pdf != bench.paper(order_from(draft, bench.folders, today)).pdf:
        raise ProblemsFound([_plan_first()])
    file.write()
    bench.stale = True
    content = path.read_bytes()
    return name, Opened({"plan": draft.plan, "order": draft.order}, etag_of(content), True)


def _order_draft(bench: Workbench, path: Path, data: Data, today: dt.date) -> OrderDraft:
    origin = form_origin("order", data)
    if not path.is_file():
        return new_order(bench.folders, bench.project, frozen(data), origin)
    order = order_of(check(OrderFile, frozen(data), origin), origin, bench.folders, today)
    return OrderDraft(order, path, {path: edited(path.read_bytes(), frozen(data), label(path))})


def folded(plan: Data, order: Data) -> Data:
    """A plan with what an order says of its exercises and the next visit."""
    without = set(_listed(order.get("without")))
    doses, notes = _mapping(order.get("doses")), _mapping(order.get("notes"))
    entries = []
    for entry in _entries(plan):
        name = str(entry.get("exercise"))
        if name not in without:
            changed = dict(entry)
            if name in doses:
                changed["dose"] = {**_mapping(entry.get("dose")), **_mapping(doses[name])}
            if name in notes:
                changed["note"] = notes[name]
            entries.append(changed)
    visit = {"next_visit": order["next_visit"]} if order.get("next_visit") else {}
    return {**plan, **visit, "exercises": entries}


def unfolded(saved: Data, now: Data) -> Data | None:
    """What an order must say of a saved plan so that it is the plan ``now``; None when it cannot say that."""
    loose = ("exercises", "dose", "preset", "next_visit")
    if _alike({k: v for k, v in saved.items() if k not in loose}) != _alike({k: v for k, v in now.items() if k not in loose}):
        return None
    visit = now.get("next_visit") if now.get("next_visit") != saved.get("next_visit") else None
    if saved.get("next_visit") and not now.get("next_visit"):
        return None
    before, after = _entries(saved), _entries(now)
    names = [entry.get("exercise") for entry in after]
    kept = [entry for entry in before if entry.get("exercise") in names]
    if [entry.get("exercise") for entry in kept] != names or len(set(map(str, names))) != len(names):
        if _alike(before) != _alike(after) or _alike(saved.get("dose")) != _alike(now.get("dose")):
            return None
        return {"next_visit": visit} if visit else {}
    doses: dict[str, object] = {}
    notes: dict[str, object] = {}
    for old, new in zip(kept, after, strict=True):
        name = str(new.get("exercise"))
        if any(_alike(old.get(key)) != _alike(new.get(key)) for key in {*old, *new} - {"dose", "note"}):
            return None
        was = {**_mapping(saved.get("dose")), **_mapping(old.get("dose"))}
        will = {**_mapping(now.get("dose")), **_mapping(new.get("dose"))}
        if was.keys() - will.keys() or (old.get("note") and not new.get("note")):
            return None
        if changed := {key: value for key, value in will.items() if _alike(was.get(key)) != _alike(value)}:
            doses[name] = changed
        if new.get("note") != old.get("note"):
            notes[name] = new["note"]
    if saved.get("preset") and not now.get("preset"):
        return None
    without = [str(entry.get("exercise")) for entry in before if entry not in kept]
    preset = now.get("preset") if now.get("preset") != saved.get("preset") else None
    said = {"preset": preset, "doses": doses, "without": without, "notes": notes, "next_visit": visit}
    return {key: value for key, value in said.items() if value}


def _plan_first() -> Problem:
    what = "an order says less or otherwise of a plan that is saved, and this one has more in it: save the plan first"
    return Problem(Place("plan"), what, "", PLAN_FIRST)


def unchanged(path: Path, etag: str | None, now: Callable[[], Opened]) -> None:
    """Raise ``Conflict`` unless the file is the one that was opened, or there is none and none was opened."""
    there = path.is_file()
    if etag is None and not there:
        return
    if there and etag == etag_of(path.read_bytes()):
        return
    if not there:
        raise Conflict(None)
    raise Conflict(now())


def _named(name: str) -> None:
    if not ID.fullmatch(name) or len(name) > 60:
        raise ProblemsFound(
            [Problem(Place("name"), "this cannot be a name", "write small letters, digits and single hyphens: knee-week-2")]
        )


def _entries(plan: Data) -> list[Data]:
    return [entry for entry in _list(plan.get("exercises")) if isinstance(entry, Mapping)]


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _listed(value: object) -> Sequence[str]:
    return [str(one) for one in _list(value)]


def _mapping(value: object) -> Data:
    return value if isinstance(value, Mapping) else {}


def _alike(value: object) -> object:
    """Data as it compares: lists and tuples alike, numbers as they are typed."""
    if isinstance(value, Mapping):
        return {key: _alike(part) for key, part in value.items() if part not in (None, {}, [], ())}
    if isinstance(value, list | tuple):
        return [_alike(part) for part in value]
    return str(value) if isinstance(value, int | dt.date) and not isinstance(value, bool) else value
