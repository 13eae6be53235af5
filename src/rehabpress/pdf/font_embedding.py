"""Fonts as objects of a PDF: Type 0 with glyph numbers as codes, a subset of the file, widths, and the text each glyph stands for."""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import NamedTuple, Protocol

from rehabpress.support.pdf_syntax import number, numbers
from rehabpress.typeset.text.fonts import Face

_SYMBOLIC = 4
_ITALIC = 64


class Adds(Protocol):
    """Takes new objects and gives their numbers."""

    def add(self, body: str) -> int:
        """A new object."""

    def add_stream(self, entries: str, data: bytes) -> int:
        """A new stream."""


def embed(face: Face, made: FontProgram, objects: Adds) -> int:
    """Write a font; the number of its object."""
    metrics = face.face
    program = objects.add_stream(made.entries, made.program)
    descriptor = objects.add(
        f"<</Type/FontDescriptor/FontName/{made.name}/Flags {_SYMBOLIC | (_ITALIC if metrics.slant else 0)}"
        f"/FontBBox[{numbers(*metrics.box)}]/ItalicAngle {number(metrics.slant)}/Ascent {number(metrics.ascent)}"
        f"/Descent {number(metrics.descent)}/CapHeight {number(metrics.cap_height)}/StemV {_stem(metrics.weight)}/FontFile2 {program} 0 R>>"
    )
    descendant = objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{made.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[{made.widths}]>>"
    )
    texts = objects.add_stream("/Filter/FlateDecode", made.texts)
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{made.name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {texts} 0 R>>"
    )


class FontProgram(NamedTuple):
    """The part of a face that shows some glyphs: the same in every document that shows the same."""

    name: str
    entries: str
    program: bytes
    widths: str
    texts: bytes


def font_program(face: Face, glyphs: frozenset[int]) -> FontProgram:
    """The subset of a face with these glyphs."""
    used = sorted(glyphs)
    file = face.subset(used)
    digest = sha256(repr((face.fontName, used)).encode()).digest()
    name = "".join([chr(65 + byte % 26) for byte in digest[:6]]) + "+" + face.fontName
    entries = f"/Length1 {len(file)}/Filter/FlateDecode"
    return FontProgram(name, entries, zlib.compress(file, 6), _widths(face, used), zlib.compress(_to_unicode(face, used), 6))


def _stem(weight: int) -> int:
    """A stem's width, as it is usually estimated from the weight of a face (400 regular, 700 bold)."""
    return round(10 + 220 * (weight - 50) / 900)


def _widths(face: Face, glyphs: list[int]) -> str:
    out: list[str] = []
    before = -2
    for glyph in glyphs:
        if glyph != before + 1:
            out.append(f"{']' if out else ''}{glyph}[")
        else:
            out.append(" ")
        out.append(number(face.advance(glyph)))
        before = glyph
    return "".join(out) + "]"


def _to_unicode(face: Face, glyphs: list[int]) -> bytes:
    pairs = [f"<{glyph:04x}> <{face.text_of(glyph).encode('utf-16-be').hex()}>" for glyph in glyphs]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
        *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode()
