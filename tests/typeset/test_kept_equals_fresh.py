"""Whatever a typesetter set before, the next file is byte for byte that of a new one: also for documents that differ in one aspect only.

Each example is a document and the same one restyled in one aspect: another class, width, span, scope, nesting, list, picture, footer.
Everything that is kept stays over all examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.document_strategies import DAY, PLACE, columns, document, h, image, listed, p, section
from helpers.restyled_documents import DOCUMENT, DRAWN, FOOTERS, LISTS, PARAGRAPHS, PICTURES, THEMES, families
from rehabpress.markup.blocks import (
    Block,
    Break,
    Cell,
    Document,
    Heading,
    PageBreak,
    Run,
    Table,
)
from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.writer import write
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, paginate_all
from rehabpress.typeset.typesetter import Typesetter

pytestmark = pytest.mark.slow


class Kept:
    """Typesetters, one for each theme, and what the writer keeps, for all examples."""

    def __init__(self) -> None:
        self.typesetter: Callable[[str], Typesetter] = cache(lambda name: Typesetter(THEMES[name], DRAWN))
        self.content = ContentCache()


def outcome(documents: Sequence[tuple[str, Document]], kept: Kept | None = None) -> bytes | list[str]:
    """The file of documents with their themes, set by what is kept or by new ones; or what is wrong."""
    with_ = kept or Kept()
    try:
        parts = [DocumentPart(said, with_.typesetter(name)) for name, said in documents]
        return write(paginate_all(parts, DAY), kept.content if kept else None)
    except ProblemsFound as found:
        return [problem.what for problem in found.problems]


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


_AGAIN: Mapping[str, Callable[[Document], Document]] = {
    "the very same": lambda said: said,
    "the same in others": lambda said: replace(said, blocks=tuple([replace(block) for block in said.blocks])),
    "equal": deepcopy,
}
"""How a document comes again: the parser gives blocks that are the very same as before, by themselves or within others."""


_ROW = tuple([Cell(tag, PLACE, tag == "th", (p(text),)) for tag, text in (("th", "Squat"), ("td", "Do it 3 times"), ("td", "Breathe out"))])
_ROWS = Table("table", PLACE, (1.0, 2.0, 1.0), (), (_ROW,) * 6)
"""The same row so often that it is set like an earlier one within one table."""
_SHARE = section(p("Hold"), style="section.share")
_LONG = "Lie on your back and let go. " * 12


def _in_table(*cells: tuple[Block, ...]) -> Table:
    row = tuple([Cell("th" if n == 0 else "td", PLACE, n == 0, blocks) for n, blocks in enumerate(cells)])
    return Table("table", PLACE, (1.0,) * len(cells), (), (row,))


def _alone(one: Block, other: Block) -> tuple[Document, Document]:
    return document(h(1, "Title"), one, p("End")), document(h(1, "Title"), other, p("End"))


def _among(one: Block, other: Block) -> Iterator[tuple[Document, Document]]:
    """Two blocks between others, in a section, in an item, and in a cell."""
    yield _alone(*[section(p("Hold"), block, p("Breathe")) for block in (one, other)])
    yield _alone(*[section(listed((p("Hold"), block, p("Breathe")))) for block in (one, other)])
    yield _alone(*[_in_table((block, p("Hold")), (p("Hold"), p(_LONG))) for block in (one, other)])


def _pairs() -> Iterator[tuple[str, tuple[Document, Document]]]:
    """Documents that differ in what is seldom made up: each pair once had the same key when a part of it was taken out."""
    yield "style of a row", _alone(_ROWS, replace(_ROWS, style="table.gap"))
    yield "line of a row", _alone(_ROWS, replace(_ROWS, style="table.plain"))
    yield "width of a row", _alone(*[columns((_ROWS,), (p("Hold"),), widths=widths) for widths in ((5.0, 1.0), (4.0, 1.0))])
    for name, block in (("a section", _SHARE), ("a list", section(listed((_SHARE, p("Hold")))))):
        said = document(h(1, "Title"), block, p("End"))
        yield f"room of {name}", (said, replace(said, footer=FOOTERS[1]))
    yield "nesting", _alone(section(p("Hold"), section(p("Breathe"))), section(section(p("Hold")), p("Breathe")))
    yield "cells of a row", _alone(replace(_ROWS, rows=(_ROW, _ROW)), replace(_ROWS, rows=(_ROW[:2], (_ROW[2], *_ROW))))
    a, b, c = p("Hold"), p("Breathe"), p("Lift")
    yield "table in a table", _alone(_in_table((_in_table((a, b)), c)), _in_table((_in_table((a,)), b, c)))
    yield "page break", _alone(section(a, p("")), section(a, PageBreak("page-break", PLACE)))
    plain, link = Run("Hold"), Run("call", "a", "tel:1")
    head = replace(_ROWS, head=(_ROW,), rows=(_ROW,) * 30)
    yield "table that goes on in a list", _alone(section(listed((head, a))), section(listed((replace(head, rows=(_ROW,) * 31), a))))
    for count in range(16, 23):  # one of them has the end of the page where it counts
        yield from [
            (f"cut after {count}", _alone(*[section(*[a] * count, block, p(_LONG)) for block in (p(_LONG), p(_LONG, style=style))]))
            for style in ("p.next", "p.whole")
        ]
    for one, other in (
        *[(p(_LONG), p(_LONG, style=style)) for style in PARAGRAPHS[1:]],
        *[(listed("Hold", _LONG), listed("Hold", _LONG, style=style)) for style in LISTS[1:]],
        *[(image(style=PICTURES[0]), image(style=style)) for style in PICTURES[1:]],
        (p("Hold"), p("Hold", style="p.small")),
        (p("Hold"), Heading("h4", PLACE, 4, (plain,))),
        (p(plain, Break(), link), p(link, Break(), plain)),
        (listed((a, b), (c,)), listed((a,), (b, c))),
        (listed((_ROWS,)), listed((replace(_ROWS, head=_ROWS.rows[:1], rows=_ROWS.rows[1:]),))),
    ):
        yield from [(f"{type(other).__name__} {other.style}", pair) for pair in _among(one, other)]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("again", _AGAIN)
def test_documents_that_differ_in_one_small_thing(back: bool, again: str) -> None:
    fresh: dict[Document, bytes | list[str]] = {}
    for name, pair in _pairs():
        kept = Kept()
        for n in (0, 0, 0, 1, 1, 1):
            said = pair[n != back]
            if said not in fresh:
                fresh[said] = outcome([("A5", said)])
            assert outcome([("A5", _AGAIN[again](said))], kept) == fresh[said], name


@settings(max_examples=40)
@given(families(), st.booleans(), st.sampled_from(sorted(_AGAIN)), st.sampled_from(sorted(THEMES)))
def test_a_document_restyled_in_one_aspect_is_as_if_it_were_the_first(
    kept: Kept, family: list[Document], other_first: bool, again: str, paper: str
) -> None:
    fresh = [outcome([(paper, said)]) for said in family]
    first = (1, 1, 1, 0, 0, 0) if other_first else (0, 0, 0)  # what is alike is looked at more closely the second and the third time
    for n in (*first, *range(1, len(family))):
        assert outcome([(paper, _AGAIN[again](family[n]))], kept) == fresh[n]


@settings(max_examples=6)
@given(st.lists(st.tuples(st.sampled_from(sorted(THEMES)), DOCUMENT), min_size=2, max_size=3))
def test_documents_in_one_file_and_each_alone_are_as_if_they_were_the_first(kept: Kept, documents: list[tuple[str, Document]]) -> None:
    for some in (documents, documents[1:], documents[::-1], documents[:1], documents):
        assert outcome(some, kept) == outcome(some)
