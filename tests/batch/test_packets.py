"""A day of packets: what is in the folder, what the manifest says, and that nobody gets another's paper."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest

from helpers.batch_run import MANY, Day, made, sums
from helpers.batch_strategies import ROOT, day, plans, roster, rows
from helpers.cli_project import ClinicFolder
from helpers.document_strategies import pages as seen
from rehabpress.pdf import text_extraction as readback
from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.pdf.writer import _Writer
from rehabpress.typeset.page_content import PageContent
from rehabpress.typeset.pagination import Placement, TypesetPage
from validators import semantic, ua1, verapdf


def test_the_sample_roster_through_the_packaged_packet(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    ran = clinic.run("packets", str(ROOT / "content/rosters/sample.csv"), "--duplex", "--separators", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    target = tmp_path / "output" / "packets" / "sample"
    assert len(list(target.glob("a-10*.pdf"))) == 12
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"] == len(manifest["packets"]) == 12
    assert manifest["print_file"]["sha256"] == sha256((target / "print.pdf").read_bytes()).hexdigest()
    assert "Ida" not in (target / "manifest.csv").read_text(encoding="utf-8-sig")
    assert not list(target.rglob(".*.part"))


def test_the_manifest_says_what_is_there(dozen: Day) -> None:
    manifest = json.loads((dozen.target / "manifest.json").read_text(encoding="utf-8"))
    listed = list(csv.DictReader(io.StringIO((dozen.target / "manifest.csv").read_text(encoding="utf-8-sig"))))
    assert [entry["id"] for entry in manifest["packets"]] == [row["id"] for row in listed] == [f"p-{n:05}" for n in range(12)]
    for entry in manifest["packets"]:
        data = (dozen.target / entry["file"]).read_bytes()
        assert entry["sha256"] == sha256(data).hexdigest()
        pages = seen(data)
        assert len(pages) == entry["pages"]
        for exercise in entry["exercises"]:
            assert exercise["dose"] in " ".join(pages)


def people(day_: Day) -> list[tuple[str, str]]:
    """The numbers and names of a roster."""
    rows_ = csv.reader(day_.roster.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    return [(row[0], row[1]) for row in rows_][1:]


def test_every_page_is_its_own_patients(dozen: Day) -> None:
    names = dict(people(dozen))
    for record in dozen.report.records:
        for page in seen((dozen.target / record.file).read_bytes()):
            assert names[record.id] in page
            assert "20 November 2026" in page
            assert not [other for number, other in names.items() if number != record.id and other in page]


def test_text_read_back_is_what_another_reader_sees(dozen: Day) -> None:
    reader = TextReader()
    for record in dozen.report.records:
        data = (dozen.target / record.file).read_bytes()
        own = [sorted(" ".join(lines).split()) for lines in reader.pages(data)]
        assert own == [sorted(page.split()) for page in seen(data)]


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.999])
def test_a_damaged_file_is_not_taken_for_an_empty_one(dozen: Day, at: float) -> None:
    data = bytearray((dozen.target / dozen.report.records[0].file).read_bytes())
    whole = TextReader().pages(bytes(data))
    place = int(len(data) * at)
    data[place : place + 40] = bytes(40)
    with suppress(NotReadable):
        assert sum(map(len, TextReader().pages(bytes(data)))) >= 0.9 * sum(map(len, whole))


def test_a_piece_of_a_stream_that_is_not_what_its_sum_says_is_refused(dozen: Day) -> None:
    data = (dozen.target / dozen.report.records[0].file).read_bytes()
    reader = TextReader()
    reader.pages(data)
    other = data.replace(b" cm\n", b" cm ", 1)
    assert other != data
    with pytest.raises(NotReadable):
        reader.pages(other)


def test_the_same_glyphs_may_mean_something_else_in_another_file(dozen: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (dozen.target / dozen.report.records[0].file).read_bytes()
    reader = TextReader()
    whole = reader.pages(data)
    reader._fonts.clear()  # as if its bytes were others
    monkeypatch.setattr(readback, "_PAIR", _Swapped(readback._PAIR))
    assert reader.pages(data) == [[text.replace("a", "b") for text in page] for page in whole]


class _Swapped:
    """Reads an a as a b."""

    def __init__(self, pair: re.Pattern[str]) -> None:
        self._pair = pair

    def findall(self, text: str) -> list[tuple[str, str]]:
        return [
            (glyph, "".join("0062" if said[i : i + 4] == "0061" else said[i : i + 4] for i in range(0, len(said), 4)))
            for glyph, said in self._pair.findall(text)
        ]


def test_a_page_in_the_wrong_packet_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very mistake that the guard is for, made on purpose: a stamp of the first patient's page is drawn for everybody."""
    path = day(tmp_path, 4, made=1)
    first: list[PageContent] = []

    def swapped(writer: _Writer, page: TypesetPage) -> int:
        return original(writer, replace(page, placements=tuple([another(placement) for placement in page.placements])))

    def another(placement: Placement) -> Placement:
        if placement.of != 1:
            return placement
        first.append(placement.stamp)
        return placement._replace(stamp=replace(placement.stamp, pieces=first[0].pieces))

    original = _Writer._page
    monkeypatch.setattr(_Writer, "_page", swapped)
    report = made(path, tmp_path / "out")
    assert [record.id for record in report.records] == ["p-00000"]
    assert sorted(sums(tmp_path / "out")) == ["manifest.csv", "manifest.json", "p-00000.pdf", "print.pdf"]
    assert all("names another patient" in " ".join(p.what for p in found) for found in report.problems.values())


def test_a_name_that_is_also_a_word_of_the_page_is_no_stranger(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    found = rows(tmp_path, 2, 1)
    path = roster(tmp_path / "day.csv", [(*found[0][:1], "Sam Sample", *found[0][2:]), found[1]])
    assert made(path, tmp_path / "out").written == 2  # Sam Sample is the clinician of both


def test_bad_rows_do_not_stop_the_others(tmp_path: Path) -> None:
    plans(tmp_path, 2)
    good = rows(tmp_path, 3, 2)
    strange = [("x-1", "Ida Invented", "no-such-plan", "", "", "", ""), ("x-2", "Иван 漢字", good[0][2], "", "", "", "")]
    side = ("x-3", "Max Madeup", good[0][2], "", "", "", "bird-dogg.reps=3")
    roster(tmp_path / "day.csv", [good[0], *strange, good[1], side, good[2]])
    clinic = ClinicFolder(tmp_path)
    ran = clinic.run("packets", "day.csv", "--packet", "handout", "--date", "2026-11-20", "-o", "out")
    assert ran.code == 1
    assert 'day.csv:3:18: there is no plan "no-such-plan"' in ran.err
    assert re.search(r'day\.csv:4:5: "漢"', ran.err)  # the cell with the name
    assert "day.csv:6:" in ran.err
    assert '"bird-dogg" is not an exercise of this plan' in ran.err
    assert "3 packets made, 3 of 6 rows failed" in ran.out
    assert [name for name in sums(tmp_path / "out") if name.startswith(("p-", "x-"))] == [f"p-0000{n}.pdf" for n in range(3)]
    assert len(json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["bad_rows"]) == 3
    nothing = clinic.run("packets", "day.csv", "--packet", "handout", "-o", "none", "--all-or-nothing", "--quiet")
    assert (nothing.code, nothing.out, sums(tmp_path / "none")) == (1, "", {})
    assert nothing.err.count("day.csv:") == ran.err.count("day.csv:")


def test_a_row_says_who_does_the_exercises(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    rows = "".join(f"{number};P {number};first-visit;{body}\n" for number, body in (("a-1", "alex"), ("a-2", "helen"), ("a-3", "helena")))
    clinic.write("day.csv", "id;patient;plan;body\n" + rows)
    ran = clinic.run("packets", "day.csv", "--packet", "handout", "--date", "2026-11-20", "-o", "out", "--no-print")
    assert ran.code == 1
    assert 'there is no body "helena"' in ran.err
    one, two = ((tmp_path / "out" / f"a-{n}.pdf").read_bytes() for n in (1, 2))
    assert abs(len(one) - len(two)) > 50  # other figures, in other strokes


def test_a_packet_of_a_layout_that_there_is_not_is_said_before_anything_is_made(tmp_path: Path) -> None:
    path = day(tmp_path, 2, made=1)
    packet = tmp_path / "content" / "packets" / "mine.yaml"
    packet.parent.mkdir()
    packet.write_text("id: mine\nname: Mine\nsheets: [{layout: handot}]\n", encoding="utf-8")
    report = made(path, tmp_path / "out", "mine")
    said = [(problem.what.removeprefix(str(packet)), problem.hint) for found in report.problems.values() for problem in found]
    assert said == [(':3:19: there is no layout "handot"', 'did you mean "handout"?')] * 2
    assert sorted(sums(tmp_path / "out")) == ["manifest.csv", "manifest.json"]


def test_a_flag_that_is_wrong_in_two_rows_is_said_of_both(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    lines = ["id;patient;plan;flags", "x-1;Ida Invented;made-0;no-flag", "x-2;Max Madeup;made-0;", "x-3;Fay Fictitious;made-0;no-flag"]
    (tmp_path / "day.csv").write_text("\n".join(lines), encoding="utf-8")
    report = made(tmp_path / "day.csv", tmp_path / "out")
    assert {line: [problem.place.line for problem in found] for line, found in report.problems.items()} == {2: [2], 4: [4]}


def test_nothing_of_a_hostile_row_gets_out_of_the_folder(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    names = ["../../x", "=cmd()", "<b>Bold</b> &amp;", 'O\'Brien "Q"', "-Ann", "x" * 80, "%s {0} {{ 7*7 }}", "A\\B/C"]
    found = [(f"h-{n}", name, "made-0", "", "2026-11-20", "", "") for n, name in enumerate(names)]
    target = tmp_path / "deep" / "out"
    report = made(roster(tmp_path / "day.csv", found), target)
    assert [line - 2 for line in report.problems] == [1]  # a formula
    for record in report.records:
        assert "".join(names[int(record.id[2:])].split()) in "".join(seen((target / record.file).read_bytes())[0].split())
    assert {path.parent for path in tmp_path.rglob("*.pdf")} == {target}


def test_names_in_file_names_are_harmless(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    roster(tmp_path / "day.csv", [("h-1", "Zoë ../Façade", "made-0", "", "2026-11-20", "", "")])
    ran = ClinicFolder(tmp_path).run("packets", "day.csv", "--packet", "handout", "--names", "-o", "out", "--no-print")
    assert (ran.code, sorted(sums(tmp_path / "out"))) == (0, ["h-1-zoe-facade.pdf", "manifest.csv", "manifest.json"])


def test_the_print_file_is_the_packets_in_order(dozen: Day, tmp_path: Path) -> None:
    report = made(dozen.roster, tmp_path, duplex=True, separators=True)
    printed = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    assert report.printed is not None
    assert len(printed) == report.printed.pages
    marks = {mark.get_title(): mark.get_dest().get_index() for mark in printed.get_toc()}
    assert [title.rsplit("(", 1)[1] for title in marks] == [f"{record.id})" for record in report.records]
    for record, start in zip(report.records, marks.values(), strict=True):
        assert start % 2 == 0
        divider = printed[start].get_textpage().get_text_range()
        assert record.id in divider
        assert f"Pages: {record.pages}" in divider.replace("\u00a0", " ")
        assert printed[start + 1].get_textpage().get_text_range() == ""
        own = pypdfium2.PdfDocument(tmp_path / record.file)
        for n in range(len(own)):
            one, other = (page.render(scale=0.5).to_pil().convert("L").tobytes() for page in (own[n], printed[start + 2 + n]))
            assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 2
    if which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(tmp_path / "print.pdf")], capture_output=True, check=False).returncode == 0


def test_each_packet_is_a_right_tagged_pdf(tmp_path: Path) -> None:
    path = day(tmp_path, 200 if MANY else 6, made=20 if MANY else 3, formats=("standard", "clear", "large"))
    report = made(path, tmp_path / "out", "first-visit")
    assert report.failed == 0
    for record in report.records:
        data = (tmp_path / "out" / record.file).read_bytes()
        assert semantic.findings(data) == []
        assert ua1.findings(data) == []
    judged = verapdf.findings([tmp_path / "out" / record.file for record in report.records])
    assert len(judged) == len(report.records)
    assert {path.name: wrong for path, wrong in judged.items() if wrong} == {}


def test_a_copy_that_a_password_opens(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    (tmp_path / "day.csv").write_text("id;patient;plan;password\na-1;Ida Invented;made-0;correct horse\n", encoding="utf-8")
    report = made(tmp_path / "day.csv", tmp_path / "out")
    assert report.records[0].protected == "email/a-1.pdf"
    copy = tmp_path / "out" / "email" / "a-1.pdf"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(copy)
    with pikepdf.open(copy, password="correct horse") as opened, pikepdf.open(tmp_path / "out" / "a-1.pdf") as plain:
        assert opened.encryption.R == 6
        assert len(opened.pages) == len(plain.pages)
    assert b"/Encrypt" not in (tmp_path / "out" / "print.pdf").read_bytes()
    assert "correct horse" not in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")


def test_a_password_without_the_library_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans(tmp_path, 1)
    (tmp_path / "day.csv").write_text("id;patient;plan;password\na-1;Ida Invented;made-0;correct horse\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    report = made(tmp_path / "day.csv", tmp_path / "out")
    assert [p.what for found in report.problems.values() for p in found] == ["a password is given, and nothing here encrypts"]


def test_several_sheets_are_numbered_through(tmp_path: Path) -> None:
    plans(tmp_path, 1)
    (tmp_path / "content" / "packets").mkdir()
    (tmp_path / "content" / "packets" / "two.yaml").write_text(
        "id: two\nname: Two\nsheets:\n  - {layout: cover, once: true}\n  - {layout: handout}\n", encoding="utf-8"
    )
    roster(tmp_path / "day.csv", [("h-1", "Zoë Façade", "made-0", "", "2026-11-20", "", "")])
    made(tmp_path / "day.csv", tmp_path / "out", "two")
    data = (tmp_path / "out" / "h-1.pdf").read_bytes()
    pages = seen(data)
    assert [f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1)] == [True] * len(pages)
    assert semantic.findings(data) == []
    assert ua1.findings(data) == []
