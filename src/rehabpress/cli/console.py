"""The only module that prints: results to standard output, problems to standard error."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehabpress.support.problems import Problem

_MOST_SHOWN = 200
"""Problems of one run: nobody reads more before mending these."""


def say(text: str) -> None:
    """Print a result."""
    print(text)  # noqa: T201


def warn(text: str) -> None:
    """Print a line about how it goes, or about what has been stopped."""
    print(text, file=sys.stderr)  # noqa: T201


def is_terminal() -> bool:
    """Whether a person sees standard error as it is written."""
    return sys.stderr.isatty()


def overwrite(text: str) -> None:
    """Put a line in place of the last one that this function has put."""
    print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)  # noqa: T201


def report(problems: Sequence[Problem]) -> None:
    """Print problems as a person reads them, and how many they are."""
    for problem in problems[:_MOST_SHOWN]:
        print(problem, file=sys.stderr)  # noqa: T201
    count = len(problems)
    if count > _MOST_SHOWN:
        print(f"and {count - _MOST_SHOWN} more", file=sys.stderr)  # noqa: T201
    print(f"\n{count} problem{'s' if count != 1 else ''}", file=sys.stderr)  # noqa: T201


def write(data: bytes) -> None:
    """Write a file to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def as_json(data: object) -> None:
    """Print plain data as JSON."""
    print(json.dumps(data, indent=2, ensure_ascii=False, default=str))  # noqa: T201


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Problems as plain data."""
    return [
        {"file": one.place.file, "line": one.place.line, "column": one.place.column, "what": one.what, "hint": one.hint} for one in problems
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table: as wide as a terminal allows; whole, a line for each row, into a pipe or a file."""
    rows = [tuple(row) for row in rows]
    if not sys.stdout.isatty():
        _whole(head, rows)
        return
    from rich.console import Console

    width = Console().width
    longest = max((len(word) for row in rows for cell in row[1:] for word in cell.split()), default=0)
    if width < _NARROW * len(head) or longest > width // 3:
        _below_each_other(head, rows, width)
    else:
        _fitted(head, rows)


_NARROW = 16
"""Characters that a column needs so that its words can be read beside others."""


def _whole(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns two or more spaces apart. Further lines of a cell stand below it."""
    lines = [tuple(head), *(line for row in rows for line in zip_longest(*(cell.splitlines() for cell in row), fillvalue=""))]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _below_each_other(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """Each row by itself: its first cell, and the others below it with their names where there are several. No word is broken."""
    for row in rows:
        say(row[0])
        for name, cell in zip(head[1:], row[1:], strict=True):
            for number, line in enumerate(cell.splitlines()):
                words = line if number or len(head) == 2 else f"{name}: {line}"
                wrapped = textwrap.TextWrapper(max(width, 20), "  ", "    ", break_long_words=False, break_on_hyphens=False)
                say(wrapped.fill(words))


def _fitted(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(head):
        shown.add_column(name, overflow="fold", no_wrap=index == 0)
    for row in rows:
        shown.add_row(*map(Text, row))
    Console().print(shown)
