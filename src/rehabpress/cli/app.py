"""The command line application: its commands, imported when they run, and the exit codes.

0: done. 1: something in content, layouts or folders is wrong, and nothing was written. 2: the command was used wrongly.
Each command imports its work when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console

COMMANDS = {
    "handout": ("handout", "handout", "Make a patient handout (a home exercise programme), as a PDF."),
    "routine": ("handout", "routine", "Make the weekly sheet of a plan (an exercise log), as a PDF."),
    "order": ("order", "orders", "Keep what a patient gets in a file, and go on from it."),
    "packets": ("packets", "packets", "Make a packet for each patient of a clinic day."),
    "serve": ("serve", "serve", "Show a page in the browser: build a plan, see its paper, print it."),
    "plan": ("plans", "plans", "Write a plan: begin from another, add and move exercises."),
    "figure": ("figure", "figure", "Draw the figure of an exercise."),
    "new": ("new_schema", "new", "Make a folder for a clinic, or one file of a kind in it."),
    "check": ("check", "check", "Say everything that is wrong, or what would be easier to read."),
    "find": ("find", "find", "Find exercises by words, body region, purpose and what a patient may do."),
    "list": ("list_show_diff", "list_", "List what there is."),
    "show": ("list_show_diff", "show", "Show one thing whole."),
    "diff": ("list_show_diff", "diff", "Say what is new from one plan to another."),
    "review": ("review", "review", "List what no clinician has signed; sign it."),
    "schema": ("new_schema", "schema", "Write schemas, so that editors complete keys and ids."),
    "docs": ("docs", "docs", "Read the guides that come with the program."),
}
"""The commands in the order of the help: the module beside this one, the function that each of them is, and a line on it."""

_SETTINGS = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def command_line(words: Sequence[str] = ()) -> typer.Typer:
    """The command line with all commands, or with the one only that the words begin with: making them costs more than reading the words."""
    app = typer.Typer(
        name="rehabpress",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_SETTINGS,
    )
    app.callback()(_rehabpress)
    first = _first(words)
    for name in [first] if first in COMMANDS else COMMANDS:
        module, function, line = COMMANDS[name]
        command = getattr(import_module(f"rehabpress.cli.{module}"), function)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, short_help=line, context_settings=_SETTINGS)
        else:
            app.command(name, short_help=line, context_settings=_SETTINGS)(command)
    return app


def _first(words: Sequence[str]) -> str:
    """The command that the words begin with, behind the folder of the project."""
    left = list(words)
    while left and (left[0] == "--project" or left[0].startswith("--project=")):
        del left[: 1 if "=" in left[0] else 2]
    return left[0] if left else ""


def _version(wanted: bool) -> None:
    if wanted:
        console.say(f"rehabpress {version('rehabpress')}")
        raise typer.Exit


def _rehabpress(
    context: typer.Context,
    project: Annotated[
        Path | None, typer.Option("--project", help="The folder with your own content/ and layouts/.", metavar="FOLDER")
    ] = None,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")] = False,
) -> None:
    """The paper a patient takes home: home exercise programmes (HEP) from content files, as tagged PDFs, offline.

    \b
    To begin:
      rehabpress list exercises
      rehabpress handout first-visit --patient "Sample Patient"
      rehabpress docs

    Words of the field: a precaution or contraindication is a flag here, a home exercise programme a handout, its template a plan,
    a progression or regression a later dose of it.
    """
    context.obj = project
