"""The commands ``plan new``, ``add``, ``remove`` and ``move``: edit plan files, and keep their comments and their form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.loader.folders import Folders
    from rehabpress.loader.save import FileDraft

plans = typer.Typer(
    help="Write a plan (a template of a home exercise programme): begin from another, add, remove and move exercises.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

PlanArgument = Annotated[
    str, typer.Argument(help="The id of a plan; a built-in one is copied into the project.", metavar="PLAN", autocompletion=ids_of("plans"))
]
ExerciseArgument = Annotated[
    str,
    typer.Argument(
        help="An exercise, with its numbers: knee-to-chest:reps=3,side=left.",
        metavar="ID[:NAME=VALUE,...]",
        autocompletion=ids_of("exercises"),
    ),
]
AfterOption = Annotated[
    str | None, typer.Option("--after", help="Put it after this exercise.", metavar="ID", autocompletion=ids_of("exercises"))
]
BeforeOption = Annotated[
    str | None, typer.Option("--before", help="Put it before this exercise.", metavar="ID", autocompletion=ids_of("exercises"))
]


@plans.command("new", short_help="Write a plan: from another one, or from exercises.")
@command
def new(
    name: Annotated[str, typer.Argument(help="The id of the new plan: mine.", metavar="NAME")],
    from_: Annotated[
        str | None, typer.Option("--from", help="The plan to begin with, its comments too.", metavar="PLAN", autocompletion=ids_of("plans"))
    ] = None,
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition", help="Without --from: a condition. May be given again.", metavar="ID", autocompletion=ids_of("conditions")
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(
            "--exercise",
            "-e",
            help="Without --from: an exercise, with its numbers. May be given again.",
            metavar="ID[:NAME=VALUE,...]",
            autocompletion=ids_of("exercises"),
        ),
    ] = None,
    clinic: Annotated[
        str | None, typer.Option("--clinic", help="The clinic that hands it out.", metavar="ID", autocompletion=ids_of("clinics"))
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title of the handout.")] = None,
    *,
    project: Path,
) -> None:
    """Write a plan into content/plans/ of the project: from another one, or from exercises.

    \b
    Examples:
      rehabpress plan new mine --from sacroiliac-joint
      rehabpress plan new knees --condition knee-osteoarthritis --clinic sample-clinic -e bridge:reps=8,times_per_day=1,days_per_week=7
    """
    if (from_ is None) == (not (condition and exercise)):
        raise typer.BadParameter("name a plan with --from, or a condition and exercises with --condition and -e")
    with problems_reported():
        from rehabpress.cli.parse_options import plan_of
        from rehabpress.loader.folders import find_folders
        from rehabpress.loader.save import draft_of, not_there, said_by
        from rehabpress.support.problems import Place

        folders = find_folders(project)
        not_there(folders, project, "plans", name)
        source, data = (
            said_by(folders, "plans", from_, Place(f"--from {from_}"))
            if from_
            else (None, dict(plan_of(condition or [], exercise or []).data))
        )
        data |= {"id": name} | ({"title": title} if title else {}) | ({"clinic": clinic} if clinic else {})
        _written(folders, draft_of(folders, project, "plans", data, source))


@plans.command("add", short_help="Add an exercise to a plan.")
@command
def add(plan: PlanArgument, exercise: ExerciseArgument, after: AfterOption = None, before: BeforeOption = None, *, project: Path) -> None:
    """Add an exercise to a plan, at its end or where it is told.

    \b
    Example:
      rehabpress plan add mine clamshell:reps=8,sets=2,times_per_day=1,days_per_week=3 --after bridge
    """
    with problems_reported():
        from rehabpress.cli.parse_options import exercises_of

        (entry,), _ = exercises_of([exercise])
        added = {"exercise": entry["exercise"]} | ({"dose": entry["dose"]} if entry["dose"] else {})
        _changed(project, plan, add=added, after=after, before=before)


@plans.command("remove", short_help="Take exercises out of a plan.")
@command
def remove(
    plan: PlanArgument,
    exercises: Annotated[list[str], typer.Argument(help="Exercises of the plan.", metavar="ID", autocompletion=ids_of("exercises"))],
    *,
    project: Path,
) -> None:
    """Take exercises out of a plan, with the comments over them; one that is there for each side is taken out for both.

    \b
    Example:
      rehabpress plan remove mine bridge
    """
    with problems_reported():
        _changed(project, plan, remove=exercises)


@plans.command("move", short_help="Put an exercise of a plan elsewhere in it.")
@command
def move(
    plan: PlanArgument,
    exercise: Annotated[str, typer.Argument(help="An exercise of the plan.", metavar="ID", autocompletion=ids_of("exercises"))],
    after: AfterOption = None,
    before: BeforeOption = None,
    *,
    project: Path,
) -> None:
    """Put an exercise of a plan elsewhere in it, for both sides where it has an entry for each; without a place, at its end.

    \b
    Examples:
      rehabpress plan move mine bridge --before bird-dog
      rehabpress plan move mine bridge
    """
    with problems_reported():
        _changed(project, plan, move=exercise, after=after, before=before)


def _changed(
    project: Path,
    plan: str,
    *,
    add: dict[str, object] | None = None,
    remove: list[str] | None = None,
    move: str | None = None,
    after: str | None = None,
    before: str | None = None,
) -> None:
    """Write the plan with one change to its exercises. Raises ``ProblemsFound``."""
    from rehabpress.loader.folders import find_folders
    from rehabpress.loader.save import draft_of, said_by
    from rehabpress.plan.entries import Entry, with_entries, without_entries
    from rehabpress.support.problems import Place

    if after and before:
        raise typer.BadParameter("--after and --before are two places; name one")
    folders = find_folders(project)
    source, data = said_by(folders, "plans", plan, Place(f"plan {plan}"))
    entries = data.get("exercises")
    planned: list[Entry] = [dict(entry) for entry in entries] if isinstance(entries, tuple) else []
    put: list[Entry] = [add] if add else []
    if remove:
        planned, _ = without_entries(planned, remove, plan)
    if move:
        planned, put = without_entries(planned, [move], plan)
    if put:
        planned = with_entries(planned, put, plan, after=after, before=before)
    _written(folders, draft_of(folders, project, "plans", data | {"exercises": planned}, source))


def _written(folders: Folders, draft: FileDraft) -> None:
    """Write a plan that a handout can be made of. Raises ``ProblemsFound``."""
    from rehabpress.pipeline.order import Order
    from rehabpress.pipeline.pipeline import Pipeline

    pipeline, day = Pipeline(folders), dt.date.today()
    asks = pipeline.plan(Order(plan=draft.says, date=day))[0].asks
    pipeline.page(Order(plan=draft.says, date=day, not_flags=asks))
    draft.write()
    console.say(str(draft.path))
