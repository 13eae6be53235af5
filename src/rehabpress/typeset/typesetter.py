"""Setting blocks: block, theme and width in, a fragment out.

A ``Typesetter`` keeps what it has set, by what the block says and its width. It belongs to one theme and one set of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from rehabpress.markup.blocks import (
    Block,
    Columns,
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
from rehabpress.typeset.fill_in import ticks, write_in
from rehabpress.typeset.footers import Footers
from rehabpress.typeset.fragment import Fragment
from rehabpress.typeset.image import figure
from rehabpress.typeset.lists import items
from rehabpress.typeset.page_content import PageContent, page_content
from rehabpress.typeset.pagination import Footer, Frame, LaidOutBlock, TypesetFooter, TypesetPage, with_footers
from rehabpress.typeset.qr import qr_code
from rehabpress.typeset.section import columns, page_break, rule, section
from rehabpress.typeset.table import TableRow, row, table
from rehabpress.typeset.text.fonts import Fonts
from rehabpress.typeset.text.paragraph import heading, paragraph

_SETTERS: Mapping[type[Block], Callable[[Any, float, LayoutContext], Fragment]] = {
    Paragraph: paragraph,
    Heading: heading,
    Items: items,
    Table: table,
    TableRow: row,
    Picture: figure,
    Section: section,
    Columns: columns,
    HorizontalRule: rule,
    Ticks: ticks,
    WriteIn: write_in,
    QrCode: qr_code,
    PageBreak: page_break,
}
_SLACK = 0.01
_TALLEST = 0.85
"""How much of a page's height one picture may take."""


class Typesetter:
    """Sets blocks in the styles of one theme."""

    def __init__(self, theme: Theme, pictures: Mapping[str, PictureXObject], *, fonts: Fonts | None = None, keep: int = 6_000) -> None:
        """``fonts`` are those of the theme, where others have them open; ``keep`` is how many fragments it keeps, those that were asked for last.

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
        self._footers = Footers(self._setting, self.width, keep // 4)
        self._fragments: Memo[tuple[Block, float, float], Fragment] = Memo(keep)
        """What each block came to, by what it says, the width and the height of the room."""
        self._laid_out: Memo[tuple[Block, float], LaidOutBlock] = Memo(keep // 2)
        """The blocks of documents, with their page content."""
        self._cuts: Memo[tuple[Block, float, int, int], PageContent] = Memo(keep // 2)
        """What of them stands on one page of several."""

    def document(self, blocks: Iterable[Block], footer: Iterable[Block] = ()) -> list[LaidOutBlock]:
        """A document's blocks, set for the room that its footer leaves. Raises ``ProblemsFound`` with all that is wrong in them."""
        self._setting.page_height = self._left_by(tuple(footer))
        room = self._setting.page_height
        out: list[LaidOutBlock] = []
        for block in blocks:
            before = len(self._setting.problems)
            known = self._laid_out.get((block, room))
            if known is None:
                known = self._lay_out(block, room)
                if len(self._setting.problems) == before:
                    self._laid_out.put((block, room), known)
            out.append(known._replace(place=block.place))
        self._complain()
        return out

    def pages(self, typeset: Sequence[LaidOutBlock], footer: Footer | None, first: int) -> tuple[TypesetPage, ...]:
        """The pages of a document, from number ``first`` on. Raises ``ProblemsFound`` for what is taller than a page."""
        return with_footers(typeset, self.frame, footer, first)

    def _left_by(self, footer: tuple[Block, ...]) -> float:
        """The height that a footer leaves on a page."""
        taken = 0.0
        with suppress(ProblemsFound):  # it is set again for each page, and says then what is wrong with it
            if footer:
                found = self.footer(footer, 1, 1)
                taken = found.height + found.before
        return round(self.frame.room - taken - _SLACK, 2)

    def footer(self, blocks: Iterable[Block], page: int, count: int, running: str = "") -> TypesetFooter:
        """The footer of one page. Raises ``ProblemsFound``."""
        self._setting.page_height = self.frame.room
        found = self._footers.footer(blocks, page, count, running)
        self._complain()
        return found

    def _lay_out(self, block: Block, room: float) -> LaidOutBlock:
        """A block that stands in no other, with its page content."""
        fragment = self._set(block, self.width)
        elements = tuple(fragment.elements.flat())

        def cut(start: int, stop: int) -> PageContent:
            return self._cuts.of((block, room, start, stop), lambda: page_content(fragment, elements, start, stop, self._setting.pen))

        return LaidOutBlock(fragment, page_content(fragment, elements, 0, len(fragment.strips), self._setting.pen), block.place, cut)

    def _complain(self) -> None:
        """Raise ``ProblemsFound`` with what was wrong since the last time."""
        if problems := self._setting.problems:
            found = list(problems)
            problems.clear()
            raise ProblemsFound(found)

    def _set(self, block: Block, width: float) -> Fragment:
        key = (block, round(width, 4), self._setting.page_height)
        found = self._fragments.get(key)
        if found is None:
            before = len(self._setting.problems)
            found = _setter(block)(block, width, self._setting)
            if len(self._setting.problems) == before:  # what is wrong is not kept, so that it is found again in its other places
                self._fragments.put(key, found)
        return found


def _setter(block: Block) -> Callable[[Any, float, LayoutContext], Fragment]:
    return _SETTERS[type(block)]
