"""Sections, columns side by side, rules and page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rehabpress.markup.blocks import Columns, PageBreak, Rule, Section
from rehabpress.pdf.box import in_box
from rehabpress.pdf.fragment import ARTIFACT, CLINGS, FREE, NOTHING, Column, Fragment, Ink, Part, Strip, kept
from rehabpress.pdf.look import Edge
from rehabpress.pdf.setting import Setting

_ROLES = {"section": "Sect", "aside": "Sect", "header": "Sect"}


def section(block: Section, width: float, setting: Setting) -> Fragment:
    """Blocks one under the other in a box. Without a box its spaces and those of its first and last block are one: the larger counts."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    column = Column()
    here = column.element(_ROLES.get(block.tag, "Div"))
    for child in block.blocks:
        set_ = setting.set(child, inner)
        if set_.breaks:
            setting.problem(child.place, "a page break stands inside a section", "write it between sections")
        column.add(set_, parent=here)
    if not column.strips:
        return NOTHING
    fragment = column.done()
    before, after = max(look.before, fragment.before), max(look.after, fragment.after)
    if look.boxed or any(look.padding):
        before, after = look.before, look.after
    fragment = replace(fragment, before=before, after=after, hold=CLINGS if look.keep_with_next else FREE)
    if look.keep_together:
        fragment = kept(fragment)
    return in_box(fragment, look, width)


class Beside(NamedTuple):
    """A fragment in its place beside others."""

    x: float
    y: float
    fragment: Fragment
    base: int


def columns(block: Columns, width: float, setting: Setting) -> Fragment:
    """Sections side by side. Their first base lines need not agree; they are cut where none of them would be cut through."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    widths = shares(block.widths, inner, look.gap)
    column, beside, x = Column(), [], 0.0
    for child, wide in zip(block.columns, widths, strict=True):
        fragment = setting.set(child, wide)
        beside.append(Beside(x, 0, fragment, column.adopt(fragment.elements, -1)))
        x += wide + look.gap
    bands = side_by_side(beside, setting.tallest)
    if not bands.strips:
        return NOTHING
    column.place(replace(bands, before=look.before, after=look.after, hold=CLINGS if look.keep_with_next else FREE))
    fragment = column.done()
    if look.keep_together:
        fragment = kept(fragment)
    return in_box(fragment, look, width)


def shares(parts: Sequence[float], width: float, gap: float) -> list[float]:
    """The widths of columns that share a width by parts, with gaps between them."""
    room = width - gap * (len(parts) - 1)
    return [room * p / sum(parts) for p in parts]


class _Span(NamedTuple):
    """A strip in its place: top and bottom, the index of its column and its own."""

    top: float
    bottom: float
    column: int
    strip: int


def side_by_side(beside: Sequence[Beside], tallest: float) -> Fragment:
    """Fragments side by side as bands that are cut where no strip is cut through. Elements stay with the caller.

    A band higher than ``tallest`` is taken apart again: its columns go on in step, as far as the room allows.
    """
    spans = _spans(beside)
    out: list[Strip] = []
    where: dict[tuple[int, int], tuple[int, float, float]] = {}
    bottom = 0.0
    for band in (part for whole in _bands(spans) for part in _in_step(whole, tallest)):
        # strips of a band that was taken apart move up to its top, each column for itself
        top = min(s.top for s in band)
        height = max(s.bottom for s in band) - top
        parts: list[Part] = []
        for span in band:
            column = beside[span.column]
            strip = column.fragment.strips[span.strip]
            parts += [p._replace(x=p.x + column.x, y=p.y + span.top - top, base=p.base + column.base) for p in strip.parts]
            where[span.column, span.strip] = (len(out), span.top - top, top + height - span.bottom)
        ends = [beside[s.column].fragment.strips[s.strip] for s in band]
        last = {s.column: beside[s.column].fragment.strips[s.strip] for s in band}
        going_on = [strip.hold for c, strip in last.items() if strip is not beside[c].fragment.strips[-1]]
        out.append(
            Strip(
                height,
                tuple(parts),
                max(0.0, top - bottom),
                max(going_on, default=FREE),
                max(s.again for s in ends),
                max(s.ended for s in ends),
            )
        )
        bottom = top + height
    boxes, repeats = [], []
    for c, column in enumerate(beside):
        for box in column.fragment.boxes:
            (first, top, _), (last_, _, below) = where[c, box.first], where[c, box.last]
            boxes.append(box._replace(first=first, last=last_, x=box.x + column.x, top=box.top + top, bottom=box.bottom + below))
        for again in column.fragment.repeats:
            moved = tuple([p._replace(x=p.x + column.x) for p in again.parts])
            repeats.append(again._replace(first=where[c, again.first][0], last=where[c, again.last][0], parts=moved))
    baselines = [b.y + b.fragment.baseline for b in beside if b.fragment.baseline is not None and b.fragment.strips]
    return Fragment(tuple(out), (), tuple(boxes), tuple(repeats), baseline=min(baselines, default=None))


def _spans(beside: Sequence[Beside]) -> list[_Span]:
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
    top = min(s.top for s in band)
    if max(s.bottom for s in band) - top <= tallest:
        return [band]
    columns = {c: [s for s in band if s.column == c] for c in dict.fromkeys(s.column for s in band)}
    out: list[list[_Span]] = []
    at = top
    while any(columns.values()):
        taken: list[_Span] = []
        for left in columns.values():
            begin = left[0].top if left and left[0].top > at and not out else (left[0].top if left else at)
            shift = at - begin if out else 0.0
            while left and (left[0].bottom + shift - at <= tallest or not any(s.column == left[0].column for s in taken)):
                span = left.pop(0)
                taken.append(span._replace(top=span.top + shift, bottom=span.bottom + shift))
        out.append(taken)
        at = max(s.bottom for s in taken)
    return out


def rule(block: Rule, width: float, setting: Setting) -> Fragment:
    """A line across, as decoration."""
    look = setting.looks.look(block.style)
    edge = Edge(look.height or 0.75, look.manner.colour)
    setting.pen.edge(edge, 0, edge.width / 2, min(look.width or width, width), edge.width / 2)
    ink = Ink((((ARTIFACT, setting.pen.take()),),), ())
    return Fragment((Strip(edge.width, (Part(0, 0, ink, 0, 0, 1),)),), before=look.before, after=look.after)


def page_break(_block: PageBreak, _width: float, _setting: Setting) -> Fragment:
    """What follows begins on a new page."""
    return Fragment((), breaks=True)
