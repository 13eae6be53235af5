"""Columns side by side: fragments in parallel, broken across pages only where no column is cut through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rehabpress.typeset.fragment import FREE, Box, Fragment, FragmentPart, Group, RepeatedHeader, Strip, translated


class SideBySide(NamedTuple):
    """A fragment in its place beside others."""

    x: float
    y: float
    fragment: Fragment
    base: int


def shares(parts: Sequence[float], width: float, gap: float, fixed: Sequence[float] = ()) -> list[float]:
    """The widths of columns that share a width by parts, with gaps between them; those that are ``fixed`` have it, 0 is none."""
    taken = fixed or [0.0] * len(parts)
    room = width - gap * (len(parts) - 1) - sum(taken)
    return [own or room * p / sum(parts) for p, own in zip(parts, taken, strict=True)]


class _Span(NamedTuple):
    """A strip in its place: top and bottom, the index of its column and its own."""

    top: float
    bottom: float
    column: int
    strip: int


def side_by_side(beside: Sequence[SideBySide], tallest: float) -> Fragment:
    """Fragments side by side as bands that are cut where no strip is cut through. Elements stay with the caller.

    A band higher than ``tallest`` is taken apart again: its columns go on in step, as far as the room allows.
    """
    if one := _one_band(beside, tallest):
        return one
    spans = _spans(beside)
    out: list[Strip] = []
    where: dict[tuple[int, int], tuple[int, float, float]] = {}
    bottom = 0.0
    for band in (part for whole in _bands(spans) for part in _in_step(whole, tallest)):
        # strips of a band that was taken apart move up to its top, each column for itself
        top = min(s.top for s in band)
        height = max(s.bottom for s in band) - top
        parts: list[FragmentPart | Group] = []
        for span in band:
            column = beside[span.column]
            strip = column.fragment.strips[span.strip]
            parts += translated(strip.parts, column.x, span.top - top, column.base)
            where[span.column, span.strip] = (len(out), span.top - top, top + height - span.bottom)
        opens = {s.column: beside[s.column].fragment.strips[s.strip] for s in reversed(band)}
        closes = {s.column: beside[s.column].fragment.strips[s.strip] for s in band}
        going_on = [strip.break_penalty for c, strip in closes.items() if strip is not beside[c].fragment.strips[-1]]
        out.append(
            Strip(
                height,
                tuple(parts),
                max(0.0, top - bottom),
                max(going_on, default=FREE),
                max(s.continues_top for s in opens.values()),
                max(s.continues_bottom for s in closes.values()),
            )
        )
        bottom = top + height
    boxes, repeats = [], []
    for c, column in enumerate(beside):
        for box in column.fragment.boxes:
            (first, top, _), (last_, _, below) = where[c, box.first], where[c, box.last]
            boxes.append(box._replace(first=first, last=last_, x=box.x + column.x, top=box.top + top, bottom=box.bottom + below))
        for again in column.fragment.repeats:
            parts_ = translated(again.parts, column.x)
            repeats.append(again._replace(first=where[c, again.first][0], last=where[c, again.last][0], parts=parts_))
    baselines = [b.y + b.fragment.baseline for b in beside if b.fragment.baseline is not None and b.fragment.strips]
    return Fragment(tuple(out), boxes=tuple(boxes), repeats=tuple(repeats), baseline=min(baselines, default=None))


def cut_at_one_height(beside: Sequence[SideBySide]) -> Sequence[SideBySide]:
    """The same with white below the shorter strips, so that columns of as many strips can be cut after each of them."""
    strips = [b.fragment.strips for b in beside]
    if len({len(column) for column in strips}) > 1:
        return beside
    grown: list[list[float]] = [[] for _ in beside]
    tops = [b.y for b in beside]
    for row in zip(*[pairwise(column) for column in strips], strict=True):
        bottoms = [top + strip.height for top, (strip, _) in zip(tops, row, strict=True)]
        cut = max([bottom + after.space for bottom, (_, after) in zip(bottoms, row, strict=True)])
        for own, bottom, (_, after) in zip(grown, bottoms, row, strict=True):
            own.append(cut - after.space - bottom)
        tops = [cut] * len(beside)
    return [b._replace(fragment=_with_white(b.fragment, more)) for b, more in zip(beside, grown, strict=True)]


def _with_white(fragment: Fragment, more: Sequence[float]) -> Fragment:
    """The fragment with so much more white below each strip but the last; boxes end where they did."""
    grown = [*more, 0.0]
    strips = [strip._replace(height=strip.height + white) for strip, white in zip(fragment.strips, grown, strict=True)]
    boxes = [box._replace(bottom=box.bottom + grown[box.last]) for box in fragment.boxes]
    return fragment._replace(strips=tuple(strips), boxes=tuple(boxes))


def _one_band(beside: Sequence[SideBySide], tallest: float) -> Fragment | None:
    """The same where every fragment is one strip that is not cut, as in most rows of tables."""
    strips = [b.fragment.strips[0] for b in beside if len(b.fragment.strips) == 1]
    if not strips or len(strips) < len(beside):
        return None
    top = min([b.y for b in beside])
    height = max([b.y + s.height for b, s in zip(beside, strips, strict=True)]) - top
    if height > tallest or any(b.y + s.height <= max([b.y for b in beside]) for b, s in zip(beside, strips, strict=True)):
        return None
    parts: list[FragmentPart | Group] = []
    boxes: list[Box] = []
    repeats: list[RepeatedHeader] = []
    for (x, y, fragment, base), strip in zip(beside, strips, strict=True):
        parts += translated(strip.parts, x, y - top, base)
        below = top + height - y - strip.height
        boxes += [box.moved(0, x, y - top, below) for box in fragment.boxes]
        repeats += [r._replace(parts=translated(r.parts, x)) for r in fragment.repeats]
    whole = Strip(
        height, tuple(parts), max(0.0, top), FREE, max([s.continues_top for s in strips]), max([s.continues_bottom for s in strips])
    )
    baselines = [b.y + b.fragment.baseline for b in beside if b.fragment.baseline is not None]
    return Fragment((whole,), boxes=tuple(boxes), repeats=tuple(repeats), baseline=min(baselines, default=None))


def _spans(beside: Sequence[SideBySide]) -> list[_Span]:
    spans = []
    for c, column in enumerate(beside):
        y = column.y
        for i, strip in enumerate(column.fragment.strips):
            y += strip.space if i else 0
            spans.append(_Span(y, y + strip.height, c, i))
            y += strip.height
    return spans


def _bands(spans: Sequence[_Span]) -> list[list[_Span]]:
    """The spans in groups that overlap, from the top; those of a group ordered by column."""
    bands: list[list[_Span]] = []
    bottom = 0.0
    for span in sorted(spans):
        if bands and span.top < bottom - 0.001:
            bands[-1].append(span)
        else:
            bands.append([span])
        bottom = max(bottom, span.bottom)
    return [sorted(band, key=lambda s: (s.column, s.strip)) for band in bands]


def _in_step(band: list[_Span], tallest: float) -> list[list[_Span]]:
    """A band that is not higher than ``tallest``, or as many as are needed: each takes from every column what has room."""
    at = min(s.top for s in band)
    if max(s.bottom for s in band) - at <= tallest:
        return [band]
    left = [[s for s in band if s.column == c] for c in dict.fromkeys(s.column for s in band)]
    out: list[list[_Span]] = []
    while any(left):
        taken: list[_Span] = []
        for column in left:
            up = column[0].top - at if column and out else 0.0
            first = True
            while column and (first or column[0].bottom - up <= at + tallest):
                span = column.pop(0)
                taken.append(span._replace(top=span.top - up, bottom=span.bottom - up))
                first = False
        out.append(taken)
        at = max(s.bottom for s in taken)
    return out
