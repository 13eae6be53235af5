"""What every kind of block needs to be set: looks, fonts, a pen, pictures, and a way to set the blocks inside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehabpress.markup.blocks import Block
from rehabpress.pdf.drawing import Drawing
from rehabpress.pdf.fonts import Face, Fonts
from rehabpress.pdf.fragment import Fragment
from rehabpress.pdf.look import Looks, Manner
from rehabpress.pdf.pen import Pen
from rehabpress.problems import Place, Problem


@dataclass(slots=True)
class Setting:
    """Passed to the functions that set one kind of block. ``problems`` grows while they work."""

    looks: Looks
    fonts: Fonts
    pictures: Mapping[str, Drawing]
    tallest: float
    """No picture is higher than this, in points."""
    room: float
    """The height of a page between its margins, without its footer."""
    set: Callable[[Block, float], Fragment]
    """Sets a block in a width, in points."""
    setter: Callable[[Block], Callable[[Any, float, Setting], Fragment]]
    """What sets a block of that kind."""
    pen: Pen = field(default_factory=Pen)
    problems: list[Problem] = field(default_factory=list)

    def face(self, manner: Manner) -> Face:
        """The face of a manner."""
        return self.fonts.face(manner.face)

    def problem(self, place: Place, what: str, hint: str = "") -> None:
        """Note something that is wrong and go on."""
        self.problems.append(Problem(place, what, hint))
