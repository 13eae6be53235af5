"""The command line. A command reads its words, makes one call, prints what came of it and ends with an exit code.

0: done. 1: something in content, layouts or folders is wrong, and nothing was written. 2: the command was used wrongly.
Each command imports its work when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console

app = typer.Typer(
    name="rehabpress",
    help="The paper a patient takes home: handouts from content files, as tagged PDFs, offline.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Project = Annotated[Path, typer.Option("--project", help="The folder with your own content/ and layouts/; they win over the built-in ones.", metavar="FOLDER")]


@contextmanager
def problems_reported() -> Iterator[None]:
    """Print problems and end with exit code 1; let anything else through, it is a bug."""
    from rehabpress.problems import ProblemsFound

    try:
        yield
    except ProblemsFound as found:
        console.report(found.problems)
        raise typer.Exit(1) from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a date; write year-month-day: 2026-11-20') from None


@app.command()
def handout(
    plan: Annotated[str | None, typer.Argument(help="The id of a plan (see: rehabpress list plans) or the path of a plan file.")] = None,
    condition: Annotated[
        list[str] | None, typer.Option("--condition", help="Without a plan: a condition (see: rehabpress list conditions). May be given again.", metavar="ID")
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise", "-e", help="Without a plan: an exercise, with its numbers: -e knee-to-chest:reps=3,times_per_day=2. May be given again.", metavar="ID[:NAME=VALUE,...]"
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Without a plan: the title of the handout.")] = None,
    message: Annotated[str | None, typer.Option(help="Without a plan: the one thing to remember, under the title.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change a number of the plan: --set bird-dog.reps=8. May be given again.", metavar="ID.NAME=VALUE")] = None,
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    clinician: Annotated[str | None, typer.Option(help="Who gives the handout, instead of the one whom the plan names.")] = None,
    clinic: Annotated[str | None, typer.Option(help="The clinic whose letterhead it bears (see: rehabpress list clinics).", metavar="ID")] = None,
    date: Annotated[dt.date | None, typer.Option(parser=_day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")] = None,
    layout: Annotated[str, typer.Option(help="The layout (see: rehabpress list layouts).", metavar="ID")] = "handout",
    theme: Annotated[str, typer.Option(help="The theme (see: rehabpress list themes).", metavar="ID")] = "clinic",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The PDF to write, or a folder for it; left out: output/handouts/<plan>.pdf", metavar="PATH")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the PDF when it is there.")] = False,
    project: Project = Path(),
) -> None:
    """Make a patient handout, as a PDF."""
    if (plan is None) == (not exercise):
        raise typer.BadParameter("name a plan, or at least one exercise with -e (and its condition with --condition), but not both")
    if plan is not None and (condition or title or message):
        raise typer.BadParameter("--condition, --title and --message go with -e; a plan has its own")
    with problems_reported():
        from rehabpress.build import Order, build_handout, output_path
        from rehabpress.cli.words import doses_of, plan_of
        from rehabpress.files import write_whole

        order = Order(
            plan=plan if plan is not None else plan_of(condition or [], exercise or [], title, message),
            doses=doses_of(set_ or []),
            patient=patient,
            clinician=clinician,
            clinic=clinic,
            date=date or dt.date.today(),
            layout=layout,
            theme=theme,
        )
        built = build_handout(order, project=project)
        path = output_path(output, project, "handouts", built.name)
        write_whole(path, built.pdf)
    console.say(str(path))
    if open_:
        typer.launch(str(path))
