"""The command ``diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import Project, problems_reported


def diff(
    old: Annotated[str, typer.Argument(help="The plan of last time, by its id or file.")],
    new: Annotated[str, typer.Argument(help="The plan of now, by its id or file.")],
    project: Project = Path(),
) -> None:
    """Say what is new from one plan to another: exercises added and removed, doses that go up or down."""
    with problems_reported():
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.changes import changes

        found = changes(find_folders(project), old, new)
    if found:
        console.table(("dose", "in the patient's words"), [(one.way, one.text) for one in found])
    else:
        console.say("Nothing is new.")
