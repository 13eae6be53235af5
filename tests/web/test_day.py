"""The list of a day: read, its problems at their cells, mended, and made into packets by the batch in a process of its own."""

from __future__ import annotations

import datetime as dt
import io
import time
import tomllib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from helpers.cli_project import ROOT, ClinicFolder
from helpers.web_page import WebPage
from rehabpress.web.access import LARGEST_TABLE
from rehabpress.web.day import Days
from rehabpress.web.day_list import MOST_COLUMNS, MOST_ROWS, DayTable

HEADINGS = ["id", "patient", "flags", "plan"]


def dropped(page: WebPage, data: bytes, kind: str = "csv") -> Any:
    return page.client.post(f"/day/list?kind={kind}", content=data, headers={"content-type": "application/octet-stream"})


def checked(page: WebPage, *rows: list[str], headings: list[str] | None = None) -> list[tuple[int, int, str]]:
    answer = page.post("/day/check", {"headings": headings or HEADINGS, "rows": list(rows), "packet": "first-visit"})
    assert answer.status_code == 200, answer.text
    return [(one["row"], one["column"], one["what"]) for one in answer.json()["problems"]]


def test_a_list_that_is_dropped_gets_a_column_for_the_plan(page: WebPage) -> None:
    table = dropped(page, "id;patient\nt-1;Zoë Invented\n".encode()).json()
    assert table["headings"] == ["id", "patient", "plan"]
    assert table["rows"] == [["t-1", "Zoë Invented", ""]]
    assert "first-visit" in table["packets"]
    assert dropped(page, b"id,patient,plans\nt-1,Ida Invented,neck-pain\n").json()["headings"] == ["id", "patient", "plans"]


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", "csv"), (b"\x00\x01", "csv"), (b"not a workbook", "xlsx"), (b"{", "json"), (b"x", "exe"), (b"x", "../csv")]
)
def test_what_is_no_list_is_said(page: WebPage, data: bytes, kind: str) -> None:
    answer = dropped(page, data, kind)
    assert answer.status_code in (200, 422)
    assert answer.status_code == 422 or answer.json()["rows"] == []
    assert page.mistakes == []


def test_a_workbook_is_a_list(page: WebPage) -> None:
    pytest.importorskip("openpyxl")
    assert dropped(page, _workbook([["id", "patient"], ["t-1", "Ida Invented"]]), "xlsx").json()["rows"] == [["t-1", "Ida Invented", ""]]


def test_what_reads_a_workbook_comes_with_the_page() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert any(one.startswith("openpyxl") for one in extras["web"])


def _workbook(rows: list[list[str]]) -> bytes:
    """The smallest workbook that spreadsheet programs read."""
    import zipfile

    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows)
    main, package = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as out:
        for name, text in parts.items():
            out.writestr(name, f'<?xml version="1.0"?>{text}')
    return written.getvalue()


def test_problems_stand_at_their_cells(page: WebPage) -> None:
    right = ["t-1", "Ida Invented", "", "neck-pain"]
    assert checked(page, right) == []
    found = checked(
        page,
        right,
        ["t-2", "Ben, Sample", "nonsense", "neck-pain"],
        ["t-3", "Tom Example", "", "nothing"],
        ["t-1", "Ann Example", "", "neck-pain"],
        ["", "", "", ""],
    )
    places = {(row, column) for row, column, _ in found}
    assert {(1, 2), (2, 3), (3, 0)} <= places
    assert all(row != 0 for row, _ in places)


def test_what_a_patient_must_not_do_is_said_at_the_plan_in_words(page: WebPage) -> None:
    ((row, column, what),) = checked(page, ["t-1", "Ida Invented", "weak bones", "sacroiliac-joint"])
    assert (row, column) == (0, 3)
    assert what == "Knee-to-chest stretch must be left out with thin bones (osteoporosis)."


def test_a_plan_for_one_side_asks_for_it_in_a_column_of_its_own(page: WebPage) -> None:
    def problems(headings: list[str], row: list[str]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = page.post("/day/check", {"headings": headings, "rows": [row], "packet": "handout"}).json()["problems"]
        return found

    (asked,) = problems(HEADINGS, ["t-1", "Ida Invented", "", "after-knee-replacement"])
    assert (asked["row"], asked["column"], asked["side"], asked["hint"]) == (0, 3, True, "Choose one.")
    headings = [*HEADINGS, "side"]
    (asked,) = problems(headings, ["t-1", "Ida Invented", "", "after-knee-replacement", ""])
    assert (asked["row"], asked["column"]) == (0, 4)
    assert problems(headings, ["t-1", "Ida Invented", "", "after-knee-replacement", "left"]) == []
    assert dropped(page, b"id,patient,plan,affected side\nt-1,Ida Invented,neck-pain,left\n").json()["side"] == 3


def test_a_row_without_a_plan_waits_for_one(page: WebPage) -> None:
    assert checked(page, ["t-1", "Ida Invented", "", ""]) == [(0, 3, "No plan yet.")]


def test_patients_of_one_name_are_said_without_what_only_the_command_line_can_do(page: WebPage) -> None:
    table = {"headings": ["id", "patient", "plan"], "rows": [["1", "Sam Sample", "first-visit"], ["2", "Sam Sample", "first-visit"]]}
    (note,) = [one for one in page.post("/day/check", {**table, "packet": "handout"}).json()["notes"] if "one name" in one]
    assert "--" not in note


def test_a_heading_that_is_not_known_is_said_at_the_heading(page: WebPage) -> None:
    found = checked(page, ["t-1", "Ida Invented", "neck-pain", "x"], headings=["id", "patient", "plan", "shoe size"])
    assert [(row, column) for row, column, _ in found] == [(-1, 3)]


@pytest.mark.parametrize(
    "table",
    [{}, {"headings": "x", "rows": []}, {"headings": ["id"], "rows": [["a", "b"]]}, {"headings": ["id"], "rows": [[1]]}, {"headings": [1], "rows": [["a"]]}, {"headings": ["id"], "rows": ["a"]}, {"headings": [], "rows": [], "packet": 5}, {"headings": [], "rows": [], "columns": 5}],
)  # fmt: skip
def test_another_shape_is_refused(page: WebPage, table: object) -> None:
    assert page.post("/day/check", table).status_code == 400
    assert page.post("/day/packets", table).status_code == 400
    assert page.mistakes == []


def long_list(rows: int, columns: int, length: int = 3) -> list[list[str]]:
    """A list whose columns are all known to no paper but the first three."""
    head = ["id", "patient", "plan", *(f"more {n}" for n in range(columns - 3))]
    return [head, *([f"t-{n}", "Ida Invented", "neck-pain", *(["x" * length] * (columns - 3))] for n in range(rows))]


def csv_of(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


@pytest.mark.parametrize(
    ("rows", "columns", "length", "said"),
    [
        (2, 48, 3, ""),
        (479, 4, 1000, ""),
        (MOST_ROWS, 4, 3, ""),
        (2, MOST_COLUMNS, 3, ""),
        (MOST_ROWS + 1, 4, 3, "This list has 501 rows, and the page shows 500."),
        (2, MOST_COLUMNS + 1, 3, "This list has 101 columns, and the page shows 100."),
        (479, 40, 100, "This list has 1862 kB of text, and the page shows 900."),
    ],
)
def test_a_list_of_any_size_is_shown_and_checked_or_its_size_is_said(
    page: WebPage, rows: int, columns: int, length: int, said: str
) -> None:
    answer = dropped(page, csv_of(long_list(rows, columns, length)))
    if said:
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["what"] == said
        assert answer.json()["problems"][0]["hint"]
        return
    assert len(answer.json()["rows"]) == rows
    table = {"headings": answer.json()["headings"], "rows": answer.json()["rows"]}
    assert page.post("/day/check", table).status_code == 200
    for more in (table["rows"] * (MOST_ROWS // rows + 1), [[*row, *["x"] * MOST_COLUMNS] for row in table["rows"]]):
        wide = {"headings": [*table["headings"], *["x"] * (len(more[0]) - columns)], "rows": more}
        assert page.post("/day/check", wide).json()["problems"][0]["what"].startswith("This list has ")


def test_a_list_that_grows_too_large_while_it_is_mended_is_said(page: WebPage) -> None:
    answer = page.post("/day/check", {"headings": ["id"], "rows": [["x" * LARGEST_TABLE]]})
    assert answer.status_code == 413
    assert answer.json()["problems"][0]["what"] == "This is larger than a list may be here: 1000 kB."


COLUMNS = """id: default
columns: {Nr: id, Wer: patient, Behandlung: plan, Art: appointment_type, Stand: status}
header_row: 3
others: ignored
plans: {Erst: first-visit}
"""


def test_the_clinics_columns_are_used(own_page: WebPage) -> None:
    ClinicFolder(own_page.project).write("content/columns/default.yaml", COLUMNS)
    data = b"Monday\n\nNr,Wer,Behandlung,Art,Stand,Tel\n1,Ida Invented,,Erst,,5\n2,Ben Sample,neck-pain,,cancelled,5\n3,Tom Example,,Massage,,1\n"
    table = dropped(own_page, data).json()
    assert table["headings"] == ["Nr", "Wer", "Behandlung", "Art", "Stand", "Tel"]
    assert (table["plan"], table["over"], table["given"]) == (2, [5], True)
    said = own_page.post("/day/check", {"headings": table["headings"], "rows": table["rows"]}).json()
    assert said["problems"] == [{"row": 2, "column": 2, "what": 'No plan yet for "Massage".', "hint": "Choose one."}]
    assert (said["right"], said["out"]) == (1, [1])
    assert "left out: cancelled (row 5)" in said["notes"]  # as the command says
    table["rows"][2][2] = "nothing"
    (wrong,) = own_page.post("/day/check", {"headings": table["headings"], "rows": table["rows"]}).json()["problems"]
    assert (wrong["row"], wrong["column"]) == (2, 2)
    table["rows"][2][0] = "1"
    twice = own_page.post("/day/check", {"headings": table["headings"], "rows": table["rows"]}).json()["problems"]
    assert 'The id "1" is here twice, first on row 4.' in [one["what"] for one in twice]


def test_a_list_may_be_said_to_be_of_a_record_system(page: WebPage) -> None:
    data = b"ID,First Name,Last Name\n7,Ida,Invented\n"
    table = dropped(page, data).json()
    assert {"jane", "nookal"} <= set(table["kinds"])
    named = page.client.post("/day/list?kind=csv&columns=nookal", content=data, headers={"content-type": "application/octet-stream"}).json()
    assert (table["columns"], named["columns"]) == ("", "nookal")
    shown = {"headings": named["headings"], "rows": [["7", "Ida", "Invented", "neck-pain"]], "columns": "nookal"}
    assert page.post("/day/check", shown).json()["right"] == 1
    for address in ("/day/check", "/day/packets"):
        assert page.post(address, {**shown, "columns": "../nookal"}).status_code == 422


def test_a_list_of_keys_is_shown_as_it_is_typed(page: WebPage) -> None:
    data = b'[{"id": "t-1", "patient": "Ida Invented", "plan": ["neck-pain"], "flags": ["fall risk", "heart-disease"], "doses": {"neck-turn": {"reps": 3}}}]'
    table = dropped(page, data, "json").json()
    assert table["rows"] == [["t-1", "Ida Invented", "neck-pain", "fall risk; heart-disease", "neck-turn.reps=3"]]
    said = page.post("/day/check", {"headings": table["headings"], "rows": table["rows"]}).json()
    assert said["right"] == 1, said


def test_a_row_is_called_what_the_sheet_calls_it(page: WebPage) -> None:
    data = (
        b"id,patient,plan\n1,Ida Invented,neck-pain\n\n2,Ben Sample,neck-pain,and,more\n3,Tom Example,neck-pain\n1,Ann Example,neck-pain\n"
    )
    table = dropped(page, data).json()
    assert table["lines"] == [2, 5, 6]
    assert table["notes"] == ["In the file: row 4 has 5 cells, and the heading has 3."]
    shown = {name: table[name] for name in ("headings", "rows", "lines")}
    (twice,) = page.post("/day/check", shown).json()["problems"]
    assert (twice["row"], twice["what"]) == (2, 'The id "1" is here twice, first on row 2.')
    shown["rows"].reverse()
    shown["lines"] = [6, 5, 2]
    assert page.post("/day/check", shown).json()["problems"][0]["what"].endswith("first on row 6.")
    for lines in ([1], ["2", "5", "6"], 7):
        assert page.post("/day/check", {**shown, "lines": lines}).status_code == 400
    assert dropped(page, b'[{"id": "t-1"}, {"id": "t-2"}]', "json").json()["lines"] == [1, 2]


@pytest.mark.slow
@pytest.mark.parametrize("forgetting", ["/forget", "/day/forget"])
def test_packets_are_made_by_the_batch(own_page: WebPage, forgetting: str) -> None:
    assert own_page.get("/day/progress").json() == {"state": "none"}
    assert own_page.get("/day/print.pdf").status_code == 404
    table = {
        "headings": HEADINGS,
        "rows": [["t-1", "Ida Invented", "", "first-visit"], ["t-2", "Ben Sample", "nonsense", "neck-pain"]],
        "packet": "first-visit",
    }
    assert own_page.post("/day/packets", table).json()["state"] == "running"
    assert own_page.post("/day/packets", table).status_code == 422  # one run at a time
    now = ended(own_page)
    assert (now["state"], now["written"], now["failed"]) == ("ready", 1, 1), now
    assert [(one["row"], one["column"]) for one in now["problems"]] == [(1, 2)]
    answer = own_page.get("/day/print.pdf")
    assert answer.headers["cache-control"] == "no-store"
    printed = answer.content
    with pypdfium2.PdfDocument(printed) as opened:
        assert len(opened) == now["pages"]
    assert packets(own_page) == ["2026-11-20/t-1.pdf"]

    table["rows"] = [["t-9", "Ann Example", "", "neck-pain"]]  # the list of another room
    own_page.post("/day/packets", table)
    assert ended(own_page)["written"] == 1
    assert packets(own_page) == ["2026-11-20-2/t-9.pdf", "2026-11-20/t-1.pdf"]

    assert own_page.get("/day/print.pdf").content != printed
    own_page.post(forgetting, {})
    assert own_page.get("/day/print.pdf").status_code == 404
    assert own_page.get("/day/progress").json() == {"state": "none"}
    assert len(packets(own_page)) == 2


def ended(page: WebPage) -> Any:
    """What is said of a run when it has ended."""
    for _ in range(600):
        now = page.get("/day/progress").json()
        if now["state"] != "running":
            return now
        time.sleep(0.1)
    raise AssertionError(now)


def packets(page: WebPage) -> list[str]:
    """The packets that are there, by folder."""
    below = page.project / "output/packets"
    return sorted(str(path.relative_to(below)) for path in below.glob("*/t-*"))


@pytest.mark.slow
def test_a_run_that_is_forgotten_goes_on_and_says_nothing(own_page: WebPage) -> None:
    own_page.post("/day/packets", {"headings": HEADINGS, "rows": [["t-1", "Ida Invented", "", "neck-pain"]]})
    own_page.post("/forget", {})
    assert own_page.get("/day/progress").json()["state"] == "running"
    assert ended(own_page) == {"state": "none"}
    assert own_page.get("/day/print.pdf").status_code == 404
    assert packets(own_page) == ["2026-11-20/t-1.pdf"]


def test_a_run_that_is_stopped_leaves_the_list_on_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    rows = tuple((f"t-{n}", f"Sample Patient {n}", "", "neck-pain") for n in range(300))
    days = Days(tmp_path)
    days.start(DayTable(tuple(HEADINGS), rows), dt.date(2026, 11, 20))
    try:
        end = time.monotonic() + 60
        while not (seen := list(room.glob("rehabpress-*/day.csv"))) and time.monotonic() < end:
            time.sleep(0.01)
        assert seen
    finally:
        days.stop()
    assert days.progress()["state"] == "stopped"
    assert list(room.glob("rehabpress-*")) == []
