"""What ``packets`` says of a list and of a run: what columns were taken for, what is wrong, what the desk does next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rehabpress.cli import console

if TYPE_CHECKING:
    from rehabpress.batch.run import RunReport
    from rehabpress.cli.progress import Progress
    from rehabpress.loader.rosters.read import Roster
    from rehabpress.support.problems import Problem

_QUOTED = re.compile(r'".*"')
_MOST_ROWS = 12
"""So many rows are named in which the same is wrong."""


def tried(read: Roster) -> None:
    """Print what each column was taken for, with the first rows, and how many rows are right. Nothing is made."""
    rows = [(one.heading, one.field or "(not needed)", *one.read, *[""] * (3 - len(one.read))) for one in read.columns]
    console.table(("column", "taken for", "1st", "2nd", "3rd"), rows)
    problems = _in_order(read.bad)
    if problems:
        console.report(said_once(problems))
    console.say(f"{len(read.rows)} rows are right, {len(read.bad)} are not. Nothing was made.")
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
