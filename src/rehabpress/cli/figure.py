"""The command ``figure``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported
from rehabpress.cli.options.completion import ids_of


@command
def figure(
    exercise: Annotated[
        str | None,
        typer.Argument(help="The id of the exercise (see: rehabpress list figures).", metavar="ID", autocompletion=ids_of("figures")),
    ] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help="Instead of one figure: all of them on one PNG, for review.")] = False,
    body: Annotated[
        str, typer.Option(help="Who does it (see: rehabpress list bodies).", metavar="ID", autocompletion=ids_of("bodies"))
    ] = "alex",
    side: Annotated[
        Literal["left", "right"] | None, typer.Option(help="Which side it shows; left out: that which it was made for.")
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="Write PNG and not SVG (needs rehabpress[png]).")] = False,
    dpi: Annotated[int, typer.Option(min=36, max=1200, help="Dots per inch of a PNG.")] = 150,
    watch: Annotated[bool, typer.Option("--watch", help="Draw again whenever its file is saved, until Ctrl-C.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write, .svg or .png, or a folder for it; left out: output/figures/<id>.svg", metavar="PATH"
        ),
    ] = None,
    *,
    project: Path,
) -> None:
    """Draw the figure of an exercise, or all of them on one sheet, to look at.

    \b
    Examples:
      rehabpress figure bird-dog
      rehabpress figure bird-dog --side left --body robin --png
      rehabpress figure --sheet
    """
    if (exercise is None) == (not sheet):
        raise typer.BadParameter("name an exercise, or ask for all of them with --sheet, but not both")
    if watch and sheet:
        raise typer.BadParameter("--watch goes with one figure")
    with problems_reported():
        from rehabpress.figure.preview import contact_sheet, write_figure
        from rehabpress.loader.folders import find_folders, ids
        from rehabpress.pipeline.figures import drawn, files_of, svg
        from rehabpress.pipeline.order import Who
        from rehabpress.support.atomic_write import output_path, write_whole
        from rehabpress.support.problems import Place, ProblemsFound

        folders, who = find_folders(project), Who(body, Place(f"--body {body}"))
        path = output_path(output, project / "output" / "figures", f"{exercise or 'all'}.{'png' if png or sheet else 'svg'}")

        def written(exercise: str) -> None:
            if path.suffix == ".svg":
                write_whole(path, svg(folders, exercise, who, side or ""))
            else:
                write_figure(path, drawn(folders, exercise, who, side or ""), dpi)
            console.say(str(path))

        if exercise is None:
            write_whole(path, contact_sheet({name: drawn(folders, name, who, side or "") for name in ids(folders, "figures")}, dpi))
            console.say(str(path))
            return
        if not watch:
            written(exercise)
            return
        from rehabpress.cli.watch import whenever_saved

        def again() -> None:
            try:
                written(exercise)
            except ProblemsFound as found:
                console.report(found.problems)

        whenever_saved(files_of(folders, exercise, who), again)
