"""How long a session takes, counted from its doses."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.model.amount import Amount
from rehabpress.model.dose import Dose, Side
from rehabpress.model.exercise import Exercise
from rehabpress.plan.speech import Speech

_ONE = Amount(1, 1)
_NONE = Amount(0, 0)


def seconds(dose: Dose, rep_seconds: int) -> Amount | None:
    """How long a dose takes once, in seconds: work and the rests between sets. None when it has no numbers to count.

    ``rep_seconds`` is one repetition without its hold.  Repetitions on alternate sides are counted on each of them, a duration is not.
    """
    sets, hold, rest = dose.sets or _ONE, dose.hold or _NONE, dose.rest or _NONE
    sides = 2 if dose.side is Side.EACH or (dose.side is Side.ALTERNATE and dose.reps) else 1
    if dose.reps:
        low = dose.reps.low * (hold.low + rep_seconds)
        high = dose.reps.high * (hold.high + rep_seconds)
    elif dose.duration:
        low, high = dose.duration.low, dose.duration.high
    else:
        return None
    return Amount(sets.low * sides * low + (sets.low - 1) * rest.low, sets.high * sides * high + (sets.high - 1) * rest.high)


def minutes(times: Sequence[Amount]) -> Amount:
    """The whole minutes of several times in seconds; minutes that have begun count."""
    return Amount(-(-sum(time.low for time in times) // 60), -(-sum(time.high for time in times) // 60), about=True)


def session_text(planned: Sequence[tuple[Exercise, Dose]], speech: Speech) -> str:
    """One sentence: how long it takes to do every exercise once, and which of them are not counted in."""
    phrases = speech.phrases.session
    taken = [(exercise, seconds(dose, exercise.rep_seconds)) for exercise, dose in planned]
    counted = [time for _, time in taken if time]
    if not counted:
        return phrases.uncounted
    values = {"minutes": speech.counted(phrases.minutes, minutes(counted))}
    if left_out := [exercise.name for exercise, time in taken if not time]:
        values["exercises"] = speech.names(left_out)
    as_often = {(dose.times_per_day, dose.days_per_week) for _, dose in planned}
    return speech.fill(phrases.same if len(as_often) == 1 else phrases.mixed, **values)
