"""Depth order and operations on regions: what holds for any parts and any polygons."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot, pi

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.figure_strategies import SOMEBODY, figures
from rehabpress.figure.anatomy import Ellipsoid
from rehabpress.figure.camera import camera
from rehabpress.figure.depth_sort import Depth, depth, nearer, painting_order
from rehabpress.figure.painter import part_chains, silhouettes
from rehabpress.figure.polygons import (
    ARC,
    UNIT,
    PolygonRegion,
    apart,
    area,
    box,
    closed,
    common,
    convex,
    disc,
    grown,
    lines_outside,
    lines_within,
    long,
    opened,
    outlines,
    ring_area,
    ring_of,
    thinned,
    union,
    without,
)  # fmt: skip
from rehabpress.figure.scene import grasps, scene
from rehabpress.model.figure import Figure

pytestmark = pytest.mark.slow

NEAR = 0.6
"""Square centimetres that slivers and rounding may make."""

_cm = st.integers(-20, 20)
_blob = st.builds(lambda points: [convex(points)], st.lists(st.tuples(_cm, _cm), min_size=3, max_size=9))
_disc = st.builds(lambda x, y, r: disc((x, y), r), _cm, _cm, st.integers(1, 12))
_simple = st.one_of(_blob, _disc).filter(lambda region: area(region) > 1)
regions = st.one_of(_simple, st.builds(union, _simple, _simple), st.builds(without, _simple, _simple)).filter(bool)


def close(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR


@given(regions, regions)
def test_areas_add_up(a: PolygonRegion, b: PolygonRegion) -> None:
    both, one, other = area(common(a, b)), area(without(a, b)), area(without(b, a))
    assert close(area(union(a, b)) + both, area(a) + area(b))
    assert close(one + both, area(a))
    assert close(one + both + other, area(union(a, b)))


@given(regions, regions, regions)
def test_operations_commute_associate_and_distribute(a: PolygonRegion, b: PolygonRegion, c: PolygonRegion) -> None:
    assert close(area(union(a, b)), area(union(b, a)))
    assert close(area(common(a, b)), area(common(b, a)))
    assert close(area(union(a, union(b, c))), area(union(a, b, c)))
    assert close(area(common(a, union(b, c))), area(union(common(a, b), common(a, c))))


@given(regions)
def test_a_region_with_itself(a: PolygonRegion) -> None:
    assert close(area(union(a, a)), area(a))
    assert close(area(common(a, a)), area(a))
    assert close(area(without(a, a)), 0)
    assert common(a, []) == []
    assert without(a, []) == a
    assert apart(a, [])


@given(regions, st.floats(0.3, 4))
def test_wider_holds_what_narrower_does(a: PolygonRegion, by: float) -> None:
    wide, narrow = grown(a, by), grown(a, -by)
    assert close(area(without(a, wide)), 0)
    assert close(area(without(narrow, a)), 0)
    slack = NEAR + ARC * sum(long(line) for line in outlines(a))  # corners are as true as arcs are
    assert area(closed(a, by)) >= area(a) - slack
    assert area(opened(a, by)) <= area(a) + slack


@given(st.lists(st.tuples(_cm, _cm), min_size=3, max_size=9), st.floats(0.5, 4))
def test_a_convex_region_grows_by_its_edge_and_a_round_corner(points: list[tuple[int, int]], by: float) -> None:
    ring = convex(points)
    assume(ring_area(ring) > UNIT * UNIT)
    edge = long([*ring, ring[0]])
    assert abs(area(grown([ring], by)) - (area([ring]) + edge * by + pi * by * by)) < 0.02 * area(grown([ring], by)) + NEAR


@given(st.lists(st.tuples(_cm, _cm), min_size=3, max_size=12))
def test_a_hull_is_convex_and_holds_every_point(points: list[tuple[int, int]]) -> None:
    ring = convex(points)
    assume(len(ring) > 2)
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        assert all((bx - ax) * (y * UNIT - ay) - (by - ay) * (x * UNIT - ax) >= 0 for x, y in points)
    assert ring_area(ring) >= 0
    assert ring_area(ring_of([(x / UNIT, y / UNIT) for x, y in ring[::-1]])) >= 0


@given(regions, regions)
def test_lines_are_cut_into_those_inside_and_those_outside(a: PolygonRegion, b: PolygonRegion) -> None:
    lines = outlines(a)
    whole = sum(long(line) for line in lines)
    parts = sum(long(line) for line in (*lines_within(lines, b), *lines_outside(lines, b)))
    if apart(a, b):
        assert lines_within(lines, b) == []
    assert parts >= whole * 0.98 - 0.5


@given(st.lists(st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000)), min_size=2, max_size=30), st.integers(1, 400))
def test_thinning_keeps_its_ends_and_its_tolerance(points: list[tuple[int, int]], tolerance: int) -> None:
    thin = thinned(points, tolerance)
    assert (thin[0], thin[-1]) == (points[0], points[-1])
    for x, y in points:
        assert min(_away((x, y), a, b) for a, b in pairwise(thin)) <= tolerance + 1


def _away(p: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    """From a point to the line through two others, or to a point when they are one."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = hypot(dx, dy)
    if not size:
        return hypot(p[0] - a[0], p[1] - a[1])
    return abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / size


def _depths(figure: Figure) -> dict[str, Depth]:
    it = scene(figure, SOMEBODY)
    stance, shapes = it.stances[0], it.shapes[0]
    chains = part_chains(shapes, grasps(stance, figure.props))
    seen = silhouettes(it.camera, stance.frames, chains)
    return {part: depth(it.camera, stance.frames, chains[part], region) for part, region in seen.items() if region}


@settings(max_examples=15)
@given(figures)
def test_nearer_is_antisymmetric_and_nothing_where_nothing_overlaps(figure: Figure) -> None:
    parts = _depths(figure)
    for a, b in combinations(parts.values(), 2):
        assert abs(nearer(a, b) + nearer(b, a)) < 1e-9
        p, q = a.bounds, b.bounds
        if p[2] <= q[0] or q[2] <= p[0] or p[3] <= q[1] or q[3] <= p[1]:
            assert nearer(a, b) == 0
    assert all(nearer(part, part) == 0 for part in parts.values())


@settings(max_examples=15)
@given(figures, st.randoms(use_true_random=False))
def test_the_order_holds_every_part_once_however_they_come(figure: Figure, chance: object) -> None:
    parts = _depths(figure)
    order = painting_order(parts)
    assert sorted(order) == sorted(parts)
    mixed = list(parts.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert painting_order(dict(mixed)) == order


@settings(max_examples=15)
@given(figures, st.data())
def test_a_rule_is_followed_whatever_the_depth_says(figure: Figure, data: st.DataObject) -> None:
    parts = _depths(figure)
    over, under = data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=2, max_size=2, unique=True))
    order = painting_order(parts, [(over, under)])
    assert order.index(under) < order.index(over)
    assert painting_order(parts, [("no-part", under)]) == painting_order(parts)


def test_of_two_balls_the_nearer_one_is_painted_last() -> None:
    sphere = Ellipsoid("hand_l", (0.0, 0.0, 0.0), (5.0, 5.0, 5.0))

    def ball(height: float, middle: tuple[float, float] = (0.0, 0.0)) -> Depth:
        frames = {"hand_l": ((*middle, height), ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))}
        return depth(camera("above"), frames, [(sphere,)], disc(middle, 5))

    assert nearer(ball(20), ball(3)) > 5
    assert painting_order({"low": ball(3), "high": ball(20), "middle": ball(11)}) == ["low", "middle", "high"]
    assert nearer(ball(20), ball(3, (40.0, 0.0))) == 0


def test_bounds_of_a_region() -> None:
    assert box(union(disc((0, 0), 2), disc((10, 0), 1))) == (-2 * UNIT, -2 * UNIT, 11 * UNIT, 2 * UNIT)
