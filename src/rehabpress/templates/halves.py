"""A filter of our own: the items of a list in two columns that come out about equally high."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import accumulate

_OF_AN_ITEM = 60
"""What an item takes besides its text, in characters: its last line is half empty, and there is a space below it."""


def halves(items: Sequence[object]) -> tuple[Sequence[object], ...]:
    """The items in two parts, in order, that are about equally long; one part if there is one item, none if there is none."""
    if len(items) < 2:
        return (items,) if items else ()
    until = list(accumulate(map(_length, items)))
    at = min(range(1, len(items)), key=lambda i: (max(until[i - 1], until[-1] - until[i - 1]), i))
    return items[:at], items[at:]


def _length(item: object) -> int:
    texts = [item] if not dataclasses.is_dataclass(item) else [getattr(item, field.name) for field in dataclasses.fields(item)]
    return _OF_AN_ITEM + sum(len(text) for text in texts if isinstance(text, str))
