"""Who of the clinic has reviewed what a handout says, and what nobody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rehabpress.model.amount import Amount
from rehabpress.model.base import Reviewed
from rehabpress.model.condition import Condition, Region
from rehabpress.model.exercise import Exercise
from rehabpress.plan.handout import ReviewLine
from rehabpress.plan.speech import Speech

State = tuple[str, dt.date | None, dt.date | None]
"""By whom, when, and when it is due again. No name: by nobody yet."""


def review_lines(
    exercises: Sequence[Exercise], conditions: Sequence[Condition], regions: Sequence[Region], date: dt.date, speech: Speech
) -> tuple[ReviewLine, ...]:
    """A line for each state of review: first what nobody has reviewed. ``date`` is that of the handout; what was due by then says so."""
    everything: tuple[Reviewed, ...] = (*exercises, *conditions, *regions)
    states = sorted(dict.fromkeys(map(_state, everything)), key=lambda state: (state[0], *(day or dt.date.min for day in state[1:])))
    return tuple(ReviewLine(_line(state, _what(state, exercises, conditions, regions, speech), date, speech)) for state in states)


def _state(one: Reviewed) -> State:
    return (one.reviewed_by, one.reviewed_on, one.review_due) if one.reviewed_by else ("", None, None)


def _what(state: State, exercises: Sequence[Exercise], conditions: Sequence[Condition], regions: Sequence[Region], speech: Speech) -> str:
    """How many of each kind are in this state; their names, where others of the kind are not."""
    phrases = speech.phrases.review
    said: list[str] = []
    for forms, kind in ((phrases.exercises, exercises), (phrases.conditions, conditions), (phrases.regions, regions)):
        names = [one.name for one in kind if _state(one) == state]
        if names and len(names) == len(kind):
            said.append(speech.counted(forms, Amount(len(names), len(names))))
        else:
            said.extend(speech.fill(speech.phrases.quoted, name=name) for name in names)
    return speech.local.joined(said)


def _line(state: State, what: str, date: dt.date, speech: Speech) -> str:
    phrases = speech.phrases.review
    by, on, due = state
    if not by:
        return speech.fill(phrases.not_yet, what=what)
    values = {"by": by, "what": what}
    if on:
        values["on"] = speech.local.day(on)
    if due:
        values["due"] = speech.local.day(due)
    return speech.fill(phrases.overdue if due and due < date else phrases.reviewed, **values)
