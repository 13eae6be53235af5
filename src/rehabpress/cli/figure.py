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
    exercises: Annotated[
        list[str] | None,
        typer.Argument(
            help="The ids of one or more figures (see: rehabpress list figures).", metavar="ID", autocompletion=ids_of("figures")
        ),
    ] = None,
    sheet: Annotated[
        bool, typer.Option("--sheet", help="One PNG to look at: of all figures, or of those that are named, each large and small.")
    ] = False,
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
    """Draw a figure, or a sheet of several, to look at; what check says of the poses is said here too.

    \b
    Examples:
      rehabpress figure bird-dog
      rehabpress figure bird-dog --side left --body amara --png
      rehabpress figure bird-dog bridge -o two.png
      rehabpress figure --sheet
    """
    names = exercises or []
    if not names and not sheet:
        raise typer.BadParameter("name a figure, or ask for all of them with --sheet")
    if len(names) > 1:
        sheet = True
    if watch and sheet:
        raise typer.BadParameter("--watch goes with one figure")
    with problems_reported():
        from rehabpress.figure.preview import contact_sheet, write_figure
        from rehabpress.loader.folders import find_folders, ids
        from rehabpress.pipeline.check_collection import wrong_poses
        from rehabpress.pipeline.figures import drawn, files_of, svg
        from rehabpress.pipeline.order import Who
        from rehabpress.support.atomic_write import output_path, write_whole
        from rehabpress.support.problems import Place, ProblemsFound

        folders, who = find_folders(project), Who(body, Place(f"--body {body}"))
        path = output_path(output, project / "output" / "figures", f"{'all' if sheet else names[0]}.{'png' if png or sheet else 'svg'}")

        def written(name: str) -> None:
            if path.suffix == ".svg":
                write_whole(path, svg(folders, name, who, side or ""))
            else:
                write_figure(path, drawn(folders, name, who, side or ""), dpi)
            console.say(str(path))
            if wrong := wrong_poses(folders, name, who):
                console.report(wrong)

        if sheet:
            shown = names or ids(folders, "figures")
            write_whole(path, contact_sheet({name: drawn(folders, name, who, side or "") for name in shown}, dpi, small=bool(names)))
            console.say(str(path))
            if found := [p for name in names for p in wrong_poses(folders, name, who)]:
                console.report(found)
            return
        if not watch:
            written(names[0])
            return
        from rehabpress.cli.watch import whenever_saved

        def again() -> None:
            try:
                written(names[0])
            except ProblemsFound as found:
                console.report(found.problems)

        whenever_saved(files_of(folders, names[0], who), again)
