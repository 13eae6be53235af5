"""For all tests: the same made-up values in every run, so that a run says something of the code and not of luck.

``HYPOTHESIS_PROFILE=explore`` looks at new ones, ten times as many.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

_HERE = Path(__file__).parent
_FAST = "not slow"
_WHOLE = ("batch", "cli", "docs", "fuzz", "package", "pages", "project", "web")
"""Folders whose tests run the command, make whole papers or open a browser."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where slow tests are not wanted, the folders that have no others are not even read."""
    if config.option.markexpr == _FAST and collection_path.relative_to(_HERE).parts[:1] in [(folder,) for folder in _WHOLE]:
        return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long, so that ``make test-fast`` leaves it out: whole folders here, single files by ``pytestmark``."""
    for item in items:
        if item.path.relative_to(_HERE).parts[0] in _WHOLE:
            item.add_marker(pytest.mark.slow)
