"""The same handout in straightforward platypus: a story of flowables for each patient, nothing kept but fonts, styles and read drawings."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import rendercv_fonts
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, HRFlowable, ListFlowable, PageTemplate, Paragraph, Spacer, Table

_MM = 72 / 25.4
_WIDTH = A4[0] - 24 * _MM
_FLAT = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
_BULLET = {"bulletType": "bullet", "start": "•", "leftIndent": 14}


class Platypus:
    """Makes handouts from plain data."""

    def __init__(self, drawings: Mapping[str, Drawing]) -> None:
        self._drawings = drawings
        folder = rendercv_fonts.path_of["Source Sans 3"]
        for name, face in (("Plain", "Regular"), ("Strong", "Bold")):
            pdfmetrics.registerFont(TTFont(name, str(next(folder.glob(f"*-{face}.ttf")))))
        pdfmetrics.registerFontFamily("Plain", normal="Plain", bold="Strong", italic="Plain", boldItalic="Strong")
        accent = HexColor("#14555c")
        self._body = ParagraphStyle("body", fontName="Plain", fontSize=12, leading=14.4)
        self._strong = ParagraphStyle("strong", self._body, fontName="Strong")
        self._dose = ParagraphStyle(
            "dose",
            self._strong,
            fontSize=13,
            leading=15.5,
            backColor=HexColor("#e4efef"),
            borderWidth=2,
            borderColor="#1d2a30",
            borderPadding=4,
            spaceBefore=6,
            spaceAfter=8,
        )
        self._heads = [
            ParagraphStyle(f"h{n}", self._strong, fontSize=size, leading=size * 1.2, textColor=colour, keepWithNext=1)
            for n, (size, colour) in enumerate(((22, accent), (13.5, "#1d2a30"), (15, "#1d2a30")))
        ]

    def pdf(self, data: Mapping[str, Any], *, pictures: bool) -> bytes:
        """The bytes of a handout."""
        out = io.BytesIO()

        def footer(canvas: Canvas, _: object) -> None:
            canvas.setFont("Plain", 11)
            canvas.drawString(12 * _MM, 9 * _MM, f"{data['patient']} · {data['date']} · {data['clinic']['phone']}")

        doc = BaseDocTemplate(out, pagesize=A4, title=data["title"], author=data["clinic"]["name"])
        frame = Frame(12 * _MM, 16 * _MM, _WIDTH, A4[1] - 26 * _MM, 0, 0, 0, 0)
        doc.addPageTemplates(PageTemplate("page", [frame], onPage=footer))
        doc.build(self._story(data, pictures), canvasmaker=_Numbered)
        return out.getvalue()

    def _p(self, text: str, style: ParagraphStyle | None = None) -> Paragraph:
        return Paragraph(escape(text), style or self._body)

    def _bullets(self, texts: Sequence[str], **more: Any) -> ListFlowable:
        return ListFlowable([self._p(text) for text in texts], **{**_BULLET, **more})

    def _story(self, d: Mapping[str, Any], pictures: bool) -> list[Flowable]:
        clinic = d["clinic"]
        head = [
            [self._p(clinic["name"], self._heads[2]), self._p(clinic["phone"], self._heads[0])],
            [self._p(clinic["address"]), self._p(clinic["hours"])],
        ]
        cards = [self._card(card, pictures) for card in d["cards"]]
        feel, tips = [self._p(text) for text in d["feeling"]], [self._bullets(d["tips"])]
        left = [*self._frame(*d["frames"][0]), *self._part(*d["urgent"]), self._p(d["closed"], self._strong)]
        right = [*[part for frame in d["frames"][1:] for part in self._frame(*frame)], *self._part(*d["stop"])]
        right += [self._p("How it should feel", self._heads[1]), *feel, self._p("Every day", self._heads[1]), *tips]
        story: list[Flowable] = [
            Table(head, colWidths=[_WIDTH * 0.65, _WIDTH * 0.35], style=[("LINEBELOW", (0, 1), (-1, 1), 1, "#14555c"), *_FLAT]),
            Table([[self._p(f"For {d['patient']}"), self._p(f"From {d['from']} · {d['date']}")]], colWidths=[_WIDTH / 2] * 2, style=_FLAT),
            self._p(d["title"], self._heads[0]),
            self._p(d["message"]),
            self._halves([cards[n : n + 2] for n in range(0, len(cards), 2)]),
            self._halves([[left, right]]),
        ]
        if d["avoid"]:
            story += [self._p("Leave these out for now", self._heads[1]), *[self._p(f"{what}. {instead}") for what, instead in d["avoid"]]]
        lines = [Spacer(1, 18), HRFlowable(width="100%")]
        return [*story, self._p("Notes from your physiotherapist", self._heads[1]), *lines, *lines, self._p(d["small"])]

    def _halves(self, rows: list[list[list[Flowable]]]) -> Flowable:
        return Table(rows, colWidths=[_WIDTH / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_FLAT])

    def _part(self, title: str, signs: Sequence[str]) -> list[Flowable]:
        return [HRFlowable(width="100%", thickness=1.5), self._p(title, self._heads[1]), self._bullets(signs)]

    def _frame(self, title: str, signs: Sequence[str]) -> list[Flowable]:
        inside = [[[self._p(title, self._heads[1]), self._bullets(signs)]]]
        return [Table(inside, style=[("BOX", (0, 0), (-1, -1), 2.5, "#1d2a30")]), Spacer(1, 8)]

    def _card(self, card: Mapping[str, Any], pictures: bool) -> list[Flowable]:
        shown = [_Figure(self._drawings[card["picture"]])] if pictures else []
        need = [self._p(f"You need: {card['need']}")] if card["need"] else []
        steps = self._bullets(card["steps"], bulletType="1", start=1)
        marked = [self._p(f"{word} {card[key]}") for word, key in (("× Watch for:", "watch"), ("Stop if", "stop")) if card[key]]
        name = self._p(f"{card['number']} {card['name']}", self._heads[2])
        return [HRFlowable(width="100%", thickness=1.5), name, *need, *shown, self._p(card["dose"], self._dose), steps, *marked]


class _Numbered(Canvas):
    """The well-known canvas that holds its pages back until it knows how many there are."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._held, start=1):
            self.__dict__.update(state)
            self.setFont("Plain", 11)
            self.drawRightString(A4[0] - 12 * _MM, 9 * _MM, f"Page {number} of {len(self._held)}")
            super().showPage()
        super().save()


class _Figure(Flowable):
    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self._scale = min(24 * _MM / drawing.height, 85 * _MM / drawing.width)
        self.width, self.height = drawing.width * self._scale, drawing.height * self._scale

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.scale(self._scale, self._scale)
        renderPDF.draw(self._drawing, self.canv, 0, 0)
