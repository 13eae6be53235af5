"""``diff`` and ``handout --since`` from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from validators import semantic

pytestmark = pytest.mark.slow


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def said(clinic: ClinicFolder, *words: str) -> str:
    ran = clinic.run("handout", *words, "--date", "2026-11-20")
    assert ran.code == 0
    assert re.fullmatch(r"(3 sides of paper, where 2 would be right\n)?(From the library, not from the plan: .*\n)?", ran.err)
    return semantic.text((clinic.folder / ran.out.strip()).read_bytes())


def test_two_plans_by_their_ids(clinic: ClinicFolder) -> None:
    ran = clinic.run("diff", "first-visit", "sacroiliac-joint")
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.split())
    assert re.search(r"\bnew New: “Opposite arm and leg, on hands and knees”\. Hold 5 to 10 seconds\.", text)
    assert re.search(r"\bup Do more of “Knee rolls”: 5 times \(before: 3 times\)\.", text)
    assert re.search(r"\bleft out Leave out “Breathing with your legs on a chair” for now\.", text)


def test_a_plan_and_an_older_copy_of_it(clinic: ClinicFolder) -> None:
    clinic.edit("content/plans/sacroiliac-joint.yaml", "dose: {reps: 3}", "dose: {reps: 3}")
    (clinic.folder / "old").mkdir()
    text = (clinic.folder / "content/plans/sacroiliac-joint.yaml").read_text()
    clinic.write("old/sacroiliac-joint.yaml", text.replace("dose: {reps: 10}", "dose: {reps: 12}"))
    ran = clinic.run("diff", "old/sacroiliac-joint.yaml", "sacroiliac-joint")
    assert "Do less of “Knees apart against a band”: 10 times (before: 12 times)." in " ".join(ran.out.split())


def test_a_plan_and_itself(clinic: ClinicFolder) -> None:
    assert clinic.run("diff", "first-visit", "first-visit").out == "Nothing is new.\n"


def test_both_plans_that_there_are_not_are_named(clinic: ClinicFolder) -> None:
    ran = clinic.run("diff", "frist-visit", "sacroiliac-jiont")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("did you mean") == 2


def test_the_handout_says_what_is_new(clinic: ClinicFolder) -> None:
    text = said(clinic, "sacroiliac-joint", "--since", "first-visit")
    assert "What is new since last time" in text
    assert "Do more of “Knee-to-chest stretch”: 3 times (before: twice)." in text
    assert "Leave out “Breathing with your legs on a chair” for now." in text
    # The numbers that a clinician sets at the desk count too.
    text = said(clinic, "sacroiliac-joint", "--since", "first-visit", "--set", "knee-to-chest.reps=1")
    assert "Do less of “Knee-to-chest stretch”: once (before: twice)." in text


def test_a_handout_that_was_not_asked_says_nothing_of_it(clinic: ClinicFolder) -> None:
    assert "since last time" not in said(clinic, "sacroiliac-joint")


def test_when_nothing_is_new_the_handout_says_so(clinic: ClinicFolder) -> None:
    assert "Nothing in your plan has changed." in said(clinic, "first-visit", "--since", "first-visit")


def test_a_plan_of_last_time_that_is_not_there_is_an_error(clinic: ClinicFolder) -> None:
    ran = clinic.run("handout", "first-visit", "--since", "frist-visit")
    assert (ran.code, clinic.pdfs()) == (1, [])
    assert '--since frist-visit: there is no plan "frist-visit"' in ran.err
