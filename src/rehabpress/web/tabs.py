"""Which tabs are open: each browser keeps one request open that names its tabs, and it ends with them, even when the browser is killed."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable

from starlette.datastructures import QueryParams
from starlette.types import Receive, Scope, Send

GRACE = 5.0
"""Seconds after the connection of a tab has ended in which it may come back: another tab names it, or the browser connects again."""
RETRY = 2.0
"""Seconds after which a browser connects again when the connection was lost."""
_TAB = re.compile(r"[a-z0-9]{8,40}")


def tab_id(said: str | None) -> str:
    """The number that a tab has given itself; empty when it says none."""
    return said if said and _TAB.fullmatch(said) else ""


class OpenTabs:
    """An ASGI application that answers with a stream of events, in which there are none: it is there to be seen ending.

    ``closed`` is told of each tab that is named in no open stream any more, and whether it was the last one.
    """

    def __init__(self, closed: Callable[[str, bool], Awaitable[None]]) -> None:
        self._closed = closed
        self._streams: Counter[str] = Counter()
        """How many streams name a tab: for a moment there may be two."""
        self._leaving: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold a request open until the browser ends it."""
        tabs = {tab for said in QueryParams(scope["query_string"]).getlist("tab") if (tab := tab_id(said))}
        self._connected(tabs)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
            await send({"type": "http.response.body", "body": b"retry: %d\n\n" % (RETRY * 1000), "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._disconnected(tabs)

    def _connected(self, tabs: Iterable[str]) -> None:
        self._streams.update(tabs)
        for tab in tabs:
            if leaving := self._leaving.pop(tab, None):
                leaving.cancel()

    def _disconnected(self, tabs: Iterable[str]) -> None:
        self._streams -= Counter(tabs)  # what is left at none is no longer in it
        for tab in tabs:
            if tab not in self._streams:
                self._leaving[tab] = asyncio.create_task(self._closed_unless_back(tab))

    async def _closed_unless_back(self, tab: str) -> None:
        await asyncio.sleep(GRACE)
        del self._leaving[tab]
        await self._closed(tab, not self._streams and not self._leaving)
