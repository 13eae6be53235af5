"""Finds what only a look at all content together shows: exercises that are there twice, and those that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rehabpress.advice.value import Advice
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.model.library import Library
from rehabpress.pipeline.doubles import doubled


def advise_on_collection(library: Library, figures: Mapping[str, Figure], body: Body) -> Iterator[Advice]:
    """What to tidy in a whole collection. ``body`` is who is drawn when nobody chooses another."""
    for one, other in doubled(library.exercises, figures, body):
        what = f"{other} looks like {one} under another name"
        hint = f"leave one of them out; if they are two, name {one} under easier, harder or instead"
        yield Advice(library.origins["exercises", other].whole, "doubled", what, hint, one, "once")
    chosen = {name for name, one in library.exercises.items() if one.no_plan}
    for name in sorted(library.exercises.keys() - reached(library) - chosen):
        what = f"no plan leads to {name}"
        hint = "put it into a plan, or name it under easier, harder or instead of an exercise that a plan leads to; or say under no_plan why not"
        yield Advice(library.origins["exercises", name].whole, "unreached", what, hint, "0", "1 plan")


def reached(library: Library) -> frozenset[str]:
    """The exercises of plans, and what those name as easier, harder and instead, and so on."""
    waiting = [entry.exercise for plan in library.plans.values() for entry in plan.exercises]
    found: set[str] = set()
    while waiting:
        if (name := waiting.pop()) not in found and name in library.exercises:
            found.add(name)
            one = library.exercises[name]
            waiting += [*one.easier, *one.harder, *one.instead]
    return frozenset(found)
