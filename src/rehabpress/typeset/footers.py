"""The footers of pages: decoration, since what they say stands in the document too.

In: the blocks of a footer, the number of a page.  Out: stamps, one for each text in it, so that a name that stands on all pages of a
patient and a page number that stands in everybody's papers are set once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from operator import is_
from typing import NamedTuple, cast

from rehabpress.markup.blocks import Block, Columns, Inline, PageCount, PageNumber, Paragraph, Run, Running, Section
from rehabpress.support.memo import ByKey
from rehabpress.support.problems import Place
from rehabpress.typeset.box_model import in_box
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import Elements, Fragment, FragmentPart
from rehabpress.typeset.geometry_cache import GeometryCache, StructureKey
from rehabpress.typeset.marked_content import MarkedContent
from rehabpress.typeset.page_content import PageContent, Positions, positions, with_content
from rehabpress.typeset.pagination import TypesetFooter
from rehabpress.typeset.stack import Stack

_STYLE = "footer"
_PLACE = Place("footer")


class _FooterPage(NamedTuple):
    """What a footer says of a page: its number, how many there are, and the name of the part that it belongs to."""

    number: int
    total: int
    running: str


class Footers:
    """Sets footers ``width`` points wide. What is wrong in one is among the problems of the setting."""

    def __init__(self, setting: LayoutContext, alike: GeometryCache, width: float, keep: int) -> None:
        self._setting, self._alike, self._width = setting, alike, width
        self._blocks: Iterable[Block] = ()
        self._outline: StructureKey = alike.outline(self._section(()))
        """Of the last footer, its page numbers not yet written out."""
        self._known: dict[_FooterPage, TypesetFooter] = {}
        """It on each page."""
        self._numbered: ByKey[tuple[int, _FooterPage], tuple[Block, Block]] = ByKey(keep)
        """Blocks with their page numbers written out, by their identity, which nobody else gets while the block stands here."""
        self._stamp = lru_cache(keep)(_stamp)

    def footer(self, blocks: Iterable[Block], page: int, count: int, running: str) -> TypesetFooter:
        """The footer of one page."""
        at = _FooterPage(page, count, running)
        if self._blocks is not blocks:
            self._blocks, self._outline, self._known = blocks, self._alike.outline(self._section(blocks)), {}
        found = self._known.get(at)
        if found is None:
            found = self._set(blocks, at)
            if not self._setting.problems:
                self._known[at] = found
        return found

    def _set(self, blocks: Iterable[Block], page: _FooterPage) -> TypesetFooter:
        def sets(setting: LayoutContext) -> Fragment:
            return self._fragment(self._section([self._with_numbers(block, page) for block in blocks]), setting)

        outline = self._outline._replace(leaves=[self._with_numbers(leaf, page) for leaf in self._outline.leaves])
        found = self._alike.laid(outline, self._width, sets)
        if found is None:
            fragment = sets(self._setting)
            drawn = positions(fragment, 0, len(fragment.strips), self._setting.pen)
            found = (fragment, drawn, [part.ink for part in drawn.parts])
        fragment, drawn, inks = found
        placed = [(0.0, 0.0, self._stamp(drawn.behind, None, 0, 0))] if drawn.behind else []
        placed += [(part.x, -part.y, self._stamp((), ink, part.start, part.stop)) for part, ink in zip(drawn.parts, inks, strict=True)]
        return TypesetFooter(fragment.height, fragment.before, placed)

    def _section(self, blocks: Iterable[Block]) -> Section:
        return Section(_STYLE, _PLACE, _STYLE, tuple(blocks))

    def _fragment(self, said: Section, setting: LayoutContext) -> Fragment:
        look = setting.looks.look(_STYLE)
        column = Stack()
        for block in said.blocks:
            column.add(setting.layout(block, self._width - look.padding.left - look.padding.right))
        return in_box(column.done(look.before, look.after), look, self._width)._replace(elements=Elements())

    def _with_numbers(self, block: Block, page: _FooterPage) -> Block:
        """A block with its page numbers and the name of its part written out.

        It is the very same where it says the same, on the pages of one document or of several, so that it is set once.
        """
        known = self._numbered.get((id(block), page))
        if known is None:
            known = (block, self._numbered_anew(block, page))
            self._numbered.put((id(block), page), known)
        return known[1]

    def _numbered_anew(self, block: Block, page: _FooterPage) -> Block:
        if isinstance(block, Paragraph):
            content = [_number(inline, page) for inline in block.content]
            return block if all(map(is_, content, block.content)) else replace(block, content=tuple(content))
        if isinstance(block, Section):
            blocks = [self._with_numbers(inner, page) for inner in block.blocks]
            return block if all(map(is_, blocks, block.blocks)) else replace(block, blocks=tuple(blocks))
        if isinstance(block, Columns):
            return replace(block, columns=tuple([cast(Section, self._with_numbers(column, page)) for column in block.columns]))
        return block


def _stamp(behind: tuple[str, ...], ink: MarkedContent | None, start: int, stop: int) -> PageContent:
    """A stamp of boxes, or of some lines of an ink."""
    parts = (FragmentPart(0, 0, ink.repeated(), 0, start, stop),) if ink else ()
    return with_content(Positions(behind, parts, ("0 0",) * len(parts), ()), [part.ink for part in parts])


def _number(inline: Inline, page: _FooterPage) -> Inline:
    if isinstance(inline, Running):
        return Run(page.running, inline.style)
    if isinstance(inline, PageNumber):
        return Run(str(page.number), inline.style)
    return Run(str(page.total), inline.style) if isinstance(inline, PageCount) else inline
