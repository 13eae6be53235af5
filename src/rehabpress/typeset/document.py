"""Paginates several documents, each with its own theme, into one: page numbers run through those of one numbering, one structure tree."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rehabpress.markup.blocks import Document, PageBreak
from rehabpress.support.problems import Problem, ProblemsFound, collecting
from rehabpress.typeset.pagination import Footer, LaidOutBlock, PageFill, TypesetPage
from rehabpress.typeset.typesetter import Typesetter

_ROUNDS = 8


Others = tuple[tuple[int, Typesetter], ...]
"""The indexes of blocks that another typesetter sets, and which."""


class DocumentPart(NamedTuple):
    """A document, and who sets it."""

    document: Document
    typesetter: Typesetter
    others: Others = ()
    """Who sets blocks with pictures of another height."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a document is, for its metadata. ``date`` is the day it is for, never the clock's."""

    title: str
    language: str
    author: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """Pages, not yet written."""

    pages: tuple[TypesetPage, ...]
    info: DocumentInfo


def paginate_all(parts: Sequence[DocumentPart], date: dt.date) -> PagedDocument:
    """Set the documents and put their pages one after the other. Raises ``ProblemsFound``."""
    set_ = _set(parts)
    counts = [0] * len(parts)
    for _ in range(_ROUNDS):
        before, pages = counts, _numbered(parts, set_, counts)
        counts = [len(p) for p in pages]
        if counts == before or len(parts) == 1:
            break
    fragments = 0
    bound: list[TypesetPage] = []
    for own, typeset in zip(pages, set_, strict=True):
        bound += [_shifted(page, fragments) for page in own] if fragments else own
        fragments += len(typeset)
    document = parts[0].document
    return PagedDocument(tuple(bound), DocumentInfo(document.title, document.language, document.author, date))


def pages_of(part: DocumentPart) -> int:
    """How many pages a document has on its own. Raises ``ProblemsFound``."""
    return len(how_full(part))


def how_full(part: DocumentPart) -> tuple[float, ...]:
    """How full each page of a document is on its own: 1 is a full one. Raises ``ProblemsFound``.

    Its footers are taken to be as high as those of its first page; that they count on to more digits is left out.
    """
    return tuple([page.full for page in page_fills(part)])


def page_fills(part: DocumentPart) -> tuple[PageFill, ...]:
    """The same, with the blocks that stand on each page. Raises ``ProblemsFound``."""
    document, typesetter, _ = part
    typeset = _set([part])[0]
    names = dict.fromkeys(_running(document)) if document.footer else ()
    return typesetter.page_fills(typeset, max([typesetter.footer(document.footer, 1, 1, name).room for name in names], default=0.0))


def _set(parts: Sequence[DocumentPart]) -> list[list[LaidOutBlock]]:
    """The blocks of each part, set. Raises ``ProblemsFound`` with what is wrong in any of them, their footers too."""
    problems: list[Problem] = []
    out: list[list[LaidOutBlock]] = []
    for document, typesetter, others in parts:
        with collecting(problems):
            typeset = typesetter.document(document.blocks, document.footer)
            for n, other in others:
                typeset[n : n + 1] = other.document(document.blocks[n : n + 1], document.footer)
            out.append(typeset)
        with collecting(problems):
            if document.footer:
                typesetter.footer(document.footer, 1, 1)
    if problems:
        raise ProblemsFound(problems)
    return out


def _numbered(
    parts: Sequence[DocumentPart], set_: Sequence[Sequence[LaidOutBlock]], counts: Sequence[int]
) -> list[tuple[TypesetPage, ...]]:
    """The pages of each part, with footers that go by how many pages the others had in the last round."""
    out: list[tuple[TypesetPage, ...]] = []
    before, total = Counter[str](), Counter[str]()
    for part, count in zip(parts, counts, strict=True):
        total[part.document.numbering] += count
    for (document, typesetter, _), typeset, count in zip(parts, set_, counts, strict=True):
        number = document.numbering
        footer = _footer(document, typesetter, before[number], total[number] - count) if document.footer else None
        pages = typesetter.pages(typeset, footer, sum(map(len, out)) + 1, document.edge)
        before[number] += len(pages)
        out.append(pages)
    return out


def _footer(document: Document, typesetter: Typesetter, before: int, others: int) -> Footer:
    running = _running(document)
    return lambda page, count, block: typesetter.footer(document.footer, before + page, others + count, running[block])


def _running(document: Document) -> Sequence[str]:
    """What the footer calls the part that each block of a document belongs to."""
    out, name = [], document.running
    for block in document.blocks:
        name = (isinstance(block, PageBreak) and block.running) or name
        out.append(name)
    return out or [name]


def _shifted(page: TypesetPage, by: int) -> TypesetPage:
    return replace(page, placements=tuple([p._replace(of=p.of + by) for p in page.placements]))
