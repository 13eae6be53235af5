"""Blocks that are alike: nested and styled like one that was set before, with texts that take the same room.

Of these only the texts are set, and put into the geometry that is there already. That geometry is a skeleton: all of its texts are blank, so
that no word of the paper for which it was made can come into another one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Cell, Columns, Section, Table
from rehabpress.support.memo import ByKey
from rehabpress.support.problems import Place
from rehabpress.typeset.canvas import RecordingCanvas
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import Fragment, FragmentPart, FragmentParts, flattened
from rehabpress.typeset.marked_content import MarkedContent, StructElement
from rehabpress.typeset.page_content import PageContent, Positions, positions, with_content
from rehabpress.typeset.pagination import LaidOutBlock
from rehabpress.typeset.table import TableRow

LaysOut = Callable[[LayoutContext], Fragment]
"""Sets a block and all in it, with what it is given."""


class StructureKey(NamedTuple):
    """What decides how a block is nested and styled, as a number, and the texts, lists and pictures in it in reading order."""

    number: int
    leaves: Sequence[Block]


class _LeafContent(NamedTuple):
    """Text, a list or a picture that is set; what of it decides the geometry of what it stands in, as a number; and what it shows."""

    fragment: Fragment
    number: int
    inks: tuple[MarkedContent, ...]


class _Geometry:
    """The geometry of a block. Its texts are blank."""

    def __init__(self, fragment: Fragment, blanks: Sequence[MarkedContent], pen: RecordingCanvas) -> None:
        self.fragment = fragment
        self.elements: Sequence[StructElement] = fragment.elements.flat()
        self._pen = pen
        self._blanks = {id(ink): n for n, ink in enumerate(blanks)}
        self._laid: dict[tuple[int, int], tuple[Positions, list[MarkedContent | int]]] = {}

    def filled(self, inks: Sequence[MarkedContent], place: Place) -> LaidOutBlock:
        """The block with these texts."""
        cut = partial(self._stamp, inks)
        return LaidOutBlock(self.fragment, self.elements, cut(0, len(self.fragment.strips)), place, cut)

    def with_texts(self, inks: Sequence[MarkedContent]) -> Fragment:
        """The fragment with these texts."""
        texts = {blank: inks[n] for blank, n in self._blanks.items()}
        return self.fragment.drawn(lambda ink: texts.get(id(ink), ink))

    def laid(self, inks: Sequence[MarkedContent], start: int, stop: int) -> tuple[Positions, Sequence[MarkedContent]]:
        """The places of what some of its strips show, and these texts, one for each."""
        if (start, stop) not in self._laid:
            drawn = positions(self.fragment, start, stop, self._pen)
            self._laid[start, stop] = (drawn, [self._blanks.get(id(part.ink), part.ink) for part in drawn.parts])
        drawn, wanted = self._laid[start, stop]
        return drawn, [inks[ink] if isinstance(ink, int) else ink for ink in wanted]

    def _stamp(self, inks: Sequence[MarkedContent], start: int, stop: int) -> PageContent:
        return with_content(*self.laid(inks, start, stop))


@dataclass(slots=True)
class _SizeEntry:
    """What the texts of a block take up. A skeleton is made for it when it comes a second time: most come once."""

    skeleton: _Geometry | None = None


class _BlockKind:
    """All blocks of one outline and width: the widths of their texts, and a skeleton for each room that these take up."""

    def __init__(self, most: int) -> None:
        self.widths: list[float] | None = None
        self.rooms: ByKey[tuple[int, ...], _SizeEntry] = ByKey(most)
        self.odd = False
        """Whether their texts cannot be put into a skeleton."""


class _NotAlike(Exception):  # noqa: N818 - it is caught where it is raised for
    """What sets a block sets other texts than those that stand in it, or some of them twice."""


class GeometryCache:
    """Keeps skeletons for one typesetter."""

    def __init__(self, setting: LayoutContext, most: int) -> None:
        self._setting = setting
        self._most = most
        self._counter = count(1)
        self._numbers: ByKey[Hashable, int] = ByKey(most)
        self._leaves: ByKey[tuple[int, float, float], tuple[Block, _LeafContent]] = ByKey(most)
        """By the identity of their block, which nobody else gets while it stands here."""
        self._kinds: ByKey[Hashable, _BlockKind] = ByKey(most)

    def typeset(self, block: Block, width: float, sets: LaysOut) -> LaidOutBlock | None:
        """The block, if it is like another one that came before; else it has to be set."""
        found = self._found(self.outline(block), width, sets)
        return found[0].filled(found[1], block.place) if found else None

    def laid(self, outline: StructureKey, width: float, sets: LaysOut) -> tuple[Fragment, Positions, Sequence[MarkedContent]] | None:
        """The same for a block that has this outline: its geometry, the places in it, and what it shows in them."""
        found = self._found(outline, width, sets)
        return (found[0].fragment, *found[0].laid(found[1], 0, len(found[0].fragment.strips))) if found else None

    def fragment(self, block: Block, width: float, sets: LaysOut) -> Fragment | None:
        """The same for a block that stands in another one."""
        found = self._found(self.outline(block), width, sets)
        return found[0].with_texts(found[1]) if found else None

    def outline(self, block: Block) -> StructureKey:
        """The outline of a block."""
        own: list[Hashable] = []
        leaves: list[Block] = []
        _walk(block, own, leaves)
        return StructureKey(self._number(tuple(own)), leaves)

    def _found(self, outline: StructureKey, width: float, sets: LaysOut) -> tuple[_Geometry, Sequence[MarkedContent]] | None:
        """A skeleton for a block, and the texts for it."""
        key = (outline.number, width, self._setting.page_height)
        kind = self._kinds.get(key)
        if kind is None:
            self._kinds.put(key, _BlockKind(self._most // 10))  # most blocks come once
            return None
        if kind.odd:
            return None
        problems = self._setting.problems
        before = len(problems)
        try:
            found = self._filling(outline, kind, sets)
        except _NotAlike:
            found, kind.odd = None, True
        if len(problems) > before:
            del problems[before:]  # the block is set as a whole, and says then what is wrong with it
            self._kinds.put(key, _BlockKind(self._most // 10))
            return None
        return found

    def _filling(self, outline: StructureKey, kind: _BlockKind, sets: LaysOut) -> tuple[_Geometry, Sequence[MarkedContent]] | None:
        if kind.widths is None:
            kind.widths = self._recorded(outline, sets)[0].widths
        leaves = [self._leaf(leaf, width) for leaf, width in zip(outline.leaves, kind.widths, strict=True)]
        key = tuple([leaf.number for leaf in leaves])
        room = kind.rooms.get(key)
        if room is None:
            kind.rooms.put(key, _SizeEntry())
            return None
        if room.skeleton is None:
            recorder, fragment = self._recorded(outline, sets)
            if recorder.widths != kind.widths:
                raise _NotAlike
            room.skeleton = _Geometry(fragment, recorder.blanks, self._setting.pen)
        return room.skeleton, [ink for leaf in leaves for ink in leaf.inks]

    def _recorded(self, outline: StructureKey, sets: LaysOut) -> tuple[_Recorder, Fragment]:
        recorder = _Recorder(outline.leaves, self._leaf)
        own = recorder.setting(self._setting)
        try:
            fragment = sets(own)
        finally:
            own.layout = self._setting.layout  # else the two would hold each other
        if recorder.left():
            raise _NotAlike
        return recorder, fragment

    def _number(self, what: Hashable) -> int:
        """A number that only this has."""
        return self._numbers.of(what, lambda: next(self._counter))

    def _leaf(self, block: Block, width: float) -> _LeafContent:
        key = (id(block), width, self._setting.page_height)
        found = self._leaves.get(key)
        if found is not None:
            return found[1]
        problems = len(self._setting.problems)
        fragment = self._setting.layout(block, width)
        inks = tuple({id(part.ink): part.ink for strip in fragment.strips for part in flattened(strip.parts)}.values())
        leaf = _LeafContent(fragment, self._number(_shape(fragment, inks)), inks)
        if len(self._setting.problems) == problems:  # what is wrong is found again in its other places
            self._leaves.put(key, (block, leaf))
        return leaf


def _walk(block: Block, own: list[Hashable], leaves: list[Block]) -> None:
    """What decides how a block is nested and styled, part by part, and what stands in it."""
    match block:
        case Section():
            own += ("section", block.tag, block.style, len(block.blocks))
            for inner in block.blocks:
                _walk(inner, own, leaves)
        case Columns():
            own += ("columns", block.style, block.widths)
            for column in block.columns:
                _walk(column, own, leaves)
        case Table():
            own += ("table", block.style, block.widths, len(block.head), len(block.rows))
            for cells in (*block.head, *block.rows):
                _walk_cells(cells, own, leaves)
        case TableRow():
            own += ("row", block.style, block.widths, block.scope, block.above, block.below)
            _walk_cells(block.cells, own, leaves)
        case _:
            own.append("leaf")
            leaves.append(block)


def _walk_cells(cells: Sequence[Cell], own: list[Hashable], leaves: list[Block]) -> None:
    own.append(len(cells))
    for cell in cells:
        own += (cell.style, cell.header, cell.columns, len(cell.blocks))
        for inner in cell.blocks:
            _walk(inner, own, leaves)


class _Recorder:
    """Sets the texts of a block, blank, and notes how wide they were to be."""

    def __init__(self, expected: Sequence[Block], leaf: Callable[[Block, float], _LeafContent]) -> None:
        self._expected = list(reversed(expected))
        self._leaf = leaf
        self.widths: list[float] = []
        self.leaves: list[_LeafContent] = []
        self.blanks: list[MarkedContent] = []

    def setting(self, usual: LayoutContext) -> LayoutContext:
        """What sets blocks within blocks with this recorder."""
        own = replace(usual, layout=lambda block, width: self._set(block, width, own))
        return own

    def _set(self, block: Block, width: float, setting: LayoutContext) -> Fragment:
        if isinstance(block, Section | Columns | Table | TableRow):
            return setting.layouter(block)(block, width, setting)
        if not self._expected or self._expected.pop() is not block:
            raise _NotAlike
        leaf = self._leaf(block, width)
        if leaf.fragment.repeats:
            raise _NotAlike
        blanks = {id(ink): ink.blank() for ink in leaf.inks}
        self.widths.append(width)
        self.leaves.append(leaf)
        self.blanks += blanks.values()
        return leaf.fragment.drawn(lambda ink: blanks[id(ink)])

    def left(self) -> int:
        """How many texts have not been set."""
        return len(self._expected)


def _shape(fragment: Fragment, inks: Sequence[MarkedContent]) -> tuple[Hashable, ...]:
    """All of a fragment but what it shows."""
    numbers = {id(ink): n for n, ink in enumerate(inks)}
    strips = tuple([(height, *others, _places(parts, numbers)) for height, parts, *others in fragment.strips])
    owners = tuple([tuple([tuple([element for element, _ in line]) for line in ink.lines]) for ink in inks])
    return (*fragment[1:], strips, owners)


def _places(parts: FragmentParts, numbers: Mapping[int, int]) -> tuple[Hashable, ...]:
    return tuple(
        [(*p[:2], numbers[id(p.ink)], *p[3:]) if isinstance(p, FragmentPart) else (*p[:3], _places(p.parts, numbers)) for p in parts]
    )
