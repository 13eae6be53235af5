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
    Literal["standard", "clear", "large"] | None,
    typer.Option("--format", help="How large the patient needs the print: it chooses the clinic's theme for it; left out: standard."),
]
ThemeOption = Annotated[
    str | None, typer.Option("--theme", help="A theme (see: rehabpress list themes), whatever the format.", metavar="ID")
]
PaperOption = Annotated[Literal["A4", "A5", "Letter"] | None, typer.Option("--paper", help="The paper, instead of that of the theme.")]


NotOption = Annotated[
    list[str] | None,
    typer.Option("--not", help="A flag that the patient does not have, where the plan asks. May be given again.", metavar="ID"),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", help="An exercise of the plan that this patient does not get. May be given again.", metavar="ID"),
]
SideOption = Annotated[
    Literal["left", "right", "each"] | None,
    typer.Option("--side", help="For every exercise of the plan that is done on one side at a time."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", help="Change a number of the plan: --set bird-dog.reps=8. May be given again.", metavar="ID.NAME=VALUE"),
]
FlagOption = Annotated[
    list[str] | None,
    typer.Option(
        "--flag",
        help="What the patient must be kept safe from, by its id or in words: osteoporosis, 'thin bones', 'pregnant 28 weeks' (see:"
        " rehabpress list flags). After an operation with the week since it and the surgeon's protocol:"
        " --flag recent-spinal-surgery:week=4,protocol=our-surgeon. May be given again.",
        metavar="ID[:NAME=VALUE,...]",
    ),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Write over a paper that is there and does not bear this patient's name.")
]


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


def date_order(text: str) -> str:
    """The order of the parts of dates, whatever stands between. Anything else is a wrong use."""
    order = text.replace(".", "-").replace("/", "-").replace(" ", "-").lower()
    if order not in ("year-month-day", "day-month-year", "month-day-year"):
        raise typer.BadParameter(f'"{text}" is no order of a date; write day.month.year, month/day/year or year-month-day')
    return order
