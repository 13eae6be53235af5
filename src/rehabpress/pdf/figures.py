"""Pictures in a document: how large and where."""

from __future__ import annotations

from rehabpress.markup.blocks import Picture
from rehabpress.pdf.fragment import CLINGS, FREE, NOTHING, Elements, Fragment, Part, Strip
from rehabpress.pdf.ink import ARTIFACT, Element, Ink
from rehabpress.pdf.setting import Setting
from rehabpress.pdf.syntax import string


def figure(block: Picture, width: float, setting: Setting) -> Fragment:
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
    height = min(look.height or setting.tallest, setting.tallest) / drawing.height
    scale = min(room, height) if look.width or look.height else min(1.0, room, height)
    wide, high = drawing.width * scale, drawing.height * scale
    x = {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[look.align]
    element = 0 if block.alt else ARTIFACT
    elements = (Element("Figure", attributes=f"/Alt{string(block.alt)}"),) if block.alt else ()
    area = (0.0, -high, wide, 0.0) if block.alt else None
    ink = Ink((((element, drawing.operators(wide, high)),),), elements, xobject=drawing.xobject, area=area)
    hold = CLINGS if look.keep_with_next else FREE
    return Fragment((Strip(high, (Part(x, 0, ink, 0, 0, 1),)),), Elements.of(elements), before=look.before, after=look.after, hold=hold)
