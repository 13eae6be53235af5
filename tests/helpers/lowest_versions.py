"""Prints the lowest versions that ``pyproject.toml`` allows, as a constraints file: ``make test-lowest`` installs just these."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def lowest(project: Path = ROOT / "pyproject.toml") -> Iterator[str]:
    """One line for each dependency that has a lower bound: ``pydantic==2.12``."""
    said = tomllib.loads(project.read_text("utf-8"))["project"]
    named = [*said["dependencies"], *(name for names in said["optional-dependencies"].values() for name in names)]
    for line in sorted(set(named)):
        if found := re.match(r"([\w.-]+)>=([\w.]+)", line):
            yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest()) + "\n")
