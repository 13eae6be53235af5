"""A tab that is closed: the connection that names it ends, and the server forgets its papers and no others."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Client

from helpers.browser import Served, served
from helpers.slow_paper import SlowPaper
from helpers.web_page import WebPage
from rehabpress.web.day import Days
from rehabpress.web.desk import Desk, MadePaper, Superseded

FIRST, SECOND = "a" * 24, "b" * 24
GRACE = 0.3


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr("rehabpress.web.tabs.GRACE", GRACE)
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def client(place: Served) -> Iterator[Client]:
    with Client(base_url=place.origin, cookies={place.cookie["name"]: place.cookie["value"]}, headers={"origin": place.origin}) as found:
        yield found


@contextmanager
def connected(client: Client, *tabs: str) -> Iterator[None]:
    """A browser with tabs: the connection is open until the end."""
    with client.stream("GET", "/here", params=[("tab", tab) for tab in tabs]) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/event-stream"
        yield


def made(client: Client, patient: str, tab: str) -> dict[str, Any]:
    """What is said of the paper of a patient, made for a tab."""
    draft = client.get("/plans/sacroiliac-joint").json()["draft"]
    answer = client.post("/preview", json={**draft, "order": {"date": "2026-11-20", "patient": patient}}, headers={"x-tab": tab})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def there(client: Client, paper: dict[str, Any]) -> bool:
    """Whether a paper can be printed and its pages looked at; where it is forgotten, neither."""
    asked = [f"/paper/{paper['key']}.pdf", *(f"/page/{page['name']}.jpg?w=400" for page in paper["pages"])]
    found = {client.get(address).status_code for address in asked}
    assert found in ({200}, {404})
    return found == {200}


def until_gone(client: Client, paper: dict[str, Any]) -> None:
    """Wait until a paper is forgotten."""
    end = time.monotonic() + 10
    while client.get(f"/paper/{paper['key']}.pdf").status_code == 200:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_tab_that_is_closed_loses_its_papers_and_the_last_one_everything(
    place: Served, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[str] = []
    monkeypatch.setattr(Days, "forget", lambda _: days.append("forgotten"))
    with ExitStack() as second:
        with ExitStack() as first:
            first.enter_context(connected(client, FIRST))
            second.enter_context(connected(client, SECOND))
            of_first, of_second, of_nobody = (
                made(client, "Ida Invented", FIRST),
                made(client, "Ben Sample", SECOND),
                made(client, "Eve", ""),
            )
            of_both, _ = [made(client, "Ann Example", tab) for tab in (FIRST, SECOND)]
            assert all(there(client, one) for one in (of_first, of_second, of_both))
        until_gone(client, of_first)
        assert not there(client, of_first)
        assert all(there(client, one) for one in (of_second, of_both, of_nobody))
        assert not days
    for one in (of_second, of_both, of_nobody):
        until_gone(client, one)
    assert days == ["forgotten"]


def test_a_connection_that_comes_back_at_once_loses_nothing(place: Served, client: Client) -> None:
    with connected(client, FIRST, SECOND):
        of_first, of_second = made(client, "Ida Invented", FIRST), made(client, "Ben Sample", SECOND)
    end = time.monotonic() + 10
    while place.server.server_state.tasks:  # it has not yet seen the connection end
        assert time.monotonic() < end
        time.sleep(0.01)
    with connected(client, FIRST, SECOND):
        time.sleep(2 * GRACE)
        assert there(client, of_first)
        assert there(client, of_second)
    with connected(client, SECOND):  # the first one is closed, and the other connects in its place
        until_gone(client, of_first)
        time.sleep(GRACE)
        assert there(client, of_second)
        with connected(client, SECOND, FIRST, "no tab", "", "x" * 99):
            pass
        time.sleep(2 * GRACE)
        assert there(client, of_second)


def test_the_connection_is_refused_to_others(page: WebPage) -> None:
    address = f"/here?tab={FIRST}"
    assert page.post(address, {}).status_code == 405
    assert page.get(address, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert page.get(address, host="elsewhere.example").status_code == 421
    page.client.cookies.clear()
    assert page.get(address).status_code == 401


def test_what_was_being_made_for_a_tab_that_was_closed_is_not_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    slowly = SlowPaper()

    async def go(closed: str) -> object:
        slowly.began.clear()
        slowly.hold.clear()
        making = asyncio.create_task(desk.paper(slowly, FIRST))
        await asyncio.to_thread(slowly.began.wait, 10)
        forgetting = asyncio.create_task(desk.forget_tab(closed))
        await asyncio.sleep(0)
        slowly.hold.set()
        await forgetting
        return (await asyncio.gather(making, return_exceptions=True))[0]

    assert isinstance(asyncio.run(go(FIRST)), Superseded)
    assert not desk.papers
    assert not isinstance(asyncio.run(go(SECOND)), Exception)
    assert [*desk.papers] == ["k"]
    assert slowly.benches[0] is not slowly.benches[1]  # the pipeline with the words that it remembers has gone
    desk.close()


def test_a_page_that_is_on_another_paper_too_is_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehabpress.web.desk.page_picture", lambda pdf, number, _: b"%s %d" % (pdf, number))
    desk = Desk(tmp_path)
    desk.keep(MadePaper("k", b"first", ("own", "shared"), (), None, 0), FIRST)  # type: ignore[arg-type] # nobody reads it
    desk.keep(MadePaper("m", b"second", ("shared", "other"), (), None, 0), SECOND)  # type: ignore[arg-type] # nobody reads it

    async def go() -> list[bytes | None]:
        await desk.picture("other", 400)
        await desk.forget_tab(SECOND)
        return [await desk.picture(name, 400) for name in ("own", "shared", "other")]

    assert asyncio.run(go()) == [b"first 0", b"first 1", None]
    desk.close()


def test_ctrl_c_ends_it_though_tabs_are_open(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from rehabpress.cli.main import main; main()", "serve", "--port", "0", "--project", str(tmp_path)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process,
        ExitStack() as open_,
    ):
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            link = process.stdout.readline().strip()
            browser = open_.enter_context(Client(base_url=link.partition("/?")[0]))
            assert browser.get(link).status_code == 303
            for tab in (FIRST, SECOND):
                open_.enter_context(connected(browser, tab))
            process.send_signal(signal.SIGINT)
            began = time.monotonic()
            process.wait(10)
            taken = time.monotonic() - began
            said = process.stderr.read()
        finally:
            process.kill()
    assert taken < 2, taken
    assert process.returncode == 0
    assert "ended" in said
    assert "Traceback" not in said
