"""Handouts in which every sentence has a word of its own patient, so that nothing that was set for one serves the next."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from rehabpress.model.condition import Region
from rehabpress.plan.handout import Handout

_BEGINS = re.compile(r"(?:^|(?<=[.!?] ))(?=\w)")
_AS_THEY_ARE = ("plan", "language", "date_text", "patient", "clinician", "clinic", "id", "version", "picture_name", "url", "link", "dose")


def own_words(handout: Handout, word: str) -> Handout:
    """The handout with a word at the beginning of each sentence. Only what the layout and the clinic say is as it was."""
    found = _worded(handout, word)
    assert isinstance(found, Handout)
    return found


def _worded(value: Any, word: str) -> Any:
    if isinstance(value, str):
        return _BEGINS.sub(f"{word} ", value) if value else value
    if isinstance(value, tuple):
        return tuple(_worded(item, word) for item in value)
    if isinstance(value, Region):
        return value.model_copy(update=_changed(value, list(Region.model_fields), word))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_changed(value, [field.name for field in fields(value)], word))
    return value


def _changed(value: object, names: list[str], word: str) -> dict[str, Any]:
    return {name: _worded(getattr(value, name), word) for name in names if name not in _AS_THEY_ARE}
