"""Progress of a batch: one changing line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rehabpress.cli import console

if TYPE_CHECKING:
    from rehabpress.batch.run import RunReport

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
