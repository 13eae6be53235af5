"""Signing and listing from the command line, in a clinic's folder that starts empty; and what a clinic that asks for signatures prints."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from helpers.plan_samples import Shelf
from rehabpress.loader.folders import find_folders
from rehabpress.loader.load_all import read_everything
from rehabpress.model.signature import Signature, signature
from rehabpress.support.problems import ProblemsFound
from validators import semantic

pytestmark = pytest.mark.slow

BIRD_DOG = "content/exercises/bird-dog.yaml"
TODAY = dt.date.today()
NEXT_YEAR = (TODAY + dt.timedelta(days=365)).isoformat()


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def state(clinic: ClinicFolder, name: str = "bird-dog") -> Signature:
    return signature(read_everything(find_folders(clinic.folder)).library.exercises[name], TODAY)


def test_built_in_content_is_copied_signed_and_said_to_be(clinic: ClinicFolder) -> None:
    ran = clinic.run("review", "bird-dog", "--by", "Sam Sample", "--due", NEXT_YEAR)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"{BIRD_DOG}: signed by Sam Sample, to be read again by {NEXT_YEAR}; "
        "it is a copy of the built-in file and is used in its place from now on\n"
    )
    before, after = (ROOT / BIRD_DOG).read_text().splitlines(), (clinic.folder / BIRD_DOG).read_text().splitlines()
    assert [line for line in before if line not in after] == ["review_due: 2027-11-20"]
    assert [line.partition(":")[0] for line in after if line not in before] == [
        "reviewed_by",
        "reviewed_on",
        "review_due",
        "reviewed_hash",
    ]
    assert state(clinic) is Signature.VALID
    assert [str(path.relative_to(clinic.folder)) for path in clinic.folder.rglob("*") if path.is_file()] == [BIRD_DOG]


def test_own_content_is_signed_where_it_is(clinic: ClinicFolder) -> None:
    clinic.edit(BIRD_DOG, "name: Opposite arm and leg, on hands and knees", "name: Opposite arm and leg, on hands and knees  # ours")
    ran = clinic.run("review", "bird-dog", "--by", "Sam", "--due", NEXT_YEAR)
    assert ran.out == f"{BIRD_DOG}: signed by Sam, to be read again by {NEXT_YEAR}\n"
    assert "name: Opposite arm and leg, on hands and knees  # ours\n" in (clinic.folder / BIRD_DOG).read_text()
    assert state(clinic) is Signature.VALID


def test_a_changed_word_makes_the_signature_stale_and_signing_again_heals_it(clinic: ClinicFolder) -> None:
    clinic.run("review", "bird-dog", "--by", "Sam", "--due", NEXT_YEAR)
    clinic.edit(BIRD_DOG, "hold: 5-10 s", "hold: 5-11 s")
    assert state(clinic) is Signature.STALE
    assert re.search(r"bird-dog +changed since +\S+ +Sam", clinic.run("review").out)
    assert "changed since Sam signed it" in clinic.run("check", "sacroiliac-joint", "--advice").out
    page = clinic.run("handout", "sacroiliac-joint")
    assert "Changed since Sam reviewed it" in semantic.text((clinic.folder / page.out.strip()).read_bytes())
    clinic.run("review", "bird-dog", "--by", "Kim", "--due", NEXT_YEAR)
    assert state(clinic) is Signature.VALID
    page = clinic.run("handout", "sacroiliac-joint")
    assert "Reviewed by Kim" in semantic.text((clinic.folder / page.out.strip()).read_bytes())


def test_the_list_has_what_waits_and_nothing_else(clinic: ClinicFolder) -> None:
    clinic.run("review", "bird-dog", "low-back-and-pelvis", "--by", "Sam", "--due", NEXT_YEAR)
    clinic.run("review", "bridge", "--by", "Sam", "--on", "2020-01-01", "--due", "2020-06-01")
    out = clinic.run("review").out
    assert "bird-dog " not in out
    assert "low-back-and-pelvis" not in out
    assert re.search(r"bridge +due again +2020-06-01 +Sam, *\n? *2020-01-01", out)
    assert re.search(r"knee-to-chest +unsigned +2027-11-20", out)


def test_when_all_is_signed_it_says_so(tmp_path: Path) -> None:
    # The clinic's own folders are all there is to read only where nothing is built in; so sign everything that is.
    clinic = ClinicFolder(tmp_path)
    library = read_everything(find_folders(tmp_path)).library
    names = [f"{kind}/{name}" for kind in ("exercises", "conditions", "regions", "flags", "usual") for name in getattr(library, kind)]
    assert clinic.run("review", *names, "--by", "Sam", "--due", NEXT_YEAR).code == 0
    assert clinic.run("review").out == "Everything is signed, unchanged since, and not yet due again.\n"


WRONG = [
    (["bird-dog"], "name what was reviewed and who has read it", 2),
    (["--by", "Sam"], "name what was reviewed and who has read it", 2),
    (["bird-dog", "--by", " "], "name what was reviewed and who has read it", 2),
    (["--due", "2027-01-01"], "--due goes with what was reviewed", 2),
    (["bird-dog", "--by", "Sam", "--on", "2999-01-01"], "is yet to come", 2),
    (["bird-dog", "--by", "Sam", "--due", "soon"], "is not a date", 2),
    (["brid-dog", "--by", "Sam"], 'did you mean "bird-dog"?', 1),
    (["plans/first-visit", "--by", "Sam"], 'there is nothing to review called "plans/first-visit"', 1),
    (["bird-dog", "--by", "Sam", "--on", "2020-01-02", "--due", "2020-01-01"], "must be read again by 2020-01-01, which is not after", 1),
]


@pytest.mark.parametrize(("words", "said", "code"), WRONG)
def test_a_wrong_word_changes_no_file(clinic: ClinicFolder, words: list[str], said: str, code: int) -> None:
    ran = clinic.run("review", *words)
    assert ran.code == code
    assert said in " ".join(ran.err.split())
    assert [*clinic.folder.iterdir()] == []


FLOW = """\
{id: bridge, # nothing may be lost
  name: Bridge, goal: It helps., start: Lie down., steps: [Do it.], picture: A person., movements: [supine-lying],
 sources: [mount-nittany-bridge]}
"""


def test_one_file_in_the_way_leaves_all_unsigned(clinic: ClinicFolder) -> None:
    clinic.write("content/exercises/bridge.yaml", FLOW)
    ran = clinic.run("review", "bird-dog", "bridge", "--by", "Sam", "--due", NEXT_YEAR)
    assert ran.code == 1
    assert "content/exercises/bridge.yaml: cannot be changed as it is written" in ran.err
    assert "reviewed_by: Sam" in ran.err
    assert (clinic.folder / "content/exercises/bridge.yaml").read_text() == FLOW
    assert not (clinic.folder / BIRD_DOG).exists()


def test_an_id_of_two_kinds_needs_its_kind(clinic: ClinicFolder) -> None:
    text = (ROOT / "content/regions/low-back-and-pelvis.yaml").read_text().replace("id: low-back-and-pelvis", "id: bird-dog")
    clinic.write("content/regions/bird-dog.yaml", text)
    ran = clinic.run("review", "bird-dog", "--by", "Sam", "--due", NEXT_YEAR)
    assert (ran.code, "write exercises/bird-dog or regions/bird-dog" in ran.err) == (1, True)
    assert clinic.run("review", "regions/bird-dog", "--by", "Sam", "--due", NEXT_YEAR).code == 0
    assert "reviewed_by: Sam" in (clinic.folder / "content/regions/bird-dog.yaml").read_text()


def test_bytes_that_editors_leave_are_kept(clinic: ClinicFolder) -> None:
    text = (ROOT / BIRD_DOG).read_text().replace("\n", "\r\n")
    clinic.write(BIRD_DOG, b"\xef\xbb\xbf" + text.encode())
    assert clinic.run("review", "bird-dog", "--by", "Sam", "--due", NEXT_YEAR).code == 0
    data = (clinic.folder / BIRD_DOG).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# yaml")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert state(clinic) is Signature.VALID


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.condition("knee", "review_due: 2026-01-01\n")
    shelf.clinic()
    shelf.exercise("squat", "dose: {reps: 8}\n")
    shelf.plan("conditions: [knee]\nclinic: ours\ndose: {times_per_day: 1, days_per_week: 7}\nexercises:\n  - exercise: squat\n")
    return shelf


def asks(shelf: Shelf, setting: str) -> None:
    path = shelf.folder / "clinics" / "ours.yaml"
    path.write_text(path.read_text() + f"{setting}: true\n")


def refused(shelf: Shelf) -> list[str]:
    try:
        shelf.handout()
    except ProblemsFound as found:
        return [f"{Path(problem.place.file).name}: {problem.what}" for problem in found.problems]
    return []


def test_a_clinic_that_asks_for_nothing_prints_what_is_unsigned_and_due(shelf: Shelf) -> None:
    assert refused(shelf) == []


def test_a_clinic_that_requires_signatures_prints_nothing_unsigned(shelf: Shelf) -> None:
    asks(shelf, "requires_review")
    only = "ours prints only what a clinician has signed, and"
    assert refused(shelf) == [f"{name}: {only} no clinician has signed it" for name in ("knee.yaml", "squat.yaml", "back.yaml")]
    shelf.exercise("squat", "dose: {reps: 8}\nreviewed_by: Sam\n")
    shelf.condition("knee", "reviewed_by: Sam\nreviewed_hash: sha256-0000000000000000\n")
    assert refused(shelf)[:2] == [
        f"knee.yaml: {only} it was changed since Sam signed it",
        f"squat.yaml: {only} it was signed by hand, so that a later change would go unnoticed",
    ]


def test_and_prints_what_is_signed(clinic: ClinicFolder) -> None:
    clinic.edit("content/clinics/sample-clinic.yaml", "sample: true", "sample: true\nrequires_review: true")
    names = ["breathing-legs-on-chair", "knee-to-chest", "trunk-rotation"]
    parts = [*names, "sacroiliac-joint-pain", "lumbar-and-sacrum-pain", "low-back-and-pelvis", "whole-body"]
    before = clinic.run("handout", "first-visit")
    assert (before.code, before.err.count("no clinician has signed it")) == (1, len(parts))
    assert clinic.pdfs() == []
    assert "rehabpress review knee-to-chest --by NAME" in before.err
    clinic.run("review", *parts, "--by", "Sam", "--due", NEXT_YEAR)
    assert clinic.run("handout", "first-visit").code == 0
    clinic.edit("content/exercises/knee-to-chest.yaml", "slowly", "gently")
    assert "it was changed since Sam signed it" in clinic.run("handout", "first-visit").err


def test_a_clinic_that_refuses_what_is_due_prints_nothing_overdue_signed_or_not(shelf: Shelf) -> None:
    asks(shelf, "refuses_overdue")
    assert refused(shelf) == ["knee.yaml: ours prints nothing that is due for review, and this was to be read again by 2026-01-01"]
    shelf.condition("knee", "review_due: 2026-11-20\n")
    assert refused(shelf) == []
