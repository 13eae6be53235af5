"""Breaking text into lines with ReportLab's ``Paragraph``, without its markup and without its drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from rehabpress.pdf.fonts import Face

SOFT_HYPHEN = "\u00ad"
_TINY = 0.05
_NOT_IN_A_WORD = f"(?<![^\\W_]){SOFT_HYPHEN}|{SOFT_HYPHEN}(?![^\\W_])"


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text in one face and size. ``text`` has single spaces; ``None`` in its place in a sequence is a line break."""

    text: str
    face: Face
    size: float


class Piece(NamedTuple):
    """Part of a line: the index of the stretch it comes from, its text, and whether it ends with a hyphen that the text does not have."""

    of: int
    text: str
    hyphen: bool = False


def broken(said: Sequence[Said | None], width: float) -> list[list[Piece]]:
    """The lines of a paragraph ``width`` points wide. A line that ends between two words ends with a space, one that ends within a word does not."""
    # ReportLab loses a hyphen next to a soft one, and in words of several faces; without soft hyphens words are right, only not divided
    useless = SOFT_HYPHEN if len(said) > 1 else _NOT_IN_A_WORD
    said = [replace(s, text=re.sub(useless, "", s.text)) if s and SOFT_HYPHEN in s.text else s for s in said]
    lines, asked = _broken(said, width), width
    while len(said) > 1 and asked > width / 2:
        # ReportLab measures a space between two sizes in one of them and draws it in the other
        over = max((_width(line, said) for line in lines), default=0.0) - width
        if over <= _TINY:
            break
        asked -= over
        lines = _broken(said, asked)
    return lines


def _broken(said: Sequence[Said | None], width: float) -> list[list[Piece]]:
    frags = [_frag(i, s) for i, s in enumerate(said)]
    if len(frags) == 1 and not frags[0].text.strip(" "):
        return []
    found = Paragraph(None, _style(), frags=frags).breakLines([width])
    if found.kind == 0:
        lines = [[Piece(0, " ".join(words))] for _, words in found.lines]
    else:
        lines = [[Piece(f.link[0], f.text) for f in line.words if not hasattr(f, "lineBreak") and f.text] for line in found.lines]
    return _with_spaces(lines, "".join(["\n" if s is None else s.text for s in said]))


def _width(line: Sequence[Piece], said: Sequence[Said | None]) -> float:
    """The width of a line in points, without the space at its end."""
    total = 0.0
    for piece in line:
        if source := said[piece.of]:
            total += source.face.width(piece.text.rstrip(" ") if piece is line[-1] else piece.text, source.size)
    return total


@lru_cache(1)
def _style() -> Any:
    return ParagraphStyle("line breaking only", splitLongWords=1, spaceShrinkage=0, uriWasteReduce=0)


def _frag(index: int, said: Said | None) -> Any:
    # ReportLab joins neighbours that look the same; what they link to keeps them apart
    if said is None:
        return ParaFrag(text="", lineBreak=True, fontName="Helvetica", fontSize=1, link=(index,))
    return ParaFrag(text=said.text, fontName=said.face.fontName, fontSize=said.size, link=(index,))


def _with_spaces(lines: list[list[Piece]], text: str) -> list[list[Piece]]:
    """The lines with the space or the missing hyphen at their end, found by following the text from its beginning: nothing is lost or doubled."""
    at, out = 0, []
    for line in lines:
        while at < len(text) and text[at] in " \n" and not (text[at] == "\n" and not line):
            at += 1
        pieces = list(line)
        if pieces:
            pieces[0] = pieces[0]._replace(text=pieces[0].text.lstrip(" "))
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip(" "))
        shown = "".join([p.text for p in pieces])
        at, hyphen = _followed(text, at, shown)
        if not line and text[at : at + 1] == "\n":
            at += 1
        elif hyphen:
            pieces[-1] = pieces[-1]._replace(hyphen=True)
        elif pieces and at < len(text) and text[at] in " \n":
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + " ")
        out.append([p for p in pieces if p.text])
    if text[at:].strip(f" \n{SOFT_HYPHEN}"):
        raise AssertionError(f"{len(text) - at} characters are lost in breaking lines")
    return out


def _followed(text: str, at: int, shown: str) -> tuple[int, bool]:
    """Where ``shown`` ends that begins at ``at``, and whether its last character is a hyphen put in place of a soft one."""
    if text.startswith(shown, at):
        return at + len(shown), False
    for i, character in enumerate(shown):
        while text[at : at + 1] == SOFT_HYPHEN:
            at += 1
        while character != " " and text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] == character:
            at += 1
        elif i == len(shown) - 1 and character == "-" and text[at - 1 : at] == SOFT_HYPHEN:
            return at, True
        else:
            raise AssertionError("a line shows what the text does not say")
    return at, False
