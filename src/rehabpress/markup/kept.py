"""Parsing many documents that say much the same: a piece of markup that was parsed before gives the same block, the very same value.

The text is cut into elements by their tags alone. What has not been seen before goes through the parser, all of it in one small document.
Whenever anything is not as simple as that, or wrong, the whole text goes through the parser, which says what and where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Columns, Document, Heading, Items, Section, Table
from rehabpress.markup.build import build
from rehabpress.markup.parse import parse
from rehabpress.markup.tags import TAGS, Holds
from rehabpress.markup.text import Markup
from rehabpress.markup.tree import read
from rehabpress.problems import Problem

_ATTRIBUTES = r'(?:\s+[^\s=<>"]+="[^"<]*")*\s*'
_START = re.compile(rf"\s*(<([a-z][a-z0-9-]*){_ATTRIBUTES}(/?)>)")
_END = "</document>"
_CONTAINERS = frozenset(("section", "aside", "header"))
_MOST = 3_000
"""A day of patients with doses of their own adds some 20 each; what they share is soon there again."""


class _Element(NamedTuple):
    """One element: all of its text, its tag, its start tag, and what stands in it."""

    text: str
    name: str
    start: str
    inner: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A block and the levels of the headings in it, in order."""

    block: Block
    levels: tuple[int, ...]


class KeptParser:
    """A parser for one set of styles."""

    def __init__(self, styles: Collection[str]) -> None:
        self._styles = frozenset(styles)
        self._known: dict[str, _Known] = {}
        self._shells: dict[tuple[str, ...], Block] = {}
        self._heads: dict[str, Document] = {}
        """Documents without blocks, by their start tag."""
        self._footers: dict[str, tuple[Block, ...]] = {}

    def parse(self, markup: Markup) -> Document:
        """The same as ``parse``, equal in everything but the places of blocks that were seen before. Raises ``ProblemsFound``."""
        if len(self._known) > _MOST:
            for kept in (self._known, self._shells, self._heads, self._footers):
                kept.clear()
        document = self._again(markup)
        return parse(markup, styles=self._styles) if document is None else document

    def _again(self, markup: Markup) -> Document | None:
        text = markup.text.strip()
        start = _START.match(text)
        if not start or start[2] != "document" or start[3] or not text.endswith(_END):
            return None
        elements = _elements(text[start.end() : -len(_END)])
        if not elements or any(element.name not in TAGS["document"].children for element in elements):
            return None
        footer = elements[0] if elements[0].name == "footer" else None
        blocks = elements[1:] if footer else elements
        if not blocks or any(element.name == "footer" for element in blocks) or not self._learn(markup, start[1], footer, blocks):
            return None
        known = [self._assembled(element) for element in blocks]
        if not _in_order([level for one in known for level in one.levels]):
            return None
        found = tuple([one.block for one in known])
        return replace(self._heads[start[1]], footer=self._footers[footer.text] if footer else (), blocks=found)

    def _learn(self, markup: Markup, start: str, footer: _Element | None, blocks: Sequence[_Element]) -> bool:
        """Parse what has not been seen before; whether nothing is wrong with it."""
        leaves: dict[str, str] = {}
        shells: dict[tuple[str, ...], str] = {}
        for element in blocks:
            self._unseen(element, leaves, shells)
        new_footer = footer is not None and footer.text not in self._footers
        if not leaves and not shells and not new_footer and start in self._heads:
            return True
        leaves = leaves or {blocks[-1].text: blocks[-1].text}
        parts = [footer.text] if footer and new_footer else []
        tree = read(Markup("".join([start, *parts, *leaves.values(), *shells.values(), _END]), markup.templates, markup.name), self._styles)
        problems: list[Problem] = list(tree.problems)
        if tree.root is None or problems:
            return False
        document = build(tree.root, problems.append, whole=False)
        if problems or len(document.blocks) != len(leaves) + len(shells):
            return False
        self._heads[start] = replace(document, footer=(), blocks=())
        if footer and new_footer:
            self._footers[footer.text] = document.footer
        made = iter(document.blocks)
        for text in leaves:
            block = next(made)
            self._known[text] = _Known(block, tuple(_levels(block)))
        for key in shells:
            self._shells[key] = next(made)
        return True

    def _unseen(self, element: _Element, leaves: dict[str, str], shells: dict[tuple[str, ...], str]) -> None:
        """Gather the elements that are new: leaves whole, containers with something else in them."""
        if element.text in self._known or element.text in leaves:
            return
        opened = _opened(element)
        if opened is None:
            leaves[element.text] = element.text
            return
        key, inside = opened
        if key not in self._shells and key not in shells:
            shells[key] = _shell(element.name, key)
        for inner in inside:
            for child in inner:
                self._unseen(child, leaves, shells)

    def _assembled(self, element: _Element) -> _Known:
        """The block of an element whose parts are all known."""
        known = self._known.get(element.text)
        if known is None:
            opened = _opened(element)
            assert opened is not None  # noqa: S101 - a leaf has been learned whole
            key, inside = opened
            parts = [[self._assembled(child) for child in inner] for inner in inside]
            shell = self._shells[key]
            blocks = [tuple([one.block for one in part]) for part in parts]
            if isinstance(shell, Columns):
                filled = [replace(column, blocks=own) for column, own in zip(shell.columns, blocks, strict=True)]
                made: Block = replace(shell, columns=tuple(filled))
            else:
                assert isinstance(shell, Section)  # noqa: S101 - the other containers
                made = replace(shell, blocks=blocks[0])
            known = self._known[element.text] = _Known(made, tuple([level for part in parts for one in part for level in one.levels]))
        return known


def _opened(element: _Element) -> tuple[tuple[str, ...], list[list[_Element]]] | None:
    """The start tags of a container (of ``columns``: those of its columns too) and the elements in it, for columns column by column."""
    if element.name in _CONTAINERS:
        inner = _children(element)
        return None if inner is None else ((element.start,), [inner])
    if element.name == "columns":
        columns = _children(element)
        inside = [_children(column) for column in columns] if columns else []
        if columns and all(inside):
            return (element.start, *[column.start for column in columns]), [inner for inner in inside if inner]
    return None


def _children(element: _Element) -> list[_Element] | None:
    """The elements directly in this one; nothing when there are none, when text stands between them, or when they may not stand there."""
    tag = TAGS[element.name]
    if tag.below or tag.holds not in (Holds.BLOCKS, Holds.EITHER):
        return None
    found = _elements(element.inner)
    return found if found and all(child.name in tag.children for child in found) else None


def _shell(name: str, key: tuple[str, ...]) -> str:
    """The text of a container with something in it that takes little room."""
    if name == "columns":
        return "".join([key[0], *[f"{start}<p>x</p></column>" for start in key[1:]], "</columns>"])
    return f"{key[0]}<p>x</p></{name}>"


def _elements(text: str) -> list[_Element] | None:
    """The elements that a text is made of; nothing when there is anything else in it than white space."""
    found: list[_Element] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        start = _START.match(text, at)
        if not start or start[2] not in TAGS:
            return None
        begin = start.start(1)
        if start[3]:
            at = start.end()
            found.append(_Element(text[begin:at], start[2], start[1], ""))
            continue
        close = _closing(text, start[2], start.end())
        if close is None:
            return None
        found.append(_Element(text[begin : close[1]], start[2], start[1], text[start.end() : close[0]]))
        at = close[1]
    return found


def _closing(text: str, name: str, at: int) -> tuple[int, int] | None:
    """Where the end tag that belongs to a start tag stands."""
    depth = 1
    for found in _same(name).finditer(text, at):
        if found[1]:
            depth -= 1
            if not depth:
                return found.span()
        elif not found[2]:
            depth += 1
    return None


@lru_cache(64)
def _same(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:(/){name}\s*|{name}(?=[\s/>]){_ATTRIBUTES}(/?))>")


def _in_order(levels: Sequence[int]) -> bool:
    """Whether headings stand as a document wants them: one of level 1, first, and no level left out."""
    before = 0
    for level in levels:
        if level > before + 1 or (level == 1 and before):
            return False
        before = level
    return bool(levels)


def _levels(block: Block) -> Iterator[int]:
    match block:
        case Heading():
            yield block.level
        case Section():
            for inner in block.blocks:
                yield from _levels(inner)
        case Columns():
            for column in block.columns:
                yield from _levels(column)
        case Items():
            for item in block.items:
                for inner in item.blocks:
                    yield from _levels(inner)
        case Table():
            for row in (*block.head, *block.rows):
                for cell in row:
                    for inner in cell.blocks:
                        yield from _levels(inner)
        case _:
            pass
