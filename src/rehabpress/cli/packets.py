"""The command ``packets``."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, day, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rehabpress.batch.run import RunReport
    from rehabpress.cli.progress import Progress

GUARDED = 500
"""Up to so many patients every PDF is read back unless the command says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketOptions:
    """What the packets of a roster are to be, and how they are made."""

    packet: Annotated[
        str,
        typer.Option(
            "--packet",
            help="The packet for rows that name none: a file in content/packets/.",
            metavar="ID",
            autocompletion=ids_of("packets"),
        ),
    ] = "first-visit"
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            help="What the clinic's own columns are called: a file in content/columns/; left out: default, if there is one.",
            metavar="ID",
            autocompletion=ids_of("columns"),
        ),
    ] = None
    date: Annotated[
        dt.date | None,
        typer.Option("--date", parser=day, help="The date for rows that name none; left out: today.", metavar="YYYY-MM-DD"),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder to write into; left out: output/packets/<roster>", metavar="FOLDER"),
    ] = None
    print_file: Annotated[bool, typer.Option("--print/--no-print", help="Write print.pdf, all packets in order.")] = True
    duplex: Annotated[bool, typer.Option("--duplex", help="In print.pdf each packet begins on a front side.")] = False
    separators: Annotated[bool, typer.Option("--separators", help="In print.pdf a sheet with the name stands before each packet.")] = False
    names: Annotated[bool, typer.Option("--names", help="File names hold the patients' names, too.")] = False
    guard: Annotated[
        bool | None,
        typer.Option("--guard/--no-guard", help=f"Read every PDF back and look for other patients; left out: up to {GUARDED} patients."),
    ] = None
    resume: Annotated[bool, typer.Option("--resume", help="Make only what is missing or has changed since the last run.")] = False
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="Write nothing when any row is wrong.")] = False
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="How many processes work.")] = 1
    scheduler: Annotated[str | None, typer.Option("--scheduler", help="A Dask scheduler that does the work.", metavar="ADDRESS")] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")] = False


@command
def packets(
    roster: Annotated[Path, typer.Argument(help="The roster: CSV, YAML, JSON or xlsx, a row for each patient.", metavar="ROSTER")],
    *,
    options: PacketOptions,
    project: Path,
) -> None:
    """Make a packet for each patient of a roster (a day list, a schedule), a file for the printer and a manifest.

    \b
    Examples:
      rehabpress packets monday.csv
      rehabpress packets monday.xlsx --packet first-visit --duplex --separators --jobs 2
    """
    with _without_looking_for_garbage(), problems_reported():
        from rehabpress.batch.planning import Defaults
        from rehabpress.batch.run import RunOptions, run
        from rehabpress.cli.progress import Progress
        from rehabpress.loader.folders import find_folders
        from rehabpress.loader.pictures import picture_strays
        from rehabpress.loader.rosters import read_roster

        folders = find_folders(project)
        read = read_roster(roster, folders, options.columns)
        progress = Progress(quiet=options.quiet)
        for note in read.notes:
            progress.say(f"{roster} {note}")
        for stray in picture_strays(folders):
            console.warn(str(stray))
        with _executor(options.jobs, options.scheduler) as (executor, workers):
            wishes = RunOptions(
                folders=folders,
                target=options.output or project / "output" / "packets" / read.name,
                defaults=Defaults(options.packet, options.date or dt.date.today(), options.names),
                print_file=options.print_file,
                duplex=options.duplex,
                separators=options.separators,
                guard=len(read.rows) <= GUARDED if options.guard is None else options.guard,
                resume=options.resume,
                all_or_nothing=options.all_or_nothing,
                executor=executor,
                workers=workers,
            )
            try:
                report = run(read, wishes, progress)
            except KeyboardInterrupt:
                progress.end()
                console.warn("stopped; every file that is there is whole. Go on with --resume")
                raise typer.Exit(130) from None
        progress.end()
        _tell(report, wishes.target, progress)


def _tell(report: RunReport, target: Path, progress: Progress) -> None:
    problems = [problem for _, found in sorted(report.problems.items()) for problem in found]
    if problems:
        console.report(problems)
    progress.say(summary(report, target))
    if problems:
        raise typer.Exit(1)


def summary(report: RunReport, target: Path) -> str:
    """What a run came to, in a line or two."""
    said = f"{report.written} packets made"
    said += f", {report.there} were there already" if report.there else ""
    said += f", {report.failed} of {report.rows} rows failed" if report.failed else ""
    printed = f"; {report.printed.pages} pages in {report.printed.file}" if report.printed else ""
    return f"{said}{printed}. {target}"


@contextmanager
def _without_looking_for_garbage() -> Iterator[None]:
    """Nothing that a packet leaves behind holds itself (a test of the batch looks), and looking for it costs a tenth of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@contextmanager
def _executor(jobs: int, scheduler: str | None) -> Iterator[tuple[Executor | None, int]]:
    """Who does the work, and how many workers that is."""
    if scheduler:
        from rehabpress.batch.executors import cluster

        with cluster(scheduler) as found:
            yield found
    elif jobs > 1:
        from rehabpress.batch.executors import processes

        with processes(jobs) as found:
            yield found
    else:
        yield None, 1
