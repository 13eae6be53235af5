"""Writes the pages that are made from declarations anew: ``make docs``. A test of each page says when it is stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rehabpress.figure.reference import pose_reference
from rehabpress.layout.reference import layout_reference
from rehabpress.source.reference import reference

ROOT = Path(__file__).resolve().parents[1]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/content-reference.md": reference,
    "docs/layout-reference.md": layout_reference,
    "docs/pose-reference.md": pose_reference,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
