"""A folder of a clinic for tests of the command line: it starts empty, and the packaged content is behind it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from rehabpress.cli.app import command_line

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class ClinicFolder:
    """Files are named by their path below the folder: ``content/plans/mine.yaml``."""

    folder: Path

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Copy a packaged file (or take the own one) with one thing changed, which must be there."""
        own = self.folder / name
        text = (own if own.exists() else ROOT / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        self.write(name, text.replace(old, new, 1))

    def run(self, *words: str) -> Ran:
        """Run a command of rehabpress in this folder."""
        with _inside(self.folder):
            result = CliRunner().invoke(command_line(words), words, prog_name="rehabpress")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def pdfs(self) -> list[Path]:
        """All files below ``output``."""
        return sorted(path for path in (self.folder / "output").rglob("*") if path.is_file())


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
