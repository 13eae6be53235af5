"""The promise that no number of a dose is lost in words: all that a dose can give is tried when a locale is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_

from rehabpress.model.dose import Dose
from rehabpress.model.languages.pattern import Pattern

FIELD_OF_SLOT = {**{name: name for name in Dose.model_fields}, "reps_in_set": "reps", "quality_in_table": "quality"}
"""The slots of the phrases of a dose, and which of its fields each of them prints."""

_FIELDS = tuple(Dose.model_fields)
_BITS = {name: 1 << n for n, name in enumerate(_FIELDS)}


def _mask(slots: frozenset[str]) -> int:
    mask = 0
    for slot in slots:
        mask |= _BITS[FIELD_OF_SLOT[slot]]
    return mask


def _names(mask: int) -> str:
    return ", ".join(name for name, bit in _BITS.items() if mask & bit)


def _can_be(given: int) -> bool:
    return not (given & _BITS["reps"] and given & _BITS["duration"])


def faults(groups: Sequence[Sequence[Pattern]], called: str) -> Iterator[tuple[str, str]]:
    """What is wrong and what to do, for each field that some dose would lose or say twice.

    Each group prints the first of its patterns that fits, or nothing.  Named is the smallest dose that goes wrong.
    Fields that no group looks at together cannot make each other go wrong: only doses of fields that belong together are tried.
    """
    asked = [_saying(group) for group in groups]
    doses = (given for fields in _together([fields for fields, _ in asked]) for given in _choices(fields) if _can_be(given))
    seen: set[tuple[str, int]] = set()
    for given in sorted(doses, key=lambda dose: (dose.bit_count(), dose)):
        said = twice = 0
        for fields, saying in asked:
            now = saying(given & fields)
            twice |= said & now
            said |= now
        if said == given and not twice:
            continue
        for what, mask in (("lost", given & ~said), ("twice", twice)):
            for name, bit in _BITS.items():
                if mask & bit and (what, bit) not in seen:
                    seen.add((what, bit))
                    yield _fault(what, name, _names(given), called)


def _together(masks: Iterable[int]) -> list[int]:
    """All fields, parted into sets: two fields are in one set when a mask holds both, or when others lead from one to the other."""
    parted = list(_BITS.values())
    for mask in masks:
        parted = [part for part in parted if not part & mask] + [reduce(or_, [part for part in parted if part & mask], 0)]
    return [part for part in parted if part]


def _choices(mask: int) -> Iterator[int]:
    """Every choice of the fields of a mask, without the empty one."""
    choice = mask
    while choice:
        yield choice
        choice = (choice - 1) & mask


def _saying(group: Sequence[Pattern]) -> tuple[int, Callable[[int], int]]:
    """The fields that a group looks at, and what it says when some of them are given. They are few: most doses differ in other fields."""
    patterns = [(_mask(p.required), [_mask(part) for part in p.optional]) for p in group]

    @cache
    def said(given: int) -> int:
        for required, optional in patterns:
            if required & given == required:
                return reduce(or_, [part for part in optional if part & given == part], required)
        return 0

    return reduce(or_, [part for required, optional in patterns for part in (required, *optional)], 0), said


def _fault(what: str, name: str, given: str, called: str) -> tuple[str, str]:
    if what == "lost":
        return (
            f"a dose that gives {given} has no {called} that says {name}",
            f"add {{{name}}} to the pattern that fits, in brackets: [, {{{name}}}]",
        )
    return f"a dose that gives {given} says {name} twice", f"take {{{name}}} out of one of the {called}s"
