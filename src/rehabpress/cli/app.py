"""The command line. A command reads its words, makes one call, prints what came of it and ends with an exit code.

0: done. 1: something in content, layouts or folders is wrong, and nothing was written. 2: the command was used wrongly.
Each command imports its work when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import typer

from rehabpress.cli.check import check
from rehabpress.cli.diff import diff
from rehabpress.cli.figure import figure
from rehabpress.cli.handout import handout
from rehabpress.cli.looking import list_, show
from rehabpress.cli.new import new
from rehabpress.cli.packets import packets
from rehabpress.cli.review import review
from rehabpress.cli.routine import routine
from rehabpress.cli.schema import schema

app = typer.Typer(
    name="rehabpress",
    help="The paper a patient takes home: handouts from content files, as tagged PDFs, offline.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(handout)
app.command()(routine)
app.command()(packets)
app.command()(figure)
app.command()(new)
app.command()(check)
app.command("list")(list_)
app.command()(show)
app.command()(schema)
app.command()(review)
app.command()(diff)
