"""``show``: everything that ``list`` lists, with where its picture lies and how many pages the papers of a plan have."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from helpers.cli_project import ROOT, ClinicFolder
from rehabpress.cli.listing import LISTED, paths
from rehabpress.loader.folders import find_folders

FOLDERS = find_folders(ROOT)


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


@pytest.mark.parametrize("kind", [kind for kind in LISTED if paths(FOLDERS, kind)])
def test_everything_that_is_listed_is_shown(clinic: ClinicFolder, kind: str) -> None:
    # The last id of a kind, of which there is none in another kind that is shown before it.
    name = next(
        name for name in reversed(list(paths(FOLDERS, kind))) if kind not in ("figures",) or name not in paths(FOLDERS, "exercises")
    )
    ran = clinic.run("show", name)
    assert ran.code == 0, ran.err
    assert f"{kind}/{name}.yaml" in ran.out or kind == "layouts"


def test_an_exercise_says_where_its_picture_lies_and_how_it_is_found(clinic: ClinicFolder) -> None:
    out = clinic.run("show", "bridge").out
    assert "content/figures/bridge.yaml" in out
    for text in ("easier", "pelvic-tilt", "gluteus maximus", "supine-lying", "moderate"):
        assert text in out
    clinic.write("content/pictures/bridge.png", (ROOT / "layouts" / "thumbnails" / "cards.png").read_bytes())
    assert "content/pictures/bridge.png" in clinic.run("show", "bridge").out


def test_a_plan_says_the_pages_of_its_papers(clinic: ClinicFolder) -> None:
    out = clinic.run("show", "first-visit").out
    pages = dict(re.findall(r"(\w+): (\d+)$", out, re.MULTILINE))
    for layout in ("handout", "summary"):
        assert clinic.run("handout", "first-visit", "--layout", layout, "-o", f"{layout}.pdf").code == 0
        assert len(pypdfium2.PdfDocument(clinic.folder / f"{layout}.pdf")) == int(pages[layout])


def test_a_plan_says_its_sources(clinic: ClinicFolder) -> None:
    """The sheet tells the patient how many there are and to ask for the list."""
    out = clinic.run("show", "first-visit").out
    listed = out[out.index("sources of its papers") :]
    assert clinic.run("handout", "first-visit", "--with", "sources", "-o", "with.pdf").code == 0
    printed = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(clinic.folder / "with.pdf"))
    count = int(next(iter(re.findall(r"Made from\s+(\d+)\s+sources", printed))))
    assert len(re.findall(r"^\W*- ", listed.replace("sources of its papers", ""), re.MULTILINE)) == count


def test_a_plan_that_cannot_be_printed_says_so(clinic: ClinicFolder) -> None:
    clinic.edit("content/plans/first-visit.yaml", "times_per_day: 2", "sets: 2")
    ran = clinic.run("show", "first-visit")
    assert ran.code == 0
    assert "handout: cannot be printed: the dose of knee-to-chest does not say times_per_day" in ran.out


@pytest.mark.parametrize(("word", "meant"), [("plank", "side-plank-knees"), ("brigde", "bridge"), ("heartt", "heart-disease")])
def test_a_word_that_is_no_id_is_looked_up_by_meaning(clinic: ClinicFolder, word: str, meant: str) -> None:
    ran = clinic.run("show", word)
    assert ran.code == 1
    assert f'"{meant}"' in ran.err


@pytest.mark.parametrize(
    ("words", "plan"), [("bad knee", "knee-osteoarthritis"), ("sore back", "low-back-pain"), ("stiff shoulder", "frozen-shoulder")]
)
def test_what_hurts_leads_to_a_plan(clinic: ClinicFolder, words: str, plan: str) -> None:
    asked, listed = clinic.run("handout", words), clinic.run("find", *words.split())
    assert asked.code == 1
    assert f'did you mean "{plan}"' in asked.err
    assert ("Plans for it: rehabpress handout" in listed.err) == ("stiff" not in words)


def test_a_figure_or_body_as_written(clinic: ClinicFolder) -> None:
    assert "Alex" in clinic.run("show", "alex").out
    assert "standing" in clinic.run("show", "seated-posture").out or "sitting" in clinic.run("show", "seated-posture").out


def test_what_a_rule_does_not_say_is_not_shown(clinic: ClinicFolder) -> None:
    out = clinic.run("show", "anticoagulants").out
    assert "False" not in out
    assert "unless_supported: True" in out


def test_a_plan_without_a_title_is_listed_with_that_of_its_condition(clinic: ClinicFolder) -> None:
    clinic.write(
        "content/plans/mine.yaml",
        "id: mine\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\nexercises: [{exercise: bird-dog}]\n",
    )
    row = next(line for line in clinic.run("list", "plans").out.splitlines() if line.startswith("mine "))
    assert "sacroiliac joint pain" in row
