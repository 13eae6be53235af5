"""Sections, columns side by side, rules and page breaks."""

from __future__ import annotations

from rehabpress.markup.blocks import Columns, PageBreak, Rule, Section
from rehabpress.pdf.beside import Beside, shares, side_by_side
from rehabpress.pdf.box import in_box, padded
from rehabpress.pdf.column import Column
from rehabpress.pdf.fragment import CLINGS, FREE, NOTHING, Fragment, Part, Strip, kept
from rehabpress.pdf.ink import ARTIFACT, Ink
from rehabpress.pdf.look import Edge, Padding
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
    before, after = look.before, look.after
    if not (look.boxed or any(look.padding)):
        before, after = max(before, column.before), max(after, column.after)
    fragment = column.done(before, after, CLINGS if look.keep_with_next else FREE)
    if look.keep_together:
        fragment = kept(fragment)
    least = look.page_share * setting.room - look.padding.top - look.padding.bottom
    if fragment.height < least:
        fragment = padded(fragment, Padding(bottom=least - fragment.height))
    return in_box(fragment, look, width)


def columns(block: Columns, width: float, setting: Setting) -> Fragment:
    """Sections side by side, cut where none of them would be cut through; or one under the other where the style says so."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    if inner < look.stack_below:
        return section(Section(block.style, block.place, "columns", block.columns), width, setting)
    widths = shares(block.widths, inner, look.gap)
    column, beside, x = Column(), [], 0.0
    for child, wide in zip(block.columns, widths, strict=True):
        fragment = setting.set(child, wide)
        beside.append(Beside(x, 0, fragment, column.adopt(fragment.elements, -1)))
        x += wide + look.gap
    bands = side_by_side(beside, setting.tallest)
    if not bands.strips:
        return NOTHING
    column.place(bands._replace(before=look.before, after=look.after, hold=CLINGS if look.keep_with_next else FREE))
    fragment = column.done()
    if look.keep_together:
        fragment = kept(fragment)
    return in_box(fragment, look, width)


def rule(block: Rule, width: float, setting: Setting) -> Fragment:
    """A line across, as decoration."""
    look = setting.looks.look(block.style)
    edge = Edge(look.height or 0.75, look.manner.colour)
    setting.pen.edge(edge, 0, edge.width / 2, min(look.width or width, width), edge.width / 2)
    ink = Ink((((ARTIFACT, setting.pen.take()),),), ())
    return Fragment((Strip(edge.width, (Part(0, 0, ink, 0, 0, 1),)),), before=look.before, after=look.after)


def page_break(_block: PageBreak, _width: float, _setting: Setting) -> Fragment:
    """What follows begins on a new page."""
    return Fragment(breaks=True)
