"""Writes the paper of ``handout`` and ``routine``: PDF, page images, opening a viewer, and again on each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rehabpress.cli import console

if TYPE_CHECKING:
    from rehabpress.api import Built
    from rehabpress.cli.options import OutputOptions
    from rehabpress.pipeline.order import Order

STANDARD_OUTPUT = Path("-")


def make(order: Callable[[], Order], target: OutputOptions, project: Path, kind: str, also: Sequence[Path] = ()) -> None:
    """Make the paper once, or until it is interrupted; ``kind`` is its folder below ``output/``.

    ``also`` are files that are watched besides those of the project. Raises ``ProblemsFound`` when not watching.
    """
    if target.output == STANDARD_OUTPUT and (target.open_ or target.png or target.watch):
        raise typer.BadParameter("--open, --png and --watch need a file: name one with --output")
    if not target.watch:
        path = _written(order(), target, project, kind)
        if target.open_ and typer.launch(str(path)):
            console.warn(f"there is no program here that opens {path}")
        return
    from rehabpress.cli.watch import whenever_saved
    from rehabpress.support.problems import ProblemsFound

    opened = False

    def again() -> None:
        nonlocal opened
        try:
            path = _written(order(), target, project, kind, short=opened)
        except ProblemsFound as found:
            console.report(found.problems)
            return
        if target.open_ and not opened:
            typer.launch(str(path))
        opened = True

    whenever_saved([*(project / name for name in ("content", "layouts", "orders")), *also], again)


def _written(order: Order, target: OutputOptions, project: Path, kind: str, *, short: bool = False) -> Path:
    """Write the PDF and say where. ``short`` says it in one line: it was said in full before."""
    from rehabpress.api import build_handout
    from rehabpress.cli.paper_files import not_written_over, paper_name
    from rehabpress.cli.parse_options import numbers_of_library, side_of_plan
    from rehabpress.loader.folders import find_folders
    from rehabpress.loader.pictures import picture_strays
    from rehabpress.support.atomic_write import output_path, write_whole

    folders = find_folders(project)
    built = build_handout(order, folders)
    of_plan = side_of_plan(built.handout) if isinstance(order.plan, str) else ""  # a plan that was typed just now is for this patient
    said = [line for line in (numbers_of_library(built.handout), of_plan) if line]
    if target.output == STANDARD_OUTPUT:
        console.write(built.pdf)
        path = STANDARD_OUTPUT
    else:
        path = output_path(target.output, project / "output" / kind, f"{paper_name(order, built.handout.plan)}.pdf")
        over = None
        if not target.overwrite and not short:
            over = not_written_over(path, built, asked=target.output is not None)
        write_whole(path, built.pdf, private=True)
        if over:
            console.warn(over)
        console.say(f"{path}, {dt.datetime.now():%H:%M:%S}" if short else str(path))
    if built.over and not short:
        console.warn("{} sides of paper, where {} would be right".format(*built.over))
    if built.small and not short:
        console.warn(str(built.small))
    if not short:
        for line in (*said, *(str(stray) for stray in picture_strays(folders))):
            console.warn(line)
    if target.png:
        _pictures(built, path, short=short)
    return path


def _pictures(built: Built, path: Path, *, short: bool) -> None:
    """The pages as pictures beside the PDF, which is there already whatever happens. Raises ``ProblemsFound``."""
    from rehabpress.support.atomic_write import write_whole
    from rehabpress.support.rasterize import pictures

    for number, picture in enumerate(pictures(built.pdf), start=1):
        beside = path.with_name(f"{path.stem}-{number}.png")
        write_whole(beside, picture, private=True)
        if not short:
            console.say(str(beside))
