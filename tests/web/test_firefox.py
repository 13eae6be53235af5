"""The whole way from an empty page to a paper, and what closing its tab forgets, in a real Firefox."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
import pytest
from httpx2 import Client

from helpers.browser import Served, served
from helpers.firefox import ENTER, Firefox, firefox, started
from rehabpress.web.tabs import GRACE

pytestmark = pytest.mark.slow


def make_paper(page: Firefox, place: Served) -> None:
    """Open the page by its link, and make a paper in it."""
    page.go(f"{place.origin}/?token={place.link}")
    page.until("document.body.dataset.ready")
    page.keys("[data-key='order/patient']", "Ida Invented")
    page.keys("#flag", f"pregnant 28 weeks{ENTER}")
    page.choose("[data-key='add-condition']", "lumbar-and-sacrum-pain")
    page.keys("#words", "bird dog")
    page.until("!document.querySelector('#cards').hasAttribute('aria-busy')")
    page.click("[data-key='add-bird-dog']")
    page.keys("[data-key='plan/exercises/0/dose/reps']", "8")
    for name in ("times_per_day", "days_per_week"):
        page.click(f"#all [data-key='plan/dose/{name}-more']")
    page.choose("[data-key='plan/exercises/0/dose/side']", "each")
    page.until("document.querySelector('#live').dataset.state === 'live'")


def test_from_an_empty_page_to_a_paper(tmp_path: Path) -> None:
    path = firefox()
    project, downloads = tmp_path / "project", tmp_path / "downloads"
    project.mkdir()
    downloads.mkdir()
    with served(project) as place, started(path, downloads) as page:
        make_paper(page, place)
        assert page.run("return location.href") == f"{place.origin}/"
        assert page.text("#live span") == "This is the paper"
        page.until("document.querySelector('.pages img')?.naturalWidth")
        assert "8 times" in page.text("#list .said")
        page.click("#pdf")
        end = time.monotonic() + 60
        while not (made := downloads / "new-plan.pdf").is_file() or not made.stat().st_size:
            assert time.monotonic() < end, sorted(downloads.iterdir())
            time.sleep(0.1)
        with pypdfium2.PdfDocument(made) as opened:
            assert "Ida Invented" in opened[0].get_textpage().get_text_range()


@pytest.mark.parametrize("other", ["about:blank", "/day"])
def test_a_tab_that_is_closed_loses_its_paper(tmp_path: Path, other: str) -> None:
    path = firefox()
    with (
        served(tmp_path) as place,
        started(path, tmp_path) as page,
        Client(base_url=place.origin, cookies={place.cookie["name"]: place.cookie["value"]}) as client,
    ):
        make_paper(page, place)
        paper = page.run("return document.querySelector('#pdf').getAttribute('href')")
        time.sleep(GRACE + 1)  # it stays as long as its tab
        assert client.get(paper).status_code == 200
        page.leave_for(other if ":" in other else f"{place.origin}{other}")
        assert client.get(paper).status_code == 200
        end = time.monotonic() + GRACE + 5
        while client.get(paper).status_code == 200:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert client.get(paper).status_code == 404
