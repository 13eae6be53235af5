"""CSV as spreadsheet programs write it: commas, semicolons, tabs or bars; UTF-8, UTF-16, or another encoding that is named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from functools import partial

from rehabpress.loader.rosters.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    TITLES,
    CellGrid,
    GridRow,
    row_names,
    shown_text,
    too_large,
)
from rehabpress.model.patient import foreign_sign
from rehabpress.support.problems import Place, Problem, ProblemsFound

_EXCERPT = 160
_DELIMITERS = (";", "\t", ",", "|")
_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?[;,\t]*\r?\n?", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_WORD = re.compile(rb"[^\s;,|\"]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LIKELY = ("cp850", "cp1250", "mac-roman", "cp1251", "cp1253", "cp1254", "cp437", "cp852")
"""Encodings that files of spreadsheet programs come in, besides those that are read without being named."""


def decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what a person should know about how it was read. Raises ``ProblemsFound``."""
    if encoding:
        return _as_said(data, file, encoding), ()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ("was read as UTF-16",)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1252", "replace")
    if wrong := _other_encoding(data, file):
        raise ProblemsFound([wrong])
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if not line.isascii()]
    return text, (f"is not UTF-8 and was read as Windows-1252: look at the letters with accents in {row_names(lines, 5)}",)


def _as_said(data: bytes, file: str, encoding: str) -> str:
    place = Place(f"--encoding {encoding}")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"is not text in that encoding (byte 0x{data[error.start]:02X})"
        raise ProblemsFound([Problem(Place(file, line), what, f"name another one than {encoding}")]) from None
    except (LookupError, ValueError):
        hint = "write for example utf-8, cp1252 (Western), cp1250 (Central European), cp850 (DOS) or mac-roman"
        raise ProblemsFound([Problem(place, "is no encoding that is known here", hint)]) from None


def _other_encoding(data: bytes, file: str) -> Problem | None:
    """That a file which is no UTF-8 does not read as Windows-1252 either."""
    for n, line in enumerate(data.splitlines(), start=1):
        for raw in _WORD.findall(line):
            word = raw.decode("cp1252", "replace")
            if raw.isascii() or not _is_misread(word):
                continue
            reads = [f"{name} reads it as {found}" for name in _LIKELY if (found := _read(raw, name)) and not _is_misread(found)]
            hint = "; ".join(reads[:3]) + ("\n" if reads else "")
            hint += "name its encoding with --encoding (cp850, cp1250, mac-roman ...), or save it as UTF-8"
            what = f'is not UTF-8, and as Windows-1252 a word reads "{shown_text(word[:40])}"'
            return Problem(Place(file, n), what, hint)
    return None


def _is_misread(word: str) -> bool:
    """Whether a word has signs for letters, a capital with an accent among small letters, or no letter without an accent."""
    runs = _LETTERS.findall(word)
    late = any(not run.isupper() and any(c.isupper() and not c.isascii() for c in run[1:]) for run in runs)
    letters = "".join(runs)
    return bool(foreign_sign(word)) or late or (len(letters) > 2 and not any(c.isascii() for c in letters))


def _read(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def csv_grid(text: str, file: str, notes: tuple[str, ...], known: Callable[[Sequence[str]], int]) -> CellGrid:
    """The cells of a CSV file. ``known`` counts the cells of a row that are headings. Raises ``ProblemsFound``."""
    said = _SEP.match(text)
    begin = 1 if said else 0
    lines = _LINE.findall(text)
    delimiter = said[1] if said else _delimiter(lines, known)
    if not _parts_cells(delimiter):
        what = f'sep= names "{shown_text(delimiter)}", and no cells are parted with that'
        raise ProblemsFound([Problem(Place(file, 1), what, "write sep=; or the sign that stands between the cells, or take the line out")])
    places = _CsvLines(file, lines, delimiter)
    reader = csv.reader(io.StringIO("".join(lines[begin:]), newline=""), delimiter=delimiter, strict=True)
    rows: list[GridRow] = []
    end = begin
    try:
        for cells in reader:
            stripped = tuple([cell.strip() for cell in cells])
            if any(stripped):
                rows.append(GridRow(end + 1, stripped, partial(places.place, end + 1)))
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in cells):
                raise too_large(file, f"is larger than a list can be, in line {end + 1}")
            end = begin + reader.line_num
    except csv.Error as error:
        hint = "a text that holds a quote has it twice, and stands in quotes; a quote that is opened is closed"
        raise ProblemsFound([Problem(Place(file, end + 1), f"is not CSV from here on: {error}", hint)]) from None
    if not rows:
        raise ProblemsFound([Problem(Place(file), "is empty", "the first row names the columns: id;patient;plan")])
    return CellGrid(tuple(rows), notes)


def _parts_cells(delimiter: str) -> bool:
    """Whether a character may stand between cells: no quote and no line break, which some versions of Python take and others do not."""
    return delimiter in ("\t", " ") or (delimiter.isprintable() and not delimiter.isalnum() and delimiter != '"')


def _delimiter(lines: Sequence[str], known: Callable[[Sequence[str]], int]) -> str:
    """What parts the cells: that which gives the most headings in one row, or else stands in the first row most often."""
    first = [line.rstrip("\r\n") for line in lines[:TITLES] if line.strip()]
    heading = re.sub(r'"[^"]*"', "", first[0]) if first else ""

    def fits(delimiter: str) -> tuple[int, int]:
        rows = [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in first]
        return max(map(known, rows), default=0), heading.count(delimiter)

    return max(_DELIMITERS, key=fits)


class _CsvLines:
    """The lines of a CSV file, to find a cell when somebody asks where it stands."""

    def __init__(self, file: str, lines: Sequence[str], delimiter: str) -> None:
        self._file, self._lines, self._delimiter = file, lines, delimiter

    def place(self, line: int, column: int | None) -> Place:
        """Where a cell of the row that begins in ``line`` (from 1) begins; ``column`` counts from 0, ``None`` is the row."""
        if column is None:
            return self._place(line, 0, 0)
        rest = "".join(self._lines[line - 1 : line + 40])
        at = 0
        for _ in range(column):
            found = self._cell(rest, at)
            at = min(found + 1, len(rest))
        before = rest[:at]
        return self._place(line + before.count("\n"), at - (before.rfind("\n") + 1), self._cell(rest, at) - at)

    def _cell(self, text: str, at: int) -> int:
        """Where the cell that begins at ``at`` ends."""
        quoted = re.compile(r'"(?:[^"]|"")*"').match(text, at)
        begin = quoted.end() if quoted else at
        found = re.compile(f"[{re.escape(self._delimiter)}\r\n]").search(text, begin)
        return found.start() if found else len(text)

    def _place(self, line: int, column: int, width: int) -> Place:
        text = self._lines[line - 1].rstrip("\r\n") if line <= len(self._lines) else ""
        if column > _EXCERPT:
            return Place(self._file, line, column + 1)
        shown = shown_text(text[:_EXCERPT]) + ("…" if len(text) > _EXCERPT else "")
        return Place(self._file, line, column + 1 if width else 0, shown, max(1, min(width, len(shown) - column)))
