"""Sets pictures: size and alignment."""

from __future__ import annotations

from rehabpress.markup.blocks import Picture
from rehabpress.support.pdf_syntax import string
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Elements, Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent, StructElement


def figure(block: Picture, width: float, setting: LayoutContext) -> Fragment:
    """A picture as large as its style and the width allow, its proportions kept. One without a description is decoration."""
    look = setting.looks.look(block.style)
    drawing = setting.pictures.get(block.name)
    if drawing is None:
        setting.problem(
            block.place,
            f'there is no picture "{block.name}"',
            f"put {block.name}.svg, .png or .jpg into the folder pictures of your content",
        )
        return NOTHING
    room = min(look.width or width, width) / drawing.width
    height = min(look.height or setting.max_image_height, setting.max_image_height) / drawing.height
    scale = min(room, height) if look.width or look.height else min(1.0, room, height)
    wide, high = drawing.width * scale, drawing.height * scale
    x = {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[look.align]
    element = 0 if block.alt else ARTIFACT
    elements = (StructElement("Figure", attributes=f"/Alt{string(block.alt)}"),) if block.alt else ()
    area = (0.0, -high, wide, 0.0) if block.alt else None
    ink = MarkedContent((((element, drawing.operators(wide, high)),),), elements, xobject=drawing.xobject, area=area)
    hold = KEEP if look.keep_with_next else FREE
    return Fragment(
        (Strip(high, (FragmentPart(x, 0, ink, 0, 0, 1),)),), Elements.of(elements), before=look.before, after=look.after, break_penalty=hold
    )
