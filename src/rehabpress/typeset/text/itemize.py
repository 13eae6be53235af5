"""Itemizes the runs of a paragraph: collapses spaces, resolves text styles, finds missing glyphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rehabpress.markup.blocks import Break, Inline, PageCount, PageNumber, Run, Running
from rehabpress.support.pdf_syntax import string
from rehabpress.support.problems import Place
from rehabpress.typeset.computed_style import ComputedStyle, TextStyle
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.marked_content import StructElement
from rehabpress.typeset.text.fonts import Face
from rehabpress.typeset.text.line_breaking import SOFT_HYPHEN

_NO_BREAK = re.compile("[\u2007\u202f]")
_SPACES = re.compile("[ \t\r\n\f\v\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000\x85]+")
_DIGIT = re.compile("[0-9]")
_TOGETHER = re.compile(r"(?<=[0-9)]) (?=[0-9])|(?<=[0-9])(?<![0-9]{4}) (?=[^\W\d_])")
"""The spaces within a telephone number, and between a number and what it counts: ``01632 960000``, ``8 am``, ``10 minutes``, ``20 November``."""
_YEAR = re.compile(r"(?<=[^\W\d_]) (?=[0-9]{4}(?![0-9]))")
_DROPPED = re.compile("[\u200b\ufeff]")
_UNUSUAL = re.compile("[^ -~]|  ")
"""What may have to be written otherwise; most text has nothing of it."""
_LONGEST_WORD = 500
"""Longer ones are not broken into lines in any time that somebody would wait."""


class TextRun(NamedTuple):
    """A stretch of a paragraph: its text, its manner, the element it belongs to, the target of a link. ``text`` is ``None`` for a line break."""

    text: str | None
    manner: TextStyle
    element: int = 0
    href: str | None = None


def text_runs(
    content: Sequence[Inline], look: ComputedStyle, role: str, place: Place, setting: LayoutContext
) -> tuple[list[TextRun], tuple[StructElement, ...]]:
    """The stretches of a paragraph with single spaces between words, and its elements: itself, and one for each link or other language."""
    elements = [StructElement(role)]
    out: list[TextRun] = []
    last: Run | None = None
    spaced = True
    for item in content:
        if isinstance(item, Break):
            out.append(TextRun(None, look.manner))
            last, spaced = None, True
            continue
        if isinstance(item, PageNumber | PageCount | Running):
            setting.problem(place, "page numbers stand in the footer only", "move it there, or write the number")
            continue
        manner = setting.looks.manner(item.style, look.manner) if item.style else look.manner
        text = _single_spaced(item.text) if _UNUSUAL.search(item.text) else item.text
        if len(text) > _LONGEST_WORD and max(map(len, text.split(" "))) > _LONGEST_WORD:
            setting.problem(place, f"a word of more than {_LONGEST_WORD} characters", "write it shorter, or put spaces into it")
            continue
        text = held_together(text)
        text = printable(text.lstrip(" ") if spaced else text, setting.face(manner), place, setting)
        if not text:
            continue
        spaced = text.endswith(" ")
        element = 0
        if item.href or item.lang:
            if last is None or (last.href, last.lang) != (item.href, item.lang):
                lang = f"/Lang{string(item.lang)}" if item.lang else ""
                elements.append(StructElement("Link" if item.href else "Span", 0, lang, inline=True))
            element = len(elements) - 1
        last = item
        out.append(TextRun(text, manner, element, item.href))
    return out, tuple(elements)


def held_together(text: str) -> str:
    """The text with spaces that are never broken within a telephone number or a date, and between a number and its unit."""
    return _YEAR.sub("\u00a0", _TOGETHER.sub("\u00a0", text)) if _DIGIT.search(text) else text


def _single_spaced(text: str) -> str:
    return _SPACES.sub(" ", _DROPPED.sub("", _NO_BREAK.sub("\u00a0", unicodedata.normalize("NFC", text))))


def printable(text: str, face: Face, place: Place, setting: LayoutContext) -> str:
    """The text without what the face cannot show, each of which is a problem."""
    lacking = [c for c in face.lacks(text) if c != SOFT_HYPHEN]
    if not lacking:
        return text
    for character in lacking:
        name = unicodedata.name(character, "a control character")
        seen = f'"{character}" ' if character.isprintable() else ""
        setting.problem(
            place,
            f"{seen}(U+{ord(character):04X}, {name}) is not in the font {face.fontName}",
            "write it in another way, or choose a font in the theme that has it",
        )
    return "".join([c for c in text if c not in lacking])
