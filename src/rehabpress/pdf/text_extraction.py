"""The text of a PDF that this package has written, read from its bytes alone: what a reader of the file would see on each page.

It knows only the forms that ``writer.py`` writes and refuses everything else, so that no page is taken for empty.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rehabpress.pdf.flate_segments import joined

_OBJECT = re.compile(rb"(\d+) 0 obj\n<<(.*?)/Length (\d+)>>stream\n", re.DOTALL)
_XREF = re.compile(rb"/Type/XRef/Size (\d+)/W\[1 4 2\]/Root (\d+) 0 R")
_CONTENTS = re.compile(r"/Contents (\d+) 0 R")
_RESOURCES = re.compile(r"/Resources (\d+) 0 R")
_FONTS = re.compile(r"/Font<<(.*?)>>")
_NAMED = re.compile(r"/(\S+) (\d+) 0 R")
_TO_UNICODE = re.compile(r"/ToUnicode (\d+) 0 R")
_PAIR = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")
_RUN = re.compile(r"\[<([^\]]*)>\]TJ|<([0-9a-f]+)>Tj|/(\S+) [\d.]+ Tf|/ActualText(?:<FEFF([0-9A-F]*)>|\(((?:[^()\\]|\\.)*)\))>>BDC|(EMC)")
_MOVED = re.compile(r">[-\d. ]*<")
_ESCAPED = re.compile(r"\\(\d{3}|.)")
_FIRST = re.compile(rb"/First (\d+)")
_PAGES = re.compile(r"/Pages (\d+) 0 R")
_CATALOG = 1
_ROW, _PLAIN, _PACKED = 7, 1, 2
"""A row of the table of objects: its length, and what its first byte says."""
_PLACED = re.compile(rb"q 1 0 0 1 [-\d.]+ [-\d.]+ cm\n")
"""What is stored before a group of pieces of a stream: where it is drawn."""
_HEAD, _LENGTH, _ADLER = 3, 4, 4
"""How many bytes stand at the beginning of a stream, before each of these, and at the end."""
_FLUSHED = b"\0\0\xff\xff"
_LAST = _FLUSHED + b"\3\0"
"""What ends a piece, and what ends a stream."""
_MOST_FONTS, _MOST_LINES, _MOST_PIECES = 200, 8_000, 2_000
"""How many are kept; then all go."""

Glyphs = Mapping[str, int]
"""By the name of their font; the bit of each is set."""


class NotReadable(Exception):  # noqa: N818 - it says what it is
    """The bytes are not a file that this package has written, or are damaged."""


class _TextLine(NamedTuple):
    """What a line of operators shows, and the font and the state after it."""

    text: str
    glyphs: tuple[tuple[str, int], ...]
    font: str
    spoken: bool
    """Whether the text is inside of what is said otherwise."""


class _TextPiece(NamedTuple):
    """What some lines of operators show, and the font after them. ``adler`` and ``length`` are those of the lines."""

    text: str
    glyphs: Glyphs
    font: str
    adler: int
    length: int


class TextReader:
    """Reads files one after the other. A piece of a stream, or a line, that has been read before is not read again.

    ``deflated.py`` says how a stream is put together from pieces.
    """

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, bytes], int] = {}
        """The glyphs that have a meaning in a file, by the name of the font and the bytes that say it."""
        self._meaning: dict[str, dict[str, str]] = {}
        """The text of each glyph of a font in any file so far. When a file says it otherwise, all that was read goes."""
        self._lines: dict[tuple[str, str], _TextLine] = {}
        self._pieces: dict[tuple[str, bytes], _TextPiece] = {}
        """Both by the font before them."""

    def pages(self, pdf: bytes) -> list[list[str]]:
        """The pieces of text of each page, in the order of its stream. Raises ``NotReadable``."""
        try:
            return self._pages(pdf)
        except (KeyError, IndexError, ValueError, zlib.error, AttributeError, TypeError) as error:
            raise NotReadable(str(error)) from error

    def learn(self, name: str, to_unicode: bytes) -> None:
        """What the glyphs of a font mean, as a file says it. Raises ``ValueError``."""
        if (name, to_unicode) not in self._fonts:
            self._learnt(name, to_unicode)

    def text(self, code: bytes) -> str:
        """What lines of operators show, in fonts that were learnt. Raises ``KeyError``, ``ValueError``."""
        return self._shown(code, "").text

    def _pages(self, pdf: bytes) -> list[list[str]]:
        rows = _XrefTable(pdf)
        small = _Small(pdf, rows)
        tree = small[int(_found(_PAGES, small[_CATALOG])[1])]
        kids = re.findall(r"(\d+) 0 R", tree[tree.index("/Kids") :])
        out = []
        fonts: dict[str, Glyphs] = {}
        for kid in kids:
            page = small[int(kid)]
            resources = _found(_RESOURCES, page)[1]
            if resources not in fonts:
                fonts[resources] = self._known(pdf, rows, small, small[int(resources)])
            pieces = self._read(_raw(pdf, rows[int(_found(_CONTENTS, page)[1])]))
            if any(shown & ~fonts[resources][font] for piece in pieces for font, shown in piece.glyphs.items()):
                raise ValueError("nothing says what some glyphs mean")
            out.append([piece.text for piece in pieces if piece.text])
        return out

    def _known(self, pdf: bytes, rows: _XrefTable, small: _Small, resources: str) -> Glyphs:
        """The glyphs of each font of a page that have a meaning."""
        listed = _FONTS.search(resources)
        out: dict[str, int] = {}
        for name, number in _NAMED.findall(listed[1]) if listed else ():
            data = _raw(pdf, rows[int(_found(_TO_UNICODE, small[int(number)])[1])])
            known = self._fonts.get((name, data))
            out[name] = self._learnt(name, data) if known is None else known
        return out

    def _learnt(self, name: str, data: bytes) -> int:
        """The glyphs of a font that is met for the first time."""
        said = {glyph: bytes.fromhex(text).decode("utf-16-be") for glyph, text in _PAIR.findall(zlib.decompress(data).decode())}
        known = self._meaning.get(name, {})
        if len(self._fonts) >= _MOST_FONTS or any(known.get(glyph, text) != text for glyph, text in said.items()):
            self._fonts, self._lines, self._pieces, known = {}, {}, {}, {}
        self._meaning[name] = known | said
        self._fonts[name, data] = _bits(said)
        return self._fonts[name, data]

    def _read(self, stream: bytes) -> Sequence[_TextPiece]:
        """A stream in pieces. They are what it comes to when its checksum says so; otherwise it is read as one."""
        placed = list(_PLACED.finditer(stream))
        if (
            placed
            and placed[0].start() == _HEAD + _LENGTH
            and stream.endswith(_LAST, 0, -_ADLER)
            and all(stream[found.start() - _LENGTH : found.start()] == _stored(len(found[0])) for found in placed)
        ):
            ends = [found.start() - _LENGTH for found in placed[1:]] + [len(stream) - _ADLER - len(_LAST)]
            try:
                groups = [self._group(stream[at.end() : end]) for at, end in zip(placed, ends, strict=True)]
            except (zlib.error, ValueError, KeyError):
                groups = []
            if groups and _adler([found[0] for found in placed], groups) == int.from_bytes(stream[-_ADLER:], "big"):
                return [piece for group in groups for piece in group]
        return [self._shown(zlib.decompress(stream), "")]

    def _group(self, data: bytes) -> Sequence[_TextPiece]:
        """The pieces of what is drawn in one place. In each the font goes on from the one before."""
        out: list[_TextPiece] = []
        font = ""
        for part in data.split(_FLUSHED):
            out.append(self._piece(part, font))
            font = out[-1].font
        return out

    def _piece(self, data: bytes, font: str) -> _TextPiece:
        """A piece that can be inflated by itself: whole lines."""
        found = self._pieces.get((font, data))
        if found is None:
            inflating = zlib.decompressobj(-zlib.MAX_WBITS)
            code = inflating.decompress(data + _FLUSHED)
            if inflating.eof or not code.endswith(b"\n"):
                raise ValueError("is no piece of its own")
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            found = self._pieces[font, data] = self._shown(code, font)
        return found

    def _shown(self, code: bytes, font: str) -> _TextPiece:
        """What lines show before which a font is set. What is begun in them to be said otherwise is ended in them."""
        text: list[str] = []
        glyphs: dict[str, int] = {}
        spoken = False
        for line in code.decode("latin-1").split("\n"):
            if "<" not in line and "Tf" not in line and not spoken:
                continue
            found = None if spoken else self._lines.get((font, line))
            if found is None:
                found = self._line(line, font, spoken)
                if not spoken:
                    if len(self._lines) >= _MOST_LINES:
                        self._lines.clear()
                    self._lines[font, line] = found
            if found.text:
                text.append(found.text)
            for name, shown in found.glyphs:
                glyphs[name] = glyphs.get(name, 0) | shown
            font, spoken = found.font, found.spoken
        if spoken:
            raise ValueError("something is begun and not ended")
        return _TextPiece(" ".join(text), glyphs, font, zlib.adler32(code), len(code))

    def _line(self, line: str, font: str, spoken: bool) -> _TextLine:
        out: list[str] = []
        glyphs: dict[str, set[str]] = {}
        for moved, plain, face, actual, ascii_, end in _RUN.findall(line):
            if face:
                font = face
            elif end:
                spoken = False
            elif actual or ascii_:
                out.append(bytes.fromhex(actual).decode("utf-16-be") if actual else _ESCAPED.sub(_character, ascii_))
                spoken = True
            elif not spoken:
                digits = _MOVED.sub("", moved) if moved else plain
                shown = [digits[i : i + 4] for i in range(0, len(digits), 4)]
                meaning = self._meaning[font]
                out += [meaning[glyph] for glyph in shown]
                glyphs.setdefault(font, set()).update(shown)
        return _TextLine("".join(out), tuple([(name, _bits(found)) for name, found in glyphs.items()]), font, spoken)


def _stored(length: int) -> bytes:
    """How deflate says that so many bytes are stored: RFC 1951."""
    return length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")


def _bits(glyphs: Iterable[str]) -> int:
    out = 0
    for glyph in glyphs:
        out |= 1 << int(glyph, 16)
    return out


def _adler(stored: Sequence[bytes], groups: Sequence[Sequence[_TextPiece]]) -> int:
    """The checksum of groups of pieces, each after what is stored before it: RFC 1950."""
    check = 1
    for before, pieces in zip(stored, groups, strict=True):
        check = zlib.adler32(before, check)
        for piece in pieces:
            check = joined(check, piece.adler, piece.length)
    return check


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 8)) if len(found[1]) == 3 else found[1]


def _found(pattern: re.Pattern[Any], text: Any) -> re.Match[Any]:
    found = pattern.search(text)
    if found is None:
        raise ValueError(f"nothing that reads as {pattern.pattern!r}")
    return found


class _XrefTable:
    """Where each object is: streams by their place in the file, small ones in one stream of their own."""

    def __init__(self, pdf: bytes) -> None:
        at = int(pdf[pdf.rindex(b"startxref\n") + 10 :].split(b"\n", 1)[0])
        size = int(_found(_XREF, pdf[at : at + 200])[1])
        self._rows = _stream(pdf, at)
        if len(self._rows) != _ROW * size:
            raise ValueError("the table of objects is not as long as it says")

    def __getitem__(self, number: int) -> int:
        kind, place, _ = self._row(number)
        if kind != _PLAIN:
            raise KeyError(number)
        return place

    def packed(self, number: int) -> tuple[int, int]:
        """The number of the stream that a small object is in, and which of its objects it is."""
        kind, stream, index = self._row(number)
        if kind != _PACKED:
            raise KeyError(number)
        return stream, index

    def _row(self, number: int) -> tuple[int, int, int]:
        row = self._rows[_ROW * number : _ROW * (number + 1)]
        return row[0], int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:7], "big")


class _Small:
    """The small objects, one to a line of the stream that they are in: no body holds a line break."""

    def __init__(self, pdf: bytes, rows: _XrefTable) -> None:
        self._pdf, self._rows = pdf, rows
        self._bodies: dict[int, list[bytes]] = {}

    def __getitem__(self, number: int) -> str:
        stream, index = self._rows.packed(number)
        if stream not in self._bodies:
            at = self._rows[stream]
            first = int(_found(_FIRST, self._pdf[at : at + 200])[1])
            self._bodies[stream] = _stream(self._pdf, at)[first:].split(b"\n")
        return self._bodies[stream][index].decode("latin-1")


def _raw(pdf: bytes, at: int) -> bytes:
    found = _OBJECT.match(pdf, at)
    if found is None:
        raise ValueError(f"no stream at {at}")
    return pdf[found.end() : found.end() + int(found[3])]


def _stream(pdf: bytes, at: int) -> bytes:
    return zlib.decompress(_raw(pdf, at))
