"""Lists content that needs a review: unsigned, changed since, or due again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rehabpress.model.base import Reviewed
from rehabpress.model.library import KINDS, Library
from rehabpress.model.signature import Signature, signature

REVIEWED = tuple(kind for kind, model in KINDS.items() if issubclass(model, Reviewed))
"""The kinds of content that somebody signs."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A piece of content that waits, and why."""

    kind: str
    id: str
    content: Reviewed
    how: Signature


def waiting(library: Library, day: dt.date) -> tuple[Waiting, ...]:
    """Everything that bears no valid signature on a day, by kind and id."""
    found = (
        Waiting(kind, name, content, signature(content, day))
        for kind in REVIEWED
        for name, content in sorted(getattr(library, kind).items())
    )
    return tuple(one for one in found if one.how is not Signature.VALID)
