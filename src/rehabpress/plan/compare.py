"""Compares two plans: exercises added and removed, and which numbers of a dose go up or down.

In: what was prescribed before and now, from wherever it was kept (a plan, a record of what was printed). Out: Difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rehabpress.model.amount import Amount, Load
from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Exercise, Limb


class ChangeDirection(StrEnum):
    """Which way a number or a dose goes."""

    UP = "up"
    DOWN = "down"
    MIXED = "part up, part down"
    OTHER = "changed"
    """It is another one, and neither is more: another side, a number where there was none, a range that grew at both ends."""


_ONE_SET = Amount(1, 1)
"""What a dose means that gives no number of sets."""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """An exercise with its whole dose, and all that it takes to say it."""

    id: str
    name: str
    limb: Limb | None
    dose: Dose


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number of a dose that is another now. None: it was not given, or it no longer is."""

    name: str
    before: object
    now: object
    bands: tuple[str, ...] = ()
    """Those of the clinic, the lightest first."""

    @property
    def number(self) -> ChangeDirection:
        """Which way the number itself goes."""
        before, now = (_ONE_SET if value is None and self.name == "sets" else value for value in (self.before, self.now))
        if isinstance(before, Load) and isinstance(now, Load):
            old, new = before, now
            before, now = old.beside(new, self.bands), new.beside(old, self.bands)
        if not isinstance(before, Amount) or not isinstance(now, Amount):
            return ChangeDirection.OTHER
        low, high = now.low - before.low, now.high - before.high
        if low == high == 0 or low * high < 0:
            return ChangeDirection.OTHER
        return ChangeDirection.UP if low + high > 0 else ChangeDirection.DOWN

    @property
    def dose(self) -> ChangeDirection:
        """Which way the dose goes with it: a longer rest makes an exercise easier."""
        turned = {ChangeDirection.UP: ChangeDirection.DOWN, ChangeDirection.DOWN: ChangeDirection.UP}
        return turned.get(self.number, self.number) if self.name == "rest" else self.number


@dataclass(frozen=True, slots=True)
class Changed:
    """An exercise that stays, with another dose."""

    before: Prescribed
    now: Prescribed
    numbers: tuple[NumberChange, ...]

    @property
    def direction(self) -> ChangeDirection:
        """Which way its dose goes as a whole. What goes up beside what goes down is said to be mixed, and never summed up."""
        ways = {number.dose for number in self.numbers}
        if {ChangeDirection.UP, ChangeDirection.DOWN} <= ways:
            return ChangeDirection.MIXED
        return ways.pop() if len(ways) == 1 else ChangeDirection.OTHER


@dataclass(frozen=True, slots=True)
class Difference:
    """From one plan to the next, in the order of the page."""

    added: tuple[Prescribed, ...]
    removed: tuple[Prescribed, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        """Whether anything is new."""
        return bool(self.added or self.removed or self.changed)


def prescribed(planned: Iterable[tuple[Exercise, Dose]]) -> tuple[Prescribed, ...]:
    """What a plan prescribes."""
    return tuple([Prescribed(exercise.id, exercise.name, exercise.changes, dose) for exercise, dose in planned])


def compare(before: Sequence[Prescribed], now: Sequence[Prescribed], bands: Sequence[str] = ()) -> Difference:
    """What is new. ``bands`` are those of the clinic, the lightest first: without them a band is only another one. An exercise that is done on the left and on the right with a dose of its own is compared side by side."""
    pairs = dict(_pairs(before, now))
    partners = set(pairs.values())
    both = ((before[pairs[n]], one) for n, one in enumerate(now) if n in pairs)
    changed = (Changed(old, new, tuple(_numbers(old.dose, new.dose, tuple(bands)))) for old, new in both)
    return Difference(
        added=tuple(one for n, one in enumerate(now) if n not in pairs),
        removed=tuple(one for n, one in enumerate(before) if n not in partners),
        changed=tuple(one for one in changed if one.numbers),
    )


def _pairs(before: Sequence[Prescribed], now: Sequence[Prescribed]) -> Iterator[tuple[int, int]]:
    """The positions of the same exercise now and before: first those of the same side, then what is left of an exercise in order."""
    left = dict(enumerate(before))
    unpaired = dict(enumerate(now))
    for same_side in (True, False):
        for n, new in list(unpaired.items()):
            for o, old in left.items():
                if old.id == new.id and (not same_side or old.dose.side == new.dose.side):
                    del left[o], unpaired[n]
                    yield n, o
                    break


def _numbers(before: Dose, now: Dose, bands: tuple[str, ...]) -> Iterator[NumberChange]:
    for name in Dose.model_fields:
        change = NumberChange(name, getattr(before, name), getattr(now, name), bands)
        if change.before != change.now:
            yield change
