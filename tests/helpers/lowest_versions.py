"""Prints the lowest versions that ``pyproject.toml`` allows to the program, as a constraints file: ``make test-lowest`` installs just these.

What only checks the program, and writes its site, is left out: tests are written for the newest of that.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_OF_DEVELOPERS = ("dev", "docs")


def lowest(project: Path = ROOT / "pyproject.toml") -> Iterator[str]:
    """One line for each dependency that has a lower bound: ``pydantic==2.12``."""
    said = tomllib.loads(project.read_text("utf-8"))["project"]
    extras = [names for extra, names in said["optional-dependencies"].items() if extra not in _OF_DEVELOPERS]
    named = [*said["dependencies"], *(name for names in extras for name in names)]
    for line in sorted(set(named)):
        if found := re.match(r"([\w.-]+)>=([\w.]+)", line):
            yield f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest()) + "\n")
