"""Serializes values in PDF syntax: strings, names, numbers, arrays."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(8_192)
def number(value: float) -> str:
    """A number with at most three decimals: a thousandth of a point is below what any printer shows."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    """Numbers side by side, as operands of an operator."""
    return " ".join([number(v) for v in values])


def string(text: str) -> str:
    """A text string: as it is when it is printable ASCII, else UTF-16 in hexadecimal digits."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def spoken_as(text: str) -> str:
    """What opens marked content that stands for ``text``. No per cent sign is in it, since operators are filled in with ``%``."""
    return f"/Span<</ActualText{string(text)}>>BDC".replace("%", "\\045")


def references(numbers_of_objects: Iterable[int]) -> str:
    """An array of references."""
    return "[" + " ".join([f"{n} 0 R" for n in numbers_of_objects]) + "]"
