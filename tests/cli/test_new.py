"""The folder that ``rehabpress new`` makes: it builds, it shows every way to override, and each override is on the page."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rehabpress.api import build_handout
from rehabpress.cli.app import command_line
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
