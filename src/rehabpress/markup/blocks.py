"""The block types of a parsed document: frozen values that ``typeset`` sets.

Blocks compare by what they say; ``place`` (where the template wrote them) takes no part in it, so equal content is one key of a memo; each keeps its hash (``content_hash``).
``style`` is a name of the theme: the tag, or the tag and a class, as in ``p`` or ``p.message``. A tag alone may be missing from the theme; it
looks as ``base`` does. Text directly in a cell, item or column is a paragraph of that cell's own style, and the box is the cell's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rehabpress.support.memo import hashed_once
from rehabpress.support.problems import Place


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner. ``style`` is empty for the manner of the paragraph, else ``strong``, ``em``, ``span.x`` or ``a``."""

    text: str
    style: str = ""
    href: str | None = None
    """The target of a link: an address with its scheme (https:, mailto:, tel:)."""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A line break within a paragraph."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page this stands on. Only in a footer."""

    style: str = ""


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages the document has. Only in a footer."""

    style: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """What the part of the document that this page belongs to is called. Only in a footer."""

    style: str = ""


Inline = Run | Break | PageNumber | PageCount | Running


@hashed_once
@dataclass(frozen=True, slots=True)
class Block:
    """Anything that takes up height on a page."""

    style: str
    place: Place = field(compare=False, repr=False)
    content_hash: int | None = field(default=None, init=False, compare=False, repr=False)


@hashed_once
@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph (``p``)."""

    content: tuple[Inline, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading (``h1`` to ``h3``). ``label`` is drawn before it in the theme's badge, as the number of an exercise is; it is part of the heading."""

    level: int
    content: tuple[Inline, ...]
    label: str | None = None


@hashed_once
@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list (``li``): blocks one under the other."""

    style: str
    place: Place = field(compare=False, repr=False)
    content_hash: int | None = field(default=None, init=False, compare=False, repr=False)
    blocks: tuple[Block, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list (``ul``, ``ol``)."""

    ordered: bool
    items: tuple[Item, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: ``th`` when ``header``."""

    style: str
    place: Place = field(compare=False, repr=False)
    content_hash: int | None = field(default=None, init=False, compare=False, repr=False)
    header: bool
    blocks: tuple[Block, ...]
    columns: int = 1


@hashed_once
@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table. ``head`` repeats on each page; a ``th`` in ``rows`` heads its row. ``widths`` are parts of the whole, one a column."""

    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A picture (``img``) by its id, with what it shows. ``alt`` empty: decoration."""

    name: str
    alt: str


@hashed_once
@dataclass(frozen=True, slots=True)
class Section(Block):
    """Blocks that belong together (``section``, ``aside``, ``header``): the style may give them a ground, lines, padding, and keep them whole."""

    tag: str
    blocks: tuple[Block, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class Columns(Block):
    """Sections side by side (``columns`` of ``column``), read one after the other. ``widths`` are parts of the whole, 0 for one as wide as its picture."""

    widths: tuple[float, ...]
    columns: tuple[Section, ...]


@hashed_once
@dataclass(frozen=True, slots=True)
class HorizontalRule(Block):
    """A line across (``hr``), decoration."""


@hashed_once
@dataclass(frozen=True, slots=True)
class Ticks(Block):
    """Boxes to tick (``ticks``): ``firm`` ones, then ``open`` ones that may stay empty. None of both: struck out, nothing is to be done."""

    firm: int
    open: int
    alt: str


@hashed_once
@dataclass(frozen=True, slots=True)
class WriteIn(Block):
    """Lines to write on (``write-in``), decoration: what to write stands before them."""

    lines: int


@hashed_once
@dataclass(frozen=True, slots=True)
class QrCode(Block):
    """An address for a camera (``qr``). The address stands beside it in words, as a link."""

    href: str
    alt: str


@hashed_once
@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """What follows begins on a new page (``page-break``). ``running`` is what footers from there on call this part of the document."""

    running: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``footer`` stands at the foot of every page and is decoration (what it says stands in ``blocks`` too)."""

    title: str
    language: str
    author: str
    footer: tuple[Block, ...]
    blocks: tuple[Block, ...]
    running: str = ""
    """What the footer calls the part before the first page break."""
    edge: str = ""
    """The name or number whose letters stand in a tab at the right edge of each page, as decoration."""
    numbering: str = ""
    """Documents of one paper in which this is the same count their pages together."""
