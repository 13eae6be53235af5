"""What may be printed: text and numbers. Anything else on a patient's paper is a mistake of the layout."""

from __future__ import annotations

from jinja2 import Undefined

from rehabpress.templates.attributes import called
from rehabpress.templates.errors import LayoutError

LARGEST_NUMBER = 10**12
"""Nothing on a page is counted further."""


def printable(value: object, words: str = "") -> object:
    """The value itself. Raises ``LayoutError`` for nothing (``None``), for truth values, lists and whole records.

    ``words`` are those of the template that gave the value, as far as they are known: ``handout.goal``.
    """
    if isinstance(value, str | Undefined):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            return value
        raise LayoutError(f"{words or 'this'} is a number beyond all of a page", "look for what makes it so large", words)
    if value is None:
        hint = f"it is optional content: put {{% if {words or '…'} %}} around what is printed of it"
        raise LayoutError(f"{words or 'this'} is empty, and there is nothing to print", hint, words)
    if isinstance(value, bool):
        raise LayoutError(f"{words or 'this'} is {str(value).lower()}, which is no text", "ask for it with {% if … %}", words)
    what = f"{words} is {called(value)}, which" if words else called(value)
    raise LayoutError(f"{what} cannot be printed", "print one part of it, or go through it with {% for %}", words)
