"""Markup that is parsed again: the same as parsing it whole, and the same blocks where it says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabpress.markup.blocks import Document
from rehabpress.markup.cached_parser import CachedParser
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import Markup, TemplateText
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

STYLES = (
    "base",
    "p",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "section",
    "section.card",
    "columns",
    "column",
    "footer",
    "table",
    "td",
    "th",
    "strong",
)
HEAD = '<document title="T &gt; t" lang="en-GB">'

leaves = st.sampled_from(
    [
        "<p>One</p>",
        "<p>Two <strong>three</strong></p>",
        "<h2>Head</h2>",
        "<ul><li>a</li><li><p>b</p></li></ul>",
        "<p>&lt;section&gt;</p>",
        "<hr/>",
    ]
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda found: f'<section class="card">{" ".join(found)}</section>'),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda found: "<columns>" + "".join(f"<column>\n{one}\n</column>" for one in found) + "</columns>"
        ),
    ),
    max_leaves=6,
)
documents = st.lists(blocks, min_size=1, max_size=5).map(
    lambda found: f"{HEAD}\n<footer><p>x</p></footer>\n<h1>Title</h1>\n{' '.join(found)}\n</document>"
)


def printed(text: str) -> Markup:
    """Text as a layout prints it: each tag knows its place."""
    placed = re.sub(r"<([a-z][a-z0-9-]*)", lambda tag: f'{tag[0]} _at="0:t:1:{len(tag[1])}"', text)
    return Markup(placed, {"0:t": TemplateText("t", "x" * 99)}, "t")


def outcome(make: Callable[[Markup], Document], page: Markup) -> dict[str, Any] | list[str]:
    try:
        return asdict(make(page))
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]


def anew(page: Markup) -> Document:
    return parse(page, styles=STYLES)


@settings(max_examples=150, deadline=None)
@given(st.lists(documents, min_size=1, max_size=4))
def test_it_is_the_same_as_parsing_anew(texts: list[str]) -> None:
    kept = CachedParser(STYLES)
    for text in [*texts, *texts]:
        assert outcome(kept.parse, printed(text)) == outcome(anew, printed(text))


SCRAPS = (
    "<p>", "</p>", "<li>", "</li>", "<ul>", "</ul>", "<section>", "</section>", "<columns>", "</columns>", "<column>", "</column>", "<strong>",
    "</strong>", "<br/>", "<hr/>", "<h2>", "</h2>", "<page-number/>", "<table>", "<tr>", "<td>", "</td>", "<th>a</th>", "</tr>", "</table>", "text",
    " ", "\n", "\u00a0", "\r", "\x0c", "\x07", "&amp;", "&#39;", "&#10;", "&nbsp;", "&", ">", "<", "]]>", "<!-- x -->", "<?x?>", "<document/>",
    '<span lang="de">', "</span>", '<span lang="x y">', '<a href="https://a.b/c">', "</a>", '<a href="nowhere">', '<img name="a" alt=""/>',
    '<columns widths="1 2">', '<td colspan="2">', '<p class="none">', '<section class="card">', "<p class='card'>", '<p a="1" a="1">', "<footer>",
    "</footer>", "</p >", "<p >", '<h1 label="1">', "</h1>", '<page-break running=""/>', '<ticks count="1" alt="x"/>', "<nothing>", '<p _at="0:t:1:1">',
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SCRAPS), max_size=8).map("".join) | blocks, max_size=4).map("".join))
def test_whatever_it_says_it_is_the_same(text: str) -> None:
    kept = CachedParser((*STYLES, "a", "span"))
    page = printed(f"{HEAD}<h1>T</h1>{text}</document>")
    for one in (page, printed(f"{HEAD}<h1>T</h1><p>right</p></document>"), page):
        assert outcome(kept.parse, one) == outcome(lambda page: parse(page, styles=(*STYLES, "a", "span")), one)


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>One</p>",  # no document
        f"{HEAD}<h1>T</h1><p>not closed</document>",
        f"{HEAD}<h1>T</h1>text between<p>One</p></document>",
        f"{HEAD}<h1>T</h1><section>text <p>One</p></section></document>",
        f"{HEAD}<h1>T</h1><h3>left out</h3></document>",
        f"{HEAD}<h2>first</h2><h1>T</h1></document>",
        f"{HEAD}<h1>T</h1><h1>again</h1></document>",
        f"{HEAD}<p>no title</p></document>",
        f'{HEAD}<h1>T</h1><p class="none">One</p></document>',
        f"{HEAD}<h1>T</h1><li>alone</li></document>",
        f"{HEAD}<h1>T</h1><p>One</p><footer><p>late</p></footer></document>",
        f"{HEAD}<h1>T</h1><section><page-break/></section></document>",
        f"{HEAD}<h1>T</h1><p><page-number/></p></document>",
        f"{HEAD}<h1>T</h1><section/></document>",
        f"{HEAD}<h1>T</h1><section></section></document>",
        f"{HEAD}</document>",
    ],
)
def test_what_is_wrong_is_said_as_if_nothing_had_been_seen(wrong: str) -> None:
    kept = CachedParser(STYLES)
    right = f"{HEAD}<h1>T</h1><p>One</p><section><p>One</p></section><h2>first</h2><h3>left out</h3></document>"
    kept.parse(printed(right))
    said = outcome(anew, printed(wrong))
    assert isinstance(said, list)
    assert said
    assert outcome(kept.parse, printed(wrong)) == said


def test_what_was_seen_is_the_very_same_block() -> None:
    kept = CachedParser(STYLES)
    card = '<section class="card"><p>One</p><columns><column><p>Two</p></column><column><p>{}</p></column></columns></section>'
    first, second = (kept.parse(printed(f"{HEAD}<h1>T</h1><p>{n}</p>{card.format(n)}</document>")) for n in "ab")
    assert first.blocks[0] is second.blocks[0]
    assert first.blocks[1] != second.blocks[1]
    assert first.blocks[2].blocks[1].columns[0].blocks[0] is second.blocks[2].blocks[1].columns[0].blocks[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize("deep", [30, 59, 60, 61, 3000])
def test_however_deep_it_is_the_same(deep: int) -> None:
    page = printed(f"{HEAD}<h1>T</h1>{'<section>' * deep}<p>One</p>{'</section>' * deep}</document>")
    assert outcome(CachedParser(STYLES).parse, page) == outcome(anew, page)


def test_elements_within_elements_of_their_kind_are_told_apart() -> None:
    page = printed(
        f"{HEAD}<h1>T</h1><section><section><p>a</p></section><section><section><p>b</p></section></section></section></document>"
    )
    assert outcome(CachedParser(STYLES).parse, page) == outcome(anew, page)
