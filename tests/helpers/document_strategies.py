"""Documents, themes and facts of pages, made for tests of ``pdf``."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pytest

from rehabpress.markup.blocks import (
    Block,
    Cell,
    Columns,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)
from rehabpress.model.theme import Theme
from rehabpress.pictures.load import PictureFile, picture
from rehabpress.pictures.xobject import PictureXObject, vector
from rehabpress.pipeline.render import render
from rehabpress.support.problems import Place, ProblemsFound
from validators import semantic

PLACE = Place("layouts/handout.html", 3, 5)
DAY = dt.date(2026, 11, 20)
BAR = vector(200, 100, b"0 0 0 rg 0 0 200 100 re f")
"""A black picture twice as wide as high."""

STYLES: Mapping[str, Mapping[str, Any]] = {
    "base": {"font": "regular", "size": "12 pt", "leading": "16 pt", "colour": "ink", "align": "left", "before": 0, "after": "4 pt"},
    "h1": {"font": "bold", "size": "24 pt", "leading": "28 pt", "keep_with_next": True, "after": "6 pt"},
    "h2": {"font": "bold", "size": "16 pt", "leading": "20 pt", "keep_with_next": True, "before": "14 pt"},
    "h3": {
        "font": "bold",
        "size": "14 pt",
        "leading": "18 pt",
        "keep_with_next": True,
        "badge": {"size": "20 pt", "gap": "6 pt", "colour": "accent", "text_colour": "paper", "text_size": "12 pt"},
    },
    "p": {},
    "p.right": {"align": "right"},
    "p.centre": {"align": "centre"},
    "p.narrow": {"measure": "100 pt"},
    "section": {"after": 0},
    "section.card": {"keep_together": True, "padding": ("6 pt", 0, 0, 0), "top": {"width": "1 pt", "colour": "accent"}, "before": "10 pt"},
    "section.ground": {
        "padding": ("8 pt", "10 pt", "8 pt", "12 pt"),
        "ground": "pale",
        "left": {"width": "4 pt", "colour": "accent"},
        "before": "10 pt",
        "after": "10 pt",
    },
    "aside": {"padding": ("6 pt", "6 pt", "6 pt", "6 pt"), "ground": "pale", "radius": "4 pt"},
    "header": {"bottom": {"width": "1 pt", "colour": "accent"}, "padding": (0, 0, "4 pt", 0)},
    "columns": {"gap": "12 pt"},
    "ul": {"mark": "disc", "indent": "14 pt", "gap": "2 pt"},
    "ul.plain": {"mark": "none", "indent": 0},
    "ul.cross": {"mark": "cross", "indent": "16 pt"},
    "ul.tick": {"mark": "tick", "indent": "16 pt"},
    "ul.no-entry": {"mark": "no-entry", "indent": "16 pt"},
    "ol": {"mark": "number", "indent": "18 pt", "gap": "2 pt"},
    "li": {"after": 0},
    "table": {"gap": "8 pt", "row_line": {"width": "0.5 pt", "colour": "accent"}},
    "td": {"after": 0},
    "th": {"after": 0, "font": "bold"},
    "img": {},
    "img.small": {"width": "80 pt", "height": "80 pt"},
    "img.right": {"width": "80 pt", "align": "right"},
    "hr": {"colour": "accent", "height": "1 pt"},
    "footer": {"before": "8 pt", "padding": ("4 pt", 0, 0, 0), "top": {"width": "1 pt", "colour": "accent"}},
    "strong": {"font": "bold"},
    "em": {"font": "italic"},
    "a": {"colour": "accent"},
    "span.big": {"size": "14 pt"},
}


def theme(paper: str = "A5", font: str = "Source Sans 3", **styles: Mapping[str, Any]) -> Theme:
    """A theme for tests; ``p={...}`` replaces a style, with ``_`` for the dot in its name."""
    changed = {name.replace("_", ".", 1): style for name, style in styles.items()}
    return Theme.model_validate(
        {
            "id": "test",
            "description": "A theme for tests.",
            "paper": paper,
            "margins": {"top": "40 pt", "right": "40 pt", "bottom": "30 pt", "left": "40 pt"},
            "font": font,
            "smallest": "12 pt",
            "colours": {"ink": "#101010", "paper": "#ffffff", "accent": "#14555c", "pale": "#dde8e8"},
            "styles": {**STYLES, **changed},
        }
    )


def p(*content: str | Inline, style: str = "p") -> Paragraph:
    """A paragraph."""
    return Paragraph(style, PLACE, tuple(Run(c) if isinstance(c, str) else c for c in content))


def h(level: int, text: str, label: str | None = None) -> Heading:
    """A heading."""
    return Heading(f"h{level}", PLACE, level, (Run(text),), label)


def section(*blocks: Block, style: str = "section") -> Section:
    """A section, aside or header."""
    return Section(style, PLACE, style.partition(".")[0], blocks)


def listed(*items: str | Sequence[Block], style: str = "ul") -> Items:
    """A list."""
    made = [Item("li", PLACE, (p(i, style="li"),) if isinstance(i, str) else tuple(i)) for i in items]
    return Items(style, PLACE, style.startswith("ol"), tuple(made))


def columns(*contents: Sequence[Block], widths: Sequence[float] | None = None) -> Columns:
    """Columns side by side."""
    made = tuple(Section("column", PLACE, "column", tuple(c)) for c in contents)
    return Columns("columns", PLACE, tuple(widths or [1.0] * len(made)), made)


def cell(text: str, header: bool = False, spans: int = 1) -> Cell:
    """A cell of a table."""
    tag = "th" if header else "td"
    return Cell(tag, PLACE, header, (p(text, style=tag),) if text else (), spans)


def table(head: Sequence[str], *rows: Sequence[str]) -> Table:
    """A table with a head; the first cell of each row heads it."""
    body = tuple(tuple(cell(text, i == 0) for i, text in enumerate(row)) for row in rows)
    return Table("table", PLACE, tuple([1.0] * len(rows[0])), (tuple(cell(t, True) for t in head),) if head else (), body)


def image(name: str = "bar", alt: str = "A black bar", style: str = "img") -> Picture:
    """A picture."""
    return Picture(style, PLACE, name, alt)


def footer() -> tuple[Block, ...]:
    """A footer with page numbers."""
    return (p("Sam Sample, page ", PageNumber(), " of ", PageCount()),)


def document(*blocks: Block, foot: tuple[Block, ...] = (), title: str = "A handout") -> Document:
    """A document."""
    return Document(title, "en-GB", "Sample Clinic", foot, blocks)


def made(
    *blocks: Block, look: Theme | None = None, foot: tuple[Block, ...] = (), pictures: Mapping[str, PictureXObject] | None = None
) -> bytes:
    """The PDF of blocks."""
    return render(document(*blocks, foot=foot), look or theme(), {"bar": BAR} if pictures is None else pictures, date=DAY)


LONG = "Hold one knee with both hands and draw it slowly towards your chest until you feel a light stretch. "


@dataclass(frozen=True)
class Shown:
    """A word on a page and where its ink is, in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def pages(pdf: bytes) -> list[str]:
    """The text of each page as a reader extracts it, with single spaces."""
    opened = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().replace("\ufffe", "").split()) for page in opened]


def words(pdf: bytes, page: int = 0) -> list[Shown]:
    """The words of a page in the order of its stream."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    out: list[Shown] = []
    current: list[tuple[str, tuple[float, float, float, float]]] = []
    for i in range(text.count_chars() + 1):
        character = text.get_text_range(i, 1) if i < text.count_chars() else " "
        if character.strip():
            current.append((character, text.get_charbox(i)))
        elif current:
            boxes = [box for _, box in current]
            left, bottom, right, top = zip(*boxes, strict=True)
            out.append(Shown("".join(c for c, _ in current), min(left), min(bottom), max(right), max(top)))
            current = []
    return out


def find(pdf: bytes, text: str, page: int = 0) -> Shown:
    """The first word of a page with this text."""
    return next(word for word in words(pdf, page) if word.text == text)


def art(pdf: bytes, area: tuple[float, float, float, float], columns_: int, rows: int, page: int = 0) -> str:
    """A part of a page (left, bottom, right, top in points) as a drawing in characters: ``#`` dark, ``+`` middle, ``.`` light, blank paper."""
    opened = pypdfium2.PdfDocument(pdf)[page]
    left, bottom, right, top = area
    scale = 8.0
    picture = opened.render(scale=scale).to_pil().convert("L")
    height = picture.height
    crop = picture.crop((round(left * scale), round(height - top * scale), round(right * scale), round(height - bottom * scale)))
    small = crop.resize((columns_, rows), 4)
    shades = [" " if v > 245 else "." if v > 190 else "+" if v > 110 else "#" for v in small.tobytes()]
    return "\n".join("".join(shades[r * columns_ : (r + 1) * columns_]).rstrip() for r in range(rows))


def streams(pdf: bytes) -> list[str]:
    """The content stream of each page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [page.Contents.read_bytes().decode("latin-1") for page in opened.pages]


def read(data: bytes, name: str = "bird-dog.png") -> PictureXObject:
    """The XObject of a picture's file."""
    return picture(PictureFile("bird-dog", f"content/pictures/{name}", data))


def problems(data: bytes, name: str = "bird-dog.png") -> list[str]:
    """What is wrong with a picture's file; each problem names the file and says what to do."""
    with pytest.raises(ProblemsFound) as found:
        read(data, name)
    assert all(problem.place.file == f"content/pictures/{name}" and problem.hint for problem in found.value.problems)
    return [problem.what for problem in found.value.problems]


def shown(drawing: PictureXObject, columns: int = 8, rows: int = 4) -> str:
    """The picture 80 points wide in the corner of a page, as characters."""
    pdf = made(image("x", style="img.small"), pictures={"x": drawing})
    assert semantic.findings(pdf) == []
    scale = min(80 / drawing.width, 80 / drawing.height)
    top = 595.28 - 40
    return art(pdf, (40, top - drawing.height * scale, 40 + drawing.width * scale, top), columns, rows)
