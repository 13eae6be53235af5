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
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, ListFlowable, PageTemplate, Paragraph, Spacer, Table

_MM = 72 / 25.4
_WIDTH = A4[0] - 36 * _MM
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
        self._body = ParagraphStyle("body", fontName="Plain", fontSize=12.5, leading=17, spaceAfter=5)
        self._small = ParagraphStyle("small", self._body, fontSize=11, leading=14.5)
        self._heads = [
            ParagraphStyle(f"h{n}", self._body, fontName="Strong", fontSize=size, leading=size * 1.2, textColor=accent, keepWithNext=1)
            for n, size in enumerate((24, 16, 15))
        ]

    def pdf(self, data: Mapping[str, Any], *, pictures: bool) -> bytes:
        """The bytes of a handout."""
        out = io.BytesIO()

        def footer(canvas: Canvas, _: object) -> None:
            canvas.setFont("Plain", 11)
            canvas.drawString(18 * _MM, 12 * _MM, f"{data['patient']} · {data['date']}")

        doc = BaseDocTemplate(out, pagesize=A4, title=data["title"], author=data["clinic"][0])
        frame = Frame(18 * _MM, 20 * _MM, _WIDTH, A4[1] - 36 * _MM, 0, 0, 0, 0)
        doc.addPageTemplates(PageTemplate("page", [frame], onPage=footer))
        doc.build(self._story(data, pictures), canvasmaker=_Numbered)
        return out.getvalue()

    def _p(self, text: str, style: ParagraphStyle | None = None) -> Paragraph:
        return Paragraph(escape(text), style or self._body)

    def _bullets(self, texts: Sequence[str], **more: Any) -> ListFlowable:
        return ListFlowable([self._p(text) for text in texts], **{**_BULLET, **more})

    def _story(self, d: Mapping[str, Any], pictures: bool) -> list[Flowable]:
        head = [[[self._p(t) for t in d["clinic"][:3]], [self._p(t) for t in d["clinic"][3:]]]]
        people = [[[self._p(a), self._p(b)] for a, b in (("For", d["patient"]), ("From", d["from"]), ("Date", d["date"]))]]
        glance = [[self._p(t) for t in row] for row in (("Exercise", "How much", "Hold", "Often"), *d["glance"])]
        story: list[Flowable] = [
            Table(head, colWidths=[_WIDTH * 0.6, _WIDTH * 0.4]),
            Table(people, colWidths=[_WIDTH / 3] * 3),
            self._p(d["title"], self._heads[0]),
            self._p(d["message"]),
            self._p("Your plan at a glance", self._heads[1]),
            Table(glance, colWidths=[_WIDTH / 4] * 4, style=[("LINEBELOW", (0, 0), (-1, -1), 0.5, "#14555c")]),
            self._p(d["time"]),
            self._p("Call 999 or go to A&E now if"),
            self._bullets(d["emergency"]),
            self._p("Your exercises", self._heads[1]),
            *[self._card(card, pictures) for card in d["cards"]],
            self._p("Leave these out for now", self._heads[1]),
            *[self._p(text) for pair in d["avoid"] for text in pair],
            self._p("Every day", self._heads[1]),
            *[self._p(text) for pair in d["tips"] for text in pair],
        ]
        for title, left, right in d["lists"]:
            story += [self._p(title, self._heads[1]), self._bullets(left), self._bullets(right)]
        return [*story, self._p("Where this comes from", self._heads[1]), *[self._p(text, self._small) for text in d["small"] if text]]

    def _card(self, card: Mapping[str, Any], pictures: bool) -> Flowable:
        shown = [_Figure(self._drawings[card["picture"]])] if pictures else []
        left = [*shown, self._p(f"Start: {card['start']}"), self._bullets(card["steps"], bulletType="1", start=1)]
        right = [*[self._p(t) for t in card["dose"]], self._p("What you should feel"), self._bullets(card["feel"])]
        right += [self._p("Common mistakes"), self._bullets(card["mistakes"])]
        body = Table([[left, right]], colWidths=[_WIDTH * 0.62, _WIDTH * 0.38], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
        return KeepTogether([self._p(f"{card['number']} {card['name']}", self._heads[2]), self._p(card["goal"]), body, Spacer(1, 8)])


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
            self.drawRightString(A4[0] - 18 * _MM, 12 * _MM, f"Page {number} of {len(self._held)}")
            super().showPage()
        super().save()


class _Figure(Flowable):
    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self._scale = 90 * _MM / drawing.width
        self.width, self.height = 90 * _MM, drawing.height * self._scale

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.scale(self._scale, self._scale)
        renderPDF.draw(self._drawing, self.canv, 0, 0)
