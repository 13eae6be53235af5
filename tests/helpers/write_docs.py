"""Writes the pages that are made from declarations anew: ``make docs``. A test of each page says when it is stale."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

from rehabpress.api import build_handout
from rehabpress.figure.reference import pose_reference
from rehabpress.loader.folders import Folders
from rehabpress.loader.reference import reference
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.templates.reference import layout_reference
from rehabpress.typeset.document import paginate_all

ROOT = Path(__file__).resolve().parents[2]

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/content-reference.md": reference,
    "docs/layout-reference.md": layout_reference,
    "docs/pose-reference.md": pose_reference,
}

WIDTH = 240
"""Of the pictures of layouts, in pixels."""
GAP = 14
"""Between and around the pages of the README's picture, in pixels."""


def thumbnails() -> Mapping[str, bytes]:
    """A picture of the first page of each layout, for ``rehabpress list layouts``."""
    folders = Folders((ROOT / "content",), (ROOT / "layouts",))
    press, day = Pipeline(folders), dt.date(2026, 11, 23)
    found = {}
    for layout in layouts(folders):
        page = press.page(Order(plan="sacroiliac-joint", date=day, patient="Sample Patient", layout=layout, start=day))
        with pypdfium2.PdfDocument(write(paginate_all([press.part(page)], day))) as pdf:
            picture = pdf[0].render(scale=WIDTH / pdf[0].get_width()).to_pil()
        found[f"layouts/thumbnails/{layout}.png"] = small_png(picture, 32)
    return found


def two_pages() -> bytes:
    """The first two pages of a handout side by side, for the README."""
    day = dt.date(2026, 11, 20)
    order = Order(plan="sacroiliac-joint", date=day, patient="Sample Patient")
    pdf = build_handout(order, Folders((ROOT / "content",), (ROOT / "layouts",))).pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        left, right = (opened[n].render(scale=1.15).to_pil().convert("RGB") for n in (0, 1))
    both = Image.new("RGB", (left.width * 2 + 3 * GAP, left.height + 2 * GAP), "#9aa4a8")
    both.paste(left, (GAP, GAP))
    both.paste(right, (left.width + 2 * GAP, GAP))
    return small_png(both, 64)


def small_png(picture: Image.Image, colours: int) -> bytes:
    """A PNG in few colours, the rare ones too: arrows are red and few."""
    written = io.BytesIO()
    picture.convert("RGB").quantize(colours, Image.Quantize.MAXCOVERAGE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
    for name, data in {**thumbnails(), "docs/handout.png": two_pages()}.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(data)
