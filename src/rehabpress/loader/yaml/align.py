"""Finds which part of an old mapping or list each part of a new one is, so that what stays can keep its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the new whole: its value, the index of the old part that it goes on from, its key if it has one."""

    new: object
    old: int | None
    key: str | None = None


def same(one: object, other: object) -> bool:
    """Whether two pieces of plain data are written alike: a list is a tuple, the order of keys means nothing, and 1 is not true."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def key_steps(old: Sequence[str], new: Mapping[str, object]) -> tuple[Step, ...]:
    """The keys in their old order; each new one behind that which it follows in ``new``."""
    order = [key for key in old if key in new]
    before: str | None = None
    for key in new:
        if key not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return tuple([Step(new[key], old.index(key) if key in old else None, key) for key in order])


def list_steps(old: Sequence[object], new: Sequence[object]) -> tuple[Step, ...]:
    """The items in their new order. An item goes on from an old one that is the same, else from one of the same name, else of its place."""
    found: dict[int, int] = {}

    def take(fits: Callable[[int, int], bool]) -> None:
        for now in range(len(new)):
            if now not in found and (free := [was for was in range(len(old)) if was not in found.values() and fits(was, now)]):
                found[now] = free[0]

    take(lambda was, now: same(old[was], new[now]))
    take(lambda was, now: _named_alike(old[was], new[now]))
    if len(old) == len(new):
        take(lambda was, now: was == now and not isinstance(old[was], Mapping))
    return tuple([Step(item, found.get(number)) for number, item in enumerate(new)])


def _named_alike(old: object, new: object) -> bool:
    """Whether two mappings are of the same thing: what the first key of one says, the other says too."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping) and old):
        return False
    first = next(iter(old))
    return first in new and same(old[first], new[first])
