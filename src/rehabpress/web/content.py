"""What there is, with its sources and signatures; and signing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from rehabpress.loader.folders import ids
from rehabpress.loader.library import Named, Typed, read_library
from rehabpress.loader.save import said_by
from rehabpress.model.base import Reviewed
from rehabpress.model.library import Library
from rehabpress.model.signature import signature
from rehabpress.pipeline.order import Order
from rehabpress.review.sign import Signing, sign
from rehabpress.review.waiting import REVIEWED
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.web.desk import MadePaper, Workbench
from rehabpress.web.draft import form_origin

_NOT_SHOWN = ("sources", "reviewed_by", "reviewed_on", "review_due", "reviewed_hash")
"""Keys of a file that are shown in another way."""


def everything(bench: Workbench, today: dt.date) -> Mapping[str, object]:
    """Each piece of content that is signed, by kind: its name and the state of its signature; and what cannot be read."""
    listed: list[Mapping[str, object]] = []
    for kind in REVIEWED:
        for name in ids(bench.folders, kind):
            try:
                value: Reviewed = getattr(_library(bench, kind, name), kind)[name]
            except ProblemsFound as found:
                listed.append({"kind": kind, "id": name, "name": name, "state": "wrong", "what": [str(one) for one in found.problems]})
                continue
            listed.append({"kind": kind, "id": name, "name": _title(value, name), "state": str(signature(value, today))})
    return {"content": listed}


def one(bench: Workbench, kind: str, name: str, today: dt.date) -> Mapping[str, object]:
    """One piece of content whole, with its sources as they are cited. Raises ``ProblemsFound``."""
    if kind not in REVIEWED or name not in ids(bench.folders, kind):
        raise ProblemsFound([Problem(Place(""), "there is no such content", "")])
    library = _library(bench, kind, name)
    value: Reviewed = getattr(library, kind)[name]
    _, said = said_by(bench.folders, kind, name, Place(""))
    return {
        "kind": kind,
        "id": name,
        "name": _title(value, name),
        "state": str(signature(value, today)),
        "by": value.reviewed_by,
        "on": value.reviewed_on,
        "due": value.review_due,
        "says": {key: part for key, part in said.items() if key not in _NOT_SHOWN},
        "sources": [
            {"title": source.title, "publisher": source.publisher, "read": source.read_on}
            for source in (library.sources[cited] for cited in value.sources)
        ],
    }


def signed(bench: Workbench, asked: Mapping[str, object], today: dt.date) -> Mapping[str, object]:
    """Sign one piece of content with a name and a day by which it is read again. Raises ``ProblemsFound``."""
    by, name, kind, due = (asked.get(key) for key in ("by", "id", "kind", "due"))
    if not isinstance(by, str) or sum(letter.isalpha() for letter in by) < 3:
        raise ProblemsFound([Problem(Place("by"), "a signature needs a whole name", "write the name of the clinician who has read it")])
    if not isinstance(name, str) or kind not in REVIEWED:
        raise ProblemsFound([Problem(Place(""), "there is no such content", "")])
    day = None
    if due:
        try:
            day = dt.date.fromisoformat(str(due))
        except ValueError:
            raise ProblemsFound([Problem(Place("due"), "this is no day", "choose the day by which it is read again")]) from None
    sign(bench.folders, bench.project, [f"{kind}/{name}"], Signing(" ".join(by.split()), today, day))
    bench.stale = True
    return {"id": name, "kind": kind}


def paper(bench: Workbench, asked: Mapping[str, object], today: dt.date) -> tuple[MadePaper, Mapping[str, object]]:
    """The paper of one piece of content as its file is now: the handout of a plan that prints it, of one exercise with this one alone.

    Raises ``ProblemsFound``, also for content that no plan prints.
    """
    kind, name = str(asked.get("kind")), str(asked.get("id"))
    order = next((found for plan in ids(bench.folders, "plans") if (found := _printing(bench, plan, kind, name, today))), None)
    if order is None:
        raise ProblemsFound([Problem(Place(""), "no plan prints this by itself", "put it into a plan on the page Plan")])
    made = bench.paper(replace(order, not_flags=bench.pipeline.plan(order)[0].asks))
    return made, {"key": made.key, "pages": list(made.pages), "plan": made.handout.title}


def _printing(bench: Workbench, plan: str, kind: str, name: str, today: dt.date) -> Order | None:
    """An order of a plan, if its paper shows a piece of content."""
    try:
        _, said = said_by(bench.folders, "plans", plan, Place(plan))
        value = read_library(bench.store, [Named("plans", plan, Place(plan))]).plans[plan] if kind == "regions" else None
    except ProblemsFound:
        return None  # it is not this content's problem
    exercises, conditions = _listed(said.get("exercises")), _listed(said.get("conditions"))
    if kind == "exercises":
        exercises = [entry for entry in exercises if isinstance(entry, Mapping) and entry.get("exercise") == name]
        if not exercises:
            return None
    elif kind == "conditions":
        if name not in conditions:
            return None
    elif kind == "regions" and value is not None:
        if all(_library(bench, "conditions", one).conditions[one].region != name for one in value.conditions):
            return None
    elif kind != "usual":
        return None
    data = {**said, "exercises": exercises}
    return Order(plan=Typed("plans", data, form_origin("plan", data)), date=today, preset=name if kind == "usual" else None)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _library(bench: Workbench, kind: str, name: str) -> Library:
    return read_library(bench.store, [Named(kind, name, Place(name))])


def _title(value: Reviewed, name: str) -> str:
    return str(getattr(value, "name", None) or getattr(value, "title", None) or name.replace("-", " "))
