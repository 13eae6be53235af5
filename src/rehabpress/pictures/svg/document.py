"""The bytes of an SVG file to a tree of elements that know their lines. Everything is bounded while it is read."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
MOST_TAGS = 100_000
DEEPEST_TAGS = 100

_IN_SVG = f"{{{SVG_NAMESPACE}}}"
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_EXPORT = "export it again as plain SVG"


class NotDrawn(Exception):  # noqa: N818 - it says what is wrong with the picture
    """Something in an SVG file is not on the list of what is drawn. ``line`` counts from 1; 0 stands for what the reader is at."""

    def __init__(self, what: str, hint: str = "export it again as plain SVG, or as PNG", line: int = 0) -> None:
        super().__init__(what)
        self.hint = hint
        self.line = line


class SvgElement(Element):
    """An element of the file, the line on which it begins, and that on which its text does."""

    line = 0
    text_line = 0
    of_svg = True
    """Whether it is in the namespace of SVG, or in none as all of the file."""

    @property
    def name(self) -> str:
        """The tag without the namespace of SVG; empty for a tag of another namespace, which nobody draws."""
        return self.tag.removeprefix(_IN_SVG) if self.of_svg else ""

    @property
    def link(self) -> str:
        """What ``href`` or ``xlink:href`` says; the first of them counts, as in SVG 2."""
        return next((self.attrib[name].strip() for name in _LINKS if name in self.attrib), "")


def read_document(data: bytes) -> SvgElement:
    """The outermost element. Raises ``NotDrawn`` for what is no SVG file, declares entities or is too large or too deep."""
    tree = _Tree()
    try:
        tree.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotDrawn(f"this is not well-formed XML: {error}", "export it again as SVG", getattr(error, "lineno", 0)) from None
    root = tree.root
    if root is None or root.name != "svg":
        raise NotDrawn(
            "this is not an SVG file: its outermost tag is another", "export it again as SVG", root.line if root is not None else 0
        )
    return root


class _Tree:
    """Builds the tree from what expat reports."""

    def __init__(self) -> None:
        self.root: SvgElement | None = None
        self._open: list[SvgElement] = []
        self._count = 0
        parser: Any = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        self.parser = parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = int(self.parser.CurrentLineNumber)
        self._count += 1
        if self._count > MOST_TAGS:
            raise NotDrawn(f"this picture has more than {MOST_TAGS} tags", "simplify it, or export it as PNG", line)
        if len(self._open) >= DEEPEST_TAGS:
            raise NotDrawn(f"its tags are nested more than {DEEPEST_TAGS} deep", "simplify it: ungroup what need not be in groups", line)
        element = SvgElement(_qualified(tag), {_qualified(name): value for name, value in attributes.items()})
        element.line = line
        element.of_svg = element.tag.startswith(_IN_SVG) or ("{" not in element.tag and (self.root is None or "{" not in self.root.tag))
        if _BASE in element.attrib:
            raise NotDrawn("xml:base moves what its links mean", _EXPORT, line)
        if self._open:
            self._open[-1].append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and self._open[-1].name == "style":
            element = self._open[-1]
            element.text_line = element.text_line or int(self.parser.CurrentLineNumber) - text.count("\n")
            element.text = (element.text or "") + text

    def _entity(self, *_said: object) -> None:
        hint = "export it again as plain SVG (in Illustrator without 'Preserve Illustrator Editing Capabilities')"
        raise NotDrawn("this picture declares entities", hint, int(self.parser.CurrentLineNumber))

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            hint = "export it again with its styles in the same file"
            raise NotDrawn("its style sheet is another file", hint, int(self.parser.CurrentLineNumber))


def _qualified(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{{{space}}}{local}" if space else local
