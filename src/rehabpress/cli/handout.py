"""The commands ``handout`` and ``routine``: one paper for one patient."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli.options import (
    PLAN_OR_ORDER,
    CopyOption,
    LayoutOption,
    OutputOptions,
    PatientOptions,
    SinceOption,
    ThemeOption,
    WithOption,
    command,
    day,
    problems_reported,
)
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.pipeline.order import Order


@command
def handout(
    plan: Annotated[str | None, typer.Argument(help=PLAN_OR_ORDER, metavar="PLAN", autocompletion=ids_of("plans", "orders"))] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition",
            help="Without a plan: a condition (see: rehabpress list conditions). May be given again.",
            metavar="ID",
            autocompletion=ids_of("conditions"),
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            help="Without a plan: an exercise, with its numbers: -e knee-to-chest:reps=3,times_per_day=2. May be given again.",
            metavar="ID[:NAME=VALUE,...]",
            autocompletion=ids_of("exercises"),
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Next week's paper of an order: keep the last one, change what is given here, say what is new.")
    ] = False,
    since: SinceOption = None,
    layout: LayoutOption = None,
    with_: WithOption = None,
    copy: CopyOption = "patient",
    theme: ThemeOption = None,
    *,
    patient: PatientOptions,
    target: OutputOptions,
    project: Path,
) -> None:
    """Make a patient handout (a home exercise programme), as a PDF.

    \b
    Examples:
      rehabpress handout first-visit --patient "Sample Patient"
      rehabpress handout first-visit --flag osteoporosis --format large --set knee-to-chest.reps=3
      rehabpress handout --condition sacroiliac-joint-pain --clinic sample-clinic -e bird-dog:reps=5,times_per_day=2,days_per_week=7
      rehabpress handout a-1001 --again --set bird-dog.reps=8
      cat plan.yaml | rehabpress handout - -o - > plan.pdf
    """
    if (plan is None) == (not exercise):
        raise typer.BadParameter("name a plan, or at least one exercise with -e (and its condition with --condition), but not both")
    if exercise and not condition:
        raise typer.BadParameter("exercises need their condition, whose safety text belongs to them: --condition sacroiliac-joint-pain")
    if plan is not None and condition:
        raise typer.BadParameter("--condition goes with -e; a plan has its own")
    if plan == "-" and target.watch:
        raise typer.BadParameter("--watch needs a file: standard input is read once")
    if again and (plan is None or since):
        raise typer.BadParameter("--again goes with an order, whose last paper it compares with")
    with problems_reported():
        from rehabpress.cli.orders import asked_for, order_for, taken_again
        from rehabpress.cli.output import make
        from rehabpress.cli.parse_options import annexes_of, plan_of
        from rehabpress.loader.folders import find_folders

        asked = asked_for(patient, since=since, layout=layout, theme=theme, annexes=annexes_of(with_), copy=copy)
        if again:
            asked = taken_again(plan or "", asked, find_folders(project), project)
        wanted = plan or plan_of(condition or [], exercise or [])
        make(lambda: order_for(wanted, asked, find_folders(project)), target, project, "handouts", _file(plan))


@command
def routine(
    plan: Annotated[str, typer.Argument(help=PLAN_OR_ORDER, metavar="PLAN", autocompletion=ids_of("plans", "orders"))],
    start: Annotated[
        dt.date | None,
        typer.Option(parser=day, help="The first day; left out: the days are left to write in.", metavar="YYYY-MM-DD"),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="For how many weeks, a sheet for each.")] = 1,
    theme: ThemeOption = None,
    *,
    patient: PatientOptions,
    target: OutputOptions,
    project: Path,
) -> None:
    """Make the weekly sheet of a plan (an exercise log), with boxes to tick, as a PDF.

    \b
    Examples:
      rehabpress routine first-visit --start 2026-11-23 --weeks 4
      rehabpress routine a-1001 --start 2026-11-23
    """
    with problems_reported():
        from dataclasses import replace

        from rehabpress.cli.orders import asked_for, order_for
        from rehabpress.cli.output import make
        from rehabpress.loader.folders import find_folders

        def order() -> Order:
            base = order_for(plan, asked_for(patient, layout="routine", theme=theme), find_folders(project))
            return replace(base, start=start or base.start, weeks=weeks)

        make(order, target, project, "routines", _file(plan))


def _file(plan: str | None) -> list[Path]:
    """The plan or order that was named as a file."""
    return [Path(plan)] if plan and Path(plan).is_file() else []
