"""A plan as one order wants it: in words for this patient, without some exercises, on one side; and what it asks is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rehabpress.model.dose import Dose
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan
from rehabpress.pipeline.order import Order, stands_for
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound, did_you_mean

UNANSWERED = "unanswered"
"""The code of a flag that a plan asks about and an order does not answer."""


def for_order(plan: Plan, library: Library, order: Order) -> tuple[Plan, Library]:
    """The plan with what an order leaves out and writes otherwise. Raises ``ProblemsFound`` for an exercise that it has not."""
    if order.preset:
        plan, library = _with_preset(plan, library, order.preset)
    if order.words:
        plan, library = _in_words(plan, library, order)
    if not order.without and not order.notes:
        return plan, library
    known = [entry.exercise for entry in plan.exercises]
    problems = [
        Problem(order.at(key, step, shown=name), f'the plan {plan.id} has no exercise "{name}"', did_you_mean(name, known))
        for key, names in (("without", dict(enumerate(order.without))), ("notes", {name: name for name in order.notes}))
        for step, name in names.items()
        if name not in known
    ]
    kept = [index for index, name in enumerate(known) if name not in order.without]
    if not kept:
        problems.append(Problem(order.at("without"), f"nothing is left of the plan {plan.id}", "leave fewer exercises out"))
    if twice := [name for name in order.notes if name in order.without]:
        problems.append(
            Problem(order.at("notes", twice[0], shown=twice[0]), f"{twice[0]} is left out and has a note", "take one of the two out")
        )
    if problems:
        raise ProblemsFound(problems)
    entries = tuple(
        [
            entry.model_copy(update={"note": order.notes[entry.exercise]}) if entry.exercise in order.notes else entry
            for entry in (plan.exercises[index] for index in kept)
        ]
    )
    changed = plan.model_copy(update={"exercises": entries})
    origin = _kept_places(library.origins["plans", plan.id], kept)
    noted: dict[tuple[str | int, ...], Place] = {
        ("exercises", index, "note"): order.at("notes", entry.exercise, shown=entry.exercise)
        for index, entry in enumerate(entries)
        if entry.exercise in order.notes
    }
    origin = replace(origin, places={**origin.places, **noted})
    plans, origins = {**library.plans, plan.id: changed}, {**library.origins, ("plans", plan.id): origin}
    return changed, replace(library, plans=plans, origins=origins)


def _with_preset(plan: Plan, library: Library, preset: str) -> tuple[Plan, Library]:
    """The plan with the preset of an order in place of its own."""
    changed = plan.model_copy(update={"preset": preset})
    return changed, replace(library, plans={**library.plans, plan.id: changed})


def _in_words(plan: Plan, library: Library, order: Order) -> tuple[Plan, Library]:
    """The plan with the title, message, goal and next visit that an order says, each at its place in the order."""
    changed = plan.model_copy(update=dict(order.words))
    origin = library.origins["plans", plan.id]
    said: dict[tuple[str | int, ...], Place] = {(name,): order.at(name) for name in order.words}
    origin = replace(origin, places={**origin.places, **said})
    plans, origins = {**library.plans, plan.id: changed}, {**library.origins, ("plans", plan.id): origin}
    return changed, replace(library, plans=plans, origins=origins)


def _kept_places(origin: Origin, kept: Sequence[int]) -> Origin:
    """The places of a plan of which only some exercises are left."""
    now = {old: new for new, old in enumerate(kept)}

    def moved(places: Mapping[tuple[str | int, ...], Place]) -> Mapping[tuple[str | int, ...], Place]:
        out: dict[tuple[str | int, ...], Place] = {}
        for path, place in places.items():
            if path[:1] != ("exercises",) or len(path) < 2:
                out[path] = place
            elif isinstance(path[1], int) and path[1] in now:
                out["exercises", now[path[1]], *path[2:]] = place
        return out

    return Origin(moved(origin.places), origin.whole, moved(origin.keys))


def doses_of_order(plan: Plan, library: Library, order: Order) -> Mapping[str, Override]:
    """The numbers of an order by exercise: those for one, those for all, and its side where an exercise has sides. Raises ``ProblemsFound``."""
    doses = dict(order.doses)
    planned = [library.exercises[name] for name in dict.fromkeys(entry.exercise for entry in plan.exercises)]
    if order.dose:
        doses |= {one.id: _completed(doses.get(one.id), order.dose, for_all=True) for one in planned}
    if order.side:
        place = order.at("side", shown=order.side)
        sided = [one for one in planned if one.changes is not None]
        if not sided:
            what = f"side: the plan {plan.id} has no exercise that is done on one side at a time"
            raise ProblemsFound([Problem(place, what, "leave side out")])
        side = Override(Dose(side=order.side), Origin({("side",): place}, place))
        doses |= {one.id: _completed(doses.get(one.id), side, for_all=False) for one in sided}
    return doses


def _completed(own: Override | None, other: Override, *, for_all: bool) -> Override:
    """What an order says of one exercise, completed with what it says of several."""
    if own is None:
        return Override(other.dose, other.origin, frozenset(other.dose.given()) if for_all else frozenset())
    dose = own.dose.over(other.dose)
    added = dose.given().keys() - own.dose.given().keys()
    places = {path: place for path, place in other.origin.places.items() if path[:1] and path[0] in added}
    origin = replace(own.origin, places={**own.origin.places, **places})
    return Override(dose, origin, own.for_all | (frozenset(added) if for_all else frozenset()))


def answer_problems(plan: Plan, library: Library, order: Order, flags: Sequence[str]) -> Iterator[Problem]:
    """What a plan asks and an order does not answer, and answers about flags that there are not."""
    known = {name for flag in flags for name in stands_for(flag)}
    for index, name in enumerate(order.not_flags):
        if name not in known:
            yield Problem(order.at("not_flags", index, shown=name), f'there is no flag "{name}"', did_you_mean(name, sorted(known)))
    has = {name for flag in order.flags for name in stands_for(flag.id)}
    for index, name in enumerate(plan.asks):
        place = library.origins["plans", plan.id].at("asks", index)
        if name not in known:
            yield Problem(place, f'there is no flag "{name}"', did_you_mean(name, sorted(known), "see: rehabpress list flags"))
        elif name not in has and name not in order.not_flags:
            where = Place(f"plan {plan.id}") if order.origin is None else order.origin.whole
            hint = f"ask, and answer with --flag {name} or --not {name}; in an order or a roster with flags or not_flags"
            yield Problem(where, f"the plan {plan.id} asks about {name}, and nobody has answered", hint, UNANSWERED, (name,))
