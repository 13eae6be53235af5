"""Values of attributes and of CSS, read by their grammars and by nothing wider: numbers, lengths, colours, views."""

from __future__ import annotations

import re
from math import hypot, isfinite, sqrt
from typing import NamedTuple

from tinycss2 import color4

from rehabpress.pictures.svg.document import NotDrawn

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
LARGEST_NUMBER = 1e7
WIDE = 96.0
"""Pixels of CSS in an inch."""

_LENGTH = re.compile(rf"({NUMBER})([a-zA-Z]*|%)")
_UNITS = {"": 1.0, "px": 1.0, "in": WIDE, "cm": WIDE / 2.54, "mm": WIDE / 25.4, "pt": WIDE / 72, "pc": WIDE / 6}
_NEXT_NUMBER = re.compile(rf"\s*({NUMBER})(?:\s*,)?")
_SPLIT = re.compile(r"\s*,\s*|\s+")
_ALIGNED = re.compile(r"x(Min|Mid|Max)Y(Min|Mid|Max)")
_PER_CENT_OF_OLD = re.compile(r",[^,]*,[^,]*,[^,]*%\s*\)")
"""An opacity in per cent behind a third comma, which not all programs read."""
_SHARE = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


class Tint(NamedTuple):
    """Red, green, blue and opacity from 0 to 1."""

    red: float
    green: float
    blue: float
    opacity: float


class Units(NamedTuple):
    """What lengths are measured by: the viewport around them and the size of letters, 0 where it is not known."""

    width: float
    height: float
    em: float = 16.0

    @property
    def diagonal(self) -> float:
        """What percentages of lengths in no direction are of."""
        return hypot(self.width, self.height) / sqrt(2)


class View(NamedTuple):
    """A ``viewBox``."""

    x: float
    y: float
    width: float
    height: float


def unread(name: str, value: str) -> NotDrawn:
    """That a value cannot be read."""
    shown = value if len(value) <= 60 else value[:57] + "..."
    return NotDrawn(f'{name} cannot be read: "{shown}"')


def finite(value: float) -> float:
    """The number itself. Raises ``NotDrawn`` for one that no picture needs."""
    if not isfinite(value) or abs(value) >= LARGEST_NUMBER:
        raise NotDrawn("it holds a number that is too large")
    return value


def number_of(name: str, value: str) -> float:
    """A number. Raises ``NotDrawn``."""
    if not re.fullmatch(NUMBER, value):
        raise unread(name, value)
    return finite(float(value))


def part(name: str, value: str) -> float:
    """An opacity: a number or per cent, held between 0 and 1."""
    found = number_of(name, value[:-1]) / 100 if value.endswith("%") else number_of(name, value)
    return min(1.0, max(0.0, found))


def length(name: str, value: str, units: Units, whole: float, strict: bool = False) -> float:
    """A length in pixels; per cent are of ``whole``. ``strict`` wants a unit, as CSS does."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        raise unread(name, value)
    amount, unit = finite(float(match[1])), match[2].lower() if strict else match[2]
    if unit == "%":
        return finite(amount * whole / 100)
    scale = units.em if unit == "em" else _UNITS.get(unit, 0.0)
    if not scale:
        raise unread(name, value)
    if strict and not unit and amount:
        raise NotDrawn(f'{name} has no unit: "{value}"', "write it with px")
    return finite(amount * scale)


def lengths(name: str, value: str, units: Units, whole: float) -> tuple[float, ...]:
    """A list of lengths with spaces or commas between them."""
    return tuple(length(name, item, units, whole) for item in _SPLIT.split(value.strip()))


def leading_numbers(value: str) -> tuple[tuple[float, ...], str]:
    """The numbers that a list begins with, and the rest of it. Signs and points may stand for a space, as in ``points`` and ``viewBox``."""
    found, at = [], 0
    while match := _NEXT_NUMBER.match(value, at):
        at = match.end()
        found.append(finite(float(match[1])))
    return tuple(found), value[at:].strip()


def colour(name: str, value: str) -> Tint | None:
    """A colour, or None for none. Raises ``NotDrawn`` for one outside of sRGB or that cannot be read."""
    if value.lower() == "none":
        return None
    found = color4.parse_color(value)
    if found is None or isinstance(found, str) or found.space not in ("srgb", "hsl") or value.lower().startswith("color"):
        raise NotDrawn(f'{name} has a colour that cannot be read: "{value[:60]}"', "write it as #rrggbb")
    parts = found.coordinates
    if found.alpha is None or any(p is None for p in parts) or _PER_CENT_OF_OLD.search(value):
        raise NotDrawn(f'{name} has a colour that cannot be read: "{value[:60]}"', "write it as #rrggbb, and its opacity for itself")
    if found.space == "hsl":
        parts = _from_hsl(*parts)
    red, green, blue = (min(1.0, max(0.0, float(p))) for p in parts)
    return Tint(red, green, blue, float(found.alpha))


def _from_hsl(hue: float, saturation: float, lightness: float) -> tuple[float, ...]:
    most, light = min(1.0, max(0.0, saturation / 100)), min(1.0, max(0.0, lightness / 100))
    reach = most * min(light, 1 - light)

    def channel(turn: float) -> float:
        step = (turn + hue / 30) % 12
        return light - reach * max(-1.0, min(step - 3, 9 - step, 1.0))

    return channel(0), channel(8), channel(4)


def view_box(value: str) -> View:
    """A ``viewBox``. Raises ``NotDrawn`` for one without a size."""
    found, rest = leading_numbers(value)
    if len(found) != 4 or rest or value.rstrip().endswith(","):
        raise unread("viewBox", value)
    if found[2] <= 0 or found[3] <= 0:
        raise NotDrawn(f'viewBox has no size: "{value}"')
    return View(*found)


def fitted(view: View, width: float, height: float, ratio: str) -> tuple[float, float, float, float]:
    """How a view fits into a viewport by ``preserveAspectRatio``: scales, then what is moved, across and down."""
    words = ratio.split()
    across, down = width / view.width, height / view.height
    if words == ["none"]:
        return across, down, -view.x * across, -view.y * down
    aligned = _ALIGNED.fullmatch(words[0]) if words else None
    if aligned is None or words[1:] not in ([], ["meet"], ["slice"]):
        raise unread("preserveAspectRatio", ratio)
    scale = max(across, down) if words[1:] == ["slice"] else min(across, down)
    left = (width - view.width * scale) * _SHARE[aligned[1]]
    top = (height - view.height * scale) * _SHARE[aligned[2]]
    return scale, scale, left - view.x * scale, top - view.y * scale
