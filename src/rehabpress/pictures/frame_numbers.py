"""Where the numbers of a picture's frames stand: on the picture where its corners are free, else in room that is made above it or beside it.

The discs have the size of the page and are not scaled with the picture, so that they can be read in a small one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple


class FrameCorner(NamedTuple):
    """The top left corner of a frame in points of its picture, from the picture's own top left corner."""

    x: float
    y: float
    free: float
    """The diameter of the largest disc in the corner that nothing is drawn in."""


@dataclass(frozen=True, slots=True)
class NumberedBox:
    """A picture with its numbers, in points of the page."""

    width: float
    height: float
    left: float
    """How far from the left edge the picture begins."""
    head: float
    """How far down it begins."""
    places: tuple[tuple[float, float], ...]
    """The top left corner of each disc: to the right and down from the box's own."""


def numbered(picture: tuple[float, float], corners: Sequence[FrameCorner], size: float, gap: float, scale: float) -> NumberedBox:
    """A picture so wide and high, drawn at a ``scale``, with discs of a ``size``. Where frames are smaller than these, they stand side by side."""
    wide, high = picture[0] * scale, picture[1] * scale
    if not corners:
        return NumberedBox(wide, high, 0.0, 0.0, ())
    left, head = _room(corners, size, gap, scale)
    if left:
        places = _apart([corner.y * scale for corner in corners], size)
        more = max(0.0, places[-1] + size - high)
        return NumberedBox(wide + left, high + more, left, more / 2, tuple((0.0, y) for y in places))
    places = _apart([corner.x * scale for corner in corners], size) if head else [corner.x * scale for corner in corners]
    more = max(0.0, places[-1] + size - wide)
    downs = [0.0 if head else corner.y * scale for corner in corners]
    return NumberedBox(wide + more, high + head, more / 2, head, tuple(zip(places, downs, strict=True)))


def fitting(picture: tuple[float, float], corners: Sequence[FrameCorner], size: float, gap: float, most: tuple[float, float]) -> float:
    """The scale at which a picture fits with its numbers into a room so wide and high."""
    scale = min(most[0] / picture[0], most[1] / picture[1])
    left, head = _room(corners, size, gap, scale)
    return min((most[0] - left) / picture[0], (most[1] - head) / picture[1])


def _room(corners: Sequence[FrameCorner], size: float, gap: float, scale: float) -> tuple[float, float]:
    """The width of the room that must be made left of a picture, and the height of that above it."""
    near = any(max(b.x - a.x, b.y - a.y) * scale < size for a, b in pairwise(corners))
    if not near and all(corner.free * scale >= size + gap / 2 for corner in corners):
        return 0.0, 0.0
    stacked = len({corner.x for corner in corners}) == 1
    return (size + gap, 0.0) if stacked else (0.0, size + gap)


def _apart(places: Sequence[float], size: float) -> list[float]:
    """The same places, each at least so far from the one before it."""
    return list(accumulate(places, lambda before, place: max(place, before + size)))
