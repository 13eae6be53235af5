"""What ``packets`` says: how far a run has come, what columns of a list were taken for, what is wrong, what the desk does next."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rehabpress.cli import console

if TYPE_CHECKING:
    from rehabpress.batch.run import RunReport
    from rehabpress.loader.rosters.read import Roster
    from rehabpress.support.problems import Problem

_QUOTED = re.compile(r'".*"')
FIRST_ROWS = 3
_MOST_ROWS = 12
"""So many rows are named in which the same is wrong."""
_ON_A_TERMINAL = 0.1
_ELSEWHERE = 5.0
"""Seconds between two looks at it."""


class Progress:
    """Called with the report whenever it has grown."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = console.is_terminal()
        self._begun = self._last = time.monotonic()
        self._shown = False

    def __call__(self, report: RunReport) -> None:
        """Say how far it has come, unless that was said just now."""
        now = time.monotonic()
        if self._quiet or now - self._last < (_ON_A_TERMINAL if self._live else _ELSEWHERE):
            return
        self._last = now
        line = progress_line(report, now - self._begun)
        if self._live:
            console.overwrite(line)
            self._shown = True
        else:
            console.warn(line)

    def say(self, text: str) -> None:
        """A line of its own, unless only problems are wanted."""
        if not self._quiet:
            console.say(text)

    def end(self) -> None:
        """Take the changing line away."""
        if self._shown:
            console.overwrite("")
            self._shown = False


def progress_line(report: RunReport, seconds: float) -> str:
    """``120 of 200 done, 3 failed, 85 a second, 1 s left``."""
    made = report.written + report.there
    rate = made / seconds if seconds > 0 else 0.0
    left = f", {max(1, round((report.rows - report.done) / rate))} s left" if rate and report.done < report.rows else ""
    return f"{report.done} of {report.rows} done, {report.failed} failed, {rate:.0f} a second{left}"


def tried(read: Roster) -> None:
    """Print what each column was taken for, with the first rows, and how many rows are right. Nothing is made.

    Of columns that are not needed nothing is shown but their headings, nor are passwords.
    """
    width = max((len(one.heading) for one in read.columns), default=0)
    for one in read.columns:
        shown = f"{one.field}: {' | '.join(one.read)}" if one.field else "not needed"
        console.say(f"{one.heading.ljust(width)}  {shown}")
    for rostered in read.rows[:FIRST_ROWS]:
        row = rostered.row
        day = row.date.isoformat() if row.date else "date of the run"
        console.say(f"line {rostered.origin.whole.line}: {row.id}, {row.name}, {' and '.join(row.plan)}, {day}")
    problems = _in_order(read.bad)
    if problems:
        console.report(said_once(problems))
    console.say(f"{len(read.rows)} of {read.count} rows are right. Nothing was made.")
    if problems:
        raise typer.Exit(1)


def tell(report: RunReport, target: Path, roster: Path, progress: Progress) -> None:
    """Say what came of a run, and what is to be done next. Ends with exit code 1 when a row has no packet."""
    problems = _in_order(report.problems)
    if problems:
        console.report(said_once(problems))
    progress.say(summary(report, target))
    if problems:
        progress.say(f"Next: mend the rows above in {roster} and run the same command again with --resume")
        raise typer.Exit(1)
    if report.printed:
        progress.say(f"Next: print {target / report.printed.file}")


def _in_order(problems: Mapping[int, tuple[Problem, ...]]) -> list[Problem]:
    return [problem for _, found in sorted(problems.items()) for problem in found]


def said_once(problems: Sequence[Problem]) -> list[Problem]:
    """The same cause once, with the other rows in which it is: each with what stands there, where that is another."""
    causes: dict[tuple[str, str, int], list[Problem]] = {}
    for problem in problems:
        column = problem.place.column if not problem.place.excerpt else 0
        causes.setdefault((_QUOTED.sub("", problem.what), problem.hint, column), []).append(problem)
    return [_with_others(found) for found in causes.values()]


def _with_others(found: Sequence[Problem]) -> Problem:
    first, *others = found
    if not others:
        return first
    shown = [_row(problem, first) for problem in others[:_MOST_ROWS]]
    more = f" and {len(others) - _MOST_ROWS} more" if len(others) > _MOST_ROWS else ""
    return replace(first, hint=f"{first.hint}\nthe same in line {', '.join(shown)}{more}".strip())


def _row(problem: Problem, first: Problem) -> str:
    quoted = _QUOTED.search(problem.what)
    return f"{problem.place.line} ({quoted[0]})" if quoted and problem.what != first.what else str(problem.place.line)


def summary(report: RunReport, target: Path) -> str:
    """What a run came to, in a line or two."""
    said = f"{report.written} packets made"
    said += f", {report.there} were there already" if report.there else ""
    said += f", {report.failed} of {report.rows} rows failed" if report.failed else ""
    printed = f"; {report.printed.pages} pages in {report.printed.file}" if report.printed else ""
    return f"{said}{printed}. {target}"
