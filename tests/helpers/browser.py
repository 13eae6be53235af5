"""A real browser for tests, and the page on a socket of this machine."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from rehabpress.web.access import access_for
from rehabpress.web.app import create

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LEFT_OUT = (
    "no Chromium on this machine: left out are the journey by mouse and by keys, drag and drop, axe-core on every state, 320 px,"
    " 400 % zoom, forced colours, two tabs and a server that is gone"
)
READY = "body[data-ready]"
LIVE = "#live[data-state=live]"
PATIENCE = 60_000


def chromium() -> str:
    """The path of a Chromium. Skips the test where there is none, and fails where all checks are asked for."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("REHABPRESS_ALL_CHECKS"):
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    return found


@dataclass
class Served:
    """The page on a socket. A link opens once, so each browser gets its cookie from here."""

    server: uvicorn.Server
    thread: threading.Thread
    origin: str
    cookie: dict[str, str]
    project: Path
    link: str
    """The token of the link, which opens once."""

    def stop(self) -> None:
        """End the server, as Ctrl-C does."""
        self.server.should_exit = True
        self.thread.join(20)


@contextmanager
def served(project: Path, today: dt.date = dt.date(2026, 11, 20)) -> Iterator[Served]:
    """The page of a project, on a free port."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen(64)
    port = bound.getsockname()[1]
    access = access_for("127.0.0.1", port)
    config = uvicorn.Config(
        create(project, access, today=lambda: today), log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    origin = f"http://127.0.0.1:{port}"
    found = Served(server, thread, origin, {"name": access.cookie, "value": access.session, "url": origin}, project, access.link or "")
    try:
        while not server.started:
            time.sleep(0.05)
        yield found
    finally:
        found.stop()
        bound.close()


def opened(browser: Browser, place: Served, address: str = "/", **how: Any) -> Page:
    """A page in a browser window of its own."""
    context = browser.new_context(viewport=how.pop("viewport", {"width": 1600, "height": 1000}), **how)
    context.add_cookies([place.cookie])  # type: ignore[list-item] # the keys of a cookie
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(place.origin + address)
    page.wait_for_selector(READY)
    return page


def open_plan(page: Page, name: str) -> None:
    """Open a plan by the dialog and wait for its paper."""
    page.click("#open")
    page.locator("dialog .choice", has_text=f"{name} ·").first.click()
    page.wait_for_selector(LIVE)


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true: Playwright's own way evaluates text in the page, which the page does not allow."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)
