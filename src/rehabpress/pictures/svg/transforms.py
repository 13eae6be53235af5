"""Transformations of SVG and of CSS as six numbers."""

from __future__ import annotations

import re
from math import cos, radians, sin, tan

from rehabpress.pictures.painter import Matrix
from rehabpress.pictures.svg.values import NUMBER, Units, finite, length, number_of, unread

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_STEP = re.compile(r"\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*(,?)")
_ATTRIBUTE_NUMBER = re.compile(rf"\s*,?\s*({NUMBER})")
_ANGLES = {"deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}
_KEYWORDS = {"left": ("x", 0.0), "right": ("x", 100.0), "top": ("y", 0.0), "bottom": ("y", 100.0), "center": ("", 50.0)}


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does ``inner`` first and ``outer`` then."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def area_scale(matrix: Matrix) -> float:
    """By how much a matrix multiplies areas."""
    return abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])


def transform(value: str, css: bool, units: Units) -> Matrix:
    """What a ``transform`` says. Raises ``NotDrawn`` for functions and units that are not known."""
    found, at, comma = IDENTITY, 0, ""
    if value in ("none", ""):
        return found
    while match := _STEP.match(value, at):
        if css and match[3]:
            raise unread("transform", value)
        at, comma = match.end(), match[3]
        words = [word.strip() for word in match[2].split(",")] if css else _attribute_numbers(match[2], value)
        found = product(found, _step(match[1], words, css, units, value))
    if at != len(value) or comma:
        raise unread("transform", value)
    return tuple(map(finite, found))  # type: ignore[return-value] # as many as there were


def _attribute_numbers(arguments: str, value: str) -> list[str]:
    found, at = [], 0
    while match := _ATTRIBUTE_NUMBER.match(arguments, at):
        at = match.end()
        found.append(match[1])
    if arguments[at:].strip() or arguments.lstrip().startswith(","):
        raise unread("transform", value)
    return found


def _step(name: str, words: list[str], css: bool, units: Units, value: str) -> Matrix:
    def place(index: int, whole: float) -> float:
        return length("transform", words[index], units, whole, css) if len(words) > index else 0.0

    def plain(index: int) -> float:
        return number_of("transform", words[index])

    match name, len(words):
        case "matrix", 6:
            return (plain(0), plain(1), plain(2), plain(3), plain(4), plain(5))
        case "translate", 1 | 2:
            return (1, 0, 0, 1, place(0, units.width), place(1, units.height))
        case "scale", 1 | 2:
            return (plain(0), 0, 0, plain(len(words) - 1), 0, 0)
        case "rotate", 1:
            return _rotation(_angle(words[0], css))
        case "rotate", 3 if not css:
            x, y = plain(1), plain(2)
            return product(product((1, 0, 0, 1, x, y), _rotation(_angle(words[0], css))), (1, 0, 0, 1, -x, -y))
        case "skewX", 1:
            return (1, 0, tan(_angle(words[0], css)), 1, 0, 0)
        case "skewY", 1:
            return (1, tan(_angle(words[0], css)), 0, 1, 0, 0)
        case "translateX", 1 if css:
            return (1, 0, 0, 1, place(0, units.width), 0)
        case "translateY", 1 if css:
            return (1, 0, 0, 1, 0, length("transform", words[0], units, units.height, css))
        case "scaleX", 1 if css:
            return (plain(0), 0, 0, 1, 0, 0)
        case "scaleY", 1 if css:
            return (1, 0, 0, plain(0), 0, 0)
    raise unread("transform", value)


def _angle(word: str, css: bool) -> float:
    if not css:
        return radians(number_of("transform", word))
    match = re.fullmatch(rf"({NUMBER})(deg|grad|rad|turn)", word)
    if match is None:
        if number_of("transform", word):
            raise unread("transform", word)
        return 0.0
    return radians(finite(float(match[1])) * _ANGLES[match[2]])


def _rotation(angle: float) -> Matrix:
    return (cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)


def around(matrix: Matrix, origin: str, css: bool, units: Units) -> Matrix:
    """A transformation around its ``transform-origin``, in the box of the viewport."""
    x, y = _origin(origin, css, units)
    return product(product((1, 0, 0, 1, x, y), matrix), (1, 0, 0, 1, -x, -y))


def _origin(origin: str, css: bool, units: Units) -> tuple[float, float]:
    words = origin.split()
    if not 1 <= len(words) <= 2:
        raise unread("transform-origin", origin)
    first, *rest = words
    second = rest[0] if rest else "center"
    if _KEYWORDS.get(first, ("", 0))[0] == "y" or _KEYWORDS.get(second, ("", 0))[0] == "x":
        first, second = second, first
        if not {first, second} <= set(_KEYWORDS):
            raise unread("transform-origin", origin)
    return _along(first, "x", units.width, origin, css, units), _along(second, "y", units.height, origin, css, units)


def _along(word: str, axis: str, whole: float, origin: str, css: bool, units: Units) -> float:
    if word in _KEYWORDS:
        own, per_cent = _KEYWORDS[word]
        if own not in ("", axis):
            raise unread("transform-origin", origin)
        return per_cent * whole / 100
    return length("transform-origin", word, units, whole, css)
