"""Which files are read, and from where."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import pytest

from helpers.loader_project import Project, complaint, right_project
from rehabpress.loader import library as library_module
from rehabpress.loader.annotations import marked
from rehabpress.loader.folders import Folders, find, find_folders, ids
from rehabpress.loader.library import InFile, Named, Typed, read_library, read_plan, wanted
from rehabpress.loader.load_all import read_everything
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.reader import RawContent, read_file
from rehabpress.model.base import Content, ExerciseId, Refers
from rehabpress.model.library import KINDS
from rehabpress.support.problems import Origin, Place, ProblemsFound

HERE = Place("test")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return right_project(tmp_path, monkeypatch)


def test_a_library_holds_what_is_referred_to_and_nothing_else(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def noting(path: Path) -> RawContent:
        seen.append(path.name)
        return read_file(path)

    monkeypatch.setattr(library_module, "read_file", noting)
    read = read_library(project.folders, [Named("exercises", "bridge", HERE)])
    assert sorted(seen) == ["an-article.yaml", "bridge.yaml", "lying.yaml"]
    assert (list(read.exercises), list(read.sources), list(read.plans)) == (["bridge"], ["an-article"], [])
    assert read.origins["exercises", "bridge"].at("steps", 0).line == 5


def test_a_plan_brings_all_it_needs_each_file_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def noting(path: Path) -> RawContent:
        seen.append(path.name)
        return read_file(path)

    monkeypatch.setattr(library_module, "read_file", noting)
    plan, read = read_plan(project.folders, Named("plans", "morning", HERE), [Named("clinics", "our-clinic", HERE)])
    assert plan.title == "Your morning plan"
    assert sorted(seen) == sorted(
        [
            "morning.yaml",
            "bird-dog.yaml",
            "bridge.yaml",
            "back-pain.yaml",
            "low-back.yaml",
            "our-clinic.yaml",
            "lying.yaml",
            "an-article.yaml",
            "a-leaflet.yaml",
        ]
    )
    assert {kind: sorted(found) for kind in KINDS if (found := getattr(read, kind))} == {
        "exercises": ["bird-dog", "bridge"],
        "conditions": ["back-pain"],
        "regions": ["low-back"],
        "plans": ["morning"],
        "clinics": ["our-clinic"],
        "movements": ["lying"],
        "sources": ["a-leaflet", "an-article"],
    }


def test_a_plan_by_id_in_a_file_and_typed_is_the_same(project: Project, tmp_path: Path) -> None:
    by_id, _ = read_plan(project.folders, Named("plans", "morning", HERE))
    elsewhere = tmp_path / "elsewhere" / "morning.yaml"
    elsewhere.parent.mkdir()
    shutil.move(tmp_path / "content/plans/morning.yaml", elsewhere)
    in_file, _ = read_plan(project.folders, InFile("plans", elsewhere))
    data = read_file(elsewhere).data
    assert data is not None
    typed, read = read_plan(project.folders, Typed("plans", data, Origin({}, HERE)))
    assert by_id == in_file == typed
    assert read.plans == {"morning": typed}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("morning", Named("plans", "morning", HERE)),
        ("morning.yaml", InFile("plans", Path("morning.yaml"))),
        ("today/morning", InFile("plans", Path("today/morning"))),
        ("morning.yml", InFile("plans", Path("morning.yml"))),
        ("../x", InFile("plans", Path("../x"))),
    ],
)
def test_what_a_word_means(word: str, expected: object) -> None:
    assert wanted("plans", word, HERE) == expected


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "Bird-Dog", "", ".", "x" * 300, "a\0b", "bird-dog\n", "bird dog"])
def test_a_name_that_is_no_id_is_never_looked_for(project: Project, name: str) -> None:
    project.write("content/secret.yaml", "id: secret\n")
    assert find(project.folders, "exercises", name) is None
    with pytest.raises(ProblemsFound) as caught:
        read_library(project.folders, [Named("exercises", name, HERE)])
    assert [problem.what for problem in caught.value.problems] == [f'there is no exercise "{name}"']


def test_the_first_folder_wins(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own"
    text = (tmp_path / "content/exercises/bridge.yaml").read_text().replace("name: Bridge", "name: Our bridge")
    project.write("own/exercises/bridge.yaml", text)
    project.write("own/exercises/squat.yaml", text.replace("id: bridge", "id: squat"))
    folders = Folders((own, tmp_path / "content"), ())
    _, read = read_plan(folders, Named("plans", "morning", HERE))
    assert {key: value.name for key, value in read.exercises.items()} == {"bridge": "Our bridge", "bird-dog": "Bird dog"}
    assert ids(folders, "exercises") == ("bird-dog", "bridge", "squat")
    assert find(folders, "exercises", "bridge") == own / "exercises/bridge.yaml"


def test_folders_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = find_folders(tmp_path)
    assert len(packaged.content) == len(packaged.layouts) == 1
    assert (packaged.content[0] / "exercises").is_dir()
    (tmp_path / "content").mkdir()
    assert find_folders(tmp_path) == Folders((tmp_path / "content", *packaged.content), packaged.layouts, packaged.orders)
    monkeypatch.chdir(tmp_path)
    assert find_folders() == find_folders(tmp_path)
    assert find_folders(packaged.content[0].parent) == packaged


def test_folders_of_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "rehabpress"
    (package / "content").mkdir(parents=True)
    (package / "layouts").mkdir()
    monkeypatch.setattr("rehabpress.__file__", str(package / "__init__.py"))
    assert find_folders(tmp_path) == Folders((package / "content",), (package / "layouts",), (package / "content" / "orders",))


class Inner(Content):
    one: ExerciseId
    more: tuple[ExerciseId, ...] = ()


class Outer(Content):
    maybe: Annotated[Inner | None, "said"] = None
    several: tuple[Inner, ...] = ()
    pair: tuple[ExerciseId, str] = ("a", "b")
    named: dict[str, Inner]
    plain: str = ""


def test_marked_text_is_found_wherever_a_model_holds_it() -> None:
    data = {
        "maybe": {"one": "a", "more": ("b", 5, None)},
        "several": ({"one": "c"}, "no mapping", {"more": ("d",)}),
        "pair": ("e", "not this"),
        "named": {"x": {"one": "f"}},
        "plain": "nor this",
        "unknown": "nor this",
    }
    assert [(path, name) for path, refers, name in marked(Outer, data, Refers)] == [
        (("maybe", "one"), "a"),
        (("maybe", "more", 0), "b"),
        (("several", 0, "one"), "c"),
        (("several", 2, "more", 0), "d"),
        (("pair", 0), "e"),
        (("named", "x", "one"), "f"),
    ]


def test_plain_data_is_checked_against_any_model() -> None:
    origin = Origin({}, Place("--set"))
    assert check(Inner, {"one": "a"}, origin) == Inner(one="a")
    with pytest.raises(ProblemsFound) as caught:
        check(Inner, {"one": "A B"}, origin)
    assert [str(p).splitlines()[0] for p in caught.value.problems] == ['--set: one: "A B" is not an id']


def test_everything_reports_all_files_and_those_that_nothing_reads(project: Project) -> None:
    project.write("content/exercises/clam.yml", "")
    project.write("content/exercises/Clam Shell.yaml", "id: clam-shell")
    project.write("content/exercises/more/x.yaml", "")
    project.write("content/exercises/.hidden.yaml", "")
    project.write("content/excercises/x.yaml", "")
    project.write("content/notes.txt", "")
    project.write("content/README.md", "")
    project.write("content/pictures/logo.svg", "")
    project.write("content/sources/unused.yaml", "id: used\ntitle: T\nread_on: 2026-11-20\n")
    project.write("layouts/themes/loud.yaml", "id: loud")
    project.write("content/figures/bridge.yaml", "id: bridge\nstart: {}\nghost: no\n")
    project.write("content/bodies/anna.yaml", "id: ann\nname: Ann\n")
    project.write("layouts/locales/en.yml", "")
    project.write("layouts/locales/de.yaml", "language: de\nlabels: 5")
    text = complaint(lambda: read_everything(project.folders))
    assert "\n".join(line for line in text.splitlines() if line.startswith(("content", "layouts"))) == (
        """\
content/bodies/anna.yaml:1:5: id: "ann" is not the name of the file, "anna"
content/excercises: the folder "excercises" is not read
content/exercises/Clam Shell.yaml: "Clam Shell" is no name for a content file
content/exercises/clam.yml: is not read: its name does not end with .yaml
content/exercises/more: a folder here is not read
content/figures/bridge.yaml:3:8: ghost: "no" must be true or false
content/notes.txt: is not read
content/pictures/logo.svg: no exercise, no clinic and no layout shows this picture
content/sources/unused.yaml:1:5: id: "used" is not the name of the file, "unused"
layouts/locales/de.yaml: the key "phrases" is missing
layouts/locales/de.yaml:2:9: labels: "5" must be a group of keys
layouts/locales/en.yml: is not read: its name does not end with .yaml
layouts/themes/loud.yaml: the key "colours" is missing
layouts/themes/loud.yaml: the key "description" is missing
layouts/themes/loud.yaml: the key "font" is missing
layouts/themes/loud.yaml: the key "margins" is missing
layouts/themes/loud.yaml: the key "paper" is missing
layouts/themes/loud.yaml: the key "smallest" is missing
layouts/themes/loud.yaml: the key "styles" is missing"""
    )


def test_everything_that_is_right_is_given_back(project: Project) -> None:
    found = read_everything(project.folders)
    assert set(found.library.exercises) == {"bird-dog", "bridge"}
    assert set(found.themes) == {"plain"}
    assert not any((found.locales, found.figures, found.bodies))
