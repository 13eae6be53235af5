"""Reads CSV and XLSX tables into records of text, with the place of every cell.

CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252; ``.xlsx``; YAML and JSON with a list ``patients``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rehabpress.loader.places import label
from rehabpress.loader.table_limits import check_workbook, limited
from rehabpress.loader.yaml.decode import UNPRINTABLE
from rehabpress.loader.yaml.reader import read_text
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

LARGEST = 32_000_000
"""Bytes. A roster of 10 000 patients has some 2 MB."""

_EXCERPT = 160

CellPlace = Callable[[int | None], Place]
"""The place of a cell of a row by the number of its column from 0; that of the row for ``None``."""


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One row: the cells that say something, by the heading of their column as it was written."""

    data: Mapping[str, object]
    origin: Origin


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A whole table. ``headings`` are in order, with their places; ``notes`` what a person should know about how it was read.

    ``problems`` are those of rows that could not be read; they are not among the records.
    """

    headings: tuple[tuple[str, Place], ...]
    records: tuple[TableRecord, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_table(path: Path) -> tuple[RecordTable, bytes]:
    """The table in a file, and the bytes it was read from. Raises ``ProblemsFound`` when the file as a whole cannot be read."""
    file = label(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProblemsFound([Problem(Place(file), f"cannot be read: {str(reason).lower()}", "name the file of a roster")]) from None
    if len(data) > LARGEST:
        raise ProblemsFound([Problem(Place(file), f"is larger than {LARGEST // 1_000_000} MB", "is this the right file?")])
    kind = path.suffix.lower()
    if kind in (".xlsx", ".xlsm", ".ods", ".xls") or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        check_workbook(data, file)
        return _workbook(data, file), data
    text, notes = _decoded(data)
    return (_listed(text, file, notes) if kind in (".yaml", ".yml", ".json") else _csv(text, file, notes)), data


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ("read as UTF-16",)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), ("is not UTF-8 and was read as Windows-1252: look at the letters with accents",)


# CSV


def _csv(text: str, file: str, notes: tuple[str, ...]) -> RecordTable:
    lines = _CsvLines(file, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=lines.delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    end = 0
    try:
        for cells in limited(reader, file):
            rows.append((end + 1, cells))
            end = reader.line_num
    except csv.Error as error:
        hint = "a text that holds a quote has it twice, and stands in quotes; a quote that is opened is closed"
        raise ProblemsFound([Problem(Place(file, end + 1), f"is not CSV from here on: {error}", hint)]) from None
    rows = [row for row in rows if any(cell.strip() for cell in row[1])]
    if not rows:
        raise ProblemsFound([Problem(Place(file), "is empty", "the first row names the columns: id;patient;plan")])
    (first, heads), *rest = rows
    headings = [heading.strip() for heading in heads]
    records, problems = [], []
    for line, cells in rest:
        while len(cells) > len(headings) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(headings):
            what = f"this row has {len(cells)} cells, and the heading has {len(headings)}"
            problems.append(Problem(lines.place(line, None), what, "a cell that holds the delimiter stands in quotes"))
            continue
        records.append(_record(headings, cells, partial(lines.place, line)))
    return RecordTable(tuple((h, lines.place(first, n)) for n, h in enumerate(headings)), tuple(records), notes, tuple(problems))


class _CsvLines:
    """The lines of a CSV file, to find a cell when somebody asks where it stands."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.splitlines(keepends=True)
        heading = re.sub(r'"[^"]*"', "", next((line for line in self._lines if line.strip()), ""))
        self.delimiter = max((";", "\t", ","), key=heading.count)

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
        found = re.compile(f"[{self.delimiter}\r\n]").search(text, begin)
        return found.start() if found else len(text)

    def _place(self, line: int, column: int, width: int) -> Place:
        text = self._lines[line - 1].rstrip("\r\n") if line <= len(self._lines) else ""
        if column > _EXCERPT:
            return Place(self._file, line, column + 1)
        shown = shown_text(text[:_EXCERPT]) + ("…" if len(text) > _EXCERPT else "")
        return Place(self._file, line, column + 1 if width else 0, shown, max(1, min(width, len(shown) - column)))


def shown_text(text: str) -> str:
    """The text without what a terminal would act on or hide, a character for a character."""
    if text.isprintable():
        return text
    return "".join(["\ufffd" if UNPRINTABLE.match(c) or unicodedata.category(c) == "Cf" else c for c in text])


@dataclass(frozen=True, slots=True)
class _Cells(Mapping[tuple[str | int, ...], Place]):
    """The places of a row's cells by heading, made when they are looked up."""

    columns: Mapping[str, int]
    place: CellPlace

    def __getitem__(self, path: tuple[str | int, ...]) -> Place:
        if len(path) != 1:
            raise KeyError(path)
        return self.place(self.columns[str(path[0])])

    def __contains__(self, path: object) -> bool:
        return isinstance(path, tuple) and len(path) == 1 and path[0] in self.columns

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        return iter([(name,) for name in self.columns])

    def __len__(self) -> int:
        return len(self.columns)


def _record(headings: Sequence[str], cells: Sequence[str], place: CellPlace) -> TableRecord:
    columns = {heading: n for n, heading in enumerate(headings)}
    data = {heading: cell.strip() for heading, cell in zip(headings, cells, strict=True) if cell.strip()}
    return TableRecord(data, Origin(_Cells(columns, place), place(None)))


# workbooks


def _workbook(data: bytes, file: str) -> RecordTable:
    try:
        import python_calamine
    except ImportError:
        hint = "save it as CSV, or install the reader: pip install 'rehabpress[xlsx]'"
        raise ProblemsFound([Problem(Place(file), "is a workbook, and nothing here reads workbooks", hint)]) from None
    try:
        sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except Exception as error:  # noqa: BLE001 - the reader is Rust: any mistake in a file can come as any exception
        hint = "save it as CSV in your spreadsheet program"
        raise ProblemsFound([Problem(Place(file), f"is not a workbook that can be read: {error}", hint)]) from None
    filled = list(enumerate(limited(([_text(cell) for cell in row] for row in rows), file), start=1))
    filled = [(n, row) for n, row in filled if any(row)]
    if not filled:
        raise ProblemsFound([Problem(Place(file), "the first sheet is empty", "its first row names the columns: id, patient, plan")])
    (first, headings), *rest = filled
    while headings and not headings[-1]:
        headings.pop()
    records = tuple(_record(headings, row[: len(headings)], partial(_in_sheet, file, n)) for n, row in rest)
    return RecordTable(tuple((h, _in_sheet(file, first, n)) for n, h in enumerate(headings)), records, (f"read the sheet {sheet.name}",))


def _in_sheet(file: str, line: int, column: int | None) -> Place:
    return Place(file, line, 0 if column is None else column + 1)


def _text(value: object) -> str:
    """A cell of a workbook as a person would type it."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


# YAML and JSON


def _listed(text: str, file: str, notes: tuple[str, ...]) -> RecordTable:
    if text.lstrip().startswith("["):
        text = '{"patients": ' + text + "}"
    draft = read_text(text, file)
    rows = (draft.data or {}).get("patients")
    if draft.problems or not isinstance(rows, tuple) or not all(isinstance(row, dict) for row in rows):
        wrong = Problem(draft.origin.at("patients"), "is no roster", "write patients: and a list with keys for each patient")
        raise ProblemsFound(draft.problems or [wrong])
    headings: dict[str, Place] = {}
    records = []
    for n, row in enumerate(rows):
        assert isinstance(row, dict)  # noqa: S101 - narrows the type
        for key in row:
            headings.setdefault(key, draft.origin.keys.get(("patients", n, key)) or draft.origin.at("patients", n))
        places: dict[tuple[str | int, ...], Place] = {(key,): draft.origin.at("patients", n, key) for key in row}
        data = {key: value if isinstance(value, tuple | dict) else str(value) for key, value in row.items() if value is not None}
        records.append(TableRecord(data, Origin(places, draft.origin.at("patients", n))))
    return RecordTable(tuple(headings.items()), tuple(records), notes)
