"""Pages of a PDF as JPEG pictures. Only one thread may be in here: PDFium is not made for more."""

from __future__ import annotations

import io

import pypdfium2

WIDTHS = (400, 800, 1200, 1600)
"""How wide a picture of a page may be, in pixels."""


def page_picture(pdf: bytes, number: int, width: int) -> bytes:
    """A page, counted from 0, as a JPEG of this width."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[number]
        written = io.BytesIO()
        page.render(scale=width / page.get_width()).to_pil().convert("RGB").save(written, "JPEG", quality=88)
        return written.getvalue()
