"""Options that commands share, and the way from problems to an exit code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from rehabpress.cli import console

Project = Annotated[
    Path,
    typer.Option("--project", help="The folder with your own content/ and layouts/; they win over the built-in ones.", metavar="FOLDER"),
]


FormatOption = Annotated[
    Literal["standard", "clear", "large"],
    typer.Option("--format", help="How large the patient needs the print: it chooses the clinic's theme for it."),
]
ThemeOption = Annotated[
    str | None, typer.Option("--theme", help="A theme (see: rehabpress list themes), whatever the format.", metavar="ID")
]
PaperOption = Annotated[Literal["A4", "A5", "Letter"] | None, typer.Option("--paper", help="The paper, instead of that of the theme.")]


@contextmanager
def problems_reported() -> Iterator[None]:
    """Print problems and end with exit code 1; let anything else through, it is a bug."""
    from rehabpress.support.problems import ProblemsFound

    try:
        yield
    except ProblemsFound as found:
        console.report(found.problems)
        raise typer.Exit(1) from None


def day(text: str) -> dt.date:
    """A date typed on the command line. Anything else is a wrong use."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a date; write year-month-day: 2026-11-20') from None
