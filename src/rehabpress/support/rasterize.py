"""Rasterizes the pages of a PDF with pypdfium2, an optional dependency."""

from __future__ import annotations

import io

from rehabpress.support.problems import Place, Problem, ProblemsFound

DPI = 110


def pictures(pdf: bytes, dpi: int = DPI) -> list[bytes]:
    """A PNG of each page. Raises ``ProblemsFound`` when pypdfium2 is not installed."""
    try:
        import pypdfium2
    except ImportError:
        problem = Problem(Place("--png"), "pictures need pypdfium2, which is not installed", "run: pip install 'rehabpress[png]'")
        raise ProblemsFound([problem]) from None
    out = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            written = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(written, "PNG")
            out.append(written.getvalue())
    return out
