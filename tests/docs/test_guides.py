"""The guides, followed word for word: every file is typed and every command is run, and the paper at the end is right."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from helpers.cli_project import ROOT, ClinicFolder
from rehabpress.pdf.text_extraction import TextReader
from validators import ua1

STEP = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<kind>sh|yaml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(page: str) -> Iterator[tuple[str, str]]:
    """The files to type, by their paths, and the commands to run, by an empty name, as they follow in a guide."""
    for found in STEP.finditer((ROOT / "docs" / f"{page}.md").read_text("utf-8")):
        if found["kind"] == "yaml":
            assert found["file"], f"a file without a name: {found['text'][:60]}"
            yield found["file"], found["text"]
        else:
            yield from (("", line) for line in found["text"].splitlines())


def follow(page: str, clinic: ClinicFolder) -> list[str]:
    """Do what a guide says; the commands that were run."""
    ran = []
    for file, text in steps(page):
        if file:
            clinic.write(file, text)
        else:
            program, *words = shlex.split(text)
            assert program == "rehabpress"
            done = clinic.run(*words)
            assert done.code == 0, f"{text}\n{done.err}"
            ran.append(text)
    return ran


def text_of(path: Path) -> str:
    return " ".join(" ".join(piece for page in TextReader().pages(path.read_bytes()) for piece in page).split())


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def test_from_an_empty_folder_to_a_handout_for_a_frozen_shoulder(clinic: ClinicFolder) -> None:
    assert list(clinic.folder.iterdir()) == []
    follow("first-handout", clinic)
    pdf = clinic.folder / "output" / "handouts" / "my-shoulder-plan-sample-patient.pdf"
    said = text_of(pdf)
    assert "Exercises for a frozen shoulder" in said
    assert "Do it 10 times for your right arm, 4 times a day, every day." in said
    assert "you have shoulder pain and any of these" in said
    assert "Sample Patient" in said
    assert ua1.findings(pdf.read_bytes()) == []
    with pikepdf.open(pdf) as opened:
        drawn = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
    assert [alt for alt in drawn if alt.startswith("Start: a person lies on the back")]
    drawing = (clinic.folder / "output" / "figures" / "stick-turn-out.svg").read_text("utf-8")
    assert drawing.count("<path") > 20
    assert "reviewed_by: Your Name" in (clinic.folder / "content/exercises/stick-turn-out.yaml").read_text("utf-8")


def test_the_files_of_the_guide_are_those_of_a_new_clinic(clinic: ClinicFolder) -> None:
    starter = ROOT / "src" / "rehabpress" / "starter"
    shared = [(file, text) for file, text in steps("first-handout") if file and "clinics" not in file]
    assert len(shared) == 6
    for file, text in shared:
        assert (starter / file).read_text("utf-8").partition("\n")[2] == text


def test_the_woman_in_week_28_has_her_paper_after_four_commands_and_the_next_after_one(clinic: ClinicFolder) -> None:
    first = (ROOT / "docs" / "recipes.md").read_text("utf-8").partition("Next week")[0]
    assert first.count("\nrehabpress ") == 4
    ran = follow("recipes", clinic)
    assert len(ran) == 5
    said = text_of(clinic.folder / "output" / "handouts" / "w-1.pdf")
    assert "Ida Invented" in said
    assert "Do 3 sets of 10 on your left leg" in said
    assert "Do 3 sets of 8 on your left leg" in said
    assert "What is new" in said
    assert "left leg" in said
    assert "right leg" not in said
    assert "format: large" in (clinic.folder / "orders" / "w-1.yaml").read_text("utf-8")


TABLE_COMMANDS = re.findall(r"`(rehabpress (?!COMMAND)[^`<>]+)`", (ROOT / "docs" / "recipes.md").read_text("utf-8"))


def test_every_command_in_the_tables_is_right(clinic: ClinicFolder) -> None:
    clinic.write("monday.csv", (ROOT / "content" / "rosters" / "sample.csv").read_bytes())
    for command in TABLE_COMMANDS:
        words = shlex.split(command)[1:]
        if words[0].startswith("--") or words in (["new"], ["find"]):
            continue
        done = clinic.run(*words)
        if words[:3] == ["plan", "remove", "mine"]:
            assert "trunk-rotation" not in (clinic.folder / "content/plans/mine.yaml").read_text("utf-8")
        assert done.code == 0, f"{command}\n{done.err}"


def test_every_command_of_the_readme_is_right(clinic: ClinicFolder) -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    shown = [block for block in re.findall(r"^```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) if block.startswith("rehabpress ")]
    commands = [shlex.split(line, comments=True)[1:] for block in shown for line in block.splitlines()]
    assert len(commands) >= 9
    for words in commands:
        done = clinic.run(*[word for word in words if word != "--watch"])  # it would wait for the next change
        # A new exercise says what belongs into it, and until it is filled in check says so.
        assert done.code == (1 if words == ["check"] else 0), f"{words}\n{done.err}"
        if words == ["check"]:
            assert "shoulder-roll" in done.err
            (clinic.folder / "content" / "exercises" / "shoulder-roll.yaml").unlink()
