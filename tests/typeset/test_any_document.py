"""Whatever blocks say: all their words are on the pages, inside the margins, tagged; or there is no PDF and a problem says why."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.document_strategies import PLACE, cell, columns, footer, h, image, listed, made, p, pages, section, theme, words
from rehabpress.markup.blocks import Block, Break, HorizontalRule, Items, PageBreak, Run, Section, Table
from rehabpress.support.problems import ProblemsFound
from validators import semantic, ua1

pytestmark = pytest.mark.slow

_WORDS = st.lists(
    st.sampled_from(["knee", "office", "½", "AVATAR", "é", "(a)", "100%", "x" * 90, "slowly", "漢"] + ["back"] * 40),
    min_size=1,
    max_size=30,
)
_TEXT = _WORDS.map(" ".join)
_INLINE = st.one_of(
    st.builds(Run, _TEXT, st.sampled_from(["", "strong", "em", "span.big"])),
    st.builds(Run, _TEXT, st.just("a"), st.sampled_from(["https://example.org/", "tel:1"])),
    st.builds(Run, _TEXT, lang=st.just("de")),
    st.just(Break()),
)
_PARAGRAPH = st.builds(lambda c, s: p(*c, style=s), st.lists(_INLINE, max_size=4), st.sampled_from(["p", "p.right", "p.narrow"]))
_LEAF = st.one_of(
    _PARAGRAPH,
    st.builds(h, st.integers(1, 2), _TEXT, st.sampled_from([None, "1", "12"])),
    st.builds(image, alt=st.sampled_from(["", "A bar"]), style=st.sampled_from(["img", "img.small", "img.right"])),
    st.just(HorizontalRule("hr", PLACE)),
)


def _table(rows: Sequence[Sequence[str]], head: bool) -> Table:
    body = tuple(tuple(cell(text, n == 0) for n, text in enumerate(row)) for row in rows)
    return Table("table", PLACE, (1.0, 2.0), ((cell("Head", True), cell("", True)),) if head else (), body)


def _more(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Any]:
    some = st.lists(inside, min_size=1, max_size=4)
    return st.one_of(
        st.builds(
            lambda b, s: section(*b, style=s), some, st.sampled_from(["section", "section.card", "section.ground", "aside", "header"])
        ),
        st.builds(
            lambda i, s: listed(*i, style=s), st.lists(some, min_size=1, max_size=4), st.sampled_from(["ul", "ol", "ul.cross", "ul.plain"])
        ),
        st.builds(lambda a, b: columns(a, b, widths=(3, 2)), some, some),
    )


_TABLE = st.builds(_table, st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=5), st.booleans())
_BLOCK = st.recursive(st.one_of(_LEAF, _TABLE), _more, max_leaves=10)


def said(block: Block) -> list[str]:
    """The words of a block in reading order."""
    if isinstance(block, Section):
        return [word for b in block.blocks for word in said(b)]
    if isinstance(block, Items):
        marks = {"ol": [f"{n}." for n in range(1, 99)], "ul": ["•"] * 99}.get(block.style, [""] * 99)
        out = []
        for mark, item in zip(marks, block.items, strict=False):
            inner = [word for b in item.blocks for word in said(b)]
            # an item that shows nothing has no mark either
            out += [mark, *inner] if any(_shows(b) for b in item.blocks) and mark else inner
        return out
    if isinstance(block, Table):
        return [word for row in (*block.head, *block.rows) for c in row for b in c.blocks for word in said(b)]
    parts = getattr(block, "columns", None)
    if parts is not None:
        return [word for c in parts for word in said(c)]
    label = getattr(block, "label", None)
    text = "".join(i.text if isinstance(i, Run) else " " for i in getattr(block, "content", ()))
    return [*([label] if label else []), *text.split()]


def _shows(block: Block) -> bool:
    kinds = (Section, Items)
    return (
        bool(said(block))
        or type(block).__name__ in ("Picture", "HorizontalRule")
        or (isinstance(block, kinds) and any(map(_shows, _inside(block))))
    )


def _inside(block: Section | Items) -> list[Block]:
    return list(block.blocks) if isinstance(block, Section) else [b for item in block.items for b in item.blocks]


def explained(found: ProblemsFound) -> None:
    """Besides the Chinese character, a column may be too narrow for its box, or so narrow that a row in it is taller than a page."""
    for problem in found.problems:
        assert any(word in problem.what for word in ("U+6F22", "room", "wider", "taller than a page")), problem


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(_BLOCK, st.just(PageBreak("page-break", PLACE))), max_size=6), st.booleans(), st.sampled_from(["A5", "A4"]))
def test_all_words_inside_the_margins_and_tagged_or_a_problem(blocks: list[Block], foot: bool, paper: str) -> None:
    look = theme(paper)
    blocks = [h(1, "Title"), *blocks]
    try:
        pdf = made(*blocks, look=look, foot=footer() if foot else ())
    except ProblemsFound as found:
        explained(found)
        return
    expected = "".join(word for block in blocks for word in said(block))
    assert "".join(semantic.text(pdf).split()) == expected
    assert semantic.findings(pdf) == []
    assert ua1.findings(pdf) == []
    for n in range(len(pages(pdf))):
        for word in words(pdf, n):
            # the ink of a letter may stand out a little over its width
            assert word.left >= 38, word
            assert word.right <= look.page[0] - 38, word
            assert word.bottom >= 28, word
            assert word.top <= look.page[1] - 38, word
