"""The commands ``list``, ``show`` and ``diff``: look into the content, write nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.find import (
    EquipmentOption,
    FilterOptions,
    ForConditionOption,
    LevelOption,
    PositionOption,
    PurposeOption,
    RegionOption,
    WithoutMovementOption,
    print_found,
)
from rehabpress.cli.options import FlagOption, Project, problems_reported


def list_(
    kind: Annotated[
        str | None,
        typer.Argument(
            help="exercises, conditions, regions, plans, clinics, flags, movements, protocols, countries, sources, layouts, themes or locales."
        ),
    ] = None,
    region: RegionOption = None,
    purpose: PurposeOption = None,
    level: LevelOption = None,
    position: PositionOption = None,
    equipment: EquipmentOption = None,
    without: WithoutMovementOption = None,
    flag: FlagOption = None,
    condition: ForConditionOption = None,
    project: Project = Path(),
) -> None:
    """List what there is; of exercises also those that fit, and what a patient may do of them."""
    options = FilterOptions(
        region=region,
        purpose=purpose,
        level=level,
        position=position,
        equipment=equipment,
        without=without,
        flag=flag,
        condition=condition,
    )
    if options and kind not in ("exercises", "exercise"):
        raise typer.BadParameter("these options choose among exercises: rehabpress list exercises --region knee")
    with problems_reported():
        if options:
            from rehabpress.loader.folders import find_folders

            print_found(find_folders(project), "", options)
            return
        from rehabpress.cli.listing import listed, overview
        from rehabpress.loader.folders import find_folders

        folders = find_folders(project)
        head, rows = listed(folders, kind) if kind else overview(folders)
    console.table(head, rows)


def show(
    name: Annotated[
        str,
        typer.Argument(help="The id of an exercise, a condition, a plan, a clinic or a source; or a name of an exercise.", metavar="ID"),
    ],
    project: Project = Path(),
) -> None:
    """Show one thing whole: where its file lies and what it says."""
    with problems_reported():
        from rehabpress.cli.listing import shown
        from rehabpress.loader.folders import find_folders

        found = shown(find_folders(project), name)
    for path, (head, rows) in found:
        console.say(path)
        console.table(head, rows)


def diff(
    old: Annotated[str, typer.Argument(help="The plan of last time, by its id or file.")],
    new: Annotated[str, typer.Argument(help="The plan of now, by its id or file.")],
    project: Project = Path(),
) -> None:
    """Say what is new from one plan to another: exercises added and removed, doses that go up or down."""
    with problems_reported():
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.changes import changes

        found = changes(find_folders(project), old, new)
    if found:
        console.table(("dose", "in the patient's words"), [(one.way, one.text) for one in found])
    else:
        console.say("Nothing is new.")
