"""A document, a theme and pictures to the bytes of a tagged PDF: typesetting, pagination and writing in one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rehabpress.markup.blocks import Document
from rehabpress.model.theme import Theme
from rehabpress.pdf.writer import write
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.typeset.document import DocumentPart, paginate_all
from rehabpress.typeset.typesetter import Typesetter


def render(document: Document, theme: Theme, pictures: Mapping[str, PictureXObject], *, date: dt.date) -> bytes:
    """A tagged PDF. Raises ``ProblemsFound`` with everything that cannot be set right."""
    return write(paginate_all([DocumentPart(document, Typesetter(theme, pictures))], date))
