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
from rehabpress.pipeline.coverage import CoverageTable, by_flag, by_position, coverage
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.templates.reference import layout_reference
from rehabpress.typeset.document import paginate_all

ROOT = Path(__file__).resolve().parents[2]

REASONS: Mapping[str, str] = {
    "uncontrolled-blood-pressure": "Nothing is given before a clinician has measured: its verdict is to ask, for every exercise.",
    "vertebral-fracture": "Exercise after a fracture of the spine is for a physiotherapist to guide, and rounding and arching it under load are out.",
    "weight-bearing-limit": "Whatever stands is to be asked of who set the limit, and most exercises of shoulder, back and balance stand.",
}
"""Why a flag leaves less than half of the exercises of a region."""


def coverage_page() -> str:
    """The page, as ``rehabpress list coverage`` counts."""
    found = coverage(Folders((ROOT / "content",), (ROOT / "layouts",)))
    reasons = "\n".join(f"- `{flag}`: {why}" for flag, why in REASONS.items())
    return f"""# What the library has

Counted by `rehabpress list coverage` (`--json` names the exercises). An exercise is counted for each of its regions, purposes and positions.
Written by `make docs`.

## By region, purpose and position

{_markdown(by_position(found))}

## What is left with one flag

Exercises that a patient with this flag and no other may do, with or without a change. `!` stands where it is less than half of the region.
What is left after an operation on the spine or a repair of the shoulder is for the surgeon's protocol to say.

{_markdown(by_flag(found))}

Where it is less than half:

{reasons}
"""


def _markdown(table: CoverageTable) -> str:
    head, rows = table
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/content-reference.md": reference,
    "docs/layout-reference.md": layout_reference,
    "docs/pose-reference.md": pose_reference,
    "docs/coverage.md": coverage_page,
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
