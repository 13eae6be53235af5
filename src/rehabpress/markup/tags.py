"""The tags of a layout, each declared once: this gives the parser, its checks and the reference page.

The words and the nesting are HTML's where HTML has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class TagKind(Enum):
    """What the value of an attribute is."""

    TEXT = "text"
    CLASS = "a class of the theme"
    LANGUAGE = "a language"
    PARTS = "a row of numbers"
    PARTS_OR_FIT = "a row of numbers, or fit"
    COUNT = "a whole number"
    NUMBER = "a number of boxes"
    ADDRESS = "an address"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag. An optional one, where it is written, must say something too."""

    name: str
    kind: TagKind
    means: str
    required: bool = False
    may_be_empty: bool = False


class Holds(Enum):
    """What may stand inside a tag."""

    NOTHING = auto()
    TEXT = auto()
    BLOCKS = auto()
    EITHER = auto()
    """Text, or blocks, but not both at once."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. ``children`` are the tags that may stand directly inside it."""

    name: str
    means: str
    example: str
    holds: Holds
    children: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    styled: bool = False
    """Whether the theme must say how it looks. Other tags without a style of their own look as the theme's ``base`` does."""
    may_be_empty: bool = False
    only_in: str = ""
    """The tag that it must stand in, at any depth."""
    below: tuple[str, ...] = ()
    """When not empty: only these tags may stand in it, at any depth."""

    def attribute(self, name: str) -> Attribute | None:
        """The declaration of one attribute."""
        return next((a for a in self.attributes if a.name == name), None)


INLINE = ("strong", "em", "a", "span", "br", "page-number", "page-count", "running")
"""What stands in a line of text."""

_PLAIN = ("h1", "h2", "h3", "p", "ul", "ol", "table", "img", "ticks", "write-in", "qr", "hr")
_FLOW = (*_PLAIN, "header", "section", "aside", "columns")
_SMALL = ("p", "ul", "ol", "img", "ticks", "write-in", "qr")

_CLASS = Attribute("class", TagKind.CLASS, "Its style in the theme: `tag.class`.")
_WIDTHS = Attribute(
    "widths",
    TagKind.PARTS_OR_FIT,
    "The widths of the columns as parts of the whole, or `fit`: one of pictures is as wide as they are and has that from the column after it, "
    "one of text and boxes is as wide as its longest line; left out: all the same.",
)
_COLUMN_WIDTHS = Attribute(
    "widths",
    TagKind.PARTS_OR_FIT,
    "The widths of the columns as parts of the whole, or `fit` for one that is as wide as its picture, or without one as its longest line; left out: all the same.",
)
_RUNNING = Attribute(
    "running", TagKind.TEXT, "What `running` in the footer prints, up to the next page break that says something else.", may_be_empty=True
)
_LABEL = Attribute(
    "label", TagKind.TEXT, "A number or letter drawn in the theme's badge before the heading. It is read as part of the heading."
)


def _heading(level: int, means: str, example: str) -> Tag:
    return Tag(f"h{level}", means, example, Holds.TEXT, INLINE, (_LABEL, _CLASS), styled=True)


_ALL = (
    Tag(
        "document",
        "The whole document, the outermost tag.",
        '<document title="{{ handout.title }}" lang="{{ handout.language }}" author="{{ handout.clinic.name }}">\n  …\n</document>',
        Holds.BLOCKS,
        ("footer", *_FLOW, "page-break"),
        (
            Attribute("title", TagKind.TEXT, "The title of the PDF.", required=True),
            Attribute("lang", TagKind.LANGUAGE, "The language of the text, as in `en-GB`.", required=True),
            Attribute("author", TagKind.TEXT, "The author of the PDF."),
            _RUNNING,
            Attribute(
                "edge",
                TagKind.TEXT,
                "A name, or a number: two letters of it stand in a tab at the right edge of each page, from A at the top to Z, so that a stack can be "
                "sorted by them. The style of the tab is `edge`. It is decoration, so the name must stand on the page too.",
                may_be_empty=True,
            ),
            Attribute(
                "numbering",
                TagKind.TEXT,
                "A name: the documents of one paper that have the same one count their pages together, apart from the others. A page that stays in the "
                "clinic is none of the patient's pages.",
                may_be_empty=True,
            ),
        ),
    ),
    Tag(
        "footer",
        "Stands at the foot of every page. Written once, before everything else. Screen readers skip it, so what it says must stand on the page too.",
        "<footer>\n  <p>{{ handout.title }}, <page-number/> / <page-count/></p>\n</footer>",
        Holds.BLOCKS,
        ("p", "columns", "img", "hr"),
        (_CLASS,),
        below=("p", "columns", "column", "img", "hr", *INLINE),
    ),
    Tag(
        "header",
        "Introduces the document or a section, as a letterhead does.",
        "<header>\n  <p>{{ handout.clinic.name }}</p>\n</header>",
        Holds.BLOCKS,
        tuple(name for name in _FLOW if name != "header"),
        (_CLASS,),
    ),
    Tag(
        "section",
        "Blocks that belong together. The theme may give them a ground, lines and padding, and keep them on one page.",
        '<section class="card">\n  <h3>{{ card.name }}</h3>\n  <p>{{ card.goal }}</p>\n</section>',
        Holds.BLOCKS,
        _FLOW,
        (_CLASS,),
    ),
    Tag(
        "aside",
        "A section beside the main thread: a warning, a remark.",
        '<aside class="warning">\n  <p>{{ card.stop }}</p>\n</aside>',
        Holds.BLOCKS,
        _FLOW,
        (_CLASS,),
    ),
    _heading(1, "The title of the page. There is exactly one, and it is the first heading.", "<h1>{{ handout.title }}</h1>"),
    _heading(2, "A heading. The PDF's bookmarks are made of headings.", '<h2>{{ label("plan_at_a_glance") }}</h2>'),
    _heading(3, "A heading below an `h2`. No level may be left out.", '<h3 label="{{ card.number }}">{{ card.name }}</h3>'),
    Tag("p", "A paragraph.", "<p>{{ card.start }}</p>", Holds.TEXT, INLINE, (_CLASS,), styled=True),
    Tag(
        "ul",
        "A list whose order does not matter.",
        "<ul>\n  {% for mistake in card.mistakes %}\n    <li>{{ mistake }}</li>\n  {% endfor %}\n</ul>",
        Holds.BLOCKS,
        ("li",),
        (_CLASS,),
        styled=True,
    ),
    Tag(
        "ol",
        "A list whose order matters.",
        "<ol>\n  {% for step in card.steps %}\n    <li>{{ step }}</li>\n  {% endfor %}\n</ol>",
        Holds.BLOCKS,
        ("li",),
        (_CLASS,),
        styled=True,
    ),
    Tag(
        "li",
        "An item of a list. Text directly in it is set as a paragraph of the style `li`.",
        "<li>{{ step }}</li>",
        Holds.EITHER,
        (*INLINE, *_SMALL),
        (_CLASS,),
    ),
    Tag(
        "table",
        "A table. Every row has the same number of columns, and at least one cell is a `th`.",
        '<table widths="2 1">\n  <thead>\n    <tr>\n      <th>…</th>\n      <th>…</th>\n    </tr>\n  </thead>\n  <tbody>…</tbody>\n</table>',
        Holds.BLOCKS,
        ("thead", "tbody", "tr"),
        (_WIDTHS, _CLASS),
        styled=True,
    ),
    Tag(
        "thead",
        "The head of a table. It stands first and is repeated on each page.",
        "<thead>\n  <tr>…</tr>\n</thead>",
        Holds.BLOCKS,
        ("tr",),
    ),
    Tag("tbody", "The rows of a table. May be left out.", "<tbody>\n  <tr>…</tr>\n</tbody>", Holds.BLOCKS, ("tr",)),
    Tag("tr", "A row of a table.", "<tr>\n  <th>{{ card.name }}</th>\n  <td>{{ card.text.often }}</td>\n</tr>", Holds.BLOCKS, ("th", "td")),
    Tag(
        "th",
        "A cell that says what its column (in `thead`) or its row is about. Text directly in it is set as a paragraph of the style `th`.",
        '<th>{{ label("hold") }}</th>',
        Holds.EITHER,
        (*INLINE, *_SMALL),
        (Attribute("colspan", TagKind.COUNT, "How many columns it covers."), _CLASS),
    ),
    Tag(
        "td",
        "A cell. May be empty. Text directly in it is set as a paragraph of the style `td`.",
        "<td>{{ card.text.hold }}</td>",
        Holds.EITHER,
        (*INLINE, *_SMALL),
        (Attribute("colspan", TagKind.COUNT, "How many columns it covers."), _CLASS),
        may_be_empty=True,
    ),
    Tag(
        "img",
        "A picture.",
        '<img name="{{ card.id }}" alt="{{ card.picture }}"/>',
        Holds.NOTHING,
        (),
        (
            Attribute("name", TagKind.TEXT, "The id of the picture: that of an exercise, or a file of `pictures/`.", required=True),
            Attribute(
                "alt",
                TagKind.TEXT,
                'What it shows, for a person who does not see it. `alt=""` says that it is decoration.',
                required=True,
                may_be_empty=True,
            ),
            _CLASS,
        ),
    ),
    Tag(
        "columns",
        "Columns side by side. They are read one after the other.",
        '<columns widths="2 1">\n  <column>…</column>\n  <column>…</column>\n</columns>',
        Holds.BLOCKS,
        ("column",),
        (_COLUMN_WIDTHS, _CLASS),
    ),
    Tag(
        "column",
        "One of several columns. May be empty. Text directly in it is set as a paragraph of the style `column`.",
        "<column>\n  <p>{{ handout.date_text }}</p>\n</column>",
        Holds.EITHER,
        (*INLINE, *(name for name in _FLOW if name != "columns")),
        (_CLASS,),
        may_be_empty=True,
    ),
    Tag(
        "ticks",
        "Boxes to tick by hand. In the PDF they are a figure: a screen reader says how many there are, and of which day.",
        '<ticks count="2" open="1" alt="{{ label("boxes", n=3) }}"/>',
        Holds.NOTHING,
        (),
        (
            Attribute("count", TagKind.NUMBER, "How many boxes. With `0` and nothing open it is struck out: a line across.", required=True),
            Attribute("open", TagKind.NUMBER, "How many more that may stay empty; their lines are dashed."),
            Attribute("alt", TagKind.TEXT, "How many there are and what for, for a person who does not see them.", required=True),
            _CLASS,
        ),
        styled=True,
    ),
    Tag(
        "write-in",
        "Lines to write on by hand. Decoration: say before it what to write.",
        '<write-in lines="2"/>',
        Holds.NOTHING,
        (),
        (Attribute("lines", TagKind.COUNT, "How many; left out: one."), _CLASS),
        styled=True,
    ),
    Tag(
        "qr",
        "An address as a QR code. Print the address in words beside it, as a link: not everybody has a camera.",
        '<qr href="{{ link.url }}" alt="{{ link.words }}"/>',
        Holds.NOTHING,
        (),
        (
            Attribute("href", TagKind.ADDRESS, "The address.", required=True),
            Attribute("alt", TagKind.TEXT, "What it leads to, for a person who does not see it.", required=True),
            _CLASS,
        ),
        styled=True,
    ),
    Tag("hr", "A line across. Decoration.", "<hr/>", Holds.NOTHING, (), (_CLASS,), styled=True),
    Tag("page-break", "What follows begins on a new page.", "<page-break/>", Holds.NOTHING, (), (_RUNNING,)),
    Tag("page-number", "The number of this page. Only in a footer.", "<page-number/>", Holds.NOTHING, only_in="footer"),
    Tag("page-count", "The number of pages. Only in a footer.", "<page-count/>", Holds.NOTHING, only_in="footer"),
    Tag(
        "running",
        "What this part of the document is called, as a page break or the document says. Only in a footer.",
        "<running/>",
        Holds.NOTHING,
        only_in="footer",
    ),
    Tag("strong", "Text of importance.", "<strong>{{ card.text.amount }}</strong>", Holds.TEXT, INLINE, (_CLASS,), styled=True),
    Tag("em", "Stressed text.", "<em>{{ card.goal }}</em>", Holds.TEXT, INLINE, (_CLASS,), styled=True),
    Tag(
        "a",
        "A link.",
        '<a href="{{ source.url }}">{{ source.text }}</a>',
        Holds.TEXT,
        INLINE,
        (Attribute("href", TagKind.ADDRESS, "Where it leads: `https:`, `http:`, `mailto:` or `tel:`.", required=True), _CLASS),
        styled=True,
    ),
    Tag(
        "span",
        "Text in another manner (`class`) or in another language (`lang`).",
        '<span lang="de">Guten Tag</span>',
        Holds.TEXT,
        INLINE,
        (Attribute("lang", TagKind.LANGUAGE, "The language of the text, as in `en-GB`."), _CLASS),
    ),
    Tag("br", "A line break within a paragraph.", "{{ line }}<br/>", Holds.NOTHING),
)

TAGS: Mapping[str, Tag] = {tag.name: tag for tag in _ALL}
"""Every tag by its name, in the order of the reference page."""
