"""The commands ``new`` and ``schema``: write the files that a clinic begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported

BEGUN = {
    "exercise": "exercises",
    "condition": "conditions",
    "region": "regions",
    "source": "sources",
    "figure": "figures",
    "plan": "plans",
    "clinic": "clinics",
    "packet": "packets",
    "columns": "columns",
}
"""What can be begun, and the folder that it lies in."""


@command
def new(
    what: Annotated[
        str,
        typer.Argument(
            help=f"A folder that is not there yet, or is empty; or a kind, with the id of one: {', '.join(BEGUN)}.",
            metavar="FOLDER|KIND",
            autocompletion=lambda incomplete: [kind for kind in BEGUN if kind.startswith(incomplete)],
        ),
    ],
    name: Annotated[str | None, typer.Argument(help="The id of the new file: shoulder-roll.", metavar="ID")] = None,
    *,
    project: Path,
) -> None:
    """Make a folder for a clinic with a sample of each kind to change, or begin one file: rehabpress check leads through it.

    \b
    Examples:
      rehabpress new our-clinic
      rehabpress new exercise shoulder-roll
      rehabpress check
    """
    if what in BEGUN and name is None:
        raise typer.BadParameter(f"name it: rehabpress new {what} my-{what}")
    if what not in BEGUN and name is not None:
        raise typer.BadParameter(f'"{what}" is none of: {", ".join(BEGUN)}')
    with problems_reported():
        if name is not None:
            _begin(project, BEGUN[what], name)
        else:
            _folder(Path(what))


def _folder(folder: Path) -> None:
    from rehabpress.loader.folders import find_folders
    from rehabpress.loader.scaffold import empty_folder, schemas, starter
    from rehabpress.support.atomic_write import write_whole

    empty_folder(folder)
    for name, data in starter().items():
        write_whole(folder / name, data)
    for name, data in schemas(find_folders(folder)).items():
        write_whole(folder / "content" / "schemas" / name, data)
    console.say(f"{folder} is ready. Read {folder / 'README.md'}, then: cd {folder} && rehabpress handout my-first-plan")


def _begin(project: Path, kind: str, name: str) -> None:
    from rehabpress.loader.folders import ID, find_folders
    from rehabpress.loader.save import not_there
    from rehabpress.loader.scaffold import begun
    from rehabpress.support.atomic_write import write_whole
    from rehabpress.support.problems import Place, Problem, ProblemsFound

    if not ID.fullmatch(name):
        raise ProblemsFound([Problem(Place(name), "is no id", "use small letters, digits and single hyphens: shoulder-roll")])
    not_there(find_folders(project), project, kind, name)
    for path, data in begun(kind, name).items():
        write_whole(project / path, data)
        console.say(str(project / path))
    console.say("Fill it in; rehabpress check says what is missing and where.")


@command
def schema(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder for the schemas; left out: content/schemas of the project.", metavar="FOLDER"),
    ] = None,
    *,
    project: Path,
) -> None:
    """Write a JSON Schema for each kind of content file, so that editors complete keys and ids and mark mistakes as you type.

    They know the ids that there are now: write them anew when you have added files.

    \b
    Example:
      rehabpress schema
    """
    with problems_reported():
        from rehabpress.loader.folders import find_folders
        from rehabpress.loader.scaffold import schemas
        from rehabpress.support.atomic_write import write_whole

        for name, text in schemas(find_folders(project)).items():
            path = (output or project / "content" / "schemas") / name
            write_whole(path, text)
            console.say(str(path))
