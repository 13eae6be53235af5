"""Figures as files to look at: SVG, PNG, and all of a library on one contact sheet. PNG needs the package pypdfium2."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from math import ceil
from pathlib import Path

from rehabpress.figure.drawing import FigureDrawing, to_pdf_operators, to_svg
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.support.rasterize import pictures


def one_page(drawing: FigureDrawing) -> bytes:
    """A PDF of one page that is the drawing."""
    operators = to_pdf_operators(drawing)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {drawing.width} {drawing.height}]/Resources<<>>/Contents 4 0 R>>".encode("ascii"),
        b"<</Length %d>>stream\n%sendstream" % (len(operators), operators),
    )
    out, places = b"%PDF-1.4\n", []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def to_png(drawing: FigureDrawing, dpi: int = 150) -> bytes:
    """The drawing on white as a PNG file. Raises ``ProblemsFound`` when the package that does it is not there."""
    return pictures(one_page(drawing), dpi)[0]


def write_figure(path: Path, drawing: FigureDrawing, dpi: int = 150) -> None:
    """Write a drawing as its file's ending says: ``.svg`` or ``.png``. Raises ``ProblemsFound``."""
    if path.suffix == ".svg":
        write_whole(path, to_svg(drawing).encode())
    elif path.suffix == ".png":
        write_whole(path, to_png(drawing, dpi))
    else:
        raise ProblemsFound([Problem(Place(str(path)), f'"{path.suffix}" is no kind of picture that can be written', "write .svg or .png")])


def contact_sheet(drawings: Mapping[str, FigureDrawing], dpi: int = 150, columns: int = 3) -> bytes:
    """All drawings on one PNG, each under its name."""
    from PIL import Image, ImageDraw

    wide = round(max((d.width for d in drawings.values()), default=1) * dpi / 72) + 24
    high = round(max((d.height for d in drawings.values()), default=1) * dpi / 72) + 44
    sheet = Image.new("RGB", (wide * min(columns, max(1, len(drawings))), high * max(1, ceil(len(drawings) / columns))), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (name, drawing) in enumerate(drawings.items()):
        x, y = number % columns * wide, number // columns * high
        sheet.paste(Image.open(BytesIO(to_png(drawing, dpi))), (x + 12, y + 34))
        pen.text((x + 12, y + 8), name, fill="#222222", font_size=17)
        pen.rectangle((x, y, x + wide - 1, y + high - 1), outline="#cccccc")
    file = BytesIO()
    sheet.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
