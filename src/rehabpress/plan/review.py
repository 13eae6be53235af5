"""Finds which content of a handout a clinician of the clinic has reviewed, and which nobody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rehabpress.model.amount import Amount
from rehabpress.model.base import Reviewed
from rehabpress.model.condition import Condition, Region
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.plural import Forms
from rehabpress.model.signature import Signature, signature
from rehabpress.plan.handout import ReviewLine
from rehabpress.plan.phrasing import Phrasing

ReviewState = tuple[Signature, str, dt.date | None, dt.date | None]
"""How it stands, by whom, when, and when it is due again. No name and no days where nobody has signed."""

_UNREVIEWED = (Signature.MISSING, Signature.STALE)
"""These lines come first: nobody stands for what they name."""


def review_lines(
    exercises: Sequence[Exercise], conditions: Sequence[Condition], regions: Sequence[Region], date: dt.date, speech: Phrasing
) -> tuple[ReviewLine, ...]:
    """A line for each state of review: first what nobody has reviewed. ``date`` is that of the handout; what was due by then says so."""
    groups = tuple(
        (forms, [(one.name, _state(one, date)) for one in kind])
        for forms, kind in (
            (speech.phrases.review.exercises, exercises),
            (speech.phrases.review.conditions, conditions),
            (speech.phrases.review.regions, regions),
        )
    )
    states = sorted({state for _, kind in groups for _, state in kind}, key=_order)
    return tuple(ReviewLine(_line(state, _what(state, groups, speech), speech)) for state in states)


def _order(state: ReviewState) -> tuple[int, str, dt.date, dt.date]:
    how, by, on, due = state
    return _UNREVIEWED.index(how) if how in _UNREVIEWED else len(_UNREVIEWED), by, on or dt.date.min, due or dt.date.min


def _state(one: Reviewed, date: dt.date) -> ReviewState:
    how = signature(one, date)
    if how is Signature.MISSING:
        return how, "", None, None
    # Whether a name was sealed with a hash is the clinic's business and not the patient's.
    how = Signature.VALID if how is Signature.UNSEALED else how
    return how, one.reviewed_by or "", one.reviewed_on, one.review_due


def _what(state: ReviewState, groups: Iterable[tuple[Forms, Sequence[tuple[str, ReviewState]]]], speech: Phrasing) -> str:
    """How many of each kind are in this state; their names, where others of the kind are not."""
    said: list[str] = []
    for forms, kind in groups:
        names = [name for name, own in kind if own == state]
        if names and len(names) == len(kind):
            said.append(speech.counted(forms, Amount(len(names), len(names))))
        else:
            said.extend(speech.fill(speech.phrases.quoted, name=name) for name in names)
    return speech.local.joined(said)


def _line(state: ReviewState, what: str, speech: Phrasing) -> str:
    phrases = speech.phrases.review
    how, by, on, due = state
    values = {"by": by, "what": what}
    if on:
        values["on"] = speech.local.day(on)
    if due:
        values["due"] = speech.local.day(due)
    if how is Signature.MISSING:
        return speech.fill(phrases.not_yet, what=what)
    pattern = {Signature.STALE: phrases.stale, Signature.DUE: phrases.overdue, Signature.VALID: phrases.reviewed}[how]
    return speech.fill(pattern, **values)
