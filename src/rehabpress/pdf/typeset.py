"""Setting blocks: block, theme and width in, a fragment out.

A ``Typesetter`` keeps what it has set, by what the block says and its width. It belongs to one theme and one set of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from operator import is_
from typing import Any, cast

from rehabpress.keeping import ByKey
from rehabpress.markup.blocks import (
    Block,
    Columns,
    Heading,
    Inline,
    Items,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    QrCode,
    Rule,
    Run,
    Running,
    Section,
    Table,
    Ticks,
    WriteIn,
)
from rehabpress.pdf.alike import Alike, Sets, as_it_is
from rehabpress.pdf.box import in_box
from rehabpress.pdf.column import Column
from rehabpress.pdf.drawing import Drawing
from rehabpress.pdf.figures import figure
from rehabpress.pdf.fonts import Fonts
from rehabpress.pdf.fragment import NOTHING, Elements, Fragment
from rehabpress.pdf.ink import Ink
from rehabpress.pdf.lists import items
from rehabpress.pdf.look import Looks
from rehabpress.pdf.pages import Frame, Typeset
from rehabpress.pdf.qr import qr_code
from rehabpress.pdf.sections import columns, page_break, rule, section
from rehabpress.pdf.setting import Setting
from rehabpress.pdf.stamp import stamp
from rehabpress.pdf.tables import REPEATED, Row, row, table
from rehabpress.pdf.text import heading, paragraph
from rehabpress.pdf.ticks import ticks
from rehabpress.pdf.write_in import write_in
from rehabpress.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.theme import Theme

_SETTERS: Mapping[type[Block], Callable[[Any, float, Setting], Fragment]] = {
    Paragraph: paragraph,
    Heading: heading,
    Items: items,
    Table: table,
    Row: row,
    Picture: figure,
    Section: section,
    Columns: columns,
    Rule: rule,
    Ticks: ticks,
    WriteIn: write_in,
    QrCode: qr_code,
    PageBreak: page_break,
}
_LEAVES = frozenset((Paragraph, Heading, Picture, Rule, Ticks, WriteIn, QrCode, PageBreak))
"""Blocks without others in them."""
_FOOTER = Place("footer")
_SLACK = 0.01
_TALLEST = 0.85
"""How much of a page's height one picture may take."""


class Typesetter:
    """Sets blocks in the styles of one theme."""

    def __init__(self, theme: Theme, pictures: Mapping[str, Drawing], *, keep: int = 4_000) -> None:
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
        self._setting = Setting(Looks(theme), Fonts(theme.font), pictures, room * _TALLEST, room, self._set, _setter)
        self._alike = Alike(self._setting, keep)
        self._said: ByKey[tuple[Block, float, float], Fragment] = ByKey(keep)
        """Text and pictures by what they say."""
        self._same: ByKey[tuple[int, float, float], tuple[Block, Fragment]] = ByKey(keep)
        """All blocks by their identity, which nobody else gets while the block stands here: found without looking into them."""
        self._whole: ByKey[tuple[int, float], tuple[Block, Typeset]] = ByKey(keep // 2)
        """The blocks of documents, by their identity too."""
        self._footers: tuple[Iterable[Block], dict[tuple[int, int, str], Typeset]] = ((), {})
        """Those of the last document, by page, number of pages and part."""
        self._numbered: ByKey[tuple[int, int, int, str], tuple[Block, Block]] = ByKey(keep // 4)
        """Blocks of footers with their numbers written out, by their identity."""
        self._decoration = lru_cache(keep // 4)(_decoration)
        """Ink of footers as decoration: a patient's name is the same on all pages, and most numbers are in all documents."""

    def document(self, blocks: Iterable[Block], footer: Iterable[Block] = ()) -> list[Typeset]:
        """A document's blocks, set for the room that its footer leaves. Raises ``ProblemsFound`` with all that is wrong in them."""
        self._setting.room = self._left_by(tuple(footer))
        room = self._setting.room
        out: list[Typeset] = []
        for block in blocks:
            known = self._whole.get((id(block), room))
            typeset = known[1] if known else self._typeset(block, partial(_set_in, block, self.width))
            if not known and not self._setting.problems:
                self._whole.put((id(block), room), (block, typeset))
            out.append(typeset)
        self._complain()
        return out

    def _left_by(self, footer: tuple[Block, ...]) -> float:
        """The height that a footer leaves on a page."""
        taken = 0.0
        with suppress(ProblemsFound):  # it is set again for each page, and says then what is wrong with it
            found = self.footer(footer, 1, 1).fragment if footer else NOTHING
            taken = found.height + found.before
        return round(self.frame.room - taken - _SLACK, 2)

    def footer(self, blocks: Iterable[Block], page: int, count: int, running: str = "") -> Typeset:
        """The footer of one page: decoration, since what it says stands in the document too."""
        of, known = self._footers
        if of is not blocks:
            of, known = self._footers = (blocks, {})
        if (page, count, running) not in known:
            known[page, count, running] = self._footer(blocks, page, count, running)
        return known[page, count, running]

    def _footer(self, blocks: Iterable[Block], page: int, count: int, running: str) -> Typeset:
        self._setting.room = self.frame.room
        said = Section("footer", _FOOTER, "footer", tuple([self._with_numbers(block, page, count, running) for block in blocks]))
        found = self._typeset(said, partial(self._footer_set, said), self._decoration)
        self._complain()
        return found

    def _with_numbers(self, block: Block, page: int, count: int, running: str) -> Block:
        """A block of a footer with its page numbers and the name of its part written out.

        It is the very same where it says the same, on the pages of one document or of several, so that it is set once.
        """
        key = (id(block), page, count, running)
        known = self._numbered.get(key)
        if known is None:
            known = (block, self._numbered_anew(block, page, count, running))
            self._numbered.put(key, known)
        return known[1]

    def _numbered_anew(self, block: Block, page: int, count: int, running: str) -> Block:
        if isinstance(block, Paragraph):
            content = [_number(inline, page, count, running) for inline in block.content]
            return block if all(map(is_, content, block.content)) else replace(block, content=tuple(content))
        if isinstance(block, Section):
            blocks = [self._with_numbers(inner, page, count, running) for inner in block.blocks]
            return block if all(map(is_, blocks, block.blocks)) else replace(block, blocks=tuple(blocks))
        if isinstance(block, Columns):
            columns_ = [cast(Section, self._with_numbers(column, page, count, running)) for column in block.columns]
            return replace(block, columns=tuple(columns_))
        return block

    def _footer_set(self, said: Section, setting: Setting) -> Fragment:
        look = setting.looks.look("footer")
        column = Column()
        for block in said.blocks:
            column.add(setting.set(block, self.width - look.padding.left - look.padding.right))
        return in_box(column.done(look.before, look.after), look, self.width)._replace(elements=Elements())

    def _typeset(self, block: Block, sets: Sets, shown: Callable[[Ink], Ink] = as_it_is) -> Typeset:
        """A block that stands in no other, with its stamp. ``shown`` is done with all ink in it."""
        found = None if type(block) in _LEAVES else self._alike.typeset(block, self.width, sets, shown)
        if found is None:
            fragment, pen = sets(self._setting), self._setting.pen
            fragment = fragment if shown is as_it_is else fragment.drawn(shown)
            cut = partial(stamp, fragment, pen=pen)
            found = Typeset(fragment, fragment.elements.flat(), cut(0, len(fragment.strips)), block.place, cut)
        return found

    def _complain(self) -> None:
        """Raise ``ProblemsFound`` with what was wrong since the last time."""
        if problems := self._setting.problems:
            found = list(problems)
            problems.clear()
            raise ProblemsFound(found)

    def _set(self, block: Block, width: float) -> Fragment:
        if isinstance(block, Row):  # a new one in each table: nobody asks for the very same again
            return self._alike.fragment(block, width, partial(_set_as, block, width)) or _set_as(block, width, self._setting)
        where, room = round(width, 4), self._setting.room
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


def _set_in(block: Block, width: float, setting: Setting) -> Fragment:
    return setting.set(block, width)


def _set_as(block: Block, width: float, setting: Setting) -> Fragment:
    return _setter(block)(block, width, setting)


def _setter(block: Block) -> Callable[[Any, float, Setting], Fragment]:
    return _SETTERS[type(block)]


def _decoration(ink: Ink) -> Ink:
    return ink.as_artifact(REPEATED)


def _number(inline: Inline, page: int, count: int, running: str) -> Inline:
    if isinstance(inline, Running):
        return Run(running, inline.style)
    if isinstance(inline, PageNumber):
        return Run(str(page), inline.style)
    return Run(str(count), inline.style) if isinstance(inline, PageCount) else inline
