"""Breaking text into lines with ReportLab's ``Paragraph``, without its markup and without its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from rehabpress.pdf.fonts import Face

SOFT_HYPHEN = "\u00ad"


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
    frags = [_frag(i, s) for i, s in enumerate(said)]
    if len(frags) == 1 and not frags[0].text.strip(" "):
        return []
    paragraph = Paragraph(None, _style(), frags=frags)
    found = paragraph.breakLines([width])
    if found.kind == 0:
        lines = [[Piece(0, " ".join(words))] for _, words in found.lines]
    else:
        lines = [[Piece(f.link[0], f.text) for f in line.words if not hasattr(f, "lineBreak") and f.text] for line in found.lines]
    return _with_spaces(lines, "".join(["\n" if s is None else s.text for s in said]))


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
