"""One thread with one pipeline, where all papers of the page are made; and the papers of the last minutes, in memory alone."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from rehabpress.loader.folders import Folders, find_folders
from rehabpress.loader.library import ContentStore
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.handout import Handout
from rehabpress.support.file_times import FileTimes, file_times
from rehabpress.typeset.document import PagedDocument, pages_of, paginate_all
from rehabpress.web.page_pictures import page_picture

Result = TypeVar("Result")

MOST_WAITING = 4
"""Jobs that may wait for the thread beside the one that it does; who comes then is told to ask again."""
MOST_PAPERS = 24
"""Papers that are kept, each of some hundred kilobytes."""
MOST_PICTURES = 120
RENEWED_AFTER = 300
"""Papers that a pipeline makes before another takes its place, so that memory stays flat."""
LOOKED_AFTER = 0.7
"""Seconds after which the files are looked at again."""
IDLE = 30 * 60.0
"""Seconds of rest after which everything of a patient is forgotten."""


class Busy(Exception):  # noqa: N818 - it is an answer, not a fault
    """Too many papers wait."""


class Superseded(Exception):  # noqa: N818 - it is an answer, not a fault
    """The same tab has asked for a newer paper, or what it has was forgotten while this one was made."""


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper that was made. ``pages`` are names by what stands on each: a page that did not change keeps its name."""

    key: str
    pdf: bytes
    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    handout: Handout
    own: int
    """How many of its pages are those of the layout, without annexes."""


@dataclass(slots=True)
class Workbench:
    """What the thread works with: the content as it is on the disk, read once, and its pipeline."""

    project: Path
    folders: Folders
    store: ContentStore
    pipeline: Pipeline
    seen: FileTimes
    made: int = 0
    stale: bool = False
    """Whether something was written, so that the files are read anew before the next job."""

    def paper(self, order: Order) -> MadePaper:
        """The paper of an order. Raises ``ProblemsFound``."""
        pipeline = self.pipeline
        self.made += 1
        prepared = pipeline.pages(pipeline.bound(order))
        parts = [pipeline.part(page) for page in prepared]
        paged = paginate_all(parts, order.date)
        own = pages_of(parts[0]) if len(parts) > 1 else len(paged.pages)
        pdf = write(paged)
        return MadePaper(
            sha256(pdf).hexdigest()[:32], pdf, _names(paged), tuple((p.width, p.height) for p in paged.pages), prepared[0].handout, own
        )


def _names(paged: PagedDocument) -> tuple[str, ...]:
    """A name for each page, by all that is seen on it: Python's own hash, which is another in each process."""
    found = []
    for page in paged.pages:
        seen = tuple([(placed.x, placed.y, placed.stamp) for placed in (*page.placements, *page.footer)])
        found.append(f"{hash((page.width, page.height, seen)) & 0xFFFFFFFFFFFFFFFF:016x}")
    return tuple(found)


@dataclass(slots=True)
class Desk:
    """Where papers are made, one after the other. Its methods are called in the event loop; only what they hand over runs in the thread."""

    project: Path
    clock: Callable[[], float] = time.monotonic
    papers: OrderedDict[str, MadePaper] = field(default_factory=OrderedDict)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk"))
    _drawing: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "pictures"))
    _bench: Workbench | None = None
    _looked: float = 0.0
    _waiting: int = 0
    _newest: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _tabs: dict[str, set[str]] = field(default_factory=dict)
    """The tabs that have asked for each paper."""
    _places: dict[str, tuple[str, int]] = field(default_factory=dict)
    _pictures: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _used: float = 0.0
    _forgotten: int = 0
    """How often everything was forgotten: what was begun before must not be kept after."""

    async def work(self, job: Callable[[Workbench], Result]) -> Result:
        """What a job comes to, done in the thread. Raises what it raises, and ``Busy``."""
        self._used = self.clock()
        if self._waiting >= 1 + MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: job(self._fresh()))
        finally:
            self._waiting -= 1

    async def paper(self, job: Callable[[Workbench], tuple[MadePaper, Result]], tab: str = "") -> tuple[MadePaper, Result]:
        """A paper and what is said of it. Of one tab the newest wins: raises ``Superseded`` for the others, and ``Busy``."""
        turn, forgotten = self._turn(tab), self._forgotten

        def check() -> None:
            if forgotten != self._forgotten or (tab and self._newest.get(tab, turn) != turn):
                raise Superseded

        def newest(bench: Workbench) -> tuple[MadePaper, Result]:
            check()
            return job(bench)

        paper, said = await self.work(newest)
        check()
        self.keep(paper, tab)
        return paper, said

    def keep(self, paper: MadePaper, tab: str = "") -> None:
        """Keep a paper that a tab has asked for, to be shown and printed."""
        self.papers[paper.key] = paper
        self.papers.move_to_end(paper.key)
        self._tabs.setdefault(paper.key, set()).add(tab)
        for number, name in enumerate(paper.pages):
            self._places[name] = paper.key, number
        while len(self.papers) > MOST_PAPERS:
            self._drop(next(iter(self.papers)))

    async def picture(self, name: str, width: int) -> bytes | None:
        """A page of a paper that is kept as a JPEG; None when it is no longer there."""
        self._used = self.clock()
        if (name, width) in self._pictures:
            self._pictures.move_to_end((name, width))
            return self._pictures[name, width]
        if name not in self._places:
            return None
        key, number = self._places[name]
        pdf = self.papers[key].pdf
        made = await self.draw(lambda: page_picture(pdf, number, width))
        if name not in self._places:  # forgotten meanwhile
            return None
        self._pictures[name, width] = made
        while len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        return made

    async def draw(self, job: Callable[[], Result]) -> Result:
        """What a job comes to that needs no pipeline, done in the thread of pictures."""
        return await asyncio.get_running_loop().run_in_executor(self._drawing, job)

    async def forget_tab(self, tab: str) -> None:
        """Forget the papers that no other tab has, also the one that is being made, and the pipeline with the words that it remembers."""
        self._turn(tab)
        for key, tabs in [*self._tabs.items()]:
            tabs.discard(tab)
            if not tabs:
                self._drop(key)
        await asyncio.get_running_loop().run_in_executor(self._thread, self._put_away)

    async def forget(self) -> None:
        """Forget every paper, also those that are being made, and the pipeline with the words that it remembers."""
        self._forgotten += 1
        self.papers.clear()
        self._tabs.clear()
        self._places.clear()
        self._pictures.clear()
        self._newest.clear()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._put_away)

    async def forget_when_idle(self) -> bool:
        """Forget everything when nobody has asked for long; whether it was so."""
        if (not self.papers and self._bench is None) or self.clock() - self._used < IDLE:
            return False
        await self.forget()
        return True

    def close(self) -> None:
        """End the threads."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._drawing.shutdown(wait=False, cancel_futures=True)

    def _drop(self, key: str) -> None:
        """Let go of a paper, and of its pages unless another paper has them too."""
        del self.papers[key], self._tabs[key]
        self._places = {name: (other, number) for other, paper in self.papers.items() for number, name in enumerate(paper.pages)}
        for picture in [picture for picture in self._pictures if picture[0] not in self._places]:
            del self._pictures[picture]

    def _turn(self, tab: str) -> int:
        turn = self._newest.get(tab, 0) + 1
        self._newest[tab] = turn
        self._newest.move_to_end(tab)
        while len(self._newest) > 64:
            self._newest.popitem(last=False)
        return turn

    def _put_away(self) -> None:
        self._bench = None

    def _fresh(self) -> Workbench:
        """The bench with the content as it is on the disk now. In the thread."""
        bench, now = self._bench, self.clock()
        if bench and not bench.stale and now - self._looked < LOOKED_AFTER and bench.made < RENEWED_AFTER:
            return bench
        self._looked = now
        folders = find_folders(self.project)
        seen = file_times((*folders.content, *folders.layouts))
        if bench is None or bench.stale or bench.made >= RENEWED_AFTER or seen != bench.seen or folders != bench.folders:
            store = ContentStore(folders)
            self._bench = bench = Workbench(self.project, folders, store, Pipeline(folders, store), seen)
        return bench
