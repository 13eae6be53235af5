"""The commands ``new`` and ``schema``: write the files that a clinic begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import problems_reported


def new(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.", metavar="FOLDER")]) -> None:
    """Make a folder for a clinic: a sample plan, a clinic, one thing of each kind to change, schemas for editors."""
    with problems_reported():
        from rehabpress.loader.scaffold import empty_folder, starter
        from rehabpress.support.atomic_write import write_whole

        empty_folder(folder)
        for name, data in starter().items():
            write_whole(folder / name, data)
    console.say(f"{folder} is ready. Read {folder / 'README.md'}, then: cd {folder} && rehabpress handout my-first-plan")


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
