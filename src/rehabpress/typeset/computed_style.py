"""How a block looks: a style of the theme with nothing left open, colours as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rehabpress.model.theme import Badge, LineStyle, Style, Theme

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""


class Border(NamedTuple):
    """A line along an edge."""

    width: float
    colour: Rgb
    dashed: bool = False


class BadgeStyle(NamedTuple):
    """The disc before a heading."""

    size: float
    gap: float
    colour: Rgb
    text_colour: Rgb
    text_size: float
    ring: Border | None = None


class TextStyle(NamedTuple):
    """How a stretch of text looks."""

    face: str
    size: float
    colour: Rgb


class Padding(NamedTuple):
    """The space inside a box."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0


@dataclass(frozen=True, slots=True, eq=False)
class ComputedStyle:
    """A style, complete. Lengths in points. ``StyleResolver`` makes each once, so that looks are the same when they are one."""

    manner: TextStyle
    leading: float
    align: str
    measure: float | None
    before: float
    after: float
    keep_together: bool
    keep_with_next: bool
    repeat_heading: bool
    page_share: float
    padding: Padding
    ground: Rgb | None
    top: Border | None
    right: Border | None
    bottom: Border | None
    left: Border | None
    radius: float
    mark: str
    mark_colour: Rgb
    indent: float
    gap: float
    stack_below: float
    align_cuts: bool
    row_line: Border | None
    width: float | None
    height: float | None
    badge: BadgeStyle | None

    @property
    def boxed(self) -> bool:
        """Whether anything is drawn behind or around it."""
        return bool(self.ground or self.top or self.right or self.bottom or self.left)


class StyleResolver:
    """The looks of one theme by the names of its styles. The theme has been checked: its colours are there, and its base is complete."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._varying = {*theme.tight, *theme.slim, *theme.roomy, *theme.cut}
        self._looks: dict[str, ComputedStyle] = {}
        self._manners: dict[tuple[str, TextStyle], TextStyle] = {}
        self.asked_varying = False
        """Whether a look was asked for that the theme has in another form too, with another height or cut. Whoever wants to know takes it back before."""

    def look(self, name: str) -> ComputedStyle:
        """The look of a block. A tag that the theme says nothing about looks as its ``base`` does."""
        if self._varying and not self._varying.isdisjoint((name, name.partition(".")[0], "base")):
            self.asked_varying = True
        if name not in self._looks:
            self._looks[name] = self._completed(self._own(name).over(self._theme.styles["base"]))
        return self._looks[name]

    def manner(self, name: str, within: TextStyle) -> TextStyle:
        """The look of a stretch of text (``strong``) inside text that looks like ``within``: only what its style says is different."""
        if not name:
            return within
        key = (name, within)
        if key not in self._manners:
            style = self._own(name)
            self._manners[key] = TextStyle(
                _both(style.font, within.face),
                within.size if style.size is None else style.size,
                within.colour if style.colour is None else self._colour(style.colour),
            )
        return self._manners[key]

    def _own(self, name: str) -> Style:
        """A style and that of its tag, without ``base``."""
        styles, tag = self._theme.styles, name.partition(".")[0]
        by_tag = styles.get(tag, Style())
        return by_tag if name == tag else styles[name].over(by_tag)

    def _colour(self, name: str) -> Rgb:
        digits = self._theme.colours[name]
        red, green, blue = (round(int(digits[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))
        return red, green, blue

    def _edge(self, line: LineStyle | None) -> Border | None:
        return Border(line.width, self._colour(line.colour), line.dashed) if line else None

    def _disc(self, badge: Badge) -> BadgeStyle:
        colour, text_colour = self._colour(badge.colour), self._colour(badge.text_colour)
        return BadgeStyle(badge.size, badge.gap, colour, text_colour, badge.text_size, self._edge(badge.ring))

    def _completed(self, style: Style) -> ComputedStyle:
        size = style.size or 12.0
        colour = self._colour(style.colour or "ink")
        return ComputedStyle(
            manner=TextStyle(style.font or "regular", size, colour),
            leading=style.leading or size * 1.35,
            align=style.align or "left",
            measure=style.measure,
            before=style.before or 0.0,
            after=style.after or 0.0,
            keep_together=bool(style.keep_together),
            keep_with_next=bool(style.keep_with_next),
            repeat_heading=bool(style.repeat_heading),
            page_share=style.page_share or 0.0,
            padding=Padding(*style.padding) if style.padding else Padding(),
            ground=self._colour(style.ground) if style.ground else None,
            top=self._edge(style.top),
            right=self._edge(style.right),
            bottom=self._edge(style.bottom),
            left=self._edge(style.left),
            radius=style.radius or 0.0,
            mark=style.mark or "none",
            mark_colour=self._colour(style.mark_colour) if style.mark_colour else colour,
            indent=style.indent or 0.0,
            gap=style.gap or 0.0,
            stack_below=style.stack_below or 0.0,
            align_cuts=bool(style.align_cuts),
            row_line=self._edge(style.row_line),
            width=style.width,
            height=style.height,
            badge=self._disc(style.badge) if style.badge else None,
        )


def _both(font: str | None, within: str) -> str:
    """The face of bold text in an italic paragraph is bold and italic."""
    if font is None or font == within:
        return within
    return "bold-italic" if {font, within} <= {"bold", "italic", "bold-italic"} else font
