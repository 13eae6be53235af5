"""The command ``routine``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli.options import FormatOption, PaperOption, Project, ThemeOption, day, problems_reported
from rehabpress.cli.output import OpenOption, OutputTarget, PngOption, WatchOption, make


def routine(
    plan: Annotated[str, typer.Argument(help="The id of a plan (see: rehabpress list plans) or the path of a plan file.")],
    start: Annotated[
        dt.date | None,
        typer.Option(parser=day, help="The first day; left out: the days are left to write in.", metavar="YYYY-MM-DD"),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="For how many weeks, a sheet for each.")] = 1,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Change a number of the plan: --set bird-dog.reps=8. May be given again.", metavar="ID.NAME=VALUE"),
    ] = None,
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    flag: Annotated[
        list[str] | None,
        typer.Option(
            help="What the patient must be kept safe from, by its id or in words (see: rehabpress list flags). May be given again.",
            metavar="ID",
        ),
    ] = None,
    clinic: Annotated[
        str | None, typer.Option(help="The clinic whose letterhead it bears (see: rehabpress list clinics).", metavar="ID")
    ] = None,
    date: Annotated[dt.date | None, typer.Option(parser=day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")] = None,
    format_: FormatOption = "standard",
    theme: ThemeOption = None,
    paper: PaperOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The PDF to write, or a folder for it; left out: output/routines/<plan>.pdf", metavar="PATH"),
    ] = None,
    open_: OpenOption = False,
    png: PngOption = False,
    watch: WatchOption = False,
    project: Project = Path(),
) -> None:
    """Make the weekly sheet of a plan, with boxes to tick, as a PDF."""
    with problems_reported():
        from rehabpress.cli.parse_options import doses_of, flags_of
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order import Order

        order = Order(
            plan=plan,
            date=date or dt.date.today(),
            patient=patient,
            flags=flags_of(flag or [], find_folders(project)),
            clinic=clinic,
            doses=doses_of(set_ or []),
            layout="routine",
            start=start,
            weeks=weeks,
            format=format_,
            theme=theme,
            paper=paper,
        )
        make(order, OutputTarget(project, output, "routines"), open_=open_, png=png, watch=watch)
