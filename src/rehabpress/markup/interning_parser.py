"""Reading markup that is right, quickly: an element whose text was read before is the very same element again.

In: markup. Out: elements with their blocks. Whatever is wrong, or only uncommon (comments, entities other than XML's own,
tags that do not know their place), is nothing for this reader: it raises ``NotSimple``, and the thorough one (``tree``) says what and where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rehabpress.markup.attributes import one_line, what_is_wrong
from rehabpress.markup.build import BlockBuilder
from rehabpress.markup.source_map import PLACE, Markup, TemplateText
from rehabpress.markup.tags import TAGS, Holds, Tag
from rehabpress.markup.tree import DEEPEST, UNPRINTABLE, Element
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem

_TAG = re.compile(r'([a-z][a-z0-9-]*)((?:[ \t\n]+[A-Za-z_][A-Za-z0-9_.-]*="[^"<>]*")*)[ \t\n]*(/?)')
_ATTRIBUTE = re.compile(r'([A-Za-z_][A-Za-z0-9_.-]*)="([^"]*)"')
_AT = re.compile(r"(.+):([1-9]\d*):([1-9]\d*)")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|#34|#39);)?")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#34": '"', "#39": "'"}
_WHITE = " \t\n"
_TEXT = (Holds.TEXT, Holds.EITHER)
_LEVELS = {"h1": 1, "h2": 2, "h3": 3}
_NONE: frozenset[str] = frozenset()


class NotSimple(Exception):  # noqa: N818 - the thorough reader makes problems of it
    """Not for this reader."""


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """A start tag."""

    tag: Tag
    style: str
    attributes: dict[str, str]
    at: str
    place: Place
    end: str
    """What closes it, without its brackets; empty when it is closed already."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element and what it needs to stand in a document. A node is equal to itself alone."""

    element: Element
    name: str
    names: frozenset[str]
    """Its tag and all tags in it."""
    needs: frozenset[str]
    """The tags that it must stand in."""
    depth: int
    levels: tuple[int, ...]
    """Those of the headings in it, in order."""


Child = str | Node


class InterningParser:
    """A reader for one set of styles."""

    def __init__(self, styles: Collection[str]) -> None:
        self._styles = frozenset(styles)
        self._starts: Memo[str, Start] = Memo()
        self._nodes: Memo[str, Node] = Memo()
        self._problems: list[Problem] = []
        self._builder = BlockBuilder(self._problems.append, whole=False)

    def read(self, markup: Markup) -> tuple[Start, Sequence[Node]]:
        """The start tag of the document and the elements in it. Raises ``NotSimple``."""
        text = markup.text.strip(_WHITE)
        start, begin = self._opened(text, 0, markup.templates)
        if start.tag.name != "document" or not text.endswith(f"<{start.end}>"):
            raise NotSimple
        nodes = []
        for child in self._children(text[begin : -len(start.end) - 2], markup.templates):
            if isinstance(child, Node):
                if child.name not in start.tag.children or child.needs or child.depth >= DEEPEST:
                    raise NotSimple
                nodes.append(child)
            elif child.strip(_WHITE):
                raise NotSimple
        return start, nodes

    def _children(self, text: str, templates: Mapping[str, TemplateText], depth: int = 1) -> Sequence[Child]:
        """The elements in a text and what stands between them; ``depth`` is how many they stand in. Raises ``NotSimple``."""
        if depth > DEEPEST:
            raise NotSimple
        out: list[Child] = []
        known = self._nodes
        at = 0
        while (opens := text.find("<", at)) >= 0:
            if opens > at:
                out.append(text[at:opens])
            start, begin = self._opened(text, opens, templates)
            end = _closed(text, start, begin) if start.end else begin
            at = end + len(start.end) + 2 if start.end else begin
            element = text[opens:at]
            node = known.get(element)
            if node is None:
                node = self._made(start, self._children(text[begin:end], templates, depth + 1) if end > begin else ())
                known.put(element, node)
            out.append(node)
        if at < len(text):
            out.append(text[at:])
        return out

    def _opened(self, text: str, at: int, templates: Mapping[str, TemplateText]) -> tuple[Start, int]:
        """The start tag there, and where it ends. Raises ``NotSimple``."""
        end = text.find(">", at)
        if end < 0:
            raise NotSimple
        return self.start(text[at + 1 : end], templates), end + 1

    def start(self, text: str, templates: Mapping[str, TemplateText]) -> Start:
        """A start tag from what stands between its brackets. Raises ``NotSimple``."""
        found = self._starts.get(text)
        if found is None:
            found = self._start(text, templates)
            self._starts.put(text, found)
        return found

    def _start(self, text: str, templates: Mapping[str, TemplateText]) -> Start:
        written = _TAG.fullmatch(text)
        if not written or (tag := TAGS.get(written[1])) is None:
            raise NotSimple
        pairs = _ATTRIBUTE.findall(written[2])
        given = dict(pairs)
        at = given.pop(PLACE, "")
        where = _AT.fullmatch(at)
        if len(given) + 1 != len(pairs) or not where or where[1] not in templates:
            raise NotSimple
        attributes: dict[str, str] = {}
        for attribute in tag.attributes:
            if attribute.name in given:
                value = one_line(_plain(given.pop(attribute.name)))
                if what_is_wrong(attribute, value)[0]:
                    raise NotSimple
                attributes[attribute.name] = value
            elif attribute.required:
                raise NotSimple
        style = f"{tag.name}.{attributes['class']}" if "class" in attributes else tag.name
        if given or (style not in self._styles and (tag.styled or "class" in attributes)):
            raise NotSimple
        place = templates[where[1]].place(int(where[2]), int(where[3]), len(tag.name) + 1)
        return Start(tag, style, attributes, at, place, "" if written[3] else f"/{tag.name}")

    def _made(self, start: Start, children: Sequence[Child]) -> Node:
        """The element of a start tag with what stands in it. Raises ``NotSimple``."""
        tag = start.tag
        inner: list[Element | str] = []
        names = _NONE
        needs = _NONE
        depth = 0
        levels: tuple[int, ...] = ()
        for child in children:
            if isinstance(child, Node):
                if child.name not in tag.children:
                    raise NotSimple
                inner.append(child.element)
                names |= child.names
                needs |= child.needs
                depth = max(depth, child.depth)
                levels += child.levels
            elif tag.holds in _TEXT:
                inner.append(_plain(child))
            elif child.strip(_WHITE):
                raise NotSimple
        if (tag.below and not names.issubset(tag.below)) or depth + 1 >= DEEPEST:
            raise NotSimple
        if tag.name in needs:
            needs -= {tag.name}
        if tag.only_in:
            needs |= {tag.only_in}
        if tag.name in _LEVELS:
            levels += (_LEVELS[tag.name],)
        element = Element(tag, start.style, start.attributes, start.at, start.place, inner)
        self._builder.prepare(element)
        if self._problems:
            self._problems.clear()
            raise NotSimple
        return Node(element, tag.name, names | {tag.name}, needs, depth + 1, levels)


def _closed(text: str, start: Start, begin: int) -> int:
    """Where the end tag stands that belongs to a start tag. Raises ``NotSimple``."""
    opening, closing = f"<{start.tag.name} ", f"<{start.end}>"
    end, at, nested = text.find(closing, begin), begin, 0
    while end >= 0:
        nested += text.count(opening, at, end)
        if not nested:
            return end
        nested -= 1
        at = end + len(closing)
        end = text.find(closing, at)
    raise NotSimple


def _plain(text: str) -> str:
    """Text as it is meant: entities as their characters. Raises ``NotSimple`` for what is not known or must not be there."""
    if not text.isprintable() and UNPRINTABLE.search(text):
        raise NotSimple
    if "]]>" in text:
        raise NotSimple
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if not found[1]:
        raise NotSimple
    return _ENTITIES[found[1]]
