"""A page for tests: the application with its client, in a project of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.web_page import WebPage, web_page


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebPage]:
    """One page for the tests of a module: nothing that they save is built upon by another."""
    with web_page(tmp_path_factory.mktemp("project")) as opened:
        yield opened


@pytest.fixture
def own_page(tmp_path: Path) -> Iterator[WebPage]:
    """A page whose project is empty."""
    with web_page(tmp_path, today=dt.date(2026, 11, 20)) as opened:
        yield opened
