"""What belongs to a clinic: its paper in every format of print, and its other places."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from helpers.cli_project import ClinicFolder
from validators import semantic

PLACE = 'id: riverside\nextends: sample-clinic\naddress: [2 River Street, Sampletown]\nphone: "01632 960009"\n'
WORDS = ("handout", "first-visit", "--date", "2026-11-20", "-o", "x.pdf", "--overwrite")


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def sizes(path: Path) -> set[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        return {(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in pdf.pages}


def test_the_paper_of_a_clinic_holds_in_every_format(clinic: ClinicFolder) -> None:
    clinic.edit("content/clinics/sample-clinic.yaml", "language: en-GB", "language: en-GB\npaper: Letter")
    for format_ in ("standard", "clear", "large"):
        assert clinic.run(*WORDS, "--format", format_).code == 0
        assert sizes(clinic.folder / "x.pdf") == {(612, 792)}
    assert clinic.run(*WORDS, "--paper", "A4").code == 0
    assert sizes(clinic.folder / "x.pdf") == {(595, 842)}


def test_another_place_shares_the_letterhead_and_has_its_own_address(clinic: ClinicFolder) -> None:
    clinic.write("content/clinics/riverside.yaml", PLACE)
    ran = clinic.run(*WORDS, "--clinic", "riverside")
    assert ran.code == 0, ran.err
    said = semantic.text((clinic.folder / "x.pdf").read_bytes())
    assert "Sample Physiotherapy Clinic" in said
    assert "2 River Street" in said
    assert "01632 960009" in said
    assert "01632 960000" not in said
    assert "1 Example Street" not in said


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("sample-clinik", 'there is no clinic "sample-clinik"'),
        ("riverside", "is itself another place"),
        ("harbour", "is itself another place"),
    ],
)
def test_a_place_of_nothing_is_refused(clinic: ClinicFolder, extends: str, said: str) -> None:
    clinic.write("content/clinics/harbour.yaml", PLACE.replace("riverside", "harbour"))
    clinic.write("content/clinics/riverside.yaml", PLACE.replace("extends: sample-clinic", f"extends: {extends}"))
    ran = clinic.run(*WORDS, "--clinic", "riverside")
    assert ran.code == 1
    assert "content/clinics/riverside.yaml:2:10" in ran.err
    assert said in ran.err
    assert "1 problem" in ran.err
