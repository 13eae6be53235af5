"""The exercises of a plan as its file lists them: one more, some fewer, in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

Entry = Mapping[str, object]
"""An exercise of a plan, as plain data."""


def with_entry(entries: Sequence[Entry], entry: Entry, plan: str, *, after: str | None = None, before: str | None = None) -> list[Entry]:
    """The entries with one more: after or before another, or at the end. Raises ``ProblemsFound`` when it is there, or the other is not."""
    name = str(entry["exercise"])
    if name in _names(entries):
        what, hint = f"the plan {plan} has the exercise {name} already", f"put it elsewhere with: rehabpress plan move {plan} {name}"
        raise ProblemsFound([Problem(Place(name), what, hint)])
    beside = after or before
    index = _index(entries, beside, plan) + bool(after) if beside else len(entries)
    return [*entries[:index], entry, *entries[index:]]


def without_entries(entries: Sequence[Entry], names: Sequence[str], plan: str) -> tuple[list[Entry], list[Entry]]:
    """The entries without those of these exercises, and these. Raises ``ProblemsFound`` for one that there is not, or when none is left."""
    taken = [entries[_index(entries, name, plan)] for name in dict.fromkeys(names)]
    left = [entry for entry in entries if entry not in taken]
    if not left:
        raise ProblemsFound([Problem(Place(f"plan {plan}"), "has no exercise left", "leave one in it, or delete its file")])
    return left, taken


def _index(entries: Sequence[Entry], name: str, plan: str) -> int:
    names = _names(entries)
    if name not in names:
        raise ProblemsFound([Problem(Place(name), f"the plan {plan} has no such exercise", did_you_mean(name, names))])
    return names.index(name)


def _names(entries: Sequence[Entry]) -> list[str]:
    return [str(entry.get("exercise")) for entry in entries]
