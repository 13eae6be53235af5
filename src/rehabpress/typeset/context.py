"""What every kind of block needs to be set: looks, fonts, a pen, pictures, and a way to set the blocks inside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehabpress.markup.blocks import Block
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.support.problems import Place, Problem
from rehabpress.typeset.canvas import RecordingCanvas
from rehabpress.typeset.computed_style import StyleResolver, TextStyle
from rehabpress.typeset.fragment import Fragment
from rehabpress.typeset.text.fonts import Face, Fonts


@dataclass(slots=True)
class LayoutContext:
    """Passed to the functions that set one kind of block. ``problems`` grows while they work."""

    looks: StyleResolver
    fonts: Fonts
    pictures: Mapping[str, PictureXObject]
    max_image_height: float
    """No picture is higher than this, in points."""
    page_height: float
    """The height of a page between its margins, without its footer."""
    layout: Callable[[Block, float], Fragment]
    """Sets a block in a width, in points."""
    layouter: Callable[[Block], Callable[[Any, float, LayoutContext], Fragment]]
    """What sets a block of that kind."""
    pen: RecordingCanvas = field(default_factory=RecordingCanvas)
    problems: list[Problem] = field(default_factory=list)

    @property
    def one_strip(self) -> float:
        """Up to this height, what is kept together is one strip: it leaves room on a page for a heading that is kept with it."""
        return self.page_height / 2

    def face(self, manner: TextStyle) -> Face:
        """The face of a manner."""
        return self.fonts.face(manner.face)

    def problem(self, place: Place, what: str, hint: str = "") -> None:
        """Note something that is wrong and go on."""
        self.problems.append(Problem(place, what, hint))
