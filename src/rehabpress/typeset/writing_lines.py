"""Lines to write on by hand, as decoration."""

from __future__ import annotations

from rehabpress.markup.blocks import WriteIn
from rehabpress.typeset.computed_style import Border
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent

_LINE = 0.75


def write_in(block: WriteIn, width: float, setting: LayoutContext) -> Fragment:
    """The lines, each at the foot of its room, which is the leading of the style."""
    look = setting.looks.look(block.style)
    edge = Border(look.height or _LINE, look.manner.colour)
    for n in range(1, block.lines + 1):
        setting.pen.edge(edge, 0, n * look.leading - edge.width / 2, min(look.width or width, width), n * look.leading - edge.width / 2)
    ink = MarkedContent((((ARTIFACT, setting.pen.take()),),), ())
    return Fragment((Strip(block.lines * look.leading, (FragmentPart(0, 0, ink, 0, 0, 1),)),), before=look.before, after=look.after)
