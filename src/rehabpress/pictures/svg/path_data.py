"""Path data of SVG to moves, lines and cubic curves, by its grammar; an error in it is refused, where programs draw what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from rehabpress.pictures.painter import Segment
from rehabpress.pictures.svg.document import NotDrawn
from rehabpress.pictures.svg.values import NUMBER, finite

MOST_SEGMENTS = 400_000

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_COMMAND = re.compile(r"\s*([MmLlHhVvCcSsQqTtAaZz])")
_ARGUMENT = re.compile(rf"\s*({NUMBER})")
_FLAG = re.compile(r"\s*([01])")
_COMMA = re.compile(r"\s*,")


def path_data(text: str) -> tuple[Segment, ...]:
    """The segments of a ``d`` attribute. Raises ``NotDrawn`` for what breaks the grammar."""
    pen = _Pen()
    for letter, values in _commands(text):
        pen.draw(letter, values)
        if len(pen.segments) > MOST_SEGMENTS:
            raise NotDrawn("this picture has too many points", "simplify it, or export it as PNG")
    return tuple(pen.segments)


def _commands(text: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Each command with its arguments, those repeated without a letter too."""
    at, letter, comma = 0, "", False
    end = len(text.rstrip())
    while at < end:
        match = _COMMAND.match(text, at)
        if match:
            if comma or (not letter and match[1] not in "Mm"):
                raise _broken(text, at)
            at, letter = match.end(), match[1]
            if letter in "Zz":
                yield letter, ()
                continue
        elif letter in ("", "Z", "z"):
            raise _broken(text, at)
        values, at, comma = _arguments(text, at, letter.upper())
        yield letter, values
        letter = {"M": "L", "m": "l"}.get(letter, letter)
    if comma:
        raise _broken(text, at)


def _arguments(text: str, at: int, command: str) -> tuple[tuple[float, ...], int, bool]:
    """The arguments of a command from a place on, where they end, and whether a comma stands behind them."""
    found: list[float] = []
    comma = False
    for index in range(_COUNTS[command]):
        match = (_FLAG if command == "A" and index in (3, 4) else _ARGUMENT).match(text, at)
        if match is None:
            raise _broken(text, at)
        found.append(finite(float(match[1])))
        behind = _COMMA.match(text, match.end())
        at, comma = (behind or match).end(), behind is not None
    return tuple(found), at, comma


def _broken(text: str, at: int) -> NotDrawn:
    return NotDrawn(f'a path cannot be read at "{text[at : at + 20].strip()}"')


class _Pen:
    """Draws command after command."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._x = self._y = 0.0
        self._start = (0.0, 0.0)
        self._control: tuple[str, tuple[float, ...]] = ("", ())
        """Of the last command the letter of its kind of curve and its last control point."""
        self._closed = False

    def draw(self, letter: str, values: tuple[float, ...]) -> None:
        """One command."""
        command = letter.upper()
        if command == "Z":
            self._close()
            return
        if letter.islower():
            values = self._absolute(command, values)
        if command == "M":
            self._move(values[0], values[1])
            return
        if self._closed:
            self._move(*self._start)
        control: tuple[str, tuple[float, ...]] = ("", ())
        if command in "LHV":
            self._line(self._x if command == "V" else values[0], self._y if command == "H" else values[-1])
        elif command in "CS":
            one = values[:2] if command == "C" else self._mirrored("C")
            two = values[-4:-2]
            self._curve(*one, *two, *values[-2:])
            control = ("C", two)
        elif command in "QT":
            middle = values[:2] if command == "Q" else self._mirrored("Q")
            self._quadratic(*middle, *values[-2:])
            control = ("Q", middle)
        else:
            self._arc(*values)
        self._control = control

    def _absolute(self, command: str, values: tuple[float, ...]) -> tuple[float, ...]:
        if command == "V":
            return (values[0] + self._y,)
        if command == "A":
            return (*values[:5], values[5] + self._x, values[6] + self._y)
        return tuple(value + (self._y if index % 2 else self._x) for index, value in enumerate(values))

    def _mirrored(self, kind: str) -> tuple[float, ...]:
        last, point = self._control
        return (2 * self._x - point[0], 2 * self._y - point[1]) if last == kind else (self._x, self._y)

    def _add(self, operator: str, *points: float) -> None:
        for value in points:
            finite(value)
        self.segments.append(Segment(operator, points))
        self._x, self._y = points[-2:]

    def _move(self, x: float, y: float) -> None:
        self._add("m", x, y)
        self._start, self._closed, self._control = (x, y), False, ("", ())

    def _close(self) -> None:
        if not self._closed:
            self.segments.append(Segment("h"))
        self._x, self._y = self._start
        self._closed, self._control = True, ("", ())

    def _line(self, x: float, y: float) -> None:
        self._add("l", x, y)

    def _curve(self, *points: float) -> None:
        self._add("c", *points)

    def _quadratic(self, x: float, y: float, to_x: float, to_y: float) -> None:
        one = (self._x + (x - self._x) * 2 / 3, self._y + (y - self._y) * 2 / 3)
        two = (to_x + (x - to_x) * 2 / 3, to_y + (y - to_y) * 2 / 3)
        self._curve(*one, *two, to_x, to_y)

    def _arc(self, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float) -> None:
        if (x, y) == (self._x, self._y):
            return
        if not rx or not ry:
            self._line(x, y)
            return
        for points in arc(self._x, self._y, abs(rx), abs(ry), radians(turn), large != sweep, bool(sweep), x, y):
            self._curve(*points)


def arc(
    x1: float, y1: float, rx: float, ry: float, turn: float, left: bool, sweep: bool, x2: float, y2: float
) -> Iterator[tuple[float, ...]]:
    """An elliptic arc as cubic curves of at most a quarter, from its end points as the notes of SVG on implementing it do.

    ``left`` says on which of the two sides the centre is: whether exactly one of the two flags is set.
    """
    across, down = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos(turn) * across + sin(turn) * down, -sin(turn) * across + cos(turn) * down
    short = hypot(px / rx, py / ry)
    if short > 1:
        rx, ry = rx * short, ry * short
    ux, uy = px / rx, py / ry
    square = ux * ux + uy * uy
    away = sqrt(max(0.0, 1 / square - 1)) if square else 0.0
    side = away if left else -away
    cx, cy = side * uy, -side * ux
    first = atan2(uy - cy, ux - cx)
    span = atan2(-uy - cy, -ux - cx) - first
    if sweep and span <= 0:
        span += 2 * pi
    elif not sweep and span >= 0:
        span -= 2 * pi
    middle_x, middle_y = (x1 + x2) / 2, (y1 + y2) / 2

    def place(u: float, v: float) -> tuple[float, float]:
        a, b = (u + cx) * rx, (v + cy) * ry
        return cos(turn) * a - sin(turn) * b + middle_x, sin(turn) * a + cos(turn) * b + middle_y

    count = max(1, ceil(abs(span) / (pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        one = place(cos(a) - reach * sin(a), sin(a) + reach * cos(a))
        two = place(cos(b) + reach * sin(b), sin(b) - reach * cos(b))
        end = (x2, y2) if index == count - 1 else place(cos(b), sin(b))
        yield (*one, *two, *end)
