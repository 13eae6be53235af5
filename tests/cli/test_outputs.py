"""What tables look like in a wide and a narrow terminal, in a pipe and as JSON, to the letter, in ``outputs.txt``; and every help.

``python tests/cli/test_outputs.py`` writes that file anew; read what it writes.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from rehabpress.cli.app import COMMANDS, command_line

GOLDEN = Path(__file__).with_name("outputs.txt")
PRINTED = ("list clinics", "list themes", "diff first-visit sacroiliac-joint", "show sample-clinic")
HOW = ("wide", "narrow", "piped", "json")
PROGRAM = "from rehabpress.cli.main import main; main()"


def printed(command: str, how: str, folder: Path) -> str:
    """What a command prints: in a terminal of 120 or 40 columns, into a pipe, or with ``--json``."""
    words = [sys.executable, "-c", PROGRAM, *shlex.split(command), *(["--json"] if how == "json" else [])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "NO_COLOR": "1"}
    environment.pop("COLUMNS", None)
    if how in ("piped", "json"):
        done = subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout
    else:
        done = in_terminal(words, 120 if how == "wide" else 40, folder, environment)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", done), "a colour although NO_COLOR is set"
    text = re.sub(r"\x1b\[[0-9;]*m", "", done).replace(str(ROOT), "PACKAGED").replace("\r\n", "\n")
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n")


def in_terminal(words: list[str], columns: int, folder: Path, environment: dict[str, str]) -> str:
    """What a program writes to a terminal that is so wide."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(words, cwd=folder, env=environment, stdin=its, stdout=its, stderr=its) as run:
        os.close(its)
        text = b"".join(iter(lambda: _read(ours), b""))
        assert run.wait() == 0, text.decode()
    os.close(ours)
    return text.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # the other end is closed
        return b""


def golden() -> dict[str, str]:
    parts = re.split(r"^=== (.+)\n", GOLDEN.read_text("utf-8"), flags=re.MULTILINE)
    return {name: text.strip("\n") for name, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("command", PRINTED)
def test_what_is_printed(command: str, how: str, tmp_path: Path) -> None:
    text = printed(command, how, tmp_path)
    assert text == golden()[f"{command}, {how}"]
    if how == "narrow":
        assert all(len(line) <= 40 or len(line.split()) <= 2 for line in text.splitlines())
    if how == "json":
        json.loads(text)


def test_a_pipe_gets_each_row_in_a_line_of_its_own(tmp_path: Path) -> None:
    ran = ClinicFolder(tmp_path).run("list", "sources")
    lines = ran.out.splitlines()
    assert len(lines) == len({line.split()[0] for line in lines})
    assert max(map(len, lines)) > 120


def _helps() -> Iterator[tuple[str, ...]]:
    yield ()
    for name in COMMANDS:
        yield (name,)
    yield from (("order", "new"), ("order", "again"), *(("plan", one) for one in ("new", "add", "remove", "move")))


@pytest.mark.parametrize("words", [*_helps()], ids=" ".join)
def test_every_help_is_whole_and_has_an_example(words: tuple[str, ...], tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    ran = clinic.run(*words, "--help")
    assert ran.code == 0
    assert ran.out == clinic.run(*words, "-h").out
    assert not [line for line in ran.out.splitlines() if line.endswith("...") and "Usage" not in line], "a line that is cut"
    if words not in (("order",), ("plan",)):
        assert f"rehabpress {' '.join(words)}".rstrip() in ran.out.partition("Usage")[2].partition("\n")[2], "no example"


def test_the_words_of_the_field_are_in_the_help(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    helps = " ".join(" ".join(clinic.run(*words, "--help").out.split()) for words in _helps())
    for word in ("home exercise programme", "HEP", "precaution", "contraindication", "progression", "regression", "template"):
        assert word in helps


def test_the_version(tmp_path: Path) -> None:
    assert re.fullmatch(r"rehabpress \d+\.\d+\.\d+\n", ClinicFolder(tmp_path).run("--version").out)


def test_the_project_may_stand_before_or_after_the_command_or_lie_around(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    clinic.edit("content/clinics/sample-clinic.yaml", "id: sample-clinic", "id: ours")
    (tmp_path / "content" / "clinics" / "sample-clinic.yaml").rename(tmp_path / "content" / "clinics" / "ours.yaml")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path.parent / "elsewhere").mkdir(exist_ok=True)
    elsewhere = ClinicFolder(tmp_path.parent / "elsewhere")
    assert "ours" in elsewhere.run("--project", str(tmp_path), "list", "clinics").out
    assert "ours" in elsewhere.run("list", "clinics", "--project", str(tmp_path)).out
    assert "ours" in ClinicFolder(tmp_path / "deep" / "er").run("list", "clinics").out
    assert "ours" not in elsewhere.run("list", "clinics").out


def test_ids_are_completed_for_a_shell(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "_REHABPRESS_COMPLETE": "complete_bash", "COMP_CWORD": "2"}

    def completed(line: str, word: int) -> list[str]:
        program = "import sys; sys.argv = ['rehabpress']; from rehabpress.cli.main import main; main()"
        given = {**environment, "COMP_WORDS": line, "COMP_CWORD": str(word)}
        return subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=given, capture_output=True, text=True).stdout.split()

    assert "bird-dog" in completed("rehabpress show bird", 2)
    assert "first-visit" in completed("rehabpress handout fir", 2)
    assert "osteoporosis" in completed("rehabpress handout first-visit --flag ost", 4)
    assert "knee-to-chest." in completed("rehabpress handout first-visit --set knee", 4)
    assert "exercises" in completed("rehabpress list ex", 2)


def test_a_plan_and_an_order_from_standard_input_and_the_paper_to_standard_output(tmp_path: Path) -> None:
    plan = (ROOT / "content" / "plans" / "first-visit.yaml").read_bytes()
    words = [sys.executable, "-c", PROGRAM, "handout", "-", "-o", "-", "--date", "2026-11-20"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    made = subprocess.run(words, input=plan, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert made.stdout.startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []
    order = json.dumps({"id": "a-1", "plan": "first-visit", "patient": "Ida Invented", "doses": {"knee-to-chest": {"reps": 9}}}).encode()
    other = subprocess.run(words, input=order, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert other.stdout.startswith(b"%PDF")
    assert other.stdout != made.stdout
    wrong = subprocess.run(words, input=b"id: a-1\nplan: first-visti\n", cwd=tmp_path, env=environment, capture_output=True)
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert b"standard input:2:7" in wrong.stderr


def test_problems_as_json(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    clinic.edit("content/plans/first-visit.yaml", "exercise: knee-to-chest", "exercise: knee-to-chset")
    ran = clinic.run("check", "--json")
    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("content/plans/first-visit.yaml", 18, 15)
    assert problem["hint"] == 'did you mean "knee-to-chest"?'


def test_the_pdf_is_there_although_the_pictures_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    ran = ClinicFolder(tmp_path).run("handout", "first-visit", "--png", "-o", "x.pdf")
    assert ran.code == 1
    assert "pip install 'rehabpress[png]'" in ran.err
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_every_page_of_the_guides_is_read_by_docs(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    listed = {line.split()[0] for line in clinic.run("docs").out.splitlines()[1:]}
    assert listed == {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert clinic.run("docs", "recipes").out.startswith("# Recipes")
    assert 'did you mean "recipes"?' in clinic.run("docs", "recipe").err


def test_the_command_line_makes_all_commands_or_one() -> None:
    assert len(command_line().registered_commands) + len(command_line().registered_groups) == len(COMMANDS)
    assert len(command_line(["--project", "list", "show"]).registered_commands) == 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        texts = [f"=== {command}, {how}\n{printed(command, how, Path(made))}\n" for command in PRINTED for how in HOW]
    GOLDEN.write_text("\n".join(texts), encoding="utf-8")
