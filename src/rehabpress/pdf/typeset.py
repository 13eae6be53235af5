"""Setting blocks: block, theme and width in, a fragment out.

A ``Typesetter`` keeps what it has set, by what the block says and its width. It belongs to one theme and one set of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from operator import is_
from typing import Any, cast

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
from rehabpress.pdf.box import in_box
from rehabpress.pdf.column import Column
from rehabpress.pdf.drawing import Drawing
from rehabpress.pdf.figures import figure
from rehabpress.pdf.fonts import Fonts
from rehabpress.pdf.fragment import NOTHING, Elements, Fragment, flat
from rehabpress.pdf.ink import Ink
from rehabpress.pdf.lists import items
from rehabpress.pdf.look import Looks
from rehabpress.pdf.pages import Frame, Typeset
from rehabpress.pdf.pen import Pen
from rehabpress.pdf.qr import qr_code
from rehabpress.pdf.sections import columns, page_break, rule, section
from rehabpress.pdf.setting import Setting
from rehabpress.pdf.stamp import Stamp, stamp
from rehabpress.pdf.tables import REPEATED, table
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
    Picture: figure,
    Section: section,
    Columns: columns,
    Rule: rule,
    Ticks: ticks,
    WriteIn: write_in,
    QrCode: qr_code,
    PageBreak: page_break,
}
_LEAVES = frozenset((Paragraph, Heading, Picture, Rule, Ticks, WriteIn, QrCode))
"""Blocks without others in them."""
_FOOTER = Place("footer")
_SLACK = 0.01
_TALLEST = 0.85
"""How much of a page's height one picture may take."""


class Typesetter:
    """Sets blocks in the styles of one theme."""

    def __init__(self, theme: Theme, pictures: Mapping[str, Drawing], *, keep: int = 4_000) -> None:
        """``keep`` is how many fragments it keeps; the oldest go first. Raises ``ProblemsFound`` for a family of fonts that there is not."""
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
        self._setting = Setting(Looks(theme), Fonts(theme.font), pictures, self.frame.room * _TALLEST, self.frame.room, self._set)
        self.pen = self._setting.pen
        self._keep = keep
        self._leaves: dict[tuple[Block, float, float], Fragment] = {}
        """Text and pictures by what they say."""
        self._others: dict[tuple[int, float, float], tuple[Block, Fragment]] = {}
        """Blocks with others in them by their identity, which nobody else gets while the block stands here: found without looking into them."""
        self._whole: dict[tuple[int, float], tuple[Block, Typeset]] = {}
        """The blocks of documents, by their identity too."""
        self._footers: tuple[Iterable[Block], dict[tuple[int, int, str], Typeset]] = ((), {})
        """Those of the last document, by page, number of pages and part."""

    def document(self, blocks: Iterable[Block], footer: Iterable[Block] = ()) -> list[Typeset]:
        """A document's blocks, set for the room that its footer leaves. Raises ``ProblemsFound`` with all that is wrong in them."""
        self._setting.room = self._left_by(tuple(footer))
        blocks, room = list(blocks), self._setting.room
        if len(self._whole) > max(1, self._keep // 4):
            self._whole.clear()
        new = [block for block in blocks if (id(block), room) not in self._whole]
        for block, fragment in self._checked(new, self.width):
            self._whole[id(block), room] = (block, _stamped(fragment, block.place, self.pen))
        return [self._whole[id(block), room][1] for block in blocks]

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
        look = self._setting.looks.look("footer")
        column = Column()
        for _, fragment in self._checked(
            [numbered(b, page, count, running) for b in blocks], self.width - look.padding.left - look.padding.right
        ):
            column.add(fragment)
        fragment = in_box(column.done(look.before, look.after), look, self.width)
        strips = [s._replace(parts=tuple([p._replace(ink=_decoration(p.ink)) for p in flat(s.parts)])) for s in fragment.strips]
        return _stamped(fragment._replace(strips=tuple(strips), elements=Elements()), _FOOTER, self.pen)

    def _checked(self, blocks: Iterable[Block], width: float) -> list[tuple[Block, Fragment]]:
        problems = self._setting.problems
        problems.clear()
        found = [(block, self._set(block, width)) for block in blocks]
        if problems:
            raise ProblemsFound(problems)
        return found

    def _set(self, block: Block, width: float) -> Fragment:
        kind, where, room = type(block), round(width, 4), self._setting.room
        if kind in _LEAVES:
            found = self._leaves.get((block, where, room))
        else:
            held = self._others.get((id(block), where, room))
            found = held[1] if held else None
        if found is None:
            before = len(self._setting.problems)
            found = _SETTERS[kind](block, width, self._setting)
            if len(self._setting.problems) > before:
                pass  # what is wrong is not kept, so that it is found again in its other places
            elif kind in _LEAVES:
                _room_for_one(self._leaves, self._keep)
                self._leaves[block, where, room] = found
            else:
                _room_for_one(self._others, self._keep)
                self._others[id(block), where, room] = (block, found)
        return found


@lru_cache(256)
def _decoration(ink: Ink) -> Ink:
    """What the footer shows, as decoration: the name of the patient is the same on all pages, and most numbers in all documents."""
    return ink.as_artifact(REPEATED)


def _stamped(fragment: Fragment, place: Place, pen: Pen) -> Typeset:
    drawn = stamp(fragment, 0, len(fragment.strips), pen) if fragment.strips else Stamp("")
    return Typeset(fragment, fragment.elements.flat(), drawn, place)


def _room_for_one(kept: dict[Any, Any], most: int) -> None:
    """Let go of the oldest when there are ``most``."""
    if len(kept) >= most:
        del kept[next(iter(kept))]


@lru_cache(1_000)
def numbered(block: Block, page: int, count: int, running: str = "") -> Block:
    """A block of a footer with its page numbers and the name of its part written out.

    It is the very same where it says the same, on the pages of one document or of several, so that it is set once.
    """
    if isinstance(block, Paragraph):
        content = [_number(inline, page, count, running) for inline in block.content]
        return block if all(map(is_, content, block.content)) else replace(block, content=tuple(content))
    if isinstance(block, Section):
        blocks = [numbered(inner, page, count, running) for inner in block.blocks]
        return block if all(map(is_, blocks, block.blocks)) else replace(block, blocks=tuple(blocks))
    if isinstance(block, Columns):
        columns = [cast(Section, numbered(column, page, count, running)) for column in block.columns]
        return replace(block, columns=tuple(columns))
    return block


def _number(inline: Inline, page: int, count: int, running: str) -> Inline:
    if isinstance(inline, Running):
        return Run(running, inline.style)
    if isinstance(inline, PageNumber):
        return Run(str(page), inline.style)
    return Run(str(count), inline.style) if isinstance(inline, PageCount) else inline
