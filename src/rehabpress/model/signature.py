"""A clinician's signature under a piece of content: what exactly was signed, and whether it still stands."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import fields, is_dataclass
from enum import StrEnum

from rehabpress.model.base import Content, Reviewed

REVIEW_FIELDS = ("reviewed_by", "reviewed_on", "review_due", "reviewed_hash")
"""The fields that say who signed; they are no part of what is signed."""

_LENGTH = 16


class Signature(StrEnum):
    """How it stands with the signature of a piece of content on some day."""

    MISSING = "unsigned"
    UNSEALED = "signed by hand"
    """Somebody wrote a name and no hash, so a later change of the text would not show."""
    STALE = "changed since"
    DUE = "due again"
    VALID = "signed"


def content_hash(content: Reviewed) -> str:
    """A short hash of everything that a file says besides who signed it.

    It depends on values alone: not on order, layout, quotes and comments of the file, nor on whether a default is written out.
    """
    said = {name: value for name, value in _said(content).items() if name not in REVIEW_FIELDS}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256-{hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]}"


def signature(content: Reviewed, day: dt.date) -> Signature:
    """How it stands with the signature of this content on this day."""
    if not content.reviewed_by:
        return Signature.MISSING
    if content.reviewed_hash and content.reviewed_hash != content_hash(content):
        return Signature.STALE
    if content.review_due and content.review_due < day:
        return Signature.DUE
    return Signature.VALID if content.reviewed_hash else Signature.UNSEALED


def _said(content: Content) -> dict[str, object]:
    return {
        name: _plain(value)
        for name, info in type(content).model_fields.items()
        if (value := getattr(content, name)) != info.get_default(call_default_factory=True)
    }


def _plain(value: object) -> object:
    if isinstance(value, Content):
        return _said(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    raise TypeError(f"{type(value).__name__} has no plain form to hash yet")
