"""From markup text to blocks: the shape of every block, and white space."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabpress.markup.blocks import (
    Block,
    Break,
    Cell,
    Columns,
    Document,
    Heading,
    HorizontalRule,
    Inline,
    Item,
    Items,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import Markup
from rehabpress.support.problems import Place, ProblemsFound

STYLES = frozenset(
    re.findall(
        r"\S+",
        """
    p p.big h1 h2 h3 ul ul.ticks ol table hr strong strong.dose em a a.web
    span.no section.card th.row td.row column.end li.x
""",
    )
)
P = Place("markup")


def document(body: str, head: str = "<h1>T</h1>") -> Document:
    return parse(Markup(f'<document title="T" lang="en">{head}{body}</document>'), styles=STYLES)


def block(body: str) -> Block:
    found = document(body).blocks
    assert len(found) == 2
    return found[1]


def line(text: str) -> tuple[Inline, ...]:
    found = block(f"<p>{text}</p>")
    assert isinstance(found, Paragraph)
    return found.content


def said(text: str, style: str = "p") -> tuple[Paragraph]:
    return (Paragraph(style, P, (Run(text),)),)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p class="big">x</p>', Paragraph("p.big", P, (Run("x"),))),
        ('<h2 label="3">x</h2>', Heading("h2", P, 2, (Run("x"),), "3")),
        ("<h2>x</h2>", Heading("h2", P, 2, (Run("x"),), None)),
        ('<ul class="ticks"><li>x</li></ul>', Items("ul.ticks", P, False, (Item("li", P, said("x", "li")),))),
        ('<ol><li class="x">x</li></ol>', Items("ol", P, True, (Item("li.x", P, said("x", "li.x")),))),
        (
            "<ol><li><p>x</p><ul><li>y</li></ul></li></ol>",
            Items("ol", P, True, (Item("li", P, (*said("x"), Items("ul", P, False, (Item("li", P, said("y", "li")),)))),)),
        ),
        ('<img name="a" alt="Two  knees"/>', Picture("img", P, "a", "Two knees")),
        ('<img name="a" alt=""/>', Picture("img", P, "a", "")),
        ('<section class="card"><p>x</p></section>', Section("section.card", P, "section", said("x"))),
        ("<aside><p>x</p></aside>", Section("aside", P, "aside", said("x"))),
        ("<header><p>x</p></header>", Section("header", P, "header", said("x"))),
        (
            '<columns widths="2 1.5"><column class="end">x</column><column/></columns>',
            Columns(
                "columns", P, (2.0, 1.5), (Section("column.end", P, "column", said("x", "column.end")), Section("column", P, "column", ()))
            ),
        ),
        (
            '<columns widths="fit 2"><column><img name="a" alt=""/></column><column>x</column></columns>',
            Columns(
                "columns",
                P,
                (0.0, 2.0),
                (Section("column", P, "column", (Picture("img", P, "a", ""),)), Section("column", P, "column", said("x", "column"))),
            ),
        ),
        (
            "<columns><column><hr/></column></columns>",
            Columns("columns", P, (1.0,), (Section("column", P, "column", (HorizontalRule("hr", P),)),)),
        ),
        ("<hr/>", HorizontalRule("hr", P)),
        ("<page-break/>", PageBreak("page-break", P)),
        (
            '<table><tr><th class="row">x</th><td/></tr></table>',
            Table("table", P, (1.0, 1.0), (), ((Cell("th.row", P, True, said("x", "th.row")), Cell("td", P, False, ())),)),
        ),
        (
            '<table widths="3 1"><thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><td><p>a</p></td><td>b</td></tr></tbody>'
            '<tbody><tr><td colspan="2"> </td></tr></tbody></table>',
            Table(
                "table",
                P,
                (3.0, 1.0),
                ((Cell("th", P, True, said("h", "th"), 2),),),
                ((Cell("td", P, False, said("a")), Cell("td", P, False, said("b", "td"))), (Cell("td", P, False, (), 2),)),
            ),
        ),
    ],
)
def test_a_tag_becomes_a_block(markup: str, expected: Block) -> None:
    assert block(markup) == expected


def test_a_document_and_its_footer() -> None:
    found = parse(
        Markup(
            '<document title=" A  title " lang="pt-BR" author="Me"><footer><p><page-number/> <strong>of <page-count/></strong></p></footer><h1>T</h1></document>'
        ),
        styles=STYLES,
    )
    footer = Paragraph("p", P, (PageNumber(), Run(" "), Run("of ", "strong"), PageCount("strong")))
    assert found == Document("A title", "pt-BR", "Me", (footer,), (Heading("h1", P, 1, (Run("T"),)),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a  b\n\tc ", (Run("a b c"),)),
        ("a <strong>b</strong> c", (Run("a "), Run("b", "strong"), Run(" c"))),
        ("a<strong> b</strong>", (Run("a"), Run(" b", "strong"))),
        ("a <strong> b </strong> c", (Run("a "), Run("b ", "strong"), Run("c"))),
        ("<strong>a </strong> ", (Run("a", "strong"),)),
        (" <em>a</em> <strong>b</strong> ", (Run("a", "em"), Run(" "), Run("b", "strong"))),
        ("a <br/> b<br/><br/>c", (Run("a"), Break(), Run("b"), Break(), Break(), Run("c"))),
        ("a <strong>b <br/></strong> c", (Run("a "), Run("b", "strong"), Break(), Run("c"))),
        ("a\u00a0 \u00a0b \u2009c\u00ad\u200d", (Run("a\u00a0 \u00a0b \u2009c\u00ad\u200d"),)),
        ("\u00a0", (Run("\u00a0"),)),
        ("a&#10;&#32;b", (Run("a b"),)),
        ('<a href="https://x.org/a?b=1&amp;c=2">x</a>', (Run("x", "a", "https://x.org/a?b=1&c=2"),)),
        ('<a class="web" href="tel:+441632960000">x</a>', (Run("x", "a.web", "tel:+441632960000"),)),
        ('<span lang="de">Tag <strong>x</strong></span>', (Run("Tag ", "", None, "de"), Run("x", "strong", None, "de"))),
        ('<strong class="dose">a <span lang="fr">b</span></strong>', (Run("a ", "strong.dose"), Run("b", "strong.dose", None, "fr"))),
        ('<span class="no" lang="fr">b</span>c', (Run("b", "span.no", None, "fr"), Run("c"))),
        ("<strong>a</strong><strong>b</strong>", (Run("ab", "strong"),)),
    ],
)
def test_white_space_and_manners(text: str, expected: tuple[Inline, ...]) -> None:
    assert line(text) == expected


@given(
    st.lists(st.tuples(st.sampled_from(["", "strong", "em"]), st.text("ab \n\u00a0", min_size=1)), min_size=1).filter(
        lambda parts: all(part.strip(" \n") for _, part in parts)
    )
)
def test_the_words_of_a_line_are_those_of_its_text(parts: list[tuple[str, str]]) -> None:
    found = line("".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in parts))
    runs = [run for run in found if isinstance(run, Run)]
    joined = "".join(run.text for run in runs)
    assert joined == " ".join(word for word in "".join(text for _, text in parts).replace("\n", " ").split(" ") if word)
    assert all(run.text for run in runs)
    assert all((one.style, one.href) != (other.style, other.href) for one, other in pairwise(runs))


@pytest.mark.parametrize(
    "language", ["en", "en-GB", "zh-Hant-TW", "sr-Latn", "es-419", "sl-rozaj-biske", "de-CH-1996", "fr-x-clinic", "ar"]
)
def test_languages(language: str) -> None:
    found = parse(Markup(f'<document title="T" lang="{language}"><h1>T</h1></document>'), styles=STYLES)
    assert found.language == language


@pytest.mark.parametrize("language", ["e", "english", "en_GB", "en-", "en-GB-", "-en", "12", "en GB", "en-GBR-x"])
def test_what_is_no_language(language: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        parse(Markup(f'<document title="T" lang="{language}"><h1>T</h1></document>'), styles=STYLES)
    assert f'lang: "{language}" is not a language' in str(found.value.problems[0])


def test_text_without_templates_has_places_of_its_own() -> None:
    with pytest.raises(ProblemsFound) as found:
        parse(Markup('<document title="T" lang="en">\n<h1>T</h1>\n <q>x</q></document>', name="page"), styles=STYLES)
    said = str(found.value.problems[0])
    assert said.startswith("page:3:2: <q> is not a tag\n     <q>x</q></document>\n     ^^")


def test_a_problem_comes_once_however_often_a_loop_wrote_it() -> None:
    with pytest.raises(ProblemsFound) as found:
        parse(Markup('<document title="T" lang="en"><h1>T</h1><p/><p/></document>'), styles=STYLES)
    assert len(found.value.problems) == 2


def test_deep_nesting_ends_in_blocks_or_problems_and_not_in_a_traceback() -> None:
    deepest = 58
    assert isinstance(block("<section>" * deepest + "<p>x</p>" + "</section>" * deepest), Section)
    with pytest.raises(ProblemsFound) as found:
        block("<section>" * 5000 + "<p>x</p>" + "</section>" * 5000)
    assert "more than 60 tags inside one another" in str(found.value.problems[0])
