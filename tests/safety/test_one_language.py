"""No paper has parts in two languages, and none is in a language that is written from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder

pytestmark = pytest.mark.slow


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("content/plans/sacroiliac-joint.yaml", "sacroiliac-joint"),
        ("content/exercises/bird-dog.yaml", "bird-dog"),
        ("content/conditions/sacroiliac-joint-pain.yaml", "sacroiliac-joint-pain"),
        ("content/flags/falls-risk.yaml", "falls-risk"),
    ],
)
def test_a_part_in_another_language_is_refused(clinic: ClinicFolder, file: str, name: str) -> None:
    words = ("handout", "sacroiliac-joint", "--flag", "falls-risk")
    assert clinic.run(*words).code == 0
    clinic.edit(file, f"id: {name}\n", f"id: {name}\nlanguage: de\n")
    ran = clinic.run(*words)
    assert ran.code == 1
    assert f"{name} is written in de, and the page is in en" in ran.err
    assert file in ran.err


def test_a_language_from_right_to_left_is_refused(clinic: ClinicFolder) -> None:
    clinic.edit("content/clinics/sample-clinic.yaml", "language: en-GB", "language: he")
    ran = clinic.run("handout", "sacroiliac-joint")
    assert ran.code == 1
    assert "right to left" in ran.err
    assert "sample-clinic.yaml" in ran.err
