"""The text of a PDF that this package has written, read from its bytes alone: what a reader of the file would see on each page.

It knows only the forms that ``writer.py`` writes and refuses everything else, so that no page is taken for empty.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

_OBJECT = re.compile(rb"(\d+) 0 obj\n<<(.*?)/Length (\d+)>>stream\n", re.DOTALL)
_XREF = re.compile(rb"/Type/XRef/Size (\d+)/W\[1 4 2\]/Root (\d+) 0 R")
_CONTENTS = re.compile(r"/Contents (?:(\d+) 0 R|\[([^\]]*)\])")
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
_MOST = 20_000


class NotReadable(Exception):  # noqa: N818 - it says what it is
    """The bytes are not a file that this package has written, or are damaged."""


class TextReader:
    """Reads files one after the other. A line of text that has been read before is not decoded again."""

    def __init__(self) -> None:
        self._maps: dict[bytes, Mapping[str, str]] = {}
        self._lines: dict[tuple[int, str, str], tuple[str, str, bool]] = {}

    def pages(self, pdf: bytes) -> list[list[str]]:
        """The pieces of text of each page, in the order of its stream. Raises ``NotReadable``."""
        try:
            return self._pages(pdf)
        except (KeyError, IndexError, ValueError, zlib.error, AttributeError, TypeError) as error:
            raise NotReadable(str(error)) from error

    def _pages(self, pdf: bytes) -> list[list[str]]:
        rows = _Table(pdf)
        small = _Small(pdf, rows[rows.packed(_CATALOG)])
        tree = small[int(_found(_PAGES, small[_CATALOG])[1])]
        kids = re.findall(r"(\d+) 0 R", tree[tree.index("/Kids") :])
        out = []
        fonts: dict[str, Mapping[str, Mapping[str, str]]] = {}
        for kid in kids:
            page = small[int(kid)]
            resources = _found(_RESOURCES, page)[1]
            if resources not in fonts:
                fonts[resources] = self._fonts(pdf, rows, small, small[int(resources)])
            contents = _found(_CONTENTS, page)
            numbers = [contents[1]] if contents[1] else re.findall(r"(\d+) 0 R", contents[2])
            code = b"\n".join([_stream(pdf, rows[int(n)]) for n in numbers]).decode("latin-1")
            out.append(self._text(code, fonts[resources]))
        return out

    def _fonts(self, pdf: bytes, rows: _Table, small: _Small, resources: str) -> Mapping[str, Mapping[str, str]]:
        """What the glyphs of each font mean, by the name of the font."""
        listed = _FONTS.search(resources)
        out: dict[str, Mapping[str, str]] = {}
        for name, number in _NAMED.findall(listed[1]) if listed else ():
            data = _raw(pdf, rows[int(_found(_TO_UNICODE, small[int(number)])[1])])
            if data not in self._maps:
                self._maps[data] = {g: bytes.fromhex(t).decode("utf-16-be") for g, t in _PAIR.findall(zlib.decompress(data).decode())}
            out[name] = self._maps[data]
        return out

    def _text(self, code: str, fonts: Mapping[str, Mapping[str, str]]) -> list[str]:
        """The text of a stream, line by line. Whether a line is inside of text that is said otherwise goes from line to line."""
        out: list[str] = []
        font, spoken = "", False
        lines = self._lines
        for line in code.split("\n"):
            if "<" not in line and "Tf" not in line and not spoken:
                continue
            if spoken or "/ActualText" in line:
                text, font, spoken = _line(line, font, fonts, spoken)
            else:
                key = (id(fonts.get(font)), font, line)
                found = lines.get(key)
                if found is None:
                    if len(lines) >= _MOST:
                        lines.clear()
                    found = lines[key] = _line(line, font, fonts, spoken)
                text, font, spoken = found
            if text:
                out.append(text)
        return out


def _line(line: str, font: str, fonts: Mapping[str, Mapping[str, str]], spoken: bool) -> tuple[str, str, bool]:
    """The text of a line of operators, and the state after it."""
    out: list[str] = []
    for moved, plain, face, actual, ascii_, end in _RUN.findall(line):
        if face:
            font = face
        elif end:
            spoken = False
        elif actual or ascii_:
            out.append(bytes.fromhex(actual).decode("utf-16-be") if actual else _ESCAPED.sub(_character, ascii_))
            spoken = True
        elif not spoken:
            glyphs = _MOVED.sub("", moved) if moved else plain
            meaning = fonts[font]
            out += [meaning[glyphs[i : i + 4]] for i in range(0, len(glyphs), 4)]
    return "".join(out), font, spoken


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 8)) if len(found[1]) == 3 else found[1]


def _found(pattern: re.Pattern[Any], text: Any) -> re.Match[Any]:
    found = pattern.search(text)
    if found is None:
        raise ValueError(f"nothing that reads as {pattern.pattern!r}")
    return found


class _Table:
    """Where each object is: streams by their place in the file, small ones in one stream of their own."""

    def __init__(self, pdf: bytes) -> None:
        at = int(pdf[pdf.rindex(b"startxref\n") + 10 :].split(b"\n", 1)[0])
        size = int(_found(_XREF, pdf[at : at + 200])[1])
        self._rows = _stream(pdf, at)
        if len(self._rows) != _ROW * size:
            raise ValueError("the table of objects is not as long as it says")

    def __getitem__(self, number: int) -> int:
        kind, place = self._row(number)
        if kind != _PLAIN:
            raise KeyError(number)
        return place

    def packed(self, number: int) -> int:
        """The number of the stream that a small object is in."""
        kind, place = self._row(number)
        if kind != _PACKED:
            raise KeyError(number)
        return place

    def _row(self, number: int) -> tuple[int, int]:
        row = self._rows[_ROW * number : _ROW * (number + 1)]
        return row[0], int.from_bytes(row[1:5], "big")


class _Small:
    """The small objects, each cut out of their stream when it is asked for: no body holds a line break."""

    def __init__(self, pdf: bytes, at: int) -> None:
        head = _found(_FIRST, pdf[at : at + 200])
        self._first = int(head[1])
        self.text = _stream(pdf, at).decode("latin-1")
        index = self.text[: self._first].split()
        self._places = dict(zip(index[::2], index[1::2], strict=True))

    def __getitem__(self, number: int) -> str:
        begin = self._first + int(self._places[str(number)])
        end = self.text.find("\n", begin)
        return self.text[begin:] if end < 0 else self.text[begin:end]


def _raw(pdf: bytes, at: int) -> bytes:
    found = _OBJECT.match(pdf, at)
    if found is None:
        raise ValueError(f"no stream at {at}")
    return pdf[found.end() : found.end() + int(found[3])]


def _stream(pdf: bytes, at: int) -> bytes:
    return zlib.decompress(_raw(pdf, at))
