"""Writes the paper of ``handout`` and ``routine``: PDF, page images, opening a viewer, and again on each change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console

if TYPE_CHECKING:
    from rehabpress.pipeline.order import Order

WatchOption = Annotated[bool, typer.Option("--watch", help="Make it again whenever a file of the project is saved, until Ctrl-C.")]
PngOption = Annotated[bool, typer.Option("--png", help="Write the pages as pictures too, beside the PDF (needs rehabpress[png]).")]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the PDF when it is there.")]


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """Where a paper goes: the project, what ``--output`` says, and the folder of its kind below ``output/``."""

    project: Path
    output: Path | None
    kind: str
    overwrite: bool = False
    """Whether it may be written over a paper that does not bear the patient's name."""


def make(order: Order, target: OutputTarget, *, open_: bool, png: bool, watch: bool) -> None:
    """Make the paper once, or until it is interrupted. Raises ``ProblemsFound`` when not watching."""
    if not watch:
        path = _written(order, target, png=png)
        if open_:
            typer.launch(str(path))
        return
    from rehabpress.cli.watch import whenever_saved
    from rehabpress.support.problems import ProblemsFound

    opened = made = False

    def again() -> None:
        nonlocal opened, made
        try:
            path = _written(order, replace(target, overwrite=target.overwrite or made), png=png)
            made = True
        except ProblemsFound as found:
            console.report(found.problems)
            return
        if open_ and not opened:
            typer.launch(str(path))
            opened = True

    plan = [Path(order.plan)] if isinstance(order.plan, str) and Path(order.plan).is_file() else []
    whenever_saved([target.project / "content", target.project / "layouts", *plan], again)


def _written(order: Order, target: OutputTarget, *, png: bool) -> Path:
    from rehabpress.api import build_handout
    from rehabpress.cli.paper_files import not_written_over, paper_name
    from rehabpress.cli.parse_options import numbers_of_library
    from rehabpress.loader.folders import find_folders
    from rehabpress.support.atomic_write import output_path, write_whole
    from rehabpress.support.rasterize import pictures

    built = build_handout(order, find_folders(target.project))
    path = output_path(target.output, target.project / "output" / target.kind, f"{paper_name(order, built.handout.plan)}.pdf")
    over = None
    if not target.overwrite:
        over = not_written_over(path, built, asked=target.output is not None)
    pages = pictures(built.pdf) if png else []
    write_whole(path, built.pdf, private=True)
    console.say(str(path))
    if over:
        console.warn(over)
    if numbers := numbers_of_library(built.handout):
        console.warn(numbers)
    for number, picture in enumerate(pages, start=1):
        beside = path.with_name(f"{path.stem}-{number}.png")
        write_whole(beside, picture, private=True)
        console.say(str(beside))
    return path
