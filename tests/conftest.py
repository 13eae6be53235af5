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

_WHOLE = ("batch", "cli", "docs", "fuzz", "package", "pages", "project", "web")
"""Folders whose tests run the command, make whole papers or open a browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long, so that ``make test-fast`` leaves it out: whole folders here, single files by ``pytestmark``."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in _WHOLE:
            item.add_marker(pytest.mark.slow)
