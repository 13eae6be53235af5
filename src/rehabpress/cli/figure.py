"""The command ``figure``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.loader.folders import Folders
    from rehabpress.pipeline.order import Who


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
    sheet = sheet or len(names) > 1
    if watch and sheet:
        raise typer.BadParameter("--watch goes with one figure")
    if sheet and output and output.suffix == ".svg":
        raise typer.BadParameter("a sheet of figures is a PNG; name one figure for an SVG", param_hint="--output")
    with problems_reported():
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.order import Who
        from rehabpress.support.atomic_write import output_path
        from rehabpress.support.problems import Place

        path = output_path(output, project / "output" / "figures", f"{'all' if sheet else names[0]}.{'png' if png or sheet else 'svg'}")
        artist = _Artist(find_folders(project), Who(body, Place(f"--body {body}")), side or "", dpi, path)
        if sheet:
            artist.sheet(names)
        elif watch:
            artist.watch(names[0])
        else:
            artist.one(names[0])


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws figures of a body into a file, and says what is wrong with their poses."""

    folders: Folders
    who: Who
    side: str
    dpi: int
    path: Path

    def one(self, name: str) -> None:
        """Draw one figure, as SVG or PNG by the name of the file. Raises ``ProblemsFound``."""
        from rehabpress.figure.preview import write_figure
        from rehabpress.pipeline.figures import drawn, svg
        from rehabpress.support.atomic_write import write_whole

        if self.path.suffix == ".svg":
            write_whole(self.path, svg(self.folders, name, self.who, self.side))
        else:
            write_figure(self.path, drawn(self.folders, name, self.who, self.side), self.dpi)
        self._say([name])

    def sheet(self, names: Sequence[str]) -> None:
        """Draw these on one PNG, each large and small, or all that there are. Raises ``ProblemsFound``."""
        from rehabpress.figure.preview import contact_sheet
        from rehabpress.loader.folders import ids
        from rehabpress.pipeline.figures import drawn
        from rehabpress.support.atomic_write import write_whole

        shown = {name: drawn(self.folders, name, self.who, self.side) for name in names or ids(self.folders, "figures")}
        write_whole(self.path, contact_sheet(shown, self.dpi, small=bool(names)))
        self._say(names)

    def watch(self, name: str) -> None:
        """Draw one again whenever a file of it is saved, until Ctrl-C."""
        from rehabpress.cli.watch import whenever_saved
        from rehabpress.pipeline.figures import files_of
        from rehabpress.support.problems import ProblemsFound

        def again() -> None:
            try:
                self.one(name)
            except ProblemsFound as found:
                console.report(found.problems)

        whenever_saved(files_of(self.folders, name, self.who), again)

    def _say(self, names: Sequence[str]) -> None:
        from rehabpress.pipeline.check_collection import wrong_poses

        console.say(str(self.path))
        if wrong := [problem for name in names for problem in wrong_poses(self.folders, name, self.who)]:
            console.report(wrong)
