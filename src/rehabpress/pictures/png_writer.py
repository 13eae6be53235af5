"""A ReportLab ``Drawing`` as a PNG file. Needs the package pypdfium2."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from rehabpress.pictures.painter import size
from rehabpress.pictures.pdf_operators import operators
from rehabpress.support.pdf_syntax import number
from rehabpress.support.rasterize import pictures


def one_page(drawing: Drawing) -> bytes:
    """A PDF of one page that is the drawing. Raises ``Unpaintable``."""
    content, opacities = operators(drawing)
    width, height = size(drawing)
    states = "".join(f"/{name}<</ca {number(fill)}/CA {number(stroke)}>>" for name, (fill, stroke) in sorted(opacities.items()))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Resources<</ExtGState<<{states}>>>>/Contents 4 0 R>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode("ascii"),
        b"<</Length %d>>stream\n%sendstream" % (len(content), content),
    )
    out, places = b"%PDF-1.4\n", []
    for count, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (count, data)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def to_png(drawing: Drawing, dpi: int = 150) -> bytes:
    """A ``Drawing`` on white as a PNG file. Raises ``Unpaintable``, or ``ProblemsFound`` when pypdfium2 is not installed."""
    return pictures(one_page(drawing), dpi)[0]
