"""The command ``figure``, and poses in ``check``."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.cli_project import ClinicFolder
from rehabpress.figure.lint import lint
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.support.problems import Origin, Problem


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def test_a_figure_is_written_as_svg_and_as_png(clinic: ClinicFolder) -> None:
    ran = clinic.run("figure", "bird-dog")
    assert (ran.code, ran.out.strip()) == (0, "output/figures/bird-dog.svg")
    assert ElementTree.parse(clinic.folder / ran.out.strip()).getroot().tag.endswith("svg")
    ran = clinic.run("figure", "bird-dog", "--png")
    assert (clinic.folder / ran.out.strip()).read_bytes().startswith(b"\x89PNG")


def test_the_other_side_and_another_body_are_other_pictures(clinic: ClinicFolder) -> None:
    def drawn(*words: str) -> bytes:
        return (clinic.folder / clinic.run("figure", "knee-to-chest", *words).out.strip()).read_bytes()

    assert len({drawn(), drawn("--side", "left"), drawn("--body", "maria"), drawn("--body", "frank"), drawn("--body", "amara")}) == 5
    assert drawn("--side", "right") == drawn()


def test_all_figures_on_one_sheet(clinic: ClinicFolder) -> None:
    for name in ("exercises", "figures"):
        clinic.write(f"content/{name}/.keep", "")
    ran = clinic.run("figure", "--sheet", "--dpi", "40", "-o", "sheet.png")
    assert (ran.code, ran.out.strip()) == (0, "sheet.png")
    assert (clinic.folder / "sheet.png").read_bytes().startswith(b"\x89PNG")


def test_several_figures_on_one_sheet_and_what_is_wrong_with_them(clinic: ClinicFolder) -> None:
    ran = clinic.run("figure", "bridge", "heel-raise", "--dpi", "40", "-o", "two.png")
    assert (ran.code, ran.out.strip(), ran.err) == (0, "two.png", "")
    clinic.edit("content/figures/bridge.yaml", "- trunk: {tilt: -29}", "- trunk: {tilt: -75}")
    for words in (("bridge",), ("bridge", "heel-raise", "--dpi", "40")):
        assert "content/figures/bridge.yaml:5:" in clinic.run("figure", *words).err


@pytest.mark.parametrize(
    "words", [(), ("bird-dog", "bridge", "--watch"), ("--sheet", "--watch"), ("bird-dog", "--dpi", "9999"), ("bird-dog", "--side", "top")]
)
def test_wrong_use(clinic: ClinicFolder, words: tuple[str, ...]) -> None:
    assert clinic.run("figure", *words).code == 2


@pytest.mark.parametrize(
    ("words", "said"), [(("bird-dgo",), 'did you mean "bird-dog"?'), (("bird-dog", "--body", "alec"), 'did you mean "alex"?')]
)
def test_unknown_names(clinic: ClinicFolder, words: tuple[str, ...], said: str) -> None:
    ran = clinic.run("figure", *words)
    assert ran.code == 1
    assert said in ran.err


def test_check_finds_a_pose_that_nobody_can_do(clinic: ClinicFolder) -> None:
    clinic.edit("content/figures/bridge.yaml", "- trunk: {tilt: -29}", "- trunk: {tilt: -75}")
    ran = clinic.run("check")
    assert ran.code == 1
    assert "content/figures/bridge.yaml:5:" in ran.err
    assert "frame 2: " in ran.err
    assert " cm" in ran.err


def test_poses_that_were_right_are_looked_at_again_when_their_figure_changes(
    clinic: ClinicFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path / "cache"))
    looked: list[str] = []

    def lint_and_note(figure: Figure, body: Body, origin: Origin | None = None) -> list[Problem]:
        looked.append(figure.id)
        return lint(figure, body, origin)

    monkeypatch.setattr("rehabpress.figure.lint.lint", lint_and_note)
    assert clinic.run("check").code == 0
    count = len(looked)
    assert count == len(set(looked)) > 20
    assert clinic.run("check").code == 0
    assert len(looked) == count
    clinic.edit("content/figures/bridge.yaml", "- trunk: {tilt: -29}", "- trunk: {tilt: -75}")
    said = [clinic.run("check").err for _ in range(2)]
    assert looked[count:] == ["bridge", "bridge"]
    assert said[0] == said[1]
    assert "bridge.yaml:5:" in said[0]
