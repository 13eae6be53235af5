"""Checks the documents of one theme before they are set: contrast, letters without a glyph, doses under their exercises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Document
from rehabpress.model.layout import Layout
from rehabpress.model.library import Library
from rehabpress.model.theme import Theme
from rehabpress.pipeline.block_facts import BlockFacts, Stand
from rehabpress.pipeline.letters import letter_problems
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.required_doses import misplaced
from rehabpress.pipeline.text_contrast import too_faint
from rehabpress.plan.handout import Handout
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem
from rehabpress.typeset.text.fonts import Fonts


class _CheckedBlock(NamedTuple):
    """A block in a theme: what is too faint in it, each with its place, and the letters that the font has not."""

    facts: BlockFacts
    faint: tuple[tuple[str, Place], ...]
    missing: frozenset[str]


class PageChecks:
    """The checks in one theme. A block that was looked at before is not looked at again."""

    def __init__(self, theme: Theme, fonts: Fonts | None, read: Callable[[Block], BlockFacts]) -> None:
        """``fonts`` are None for a family that there is not: the typesetter reports that. ``read`` is ``facts_of``, or what keeps its results."""
        self._theme, self._read = theme, read
        self._face = fonts.face("regular") if fonts else None
        self._blocks: Memo[Block, _CheckedBlock] = Memo()
        self._stands: Memo[Stand, str] = Memo()

    def problems(
        self, document: Document, order: Order, weeks: Sequence[Handout], layout: Layout, library: Callable[[], Library]
    ) -> Iterator[Problem]:
        """All that is wrong with a document. ``weeks`` are the handouts that it prints; ``library`` gives the content that they come from."""
        checked = [self._blocks.of(block, partial(self._checked, block)) for block in document.blocks]
        yield from _faint([found for one in checked for found in one.faint])
        if missing := sorted({letter for one in checked for letter in one.missing}):
            yield from letter_problems(missing, self._theme.font, order, weeks[0], library)
        whole = Place(document.blocks[0].place.file if document.blocks else layout.id)
        yield from misplaced([line for one in checked for line in one.facts.lines], weeks, layout, whole)

    def _checked(self, block: Block) -> _CheckedBlock:
        facts = self._read(block)
        faint = [(fault, place) for stand, place in facts.stands.items() if (fault := self._fault(stand))]
        return _CheckedBlock(facts, tuple(faint), frozenset(self._face.lacks("".join(facts.letters)) if self._face else ()))

    def _fault(self, stand: Stand) -> str:
        return self._stands.of(stand, lambda: too_faint(stand, self._theme))


def _faint(found: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """A problem for each manner of text that is too faint, at the first place where it stands."""
    places: dict[str, Place] = {}
    for what, place in found:
        places.setdefault(what, place)
    for what, place in places.items():
        yield Problem(place, what, "give the text another style, or take it out of what has that ground")
