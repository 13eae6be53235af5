"""A paper whose making waits until it is let go: for what happens meanwhile."""

from __future__ import annotations

import threading

from rehabpress.web.desk import MadePaper, Workbench


class SlowPaper:
    """A job for ``Desk.paper``. ``began`` is set when it is at work, ``hold`` lets it end; ``benches`` are those that it worked with."""

    def __init__(self) -> None:
        self.began, self.hold = threading.Event(), threading.Event()
        self.benches: list[Workbench] = []

    def __call__(self, bench: Workbench) -> tuple[MadePaper, str]:
        """The paper ``k`` with one page."""
        self.benches.append(bench)
        self.began.set()
        self.hold.wait(10)
        return MadePaper("k", b"", ("page",), (), None, 0), "made"  # type: ignore[arg-type] # nobody reads it
