"""Sets pictures: size and alignment."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.markup.blocks import Block, Picture
from rehabpress.pictures.frame_numbers import NumberedBox, fitting, numbered
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.support.memo import hashed_once
from rehabpress.support.pdf_syntax import number, string
from rehabpress.typeset.computed_style import BadgeStyle, ComputedStyle
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import FREE, KEEP, NOTHING, Elements, Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent, Span, StructElement
from rehabpress.typeset.text.fonts import Face
from rehabpress.typeset.text.paragraph import in_disc

PLAIN = BadgeStyle(16.0, 3.0, (0, 0, 0), (1, 1, 1), 12.0)
"""How a frame's number looks where the theme gives pictures no badge: in points, in the colour of the text."""


@hashed_once
@dataclass(frozen=True, slots=True)
class Drawn(Block):
    """What is drawn of a picture, whatever the words for it are."""

    name: str
    described: bool
    """Whether there are words for it."""


def figure(block: Picture, width: float, setting: LayoutContext) -> Fragment:
    """A picture as large as its style and the width allow, its proportions kept; with its words, if there are any."""
    drawn = setting.layout(Drawn(block.style, block.place, block.name, bool(block.alt)), width)
    if not block.alt or not drawn.strips:
        return drawn
    return drawn._replace(elements=Elements.of((StructElement("Figure", attributes=f"/Alt{string(block.alt)}"),)))


def drawn_picture(block: Drawn, width: float, setting: LayoutContext) -> Fragment:
    """A picture without its words. One that has none is decoration, and its frames have no numbers: numbers are text, and its words stand beside it."""
    look = setting.looks.look(block.style)
    drawing = setting.pictures.get(block.name)
    if drawing is None:
        setting.problem(
            block.place,
            f'there is no picture "{block.name}"',
            f"put {block.name}.svg, .png or .jpg into the folder pictures of your content",
        )
        return NOTHING
    badge = look.badge or PLAIN._replace(colour=look.manner.colour)
    scale, box = _sized(look, drawing, block.described, badge, width, setting)
    wide, high = box.width, box.height
    x = {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[look.align]
    element = 0 if block.described else ARTIFACT
    elements = (StructElement("Figure"),) if block.described else ()
    area = (0.0, -high, wide, 0.0) if block.described else None
    spans: list[Span] = [(element, _moved(box.left, box.head, drawing.operators(drawing.width * scale, drawing.height * scale)))]
    glyphs: dict[Face, frozenset[int]] = {}
    for count, (right, down) in enumerate(box.places, 1):
        disc, digit, shown = in_disc(str(count), badge, block.place, setting)
        spans += [(ARTIFACT, _moved(right, down, disc)), (element, _moved(right, down, digit))]
        glyphs |= dict(shown)
    ink = MarkedContent((tuple(spans),), elements, glyphs=tuple(glyphs.items()), xobject=drawing.drawn(drawing.width * scale), area=area)
    penalty = KEEP if look.keep_with_next else FREE
    strip = Strip(high, (FragmentPart(x, 0, ink, 0, 0, 1),))
    return Fragment((strip,), before=look.before, after=look.after, break_penalty=penalty)


def picture_width(block: Picture, most: float, setting: LayoutContext) -> float:
    """How wide a picture is with so much width; 0 for one that there is not."""
    drawing = setting.pictures.get(block.name)
    look = setting.looks.look(block.style)
    return _sized(look, drawing, bool(block.alt), look.badge or PLAIN, most, setting)[1].width if drawing else 0.0


def _sized(
    look: ComputedStyle, drawing: PictureXObject, described: bool, badge: BadgeStyle, width: float, setting: LayoutContext
) -> tuple[float, NumberedBox]:
    """The scale of a picture, and its box with the numbers of its frames, if it is ``described``."""
    most = (min(look.width or width, width), min(look.height or setting.max_image_height, setting.max_image_height))
    natural, corners = (drawing.width, drawing.height), drawing.corners if described else ()
    scale = fitting(natural, corners, badge.size, badge.gap, most)
    if not (look.width or look.height):
        scale = min(1.0, scale)
    return scale, numbered(natural, corners, badge.size, badge.gap, scale)


def _moved(right: float, down: float, operators: str) -> str:
    return f"q 1 0 0 1 {number(right)} {number(-down)} cm {operators} Q" if right or down else operators
