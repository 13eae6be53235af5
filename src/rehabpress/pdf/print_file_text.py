"""The text of a print file, page by page, read from its bytes alone. It knows only what ``print_file.py`` writes and refuses everything else."""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rehabpress.pdf.print_file import FORM
from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.support.memo import Memo

_XREF = re.compile(rb"/Type/XRef/Size (\d+)/W\[1 5 2\]/Root (\d+) 0 R")
_STREAM = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>stream\n", re.DOTALL)
_FIRST = re.compile(rb"/First (\d+)")
_REFERENCE = re.compile(r"(\d+) 0 R")
_NAMED = re.compile(r"/([^\s/<>]+) (\d+) 0 R")
_DRAWN = re.compile(r"/(\S+) Do")
_ROW = 8
_MOST_FORMS, _MOST_PACKS = 4_000, 64


@contextmanager
def print_file_pages(path: Path) -> Iterator[Iterator[list[str]]]:
    """The pieces of text of each page, in the order of its content. Reading raises ``NotReadable``."""
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield _pages(data)


def _pages(data: mmap.mmap) -> Iterator[list[str]]:
    try:
        yield from _PrintFileText(data).pages()
    except (KeyError, IndexError, ValueError, zlib.error, AttributeError, TypeError) as error:
        raise NotReadable(str(error)) from error


class _PrintFileText:
    """One file. Forms that stand on many pages are read once."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        at = data.rfind(b"startxref\n") + 10
        table = int(data[at : data.find(b"\n", at)])
        found = _XREF.search(data[table : table + 300])
        if found is None:
            raise ValueError("is no print file")
        self._root = int(found[2])
        self._rows = zlib.decompress(self._stream(table)[1])
        self._packs: Memo[int, list[bytes]] = Memo(_MOST_PACKS)
        self._forms: Memo[int, tuple[str, ...]] = Memo(_MOST_FORMS)
        self._reader = TextReader()

    def pages(self) -> Iterator[list[str]]:
        """The pieces of text of each page."""
        catalog = self._small(self._root)
        tree = self._small(int(_group(r"/Pages (\d+) 0 R", catalog)))
        first = True
        for node in _REFERENCE.findall(tree[tree.index("/Kids") :]):
            kids = self._small(int(node))
            for kid in _REFERENCE.findall(kids[kids.index("/Kids") :]):
                page = self._small(int(kid))
                if first:
                    self._learn(self._small(int(_group(r"/Font (\d+) 0 R", page))))
                    first = False
                content = self._placed(int(_group(r"/Contents (\d+) 0 R", page)))[1]
                yield [text for text in self._texts(content, page) if text]

    def _learn(self, fonts: str) -> None:
        for name, number in _NAMED.findall(fonts):
            unicode_ = int(_group(r"/ToUnicode (\d+) 0 R", self._small(int(number))))
            self._reader.learn(name, self._placed(unicode_)[1])

    def _texts(self, content: bytes, resources: str) -> Iterator[str]:
        """What a stream draws: its forms one after the other, or its own lines of text."""
        code = zlib.decompress(content)
        drawn = _DRAWN.findall(code.decode("latin-1"))
        if not drawn or b"Tf" in code:
            yield self._reader.text(code)
            return
        forms = dict(_NAMED.findall(resources[resources.index("/XObject") :]))
        for name in drawn:
            yield from self._forms.of(int(forms[name]), lambda number=int(forms[name]): tuple(self._form(number)))  # type: ignore[misc]

    def _form(self, number: int) -> Iterator[str]:
        entries, content = self._placed(number)
        if FORM not in entries:
            return  # a picture
        yield from self._texts(content, self._small(int(_group(r"/Resources (\d+) 0 R", entries))))

    def _placed(self, number: int) -> tuple[str, bytes]:
        kind, place, _ = self._row(number)
        if kind != 1:
            raise ValueError(f"{number} is no stream")
        return self._stream(place)

    def _small(self, number: int) -> str:
        kind, stream, index = self._row(number)
        if kind != 2:
            raise ValueError(f"{number} is no small object")
        return self._packs.of(stream, lambda: self._pack(stream))[index].decode("latin-1")

    def _pack(self, stream: int) -> list[bytes]:
        entries, content = self._placed(stream)
        found = _FIRST.search(entries.encode("latin-1"))
        if found is None:
            raise ValueError(f"{stream} is no stream of objects")
        return zlib.decompress(content)[int(found[1]) :].split(b"\n")

    def _row(self, number: int) -> tuple[int, int, int]:
        row = self._rows[_ROW * number : _ROW * (number + 1)]
        return row[0], int.from_bytes(row[1:6], "big"), int.from_bytes(row[6:8], "big")

    def _stream(self, at: int) -> tuple[str, bytes]:
        found = _STREAM.match(self._data, at)
        if found is None:
            raise ValueError(f"no stream at {at}")
        return found[1].decode("latin-1"), self._data[found.end() : found.end() + int(found[2])]


def _group(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"nothing that reads as {pattern!r}")
    return found[1]
