"""Resolves plain (unquoted) YAML scalars: a small part of the core schema of YAML 1.2, anything ambiguous is refused.

Only ``true`` and ``false``, ``null`` and ``~``, plain whole numbers and plain decimals are more than text.
``off``, ``1:30``, ``010``, ``1_000``, ``1e3`` and ``2026-11-20`` are text exactly as typed.
"""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

# Longer numbers could not be told from their neighbours once read; they stay text.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,6}")


def plain(text: str) -> Scalar:
    """The value of text typed without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
