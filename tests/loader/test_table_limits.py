"""Tables that would take hours or all memory are refused before anything is built."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from rehabpress.loader.table_limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from rehabpress.loader.tabular import read_table
from rehabpress.support.problems import ProblemsFound


def said(path: Path) -> str:
    start = time.process_time()
    with pytest.raises(ProblemsFound) as found:
        read_table(path)
    assert time.process_time() - start < 5
    return str(found.value.problems[0])


_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FILES = {
    "[Content_Types].xml": f"<Types xmlns='{_PACKAGE}/content-types'><Default Extension='rels' "
    "ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/></Types>",
    "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'>"
    f"<Relationship Id='r1' Type='{_OFFICE}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    "xl/workbook.xml": f"<workbook xmlns='{_SPACE}' xmlns:r='{_OFFICE}'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{_PACKAGE}/relationships'>"
    f"<Relationship Id='r1' Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
}


def workbook(path: Path, cells: dict[str, str], sheet: bytes | None = None) -> Path:
    """A workbook of one sheet with texts in cells, or with the XML of a sheet."""
    rows: dict[str, str] = {}
    for name, text in cells.items():
        row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        rows[row] = rows.get(row, "") + f"<c r='{name}' t='inlineStr'><is><t>{text}</t></is></c>"
    data = "".join(f"<row r='{row}'>{inside}</row>" for row, inside in rows.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in _FILES.items():
            new.writestr(name, text)
        new.writestr("xl/worksheets/sheet1.xml", sheet or f"<worksheet xmlns='{_SPACE}'><sheetData>{data}</sheetData></worksheet>")
    return path


HEAD = {"A1": "id", "B1": "patient", "C1": "plan", "A2": "a-1", "B2": "Ida Invented", "C2": "first-visit"}


def test_a_list_is_read(tmp_path: Path) -> None:
    table, _ = read_table(workbook(tmp_path / "r.xlsx", HEAD))
    assert [record.data["id"] for record in table.records] == ["a-1"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [("XFD1048576", "more than 50000 rows"), ("A1048576", "more than 50000 rows"), ("XFD2", "more than 200 columns")],
)
def test_a_cell_far_away(cell: str, words: str, tmp_path: Path) -> None:
    assert words in said(workbook(tmp_path / "r.xlsx", {**HEAD, cell: "x"}))


def test_a_cell_that_is_a_book(tmp_path: Path) -> None:
    assert "more than 5000 characters" in said(workbook(tmp_path / "r.xlsx", {**HEAD, "B2": "x" * 20_000}))


def test_a_bomb(tmp_path: Path) -> None:
    assert "unpacks to 150 MB" in said(workbook(tmp_path / "r.xlsx", {}, b"<worksheet>" + b" " * 150_000_000))


def test_entities(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    assert "DOCTYPE" in said(workbook(tmp_path / "r.xlsx", {}, bomb))


def opendocument(path: Path, rows: str) -> Path:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet><table:table table:name='S'>{rows}</table:table></office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        kind = "manifest:media-type='application/vnd.oasis.opendocument.spreadsheet'"
        space = "xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'"
        new.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {space}><manifest:file-entry {kind} manifest:full-path='/'/></manifest:manifest>"
        )
    return path


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell office:value-type='string' {more}><text:p>{text}</text:p></table:table-cell>"


def test_repeated_rows_and_columns(tmp_path: Path) -> None:
    head = f"<table:table-row>{cell('id')}{cell('plan')}</table:table-row>"
    empty = (
        "<table:table-row table:number-rows-repeated='1048574'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    row = f"<table:table-row>{cell('a-1')}{cell('first-visit')}</table:table-row>"
    table, _ = read_table(opendocument(tmp_path / "right.ods", head + row + empty))
    assert len(table.records) == 1
    many = f"<table:table-row table:number-rows-repeated='1000000'>{cell('x', 'table:number-columns-repeated=' + chr(39) + '16000' + chr(39))}</table:table-row>"
    assert "more than 50000 rows" in said(opendocument(tmp_path / "r.ods", head + many))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id;plan\n" + "a;b\n" * (MOST_ROWS + 1), "has more than 50000 rows"),
        (";".join(f"c{n}" for n in range(MOST_COLUMNS + 1)) + "\n", "more than 200 cells"),
        (";".join(["id"] * 900_000) + "\n", "more than 200 cells"),
        ("id;plan\na;" + "b" * (LONGEST_CELL + 1) + "\n", "more than 5000 characters"),
        ('id;plan\na;"' + "b" * 10_000_000 + '"\n', "field larger than field limit"),
    ],
    ids=["rows", "columns", "very many columns", "a long cell", "a very long cell"],
)
def test_a_csv_file(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    assert words in said(tmp_path / "r.csv")
