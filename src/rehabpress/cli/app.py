"""The command line application: its commands, imported when they run, and the exit codes.

0: done. 1: something in content, layouts or folders is wrong, and nothing was written. 2: the command was used wrongly.
Each command imports its work when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

_COMMANDS = {
    "handout": ("handout", "handout"),
    "routine": ("routine", "routine"),
    "order": ("order", "orders"),
    "packets": ("packets", "packets"),
    "figure": ("figure", "figure"),
    "new": ("new_schema", "new"),
    "check": ("check", "check"),
    "find": ("find", "find"),
    "list": ("list_show_diff", "list_"),
    "show": ("list_show_diff", "show"),
    "schema": ("new_schema", "schema"),
    "review": ("review", "review"),
    "diff": ("list_show_diff", "diff"),
}
"""The commands in the order of the help, with the module beside this one and the function that each of them is."""


def command_line(words: Sequence[str] = ()) -> typer.Typer:
    """The command line with all commands, or with the one only that the words begin with: making them costs more than reading the words."""
    app = typer.Typer(
        name="rehabpress",
        help="The paper a patient takes home: handouts from content files, as tagged PDFs, offline.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_rehabpress)
    for name in words[:1] if words and words[0] in _COMMANDS else _COMMANDS:
        module, function = _COMMANDS[name]
        command = getattr(import_module(f"rehabpress.cli.{module}"), function)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _rehabpress() -> None:
    pass
