"""Regions that clip: polygons of whole numbers, joined and cut by Clipper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

import pyclipper

from rehabpress.pictures.painter import Matrix
from rehabpress.pictures.svg.outlines import Path
from rehabpress.pictures.svg.transforms import moved
from rehabpress.pictures.svg.values import finite

CLIP_UNIT = 2**16
"""Units of these polygons in a pixel."""

Region = tuple[tuple[tuple[int, int], ...], ...]
"""Rings; what is inside is right by the nonzero rule."""

CURVE_STEPS = 24
"""Straight lines in place of a curve: a quarter of a circle of 10 cm is off by less than three hundredths of a millimetre."""


def region_of(path: Path, matrix: Matrix, even_odd: bool) -> Region:
    """What is inside of a path by its rule."""
    rings: list[list[tuple[float, float]]] = []
    for operator, points in path:
        if operator == "m":
            rings.append([moved(matrix, points[0], points[1])])
        elif operator == "l":
            rings[-1].append(moved(matrix, points[0], points[1]))
        elif operator == "c":
            corners = [rings[-1][-1], *(moved(matrix, points[n], points[n + 1]) for n in (0, 2, 4))]
            rings[-1] += [_on_curve(corners, step / CURVE_STEPS) for step in range(1, CURVE_STEPS + 1)]
    whole = [tuple((round(finite(x) * CLIP_UNIT), round(finite(y) * CLIP_UNIT)) for x, y in ring) for ring in rings]
    return _combined(pyclipper.CT_UNION, whole, (), pyclipper.PFT_EVENODD if even_odd else pyclipper.PFT_NONZERO)


def union(regions: Iterable[Region]) -> Region:
    """What is inside of one of them."""
    return _combined(pyclipper.CT_UNION, [ring for region in regions for ring in region], ())


def intersection(a: Region, b: Region) -> Region:
    """What is inside of both."""
    return _combined(pyclipper.CT_INTERSECTION, a, b)


def _on_curve(corners: Sequence[tuple[float, float]], at: float) -> tuple[float, float]:
    shares = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    return sum(s * x for s, (x, _) in zip(shares, corners, strict=True)), sum(s * y for s, (_, y) in zip(shares, corners, strict=True))


def _combined(
    kind: int, a: Sequence[tuple[tuple[int, int], ...]], b: Sequence[tuple[tuple[int, int], ...]], rule: int = pyclipper.PFT_NONZERO
) -> Region:
    clipper = pyclipper.Pyclipper()
    added = 0
    for rings, role in ((a, pyclipper.PT_SUBJECT), (b, pyclipper.PT_CLIP)):
        for ring in rings:
            with suppress(pyclipper.ClipperException):  # a ring without an area
                clipper.AddPath(ring, role, True)
                added += 1
    return tuple(tuple((int(x), int(y)) for x, y in ring) for ring in clipper.Execute(kind, rule, rule)) if added else ()
