"""What is bound into one paper: the layout of an order, its annexes, and the page for the file of the clinic."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rehabpress.model.clinic import Clinic
from rehabpress.model.layout import Layout
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan
from rehabpress.pipeline.order import Order
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

RECORD = "record"
"""The layout of the page that the clinic's copy has besides."""


def bound(order: Order, declared: Layout, plan: Plan, library: Library, known: Collection[str]) -> tuple[Order, ...]:
    """An order for each part of its paper, in the order of the paper. ``known`` are all layouts. Raises ``ProblemsFound`` for one that is not there."""
    names = list(_annexes(order, declared, plan, library))
    problems = [
        Problem(place, f'there is no layout "{name}"', did_you_mean(name, sorted(known), "see: rehabpress list layouts"))
        for name, place in names
        if name not in known
    ]
    if problems:
        raise ProblemsFound(problems)
    layouts = [order.layout, *(name for name, _ in names)]
    if order.copy == "clinic":
        layouts.append(RECORD)
    return tuple([replace(order, layout=name, annexes=()) for name in dict.fromkeys(layouts)])


def _annexes(order: Order, declared: Layout, plan: Plan, library: Library) -> Iterator[tuple[str, Place]]:
    """The names of the annexes, and where each was written: with the order, else in the plan, else for the clinic."""
    if order.annexes is not None:
        for index, name in enumerate(order.annexes):
            yield name, order.at("annexes", index) if order.origin else Place(f"--with {name}")
    elif declared.annexes:
        clinic: Clinic | None = library.clinics.get(order.clinic or plan.clinic or "")
        origin = library.origins["plans", plan.id]
        names: Sequence[str] = plan.annexes or ()
        if plan.annexes is None and clinic:
            origin, names = library.origins["clinics", clinic.id], clinic.annexes
        yield from ((name, origin.at("annexes", index)) for index, name in enumerate(names))
