"""Setting blocks: block, theme and width in, a fragment out.

A ``Typesetter`` keeps what it has set, by what the block says and its width. It belongs to one theme and one set of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
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
from rehabpress.support.memo import ByKey
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.typeset.computed_style import StyleResolver
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fill_in import ticks, write_in
from rehabpress.typeset.footers import Footers
from rehabpress.typeset.fragment import Fragment
from rehabpress.typeset.geometry_cache import GeometryCache, LaysOut
from rehabpress.typeset.image import figure
from rehabpress.typeset.lists import items
from rehabpress.typeset.page_content import page_content
from rehabpress.typeset.pagination import Divisions, Footer, Frame, LaidOutBlock, TypesetFooter, TypesetPage, with_footers
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
_LEAVES = frozenset((Paragraph, Heading, Picture, HorizontalRule, Ticks, WriteIn, QrCode, PageBreak))
"""Blocks without others in them."""
_SLACK = 0.01
_TALLEST = 0.85
"""How much of a page's height one picture may take."""


class Typesetter:
    """Sets blocks in the styles of one theme."""

    def __init__(self, theme: Theme, pictures: Mapping[str, PictureXObject], *, keep: int = 6_000) -> None:
        """``keep`` is how many fragments it keeps, those that were asked for last. Raises ``ProblemsFound`` for a family of fonts that there is not."""
        families = Fonts.families()
        if theme.font not in families:
            problem = Problem(
                Place(f"layouts/themes/{theme.id}.yaml"), f'there is no font family "{theme.font}"', did_you_mean(theme.font, families)
            )
            raise ProblemsFound([problem])
        width, height = theme.page
        margins = theme.margins
        self.frame = Frame(width, height, margins.left, margins.top, margins.bottom, theme.gutter)
        self.width = width - margins.left - margins.right - theme.gutter
        room = self.frame.room
        self._setting = LayoutContext(StyleResolver(theme), Fonts(theme.font), pictures, room * _TALLEST, room, self._set, _setter)
        self._alike = GeometryCache(self._setting, keep)
        self._divisions = Divisions(keep // 8)
        self._footers = Footers(self._setting, self._alike, self.width, keep // 4)
        self._said: ByKey[tuple[Block, float, float], Fragment] = ByKey(keep)
        """Text and pictures by what they say."""
        self._same: ByKey[tuple[int, float, float], tuple[Block, Fragment]] = ByKey(keep)
        """All blocks by their identity, which nobody else gets while the block stands here: found without looking into them."""
        self._whole: ByKey[tuple[int, float], tuple[Block, LaidOutBlock]] = ByKey(keep // 2)
        """The blocks of documents, by their identity too."""

    def document(self, blocks: Iterable[Block], footer: Iterable[Block] = ()) -> list[LaidOutBlock]:
        """A document's blocks, set for the room that its footer leaves. Raises ``ProblemsFound`` with all that is wrong in them."""
        self._setting.page_height = self._left_by(tuple(footer))
        room = self._setting.page_height
        out: list[LaidOutBlock] = []
        for block in blocks:
            known = self._whole.get((id(block), room))
            typeset = known[1] if known else self._typeset(block, partial(_set_in, block, self.width))
            if not known and not self._setting.problems:
                self._whole.put((id(block), room), (block, typeset))
            out.append(typeset)
        self._complain()
        return out

    def pages(self, typeset: Sequence[LaidOutBlock], footer: Footer | None, first: int) -> tuple[TypesetPage, ...]:
        """The pages of a document, from number ``first`` on. Raises ``ProblemsFound`` for what is taller than a page."""
        return with_footers(typeset, self.frame, footer, first, self._divisions)

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

    def _typeset(self, block: Block, sets: LaysOut) -> LaidOutBlock:
        """A block that stands in no other, with its stamp."""
        found = None if type(block) in _LEAVES else self._alike.typeset(block, self.width, sets)
        if found is None:
            fragment, pen = sets(self._setting), self._setting.pen
            cut = partial(page_content, fragment, pen=pen)
            found = LaidOutBlock(fragment, fragment.elements.flat(), cut(0, len(fragment.strips)), block.place, cut)
        return found

    def _complain(self) -> None:
        """Raise ``ProblemsFound`` with what was wrong since the last time."""
        if problems := self._setting.problems:
            found = list(problems)
            problems.clear()
            raise ProblemsFound(found)

    def _set(self, block: Block, width: float) -> Fragment:
        if isinstance(block, TableRow):  # a new one in each table: nobody asks for the very same again
            return self._alike.fragment(block, width, partial(_set_as, block, width)) or _set_as(block, width, self._setting)
        where, room = round(width, 4), self._setting.page_height
        held = self._same.get((id(block), where, room))
        if held:
            return held[1]
        leaf = type(block) in _LEAVES
        key = (block, where, room)
        found = self._said.get(key) if leaf else None
        if found is None:
            before = len(self._setting.problems)
            found = _setter(block)(block, width, self._setting)
            if len(self._setting.problems) > before:
                return found  # what is wrong is not kept, so that it is found again in its other places
            if leaf:
                self._said.put(key, found)
        self._same.put((id(block), where, room), (block, found))
        return found


def _set_in(block: Block, width: float, setting: LayoutContext) -> Fragment:
    return setting.layout(block, width)


def _set_as(block: Block, width: float, setting: LayoutContext) -> Fragment:
    return _setter(block)(block, width, setting)


def _setter(block: Block) -> Callable[[Any, float, LayoutContext], Fragment]:
    return _SETTERS[type(block)]
