"""Orders on the command line: kept in files, printed, taken again; no paper over another patient's; a sheet's code found again."""

from __future__ import annotations

import datetime as dt
import stat
import subprocess
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from rehabpress.cli.orders import Asked, as_data, order_for
from rehabpress.loader.folders import find_folders
from rehabpress.loader.yaml.reader import read_data
from rehabpress.pdf.text_extraction import TextReader
from rehabpress.pipeline import order_files
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


@pytest.mark.parametrize(
    ("flag", "typed", "kept"),
    [
        ("hip-replacement:week=8", "hip-replacement:week=9", ["hip-replacement:week=9"]),
        ("pregnant 27 weeks", "pregnant 28 weeks", ["pregnant 28 weeks"]),
        ("falls-risk", "thin bones", ["falls-risk", "thin bones"]),
        ("thin bones", "osteoporosis", ["osteoporosis"]),
    ],
)
def test_a_flag_that_is_typed_takes_the_place_of_the_same_one(clinic: ClinicFolder, flag: str, typed: str, kept: list[str]) -> None:
    plan = ("order", "new", "--plan", "hand-osteoarthritis", "--patient", "Ida Invented", "--id", "a-7")
    assert clinic.run(*plan, "--flag", flag).code == 0
    folders = find_folders(clinic.folder)
    asked = order_for("a-7", Asked(flags=[typed]), folders)
    assert [str(one.place).startswith("--flag") for one in asked.flags].count(True) == 1
    assert len(asked.flags) == len(kept)
    again = clinic.run("order", "again", "a-7", "--flag", typed)
    assert again.code == 0, again.err
    assert read_data((clinic.folder / "orders" / "a-7.yaml").read_bytes(), "a-7").data["flags"] == tuple(kept)  # type: ignore[index]
    assert flag in (clinic.folder / "orders" / "a-7-last.yaml").read_text()


def test_next_weeks_flag_keeps_the_surgeons_protocol(clinic: ClinicFolder) -> None:
    clinic.write("orders/a-7.yaml", 'id: a-7\nplan: hand-osteoarthritis\nflags: ["hip-replacement:week=8,protocol=our-surgeon"]\n')
    folders = find_folders(clinic.folder)
    asked = order_for("a-7", Asked(flags=["hip-replacement:week=9"]), folders)
    assert [(flag.week, flag.protocol) for flag in asked.flags] == [(9, "our-surgeon")]
    data, origin = as_data(Asked(flags=["hip-replacement:week=9"]))
    again = order_files.again(folders, clinic.folder, "a-7", data, origin)
    assert [(flag.week, flag.protocol) for flag in again.order.flags] == [(9, "our-surgeon")]
    other = order_for("a-7", Asked(flags=["hip-replacement:week=9,protocol=another"]), folders)
    assert [(flag.week, flag.protocol) for flag in other.flags] == [(9, "another")]


def test_a_wrong_flag_of_next_week_is_said_where_it_was_typed(clinic: ClinicFolder) -> None:
    new = ("order", "new", "--plan", "hand-osteoarthritis", "--id", "a-7")
    assert clinic.run(*new, "--flag", "falls-risk", "--flag", "osteoporosis").code == 0
    again = clinic.run("order", "again", "a-7", "--flag", "hip-replacement:week=9", "--flag", "hip-replacement:week=10")
    assert again.code == 1
    assert "--flag hip-replacement:week=10" in again.err
    assert "is given twice" in again.err


WORDS = ("--title", "Your knee", "--message", "Ice it after the walk", "--goal", "to dance", "--next-visit", "on Friday at ten")


def test_the_words_of_an_order_are_on_its_paper_and_empty_ones_are_the_plans(clinic: ClinicFolder) -> None:
    plans = ("handout", "sacroiliac-joint", "--patient", "Ida Invented", "--overwrite", "-o", "made.pdf", *BY)
    assert clinic.run(*plans, "--message", "", "--goal", "").code == 0
    of_plan = text_of(clinic.folder / "made.pdf")
    assert "Exercises for sacroiliac joint pain" in of_plan
    assert "Your goal" not in of_plan
    assert clinic.run(*WITH_ID, *WORDS).code == 0
    assert clinic.run("handout", "a-7", "-o", "made.pdf", *BY).code == 0
    text = text_of(clinic.folder / "made.pdf")
    for said in ("Your knee", "Ice it after the walk. Each session takes", "Your goal: to dance", "Next visit: on Friday at ten."):
        assert said in text
        assert said not in of_plan
    assert "Exercises for sacroiliac joint pain" not in text
    assert clinic.run(*plans, *WORDS).code == 0
    assert text_of(clinic.folder / "made.pdf") == text
    assert clinic.run("handout", "a-7", "--message", "", "-o", "made.pdf", *BY).code == 0
    assert "Be gentle and keep at it." in text_of(clinic.folder / "made.pdf")
    path = clinic.folder / "orders" / "a-7.yaml"
    assert clinic.run("handout", "a-7", "--again", "--title", "", "--goal", "to dance all night", *BY).code == 0
    assert "title" not in path.read_text()
    assert "next_visit" not in path.read_text(), "it was of the week before"
    assert "message: Ice it after the walk\n" in path.read_text()
    assert "goal: to dance all night\n" in path.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--title", "x" * 121), "--title: has 121 characters and may have 120"),
        (("--message", "xx " * 100 + "x"), "--message: has 301 characters and may have 300"),
        (("--goal", "to walk\nagain"), "--goal: begins or ends with a space, or holds a line break or two spaces"),
        (("--goal", "to say \u6f22"), '--goal: "\u6f22" (U+6F22, CJK UNIFIED IDEOGRAPH-6F22) is not in the font Source Sans 3'),
        (("--next-visit", "\u6f22"), '--next-visit: "\u6f22" (U+6F22'),
    ],
)
def test_words_that_cannot_be_printed_are_said_where_they_were_typed(clinic: ClinicFolder, words: tuple[str, str], said: str) -> None:
    done = clinic.run("handout", "sacroiliac-joint", *BY, *words)
    assert done.code == 1
    assert said in done.err
    assert not (clinic.folder / "output").exists()


@pytest.mark.parametrize("words", [("--title", "x" * 121), ("--goal", "to say \u6f22")])
def test_an_order_whose_words_cannot_be_printed_is_not_written(clinic: ClinicFolder, words: tuple[str, str]) -> None:
    done = clinic.run(*WITH_ID, *words)
    assert done.code == 1
    assert words[0] in done.err
    assert not (clinic.folder / "orders").exists()


def test_next_weeks_order_does_not_begin_last_week(clinic: ClinicFolder) -> None:
    text = "id: a-7\nplan: sacroiliac-joint\npatient: Ida Invented\nlayout: routine\ndate: 2026-11-20\nstart: 2026-11-23\n"
    clinic.write("orders/a-7.yaml", text)
    assert clinic.run("order", "again", "a-7").code == 0
    now = (clinic.folder / "orders" / "a-7.yaml").read_text()
    assert "2026" not in now
    assert "start: 2026-11-23" in (clinic.folder / "orders" / "a-7-last.yaml").read_text()
    assert clinic.run("routine", "a-7", "--start", "2026-11-30", "-o", "r.pdf", *BY).code == 0
    assert "30 Nov" in text_of(clinic.folder / "r.pdf")


def test_the_same_change_again_is_refused_and_the_last_order_kept(clinic: ClinicFolder) -> None:
    assert clinic.run(*WITH_ID, "--flag", "dizziness", "--flag", "falls-risk", "--set", "bird-dog.reps=6").code == 0
    changed = ("--set", "bird-dog.reps=8", "--flag", "dizziness")
    assert clinic.run("handout", "a-7", "--again", *changed, *BY).code == 0
    files = {path: path.read_bytes() for path in (clinic.folder / "orders").iterdir()}
    for words in (("handout", "a-7", "--again", *changed, *BY), ("order", "again", "a-7", *changed), ("order", "again", "a-7")):
        done = clinic.run(*words)
        assert done.code == 1
        assert "order a-7 already says so" in done.err
        assert "print it again with: rehabpress handout a-7" in done.err
        assert {path: path.read_bytes() for path in (clinic.folder / "orders").iterdir()} == files


def test_a_flag_and_its_answer_no_are_refused_with_both(clinic: ClinicFolder) -> None:
    done = clinic.run("handout", "sacroiliac-joint", "--not", "osteoporosis", "--not", "pregnancy", "--flag", "pregnant 28 weeks", *BY)
    assert done.code == 1
    assert "--not pregnancy" in done.err
    assert '"pregnancy" is answered with no, and the patient has the flag pregnancy-trimester-3 (--flag pregnant 28 weeks)' in " ".join(
        done.err.split()
    )
    assert clinic.run(*WITH_ID, "--not", "pregnancy-trimester-2", "--flag", "pregnancy-trimester-3:week=30").err == ""


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
        ("plan: sacroiliac-joint\ngoal: to say \u6f22", "orders/a-9.yaml:3:7", "is not in the font"),
        (f"plan: sacroiliac-joint\nmessage: {'so ' * 100}on", "orders/a-9.yaml:3:10", "has 302 characters and may have 300"),
        ('plan: sacroiliac-joint\ntitle: ""', "orders/a-9.yaml:3:8", "is empty"),
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
