"""Workbooks (.xlsx) as a person sees them: what is hidden is left out and named, numbers keep the zeros that their format shows.

``openpyxl`` runs nothing that stands in them. What a formula came to is taken from the file; a formula without that is refused.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from rehabpress.loader.rosters.table import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, CellGrid, GridRow, row_names, too_large
from rehabpress.support.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST_INSIDE = 60_000_000
"""Bytes of all that is in a workbook, unpacked."""
_MOST_DIGITS = 10**15
"""Spreadsheet programs keep 15 digits of a number; what comes behind is lost."""
_PART = re.compile(r'"([^"]*)"|\\(.)|([0#?]+)|([-+ /():.]|)')


def workbook_grid(data: bytes, file: str, *, hidden: bool) -> CellGrid:
    """The cells of the first sheet that is seen; with ``hidden`` what is not seen, too. Raises ``ProblemsFound``."""
    if not data.startswith(b"PK\x03\x04"):
        raise ProblemsFound([Problem(Place(file), "is a workbook of a kind that is not read", "save it as .xlsx or as CSV")])
    try:
        import openpyxl
    except ImportError:
        hint = "save it as CSV, or install the reader: pip install 'rehabpress[xlsx]'"
        raise ProblemsFound([Problem(Place(file), "is a workbook, and nothing here reads workbooks", hint)]) from None
    try:
        inside = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
        if inside > _LARGEST_INSIDE:
            raise too_large(file, f"is {inside // 1_000_000} MB unpacked")
        with warnings.catch_warnings(action="ignore"):  # of styles that a program has left out
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
        return _Sheet(values, formulas, file, hidden=hidden).grid()
    except ProblemsFound:
        raise
    except Exception as error:  # noqa: BLE001 - any mistake in a file comes as any exception
        hint = "save it as .xlsx or as CSV in your spreadsheet program"
        raise ProblemsFound([Problem(Place(file), f"is not a workbook that can be read: {str(error)[:200]}", hint)]) from None


class _Sheet:
    """The sheet that is read, its values and its formulas."""

    def __init__(self, values: Workbook, formulas: Workbook, file: str, *, hidden: bool) -> None:
        self._file, self._hidden = file, hidden
        sheets: list[Worksheet] = list(values.worksheets)
        seen = [sheet for sheet in sheets if sheet.sheet_state == "visible" or hidden]
        if not seen:
            raise ProblemsFound(
                [Problem(Place(file), "has no sheet that is seen", "show the sheet with the list, or read it with --hidden")]
            )
        self._sheet = seen[0]
        self._formulas = formulas[self._sheet.title]
        self._notes = [f"read the sheet {self._sheet.title}" + (f"; not read: {', '.join(s.title for s in seen[1:])}" if seen[1:] else "")]
        self._left_out: list[str] = []
        if unseen := [sheet.title for sheet in sheets if sheet not in seen]:
            self._left_out.append(f"the hidden sheet{'s' if unseen[1:] else ''} {', '.join(unseen)}")
        if (
            self._sheet.max_row > MOST_ROWS
            or self._sheet.max_column > MOST_COLUMNS
            or self._sheet.max_row * self._sheet.max_column > MOST_CELLS
        ):
            raise too_large(file, f"its cells reach to row {self._sheet.max_row}, column {self._sheet.max_column}")

    def grid(self) -> CellGrid:
        """The cells that are seen."""
        columns = self._columns()
        merged, beside = self._merged()
        rows, unseen = [], []
        for number in range(1, self._sheet.max_row + 1):
            read = {n: self._cell(number, n + 1) for n in columns}
            merges = {n: merged[number, n] for n in columns if (number, n) in merged}
            own = {n: text for n, (text, _) in read.items() if text}
            if not own and not any(why for _, why in read.values()):
                continue  # nothing of its own: no row of the list
            if self._is_hidden(number):
                unseen.append(number)
                continue
            refused = {n: why for n, (_, why) in read.items() if why} | {n: beside[number, n] for n in own if (number, n) in beside}
            cells = [own.get(n, "") or merges.get(n, "") for n in columns]
            index = {column: n for n, column in enumerate(columns)}
            rows.append(
                GridRow(
                    number,
                    tuple(cells),
                    partial(_in_sheet, self._file, number, tuple(columns)),
                    {index[c]: why for c, why in refused.items()},
                    frozenset([index[c] for c in merges if not own.get(c)]),
                )
            )
        if unseen:
            self._left_out.append(f"the hidden {row_names(unseen)}")
        if not rows:
            hint = "its first row names the columns: id, patient, plan"
            raise ProblemsFound([Problem(Place(self._file), f"the sheet {self._sheet.title} is empty", hint)])
        return CellGrid(tuple(rows), tuple(self._notes), tuple(self._left_out))

    def _columns(self) -> list[int]:
        """The numbers of the columns from 0 that are read."""
        from openpyxl.utils import get_column_letter

        unseen: set[int] = set()
        for one in self._sheet.column_dimensions.values():
            if one.hidden or (one.width == 0 and one.customWidth):
                unseen.update(range(one.min or 1, min(one.max or 1, self._sheet.max_column) + 1))
        filled = [n for n in sorted(unseen) if any(self._cell(row, n)[0] for row in range(1, self._sheet.max_row + 1))]
        if self._hidden:
            return list(range(self._sheet.max_column))
        if filled:
            self._left_out.append(f"the hidden column{'s' if filled[1:] else ''} {', '.join(map(get_column_letter, filled))}")
        return [n for n in range(self._sheet.max_column) if n + 1 not in unseen]

    def _is_hidden(self, row: int) -> bool:
        if self._hidden or row not in self._sheet.row_dimensions:
            return False
        how = self._sheet.row_dimensions[row]
        return bool(how.hidden) or how.height == 0

    def _merged(self) -> tuple[Mapping[tuple[int, int], str], Mapping[tuple[int, int], tuple[str, str]]]:
        """The text of cells that are part of a merged one above them, and what is wrong with those merged over columns; columns count from 0."""
        down: dict[tuple[int, int], str] = {}
        across: dict[tuple[int, int], tuple[str, str]] = {}
        for found in self._sheet.merged_cells.ranges:
            if found.max_row > MOST_ROWS or found.max_col > MOST_COLUMNS:
                continue
            text = self._cell(found.min_row, found.min_col)[0]
            if found.max_col > found.min_col:
                across[found.min_row, found.min_col - 1] = ("is merged over several columns", "unmerge the cells, and fill in each")
            else:
                down |= {(row, found.min_col - 1): text for row in range(found.min_row + 1, found.max_row + 1)}
        return down, across

    def _cell(self, row: int, column: int) -> tuple[str, tuple[str, str] | None]:
        """A cell as a person sees it, and why it cannot be taken."""
        cell: Any = self._sheet.cell(row, column)
        value = cell.value
        if value is None:
            written = self._formulas.cell(row, column).value
            if (written is not None and not isinstance(written, str | int | float | bool | dt.date)) or str(written or "").startswith("="):
                return "", ("is a formula, and the file does not say what it comes to", "open the workbook and save it, or type the value")
            return "", None
        if isinstance(value, bool):
            return str(value).upper(), None
        if isinstance(value, int | float):
            if abs(value) >= _MOST_DIGITS:
                what = "is a number of more than 15 digits, of which a spreadsheet has lost the last"
                return str(int(value)), (what, "make the column text, and type the number anew")
            return _number(value, str(cell.number_format)), None
        text = _day(value) if isinstance(value, dt.date | dt.time | dt.timedelta) else str(value).strip()
        if len(text) > LONGEST_CELL:
            raise too_large(self._file, f"has a cell of {len(text)} characters in row {row}")
        return text, None


def _day(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _number(value: float, format_: str) -> str:
    """A number as its format shows it, where that adds zeros or words; otherwise in its digits."""
    if isinstance(value, float) and not value.is_integer():
        return str(value)
    whole = int(value)
    positive = format_.split(";")[0]
    parts = list(_parts(positive))
    if whole < 0 or not parts or "0" not in "".join([digits for digits, _ in parts]):
        return str(whole)
    slots = sum(len(digits) for digits, _ in parts)
    least = sum(digits.count("0") for digits, _ in parts)
    rest = str(whole).zfill(least)
    if len(rest) < slots and any(words for _, words in parts):
        rest = rest.rjust(slots, "\0")
    out, over = "", max(0, len(rest) - slots)
    for digits, words in parts:
        take = len(digits) + (over if digits and over else 0)
        over = 0 if digits else over
        out += rest[:take] if digits else words
        rest = rest[take:] if digits else rest
    return out.replace("\0", "").strip()


def _parts(format_: str) -> Iterator[tuple[str, str]]:
    """A format as digits and words; nothing when it is of another kind than digits with words between."""
    at, out = 0, []
    while at < len(format_):
        found = _PART.match(format_, at)
        if found is None or found.end() == at or "." in (found[4] or ""):
            return iter(())
        out.append((found[3] or "", (found[1] or "") + (found[2] or "") + (found[4] or "")))
        at = found.end()
    return iter(out)


def _in_sheet(file: str, line: int, columns: tuple[int, ...], column: int | None) -> Place:
    if column is None:
        return Place(file, line)
    return Place(file, line, (columns[column] if column < len(columns) else column) + 1)
