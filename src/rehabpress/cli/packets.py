"""The command ``packets``."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, date_order, day, problems_reported
from rehabpress.cli.options.completion import ids_of
from rehabpress.cli.packets_output import Progress, tell, tried

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rehabpress.loader.rosters.read import ReadOptions
    from rehabpress.model.roster import DateOrder


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
    plan: Annotated[
        str | None, typer.Option("--plan", help="The plan for rows that name none.", metavar="ID", autocompletion=ids_of("plans"))
    ] = None
    dates: Annotated[
        str | None,
        typer.Option(
            "--dates",
            parser=date_order,
            help="How the list writes dates: day.month.year, month/day/year or year-month-day.",
            metavar="ORDER",
        ),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help="The encoding of a CSV file that is not UTF-8: cp1252, cp1250, cp850 and others.", metavar="NAME"),
    ] = None
    row_numbers: Annotated[
        bool, typer.Option("--row-numbers", help="Where no column has the patients' numbers, take the number of the row: row-4.")
    ] = False
    hidden: Annotated[bool, typer.Option("--hidden", help="Read rows, columns and sheets of a workbook that are hidden, too.")] = False
    try_: Annotated[bool, typer.Option("--try", help="Say what each column was taken for, and make nothing.")] = False
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
    resume: Annotated[bool, typer.Option("--resume", help="Make only what is missing or has changed since the last run.")] = False
    all_or_nothing: Annotated[bool, typer.Option("--all-or-nothing", help="Write nothing when any row is wrong.")] = False
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="How many processes work.")] = 1
    scheduler: Annotated[str | None, typer.Option("--scheduler", help="A Dask scheduler that does the work.", metavar="ADDRESS")] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")] = False

    def how(self) -> ReadOptions:
        """How the list is to be read."""
        from rehabpress.loader.rosters.read import ReadOptions

        return ReadOptions(
            columns=self.columns,
            encoding=self.encoding,
            dates=cast("DateOrder | None", self.dates),
            plan=self.plan,
            row_numbers=self.row_numbers,
            hidden=self.hidden,
        )


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
        from rehabpress.loader.folders import find_folders
        from rehabpress.loader.pictures import picture_strays
        from rehabpress.loader.rosters.read import read_roster
        from rehabpress.support.atomic_write import refuse_dash

        folders = find_folders(project)
        if options.output is not None:
            refuse_dash(options.output)
        read = read_roster(roster, folders, options.how())
        progress = Progress(quiet=options.quiet)
        for note in read.notes:
            progress.say(f"{roster} {note}" if note.startswith(("is ", "was ")) else f"{roster}: {note}")
        if options.try_:
            tried(read)
            return
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
                resume=options.resume,
                all_or_nothing=options.all_or_nothing,
                executor=executor,
                workers=workers,
            )
            try:
                with ended_by_signal():
                    report = run(read, wishes, progress)
            except KeyboardInterrupt:
                progress.end()
                console.warn("stopped; every file that is there is whole. Go on with --resume")
                raise typer.Exit(130) from None
        progress.end()
        tell(report, wishes.target, roster, progress)


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does: what is half written goes, what is there is whole."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
