"""The command ``handout``."""

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


def handout(
    plan: Annotated[
        str | None,
        typer.Argument(
            help="The id of a plan (see: rehabpress list plans) or of an order (see: rehabpress list orders), or the path of its file."
        ),
    ] = None,
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
    set_: SetOption = None,
    dose: DoseOption = None,
    preset: PresetOption = None,
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    flag: FlagOption = None,
    not_: NotOption = None,
    without: WithoutOption = None,
    side: SideOption = None,
    clinician: Annotated[str | None, typer.Option(help="Who gives the handout, instead of the one whom the plan names.")] = None,
    clinic: Annotated[
        str | None, typer.Option(help="The clinic whose letterhead it bears (see: rehabpress list clinics).", metavar="ID")
    ] = None,
    date: Annotated[dt.date | None, typer.Option(parser=day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Next week's paper of an order: keep the last one, change what is given here, say what is new.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="The plan or order of last time, by its id or file: the handout says what is new.", metavar="PLAN")
    ] = None,
    layout: Annotated[str | None, typer.Option(help="The layout (see: rehabpress list layouts); left out: handout.", metavar="ID")] = None,
    format_: FormatOption = None,
    theme: ThemeOption = None,
    paper: PaperOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The PDF to write, or a folder for it; left out: output/handouts/, named after the order, or after the plan and the patient",
            metavar="PATH",
        ),
    ] = None,
    overwrite: OverwriteOption = False,
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
    if again and (plan is None or since):
        raise typer.BadParameter("--again goes with an order, whose last paper it compares with")
    with problems_reported():
        from rehabpress.cli.orders import Asked, order_for, taken_again
        from rehabpress.cli.parse_options import plan_of
        from rehabpress.loader.folders import find_folders

        asked = Asked(
            date=date,
            patient=patient,
            flags=flag or [],
            not_flags=not_ or [],
            clinician=clinician,
            clinic=clinic,
            set_=set_ or [],
            dose=dose or [],
            preset=preset,
            without=without or [],
            side=side,
            since=since,
            layout=layout,
            format=format_,
            theme=theme,
            paper=paper,
        )
        if again:
            asked = taken_again(plan or "", asked, find_folders(project), project)
        order = order_for(plan or plan_of(condition or [], exercise or [], title, message), asked, find_folders(project))
        make(order, OutputTarget(project, output, "handouts", overwrite), open_=open_, png=png, watch=watch)
