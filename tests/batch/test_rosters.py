"""Rosters as people and programs write them, and what is said of the rows that are wrong."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest

from rehabpress.loader.folders import Folders, find_folders
from rehabpress.loader.rosters.read import Roster, read_roster
from rehabpress.support.problems import ProblemsFound

HEAD = "id;patient;plan\n"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return find_folders(tmp_path_factory.mktemp("clinic"))


def read(folder: Path, data: str | bytes, folders: Folders, name: str = "day.csv") -> Roster:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_roster(path, folders)


def bad(roster: Roster) -> list[str]:
    return [f"{p.place.line}:{p.place.column}: {p.what}" for found in roster.bad.values() for p in found]


def test_what_a_row_says(tmp_path: Path, folders: Folders) -> None:
    text = (
        "Patient-Number,NAME,Plans,Therapist,Visit,format,affected side,Changes,flags,Start Date\r\n"
        'a-1,"Ida ""I"" Invented","first-visit; review-plan",Sam Sample,2026-11-20,LARGE,Left,'
        '"bird-dog.reps=8-10; bird-dog.hold=5 s\nbridge.sets=2",osteoporosis,2026-11-23\r\n'
    )
    (rostered,) = read(tmp_path, text, folders).rows
    row = rostered.row
    assert (row.id, row.name, row.plan, row.clinician) == ("a-1", 'Ida "I" Invented', ("first-visit", "review-plan"), "Sam Sample")
    assert (row.date, row.start, row.format, row.side) == (dt.date(2026, 11, 20), dt.date(2026, 11, 23), "large", "left")
    assert row.flags == ("osteoporosis",)
    assert {name: (str(dose.reps), dose.hold is None, str(dose.sets)) for name, dose in row.doses.items()}.keys() == {"bird-dog", "bridge"}
    assert rostered.origin.at("start").line == 3  # the quoted line break before it
    assert rostered.origin.at("patient").column == 5


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(tmp_path: Path, folders: Folders, delimiter: str, encoding: str) -> None:
    text = "id;patient;plan\r\n1;Zoë Façade;first-visit\r\n".replace(";", delimiter)
    roster = read(tmp_path, text.encode(encoding), folders)
    assert [rostered.row.name for rostered in roster.rows] == ["Zoë Façade"]
    assert any("Windows-1252" in note for note in roster.notes) == (encoding == "cp1252")


def test_yaml_json_and_workbooks_say_the_same(tmp_path: Path, folders: Folders) -> None:
    rows = [{"id": "a-1", "patient": "Ida Invented", "plan": "first-visit", "doses": "bird-dog.reps=8"}]
    as_yaml = "patients:\n  - id: a-1\n    patient: Ida Invented\n    plan: first-visit\n    doses: {bird-dog: {reps: 8}}\n"
    found = [
        read(tmp_path, as_yaml, folders, "day.yaml"),
        read(tmp_path, json.dumps({"patients": rows}), folders, "day.json"),
        read(tmp_path, json.dumps(rows), folders, "list.json"),
        read(tmp_path, "id,patient,plan,doses\na-1,Ida Invented,first-visit,bird-dog.reps=8\n", folders),
    ]
    assert len({roster.rows[0].row.model_dump_json(warnings=False) for roster in found}) == 1
    assert not any(roster.bad for roster in found)


def test_each_bad_row_with_its_line_column_and_reason(tmp_path: Path, folders: Folders) -> None:
    text = (
        "Number,Patient Name,Plans,Format,date,doses\n"
        "1,=cmd(),x,huge,2026-11-20,\n"
        "2,A\0B,first-visit,,,\n"
        '../3,"Multi\nline",first-visit,,2026-13-01,\n'
        "4,\u200fRtl,Bad Plan,,next week,\n"
        "5,,a,,,\n"
        ",,,,,\n"
        "6,x\n"
        f"7,{'n' * 500},a,,,\n"
        '8,Right One,first-visit,,,"bird-dog.resp=8"\n'
        "9,Right One,first-visit,,,\n"
        "9,Other One,first-visit,,,\n"
        "CON,Right One,first-visit,,,\n"
        "10,<b>Bold</b>,first-visit,huge,,zzz\n"
    )
    roster = read(tmp_path, text, folders)
    assert sorted(bad(roster), key=lambda line: [int(number) for number in line.split(":")[:2]]) == [
        '2:3: patient: "=cmd()" is a formula and not what it comes to',
        '2:12: format: "huge" is not known',
        "3:3: patient: holds a control character (U+0000)",
        '4:1: id: "../3" is no number for a patient',
        '5:20: date: "2026-13-01" is not a day of the calendar',
        "6:3: patient: holds a mark that is not seen (U+200F)",
        '6:8: plan[1]: "Bad Plan" is not an id',
        '6:18: date: "next week" is not a date',
        "7:0: needs a name",
        "9:0: this row has 2 cells, and the heading has 6",
        "10:3: patient: has 500 characters",
        '11:27: doses.bird-dog: unknown key "resp"',
        '13:1: the id "9" is here twice, first on line 12',
        '14:1: id: "CON" is a name that Windows keeps for itself',
        '15:28: format: "huge" is not known',
        '15:34: doses: "zzz" is not an exercise, a number and its value',
    ]
    assert [rostered.row.id for rostered in roster.rows] == ["9"]
    problems = [problem for found in roster.bad.values() for problem in found]
    assert all(problem.hint for problem in problems)
    assert not any(c < " " and c != "\n" for problem in problems for c in str(problem))
    assert len(roster.bad) + len(roster.rows) == roster.count == 12


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        ("id;patient;plan;insurance\n", 'the column "insurance" is not known'),
        ("id;patient;plan;name\n", 'two columns mean "patient": "patient" and "name"'),
        ("patient;format\nA B;large\n", "there is no column id and no column plan"),
        ('id;patient;plan\n1;"Ida;first-visit\n', "is not CSV from here on: unexpected end of data"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(tmp_path: Path, folders: Folders, text: str, what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, text, folders)
    assert [problem.what for problem in found.value.problems] == [what]


def test_a_clinics_own_columns(tmp_path: Path) -> None:
    (tmp_path / "content" / "columns").mkdir(parents=True)
    (tmp_path / "content" / "columns" / "default.yaml").write_text(
        'id: default\ncolumns: {"Pt. No.": id, Who: patient, What: plan}\nignore: [Insurance]\n', encoding="utf-8"
    )
    roster = read(tmp_path, "Pt. No.;Who;What;insurance\n1;Ida Invented;first-visit;secret\n", find_folders(tmp_path))
    assert [(r.row.id, r.row.name) for r in roster.rows] == [("1", "Ida Invented")]


def test_ten_thousand_rows_half_of_them_hostile(tmp_path: Path, folders: Folders) -> None:
    hostile = ["../../etc/passwd", "'; drop table", '""quoted""', "=1+1", "<script>", "\u202eevil", "a\0b", "x" * 500, "  ", "\ufffd", "🙂"]
    lines = [f'{n};"{hostile[n % len(hostile)]}";first-visit' if n % 2 else f"{n};Patient Number {n} x;first-visit" for n in range(10_000)]
    begun = time.process_time()
    roster = read(tmp_path, HEAD + "\n".join(lines), folders)
    assert time.process_time() - begun < 30
    assert roster.count == 10_000
    assert len(roster.rows) >= 5_000
    assert len(roster.bad) == 10_000 - len(roster.rows)


def test_a_workbook(tmp_path: Path, folders: Folders) -> None:
    pytest.importorskip("openpyxl")
    roster = read(tmp_path, workbook(), folders, "day.xlsx")
    assert [(r.row.id, r.row.name, r.row.date) for r in roster.rows] == [("17", "Zoë Façade", dt.date(2026, 11, 20))]
    assert bad(roster) == ['3:1: id: "no number" is no number for a patient']
    with pytest.raises(ProblemsFound) as found:
        read(tmp_path, b"PK\x03\x04 and then nothing", folders, "broken.xlsx")
    assert "is not a workbook that can be read" in found.value.problems[0].what


def workbook() -> bytes:
    """The smallest workbook with a heading and two rows: a number, a text, a date."""
    import io
    import zipfile

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def row(number: int, *cells: str) -> str:
        return f'<row r="{number}">' + "".join(c.format(f"{letter}{number}") for letter, c in zip("ABCD", cells, strict=False)) + "</row>"

    def text(words: str) -> str:
        return '<c r="{}" t="inlineStr"><is><t>' + words + "</t></is></c>"

    data = [
        row(1, text("id"), text("patient"), text("plan"), text("date")),
        row(2, '<c r="{}"><v>17</v></c>', text("Zoë Façade"), text("first-visit"), '<c r="{}" s="1"><v>46346</v></c>'),
        row(3, text("no number"), text("Ida Invented"), text("first-visit")),
    ]
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        f'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/><Override '
        f'PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{sheet}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Day" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(data)}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{body}')
    return out.getvalue()
