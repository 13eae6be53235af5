"""Refuses unsigned content where the clinic asks for signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rehabpress.model.base import Reviewed
from rehabpress.model.clinic import Clinic
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan
from rehabpress.model.signature import Signature, signature
from rehabpress.plan.safety.signs import regions_of
from rehabpress.support.problems import Problem

PartKey = tuple[str, str]
"""A kind and an id."""

_REFUSED = {
    Signature.MISSING: "no clinician has signed it",
    Signature.UNSEALED: "it was signed by hand, so that a later change would go unnoticed",
    Signature.STALE: "it was changed since {by} signed it",
}


def reviewed_parts(plan: Plan, library: Library) -> Iterator[PartKey]:
    """The pieces of content that a plan prints and that a clinician signs, each once."""
    conditions = dict.fromkeys(plan.conditions)
    yield from (("exercises", name) for name in dict.fromkeys(entry.exercise for entry in plan.exercises))
    yield from (("conditions", name) for name in conditions)
    yield from (("regions", region.id) for region in regions_of((library.conditions[name].region for name in conditions), library))


def weaker_problems(library: Library) -> Iterator[Problem]:
    """What a clinic's own files must not say unsigned: each that is less strict than the packaged one of its id."""
    for (kind, name), how in sorted(library.weaker.items()):
        content = getattr(library, kind)[name]
        origin = library.origins[kind, name]
        what = f"this file is less strict than the packaged {kind}/{name}: it {'; it '.join(how)}"
        if not isinstance(content, Reviewed):
            yield Problem(origin.whole, what, "write it under an id of its own; the packaged one keeps its meaning")
        elif signature(content, dt.date.min) is not Signature.VALID:
            hint = f"put it back, or have a clinician stand for it: rehabpress review {kind}/{name} --by NAME"
            yield Problem(origin.whole, f"{what}; unsigned it must not count", hint)


def weaker_notes(library: Library) -> Iterator[str]:
    """What a clinic's own files say less strictly than the packaged ones, a line each, with who stands for it."""
    for (kind, name), how in sorted(library.weaker.items()):
        by = getattr(getattr(library, kind)[name], "reviewed_by", None) or "nobody"
        yield f"{library.origins[kind, name].whole}: less strict than the packaged {kind}/{name}, signed by {by}: it {'; it '.join(how)}"


def signature_problems(clinic: Clinic, printed: Iterable[PartKey], library: Library, date: dt.date) -> Iterator[Problem]:
    """What this clinic does not print on this day: what nobody has signed, or what must be read again, as its settings say."""
    for kind, name in printed:
        content: Reviewed = getattr(library, kind)[name]
        origin = library.origins[kind, name]
        how = signature(content, date)
        if clinic.requires_review and how in _REFUSED:
            what = f"{clinic.id} prints only what a clinician has signed, and {_REFUSED[how].format(by=content.reviewed_by)}"
            place = origin.at("reviewed_by") if content.reviewed_by else origin.whole
            yield Problem(place, what, f"read it, then: rehabpress review {name} --by NAME")
        if clinic.refuses_overdue and content.review_due and content.review_due < date:
            what = f"{clinic.id} prints nothing that is due for review, and this was to be read again by {content.review_due}"
            yield Problem(origin.at("review_due"), what, f"read it, then: rehabpress review {name} --by NAME --due YYYY-MM-DD")
