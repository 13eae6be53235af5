"""Parses markup into a tree of tags; checks every tag and attribute against its declaration and the styles of the theme.

Goes on after a problem as long as the text can be read; what is wrong is left out of the tree and its parent marked ``broken``, so that
later checks do not complain of what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from rehabpress.markup.attributes import one_line, what_is_wrong
from rehabpress.markup.blocks import Block, Cell
from rehabpress.markup.source_map import PLACE, Markup
from rehabpress.markup.tags import TAGS, Holds, Tag
from rehabpress.markup.xml_errors import Stop, problem_of
from rehabpress.support.problems import Place, Problem, did_you_mean

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
DEEPEST = 60
_LEFT_OPEN = (expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH], expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS])
_HTML = {"div": "section", "b": "strong", "i": "em", "article": "section", "figure": "img", "main": "section", "nav": "section"}


@dataclass(slots=True)
class Element:
    """A tag with what stands in it. Grows while the text is read."""

    tag: Tag
    style: str
    attributes: dict[str, str]
    at: str
    place: Place
    children: list[Element | str] = field(default_factory=list)
    broken: bool = False
    block: Block | None = None
    """What it is, where that is known already."""
    blocks: tuple[Block, ...] | None = None
    """What it holds, where that is known already."""
    cells: tuple[Cell, ...] | None = None
    """Those of a row, where they are known already."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The root, unless even that could not be read, and everything found wrong."""

    root: Element | None
    problems: tuple[Problem, ...]
    whole: bool
    """Whether no tag was left out."""


def read(markup: Markup, styles: Collection[str]) -> Tree:
    """Read markup. Raises nothing: problems are part of the result."""
    return _Reader(markup, frozenset(styles)).read()


class _Reader:
    def __init__(self, markup: Markup, styles: frozenset[str]) -> None:
        self.markup = markup
        self.styles = styles
        self.problems: list[Problem] = []
        self.root: Element | None = None
        self.whole = True
        self.stack: list[Element | None] = []  # None: a tag that is not in the tree, nor is anything in it
        self.names: list[str] = []
        self.counts: list[int] = []  # how many problems there were when each was opened
        self.limits: list[Tag] = []  # those of them that limit what stands in them at any depth
        self.places: dict[tuple[str, str], Place] = {}
        self.parser = expat.ParserCreate("utf-8")

    def read(self) -> Tree:
        text = self.markup.text
        self._unprintable(text)
        if not self.problems:
            parser = self.parser
            parser.buffer_text = True
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
            parser.StartDoctypeDeclHandler = lambda *_: self._stop("a DOCTYPE", "leave it out", "<!DOCTYPE")
            parser.ProcessingInstructionHandler = lambda *_: self._stop("a processing instruction (<? … ?>)", "leave it out", "<?")
            parser.XmlDeclHandler = lambda *_: self._stop("an XML declaration (<?xml … ?>)", "leave it out", "<?xml")
            parser.CommentHandler = lambda *_: self._stop("an XML comment (<!-- … -->)", "write {# … #}, which is never printed", "<!--")
            parser.StartCdataSectionHandler = lambda *_: self._stop("a CDATA section", "write &lt; for < and &amp; for &", "<![CDATA[")
            data = text.encode()
            try:
                parser.Parse(data, True)
            except expat.ExpatError as error:
                if error.code in _LEFT_OPEN and self.counts:
                    del self.problems[self.counts[-1] :]  # what is wrong inside a tag that was left open comes from that
                self.problems.append(problem_of(self.markup, data, parser, self._open()))
                return Tree(None, tuple(self.problems), whole=False)
            except Stop as stop:
                self.problems.append(Problem(self._here(stop.words), f"{stop.what} cannot be used in a layout", stop.hint))
                return Tree(None, tuple(self.problems), whole=False)
        return Tree(self.root, tuple(self.problems), self.whole)

    def _unprintable(self, text: str) -> None:
        for found in UNPRINTABLE.finditer(text):
            place = self.markup.find("", self.markup.last_tag(found.start()))
            what = f"a control character (U+{ord(found[0]):04X}) in the text of this tag"
            self.problems.append(Problem(place, what, "take it out; it prints as nothing"))

    def _stop(self, what: str, hint: str, words: str) -> None:
        raise Stop(what, hint, words)

    def _open(self) -> list[tuple[str, Place]]:
        places = [element.place if element else None for element in self.stack]
        return [(name, place) for name, place in zip(self.names, places, strict=True) if place]

    def _here(self, words: str) -> Place:
        """Where the parser has come to ``words``."""
        offset = len(self.markup.text.encode()[: self.parser.CurrentByteIndex].decode(errors="ignore"))
        return self.markup.find(words, self.markup.last_tag(offset))

    def _place(self, name: str, at: str) -> Place:
        if not at:
            line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
            return Place(self.markup.name, line, column + 1, self.markup.text.split("\n")[line - 1], len(name) + 1)
        place = self.places.get((at, name))
        if place is None:
            place = self.places[at, name] = self.markup.place(at, len(name) + 1)
        return place

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.stack) == DEEPEST:
            self._stop(f"more than {DEEPEST} tags inside one another", "look for a loop that opens a tag and does not close it", f"<{name}")
        self.counts.append(len(self.problems))
        at = attributes.pop(PLACE, "")
        place = self._place(name, at)
        parent = self.stack[-1] if self.stack else None
        hidden = bool(self.stack) and parent is None
        element = None if hidden else self._element(name, attributes, at, place)
        if element and not self._nesting(element.tag, place, parent):
            self.whole = False
            if parent:
                parent.broken = True
        elif element and parent:
            parent.children.append(element)
        elif element:
            self.root = element
        else:
            self.whole = False
            if parent:
                parent.broken = True
        self.stack.append(element)
        self.names.append(name)
        if element and element.tag.below:
            self.limits.append(element.tag)

    def _element(self, name: str, given: dict[str, str], at: str, place: Place) -> Element | None:
        tag = TAGS.get(name)
        if tag is None:
            meant = (
                f"write <{_HTML[name]}> instead"
                if name in _HTML
                else did_you_mean(name, list(TAGS), "docs/layout-reference.md lists the tags")
            )
            self._problem(place, f"<{name}> is not a tag", meant)
            return None
        for key in given:
            if tag.attribute(key) is None:
                known = [a.name for a in tag.attributes]
                hint = did_you_mean(key, known, f"<{name}> takes no attributes" if not known else "")
                self._problem(self._at(key, at, place), f'<{name}> has no attribute "{key}"', hint)
        attributes: dict[str, str] = {}
        for attribute in tag.attributes:
            if attribute.name in given:
                value = one_line(given[attribute.name])
                what, hint = what_is_wrong(attribute, value)
                if what:
                    self._problem(self._at(attribute.name, at, place), f"<{name}> {what}", hint)
                else:
                    attributes[attribute.name] = value
            elif attribute.required:
                self._problem(place, f"<{name}> needs {attribute.name}", attribute.means)
        return Element(tag, self._style(tag, attributes.get("class"), at, place), attributes, at, place)

    def _nesting(self, tag: Tag, place: Place, parent: Element | None) -> bool:
        what, hint = "", ""
        limit = next((limit for limit in self.limits if tag.name not in limit.below), None)
        if parent is None and tag.name != "document":
            what, hint = f"<{tag.name}> stands outside of <document>", "<document> is the outermost tag"
        elif tag.only_in and tag.only_in not in self.names:
            what, hint = f"<{tag.name}> stands outside of <{tag.only_in}>", f"it can only be used in <{tag.only_in}>"
        elif parent and tag.name not in parent.tag.children:
            what, hint = f"<{tag.name}> cannot stand in <{parent.tag.name}>", _may_hold(parent.tag)
        elif limit and parent and (parent.tag is limit or parent.tag.name in limit.below):
            what, hint = f"<{tag.name}> cannot stand in <{limit.name}>", f"<{limit.name}> may hold {_tags(limit.below)}"
        if what:
            self._problem(place, what, hint)
        return not what

    def _style(self, tag: Tag, name: str | None, at: str, place: Place) -> str:
        if not name:
            if tag.styled and tag.name not in self.styles:
                self._problem(place, f"the theme has no style for <{tag.name}>", f"add {tag.name} to the styles of the theme")
            return tag.name
        style = f"{tag.name}.{name}"
        if style not in self.styles:
            self._problem(self._at(name, at, place), f'the theme has no class "{name}" for <{tag.name}>', self._class_hint(tag.name, name))
        return style

    def _class_hint(self, tag: str, name: str) -> str:
        mine = sorted(c for t, _, c in (s.partition(".") for s in self.styles) if t == tag and c)
        others = sorted(t for t, _, c in (s.partition(".") for s in self.styles) if c == name)
        if others:
            return f"it has that class for {_tags(others)}"
        return did_you_mean(name, mine, f"it has no class at all for <{tag}>" if not mine else "") or f"it has {', '.join(mine)}"

    def _end(self, _name: str) -> None:
        element = self.stack.pop()
        self.names.pop()
        self.counts.pop()
        if element and element.tag.below:
            self.limits.pop()

    def _text(self, text: str) -> None:
        element = self.stack[-1]
        if element is None:
            return
        if element.tag.holds in (Holds.TEXT, Holds.EITHER):
            element.children.append(text)
        elif words := one_line(text):
            shown = words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
            hint = "it holds nothing" if element.tag.holds is Holds.NOTHING else "put the text into a tag that holds text, such as <p>"
            self._problem(
                self._at(words, element.at, element.place, f"</{element.tag.name}"),
                f'text directly in <{element.tag.name}>: "{shown}"',
                hint,
            )
            element.broken = True

    def _at(self, words: str, at: str, otherwise: Place, end: str = ">") -> Place:
        place = self.markup.find(words, at, end) if at else otherwise
        return place if (place.line, place.column) != (otherwise.line, otherwise.column) else otherwise

    def _problem(self, place: Place, what: str, hint: str) -> None:
        self.problems.append(Problem(place, what, hint))


def _tags(names: Collection[str]) -> str:
    return " ".join(f"<{name}>" for name in names)


def _may_hold(tag: Tag) -> str:
    if tag.holds is Holds.NOTHING:
        return f"<{tag.name}> holds nothing: write <{tag.name}/>"
    text = "text and " if tag.holds in (Holds.TEXT, Holds.EITHER) else ""
    return f"<{tag.name}> may hold {text}{_tags(tag.children)}"
