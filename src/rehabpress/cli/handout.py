"""The command ``handout``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli.options import FormatOption, PaperOption, Project, ThemeOption, day, problems_reported
from rehabpress.cli.output import OpenOption, OutputTarget, PngOption, WatchOption, make


def handout(
    plan: Annotated[str | None, typer.Argument(help="The id of a plan (see: rehabpress list plans) or the path of a plan file.")] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition", help="Without a plan: a condition (see: rehabpress list conditions). May be given again.", metavar="ID"
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            help="Without a plan: an exercise, with its numbers: -e knee-to-chest:reps=3,times_per_day=2. May be given again.",
            metavar="ID[:NAME=VALUE,...]",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Without a plan: the title of the handout.")] = None,
    message: Annotated[str | None, typer.Option(help="Without a plan: the one thing to remember, under the title.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Change a number of the plan: --set bird-dog.reps=8. May be given again.", metavar="ID.NAME=VALUE"),
    ] = None,
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    flag: Annotated[
        list[str] | None,
        typer.Option(
            "--flag",
            help="What the patient must be kept safe from, by its id or in words: osteoporosis, 'thin bones', 'pregnant 28 weeks' (see:"
            " rehabpress list flags). After an operation with the week since it and the surgeon's protocol: --flag recent-spinal-surgery:week=4,protocol=our-surgeon. May be given again.",
            metavar="ID[:NAME=VALUE,...]",
        ),
    ] = None,
    clinician: Annotated[str | None, typer.Option(help="Who gives the handout, instead of the one whom the plan names.")] = None,
    clinic: Annotated[
        str | None, typer.Option(help="The clinic whose letterhead it bears (see: rehabpress list clinics).", metavar="ID")
    ] = None,
    date: Annotated[dt.date | None, typer.Option(parser=day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")] = None,
    since: Annotated[
        str | None, typer.Option(help="The plan of last time, by its id or file: the handout says what is new.", metavar="PLAN")
    ] = None,
    layout: Annotated[str, typer.Option(help="The layout (see: rehabpress list layouts).", metavar="ID")] = "handout",
    format_: FormatOption = "standard",
    theme: ThemeOption = None,
    paper: PaperOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The PDF to write, or a folder for it; left out: output/handouts/<plan>.pdf", metavar="PATH"),
    ] = None,
    open_: OpenOption = False,
    png: PngOption = False,
    watch: WatchOption = False,
    project: Project = Path(),
) -> None:
    """Make a patient handout, as a PDF."""
    if (plan is None) == (not exercise):
        raise typer.BadParameter("name a plan, or at least one exercise with -e (and its condition with --condition), but not both")
    if exercise and not condition:
        raise typer.BadParameter("exercises need their condition, whose safety text belongs to them: --condition sacroiliac-joint-pain")
    if plan is not None and (condition or title or message):
        raise typer.BadParameter("--condition, --title and --message go with -e; a plan has its own")
    with problems_reported():
        from rehabpress.cli.parse_options import doses_of, flags_of, plan_of
        from rehabpress.loader.folders import find_folders
        from rehabpress.model.plan import Clinician
        from rehabpress.pipeline.order import Order

        order = Order(
            plan=plan or plan_of(condition or [], exercise or [], title, message),
            date=date or dt.date.today(),
            patient=patient,
            flags=flags_of(flag or [], find_folders(project)),
            clinician=Clinician(name=clinician) if clinician else None,
            clinic=clinic,
            doses=doses_of(set_ or []),
            since=since,
            layout=layout,
            format=format_,
            theme=theme,
            paper=paper,
        )
        make(order, OutputTarget(project, output, "handouts"), open_=open_, png=png, watch=watch)
