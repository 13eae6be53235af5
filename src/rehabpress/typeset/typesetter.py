"""Setting blocks: block, theme and width in, a fragment out.

A ``Typesetter`` keeps what it has set, by what the block says and its width. It belongs to one theme and one set of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from rehabpress.markup.blocks import (
    Block,
    Columns,
    Document,
    Heading,
    HorizontalRule,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    Section,
    Table,
    Ticks,
    WriteIn,
)
from rehabpress.model.theme import Theme
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.typeset.computed_style import StyleResolver
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.edge import edge_tab
from rehabpress.typeset.fill_in import ticks, write_in
from rehabpress.typeset.footers import Footers
from rehabpress.typeset.fragment import Fragment
from rehabpress.typeset.image import Drawn, drawn_picture, figure
from rehabpress.typeset.lists import items
from rehabpress.typeset.page_content import PageContent, page_content
from rehabpress.typeset.pagination import Footer, Frame, LaidOutBlock, PageFill, TypesetFooter, TypesetPage, page_fills, with_footers
from rehabpress.typeset.qr import qr_code
from rehabpress.typeset.section import columns, page_break, rule, section
from rehabpress.typeset.table import TableRow, row, table
from rehabpress.typeset.text.fonts import Fonts
from rehabpress.typeset.text.paragraph import heading, paragraph

SETTERS: Mapping[type[Block], Callable[[Any, float, LayoutContext], Fragment]] = {
    Paragraph: paragraph,
    Heading: heading,
    Items: items,
    Table: table,
    TableRow: row,
    Picture: figure,
    Drawn: drawn_picture,
    Section: section,
    Columns: columns,
    HorizontalRule: rule,
    Ticks: ticks,
    WriteIn: write_in,
    QrCode: qr_code,
    PageBreak: page_break,
}
_SLACK = 0.01
_Setting = tuple[Block, float, float]
"""What is set: a block, by what it says, in a width and on a page of a height."""
_TALLEST = 0.85
"""How much of a page's height one picture may take."""


class Typesetter:
    """Sets blocks in the styles of one theme."""

    def __init__(
        self,
        theme: Theme,
        pictures: Mapping[str, PictureXObject],
        *,
        fonts: Fonts | None = None,
        keep: int = 6_000,
        first: Typesetter | None = None,
    ) -> None:
        """``fonts`` are those of the theme, where others have them open; ``keep`` is how many fragments it keeps, those that were asked for last.
        ``first`` has the same theme with other heights of pictures: what shows none of these, and footers, are set once, by either of them.

        Raises ``ProblemsFound`` for a family of fonts that there is not.
        """
        if fonts is None and theme.font not in (families := Fonts.families()):
            problem = Problem(
                Place(f"layouts/themes/{theme.id}.yaml"), f'there is no font family "{theme.font}"', did_you_mean(theme.font, families)
            )
            raise ProblemsFound([problem])
        self.theme = theme
        width, height = theme.page
        margins = theme.margins
        self.frame = Frame(width, height, margins.left, margins.top, margins.bottom, theme.gutter)
        self.width = width - margins.left - margins.right - theme.gutter
        room = self.frame.room
        self._setting = LayoutContext(StyleResolver(theme), fonts or Fonts(theme.font), pictures, room * _TALLEST, room, self._set, _setter)
        self._first = first or self
        self._footers = Footers(self._setting, self.width, keep // 4)
        self._alike: Memo[_Setting, Fragment] = first._alike if first else Memo(keep)
        """What each block came to in which nothing stands that the theme has with other heights too."""
        self._fragments: Memo[_Setting, Fragment] = Memo(keep)
        """What each other block came to."""
        self._contents: Memo[tuple[Block, float, int, int], PageContent] = Memo(keep // 2)
        """What of the blocks of documents stands on a page."""

    def by_height(self) -> tuple[Typesetter, ...]:
        """This one among those with the other heights that its theme has for pictures, the highest first. What shows none of these they set once."""
        return tuple([self if theme is self.theme else self._alike_but(theme) for theme in self.theme.by_height()])

    def cutting(self) -> tuple[Typesetter, ...]:
        """As ``by_height``, with those sections cut that its theme may cut to save or fill a page; none where there are no such."""
        return tuple([self._alike_but(theme) for theme in self.theme.cutting()])

    def _alike_but(self, theme: Theme) -> Typesetter:
        return Typesetter(theme, self._setting.pictures, fonts=self._setting.fonts, first=self)

    def document(self, blocks: Iterable[Block], footer: tuple[Block, ...] = ()) -> list[LaidOutBlock]:
        """A document's blocks, set for the room that its footer leaves. Raises ``ProblemsFound`` with all that is wrong in them."""
        self._setting.page_height = self._left_by(footer)
        room = self._setting.page_height
        out: list[LaidOutBlock] = []
        for block in blocks:
            fragment = self._set(block, self.width)
            out.append(LaidOutBlock(fragment, block.place, partial(self._drawn, block, room, fragment)))
        self._complain()
        return out

    def varies(self, document: Document) -> bool:
        """Whether anything of a document that was set comes out otherwise with other heights of its theme."""
        return any(self._alike.get(self._setting_of(block, self.width)) is None for block in document.blocks)

    def tallest(self, styles: Iterable[str]) -> float:
        """How high the highest picture of these styles may be; nothing says that one of them is. In points."""
        return max([self._setting.looks.look(style).height or 0.0 for style in styles], default=0.0)

    def pages(self, typeset: Sequence[LaidOutBlock], footer: Footer | None, first: int, edge: str = "") -> tuple[TypesetPage, ...]:
        """The pages of a document, from number ``first`` on; ``edge`` is what the tab at their right edges is made of.

        Raises ``ProblemsFound`` for what is taller than a page.
        """
        pages = with_footers(typeset, self.frame, footer, first)
        if not edge:
            return pages
        tab = edge_tab(edge, self.frame, self.theme.margins.right, self._setting)
        self._complain()
        return tuple([replace(page, footer=(*page.footer, *tab)) for page in pages])

    def page_fills(self, typeset: Sequence[LaidOutBlock], footer: float) -> tuple[PageFill, ...]:
        """How each of these pages would be filled above a footer of that height. Raises ``ProblemsFound`` for what is taller than a page."""
        return page_fills(typeset, self.frame._replace(bottom=self.frame.bottom + footer))

    def _left_by(self, footer: tuple[Block, ...]) -> float:
        """The height that a footer leaves on a page."""
        taken = 0.0
        with suppress(ProblemsFound):  # it is set again for each page, and says then what is wrong with it
            if footer:
                taken = self.footer(footer, 1, 1).room
        return round(self.frame.room - taken - _SLACK, 2)

    def footer(self, blocks: tuple[Block, ...], page: int, count: int, running: str = "") -> TypesetFooter:
        """The footer of one page. Raises ``ProblemsFound``."""
        if self._first is not self:
            return self._first.footer(blocks, page, count, running)
        self._setting.page_height = self.frame.room
        found = self._footers.footer(blocks, page, count, running)
        self._complain()
        return found

    def _drawn(self, block: Block, room: float, fragment: Fragment, start: int, stop: int) -> PageContent:
        """Strips of a block that stands in no other, set for that height of a page."""

        def draw() -> PageContent:
            return page_content(fragment, tuple(fragment.elements.flat()), start, stop, self._setting.pen)

        return self._contents.of((block, room, start, stop), draw)

    def _complain(self) -> None:
        """Raise ``ProblemsFound`` with what was wrong since the last time."""
        if problems := self._setting.problems:
            found = list(problems)
            problems.clear()
            raise ProblemsFound(found)

    def _setting_of(self, block: Block, width: float) -> _Setting:
        return block, round(width, 4), self._setting.page_height

    def _set(self, block: Block, width: float) -> Fragment:
        key = self._setting_of(block, width)
        looks = self._setting.looks
        if found := self._alike.get(key):
            return found
        if found := self._fragments.get(key):
            looks.asked_varying = True
            return found
        outside, looks.asked_varying = looks.asked_varying, False
        before = len(self._setting.problems)
        found = _setter(block)(block, width, self._setting)
        if len(self._setting.problems) == before:  # what is wrong is not kept, so that it is found again in its other places
            (self._fragments if looks.asked_varying else self._alike).put(key, found)
        looks.asked_varying |= outside
        return found


def _setter(block: Block) -> Callable[[Any, float, LayoutContext], Fragment]:
    return SETTERS[type(block)]
