"""How pages look: paper, margins, fonts, colours and the styles of all blocks. One YAML file in ``layouts/themes/``.

Lengths inside are points (1/72 inch). A style is looked up by its name (``p.message``) and completed by that of its tag (``p``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from rehabpress.model.base import Content, Id, Text, wrong
from rehabpress.support.colours import tint

_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(mm|cm|pt)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4}


def _length(value: object) -> float:
    if value == 0:
        return 0.0
    if isinstance(value, str) and (found := _LENGTH.fullmatch(value)):
        return float(found[1]) * _POINTS[found[2]]
    if isinstance(value, str) and _LENGTH.fullmatch(value.removeprefix("-")):
        raise wrong(f'"{value}" is less than nothing', "write a length of 0 or more: text would stand on text, or outside of the page")
    raise wrong(f'"{value}" is not a length', "write a number with a unit: 12 pt, 5 mm")


def _number(value: object) -> object:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


Length = Annotated[
    float,
    PlainValidator(_length),
    WithJsonSchema(
        {"title": "length", "examples": ["12 pt"], "anyOf": [{"const": 0}, {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}]}
    ),
]
"""A length in points, written with its unit: ``12 pt``, ``5 mm``."""

StyleNumber = Annotated[float, BeforeValidator(_number)]


@dataclass(frozen=True, slots=True)
class OfTheme:
    """Marks a name that must be among the theme's ``colours``."""


Colour = Annotated[str, Field(title="colour of the theme", pattern=r"^[a-z][a-z0-9-]*$", examples=["accent"]), OfTheme()]
"""The name of a colour of the theme."""

Hex = Annotated[str, Field(title="colour", pattern=r"^#[0-9a-fA-F]{6}$", examples=["#14555c"])]


class LineStyle(Content):
    """A line along an edge of a box."""

    width: Length
    colour: Colour
    dashed: Annotated[bool, Field(description="Of dashes, as one along which paper is cut.")] = False


class Badge(Content):
    """The disc that carries the number of a heading or of a picture's frame."""

    size: Annotated[Length, Field(description="Its diameter.")]
    gap: Annotated[Length, Field(description="The space between it and the heading or the picture.")]
    colour: Annotated[Colour, Field(description="The colour of the disc.")]
    text_colour: Annotated[Colour, Field(description="The colour of the number.")]
    text_size: Annotated[Length, Field(description="The size of the number.")]
    ring: Annotated[LineStyle | None, Field(description="A line round the disc.")] = None


class Style(Content):
    """The look of one kind of block. What a style leaves out comes from the style of its tag, then from ``base``."""

    # text
    font: Annotated[Literal["regular", "bold", "italic", "bold-italic"] | None, Field(description="The face of the family.")] = None
    size: Annotated[Length | None, Field(description="The size of the text.")] = None
    leading: Annotated[Length | None, Field(description="From one base line to the next.")] = None
    colour: Annotated[
        Colour | None, Field(description="The colour of the text, of a rule, or of a list's marks if they have none of their own.")
    ] = None
    align: Annotated[Literal["left", "centre", "right"] | None, Field(description="Ragged right is left.")] = None
    measure: Annotated[Length | None, Field(description="No line is longer than this.")] = None
    # place on the page
    before: Annotated[
        Length | None,
        Field(description="Space above; between two blocks the larger of after and before counts; none at the top of a page."),
    ] = None
    after: Annotated[Length | None, Field(description="Space below.")] = None
    keep_together: Annotated[bool | None, Field(description="Not cut across pages unless it is taller than one.")] = None
    keep_with_next: Annotated[bool | None, Field(description="Not the last thing on a page.")] = None
    repeat_heading: Annotated[
        bool | None, Field(description="Where a page begins inside a section, its first heading is drawn again above what goes on.")
    ] = None
    page_share: Annotated[
        StyleNumber | None,
        Field(
            gt=0, le=1, description="A section is at least so high that so many of a page's height: 0.5 is half of what the footer leaves."
        ),
    ] = None
    # box
    padding: Annotated[tuple[Length, Length, Length, Length] | None, Field(description="Space inside: top, right, bottom, left.")] = None
    ground: Annotated[Colour | None, Field(description="The colour behind it.")] = None
    top: Annotated[LineStyle | None, Field(description="A line along the top.")] = None
    right: Annotated[LineStyle | None, Field(description="A line along the right edge.")] = None
    bottom: Annotated[LineStyle | None, Field(description="A line along the bottom.")] = None
    left: Annotated[LineStyle | None, Field(description="A line along the left edge.")] = None
    radius: Annotated[Length | None, Field(description="Rounded corners of the ground.")] = None
    # lists
    mark: Annotated[
        Literal["number", "disc", "cross", "tick", "no-entry", "none"] | None, Field(description="What stands before each item of a list.")
    ] = None
    mark_colour: Annotated[Colour | None, Field(description="The colour of that mark.")] = None
    indent: Annotated[Length | None, Field(description="How far the items stand to the right of their marks' edge.")] = None
    gap: Annotated[Length | None, Field(description="Space between items, between columns, or between the cells of a table.")] = None
    # columns and tables
    stack_below: Annotated[
        Length | None,
        Field(
            description="With less width than this, columns stand one under the other, and so do the cells of each row of a table, "
            "each with the words of its head."
        ),
    ] = None
    align_cuts: Annotated[
        bool | None,
        Field(
            description="Columns that a page may cut in as many places are cut at the same heights: what is shorter gets white below it."
        ),
    ] = None
    row_line: Annotated[LineStyle | None, Field(description="The line between rows.")] = None
    # pictures
    width: Annotated[
        Length | None,
        Field(
            description="The width of a picture or rule; left out: all there is. Of columns: what one as wide as its picture leaves to the others; left out: 108 mm."
        ),
    ] = None
    height: Annotated[Length | None, Field(description="The greatest height of a picture, or the thickness of a rule.")] = None
    # headings
    badge: Annotated[
        Badge | None,
        Field(description="How a heading's label, or the number of each frame of a picture, is drawn. It is not scaled with the picture."),
    ] = None

    def over(self, other: Self) -> Self:
        """This style, completed with what only ``other`` says."""
        mine = {name: value for name in type(self).model_fields if (value := getattr(self, name)) is not None}
        return other.model_copy(update=mine)


class Margins(Content):
    """The empty edges of a page."""

    top: Length
    right: Length
    bottom: Length
    left: Length


Paper = Literal["A4", "A5", "Letter"]
Orientation = Literal["portrait", "landscape"]

PAPERS: Mapping[str, tuple[float, float]] = {
    "A4": (210 * 72 / 25.4, 297 * 72 / 25.4),
    "A5": (148 * 72 / 25.4, 210 * 72 / 25.4),
    "Letter": (612.0, 792.0),
}
"""Width and height in points, upright."""


class Theme(Content):
    """A whole theme."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    description: Annotated[Text, Field(description="What it is for.")]
    extends: Annotated[
        Id | None,
        Field(
            description="The theme that says all that this one leaves out, key by key. Its own name means the theme of that name in the "
            "next folder. `null` takes away what that theme says."
        ),
    ] = None
    paper: Annotated[Paper, Field(description="The paper; a command can ask for another.")]
    orientation: Annotated[Orientation, Field(description="How the paper lies, where the layout leaves it open.")] = "portrait"
    margins: Margins
    narrow_margins: Annotated[
        Margins | None,
        Field(
            description="The margins of a layout that fills its sheet. A theme that changes `margins`, as for paper with a printed "
            "letterhead, gives these too, or takes them away with `null`: then `margins` count for every layout."
        ),
    ] = None
    gutter: Annotated[
        Length,
        Field(description="Room to bind or punch, besides the margin: left on odd pages, right on even ones, as for duplex printing."),
    ] = 0.0
    tight: Annotated[
        dict[str, tuple[Length, ...]],
        Field(
            description="Styles of pictures with the lower heights that they may have instead in a layout with narrow margins, the highest "
            "first: a paper has the highest pictures with which it has the fewest pages.",
            default_factory=dict,
            examples=[{"img.sheet": ["32 mm", "28 mm"]}],
        ),
    ]
    slim: Annotated[
        dict[str, tuple[Length, ...]],
        Field(
            description="Styles of pictures with the widths that they have instead, step by step with the heights of `tight`.",
            default_factory=dict,
            examples=[{"img.row": ["42 mm", "38 mm"]}],
        ),
    ]
    roomy: Annotated[
        dict[str, tuple[Length, ...]],
        Field(
            description="Styles of pictures with the greater heights that they may have instead, the lowest first, where there is room for "
            "them and no page more is needed.",
            default_factory=dict,
            examples=[{"img.sheet": ["40 mm", "48 mm"]}],
        ),
    ]
    cut: Annotated[
        tuple[str, ...],
        Field(
            description="Styles of sections with `keep_together` that are cut all the same, in a layout with narrow margins, where that "
            "saves a page or fills one.",
            default=(),
            examples=[["section.sheet-card"]],
        ),
    ]
    font: Annotated[Text, Field(description="A font family: Source Sans 3, Noto Sans, Open Sans.")]
    figures: Annotated[
        Literal["colour", "lines"],
        Field(description="How figures, and pictures and logos in SVG, are drawn: in colour, or as black lines without fills."),
    ] = "colour"
    smallest: Annotated[Length, Field(description="No text is smaller than this.")]
    colours: Annotated[dict[Colour, Hex], Field(description="The colours by name. ink is that of text, paper that behind it.")]
    styles: Annotated[
        dict[str, Style],
        Field(
            description="Styles by tag (p) or tag and class (p.message); base completes them all; strong, em, a and span.x are manners of text."
        ),
    ]

    def __hash__(self) -> int:
        """Of some of what it says; two themes are equal when they say all the same."""
        return hash((self.id, self.paper, self.orientation))

    def style(self, name: str) -> Style:
        """The style of that name, complete. Raises ``KeyError`` for a name that the theme does not have and whose tag is not in it either."""
        tag = name.partition(".")[0]
        found = self.styles[name]
        if tag != name and tag in self.styles:
            found = found.over(self.styles[tag])
        return found.over(self.styles["base"])

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper in points, as it lies."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.orientation == "landscape" else (width, height)

    @property
    def stacked(self) -> frozenset[str]:
        """The classes of columns that stand one under the other even where they have the width of the page."""
        width = self.page[0] - self.margins.left - self.margins.right - self.gutter
        classes = [name.partition(".")[2] for name in self.styles if name.startswith("columns.")]
        return frozenset([name for name in classes if width < (self.style(f"columns.{name}").stack_below or 0)])

    def accented(self, colour: str | None) -> Self:
        """The same theme in the colour of a clinic, where it has an accent; one in black lines as it is."""
        if colour is None or self.figures == "lines":
            return self
        own = {"accent": colour, "accent-ground": tint(colour)}
        return self.model_copy(update={"colours": {name: own.get(name, value) for name, value in self.colours.items()}})

    def narrow(self) -> Self:
        """The same theme with its narrow margins, where it has them."""
        return self.model_copy(update={"margins": self.narrow_margins}) if self.narrow_margins else self

    def by_height(self) -> tuple[Self, ...]:
        """The same theme with each of the greater heights of ``roomy``, itself, and with each of the lower heights of ``tight`` and widths of ``slim``:
        the largest pictures first.
        """
        return (*reversed(self._resized(self.roomy, {})), self, *self._resized(self.tight, self.slim))

    def cutting(self) -> tuple[Self, ...]:
        """As ``by_height``, without keeping together the sections of ``cut``; nothing where there are none."""
        apart = {name: self.styles[name].model_copy(update={"keep_together": False}) for name in self.cut if name in self.styles}
        return self.model_copy(update={"styles": {**self.styles, **apart}}).by_height() if apart else ()

    def _resized(self, heights: Mapping[str, Sequence[float]], widths: Mapping[str, Sequence[float]]) -> tuple[Self, ...]:
        """The same theme with the first of those heights and widths, with the second, and so on; of a shorter list the last stays."""
        out = []
        for step in range(max(map(len, (*heights.values(), *widths.values())), default=0)):
            styles = dict(self.styles)
            for key, sizes in (("height", heights), ("width", widths)):
                for name, each in sizes.items():
                    if each and name in styles:
                        styles[name] = styles[name].model_copy(update={key: each[min(step, len(each) - 1)]})
            out.append(self.model_copy(update={"styles": styles}))
        return tuple(out)

    def on(self, paper: Paper | None = None, orientation: Orientation | None = None) -> Self:
        """The same theme on another paper, or on paper that lies otherwise."""
        return self.model_copy(update={"paper": paper or self.paper, "orientation": orientation or self.orientation})
