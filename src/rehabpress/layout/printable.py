"""What may be printed: text and numbers. Anything else on a patient's paper is a mistake of the layout."""

from __future__ import annotations

from jinja2 import Undefined

from rehabpress.layout.errors import LayoutError
from rehabpress.layout.public import called


def printable(value: object) -> object:
    """The value itself. Raises ``LayoutError`` for nothing (``None``), for truth values, lists and whole records."""
    if isinstance(value, str | Undefined) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if value is None:
        raise LayoutError("there is nothing to print here", "it is optional content: put {% if … %} around what is printed of it")
    what = str(value).lower() if isinstance(value, bool) else called(value)
    raise LayoutError(f"{what} cannot be printed", "print one part of it, or go through it with {% for %}")
