"""A day of a dozen patients, made once."""

from __future__ import annotations

import pytest

from helpers.batch_run import Day, made
from helpers.batch_strategies import day


@pytest.fixture(scope="session")
def dozen(tmp_path_factory: pytest.TempPathFactory) -> Day:
    folder = tmp_path_factory.mktemp("dozen")
    roster = day(folder, 12, made=4, formats=("standard", "standard", "clear", "large"))
    return Day(roster, folder / "out", made(roster, folder / "out"))
