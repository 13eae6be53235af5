"""Figures as files to look at: SVG, PNG, and all of a library on one contact sheet. PNG needs the package pypdfium2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from math import ceil
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from rehabpress.figure.drawing import Drawing, to_pdf_operators, to_svg
from rehabpress.files import write_whole
from rehabpress.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from PIL.Image import Image


def one_page(drawing: Drawing) -> bytes:
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


def to_image(drawing: Drawing, dpi: int = 150) -> Image:
    """The drawing in pixels on white. Raises ``ProblemsFound`` when the package that does it is not there."""
    try:
        import pypdfium2
    except ImportError:
        problem = Problem(Place("PNG"), "needs the package pypdfium2", "pip install pypdfium2, or write SVG")
        raise ProblemsFound([problem]) from None
    document = pypdfium2.PdfDocument(one_page(drawing))
    try:
        image: Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()
    return image


def to_png(drawing: Drawing, dpi: int = 150) -> bytes:
    """The drawing as a PNG file."""
    return _png(to_image(drawing, dpi), dpi)


def _png(image: Image, dpi: int) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()


def write_figure(path: Path, drawing: Drawing, dpi: int = 150) -> None:
    """Write a drawing as its file's ending says: ``.svg`` or ``.png``. Raises ``ProblemsFound``."""
    if path.suffix == ".svg":
        write_whole(path, to_svg(drawing).encode())
    elif path.suffix == ".png":
        write_whole(path, to_png(drawing, dpi))
    else:
        raise ProblemsFound([Problem(Place(str(path)), f'"{path.suffix}" is no kind of picture that can be written', "write .svg or .png")])


def contact_sheet(drawings: Mapping[str, Drawing], dpi: int = 150, columns: int = 3) -> bytes:
    """All drawings on one PNG, each under its name."""
    from PIL import Image, ImageDraw

    wide = round(max((d.width for d in drawings.values()), default=1) * dpi / 72) + 24
    high = round(max((d.height for d in drawings.values()), default=1) * dpi / 72) + 44
    sheet = Image.new("RGB", (wide * min(columns, max(1, len(drawings))), high * max(1, ceil(len(drawings) / columns))), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (name, drawing) in enumerate(drawings.items()):
        x, y = number % columns * wide, number // columns * high
        sheet.paste(to_image(drawing, dpi), (x + 12, y + 34))
        pen.text((x + 12, y + 8), name, fill="#222222", font_size=17)
        pen.rectangle((x, y, x + wide - 1, y + high - 1), outline="#cccccc")
    return _png(sheet, dpi)


def watch(file: Path, redraw: Callable[[], None], pause: Callable[[], bool] | None = None) -> None:
    """Call ``redraw`` now and after every change of a file, until ``pause`` (which waits a little) says to stop."""
    wait = pause or _moment
    seen: tuple[int, int] | None = None
    while True:
        now = _stamp(file)
        if now != seen:
            seen = now
            redraw()
        if not wait():
            return


def _moment() -> bool:
    sleep(0.3)
    return True


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
