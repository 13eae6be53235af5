"""Whether the libraries here are those of ``constraints.txt``: what they import and how they smooth a line is theirs to change."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest

PINNED = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)$", (Path(__file__).resolve().parents[2] / "constraints.txt").read_text("utf-8")))

OTHER = [f"{name} {version(name)}" for name in ("pillow", "pypdfium2", "reportlab", "uharfbuzz") if version(name) != PINNED[name]]

as_pinned = pytest.mark.skipif(bool(OTHER), reason=f"said of the versions in constraints.txt; here are {', '.join(OTHER)}")
"""For tests of what other libraries do, which the project only chooses by choosing their versions."""
