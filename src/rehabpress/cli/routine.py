"""The command ``routine``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli.options import (
    DoseOption,
    FlagOption,
    FormatOption,
    NotOption,
    OverwriteOption,
    PaperOption,
    PresetOption,
    Project,
    SetOption,
    SideOption,
    ThemeOption,
    WithoutOption,
    day,
    problems_reported,
)
from rehabpress.cli.output import OpenOption, OutputTarget, PngOption, WatchOption, make


def routine(
    plan: Annotated[
        str,
        typer.Argument(
            help="The id of a plan (see: rehabpress list plans) or of an order (see: rehabpress list orders), or the path of its file."
        ),
    ],
    start: Annotated[
        dt.date | None,
        typer.Option(parser=day, help="The first day; left out: the days are left to write in.", metavar="YYYY-MM-DD"),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="For how many weeks, a sheet for each.")] = 1,
    set_: SetOption = None,
    dose: DoseOption = None,
    preset: PresetOption = None,
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    flag: FlagOption = None,
    not_: NotOption = None,
    without: WithoutOption = None,
    side: SideOption = None,
    clinic: Annotated[
        str | None, typer.Option(help="The clinic whose letterhead it bears (see: rehabpress list clinics).", metavar="ID")
    ] = None,
    date: Annotated[dt.date | None, typer.Option(parser=day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")] = None,
    format_: FormatOption = None,
    theme: ThemeOption = None,
    paper: PaperOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The PDF to write, or a folder for it; left out: output/routines/, named after the order, or after the plan and the patient",
            metavar="PATH",
        ),
    ] = None,
    overwrite: OverwriteOption = False,
    open_: OpenOption = False,
    png: PngOption = False,
    watch: WatchOption = False,
    project: Project = Path(),
) -> None:
    """Make the weekly sheet of a plan, with boxes to tick, as a PDF."""
    with problems_reported():
        from dataclasses import replace

        from rehabpress.cli.orders import Asked, order_for
        from rehabpress.loader.folders import find_folders

        asked = Asked(
            date=date,
            patient=patient,
            flags=flag or [],
            not_flags=not_ or [],
            clinic=clinic,
            set_=set_ or [],
            dose=dose or [],
            preset=preset,
            without=without or [],
            side=side,
            layout="routine",
            format=format_,
            theme=theme,
            paper=paper,
        )
        order = order_for(plan, asked, find_folders(project))
        order = replace(order, start=start or order.start, weeks=weeks)
        make(order, OutputTarget(project, output, "routines", overwrite), open_=open_, png=png, watch=watch)
