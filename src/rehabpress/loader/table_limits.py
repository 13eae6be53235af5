"""How large a table may be. Held before anything is built: a workbook of 1.5 kB can ask for half a terabyte."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from rehabpress.support.problems import Place, Problem, ProblemsFound

MOST_ROWS = 50_000
"""A clinic's year. A day has some 200."""

MOST_COLUMNS = 200
LONGEST_CELL = 5_000
"""Characters."""

_LARGEST_PART = 100_000_000
"""Bytes of one unpacked file of a workbook."""

_MOST_PARTS = 2_000
_BLOCK = 1 << 20
_CELL = re.compile(r"\$?([A-Z]{1,4})\$?(\d{1,9})")
_HINT = "save what belongs to the list as a workbook or CSV file of its own"


def limited(rows: Iterable[list[str]], file: str) -> Iterator[list[str]]:
    """Rows as long as there are not too many, too wide ones, or cells that are no cells. Raises ``ProblemsFound``."""
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise ProblemsFound([_too_large(file, f"has more than {MOST_ROWS} rows")])
        if len(cells) > MOST_COLUMNS:
            raise ProblemsFound([Problem(Place(file, number), f"this row has more than {MOST_COLUMNS} cells", _HINT)])
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise ProblemsFound([Problem(Place(file, number), f"a cell of this row has more than {LONGEST_CELL} characters", _HINT)])
        yield cells


def check_workbook(data: bytes, file: str) -> None:
    """Look through a packed workbook (``.xlsx``, ``.ods``) for what it would take to read it. Raises ``ProblemsFound`` when it is too much.

    Anything else that is wrong with it is left to the one who reads it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_parts(packed, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, LookupError):
        return


def _check_parts(packed: zipfile.ZipFile, file: str) -> None:
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS:
        raise ProblemsFound([_too_large(file, f"holds more than {_MOST_PARTS} files")])
    for part in parts:
        name = part.filename.lower()
        if part.file_size > _LARGEST_PART:
            raise ProblemsFound([_too_large(file, f"unpacks to {part.file_size // 1_000_000} MB")])
        if name.endswith(".xml") and ("worksheets/" in name or name == "content.xml" or "sharedstrings" in name):
            with packed.open(part) as opened:
                _Extent(file).read(iter(lambda: opened.read(_BLOCK), b""))


class _Extent:
    """The farthest cell that says something in the XML of a sheet, and the longest text in it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._row = self._column = self._size = self._text = 0

    def read(self, blocks: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            for block in blocks:
                self._size += len(block)
                if self._size > _LARGEST_PART:
                    raise ProblemsFound([_too_large(self._file, f"unpacks to more than {_LARGEST_PART // 1_000_000} MB")])
                parser.Parse(block, False)
        except expat.ExpatError:
            return

    def _doctype(self, *_: object) -> None:
        raise ProblemsFound([_too_large(self._file, "holds a DOCTYPE, which no spreadsheet program writes")])

    def _data(self, text: str) -> None:
        self._text += len(text)
        if self._text > 10 * LONGEST_CELL:
            raise ProblemsFound([_too_large(self._file, f"has a cell of more than {LONGEST_CELL} characters")])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in ("c", "si", "table-cell", "row", "table-row"):
            self._text = 0
        if name == "c" and (found := _CELL.fullmatch(attributes.get("r", ""))):
            self._reach(int(found[2]), _number(found[1]))
        elif name == "row":
            row = attributes.get("r", "")
            self._reach(int(row) if row.isdecimal() and len(row) < 10 else 0, 0)
        elif name == "table":
            self._row = self._column = 0
        elif name == "table-row":
            self._row, self._column = self._row + _repeated(attributes, "rows"), 0
        elif name == "table-cell":
            self._column += _repeated(attributes, "columns")
            if any(key.endswith(("value-type", ":formula")) for key in attributes):
                self._reach(self._row, self._column)

    def _reach(self, row: int, column: int) -> None:
        if row > MOST_ROWS:
            raise ProblemsFound([_too_large(self._file, f"has a cell in row {row}: more than {MOST_ROWS} rows")])
        if column > MOST_COLUMNS:
            raise ProblemsFound([_too_large(self._file, f"has a cell in column {column}: more than {MOST_COLUMNS} columns")])


def _number(letters: str) -> int:
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


def _repeated(attributes: dict[str, str], what: str) -> int:
    count = next((value for key, value in attributes.items() if key.endswith(f"number-{what}-repeated")), "1")
    return int(count) if count.isdecimal() and len(count) < 10 else 1


def _too_large(file: str, what: str) -> Problem:
    return Problem(Place(file), what, _HINT)
