"""Parsing many documents that say much the same: what was parsed before gives the same block, the very same value.

Whenever anything is wrong, or not as simple as most markup is, the whole text goes through the thorough parser, which says what and where.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rehabpress.markup.blocks import Document
from rehabpress.markup.interning_parser import InterningParser, Node, NotSimple, Start
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import Markup


class CachedParser:
    """A parser for one set of styles."""

    def __init__(self, styles: Collection[str]) -> None:
        self._styles = frozenset(styles)
        self._reader = InterningParser(styles)

    def parse(self, markup: Markup) -> Document:
        """The same as ``parse`` for the whole text. Raises ``ProblemsFound``."""
        try:
            return _document(*self._reader.read(markup))
        except NotSimple:
            return parse(markup, styles=self._styles)


def _document(start: Start, nodes: Sequence[Node]) -> Document:
    """The document of its elements. Raises ``NotSimple`` when they cannot stand so."""
    text = start.attributes
    footer = nodes[0].element.blocks if nodes and nodes[0].name == "footer" else None
    blocks = tuple([node.element.block for node in (nodes if footer is None else nodes[1:]) if node.element.block])
    if not blocks or len(blocks) + (footer is not None) != len(nodes):
        raise NotSimple
    if not _in_order([level for node in nodes for level in node.levels]):
        raise NotSimple
    return Document(
        text.get("title", ""),
        text.get("lang", ""),
        text.get("author", ""),
        footer or (),
        blocks,
        text.get("running", ""),
        text.get("edge", ""),
        text.get("numbering", ""),
    )


def _in_order(levels: Sequence[int]) -> bool:
    """Whether headings stand as a document wants them: one of level 1, first, and no level left out."""
    before = 0
    for level in levels:
        if level > before + 1 or (level == 1 and before):
            return False
        before = level
    return bool(levels)
