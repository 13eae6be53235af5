"""Options that commands share, each declared once; and the way from problems to an exit code.

A command takes a dataclass of options as one parameter: ``command`` makes an option of each of its fields.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import typer

from rehabpress.cli import console
from rehabpress.cli.options.completion import ids_of


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


ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project",
        help="The folder with your own content/ and layouts/, which win over the built-in ones; left out: this folder or the nearest one"
        " around it that has them.",
        metavar="FOLDER",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
FlagOption = Annotated[
    list[str],
    typer.Option(
        "--flag",
        help="What the patient must be kept safe from (a precaution or contraindication), by its id or in words: osteoporosis, 'thin"
        " bones', 'pregnant 28 weeks' (see: rehabpress list flags). After an operation with the week since it and the surgeon's"
        " protocol: --flag recent-spinal-surgery:week=4,protocol=our-surgeon. May be given again.",
        metavar="ID[:NAME=VALUE,...]",
        autocompletion=ids_of("flags"),
    ),
]
ThemeOption = Annotated[
    str | None,
    typer.Option(
        "--theme", help="A theme (see: rehabpress list themes), whatever the format.", metavar="ID", autocompletion=ids_of("themes")
    ),
]
LayoutOption = Annotated[
    str | None,
    typer.Option(
        "--layout", help="The layout (see: rehabpress list layouts); left out: handout.", metavar="ID", autocompletion=ids_of("layouts")
    ),
]
WithOption = Annotated[
    str | None,
    typer.Option(
        "--with",
        help="Layouts to bind after it, with commas: tips,about,sources,routine; none: the sheet alone. Left out: those of the plan or the clinic.",
        metavar="ID,...",
    ),
]
CopyOption = Annotated[
    Literal["patient", "clinic"],
    typer.Option(
        "--copy", help="patient or clinic: the clinic's copy has a page for the file besides: flags, exceptions, review, sources."
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        help="The plan or order of last time, by its id or file: the handout says what is new (progression, regression).",
        metavar="PLAN",
        autocompletion=ids_of("plans", "orders"),
    ),
]
PLAN_OR_ORDER = (
    "The id of a plan (see: rehabpress list plans) or of an order (see: rehabpress list orders), the path of its file, or - to read it from"
    " standard input."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is special about one patient, and about this week."""

    set_: Annotated[
        list[str],
        typer.Option(
            "--set",
            help="Change a number of the plan: --set bird-dog.reps=8. May be given again.",
            metavar="ID.NAME=VALUE",
            autocompletion=ids_of("exercises", ending="."),
        ),
    ] = field(default_factory=list)
    dose: Annotated[
        list[str],
        typer.Option(
            "--dose",
            help="Numbers for all exercises: --dose sets=3,reps=8. What --set says of one wins. May be given again.",
            metavar="NAME=VALUE,...",
        ),
    ] = field(default_factory=list)
    preset: Annotated[
        str | None,
        typer.Option(
            "--preset",
            help="A preset for the numbers that neither the plan nor the command gives (see: rehabpress list usual).",
            metavar="ID",
            autocompletion=ids_of("usual"),
        ),
    ] = None
    flags: FlagOption = field(default_factory=list)
    not_flags: Annotated[
        list[str],
        typer.Option(
            "--not",
            help="A flag that the patient does not have, where the plan asks. May be given again.",
            metavar="ID",
            autocompletion=ids_of("flags"),
        ),
    ] = field(default_factory=list)
    without: Annotated[
        list[str],
        typer.Option(
            "--without",
            help="An exercise of the plan that this patient does not get. May be given again.",
            metavar="ID",
            autocompletion=ids_of("exercises"),
        ),
    ] = field(default_factory=list)
    side: Annotated[
        Literal["left", "right", "each"] | None,
        typer.Option("--side", help="For every exercise of the plan that is done on one side at a time."),
    ] = None
    notes: Annotated[
        list[str],
        typer.Option(
            "--note",
            help="A word for this patient on the card of an exercise. May be given again.",
            metavar="ID=TEXT",
            autocompletion=ids_of("exercises", ending="="),
        ),
    ] = field(default_factory=list)
    title: Annotated[
        str | None, typer.Option("--title", help="The title for this patient, instead of that of the plan.", metavar="TEXT")
    ] = None
    message: Annotated[
        str | None,
        typer.Option(
            "--message", help="The one thing that this patient is to remember, under the title; '': what the plan says.", metavar="TEXT"
        ),
    ] = None
    goal: Annotated[
        str | None, typer.Option("--goal", help="The patient's own goal, in the patient's words: 'to walk the dog again'.", metavar="TEXT")
    ] = None
    next_visit: Annotated[
        str | None, typer.Option("--next-visit", help="When this patient is to come again: 'in two weeks'.", metavar="TEXT")
    ] = None
    format: Annotated[
        Literal["standard", "clear", "large"] | None,
        typer.Option("--format", help="How large the patient needs the print: it chooses the clinic's theme for it; left out: standard."),
    ] = None
    date: Annotated[
        dt.date | None, typer.Option("--date", parser=day, help="The date on the page; left out: today.", metavar="YYYY-MM-DD")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientOptions(Changes):
    """Whose paper it is, and who gives it."""

    patient: Annotated[
        str | None, typer.Option("--patient", help="The patient's name as it is printed; left out: a line to write it on.")
    ] = None
    clinician: Annotated[str | None, typer.Option("--clinician", help="Who gives the handout, instead of the one whom the plan names.")] = (
        None
    )
    clinic: Annotated[
        str | None,
        typer.Option(
            "--clinic",
            help="The clinic whose letterhead it bears (see: rehabpress list clinics); left out: that of the plan.",
            metavar="ID",
            autocompletion=ids_of("clinics"),
        ),
    ] = None
    body: Annotated[
        str | None,
        typer.Option(
            "--body",
            help="Who does the exercises in the pictures (see: rehabpress list bodies).",
            metavar="ID",
            autocompletion=ids_of("bodies"),
        ),
    ] = None
    paper: Annotated[
        Literal["A4", "A5", "Letter"] | None,
        typer.Option("--paper", help="The paper, instead of that of the clinic or the theme."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputOptions:
    """Where a paper goes and what is done with it."""

    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The PDF to write, a folder for it, or - for standard output; left out: a folder below output/, named after the order, or"
            " after the plan and the patient.",
            metavar="PATH",
        ),
    ] = None
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over a paper that is there and does not bear this patient's name.")
    ] = False
    open_: Annotated[bool, typer.Option("--open", help="Open the PDF when it is there.")] = False
    png: Annotated[bool, typer.Option("--png", help="Write the pages as pictures too, beside the PDF (needs rehabpress[png]).")] = False
    watch: Annotated[bool, typer.Option("--watch", help="Make it again whenever a file of the project is saved, until Ctrl-C.")] = False


def command(function: Callable[..., None]) -> Callable[..., None]:
    """The function as a command: with an option for each field of a parameter that is a dataclass, and the folder of its ``project``.

    ``project`` may be given before or after the command, or left out.
    """
    parameters = [inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    groups: dict[str, tuple[type, list[str]]] = {}
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        if is_dataclass(parameter.annotation) and isinstance(parameter.annotation, type):
            own = list(_options(parameter.annotation))
            groups[parameter.name] = parameter.annotation, [one.name for one in own]
            parameters += own
        elif parameter.name == "project":
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=ProjectOption, default=None))
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    @wraps(function)
    def run(context: typer.Context, **given: Any) -> None:
        for name, (kind, keys) in groups.items():
            given[name] = kind(**{key: given.pop(key) for key in keys})
        if "project" in given:
            given["project"] = _project(given["project"] or context.obj)
        function(**given)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what inspect reads
    run.__annotations__ = {}
    return run


def _options(group: type) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for one in fields(group):
        default = one.default if one.default_factory is MISSING else one.default_factory()
        yield inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, annotation=hints[one.name], default=default)


def _project(given: Path | None) -> Path:
    if given is not None:
        return given
    from rehabpress.loader.folders import project_around

    return project_around(Path())


@contextmanager
def problems_reported(*, json: bool = False) -> Iterator[None]:
    """Print problems, or give them as JSON, and end with exit code 1; let anything else through, it is a bug."""
    from rehabpress.support.problems import ProblemsFound

    try:
        yield
    except ProblemsFound as found:
        if json:
            console.as_json({"problems": console.problems_as_json(found.problems)})
        else:
            console.report(found.problems)
        raise typer.Exit(1) from None
