"""Lists as they come from clinics and their record systems: what is read of them, what is said once, what is refused."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from rehabpress.loader.folders import find_folders
from rehabpress.loader.rosters.read import ReadOptions, Roster, read_roster
from rehabpress.support.problems import ProblemsFound

openpyxl = pytest.importorskip("openpyxl")

PLANS = "plans: {Initial Assessment: first-visit, Follow-up: review-plan}\nothers: ignored\n"
HEAD = "id;patient;plan;date\n"


def read(folder: Path, text: str | bytes, columns: str = "", name: str = "day.csv", **options: object) -> Roster:
    """The roster of a list; ``columns`` is the clinic's only file of columns."""
    if columns:
        (folder / "content" / "columns").mkdir(parents=True, exist_ok=True)
        (folder / "content" / "columns" / "default.yaml").write_text(f"id: default\n{columns}", encoding="utf-8")
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(folder / name, find_folders(folder), ReadOptions(**options))  # type: ignore[arg-type]


def refused(folder: Path, text: str | bytes, columns: str = "", **options: object) -> str:
    with pytest.raises(ProblemsFound) as found:
        read(folder, text, columns, **options)  # type: ignore[arg-type]
    return "\n".join(map(str, found.value.problems))


def rows(roster: Roster) -> list[tuple[object, ...]]:
    return [(one.row.id, one.row.name, one.row.plan, one.row.date) for one in roster.rows]


DAY = dt.date(2026, 11, 20)

SEVEN = {
    "jane": (
        "Location Name,Appointment Start Date & Time,Patient Number,Patient First Name,Patient Last Name,Date of Birth,Treatment Name,Status\n"
        'Main,"November 20, 2026 9:00 AM",17,Ida,Invented,1980-01-02,Initial Assessment,Arrived\n'
        'Main,"November 20, 2026 11:00 AM",17,Ida,Invented,1980-01-02,Follow-up,Booked\n'
        'Main,"November 20, 2026 9:30 AM",18,Max,Madeup,1980-01-02,Follow-up,No Show\n',
        PLANS,
        [("17", "Ida Invented", ("first-visit", "review-plan"), DAY)],
    ),
    "cliniko": (
        "Patient ID,First Name,Last Name,Full Name,Date of Birth,Appointment Type,Starts At,Cancelled At,Did Not Arrive\n"
        "17,Ida,Invented,Ida Invented,1980-01-02,Initial Assessment,2026-11-20T09:00:00Z,,false\n"
        "18,Max,Madeup,Max Madeup,1980-01-02,Follow-up,2026-11-20T09:00:00Z,2026-11-19T09:00:00Z,false\n"
        "19,Fay,Fictitious,Fay Fictitious,1980-01-02,Follow-up,2026-11-20T09:00:00Z,,true\n",
        PLANS,
        [("17", "Ida Invented", ("first-visit",), DAY)],
    ),
    "openemr": (
        "Provider,Date,Time,Patient,Address,DOB,Type,Status\n"
        '"Sample,Sam M",2026-11-20,09:00,"Invented,Ida","1 Road",1980-01-02,Initial Assessment,@ Arrived\n'
        '"Sample,Sam M",2026-11-20,10:00,"Madeup,Max B","2 Road",1981-01-02,Follow-up,x Canceled\n',
        PLANS,
        [("row-2", "Ida Invented", ("first-visit",), DAY)],
    ),
    "webpt": (
        "start_date,therapist_id,appointment_type,case_id,patient_id,patient_name,appointment_status\n"
        "2026-11-20 09:00:00,7,Initial Assessment,4711,17,Ida Invented,Checked In\n"
        "2026-11-20 10:00:00,7,Follow-up,4712,18,Max Madeup,CANCELLED\n",
        PLANS,
        [("17", "Ida Invented", ("first-visit",), DAY)],
    ),
    "nookal": (
        "Title,First Name,Middle Name,Last Name,Date of Birth,Address,Appointment Type,Appointment Date\n"
        "Ms,Ida,,Invented,02/01/1980,1 Road,Initial Assessment,20/11/2026\n",
        PLANS,
        [("row-2", "Ida Invented", ("first-visit",), DAY)],
    ),
    "a report with titles": (
        "Day list Sample Clinic\nPrinted 20.11.2026\n\n"
        "Patient ID,Patient Name,Appt Date,Appt Type,Status,Treating Practitioner,Primary Dx Code\n"
        '17,"Invented, Ida",11/20/2026,Initial Assessment,Scheduled,"Sample, Sam",M54.5\n',
        PLANS,
        [("17", "Ida Invented", ("first-visit",), DAY)],
    ),
    "columns that a user has chosen": (
        "NHS No;Surname;Forename;Slot;Clinic Date;Slot Type\n485777;Invented;Ida;09:00;20-Nov-2026;Initial Assessment\n",
        "columns: {NHS No: id, Clinic Date: date, Slot Type: appointment_type}\n" + PLANS,
        [("485777", "Ida Invented", ("first-visit",), DAY)],
    ),
}


@pytest.mark.parametrize("system", SEVEN)
def test_the_lists_of_seven_systems_with_one_file_of_columns(tmp_path: Path, system: str) -> None:
    text, columns, wanted = SEVEN[system]
    roster = read(tmp_path, text, columns)
    assert (rows(roster), roster.bad) == (wanted, {})
    assert len([note for note in roster.notes if note.startswith("not needed and passed over")]) <= 1
    assert sum(note.startswith("left out") for note in roster.notes) == {"jane": 1, "cliniko": 2, "openemr": 1, "webpt": 1}.get(system, 0)


def test_packets_of_a_list_without_any_file_of_columns(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(SEVEN["jane"][0], encoding="utf-8")
    ran = ClinicFolder(tmp_path).run("packets", "day.csv", "--plan", "sacroiliac-joint", "--packet", "handout", "-o", "out", "--no-print")
    assert (ran.code, [path.name for path in (tmp_path / "out").glob("*.pdf")]) == (0, ["17.pdf"])
    assert "left out: No Show (row 4)" in ran.out
    assert "Next" not in ran.out


def test_a_day_of_birth_is_never_taken_for_a_date(tmp_path: Path) -> None:
    told = refused(tmp_path, "id,patient,plan,Date of Birth\n1,Ida Invented,first-visit,1980-01-02\n")
    assert 'the column "Date of Birth" is not known' in told
    assert "no paper needs it" in told
    assert "did you mean" not in told
    told = refused(tmp_path, "id,patient,plan,DOB\n1,Ida Invented,first-visit,1980-01-02\n", "columns: {DOB: date}\n")
    assert "is a day of birth and not the date" in told


def test_a_start_in_a_diary_may_be_the_visit(tmp_path: Path) -> None:
    told = refused(tmp_path, "id,patient,plan,start_date,status\n1,Ida Invented,first-visit,2026-11-20,arrived\n")
    assert "may be the day of the visit or the day on which the plan begins" in told


@pytest.mark.parametrize("others", ["refused", "ignored"])
@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("flags;precautions", 'two columns mean "flags": "flags" and "precautions"'),
        ("Alerts;flags", 'two columns mean "flags": "Alerts" and "flags"'),
        ("flags;flags", 'two columns mean "flags": column D and column E are both called "flags"'),
        ("No show;No show", 'two columns mean "missed": column D and column E are both called "No show"'),
        ("date;visit date", 'two columns mean "date": "date" and "visit date"'),
    ],
)
def test_no_column_that_means_something_is_passed_over_for_another(tmp_path: Path, others: str, head: str, what: str) -> None:
    text = f"id;patient;plan;{head}\n1;Ida Invented;first-visit;osteoporosis;\n"
    told = refused(tmp_path, text, f"columns: {{Alerts: flags}}\nothers: {others}\n")
    assert what in told
    assert "below ignore:" in told


def test_columns_that_are_not_needed_may_be_called_the_same(tmp_path: Path) -> None:
    head = "id;patient;plan;Room;Room;flags;precautions\n"
    roster = read(tmp_path, head + "1;Ida Invented;first-visit;4;5;osteoporosis;none\n", "ignore: [precautions]\nothers: ignored\n")
    assert [one.row.flags for one in roster.rows] == [("osteoporosis",)]
    assert "not needed and passed over: Room" in roster.notes


def test_each_column_that_may_say_cancelled_is_read(tmp_path: Path) -> None:
    text = (
        "id;patient;plan;Status;Appointment Status\n1;Ida Invented;first-visit;booked;cancelled\n2;Max Madeup;first-visit;no show;booked\n"
    )
    roster = read(tmp_path, text + "3;Fay Fictitious;first-visit;booked;arrived\n", "others: ignored\n")
    assert [one.row.id for one in roster.rows] == ["3"]
    assert {"left out: cancelled (row 2)", "left out: no show (row 3)"} <= set(roster.notes)


@pytest.mark.parametrize(
    ("cells", "said", "wanted"),
    [
        (["20.11.2026", "03.04.2026"], None, ["2026-11-20", "2026-04-03"]),
        (["20/11/2026", "03/04/2026"], None, ["2026-11-20", "2026-04-03"]),
        (["11/20/2026 9:30 AM", "03/04/2026"], None, ["2026-11-20", "2026-03-04"]),
        (["03/04/2026"], "day-month-year", ["2026-04-03"]),
        (["03/04/26"], "month-day-year", ["2026-03-04"]),
        (
            ["Fri, 20 Nov 2026", "3rd April 2026", "Apr 3, 2026", "20-Nov-2026"],
            None,
            ["2026-11-20", "2026-04-03", "2026-04-03", "2026-11-20"],
        ),
        (["2026-11-20 09:30:00", "2026-11-20T09:30", "2026/11/20"], None, ["2026-11-20"] * 3),
        (["05/05/2026"], None, ["2026-05-05"]),
        (["26-11-20"], "year-month-day", ["2026-11-20"]),
        (["26-11-20"], "day-month-year", ["2020-11-26"]),
        (["26/11/20", "20/11/2026"], None, ["2020-11-26", "2026-11-20"]),
        (["31.12.99", "11-11-11", "05.05.2026"], None, ["2099-12-31", "2011-11-11", "2026-05-05"]),
    ],
)
def test_dates(tmp_path: Path, cells: list[str], said: str | None, wanted: list[str]) -> None:
    text = HEAD + "".join([f'{n};Ida Invented;first-visit;"{cell}"\n' for n, cell in enumerate(cells)])
    roster = read(tmp_path, text, dates=said)
    assert [str(one.row.date) for one in roster.rows] == wanted


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("26-11-20", "26 November 2020 or 20 November 2026"),
        ("20.11.26", "20 November 2026 or 26 November 2020"),
        ("11/26/20", "26 November 2020"),
        ("03-04-05", "3 April 2005 or 4 March 2005 or 5 April 2003"),
        ("99-12-31", "31 December 2099"),
    ],
)
def test_years_of_two_digits(tmp_path: Path, cell: str, readings: str) -> None:
    text = HEAD + f"1;Ida Invented;first-visit;{cell}\n"
    if " or " in readings:
        told = refused(tmp_path, text)
        assert f'"{cell}" is {readings}: dates of row 2 can be read in' in told
        assert "--dates year-month-day" in told
    else:
        (one,) = read(tmp_path, text).rows
        assert one.row.date is not None
        assert f"{one.row.date.day} {one.row.date:%B %Y}" == readings


def test_dates_that_can_be_read_in_two_ways_are_refused_once(tmp_path: Path) -> None:
    text = HEAD + "1;Ida Invented;first-visit;03/04/2026\n2;Max Madeup;first-visit;05/06/2026\n3;Fay Fictitious;first-visit;07/07/2026\n"
    told = refused(tmp_path, text)
    assert told.count("can be read in two ways") == 1
    assert '"03/04/2026" is 3 April 2026 or 4 March 2026: dates of rows 2 and 3' in told
    mixed = refused(tmp_path, HEAD + "1;Ida Invented;first-visit;20/11/2026\n2;Max Madeup;first-visit;11/21/2026\n")
    assert "dates are written in two ways: row 2 day.month.year and row 3 month/day/year" in mixed


@pytest.mark.parametrize(
    ("names", "wanted", "columns"),
    [
        (["Müller, Anna", "Invented,Ida M"], ["Anna Müller", "Ida M Invented"], ""),
        (["Ida Invented, PhD", "Max Madeup"], ["Ida Invented, PhD", "Max Madeup"], ""),
        (["Müller, Anna", "Max Madeup"], ["Anna Müller", "Max Madeup"], "names: last-first\n"),
        (["Müller, Anna"], ["Müller, Anna"], "names: first-last\n"),
        (["Do, Maria", "Ma, Li", "Cox, Vi"], ["Maria Do", "Li Ma", "Vi Cox"], ""),
        (["Nguyen, Do", "Silva, Junior"], ["Do Nguyen", "Junior Silva"], ""),
        (["Van Blank, Vi", "Nguyen, Do"], ["Vi Van Blank", "Do Nguyen"], "names: last-first\n"),
        (["Van Blank, Vi", "Müller, Anna"], ["Van Blank, Vi", "Müller, Anna"], "names: first-last\n"),
        (["Invented, Ida, PhD", "Madeup, Max"], ["Ida Invented, PhD", "Max Madeup"], "names: last-first\n"),
        (["Ida Invented, PhD", "Madeup, Max"], ["Ida Invented, PhD", "Max Madeup"], "names: last-first\n"),
        (["Ida Invented, DO"], ["Ida Invented, DO"], ""),
    ],
)
def test_last_and_first_names(tmp_path: Path, names: list[str], wanted: list[str], columns: str) -> None:
    text = HEAD + "".join([f'{n};"{name}";first-visit;\n' for n, name in enumerate(names)])
    assert [one.row.name for one in read(tmp_path, text, columns).rows] == wanted


def test_a_suffix_that_may_be_a_first_name_is_asked_for(tmp_path: Path) -> None:
    told = refused(tmp_path, HEAD + '1;"Müller, Anna";first-visit;\n2;"Van Blank, Vi";first-visit;\n')
    assert "day.csv:3:3: " in told
    assert '"Van Blank, Vi" may be "Last, First" as the other names are, or a name with a suffix' in told


def test_a_full_name_beside_its_parts(tmp_path: Path) -> None:
    head = "id;full name;first name;last name;plan\n"
    roster = read(tmp_path, head + "1;Ida Invented;Ida;Invented;first-visit\n2;Max Madeup;Ida;Invented;first-visit\n")
    assert [one.row.name for one in roster.rows] == ["Ida Invented"]
    assert "has two names that are not the same" in str(roster.bad[3][0])


def test_the_number_of_the_row_where_there_is_no_other(tmp_path: Path) -> None:
    text = "patient;plan\nIda Invented;first-visit\n\nMax Madeup;first-visit\n"
    assert "--row-numbers" in refused(tmp_path, text)
    assert [one.row.id for one in read(tmp_path, text, row_numbers=True).rows] == ["row-2", "row-4"]


@pytest.mark.parametrize("text", ["sep=;\n" + HEAD + "1;Ida Invented;first-visit;\n", HEAD.strip() + ";;\n1;Ida Invented;first-visit;;;\n"])
def test_marks_and_empty_columns_of_spreadsheets(tmp_path: Path, text: str) -> None:
    assert [one.row.name for one in read(tmp_path, text).rows] == ["Ida Invented"]


@pytest.mark.parametrize("sign", ['"', "\r", "\0", "\v", "\x1c", "\u2028", "\ufeff", "d", "7"])
def test_a_mark_of_spreadsheets_that_names_no_delimiter(tmp_path: Path, sign: str) -> None:
    told = refused(tmp_path, f"sep={sign}\n" + HEAD + "1;Ida Invented;first-visit;\n")
    assert "day.csv:1: sep= names" in told
    assert "or take the line out" in told


@pytest.mark.parametrize("sign", [*"!#$%&'()*+-/:;<=>?@[]^_`{|}~\\ ,\t§¦", "."])
def test_every_sign_that_a_mark_of_spreadsheets_names(tmp_path: Path, sign: str) -> None:
    roster = read(
        tmp_path, f"sep={sign}\n" + sign.join(("id", "patient", "plan")) + "\n" + sign.join(("1", '"Ida Invented"', '"first-visit"')) + "\n"
    )
    assert [one.row.name for one in roster.rows] == ["Ida Invented"]


def test_a_column_with_something_in_it_has_a_heading(tmp_path: Path) -> None:
    assert "the column D has no heading, and something stands in row 2" in refused(
        tmp_path, "id;patient;plan;\n1;Ida Invented;first-visit;x\n"
    )


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#####", "#BEZUG!", "Err:502"])
def test_errors_of_a_spreadsheet_are_no_values(tmp_path: Path, cell: str) -> None:
    roster = read(
        tmp_path, f"id;patient;plan;clinician\n1;{cell};first-visit;\n2;Ida Invented;{cell};\n3;Ida Invented;first-visit;{cell}\n"
    )
    assert [(p.place.line, p.place.column) for found in roster.bad.values() for p in found] == [(2, 3), (3, 16), (4, 28)]
    assert all("is an error of the spreadsheet" in str(found[0]) for found in roster.bad.values())


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("JÃ¼rgen GroÃŸ", 'read as Windows-1252: "Jürgen Groß" was meant'),
        ("Zoë\ufffd Façade", "holds a replacement character"),
        ("M?ller", 'the sign "?"'),
        ("Zo‰ Façade", 'the sign "‰"'),
        ("£ukasz", 'the sign "£"'),
        ("J”rgen", 'the sign "”"'),
        ("TRUE", "is what a program writes where there is nothing"),
        ("#N/A", "is an error of the spreadsheet"),
        ("=A1", "is a formula"),
    ],
)
def test_names_that_were_broken_on_the_way(tmp_path: Path, name: str, what: str) -> None:
    roster = read(tmp_path, HEAD + f"1;{name};first-visit;\n2;Anna „Anni“ O’Neil-Müller;first-visit;\n")
    assert [one.row.id for one in roster.rows] == ["2"]
    assert what in str(roster.bad[2][0])


@pytest.mark.parametrize("encoding", ["cp850", "cp1250", "mac-roman", "cp1251"])
def test_another_encoding_is_named_and_not_guessed(tmp_path: Path, encoding: str) -> None:
    name = {"cp1250": "Łukasz Żół", "cp1251": "Иван"}.get(encoding, "Zoë Jürgen")
    data = (HEAD + f"1;{name};first-visit;\n").encode(encoding)
    told = refused(tmp_path, data)
    assert "day.csv:2: is not UTF-8, and as Windows-1252 a word reads" in told
    assert "--encoding" in told
    assert [one.row.name for one in read(tmp_path, data, encoding=encoding).rows] == [name]
    assert "no encoding that is known here" in refused(tmp_path, data, encoding="nonsense")


def book(fill: Callable[[object], None]) -> bytes:
    """A workbook with the usual headings and what is filled in."""
    made = openpyxl.Workbook()
    made.active.append(["id", "patient", "plan", "date"])
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_what_is_hidden_in_a_workbook_is_left_out_and_named(tmp_path: Path) -> None:
    def fill(made: object) -> None:
        sheet = made.active  # type: ignore[attr-defined]
        sheet.append([1, "Ida Invented", "first-visit", DAY])
        sheet.append([2, "Max Madeup", "first-visit", DAY])
        sheet["E1"], sheet["E2"] = "packet", "review"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
        made.create_sheet("Old").sheet_state = "hidden"  # type: ignore[attr-defined]

    roster = read(tmp_path, book(fill), name="day.xlsx")
    assert [(one.row.id, one.row.packet) for one in roster.rows] == [("1", None)]
    said = " ".join(roster.notes)
    assert all(what in said for what in ("hidden sheet Old", "hidden column E", "hidden row 3"))
    everything = read(tmp_path, book(fill), name="day.xlsx", hidden=True)
    assert [(one.row.id, one.row.packet) for one in everything.rows] == [("1", "review"), ("2", None)]


def test_numbers_as_a_workbook_shows_them(tmp_path: Path) -> None:
    def fill(made: object) -> None:
        sheet = made.active  # type: ignore[attr-defined]
        for n, (value, shown) in enumerate([(12, "0000"), (17, '"P-"000'), (12345, "00-000"), (7, "General")], start=2):
            sheet.append([value, "Ida Invented", "first-visit"])
            sheet.cell(n, 1).number_format = shown
        sheet.append([1234567890123456789, "Max Madeup", "first-visit"])
        sheet.append([8, True, "first-visit"])
        sheet.append([9, "=A2", "first-visit"])

    roster = read(tmp_path, book(fill), name="day.xlsx")
    assert [one.row.id for one in roster.rows] == ["0012", "P-017", "12-345", "7"]
    assert [(p.place.line, p.place.column, p.what.partition(",")[0]) for found in roster.bad.values() for p in found] == [
        (6, 1, "id: is a number of more than 15 digits"),
        (7, 2, 'patient: "TRUE" is what a program writes where there is nothing'),
        (8, 2, "patient: is a formula"),
    ]


def test_merged_cells(tmp_path: Path) -> None:
    def fill(made: object) -> None:
        sheet = made.active  # type: ignore[attr-defined]
        sheet.append([1, "Ida Invented", "first-visit"])
        sheet.append([2, "Max Madeup", None])
        sheet.append([3, None, "first-visit"])
        sheet.append([4, "Fay Fictitious", None])
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("B5:C5")

    roster = read(tmp_path, book(fill), name="day.xlsx")
    assert [(one.row.id, one.row.plan) for one in roster.rows] == [("1", ("first-visit",)), ("2", ("first-visit",))]
    assert "patient: the cell is merged with those of other rows" in str(roster.bad[4][0])
    assert "is merged over several columns" in str(roster.bad[5][0])


def test_lists_larger_than_a_day(tmp_path: Path) -> None:
    def far(made: object) -> None:
        made.active["XFD1048576"] = "x"  # type: ignore[attr-defined]

    assert "its cells reach to row 1048576, column 16384" in refused(tmp_path, book(far), name="day.xlsx")
    assert "is larger than a list can be" in refused(tmp_path, ";".join(map(str, range(4_000))) + "\n")
    assert "is larger than a list can be" in refused(tmp_path, HEAD + f"1;{'x' * 9_000};first-visit;\n")
    assert "is larger than a list can be" in refused(tmp_path, HEAD + "1;Ida Invented;first-visit;\n" * 21_000)
    assert "save it as .xlsx or as CSV" in refused(tmp_path, b"\xd0\xcf\x11\xe0 an old workbook", name="day.xls")


def test_a_row_that_does_not_say_the_side_of_a_plan_for_one_side_has_no_packet(tmp_path: Path) -> None:
    rows = ["1,Ida Invented,,", "2,Max Madeup,left,", "3,Fay Fictitious,,", "4,Ben Blank,,tendon-glides.side=left", "5,Sue Storybook,each,"]
    (tmp_path / "day.csv").write_text("id,patient,side,doses\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ran = ClinicFolder(tmp_path).run("packets", "day.csv", "--plan", "carpal-tunnel-syndrome", "--packet", "handout")
    assert ran.code == 1
    assert "the plan carpal-tunnel-syndrome is for one side (right arm), and the row says none" in ran.err
    assert "in a column side" in ran.err
    assert ran.err.count("says none") == 1
    assert sorted(path.stem for path in tmp_path.rglob("*.pdf")) == ["2", "5", "print"]


def test_the_same_cause_is_said_once_with_its_rows(tmp_path: Path) -> None:
    text = HEAD + "".join([f"{n};Ida Invented;no-such-plan;soon-{n}\n" for n in range(40)])
    (tmp_path / "day.csv").write_text(text, encoding="utf-8")
    ran = ClinicFolder(tmp_path).run("packets", "day.csv", "-o", "out")
    assert ran.code == 1
    assert len(ran.err.splitlines()) < 12
    assert 'the same in line 3 ("soon-1"), 4 ("soon-2")' in ran.err
    assert "and 27 more" in ran.err
    assert "Next: mend the rows above in day.csv and run the same command again with --resume" in ran.out


def test_a_line_that_only_some_programs_see_moves_no_place(tmp_path: Path) -> None:
    roster = read(tmp_path, HEAD + "1;Ida\u2028Invented;first-visit;\n2;Max\x0cMadeup;first-visit;\n3;Fay Fictitious;nonsense plan;\n")
    assert [(p.place.line, p.place.excerpt[:1]) for found in roster.bad.values() for p in found] == [(2, "1"), (3, "2"), (4, "3")]


def test_try_says_what_was_taken_for_what_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text(SEVEN["jane"][0], encoding="utf-8")
    ran = ClinicFolder(tmp_path).run("packets", "day.csv", "--plan", "sacroiliac-joint", "--try")
    assert (ran.code, ran.err) == (0, "")
    lines = {line.split("  ")[0]: line for line in ran.out.splitlines()}
    assert lines["Patient Number"].endswith("id: 17 | 17 | 18")
    assert lines["Appointment Start Date & Time"].endswith("date: 2026-11-20 | 2026-11-20 | 2026-11-20")
    assert lines["Date of Birth"].endswith("not needed")
    assert "1980" not in ran.out
    assert "line 2: 17, Ida Invented, sacroiliac-joint, 2026-11-20" in ran.out
    assert not (tmp_path / "output").exists()


def test_patients_of_one_name_on_one_day_are_said_with_their_rows_and_numbers(tmp_path: Path) -> None:
    text = HEAD + "a-1;Ida Invented;first-visit;2026-11-20\na-2;Max Madeup;first-visit;2026-11-20\n"
    same = text + "a-3;ida  Invented;first-visit;2026-11-20\n"
    assert not any("of one name" in note for note in read(tmp_path, text).notes)
    assert not any("of one name" in note for note in read(tmp_path, text + "a-3;Ida Invented;first-visit;2026-11-21\n").notes)
    (note,) = [note for note in read(tmp_path, same).notes if "of one name" in note]
    assert note.startswith("patients of one name: rows 2 and 4 (a-1, a-3); ")
    assert "--separators" in note
    assert "Ida" not in note


@pytest.mark.parametrize(
    ("dates", "hint"), [("dates: day-month-year\n", "write day.month.year: 20.11.2026"), ("", "write year-month-day: 2026-11-20")]
)
def test_a_wrong_date_is_to_be_written_as_the_list_declares(tmp_path: Path, dates: str, hint: str) -> None:
    roster = read(tmp_path, HEAD + "a-1;Ida Invented;first-visit;31.11.2026\n", dates or "others: ignored\n")
    assert [problem.hint for problem in roster.bad[2]] == [hint]
