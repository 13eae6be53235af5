"""Links that leave the project are not followed; those within it, and a folder that is a link as a whole, are."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LAYOUT = '{% extends "handout.html" %}\n{% block message %}<section><p>{% include "parts/x.html" %}</p></section>{% endblock %}'
PLAN = "id: mine\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\nexercises:\n  - exercise: bird-dog\n    dose: {reps: 8, times_per_day: 2, days_per_week: 6}\n"
MAKE = ("handout", "sacroiliac-joint", "--date", "2026-11-20")


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside.html").write_text("secret", "utf-8")
    (tmp_path / "outside.yaml").write_text(PLAN, "utf-8")
    return ClinicFolder(tmp_path / "project")


def link(clinic: ClinicFolder, name: str, target: Path, *, folder: bool = False) -> None:
    path = clinic.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("this system makes no links for this person")


@pytest.mark.parametrize("target", ["../../../outside.html", ""])
def test_a_template_outside(clinic: ClinicFolder, target: str) -> None:
    clinic.write("layouts/handout.html", LAYOUT)
    link(clinic, "layouts/parts/x.html", Path(target or clinic.folder.parent / "outside.html"))
    ran = clinic.run(*MAKE)
    assert ran.code == 1
    assert "layouts/parts/x.html: is a link that leaves the project, which is not followed" in ran.err
    assert "secret" not in ran.out + ran.err
    assert clinic.pdfs() == []


def test_a_folder_of_templates_outside(clinic: ClinicFolder) -> None:
    clinic.write("layouts/handout.html", LAYOUT)
    (clinic.folder.parent / "outside.html").rename(clinic.folder.parent / "x.html")
    link(clinic, "layouts/parts", clinic.folder.parent, folder=True)
    assert "is a link that leaves the project" in clinic.run(*MAKE).err


def test_content_outside(clinic: ClinicFolder) -> None:
    link(clinic, "content/plans/mine.yaml", clinic.folder.parent / "outside.yaml")
    for words in (("handout", "mine", "--date", "2026-11-20"), ("check",)):
        ran = clinic.run(*words)
        assert ran.code == 1
        assert "content/plans/mine.yaml: is a link that leaves the project" in ran.err


def test_a_picture_outside(clinic: ClinicFolder) -> None:
    (clinic.folder.parent / "bird-dog.svg").write_text("<svg/>", "utf-8")
    link(clinic, "content/pictures/bird-dog.svg", clinic.folder.parent / "bird-dog.svg")
    assert "is a link that leaves the project" in clinic.run(*MAKE).err


def test_a_link_that_leads_to_itself(clinic: ClinicFolder) -> None:
    link(clinic, "content/plans/mine.yaml", clinic.folder / "content/plans/mine.yaml")
    assert clinic.run("handout", "mine").code == 1


def test_a_link_within_the_project_is_followed(clinic: ClinicFolder) -> None:
    clinic.write("shared/mine.yaml", PLAN)
    link(clinic, "content/plans/mine.yaml", clinic.folder / "shared" / "mine.yaml")
    assert clinic.run("handout", "mine", "--date", "2026-11-20").code == 0


def test_a_whole_folder_elsewhere_is_the_project(clinic: ClinicFolder) -> None:
    (clinic.folder.parent / "network" / "plans").mkdir(parents=True)
    (clinic.folder.parent / "outside.yaml").rename(clinic.folder.parent / "network" / "plans" / "mine.yaml")
    link(clinic, "content", clinic.folder.parent / "network", folder=True)
    assert clinic.run("handout", "mine", "--date", "2026-11-20").code == 0
