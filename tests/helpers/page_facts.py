"""Facts of a page read back from a PDF: where its text stands, how large it is, and what overlaps."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

BEARING = 2.5
"""The tail of a j reaches so far out of its line."""

STROKE = 6.5
"""pdfium makes the bounds of a line wider than its ink by up to so much."""

LAP = 0.6
"""Boxes of two lines may touch by so many points: accents and tails reach out of their line."""


@dataclass(frozen=True)
class Word:
    """A run of text as it was drawn: its box in points from the bottom left of the page, and the size of its font."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size and the text on it."""

    width: float
    height: float
    words: tuple[Word, ...]
    boxes: tuple[tuple[float, float, float, float], ...]
    """Everything drawn that is no text: left, bottom, right, top."""


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [_sheet(number, page) for number, page in enumerate(opened, start=1)]


def _sheet(number: int, page: pypdfium2.PdfPage) -> Sheet:
    text = page.get_textpage()
    words, boxes = [], []
    for item in page.get_objects(max_depth=1):
        left, bottom, right, top = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            continue  # a picture: pdfium gives the bounds of what is clipped away, too
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            said = _text(item, text)
            if said.strip():
                words.append(Word(number, said, left, bottom, right, top, _size(item)))
        else:
            boxes.append((left, bottom, right, top))
    width, height = page.get_size()
    return Sheet(width, height, tuple(words), tuple(boxes))


def _size(item: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, size)
    return float(size.value)


def _text(item: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    count = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = (ctypes.c_ushort * (count // 2 + 1))()
    raw.FPDFTextObj_GetText(item.raw, text.raw, buffer, count)
    return bytes(buffer).decode("utf-16-le").split("\0")[0]


def overlaps(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Pairs of words whose boxes lie over each other."""
    ordered = sorted(sheet.words, key=lambda word: -word.top)
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.top < one.bottom + LAP:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            up = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > LAP and up > LAP:
                yield one.text, other.text


def outside(sheet: Sheet, left: float, bottom: float, right: float, top: float) -> Iterator[str]:
    """What reaches out of the frame that these margins leave."""
    for word in sheet.words:
        if (
            word.left < left - BEARING
            or word.right > sheet.width - right + BEARING
            or word.bottom < bottom - BEARING
            or word.top > sheet.height - top + BEARING
        ):
            yield f'"{word.text}"'
    for box in sheet.boxes:
        if (
            box[0] < left - STROKE
            or box[2] > sheet.width - right + STROKE
            or box[1] < bottom - STROKE
            or box[3] > sheet.height - top + STROKE
        ):
            yield f"a drawing at {[round(edge) for edge in box]}"
