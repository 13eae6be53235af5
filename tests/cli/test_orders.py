"""Orders on the command line: kept in files, printed, taken again; no paper over another patient's; a sheet's code found again."""

from __future__ import annotations

import datetime as dt
import stat
import subprocess
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from rehabpress.loader.folders import find_folders
from rehabpress.pdf.text_extraction import TextReader
from rehabpress.pipeline.order_files import read_order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.routine import version_of

BY = ("--date", "2026-11-20")
WITH_ID = ("order", "new", "--plan", "sacroiliac-joint", "--patient", "Ida Invented", "--id", "a-7")


def text_of(path: Path) -> str:
    return " ".join(" ".join(piece for page in TextReader().pages(path.read_bytes()) for piece in page).split())


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def test_the_packaged_order_is_printed_by_its_id(clinic: ClinicFolder) -> None:
    done = clinic.run("handout", "a-1001", *BY)
    assert done.code == 0, done.err
    text = text_of(clinic.folder / "output" / "handouts" / "a-1001.pdf")
    assert "Ida Invented" in text
    assert "Put a cushion under your knees." in text


def test_an_order_is_written_printed_and_taken_again(clinic: ClinicFolder) -> None:
    assert clinic.run(*WITH_ID, "--flag", "falls-risk", "--set", "bird-dog.reps=6", "--side", "left").code == 0
    path = clinic.folder / "orders" / "a-7.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert clinic.run("handout", "a-7", *BY).code == 0
    again = clinic.run("handout", "a-7", "--again", "--set", "bird-dog.reps=8", *BY)
    assert again.code == 0, again.err
    text = text_of(clinic.folder / "output" / "handouts" / "a-7.pdf")
    assert "8 times on your left side" in text
    assert "6" in (clinic.folder / "orders" / "a-7-last.yaml").read_text()
    assert "since: a-7-last" in path.read_text()
    assert "falls-risk" in path.read_text(), "next week's paper forgot a flag"


def test_an_exercise_left_out_is_not_printed(clinic: ClinicFolder) -> None:
    assert clinic.run("handout", "sacroiliac-joint", "--without", "bird-dog", "-o", "x.pdf", *BY).code == 0
    assert "bird dog" not in text_of(clinic.folder / "x.pdf")


def test_two_patients_of_a_plan_have_two_files(clinic: ClinicFolder) -> None:
    for name in ("Ida Invented", "Max Madeup"):
        assert clinic.run("handout", "sacroiliac-joint", "--patient", name, *BY).code == 0
    assert sorted(path.name for path in (clinic.folder / "output" / "handouts").iterdir()) == [
        "sacroiliac-joint-ida-invented.pdf",
        "sacroiliac-joint-max-madeup.pdf",
    ]


def test_no_paper_is_written_over_another_patients(clinic: ClinicFolder) -> None:
    words = ("handout", "sacroiliac-joint", "-o", "x.pdf", *BY)
    assert clinic.run(*words, "--patient", "Ida Invented").code == 0
    first = (clinic.folder / "x.pdf").read_bytes()
    other = clinic.run(*words, "--patient", "Max Madeup")
    assert other.code == 1
    assert "does not bear this patient's name" in other.err
    assert (clinic.folder / "x.pdf").read_bytes() == first
    assert clinic.run(*words, "--patient", "Ida Invented").code == 0
    assert clinic.run(*words, "--patient", "Max Madeup", "--overwrite").code == 0


def test_an_id_of_a_plan_and_an_order_is_ambiguous(clinic: ClinicFolder) -> None:
    assert clinic.run("order", "new", "--plan", "first-visit", "--id", "sacroiliac-joint").code == 0
    done = clinic.run("handout", "sacroiliac-joint")
    assert done.code == 1
    assert "is the id of an order and of a plan" in done.err
    assert clinic.run("handout", "orders/sacroiliac-joint.yaml", *BY).code == 0


def test_another_patient_than_the_orders_is_refused(clinic: ClinicFolder) -> None:
    assert clinic.run(*WITH_ID).code == 0
    done = clinic.run("handout", "a-7", "--patient", "Max Madeup")
    assert done.code == 1
    assert "is another patient than that of the order" in done.err


def test_the_code_of_a_routine_sheet_leads_to_its_order(clinic: ClinicFolder) -> None:
    assert clinic.run(*WITH_ID, "--set", "bird-dog.reps=7").code == 0
    assert clinic.run("routine", "a-7", "-o", "r.pdf", *BY).code == 0
    folders = find_folders(clinic.folder)
    code = version_of(Pipeline(folders).handout(read_order(folders, "a-7", dt.date(2026, 1, 1)))[0])
    assert code in text_of(clinic.folder / "r.pdf")
    shown = clinic.run("show", code)
    assert shown.code == 0
    assert "orders/a-7.yaml" in shown.out.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "place", "what"),
    [
        ("plan: sacroiliac-joit", "orders/a-9.yaml:2:7", 'there is no plan "sacroiliac-joit"'),
        ("plan: sacroiliac-joint\npatient: \"Ida\\u202e\"", "orders/a-9.yaml:3:10", "holds a mark that is not seen (U+202E)"),
        ("plan: sacroiliac-joint\nformat: huge", "orders/a-9.yaml:3:9", "huge"),
        ("plan: sacroiliac-joint\nlayout: nope", "orders/a-9.yaml:3:9", 'there is no layout "nope"'),
        ("plan: sacroiliac-joint\nwithout: [bird-dgo]", "orders/a-9.yaml:3:11", 'has no exercise "bird-dgo"'),
        ("plan: sacroiliac-joint\npatient: Ida \U0001f642", "orders/a-9.yaml:3:10", "is not in the font"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_order_is_said_with_its_place(clinic: ClinicFolder, line: str, place: str, what: str) -> None:
    (clinic.folder / "orders").mkdir()
    (clinic.folder / "orders" / "a-9.yaml").write_text(f"id: a-9\n{line}\n", encoding="utf-8")
    done = clinic.run("handout", "a-9")
    assert done.code == 1
    assert place in done.err
    assert what in done.err


def test_new_keeps_orders_out_of_version_control(clinic: ClinicFolder) -> None:
    assert clinic.run("new", "our-clinic").code == 0
    assert {"orders/", "output/"} <= set((clinic.folder / "our-clinic" / ".gitignore").read_text().splitlines())
    subprocess.run(["git", "init", "-q", "our-clinic"], cwd=clinic.folder, check=True)
    (clinic.folder / "our-clinic" / "orders").mkdir()
    (clinic.folder / "our-clinic" / "orders" / "a-1.yaml").write_text("id: a-1\n")
    seen = subprocess.run(
        ["git", "status", "--short", "-uall"], cwd=clinic.folder / "our-clinic", check=True, capture_output=True, text=True
    )
    assert "a-1.yaml" not in seen.stdout
