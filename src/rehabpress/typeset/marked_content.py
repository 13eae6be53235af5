"""What is drawn, line by line, and the structure elements that claim it. It belongs to no document and to no page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from rehabpress.pictures.xobject import XObject
from rehabpress.typeset.text.fonts import Face

ARTIFACT = -1
"""In place of an element: decoration."""


class StructElement(NamedTuple):
    """A structure element. ``parent`` is an index into the same fragment's elements, or -1."""

    role: str
    parent: int = -1
    attributes: str = ""
    """The rest of its dictionary, as PDF writes it."""
    inline: bool = False
    """Whether its place among its parent's content is where it is first drawn, as that of a link is."""


class LinkAnnotation(NamedTuple):
    """A link: line of the ink, left and right edge, bottom and top above the ink's origin."""

    line: int
    left: float
    bottom: float
    right: float
    top: float
    element: int
    href: str
    text: str


class Bookmark(NamedTuple):
    """An entry of the outline."""

    level: int
    title: str


REPEATED = "/Artifact<</Type/Pagination>>BDC"
"""How text opens that is read elsewhere: a table's head on its later pages, the footer."""

Span = tuple[int, str]
"""Operators and the element that claims them."""


@dataclass(frozen=True, slots=True, eq=False)
class MarkedContent:
    """Something drawn: the lines of a paragraph, or one line that is a picture or a rule.

    ``head`` and ``tail`` stand around whatever lines are taken (``BT`` and ``ET``, with the font).
    """

    lines: tuple[tuple[Span, ...], ...]
    elements: tuple[StructElement, ...]
    """The roles that the marks name; the numbers in ``lines`` are indexes into it."""
    head: str = ""
    tail: str = ""
    links: tuple[LinkAnnotation, ...] = ()
    glyphs: tuple[tuple[Face, frozenset[int]], ...] = ()
    xobject: XObject | None = None
    bookmark: Bookmark | None = None
    area: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top of a picture that is a figure."""
    artifact: str = "/Artifact BMC"
    """What opens a stretch that no element claims."""
    whole: tuple[str, tuple[int, ...]] = field(init=False)
    """All lines: operators with ``%d`` for each number of marked content, and the elements that claim them."""
    plain: bool = field(init=False)
    """Whether it is nothing but text and lines."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", self._some(0, len(self.lines)))
        object.__setattr__(self, "plain", not (self.links or self.xobject or self.bookmark or self.area))

    def drawn(self, start: int, stop: int) -> tuple[str, tuple[int, ...]]:
        """The operators of some lines. Neighbours that one element claims share a mark."""
        return self.whole if stop - start == len(self.lines) else self._some(start, stop)

    def _some(self, start: int, stop: int) -> tuple[str, tuple[int, ...]]:
        out, marks = [self.head] if self.head else [], []
        owner: int | None = None
        for line in self.lines[start:stop]:
            for element, operators in line:
                if element != owner:
                    if owner is not None:
                        out.append("EMC")
                    if element == ARTIFACT:
                        out.append(self.artifact)
                    else:
                        out.append(f"/{self.elements[element].role}<</MCID %d>>BDC")
                        marks.append(element)
                    owner = element
                out.append(operators)
        if owner is not None:
            out.append("EMC")
        if self.tail:
            out.append(self.tail)
        return "\n".join(out), tuple(marks)

    def blank(self) -> MarkedContent:
        """What nothing is left of but the elements that claim its lines."""
        lines = tuple([tuple([(element, "") for element, _ in line]) for line in self.lines])
        return MarkedContent(lines, self.elements, artifact=self.artifact)

    def repeated(self) -> MarkedContent:
        """The same drawn as decoration, because it is read elsewhere. Links and bookmarks are left out."""
        lines = tuple([tuple([(ARTIFACT, operators) for _, operators in line]) for line in self.lines])
        return MarkedContent(lines, (), self.head, self.tail, glyphs=self.glyphs, xobject=self.xobject, artifact=REPEATED)
