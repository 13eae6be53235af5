"""The whole way from an empty page to a paper, in a real Firefox."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
import pytest

from helpers.browser import served
from helpers.firefox import ENTER, firefox, started

pytestmark = pytest.mark.slow


def test_from_an_empty_page_to_a_paper(tmp_path: Path) -> None:
    path = firefox()
    project, downloads = tmp_path / "project", tmp_path / "downloads"
    project.mkdir()
    downloads.mkdir()
    with served(project) as place, started(path, downloads) as page:
        page.go(f"{place.origin}/?token={place.link}")
        page.until("document.body.dataset.ready")
        assert page.run("return location.href") == f"{place.origin}/"
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
