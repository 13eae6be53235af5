"""Vectors and rotations in three dimensions. The body's frame: x forwards, y to its left, z up; centimetres and degrees."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Rotation = tuple[Vec, Vec, Vec]
"""Three rows."""

Transform = tuple[Vec, Rotation]
"""Where a segment's joint is and how the segment is turned: its columns are the segment's own axes."""

ORIGIN: Vec = (0.0, 0.0, 0.0)
UP: Vec = (0.0, 0.0, 1.0)
UNTURNED: Rotation = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vec, b: Vec) -> Vec:
    """a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, factor: float) -> Vec:
    """``a`` times a number."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """The length of ``a``."""
    return sqrt(dot(a, a))


def distance(a: Vec, b: Vec) -> float:
    """From ``a`` to ``b``."""
    return length(sub(a, b))


def unit(a: Vec, otherwise: Vec = UP) -> Vec:
    """``a`` at length 1; ``otherwise`` when it has no direction."""
    size = length(a)
    return scaled(a, 1 / size) if size > 1e-9 else otherwise


def across(a: Vec, axis: Vec) -> Vec:
    """The part of ``a`` at right angles to the unit vector ``axis``."""
    return sub(a, scaled(axis, dot(a, axis)))


def between(a: Vec, b: Vec, part: float) -> Vec:
    """The point that lies ``part`` of the way from ``a`` to ``b``."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


def rotate(m: Rotation, v: Vec) -> Vec:
    """``v`` turned by ``m``."""
    return (dot(m[0], v), dot(m[1], v), dot(m[2], v))


def transposed(m: Rotation) -> Rotation:
    """The rotation that undoes ``m``."""
    return ((m[0][0], m[1][0], m[2][0]), (m[0][1], m[1][1], m[2][1]), (m[0][2], m[1][2], m[2][2]))


def times(a: Rotation, b: Rotation) -> Rotation:
    """First ``b``, then ``a``."""
    c = transposed(b)
    return (
        (dot(a[0], c[0]), dot(a[0], c[1]), dot(a[0], c[2])),
        (dot(a[1], c[0]), dot(a[1], c[1]), dot(a[1], c[2])),
        (dot(a[2], c[0]), dot(a[2], c[1]), dot(a[2], c[2])),
    )


def axes(x: Vec, y: Vec, z: Vec) -> Rotation:
    """The rotation whose columns are the three unit vectors."""
    return transposed((x, y, z))


def about_x(degrees: float) -> Rotation:
    """A turn about x: y goes towards z."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(degrees: float) -> Rotation:
    """A turn about y: z goes towards x."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(degrees: float) -> Rotation:
    """A turn about z: x goes towards y."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def placed(frame: Transform, point: Vec) -> Vec:
    """The point of the world that ``point`` of the segment's own frame is at."""
    return add(frame[0], rotate(frame[1], point))


def inside(frame: Transform, point: Vec) -> Vec:
    """The point of the segment's own frame that ``point`` of the world is at."""
    return rotate(transposed(frame[1]), sub(point, frame[0]))
