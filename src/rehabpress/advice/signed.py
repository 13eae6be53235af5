"""Finds content that no clinician has signed, or that must be reviewed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rehabpress.advice.value import Advice
from rehabpress.model.base import Reviewed
from rehabpress.model.signature import Signature, signature
from rehabpress.support.problems import Origin

UNSIGNED = "unsigned"
"""The id of the advice that nobody has signed a file yet: it says nothing of what the file says."""
_WHAT = {
    Signature.MISSING: "no clinician of this clinic has signed it",
    Signature.STALE: "changed since {by} signed it, so it counts as unsigned",
    Signature.DUE: "it was to be read again by {due}",
    Signature.UNSEALED: "signed by hand, so that a later change would go unnoticed",
}


def signed(content: Reviewed, name: str, origin: Origin, day: dt.date) -> Iterator[Advice]:
    """Advice unless it bears a valid signature on this day. ``name`` is its id. Not signed at all and overdue is said in one."""
    how = signature(content, day)
    if how is Signature.VALID:
        return
    what = _WHAT[how].format(by=content.reviewed_by, due=content.review_due)
    if how is not Signature.DUE and content.review_due and content.review_due < day:
        what += "; " + _WHAT[Signature.DUE].format(due=content.review_due)
    place = origin.at("review_due") if how is Signature.DUE else origin.at("reviewed_by") if content.reviewed_by else origin.whole
    hint = f"read it, then: rehabpress review {name} --by NAME"
    yield Advice(place, _ID[how], what, hint, how.value, Signature.VALID.value)


_ID = {Signature.MISSING: UNSIGNED, Signature.STALE: "stale", Signature.DUE: "overdue", Signature.UNSEALED: "unsealed"}
