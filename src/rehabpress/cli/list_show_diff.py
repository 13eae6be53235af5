"""The commands ``list``, ``show`` and ``diff``: look into the content, write nothing."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.find import FilterOptions, print_found
from rehabpress.cli.options import JsonOption, command, problems_reported
from rehabpress.cli.options.completion import COVERAGE, ids_of, kinds

if TYPE_CHECKING:
    from rehabpress.loader.folders import Folders


@command
def list_(
    kind: Annotated[
        str | None,
        typer.Argument(
            help="exercises, conditions, regions, plans, clinics, flags, movements, protocols, countries, sources, layouts, themes or locales; or coverage: what exercises there are for which region, purpose, position and flag.",
            autocompletion=kinds,
        ),
    ] = None,
    json: JsonOption = False,
    weak: Annotated[
        bool,
        typer.Option(
            "--weak",
            help="Of sources: those that are one study, a company or read second-hand, or do not say what they are; with what rests on them.",
        ),
    ] = False,
    *,
    options: FilterOptions,
    project: Path,
) -> None:
    """List what there is; of exercises also those that fit, and what a patient may do of them.

    \b
    Examples:
      rehabpress list
      rehabpress list exercises --region knee --purpose strength --position sitting
      rehabpress list exercises --flag pregnancy-trimester-3 --without kneeling
      rehabpress list flags --json
      rehabpress list sources --weak
      rehabpress list coverage
    """
    if weak and kind not in ("sources", "source"):
        raise typer.BadParameter("--weak goes with sources: rehabpress list sources --weak")
    if options and kind not in ("exercises", "exercise"):
        raise typer.BadParameter("these options choose among exercises: rehabpress list exercises --region knee")
    with problems_reported(json=json):
        if options:
            from rehabpress.loader.folders import find_folders

            print_found(find_folders(project), "", options, json=json)
            return
        from rehabpress.cli.listing import listed, overview, weak_sources
        from rehabpress.loader.folders import find_folders

        folders = find_folders(project)
        if kind == COVERAGE:
            _print_coverage(folders, json=json)
            return
        head, rows = weak_sources(folders) if weak else listed(folders, kind) if kind else overview(folders)
    if json:
        console.as_json([dict(zip(head, row, strict=True)) for row in rows])
        return
    console.table(head, rows)


def _print_coverage(folders: Folders, *, json: bool) -> None:
    from rehabpress.pipeline.coverage import by_flag, by_position, coverage

    found = coverage(folders)
    if json:
        console.as_json([asdict(cell) for cell in found.cells])
        return
    console.say("Exercises by region, purpose and position:")
    console.table(*by_position(found))
    console.say("Exercises that a patient with one flag may do, with or without a change; ! less than half:")
    console.table(*by_flag(found))
    if found.by_protocol:
        console.say(f"What the surgeon's protocol decides: {', '.join(found.by_protocol)}.")


@command
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="The id of anything that list lists; or a name of an exercise.",
            metavar="ID",
            autocompletion=ids_of("exercises", "conditions", "plans", "clinics", "flags", "sources"),
        ),
    ],
    json: JsonOption = False,
    *,
    project: Path,
) -> None:
    """Show one thing whole: where its file and its picture lie, what it says, and the pages of a plan's papers.

    \b
    Examples:
      rehabpress show bird-dog
      rehabpress show first-visit --json
    """
    with problems_reported(json=json):
        from rehabpress.cli.showing import shown
        from rehabpress.loader.folders import find_folders

        found = shown(find_folders(project), name)
    if json:
        from rehabpress.loader.yaml.reader import read_file

        console.as_json([{"kind": head[1], "file": path, "content": read_file(Path(path)).data} for path, (head, _) in found])
        return
    for path, (head, rows) in found:
        console.say(path)
        console.table(head, rows)


@command
def diff(
    old: Annotated[str, typer.Argument(help="The plan of last time, by its id or file.", autocompletion=ids_of("plans", "orders"))],
    new: Annotated[str, typer.Argument(help="The plan of now, by its id or file.", autocompletion=ids_of("plans", "orders"))],
    json: JsonOption = False,
    *,
    project: Path,
) -> None:
    """Say what is new from one plan to another: exercises added and removed, doses that go up (progression) or down (regression).

    \b
    Example:
      rehabpress diff first-visit sacroiliac-joint
    """
    with problems_reported(json=json):
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.changes import changes

        found = changes(find_folders(project), old, new)
    if json:
        console.as_json([{"dose": one.way, "text": one.text} for one in found])
    elif found:
        console.table(("dose", "in the patient's words"), [(one.way, one.text) for one in found])
    else:
        console.say("Nothing is new.")
