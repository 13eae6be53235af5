"""The commands ``order new`` and ``order again``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import Changes, LayoutOption, PatientOptions, SinceOption, WithOption, command, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.loader.folders import Folders
    from rehabpress.pipeline.order_files import OrderDraft
    from rehabpress.plan.handout import Handout

orders = typer.Typer(help="Keep what a patient gets in a file, and go on from it next week.", no_args_is_help=True, rich_markup_mode=None)


@orders.command("new", short_help="Write an order below orders/ of the project.")
@command
def new(
    plan: Annotated[
        str,
        typer.Option(
            "--plan", help="The id of a plan (see: rehabpress list plans).", metavar="ID", autocompletion=ids_of("plans", ending="")
        ),
    ],
    id_: Annotated[
        str | None, typer.Option("--id", help="The id of the order; left out: the next free one, as a-1002.", metavar="ID")
    ] = None,
    since: SinceOption = None,
    layout: LayoutOption = None,
    with_: WithOption = None,
    *,
    patient: PatientOptions,
    project: Path,
) -> None:
    """Write an order below orders/ of the project, when nothing of it is forbidden to the patient.

    \b
    Examples:
      rehabpress order new --plan sacroiliac-joint --patient "Sample Patient" --flag falls-risk --side left
      rehabpress handout a-1001
    """
    with problems_reported():
        from rehabpress.cli.orders import as_data, asked_for
        from rehabpress.cli.parse_options import annexes_of, side_of_plan
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order_files import new_order, next_id

        folders = find_folders(project)
        data, origin = as_data(asked_for(patient, since=since, layout=layout, annexes=annexes_of(with_)))
        name = id_ or next_id(folders)
        draft = new_order(folders, project, {"id": name, "plan": plan, **data}, origin)
        of_plan = side_of_plan(_held_against_the_gate(folders, draft))
        draft.write()
    console.say(f"{draft.path}\nrehabpress handout {name}")
    if of_plan:
        console.warn(of_plan)


@orders.command("again", short_help="Next week's order in its place; the last one is kept.")
@command
def again(
    order: Annotated[str, typer.Argument(help="The id of an order of the project.", metavar="ID", autocompletion=ids_of("orders"))],
    *,
    changes: Changes,
    project: Path,
) -> None:
    """Next week's order in its place: the last one is kept, and the handout says what is new since.

    What was not changed stays; a flag that is given takes the place of the same one with another week. The days of the last order (date,
    start and next visit) do not stay: they are of its week.

    \b
    Example:
      rehabpress order again a-1001 --set bird-dog.reps=8 --without bridge
      rehabpress order again a-1001 --flag hip-replacement:week=9
    """
    with problems_reported():
        from rehabpress.cli.orders import as_data, asked_for
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order_files import LAST
        from rehabpress.pipeline.order_files import again as take_again

        folders = find_folders(project)
        draft = take_again(folders, project, order, *as_data(asked_for(changes)))
        _held_against_the_gate(folders, draft)
        draft.write()
    console.say(f"{draft.path}\nthe last one is {draft.path.with_name(f'{order}{LAST}.yaml')}")


def _held_against_the_gate(folders: Folders, draft: OrderDraft) -> Handout:
    """What the paper of an order would say. Raises ``ProblemsFound`` where none could be made: the patient hears it now and not next week."""
    from rehabpress.pipeline.pipeline import Pipeline

    return Pipeline(folders).page(draft.order).handout
