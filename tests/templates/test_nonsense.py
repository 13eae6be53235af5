"""Whatever somebody writes into a template or into markup: a document or problems, never another exception."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.template_samples import HANDOUT, LABELS, STYLES, Write, rendered, without_places
from rehabpress.markup.cached_parser import CachedParser
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import Markup
from rehabpress.markup.tags import TAGS
from rehabpress.support.problems import Place, ProblemsFound
from rehabpress.templates.render import Layouts, render

pytestmark = pytest.mark.slow

OTHER = replace(HANDOUT, goal="Get up & go", cards=(*HANDOUT.cards[1:], *HANDOUT.cards))
STRAY = re.findall(
    r"\S+",
    """
<document> </document> <p> </p> <li/> <td/> <th/> <br/> <hr/> <page-number/> <column/> <img/> <h1> </section>
{{ }} {% %} {# #} {{handout {{label( ) {%if {%endif%} {%else%} {{x| is {{super()}} {{self.a()}} {{m(1)}} {{loop}} {{card}}
& &amp; &nbsp; < > " = <!-- --> <![CDATA[ ]]> <?x?> <!DOCTYPE _at='1:1' \x07 \u00a0 é text {%raw%} {%endraw%} {%break%}
""",
)
FINE = re.findall(
    r"\S+",
    """
text & {{handout.title}} {{handout.goal}} {{handout.titel}} {{card.name}} {{label('steps')}} {{label('x')}} {{m(1)}} {{caller()}} {{1/0}}
{%include"other.html"%} {%extends"other.html"%} {%from"other.html"import(m)%} {%import"other.html"as(o)%} <br/> <hr/> <page-break/> <img/>
<td/> <column/> <page-number/> <img~name="a"~alt="b"/> <p~class="{{handout.title}}"/> <h{{1}}>
""",
)
AROUND = [
    *((f"<{tag}>", f"</{tag}>") for tag in TAGS),
    ('<document title="T" lang="en">', "</document>"),
    ('<p class="message">', "</p>"),
    ('<table widths="1 2">', "</table>"),
    ('<a href="x:y">', "</a>"),
    ("{% if handout.goal %}", "{% endif %}"),
    ("{% if handout.title %}", "{% else %}x{% endif %}"),
    ("{% for card in handout.cards %}", "{% endfor %}"),
    ("{% block a %}", "{% endblock %}"),
    ("{% block b scoped %}", "{{ super() }}{% endblock %}"),
    ("{% macro m(x) %}", "{% endmacro %}"),
    ("{% call m(1) %}", "{% endcall %}"),
    ("{% set x %}", "{% endset %}{{ x }}"),
    ("{% filter join %}", "{% endfilter %}"),
    ("{% with card = handout %}", "{% endwith %}"),
    ("{% autoescape false %}", "{% endautoescape %}"),
    ("{% raw %}", "{% endraw %}"),
    ('<p alt="{{ "', '" }}"/>'),
]
NESTED = st.recursive(
    st.sampled_from(FINE).map(lambda piece: piece.replace("~", " ")),
    lambda inner: st.lists(st.tuples(st.sampled_from(AROUND), inner).map(lambda two: two[1].join(two[0])) | inner, max_size=4).map("".join),
    max_leaves=12,
)
TEXTS = NESTED | st.lists(st.sampled_from(STRAY + FINE), max_size=12).map(" ".join)
WHOLE = TEXTS.map(lambda text: f'<document title="T" lang="en"><h1>T</h1>{text}</document>')


@pytest.fixture(scope="module")
def two_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@settings(max_examples=300, deadline=None)
@given(one=TEXTS | WHOLE, other=TEXTS)
def test_any_template(one: str, other: str, two_templates: Path) -> None:
    (two_templates / "handout.html").write_text(one, encoding="utf-8")
    (two_templates / "other.html").write_text(other, encoding="utf-8")
    layouts, kept = Layouts([two_templates], LABELS), CachedParser(STYLES)
    for handout in (HANDOUT, OTHER, HANDOUT):
        markup = outcome(lambda: render("handout.html", [two_templates], {"handout": handout}, LABELS))  # noqa: B023 - called at once
        printed = outcome(lambda: layouts.print("handout.html", {"handout": handout}))  # noqa: B023 - called at once
        assert printed == markup
        if isinstance(markup, Markup):
            assert outcome(lambda: asdict(kept.parse(markup))) == outcome(lambda: asdict(parse(markup, styles=STYLES)))  # noqa: B023


def outcome(make: Callable[[], object]) -> object:
    try:
        return make()
    except ProblemsFound as found:
        return [(str(problem), problem.place.excerpt) for problem in found.problems]


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | WHOLE | st.text())
def test_any_markup(text: str) -> None:
    try:
        parse(Markup(text), styles=STYLES)
    except ProblemsFound as found:
        lines = text.split("\n")
        for problem in found.problems:
            assert problem.what
            assert problem.place.line <= len(lines)
            assert problem.place == Place("markup") or problem.place.excerpt == lines[problem.place.line - 1]


@pytest.mark.parametrize("name", ["x" * 300 + ".html", "a\0b", "", ".", "/etc/passwd", "..", "C:x", "packaged:", "0:handout.html"])
def test_a_name_that_no_layout_has(name: str, write: Write) -> None:
    write({"packaged/handout.html": "x"})
    with pytest.raises(ProblemsFound) as found:
        rendered(template=name)
    assert "there is no such layout" in str(found.value.problems[0])


def test_a_part_that_may_be_missing(write: Write) -> None:
    page = '<document title="T" lang="en"><h1>T</h1>{% include "mine.html" ignore missing %}</document>'
    write({"packaged/handout.html": page})
    assert "<p>" not in without_places(rendered())
    write({"clinic/mine.html": "<p>{{ handout.titel }}</p>"})
    with pytest.raises(ProblemsFound) as found:
        rendered()
    assert str(found.value.problems[0]).startswith('clinic/mine.html:1:15: Handout has no "titel"')
