"""The folder that ``rehabpress new`` makes: it builds, it shows every way to override, and each override is on the page."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from helpers.cli_project import ClinicFolder
from rehabpress.api import build_handout
from rehabpress.cli.app import command_line
from rehabpress.cli.new_schema import BEGUN
from rehabpress.loader.folders import find_folders
from rehabpress.loader.layouts import read_theme
from rehabpress.loader.schema import WRITTEN
from rehabpress.model.clinic import Format
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import layouts
from validators import semantic, ua1

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(command_line(), ["new", "ours"])
    assert (ran.exit_code, ran.stdout) == (0, "ours is ready. Read ours/README.md, then: cd ours && rehabpress handout my-first-plan\n")
    monkeypatch.chdir(tmp_path / "ours")
    return tmp_path / "ours"


def test_it_is_right_and_everything_in_it_is_read(folder: Path) -> None:
    ran = CliRunner().invoke(command_line(), ["check"])
    assert ran.exit_code == 0, ran.stderr
    assert len((folder / "README.md").read_text("utf-8").splitlines()) <= 20
    assert {path.name.partition(".")[0] for path in (folder / "content" / "schemas").iterdir()} == set(WRITTEN)


@pytest.mark.parametrize("format_", ["standard", "clear", "large"])
def test_every_layout_of_it_builds_with_its_own_face(folder: Path, format_: Format) -> None:
    folders = find_folders(folder)
    for layout in layouts(folders):
        pdf = build_handout(Order(plan="my-first-plan", date=DAY, layout=layout, format=format_), folders).pdf
        assert ua1.findings(pdf) == [], layout
        assert semantic.findings(pdf) == [], layout
    said = semantic.text(build_handout(Order(plan="my-first-plan", date=DAY, format=format_), folders).pdf)
    assert "Bring this paper to every visit." in said  # its block and its label
    assert "Please leave these out for now" in said  # a packaged label, said otherwise
    assert "Watch for" in said  # a packaged label that it does not name
    assert "Logo of Your Physiotherapy Clinic" not in said  # read as a description, not as text
    assert "sample-clinic.example/videos" in said  # the address beside the QR code


def test_its_colours_reach_every_theme(folder: Path) -> None:
    folders = find_folders(folder)
    assert {read_theme(folders, name).colours["accent"] for name in ("clinic", "clear-print", "large-print")} == {"#3b3a78"}
    assert read_theme(folders, "ink-saver").colours["accent"] == "#000000"


def test_a_folder_with_something_in_it_is_left_alone(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = CliRunner().invoke(command_line(), ["new", "."])
    assert ran.exit_code == 1
    assert ran.stderr == ".: there is something here already\n    name a folder that is new, or empty\n\n1 problem\n"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_its_files_are_right_by_its_schemas(folder: Path) -> None:
    """A theme and a locale may say only what they change, in an editor too."""
    for kind, needed in (("themes", ["id", "description"]), ("locales", ["language"])):
        schema = json.loads((folder / "content" / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
        assert schema["required"] == needed
        assert not any("required" in part for part in schema.get("$defs", {}).values())


def test_its_schemas_know_the_ids_of_the_folder(folder: Path) -> None:
    """An editor completes bird-dog and the folder's own exercise, and marks bird-dgo."""
    schema = json.loads((folder / "content" / "schemas" / "plans.schema.json").read_text("utf-8"))
    exercise = schema["$defs"]["PlannedExercise"]["properties"]["exercise"]
    assert {"bird-dog", "stick-turn-out"} <= set(exercise["enum"])
    assert "bird-dgo" not in exercise["enum"]
    assert "x-refers" not in json.dumps(schema)
    order = json.loads((folder / "content" / "schemas" / "orders.schema.json").read_text("utf-8"))
    assert "my-first-plan" in order["properties"]["plan"]["enum"]
    assert CliRunner().invoke(command_line(), ["plan", "new", "other", "--from", "my-first-plan"]).exit_code == 0
    assert CliRunner().invoke(command_line(), ["schema"]).exit_code == 0
    order = json.loads((folder / "content" / "schemas" / "orders.schema.json").read_text("utf-8"))
    assert "other" in order["properties"]["plan"]["enum"]


def test_there_is_one_of_everything(folder: Path) -> None:
    kinds = {path.parent.name for path in (folder / "content").rglob("*.yaml")}
    assert kinds == {"clinics", "columns", "conditions", "exercises", "figures", "packets", "plans", "sources"}
    for path in (folder / "content").rglob("*.yaml"):
        assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema=../schemas/{path.parent.name}.schema.json\n")


NEEDED = {
    "exercise": "name goal start steps movements picture sources",
    "condition": "name title plan_title plan_message region what_it_is sources",
    "source": "title read_on",
    "plan": "conditions exercises",
}
"""The keys of a file that is begun which check asks for, one after the other."""


def _line(text: str, key: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(f"{key}:"))


@pytest.mark.parametrize(("kind", "plural"), BEGUN.items())
def test_one_file_is_begun_and_check_leads_through_it(tmp_path: Path, kind: str, plural: str) -> None:
    clinic = ClinicFolder(tmp_path)
    ran = clinic.run("new", kind, "shoulder-roll")
    assert ran.code == 0
    path = f"content/{plural}/shoulder-roll.yaml"
    assert ran.out.splitlines()[0] == path
    text = (tmp_path / path).read_text("utf-8")
    assert "NAME" not in text
    assert "id: shoulder-roll" in text
    if needed := NEEDED.get(kind):
        err = clinic.run("check").err
        assert [key for key in needed.split() if f"{path}:{_line(text, key)}:" not in err] == []
        assert f"\n{len(needed.split())} problem" in err
    assert clinic.run("new", kind, "shoulder-roll").code == 1
    assert (tmp_path / path).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("new", "exercise"), "name it: rehabpress new exercise my-exercise", 2),
        (("new", "exercize", "x"), '"exercize" is none of', 2),
        (("new", "exercise", "Bird Dog"), "is no id", 1),
        (("new", "exercise", "bird-dog"), "is the id of a built-in file", 1),
    ],
)
def test_what_cannot_be_begun(tmp_path: Path, words: tuple[str, ...], said: str, code: int) -> None:
    ran = ClinicFolder(tmp_path).run(*words)
    assert (ran.code, said in " ".join(ran.err.split())) == (code, True)
    assert list(tmp_path.iterdir()) == []
