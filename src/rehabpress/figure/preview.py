"""Writes figures as SVG or PNG files, and a contact sheet of all. PNG needs the package pypdfium2."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from math import ceil
from pathlib import Path

from reportlab.graphics.shapes import Drawing

from rehabpress.pictures.png_writer import to_png
from rehabpress.pictures.svg_writer import to_svg
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, Problem, ProblemsFound

SMALL = 0.4
"""How small a figure is on a summary, against its card."""


def write_figure(path: Path, drawing: Drawing, dpi: int = 150) -> None:
    """Write a drawing as its file's ending says: ``.svg`` or ``.png``. Raises ``ProblemsFound``."""
    if path.suffix == ".svg":
        write_whole(path, to_svg(drawing).encode())
    elif path.suffix == ".png":
        write_whole(path, to_png(drawing, dpi))
    else:
        raise ProblemsFound([Problem(Place(str(path)), f'"{path.suffix}" is no kind of picture that can be written', "write .svg or .png")])


def contact_sheet(drawings: Mapping[str, Drawing], dpi: int = 150, columns: int = 3, *, small: bool = False) -> bytes:
    """All drawings on one PNG, each under its name; with ``small``, below it again as small as on a summary."""
    from PIL import Image, ImageDraw

    wide = round(max((d.width for d in drawings.values()), default=1) * dpi / 72) + 24
    high = round(max((d.height for d in drawings.values()), default=1) * dpi / 72 * (1 + (SMALL if small else 0))) + (52 if small else 44)
    sheet = Image.new("RGB", (wide * min(columns, max(1, len(drawings))), high * max(1, ceil(len(drawings) / columns))), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (name, drawing) in enumerate(drawings.items()):
        x, y = number % columns * wide, number // columns * high
        sheet.paste(Image.open(BytesIO(to_png(drawing, dpi))), (x + 12, y + 34))
        if small:
            tiny = to_png(drawing, max(20, round(dpi * SMALL)))
            sheet.paste(Image.open(BytesIO(tiny)), (x + 12, y + 40 + round(drawing.height * dpi / 72)))
        pen.text((x + 12, y + 8), name, fill="#222222", font_size=17)
        pen.rectangle((x, y, x + wide - 1, y + high - 1), outline="#cccccc")
    file = BytesIO()
    sheet.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
