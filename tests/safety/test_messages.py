"""What the person at the desk reads, word for word: ``messages.txt`` has command lines and what each prints on stderr."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from helpers.safety_samples import ROOT
from rehabpress.cli.app import command_line

pytestmark = pytest.mark.slow

SAID = dict(
    re.findall(r"^\$ rehabpress (.*)\n((?:(?!\$ ).*\n)*)", (Path(__file__).parent / "messages.txt").read_text("utf-8"), re.MULTILINE)
)


def printed(command: str, out: Path) -> str:
    """What stands on stderr when a command is refused."""
    words = [*command.split(), "--date", "2026-11-20", "-o", str(out / "x.pdf")]
    result = CliRunner().invoke(command_line(words), words, prog_name="rehabpress")
    assert result.exit_code == 1
    assert not list(out.iterdir())
    return result.stderr


@pytest.mark.parametrize("command", SAID)
def test_a_refusal_in_words(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert printed(command, tmp_path).strip() == SAID[command].strip()


def test_a_command_that_is_not_refused_fails_this_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(AssertionError):
        printed("handout first-visit", tmp_path)


def test_there_is_one_of_each_kind() -> None:
    assert len(SAID) == 9
