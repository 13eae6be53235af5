"""The commands ``order new`` and ``order again``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import (
    DoseOption,
    FlagOption,
    FormatOption,
    NotOption,
    PaperOption,
    PresetOption,
    Project,
    SetOption,
    SideOption,
    WithoutOption,
    day,
    problems_reported,
)

orders = typer.Typer(help="Keep what a patient gets in a file, and go on from it next week.", no_args_is_help=True, rich_markup_mode=None)

_Note = Annotated[
    list[str] | None,
    typer.Option("--note", help="A word for this patient on the card of an exercise. May be given again.", metavar="ID=TEXT"),
]
_Date = Annotated[dt.date | None, typer.Option(parser=day, help="The date on the page; left out: that of printing.", metavar="YYYY-MM-DD")]


@orders.command("new")
def new(
    plan: Annotated[str, typer.Option("--plan", help="The id of a plan (see: rehabpress list plans).", metavar="ID")],
    patient: Annotated[str | None, typer.Option(help="The patient's name as it is printed; left out: a line to write it on.")] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="The id of the order; left out: the next free one, as a-1002.", metavar="ID")
    ] = None,
    flag: FlagOption = None,
    not_: NotOption = None,
    set_: SetOption = None,
    dose: DoseOption = None,
    preset: PresetOption = None,
    without: WithoutOption = None,
    side: SideOption = None,
    note: _Note = None,
    clinic: Annotated[str | None, typer.Option(help="The clinic; left out: that of the plan.", metavar="ID")] = None,
    clinician: Annotated[str | None, typer.Option(help="Who gives the handout, instead of the one whom the plan names.")] = None,
    body: Annotated[
        str | None, typer.Option(help="Who does the exercises in the pictures (see: rehabpress list bodies).", metavar="ID")
    ] = None,
    date: _Date = None,
    since: Annotated[str | None, typer.Option(help="The plan or order of last time: the handout says what is new.", metavar="ID")] = None,
    layout: Annotated[str | None, typer.Option(help="The layout; left out: handout.", metavar="ID")] = None,
    format_: FormatOption = None,
    paper: PaperOption = None,
    project: Project = Path(),
) -> None:
    """Write an order below orders/ of the project."""
    with problems_reported():
        from rehabpress.cli.orders import Asked, as_data
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order_files import next_id, write_order

        folders = find_folders(project)
        data, origin = as_data(
            Asked(
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
                paper=paper,
                body=body,
                notes=note or [],
            )
        )
        name = id_ or next_id(folders)
        path = write_order(folders, project, {"id": name, "plan": plan, **data}, origin)
    console.say(f"{path}\nrehabpress handout {name}")


@orders.command("again")
def again(
    order: Annotated[str, typer.Argument(help="The id of an order of the project.", metavar="ID")],
    flag: FlagOption = None,
    not_: NotOption = None,
    set_: SetOption = None,
    dose: DoseOption = None,
    preset: PresetOption = None,
    without: WithoutOption = None,
    side: SideOption = None,
    note: _Note = None,
    date: _Date = None,
    format_: FormatOption = None,
    project: Project = Path(),
) -> None:
    """Next week's order in its place: the last one is kept, and the handout says what is new since."""
    with problems_reported():
        from rehabpress.cli.orders import Asked, as_data
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order_files import again as take_again

        data, origin = as_data(
            Asked(
                date=date,
                flags=flag or [],
                not_flags=not_ or [],
                set_=set_ or [],
                dose=dose or [],
                preset=preset,
                without=without or [],
                side=side,
                format=format_,
                notes=note or [],
            )
        )
        path, kept = take_again(find_folders(project), project, order, data, origin)
    console.say(f"{path}\nthe last one is {kept}")
