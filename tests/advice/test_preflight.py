"""``check --advice`` from the command line: the built-in library, a clinic's own content, and the report as text, JSON and PDF."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from helpers.advice_samples import FOLDERS
from helpers.cli_project import ClinicFolder
from helpers.plan_samples import DATE
from rehabpress.advice.preflight import preflight, report_pdf
from rehabpress.loader.folders import ids
from validators import semantic, ua1

pytestmark = pytest.mark.slow

PLANS = ("everything", "first-visit", "lumbar-and-sacrum", "sacroiliac-joint")
HARD = (
    "goal: The rehabilitation of musculoskeletal dysfunction is facilitated by systematic progressive mobilisation of the lumbopelvic "
    "musculature, which physiologically optimises neuromuscular coordination and proprioceptive stabilisation throughout the whole of the period that follows the initial consultation.\n"
)


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def test_the_library_that_is_shipped_has_no_strong_advice_and_little_of_any() -> None:
    report = preflight(FOLDERS, DATE)
    assert report.listed == ()
    assert not any(one.strong for one in report.advice)
    assert {one.id for one in report.advice} == {"unsigned"}
    assert sum(report.unsigned.values()) == len([one for one in report.content if one.kind != "plans"])


@pytest.mark.parametrize("plan", PLANS)
def test_a_report_on_a_plan_is_about_what_it_prints(plan: str) -> None:
    report = preflight(FOLDERS, DATE, plan)
    assert [one.plan for one in report.plans] == [plan]
    assert report.plans[0].understandable.of >= 10
    everything = preflight(FOLDERS, DATE)
    assert report.plans[0] in everything.plans
    assert {(one.kind, one.id) for one in report.content} < {(one.kind, one.id) for one in everything.content}


def test_text_names_the_place_the_rule_and_the_way_out(clinic: ClinicFolder) -> None:
    clinic.edit("content/exercises/bird-dog.yaml", "goal: It steadies your low back and stretches the area around the SI joint.\n", HARD)
    ran = clinic.run("check", "sacroiliac-joint", "--advice")
    assert (ran.code, ran.err) == (0, "")
    assert "content/exercises/bird-dog.yaml:13:7: advice (long-sentence): a sentence of 34 words:" in ran.out
    assert "content/exercises/bird-dog.yaml:13:7: advice (hard-word): “rehabilitation” is a hard word\n" in ran.out
    assert "    write getting back to normal, or put that in brackets after it\n" in ran.out
    assert "content/exercises/bird-dog.yaml:13:7: advice (passive): “is facilitated” is a passive" in ran.out
    assert "Signed by no clinician of this clinic: 4 of the exercises" in ran.out
    assert "PEMAT-P" in ran.out
    assert "CERT" in ran.out


def test_a_handout_of_more_sides_than_its_layout_allows_is_advised_on(clinic: ClinicFolder) -> None:
    """The built-in plans are within theirs: see that the library has no advice but that it is unsigned."""
    clinic.edit("layouts/handout.yaml", "{upto: 4, sides: 2,", "{upto: 4, sides: 1,")
    ran = clinic.run("check", "sacroiliac-joint", "--advice")
    assert ran.code == 0
    assert "content/plans/sacroiliac-joint.yaml" in ran.out
    assert "advice (sides): the handout takes 2 sides; for 4 exercises 1 are right" in ran.out


def test_strong_advice_comes_first_and_is_called_so(clinic: ClinicFolder) -> None:
    clinic.edit("content/conditions/sacroiliac-joint-pain.yaml", "what_it_is:\n", f"what_it_is:\n  -{HARD.removeprefix('goal:')}")
    first = clinic.run("check", "sacroiliac-joint", "--advice").out.splitlines()[0]
    assert first.startswith("content/conditions/sacroiliac-joint-pain.yaml:9:3: strong advice (reading-grade): what it is: reading grade ")


def test_strict_makes_any_advice_an_error_and_the_handout_is_still_made(clinic: ClinicFolder) -> None:
    clinic.edit("content/conditions/sacroiliac-joint-pain.yaml", "what_it_is:\n", f"what_it_is:\n  -{HARD.removeprefix('goal:')}")
    ran = clinic.run("check", "sacroiliac-joint", "--advice", "--strict")
    assert ran.code == 1
    assert "reading grade" in ran.err
    assert "has signed it" not in ran.err
    assert clinic.run("handout", "sacroiliac-joint").code == 0


def test_the_library_is_clean_and_says_that_nobody_has_signed_it(clinic: ClinicFolder) -> None:
    """What is packaged is signed by nobody on purpose, so that is said and is no mistake; a signature that is stale is one."""
    ran = clinic.run("check", "--advice", "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert f"Signed by no clinician of this clinic: {len(ids(FOLDERS, 'exercises'))} of the exercises" in ran.out


def test_strict_is_content_when_there_is_no_advice(clinic: ClinicFolder) -> None:
    parts = [
        "knee-to-chest",
        "trunk-rotation",
        "hip-abduction-band",
        "bird-dog",
        "sacroiliac-joint-pain",
        "low-back-and-pelvis",
        "whole-body",
    ]
    clinic.run("review", *parts, "--by", "Sam", "--due", "2099-01-01")
    ran = clinic.run("check", "sacroiliac-joint", "--advice", "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert "0 pieces of advice, 0 of them strong." in ran.out


def test_json_has_every_measure(clinic: ClinicFolder) -> None:
    data = json.loads(clinic.run("check", "everything", "--advice", "--format", "json", "--date", "2026-11-20").out)
    assert (data["date"], data["language"], data["reading_formula"]) == ("2026-11-20", "en", "flesch-kincaid")
    unsigned = next(one for one in data["advice"] if one["file"].endswith("content/exercises/bird-dog.yaml"))
    assert (unsigned["id"], unsigned["measure"], unsigned["limit"], unsigned["strong"]) == ("unsigned", "unsigned", "signed", False)
    whole = [one for one in data["grades"] if one["kind"] == "exercises" and one["passage"] == "everything it says"]
    assert len(whole) == 7
    assert all(one["grade"] < 5 for one in whole)
    (plan,) = data["plans"]
    assert plan["exercises"] == 7
    assert {one["verdict"] for one in plan["pemat"]} <= {"yes", "no", "n/a", "a person"}
    assert len(plan["pemat"]) == 24


@pytest.mark.parametrize("plan", PLANS)
def test_the_report_of_a_plan_is_one_tagged_page(plan: str) -> None:
    data = report_pdf(preflight(FOLDERS, DATE, plan), FOLDERS)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]).startswith("Before you print: ")
    assert ua1.findings(data) == []
    assert semantic.findings(data) == []
    said = semantic.text(data)
    assert "PEMAT-P" in said
    assert "For a person to say" in said
    assert "Nothing distracts from the purpose" in said


def test_the_report_of_all_is_a_page_too_and_goes_where_it_is_told(clinic: ClinicFolder) -> None:
    ran = clinic.run("check", "--advice", "--format", "pdf")
    assert (ran.code, ran.out) == (0, "output/reports/preflight.pdf\n")
    said = semantic.text((clinic.folder / "output/reports/preflight.pdf").read_bytes())
    assert all(plan in said for plan in PLANS)
    ran = clinic.run("check", "first-visit", "--advice", "--format", "pdf", "-o", "mine.pdf")
    assert ran.out == "mine.pdf\n"
    assert (clinic.folder / "mine.pdf").exists()


def test_a_language_without_a_formula_is_said_and_not_graded(clinic: ClinicFolder) -> None:
    clinic.edit("content/words/en.yaml", "formula: flesch-kincaid\n", "")
    ran = clinic.run("check", "first-visit", "--advice")
    assert "No reading grade: there is no valid formula for en." in ran.out
    assert "reading grade 3" not in ran.out
    assert json.loads(clinic.run("check", "first-visit", "--advice", "--format", "json").out)["grades"] == []


def test_a_clinic_has_its_own_words(clinic: ClinicFolder) -> None:
    clinic.edit("content/words/en.yaml", "jargon:\n", "jargon:\n  golf: a game\n")
    assert "“golf” is a hard word" in clinic.run("check", "sacroiliac-joint", "--advice").out
    clinic.write("content/words/en.yaml", "language: en\nformula: flesch\n")
    ran = clinic.run("check", "--advice")
    assert (ran.code, "formula" in ran.err) == (1, True)


def test_what_is_wrong_is_an_error_and_no_advice(clinic: ClinicFolder) -> None:
    clinic.edit("content/exercises/bird-dog.yaml", "goal:", "gaol:")
    ran = clinic.run("check", "--advice")
    assert (ran.code, ran.out) == (1, "")
    assert 'did you mean "goal"?' in ran.err


WRONG = [
    ["check", "first-visit"],
    ["check", "--strict"],
    ["check", "--format", "json"],
    ["check", "--date", "2026-11-20"],
    ["check", "--advice", "--clinic", "sample-clinic"],
    ["check", "--advice", "--output", "x.pdf"],
    ["check", "--advice", "--format", "docx"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_use_is_refused(clinic: ClinicFolder, words: list[str]) -> None:
    assert clinic.run(*words).code == 2
    assert [*clinic.folder.iterdir()] == []
