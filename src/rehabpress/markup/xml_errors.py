"""Translates XML well-formedness errors into problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.parsers import expat

from rehabpress.markup.source_map import PLACE, Markup
from rehabpress.support.problems import Place, Problem


class Stop(Exception):  # noqa: N818 - it is no error of the program
    """Raised in the parser's handlers at something that no layout may hold."""

    def __init__(self, what: str, hint: str, words: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.words = words


def problem_of(markup: Markup, data: bytes, parser: expat.XMLParserType, tags: Sequence[tuple[str, Place]]) -> Problem:
    """The problem at which the parser stopped. ``data`` is the text in UTF-8, ``tags`` are those open, with their places."""
    offset = len(data[: parser.ErrorByteIndex].decode(errors="ignore"))
    if markup.text[offset - 1 : offset] in ("&", "<"):  # the parser stops at the character after it
        offset -= 1
    words = markup.text[offset : offset + 80]
    what, hint, where = _said(parser.ErrorCode, words, tags)
    if isinstance(where, Place):
        return Problem(where, what, hint)
    return Problem(_place(markup, offset, where), what, hint)


def _place(markup: Markup, offset: int, words: str) -> Place:
    if markup.templates:
        here = re.match(rf'<[\w.-]+ {PLACE}="([^"]*)"', markup.text[offset:])
        at = here[1] if here else markup.last_tag(offset)
        return markup.place(at) if at and (here or not words) else markup.find(words, at)
    line = markup.text.count("\n", 0, offset) + 1
    start = markup.text.rfind("\n", 0, offset) + 1
    return Place(markup.name, line, offset - start + 1, markup.text.split("\n")[line - 1], max(1, len(words)))


def _said(code: int, words: str, tags: Sequence[tuple[str, Place]]) -> tuple[str, str, str | Place]:
    """What is wrong, what to write, and where: a place, or words to look for."""
    codes = expat.errors.codes
    if code == codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY] and (entity := re.match(r"&([A-Za-z0-9]+);", words)):
        return f"{entity[0]} is not known here", _character(entity[1]), entity[0]
    if code == codes[expat.errors.XML_ERROR_TAG_MISMATCH] and tags:
        closing = re.match(r"(?:</)?([\w.-]+)", words)
        closed = closing[1] if closing else ""
        name, place = tags[-1]
        if closed not in (other for other, _ in tags):
            return f"</{closed}> closes a tag that is not open", f"open here is <{name}>", f"</{closed}>"
        return f"<{name}> is not closed before </{closed}>", f"write </{name}> before it", place
    if code == codes[expat.errors.XML_ERROR_NO_ELEMENTS] and tags:
        name, place = tags[-1]
        return f"<{name}> is never closed", f"write </{name}> where it ends", place
    if code == codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        return "the layout has printed nothing", "it must print a <document>", ""
    if code == codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]:
        return "an attribute stands twice in this tag", f"write each once; the name {PLACE} is reserved", ""
    if code == codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]:
        return "something stands after </document>", "<document> is the outermost tag, and there is one", ""
    if code == codes[expat.errors.XML_ERROR_SYNTAX]:
        return "text stands outside of <document>", "<document> is the outermost tag", ""
    return _not_well_formed(words)


def _not_well_formed(words: str) -> tuple[str, str, str]:
    if words.startswith("&"):
        return "a bare &", "write &amp;", "&"
    if words.startswith("<"):
        return "a bare <", "write &lt;", words[:2].strip("\n")
    shown = words.split("\n")[0][:20]
    near = f' near "{shown}"' if shown else ""
    return (
        f"this tag, or the text after it, is not well formed{near}",
        'write < as &lt; and & as &amp; in text, and attributes as name="value"',
        "",
    )


def _character(entity: str) -> str:
    from html.entities import html5  # read only when it is needed: it is large

    characters = html5.get(f"{entity};")
    if not characters:
        return "known are &amp; &lt; &gt; &quot; &apos;; type any other character itself"
    numbers = "".join(f"&#{ord(c)};" for c in characters)
    shown = f" {characters}" if characters.strip() and characters.isprintable() else ""
    return f"type the character itself{shown}, or {numbers}"
