"""Blocks that are alike: nested and styled like one that was set before, with texts that take the same room.

Of these only the texts are set, and put into the geometry that is there already. That geometry is a skeleton: all of its texts are blank, so
that no word of the paper for which it was made can come into another one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Columns, Section, Table
from rehabpress.pdf.fragment import Fragment, Part, Parts, flat
from rehabpress.pdf.ink import Element, Ink
from rehabpress.pdf.pages import Typeset
from rehabpress.pdf.pen import Pen
from rehabpress.pdf.setting import Setting
from rehabpress.pdf.stamp import Laid, Stamp, inked, laid
from rehabpress.problems import Place

Sets = Callable[[Setting], Fragment]
"""Sets a block and all in it, with what it is given."""


def as_it_is(ink: Ink) -> Ink:
    """For ink with which nothing is done."""
    return ink


class Outline(NamedTuple):
    """What decides how a block is nested and styled, as a number, and the texts, lists and pictures in it in reading order."""

    number: int
    leaves: tuple[Block, ...]


class _Leaf(NamedTuple):
    """Text, a list or a picture that is set; what of it decides the geometry of what it stands in, as a number; and what it shows."""

    fragment: Fragment
    number: int
    inks: tuple[Ink, ...]


class _Skeleton:
    """The geometry of a block. Its texts are blank."""

    def __init__(self, fragment: Fragment, blanks: Sequence[Ink], pen: Pen) -> None:
        self.fragment = fragment
        self.elements: Sequence[Element] = fragment.elements.flat()
        self._pen = pen
        self._blanks = {id(ink): n for n, ink in enumerate(blanks)}
        self._laid: dict[tuple[int, int], tuple[Laid, list[Ink | int]]] = {}

    def filled(self, inks: Sequence[Ink], place: Place) -> Typeset:
        """The block with these texts."""
        cut = partial(self._stamp, inks)
        return Typeset(self.fragment, self.elements, cut(0, len(self.fragment.strips)), place, cut)

    def _stamp(self, inks: Sequence[Ink], start: int, stop: int) -> Stamp:
        if (start, stop) not in self._laid:
            drawn = laid(self.fragment, start, stop, self._pen)
            self._laid[start, stop] = (drawn, [self._blanks.get(id(part.ink), part.ink) for part in drawn.parts])
        drawn, wanted = self._laid[start, stop]
        return inked(drawn, [inks[ink] if isinstance(ink, int) else ink for ink in wanted])


class _Kind:
    """All blocks of one outline and width: the widths of their texts, and a skeleton for each room that these have taken more than once."""

    def __init__(self) -> None:
        self.widths: list[float] | None = None
        self.skeletons: dict[tuple[int, ...], _Skeleton | None] = {}


class _NotAlike(Exception):  # noqa: N818 - it is caught where it is raised for
    """What sets a block sets other texts than those that stand in it, or some of them twice, as a table does that goes on."""


class Alike:
    """Keeps skeletons for one typesetter."""

    def __init__(self, setting: Setting, most: int) -> None:
        self._setting = setting
        self._most = most
        self._numbers: dict[object, int] = {}
        self._outlines: dict[int, tuple[Block, Outline]] = {}
        self._leaves: dict[int, _Leaf] = {}
        self._kinds: dict[tuple[object, ...], _Kind | None] = {}

    def typeset(self, block: Block, width: float, sets: Sets, shown: Callable[[Ink], Ink] = as_it_is) -> Typeset | None:
        """The block, if it is like another one that came before; else it has to be set. ``shown`` is done with all ink in it."""
        for kept in (self._numbers, self._outlines, self._leaves, self._kinds):
            if len(kept) > self._most:
                self._forget()
        outline = self._outline(block)
        key = (outline.number, width, self._setting.room, shown)
        if key not in self._kinds:
            self._kinds[key] = _Kind()  # most blocks come once: a skeleton is made for the next
            return None
        kind, problems = self._kinds[key], self._setting.problems
        if kind is None:
            return None
        before = len(problems)
        try:
            found = self._filled(outline, kind, sets, shown, block.place)
        except _NotAlike:
            found = self._kinds[key] = None
        if len(problems) > before:
            del problems[before:]  # the block is set as a whole, and says then what is wrong with it
            self._kinds[key] = _Kind()
            return None
        return found

    def _filled(self, outline: Outline, kind: _Kind, sets: Sets, shown: Callable[[Ink], Ink], place: Place) -> Typeset | None:
        if kind.widths is None:
            kind.widths = self._recorded(outline, sets)[0].widths
        leaves = [self._leaf(leaf, width) for leaf, width in zip(outline.leaves, kind.widths, strict=True)]
        room = tuple([leaf.number for leaf in leaves])
        if room not in kind.skeletons:
            if len(kind.skeletons) > self._most // 10:
                kind.skeletons.clear()
            kind.skeletons[room] = None
            return None
        skeleton = kind.skeletons[room]
        if skeleton is None:
            recorder, fragment = self._recorded(outline, sets)
            if recorder.widths != kind.widths:
                raise _NotAlike
            blanks = {id(blank): shown(blank) for blank in recorder.blanks}
            drawn = fragment.drawn(lambda ink: blanks[id(ink)] if id(ink) in blanks else shown(ink))
            skeleton = kind.skeletons[room] = _Skeleton(drawn, [*blanks.values()], self._setting.pen)
        return skeleton.filled([shown(ink) for leaf in leaves for ink in leaf.inks], place)

    def _recorded(self, outline: Outline, sets: Sets) -> tuple[_Recorder, Fragment]:
        recorder = _Recorder(outline.leaves, self._leaf)
        fragment = sets(recorder.setting(self._setting))
        if recorder.left() or fragment.repeats:
            raise _NotAlike
        return recorder, fragment

    def _forget(self) -> None:
        for kept in (self._numbers, self._outlines, self._leaves, self._kinds):
            kept.clear()

    def _number(self, what: object) -> int:
        """A number that only this has."""
        return self._numbers.setdefault(what, len(self._numbers) + 1)

    def _leaf(self, block: Block, width: float) -> _Leaf:
        fragment = self._setting.set(block, width)
        found = self._leaves.get(id(fragment))
        if found is None:
            inks = tuple({id(part.ink): part.ink for strip in fragment.strips for part in flat(strip.parts)}.values())
            found = self._leaves[id(fragment)] = _Leaf(fragment, self._number(_shape(fragment, inks)), inks)
        return found

    def _outline(self, block: Block) -> Outline:
        known = self._outlines.get(id(block))
        if known is None:
            known = self._outlines[id(block)] = (block, self._outlined(block))
        return known[1]

    def _outlined(self, block: Block) -> Outline:
        own: list[object] = [type(block), block.style]
        leaves: list[Block] = []

        def inside(blocks: Sequence[Block]) -> None:
            for inner in blocks:
                outline = self._outline(inner)
                own.append(outline.number)
                leaves.extend(outline.leaves)

        match block:
            case Section():
                own.append(block.tag)
                inside(block.blocks)
            case Columns():
                own.append(block.widths)
                inside(block.columns)
            case Table():
                own.append((block.widths, len(block.head)))
                for row in (*block.head, *block.rows):
                    own.append(len(row))
                    for cell in row:
                        own.append((cell.style, cell.header, cell.columns))
                        inside(cell.blocks)
            case _:
                return Outline(0, (block,))
        return Outline(self._number(tuple(own)), tuple(leaves))


class _Recorder:
    """Sets the texts of a block, blank, and notes how wide they were to be."""

    def __init__(self, expected: Sequence[Block], leaf: Callable[[Block, float], _Leaf]) -> None:
        self._expected = list(reversed(expected))
        self._leaf = leaf
        self.widths: list[float] = []
        self.leaves: list[_Leaf] = []
        self.blanks: list[Ink] = []

    def setting(self, usual: Setting) -> Setting:
        """What sets blocks within blocks with this recorder."""
        own = replace(usual, set=lambda block, width: self._set(block, width, own))
        return own

    def _set(self, block: Block, width: float, setting: Setting) -> Fragment:
        if isinstance(block, Section | Columns | Table):
            return setting.setter(block)(block, width, setting)
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


def _shape(fragment: Fragment, inks: Sequence[Ink]) -> tuple[object, ...]:
    """All of a fragment but what it shows."""
    numbers = {id(ink): n for n, ink in enumerate(inks)}

    def places(parts: Parts) -> tuple[object, ...]:
        return tuple([(*p[:2], numbers[id(p.ink)], *p[3:]) if isinstance(p, Part) else (*p[:3], places(p.parts)) for p in parts])

    strips = tuple([(*strip._replace(parts=()), places(strip.parts)) for strip in fragment.strips])
    owners = tuple([tuple([tuple([element for element, _ in line]) for line in ink.lines]) for ink in inks])
    return (*fragment._replace(strips=()), strips, owners)
