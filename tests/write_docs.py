"""Writes the pages that are made from declarations anew: ``make docs``. A test of each page says when it is stale."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2

from rehabpress.figure.reference import pose_reference
from rehabpress.layout.reference import layout_reference
from rehabpress.order import Order
from rehabpress.pdf.packet import bind
from rehabpress.press import Press, layouts
from rehabpress.source.folders import Folders
from rehabpress.source.reference import reference

ROOT = Path(__file__).resolve().parents[1]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/content-reference.md": reference,
    "docs/layout-reference.md": layout_reference,
    "docs/pose-reference.md": pose_reference,
}

WIDTH = 240
"""Of the pictures of layouts, in pixels."""


def thumbnails() -> Mapping[str, bytes]:
    """A picture of the first page of each layout, for ``rehabpress list layouts``."""
    folders = Folders((ROOT / "content",), (ROOT / "layouts",))
    press, day = Press(folders), dt.date(2026, 11, 23)
    found = {}
    for layout in layouts(folders):
        page = press.page(Order(plan="sacroiliac-joint", date=day, patient="Sample Patient", layout=layout, start=day))
        with pypdfium2.PdfDocument(bind([press.part(page)], day).pdf()) as pdf:
            picture = pdf[0].render(scale=WIDTH / pdf[0].get_width()).to_pil()
        written = io.BytesIO()
        picture.convert("RGB").quantize(32).save(written, "PNG", optimize=True)
        found[f"layouts/thumbnails/{layout}.png"] = written.getvalue()
    return found


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
    for name, data in thumbnails().items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(data)
