"""Runs of a clinic's day for tests, in this process or in one of its own."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rehabpress.batch.planning import Defaults
from rehabpress.batch.run import RunOptions, RunReport, run
from rehabpress.loader.folders import find_folders
from rehabpress.loader.rosters.read import read_roster

DAY = dt.date(2026, 11, 20)
MANY = os.environ.get("REHABPRESS_LONG") == "1"
"""``make test-long`` sets it: 500 patients instead of a few, 100 kills instead of 3."""


@dataclass(frozen=True)
class Day:
    """A roster and what came of it."""

    roster: Path
    target: Path
    report: RunReport


def wishes(project: Path, target: Path, packet: str = "handout", **more: object) -> RunOptions:
    """Wishes with the packaged content behind that of the project."""
    return RunOptions(folders=find_folders(project), target=target, defaults=Defaults(packet, DAY), **more)  # type: ignore[arg-type]


def made(roster: Path, target: Path, packet: str = "handout", executor: Executor | None = None, **more: object) -> RunReport:
    """A run in this process. The project is the folder of the roster."""
    asked = wishes(roster.parent, target, packet, executor=executor, workers=2, **more)
    return run(read_roster(roster, asked.folders), asked)


def command(roster: Path, target: Path, *words: str) -> list[str]:
    """The words of a run in a process of its own."""
    program = [sys.executable, "-c", "from rehabpress.cli.main import main; main()", "packets", str(roster)]
    return [*program, "--packet", "handout", "--date", "2026-11-20", "--project", str(roster.parent), "-o", str(target), *words]


def ran(roster: Path, target: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, to its end."""
    return subprocess.run(command(roster, target, *words), capture_output=True, text=True, check=False)


def sums(target: Path) -> dict[str, str]:
    """The SHA-256 of every file that a person sees in a folder."""
    shown = [path for path in sorted(target.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(target)): sha256(path.read_bytes()).hexdigest() for path in shown}
