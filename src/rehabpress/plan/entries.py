"""The exercises of a plan as its file lists them: one more, some fewer, in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

Entry = Mapping[str, object]
"""An exercise of a plan, as plain data."""


def with_entries(
    entries: Sequence[Entry], more: Sequence[Entry], plan: str, *, after: str | None = None, before: str | None = None
) -> list[Entry]:
    """The entries with those of one more exercise: after or before all of another, or at the end.

    Raises ``ProblemsFound`` when it is there, or the other is not.
    """
    name = str(more[0]["exercise"])
    if name in _names(entries):
        what, hint = f"the plan {plan} has the exercise {name} already", f"put it elsewhere with: rehabpress plan move {plan} {name}"
        raise ProblemsFound([Problem(Place(name), what, hint)])
    index = _indexes(entries, after, plan)[-1] + 1 if after else _indexes(entries, before, plan)[0] if before else len(entries)
    return [*entries[:index], *more, *entries[index:]]


def without_entries(entries: Sequence[Entry], names: Sequence[str], plan: str) -> tuple[list[Entry], list[Entry]]:
    """The entries without those of these exercises, and these, in their order: of each exercise all that it has, as one for each side.

    Raises ``ProblemsFound`` for one that there is not, or when none is left.
    """
    gone = {index for name in names for index in _indexes(entries, name, plan)}
    left = [entry for index, entry in enumerate(entries) if index not in gone]
    if not left:
        raise ProblemsFound([Problem(Place(f"plan {plan}"), "has no exercise left", "leave one in it, or delete its file")])
    return left, [entries[index] for index in sorted(gone)]


def _indexes(entries: Sequence[Entry], name: str, plan: str) -> list[int]:
    names = _names(entries)
    if name not in names:
        raise ProblemsFound([Problem(Place(name), f"the plan {plan} has no such exercise", did_you_mean(name, names))])
    return [index for index, one in enumerate(names) if one == name]


def _names(entries: Sequence[Entry]) -> list[str]:
    return [str(entry.get("exercise")) for entry in entries]
