"""Estimates how long a session takes, from its doses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehabpress.model.amount import Amount
from rehabpress.model.dose import Dose, Side
from rehabpress.model.exercise import Exercise
from rehabpress.plan.phrasing import Phrasing

_ONE = Amount(1, 1)
_NONE = Amount(0, 0)


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """What one exercise adds to a session: its time, if that can be counted, and how often it is done."""

    name: str
    time: Amount | None
    often: tuple[Amount | str | None, Amount | None]


@dataclass(frozen=True, slots=True)
class Session:
    """All exercises done once. ``left_out`` are those that are not counted in; ``alike``: each is done as often as the others."""

    minutes: Amount | None
    left_out: tuple[str, ...]
    alike: bool


def seconds(dose: Dose, rep_seconds: int) -> Amount | None:
    """How long a dose takes once, in seconds: work and the rests between sets. None when it has no numbers to count.

    ``rep_seconds`` is one repetition without its hold, where no tempo says it.  Repetitions on alternate sides are counted on each of them, a duration is not.
    """
    sets, hold, rest = dose.sets or _ONE, dose.hold or _NONE, dose.rest or _NONE
    sides = 2 if dose.side is Side.EACH or (dose.side is Side.ALTERNATE and dose.reps) else 1
    if dose.reps:
        moving = dose.tempo.seconds if dose.tempo else rep_seconds
        low = dose.reps.low * (hold.low + moving)
        high = dose.reps.high * (hold.high + moving)
    elif dose.duration:
        low, high = dose.duration.low, dose.duration.high
    else:
        return None
    return Amount(sets.low * sides * low + (sets.low - 1) * rest.low, sets.high * sides * high + (sets.high - 1) * rest.high)


def minutes(times: Sequence[Amount]) -> Amount:
    """The whole minutes of several times in seconds; minutes that have begun count."""
    return Amount(-(-sum(time.low for time in times) // 60), -(-sum(time.high for time in times) // 60), about=True)


def taken(exercise: Exercise, dose: Dose) -> TimeTaken:
    """What an exercise with a dose adds to a session."""
    return TimeTaken(exercise.name, seconds(dose, exercise.rep_seconds), (dose.times_per_day, dose.days_per_week))


def session(parts: Sequence[TimeTaken]) -> Session:
    """Doing every exercise once."""
    counted = [one.time for one in parts if one.time]
    return Session(
        minutes(counted) if counted else None,
        tuple([one.name for one in parts if not one.time]),
        all(one.often == parts[0].often for one in parts),
    )


def session_text(all_: Session, speech: Phrasing) -> str:
    """One sentence: how long it takes to do every exercise once, and which of them are not counted in."""
    phrases = speech.phrases.session
    if all_.minutes is None:
        return phrases.uncounted
    values = {"minutes": speech.counted(phrases.minutes, all_.minutes)}
    if all_.left_out:
        values["exercises"] = speech.names(all_.left_out)
    return speech.fill(phrases.same if all_.alike else phrases.mixed, **values)
