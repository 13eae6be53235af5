"""The only module that prints: results to standard output, problems to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
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


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, as wide as the terminal allows."""
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
