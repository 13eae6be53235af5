"""The footers of pages: decoration, since what they say stands in the document too.

In: the blocks of a footer, the number of a page.  Out: stamps, one for each text in it, so that a name that stands on all pages of a
patient and a page number that stands in everybody's papers are set once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, cast

from rehabpress.markup.blocks import Block, Columns, Inline, PageCount, PageNumber, Paragraph, Run, Running, Section
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place
from rehabpress.typeset.box_model import in_box
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import Elements, Fragment, FragmentPart
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

    def __init__(self, setting: LayoutContext, width: float, keep: int) -> None:
        self._setting, self._width = setting, width
        self._footers: Memo[tuple[tuple[Block, ...], _FooterPage], TypesetFooter] = Memo(keep)
        self._contents: Memo[tuple[tuple[str, ...], MarkedContent | None, int, int], PageContent] = Memo(keep)

    def footer(self, blocks: tuple[Block, ...], page: int, count: int, running: str) -> TypesetFooter:
        """The footer of one page."""
        key = (blocks, _FooterPage(page, count, running))
        found = self._footers.get(key)
        if found is None:
            before = len(self._setting.problems)
            found = self._set([_with_numbers(block, key[1]) for block in blocks])
            if len(self._setting.problems) == before:
                self._footers.put(key, found)
        return found

    def _set(self, blocks: Iterable[Block]) -> TypesetFooter:
        fragment = self._fragment(self._section(blocks), self._setting)
        drawn = positions(fragment, 0, len(fragment.strips), self._setting.pen)
        placed = [(0.0, 0.0, self._content(drawn.behind, None, 0, 0))] if drawn.behind else []
        placed += [(part.x, -part.y, self._content((), part.ink, part.start, part.stop)) for part in drawn.parts]
        return TypesetFooter(fragment.height, fragment.before, placed)

    def _content(self, behind: tuple[str, ...], ink: MarkedContent | None, start: int, stop: int) -> PageContent:
        return self._contents.of((behind, ink, start, stop), lambda: stamp(behind, ink, start, stop))

    def _section(self, blocks: Iterable[Block]) -> Section:
        return Section(_STYLE, _PLACE, _STYLE, tuple(blocks))

    def _fragment(self, said: Section, setting: LayoutContext) -> Fragment:
        look = setting.looks.look(_STYLE)
        column = Stack()
        for block in said.blocks:
            column.add(setting.layout(block, self._width - look.padding.left - look.padding.right))
        return in_box(column.done(look.before, look.after), look, self._width)._replace(elements=Elements())


def _with_numbers(block: Block, page: _FooterPage) -> Block:
    """A block with its page numbers and the name of its part written out; the very same block when there is nothing to write."""
    if isinstance(block, Paragraph):
        content = tuple([_number(inline, page) for inline in block.content])
        return block if content == block.content else replace(block, content=content)
    if isinstance(block, Section):
        blocks = tuple([_with_numbers(inner, page) for inner in block.blocks])
        return block if blocks == block.blocks else replace(block, blocks=blocks)
    if isinstance(block, Columns):
        columns = tuple([cast(Section, _with_numbers(column, page)) for column in block.columns])
        return block if columns == block.columns else replace(block, columns=columns)
    return block


def stamp(behind: tuple[str, ...], ink: MarkedContent | None, start: int, stop: int) -> PageContent:
    """A stamp of boxes, or of some lines of an ink."""
    parts = (FragmentPart(0, 0, ink.repeated(), 0, start, stop),) if ink else ()
    return with_content(Positions(behind, parts, ("0 0",) * len(parts), ()))


def _number(inline: Inline, page: _FooterPage) -> Inline:
    if isinstance(inline, Running):
        return Run(page.running, inline.style)
    if isinstance(inline, PageNumber):
        return Run(str(page.number), inline.style)
    return Run(str(page.total), inline.style) if isinstance(inline, PageCount) else inline
