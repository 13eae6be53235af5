"""Polygons: what area a union, a difference, an offset has; and the trap of slivers."""

from __future__ import annotations

from math import isclose, pi

import pyclipper

from rehabpress.figure.polygons import (
    UNIT,
    PolygonRegion,
    area,
    closed,
    common,
    convex,
    disc,
    grown,
    joined,
    lines_outside,
    lines_within,
    long,
    opened,
    outlines,
    ring_area,
    thinned,
    union,
    without,
)  # fmt: skip


def square(x: int, y: int, size: int) -> PolygonRegion:
    """A square in centimetres, counterclockwise."""
    a, b, c, d = (x * UNIT, y * UNIT), ((x + size) * UNIT, y * UNIT), ((x + size) * UNIT, (y + size) * UNIT), (x * UNIT, (y + size) * UNIT)
    return [[a, b, c, d]]


def test_areas_before_and_after() -> None:
    one, two = square(0, 0, 10), square(5, 5, 10)
    assert area(union(one, two)) == 175
    assert area(common(one, two)) == 25
    assert area(without(one, two)) == 75
    assert isclose(area(grown(one, 2)), 100 + 4 * 20 + pi * 4, rel_tol=0.005)
    assert area(grown(one, -2)) == 36
    assert isclose(area(disc((3, 4), 5)), pi * 25, rel_tol=0.01)


def test_a_hole_counts_less_and_stays_a_hole() -> None:
    ring = without(square(0, 0, 10), square(3, 3, 4))
    assert area(ring) == 84
    assert area(grown(ring, 1)) < area(grown(square(0, 0, 10), 1))
    assert isclose(area(grown(ring, 1)), 100 + 40 + pi - 4, rel_tol=0.01)


def test_what_is_apart_is_left_as_it_is() -> None:
    assert common(square(0, 0, 2), square(5, 5, 2)) == []
    assert without(square(0, 0, 2), square(5, 5, 2)) == square(0, 0, 2)
    assert without(square(0, 0, 2), []) == square(0, 0, 2)
    assert union() == []


def test_closing_fills_a_notch_and_opening_takes_a_spike() -> None:
    notched = without(square(0, 0, 20), [[(9 * UNIT, 10 * UNIT), (11 * UNIT, 10 * UNIT), (11 * UNIT, 21 * UNIT), (9 * UNIT, 21 * UNIT)]])
    assert area(notched) == 380
    assert isclose(area(closed(notched, 3)), 400, rel_tol=0.01)
    spiked = union(square(0, 0, 20), [[(9 * UNIT, 19 * UNIT), (10 * UNIT, 19 * UNIT), (10 * UNIT, 30 * UNIT), (9 * UNIT, 30 * UNIT)]])
    assert isclose(area(opened(spiked, 1)), 400, rel_tol=0.01)


def test_a_sliver_does_not_make_an_offset_drop_what_is_large() -> None:
    whole = square(0, 0, 20)
    sliver = [[(100, 9001), (101, 9000), (100, 9000)]]
    assert ring_area(sliver[0]) < 0
    bare = pyclipper.PyclipperOffset(2.0, 8.0)
    bare.AddPaths(whole + sliver, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    assert sum(ring_area(r) for r in bare.Execute(UNIT)) / UNIT**2 < 390, "the trap is gone from Clipper; planar need not clean any more"
    assert area(grown(whole + sliver, 1)) > 480


def test_lines_are_cut_at_a_region_and_put_together_again() -> None:
    across = [[(-5 * UNIT, 5 * UNIT), (15 * UNIT, 5 * UNIT)]]
    assert isclose(sum(long(line) for line in lines_within(across, square(0, 0, 10))), 10)
    assert isclose(sum(long(line) for line in lines_outside(across, square(0, 0, 10))), 10)
    assert len(lines_outside(outlines(square(0, 0, 10)), square(8, -1, 4))) == 1
    assert joined([[(0, 0), (50, 0)], [(90, 90), (50, 0)], [(0, 0), (0, 70)]]) == [[(90, 90), (50, 0), (0, 0), (0, 70)]]
    assert lines_within([], square(0, 0, 1)) == []


def test_thinning_stays_within_its_tolerance() -> None:
    line = [(x, x * x // 50) for x in range(0, 200, 5)]
    thin = thinned(line, 3)
    assert thin[0] == line[0]
    assert thin[-1] == line[-1]
    assert 3 <= len(thin) < len(line) / 2
    assert set(thin) <= set(line)
    assert thinned([(0, 0), (5, 3)], 99) == [(0, 0), (5, 3)]


def test_a_hull_holds_its_points() -> None:
    ring = convex([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (1, 3)])
    assert ring_area(ring) == 16 * UNIT * UNIT
