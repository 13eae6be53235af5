"""Files in a clinic's folder of pictures that are none, or that nothing shows."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest

import rehabpress
from helpers.cli_project import ClinicFolder
from helpers.figure_strategies import ROOT
from rehabpress.loader.folders import Folders
from rehabpress.loader.pictures import own_picture, picture_files, picture_strays, read_picture
from rehabpress.support.problems import ProblemsFound

ORDER = rehabpress.Order(plan="sacroiliac-joint", date=dt.date(2026, 11, 20))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="40" height="40"/></svg>'


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "pictures"
    folder.mkdir(parents=True)
    return folder


def folders(pictures: Path) -> Folders:
    return Folders((pictures.parent, ROOT / "content"), (ROOT / "layouts",))


def strays(pictures: Path) -> list[tuple[str, str, str]]:
    return [(Path(p.place.file).name, p.what, p.hint) for p in picture_strays(folders(pictures))]


def test_what_nothing_shows_or_nobody_reads_is_named(pictures: Path) -> None:
    for name in ("bird-dog.svg", "bird-dog.left.svg", "sample-clinic.png", "README.txt", ".thumbs.db"):
        (pictures / name).write_text(SVG)
    assert strays(pictures) == []
    for name in ("bird-dgo.jpg", "bridge.webp", "x.gif"):
        (pictures / name).write_text(SVG)
    (pictures / "old").mkdir()
    assert [(name, what) for name, what, _ in strays(pictures)] == [
        ("bridge.webp", '".webp" is no kind of picture that can be printed'),
        ("old", "a folder here is not read"),
        ("x.gif", '".gif" is no kind of picture that can be printed'),
        ("bird-dgo.jpg", "no exercise, no clinic and no layout shows this picture"),
    ]
    assert strays(pictures)[3][2] == 'did you mean "bird-dog"?'


@pytest.mark.parametrize("name", ["bird-dog.webp", "bird-dog.gif", "bird-dog.tiff"])
def test_a_picture_that_cannot_be_read_is_not_replaced_by_the_built_in_one(pictures: Path, name: str) -> None:
    (pictures / name).write_text("picture")
    with pytest.raises(ProblemsFound) as found:
        rehabpress.build_handout(ORDER, folders(pictures))
    assert "is no kind of picture that can be printed" in found.value.problems[0].what
    assert "export it as SVG, PNG or JPEG" in found.value.problems[0].hint


@pytest.mark.slow
def test_a_build_names_what_nothing_shows(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    clinic.write("content/pictures/bird-dgo.svg", SVG)
    clinic.write("content/pictures/x.webp", SVG)
    clinic.write("day.csv", "id;patient;plan;clinician;date\na-1;Sample Patient;first-visit;Sam Sample;2026-11-20\n")
    for words in (["handout", "first-visit"], ["routine", "first-visit"], ["packets", "day.csv"]):
        ran = clinic.run(*words)
        assert ran.code == 0, ran.err
        assert "bird-dgo.svg: no exercise, no clinic and no layout shows this picture" in ran.err
        assert '".webp" is no kind of picture that can be printed' in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_a_pipe_in_place_of_a_picture_is_said_and_not_waited_for(pictures: Path) -> None:
    os.mkfifo(pictures / "bird-dog.svg")
    with pytest.raises(ProblemsFound) as found:
        read_picture(pictures / "bird-dog.svg")
    assert found.value.problems[0].what == "this is not a file"
    assert [what for _, what, _ in strays(pictures)] == ["this is not a file"]


@pytest.mark.parametrize(
    ("there", "name", "shown"),
    [
        (("bird-dog.png",), "bird-dog", "bird-dog.png"),
        (("bird-dog.png", "bird-dog.left.jpg"), "bird-dog.left", "bird-dog.left.jpg"),
        (("bird-dog.png", "bird-dog.left.jpg"), "bird-dog", "bird-dog.png"),
        (("bird-dog.left.svg", "bird-dog.right.svg"), "bird-dog", "bird-dog.right.svg"),
        (("bird-dog.left.svg",), "bird-dog", "bird-dog.left.svg"),
        (("bridge.png",), "bird-dog.left", None),
    ],
)
def test_which_own_picture_is_for_which_side(pictures: Path, there: tuple[str, ...], name: str, shown: str | None) -> None:
    for file in there:
        (pictures / file).write_text(SVG)
    found = own_picture(picture_files(folders(pictures)), name)
    assert (found and found.name) == shown


@pytest.mark.parametrize(
    ("there", "says"), [("bird-dog.png", "does not say which side it shows"), ("bird-dog.right.svg", "shows the other side")]
)
def test_a_picture_of_another_side_is_never_shown_for_a_side(pictures: Path, there: str, says: str) -> None:
    (pictures / there).write_text(SVG)
    with pytest.raises(ProblemsFound) as found:
        own_picture(picture_files(folders(pictures)), "bird-dog.left")
    (problem,) = found.value.problems
    assert problem.what == f"this paper is for the left side only, and this picture {says}"
    assert f"bird-dog.left{Path(there).suffix}" in problem.hint
