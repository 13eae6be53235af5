"""The whole of this package: document, theme and pictures in, the bytes of a tagged PDF out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rehabpress.markup.blocks import Document
from rehabpress.pdf.drawing import Drawing
from rehabpress.pdf.metadata import Info
from rehabpress.pdf.pages import Typeset, with_footers
from rehabpress.pdf.typeset import Typesetter
from rehabpress.pdf.writer import write
from rehabpress.problems import Problem, ProblemsFound, collecting
from rehabpress.theme import Theme


def render(document: Document, theme: Theme, pictures: Mapping[str, Drawing], *, date: dt.date) -> bytes:
    """A tagged PDF. Raises ``ProblemsFound`` with everything that cannot be set right."""
    return rendered(document, Typesetter(theme, pictures), date=date)


def rendered(document: Document, typesetter: Typesetter, *, date: dt.date) -> bytes:
    """The same with a typesetter that keeps what it has set for the next document."""
    footer = (lambda page, count: typesetter.footer(document.footer, page, count)) if document.footer else None
    problems: list[Problem] = []
    typeset: list[Typeset] = []
    with collecting(problems):
        typeset = typesetter.document(document.blocks)
    with collecting(problems):
        if footer:
            footer(1, 1)
    if problems:
        raise ProblemsFound(problems)
    pages = with_footers(typeset, typesetter.frame, typesetter.pen, footer)
    info = Info(document.title, document.language, document.author, date)
    return write(pages, [t.fragment.elements for t in typeset], info)
