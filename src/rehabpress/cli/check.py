"""The command ``check``."""

from __future__ import annotations

from pathlib import Path

from rehabpress.cli import console
from rehabpress.cli.common import Project, problems_reported


def check(project: Project = Path()) -> None:
    """Check all content, layouts and themes, and print everything that is wrong. Nothing is built."""
    with problems_reported():
        from rehabpress.checking import check_everything
        from rehabpress.source.folders import find_folders

        counts = check_everything(find_folders(project))
    console.say("Nothing is wrong with " + ", ".join(f"{count} {kind}" for kind, count in counts.items()) + ".")
