"""The command ``schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import problems_reported


def schema(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the schemas.", metavar="FOLDER")] = Path("content/schemas"),
) -> None:
    """Write a JSON Schema for each kind of content file, so that editors complete keys and mark mistakes as you type."""
    with problems_reported():
        from rehabpress.loader.scaffold import schemas
        from rehabpress.support.atomic_write import write_whole

        for name, text in schemas().items():
            path = output / name
            write_whole(path, text)
            console.say(str(path))
