"""Builds blocks from a checked tree of tags, with the checks that need a whole block: text, rows, columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rehabpress.markup.attributes import FIT, is_blank, parts
from rehabpress.markup.blocks import (
    Block,
    Columns,
    Document,
    Heading,
    HorizontalRule,
    Item,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    Section,
    Ticks,
    WriteIn,
)
from rehabpress.markup.inline import inline, says_something
from rehabpress.markup.table import Grid, cells_of, row_problems
from rehabpress.markup.tags import INLINE, Holds
from rehabpress.markup.tree import Element
from rehabpress.support.problems import Problem

Reporter = Callable[[Problem], None]


def build(root: Element, report: Reporter, *, whole: bool) -> Document:
    """The document of a tree whose root is ``document``. Right only if nothing was reported.

    ``whole`` says that no tag is missing from the tree, so that the order of its headings can be judged.
    """
    return BlockBuilder(report, whole=whole).document(root)


class BlockBuilder:
    """Makes blocks of elements. What ``prepare`` has made of an element is used again wherever it stands."""

    def __init__(self, report: Reporter, *, whole: bool) -> None:
        self.report = report
        self.whole = whole
        self.level = 0  # of the last heading
        self.kinds: Mapping[str, Callable[[Element], Block]] = {
            "p": self._paragraph,
            "h1": self._heading,
            "h2": self._heading,
            "h3": self._heading,
            "ul": self._items,
            "ol": self._items,
            "table": self._table,
            "img": self._picture,
            "header": self._section,
            "section": self._section,
            "aside": self._section,
            "columns": self._columns,
            "hr": lambda e: HorizontalRule(e.style, e.place),
            "ticks": lambda e: Ticks(
                e.style, e.place, int(e.attributes.get("count", "0")), int(e.attributes.get("open", "0")), e.attributes.get("alt", "")
            ),
            "write-in": lambda e: WriteIn(e.style, e.place, int(e.attributes.get("lines", "1"))),
            "qr": lambda e: QrCode(e.style, e.place, e.attributes.get("href", ""), e.attributes.get("alt", "")),
            "page-break": lambda e: PageBreak(e.style, e.place, e.attributes.get("running", "")),
        }

    def prepare(self, element: Element) -> None:
        """Make what can be made of an element alone, when the same was done for those in it. Good only if nothing was reported."""
        name = element.tag.name
        if name in self.kinds:
            element.block = self.kinds[name](element)
        elif name == "footer":
            element.blocks = self._footer(element)
        elif name == "tr":
            element.cells = cells_of(element, self._either, self.report)
        elif element.tag.holds is Holds.EITHER:
            element.blocks = self._either(element)

    def document(self, root: Element) -> Document:
        """The document of a tree."""
        footer: tuple[Block, ...] = ()
        blocks: list[Block] = []
        for number, child in enumerate(_tags(root)):
            if child.tag.name == "footer":
                if number:
                    hint = "there is one footer" if footer else "the footer stands on every page, so write it before everything else"
                    self._problem(child, "<footer> is not the first tag of <document>", hint)
                footer = self._footer(child)
            else:
                blocks.append(self._block(child))
        if not blocks and not root.broken:
            self._problem(root, "<document> is empty", "write its blocks")
        elif not self.level and self.whole:
            self._problem(root, "<document> has no <h1>", "give it a title: PDF readers and screen readers need one")
        text = root.attributes
        return Document(
            text.get("title", ""),
            text.get("lang", ""),
            text.get("author", ""),
            footer,
            tuple(blocks),
            text.get("running", ""),
            text.get("edge", ""),
            text.get("numbering", ""),
        )

    def _footer(self, element: Element) -> tuple[Block, ...]:
        self._not_empty(element)
        return self._blocks(element)

    def _block(self, element: Element) -> Block:
        return element.block or self.kinds[element.tag.name](element)

    def _blocks(self, element: Element) -> tuple[Block, ...]:
        return tuple([self._block(child) for child in _tags(element) if child.tag.name not in INLINE])

    def _paragraph(self, element: Element) -> Paragraph:
        content = inline(element.children, self.report)
        if not says_something(content) and not element.broken:
            self._problem(element, f"<{element.tag.name}> is empty", "leave the tag out where there is no text; space is up to the theme")
        return Paragraph(element.style, element.place, content)

    def _heading(self, element: Element) -> Heading:
        level = int(element.tag.name[1])
        if self.whole:
            self._order(element, level)
        self.level = level
        return Heading(element.style, element.place, level, self._paragraph(element).content, element.attributes.get("label"))

    def _order(self, element: Element, level: int) -> None:
        if level == 1 and self.level:
            self._problem(element, "a second <h1>", "a document has one, and it is the first heading")
        elif level > 1 and not self.level:
            self._problem(element, f"<{element.tag.name}> before the <h1>", "the first heading is the title of the page, an <h1>")
        elif level > self.level + 1:
            self._problem(element, f"<{element.tag.name}> after <h{self.level}> leaves out a level", f"write <h{self.level + 1}>")

    def _items(self, element: Element) -> Items:
        self._not_empty(element)
        items = []
        for child in _tags(element):
            self._not_empty(child)
            items.append(Item(child.style, child.place, self._either(child)))
        return Items(element.style, element.place, element.tag.name == "ol", tuple(items))

    def _table(self, element: Element) -> Block:
        self._not_empty(element)
        grid = Grid(element, self._either)
        for problem in (*grid.problems, *row_problems(element, grid)):
            self.report(problem)
        return grid.table()

    def _picture(self, element: Element) -> Picture:
        return Picture(element.style, element.place, element.attributes.get("name", ""), element.attributes.get("alt", ""))

    def _section(self, element: Element) -> Section:
        self._not_empty(element)
        return Section(element.style, element.place, element.tag.name, self._blocks(element))

    def _columns(self, element: Element) -> Columns:
        self._not_empty(element)
        columns = tuple(Section(c.style, c.place, "column", self._either(c)) for c in _tags(element))
        widths = parts(element.attributes["widths"]) if "widths" in element.attributes else (1.0,) * len(columns)
        if len(widths) != len(columns) and not element.broken:
            self._problem(element, f"{len(columns)} <column> but {len(widths)} widths", "write a width for each column")
        for width, column in zip(widths, columns, strict=False):
            if width == FIT and not any(isinstance(block, (Picture, Paragraph, Heading)) for block in column.blocks):
                self._problem(
                    element,
                    "a <column> of the width fit has no picture and no text",
                    "put an <img>, <p> or heading into it, or write a number",
                )
        return Columns(element.style, element.place, widths, columns)

    def _either(self, element: Element) -> tuple[Block, ...]:
        """What a tag that holds text or blocks has in it. Text is one paragraph, in the style of the tag itself."""
        if element.blocks is not None:
            return element.blocks
        text = any(not is_blank(c) if isinstance(c, str) else c.tag.name in INLINE for c in element.children)
        blocks = self._blocks(element)
        if not text:
            return blocks
        if blocks:
            self._problem(element, f"<{element.tag.name}> holds both text and blocks", "put the text into <p>")
            return blocks
        content = inline(element.children, self.report)
        return (Paragraph(element.style, element.place, content),) if says_something(content) else ()

    def _not_empty(self, element: Element) -> None:
        if element.broken or element.tag.may_be_empty or _tags(element):
            return
        if element.tag.holds is Holds.EITHER and any(isinstance(c, str) and not is_blank(c) for c in element.children):
            return
        self._problem(element, f"<{element.tag.name}> is empty", "leave the tag out where there is nothing to say")

    def _problem(self, element: Element, what: str, hint: str) -> None:
        self.report(Problem(element.place, what, hint))


def _tags(element: Element) -> Sequence[Element]:
    return [child for child in element.children if isinstance(child, Element)]
