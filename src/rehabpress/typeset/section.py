"""Sets sections, columns, rules and page breaks."""

from __future__ import annotations

from collections.abc import Iterable

from rehabpress.markup.blocks import Block, Columns, Heading, HorizontalRule, PageBreak, Paragraph, Picture, Section
from rehabpress.typeset.box_model import in_box, padded
from rehabpress.typeset.columns import SideBySide, cut_at_one_height, shares, side_by_side
from rehabpress.typeset.computed_style import Border, Padding
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Fragment, FragmentPart, Strip, keep_together, repeating
from rehabpress.typeset.image import picture_width
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent
from rehabpress.typeset.stack import Stack
from rehabpress.typeset.text.paragraph import line_width

_ROLES = {"section": "Sect", "aside": "Sect", "header": "Sect"}
_FOR_TEXT = 108 * 72 / 25.4
"""What a column as wide as its picture leaves to those beside it, in points: a name, and a phone number in one piece."""
_OF_LINES = 2 / 3
"""The part of the width that a column as wide as its longest line takes at most."""


def section(block: Section, width: float, setting: LayoutContext) -> Fragment:
    """Blocks one under the other in a box. Without a box its spaces and those of its first and last block are one: the larger counts."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    column = Stack()
    here = column.element(_ROLES.get(block.tag, "Div"))
    for child in block.blocks:
        set_ = setting.layout(child, inner)
        if set_.breaks:
            setting.problem(child.place, "a page break stands inside a section", "write it between sections")
        column.add(set_, parent=here)
    if not column.strips:
        return NOTHING
    before, after = look.before, look.after
    if not (look.boxed or any(look.padding)):
        before, after = max(before, column.before), max(after, column.after)
    fragment = column.done(before, after, KEEP if look.keep_with_next else FREE)
    if look.keep_together:
        fragment = keep_together(fragment, setting.one_strip)
    if look.repeat_heading and len(fragment.strips) > 1 and (named := _heading(block.blocks)):
        head = setting.layout(named, inner)
        fragment = repeating(fragment, [Strip(head.height + head.after, strip.parts) for strip in head.strips], 0)
    if look.page_share:
        least = look.page_share * setting.page_height - look.padding.top - look.padding.bottom
        fragment = padded(fragment, Padding(bottom=max(0.0, least - fragment.height)))
    return in_box(fragment, look, width)


def columns(block: Columns, width: float, setting: LayoutContext) -> Fragment:
    """Sections side by side, cut where none of them would be cut through; or one under the other where the style says so."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    if inner < look.stack_below:
        return section(Section(block.style, block.place, "columns", block.columns), width, setting)
    fitting = [
        0.0 if part else _of_content(child, inner, look.width or _FOR_TEXT, setting)
        for part, child in zip(block.widths, block.columns, strict=True)
    ]
    widths = shares(block.widths, inner, look.gap, fitting)
    column, beside, x = Stack(), [], 0.0
    for child, wide in zip(block.columns, widths, strict=True):
        fragment = setting.layout(child, wide)
        beside.append(SideBySide(x, 0, fragment, column.adopt(fragment.elements, -1)))
        x += wide + look.gap
    bands = side_by_side(cut_at_one_height(beside) if look.align_cuts else beside, setting.max_image_height)
    if not bands.strips:
        return NOTHING
    column.place(bands._replace(before=look.before, after=look.after, break_penalty=KEEP if look.keep_with_next else FREE))
    fragment = column.done()
    if look.keep_together:
        fragment = keep_together(fragment, setting.one_strip)
    return in_box(fragment, look, width)


def _heading(blocks: Iterable[Block]) -> Heading | None:
    """The first heading in blocks and in the sections and columns among them."""
    for block in blocks:
        within = block.blocks if isinstance(block, Section) else block.columns if isinstance(block, Columns) else ()
        if found := block if isinstance(block, Heading) else _heading(within):
            return found
    return None


def _of_content(column: Section, most: float, beside: float, setting: LayoutContext) -> float:
    """The width of a column as wide as what stands in it: its widest picture, or else its longest line. A picture leaves ``beside`` to the others."""
    room = max(most - beside, most / 8)
    if pictures := [picture_width(child, room, setting) for child in column.blocks if isinstance(child, Picture)]:
        return max(pictures) or room
    return min(most * _OF_LINES, max([line_width(child, setting) for child in column.blocks if isinstance(child, (Heading, Paragraph))]))


def rule(block: HorizontalRule, width: float, setting: LayoutContext) -> Fragment:
    """A line across, as decoration."""
    look = setting.looks.look(block.style)
    edge = Border(look.height or 0.75, look.manner.colour)
    setting.pen.edge(edge, 0, edge.width / 2, min(look.width or width, width), edge.width / 2)
    ink = MarkedContent((((ARTIFACT, setting.pen.take()),),), ())
    return Fragment((Strip(edge.width, (FragmentPart(0, 0, ink, 0, 0, 1),)),), before=look.before, after=look.after)


def page_break(_block: PageBreak, _width: float, _setting: LayoutContext) -> Fragment:
    """What follows begins on a new page."""
    return Fragment(breaks=True)
