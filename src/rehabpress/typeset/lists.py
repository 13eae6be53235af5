"""Sets lists: markers aligned with the first base line of their item."""

from __future__ import annotations

from typing import NamedTuple

from rehabpress.markup.blocks import Item, Items
from rehabpress.typeset.box_model import in_box
from rehabpress.typeset.computed_style import ComputedStyle
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Fragment, FragmentPart, keep_together
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent, StructElement
from rehabpress.typeset.stack import Stack
from rehabpress.typeset.text.paragraph import baseline, mark

_NUMBERING = {"number": "/A<</O/List/ListNumbering/Decimal>>", "disc": "/A<</O/List/ListNumbering/Disc>>"}
_SIGNS = {"cross": 0.66, "tick": 0.74, "no-entry": 0.95}
"""Signs that are drawn, and how large in parts of the text's size."""
_MARK_GAP = 0.35
"""The least room between a mark and its item, in parts of the text's size."""


class ListMarker(NamedTuple):
    """What stands before an item: its ink, its width, and how far above the base line the ink begins."""

    ink: MarkedContent
    width: float
    above: float


def items(block: Items, width: float, setting: LayoutContext) -> Fragment:
    """A list. It is cut between items; an item only when it is taller than a page."""
    look = setting.looks.look(block.style)
    inner = width - look.padding.left - look.padding.right
    marks = _marks(block, look, setting)
    room = max((m.width for m in marks), default=0.0)
    indent = max(look.indent, room + _MARK_GAP * look.manner.size) if marks else look.indent
    column = Stack()
    here = column.element("L", attributes=_NUMBERING.get(look.mark, ""))
    for n, item in enumerate(block.items):
        column.add(_item(item, marks[n] if marks else None, room, indent, inner, setting), parent=here, gap=look.gap)
    if not column.strips:
        return NOTHING
    fragment = column.done(look.before, look.after, KEEP if look.keep_with_next else FREE)
    if look.keep_together:
        fragment = keep_together(fragment, setting.one_strip)
    return in_box(fragment, look, width)


def _marks(block: Items, look: ComputedStyle, setting: LayoutContext) -> list[ListMarker]:
    """The mark of each item. Numbers and discs are read aloud, the drawn signs are decoration."""
    face, manner, count = setting.face(look.manner), look.manner._replace(colour=look.mark_colour), len(block.items)
    if look.mark == "none":
        return []
    if look.mark in _SIGNS:
        size = manner.size * _SIGNS[look.mark]
        ink = MarkedContent((((ARTIFACT, setting.pen.sign(look.mark, look.mark_colour, size)),),), ())
        return [ListMarker(ink, size, (size + face.face.cap_height * manner.size / 1000) / 2)] * count
    texts = [f"{n}." for n in range(1, count + 1)] if look.mark == "number" else ["\u2022"] * count
    found = {text: mark(text, manner, look.leading, StructElement("Lbl"), block.place, setting) for text in dict.fromkeys(texts)}
    above = baseline(face, look)
    return [ListMarker(*found[text], above) for text in texts]


def _item(item: Item, before: ListMarker | None, room: float, indent: float, width: float, setting: LayoutContext) -> Fragment:
    look = setting.looks.look(item.style)
    column = Stack()
    here = column.element("LI")
    label = column.element("Lbl", here) if before and before.ink.elements else 0
    body = column.element("LBody", here)
    inner = width - indent - look.padding.left - look.padding.right
    for child in item.blocks:
        column.add(setting.layout(child, inner), indent, body)
    if not column.strips:
        return NOTHING
    fragment = keep_together(column.done(look.before, look.after), setting.one_strip)
    if before:
        base = before.above if fragment.baseline is None else fragment.baseline
        part = FragmentPart(room - before.width, base - before.above, before.ink, label, 0, 1)
        first = fragment.strips[0]
        fragment = fragment._replace(strips=(first._replace(parts=(part, *first.parts)), *fragment.strips[1:]))
    return in_box(fragment, look, width)
