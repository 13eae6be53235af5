"""From template and values to markup and blocks; overriding one block; places."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.template_samples import HANDOUT, LABELS, PATH, Write, blocks, rendered, without_places
from rehabpress.markup.blocks import Columns, Heading, Table
from rehabpress.templates.render import render

TEMPLATE = """\
{# Comments are never printed. #}
{% from "parts.html" import card %}
{% set page %}<page-number/>{% endset %}
<document title="{{ handout.title }}" lang="{{ handout.language }}" author="{{ handout.clinic.name }}">
<footer>
  <p>{{ label("page_of", page=page, pages="4 & more") }}</p>
</footer>
{% block title %}
<h1>{{ handout.title }}</h1>
<p class="message">{{ handout.message }}</p>
{% if handout.goal %}
<p>{{ handout.goal }}</p>
{% endif %}
{% endblock %}
{% block cards %}
{% for one in handout.cards %}
{{ card(one) }}
{% endfor %}
{% endblock %}
</document>
"""
PARTS = """\
{% macro card(one) %}
<section class="card">
  <h2 label="{{ one.number }}">{{ one.name }}</h2>
  <p>{{ label("steps") }}</p>
  <ul class="steps">
    {% for step in one.steps %}
    <li>{{ step }}</li>
    {% endfor %}
  </ul>
  {% if one.note %}
  <p><strong>{{ one.note }}</strong> {{ handout.title }}</p>
  {% endif %}
</section>
{% endmacro %}
"""
MARKUP = """\
<document title="Back pain" lang="en-GB" author="Hip &amp; Back">
<footer>
  <p>Page <page-number/> of 4 &amp; more</p>
</footer>
<h1>Back pain</h1>
<p class="message">Little and often</p>
<section class="card">
  <h2 label="1">Bird dog</h2>
  <p>Steps &amp; &lt;hints&gt;</p>
  <ul class="steps">
    <li>Kneel.</li>
    <li>Reach &lt; forward.</li>
  </ul>
</section>

<section class="card">
  <h2 label="2">Bridge</h2>
  <p>Steps &amp; &lt;hints&gt;</p>
  <ul class="steps">
    <li>Lift.</li>
  </ul>
  <p><strong>Slowly.</strong> Back pain</p>
</section>

</document>"""


@pytest.fixture
def packaged(write: Write) -> None:
    write({"packaged/handout.html": TEMPLATE, "packaged/parts.html": PARTS})


@pytest.mark.usefixtures("packaged")
def test_a_template_and_values_give_this_markup() -> None:
    assert without_places(rendered()) == MARKUP


@pytest.mark.usefixtures("packaged")
def test_markup_gives_these_blocks() -> None:
    document = blocks()
    assert (document.title, document.language, document.author) == ("Back pain", "en-GB", "Hip & Back")
    assert repr(document.footer) == (
        "(Paragraph(style='p', content=(Run(text='Page ', style='', href=None, lang=None), PageNumber(style=''), "
        "Run(text=' of 4 & more', style='', href=None, lang=None))),)"
    )
    assert repr(document.blocks[2]) == (
        "Section(style='section.card', tag='section', blocks=("
        "Heading(style='h2', level=2, content=(Run(text='Bird dog', style='', href=None, lang=None),), label='1'), "
        "Paragraph(style='p', content=(Run(text='Steps & <hints>', style='', href=None, lang=None),)), "
        "Items(style='ul.steps', ordered=False, items=("
        "Item(style='li', blocks=(Paragraph(style='li', content=(Run(text='Kneel.', style='', href=None, lang=None),)),)), "
        "Item(style='li', blocks=(Paragraph(style='li', content=(Run(text='Reach < forward.', style='', href=None, lang=None),)),))))))"
    )


@pytest.mark.usefixtures("packaged")
def test_the_same_values_give_equal_blocks_and_others_do_not() -> None:
    assert blocks() == blocks()
    assert hash(blocks()) == hash(blocks())
    assert blocks() != blocks(type(HANDOUT)("Other", "x", "en-GB", None, (), HANDOUT.clinic))


@pytest.mark.usefixtures("packaged")
def test_a_changed_file_is_read_anew(write: Write) -> None:
    assert isinstance(blocks().blocks[0], Heading)
    write({"packaged/handout.html": TEMPLATE.replace("<h1>", '<p class="message">x</p><h1>')})
    assert not isinstance(blocks().blocks[0], Heading)


def places(document: object) -> list[str]:
    found = []
    if hasattr(document, "place"):
        found.append(f"{type(document).__name__} {document.place}")
    for name in ("footer", "blocks", "items", "columns", "head", "rows"):
        inner = getattr(document, name, ())
        for child in inner if isinstance(inner, tuple) else ():
            for one in child if isinstance(child, tuple) else (child,):
                found += places(one)
    return found


@pytest.mark.usefixtures("packaged")
def test_every_block_knows_the_line_that_wrote_it(write: Write) -> None:
    write(
        {
            "clinic/handout.html": '{% extends "handout.html" %}\n\n{% block title %}\n{{ super() }}\n  <p\n  class="message">x</p>{% include "end.html" %}\n'
            "{% endblock %}\n",
            "clinic/end.html": '{% if true %}<aside class="{{ "warning" }}"><p>x</p></aside>{% endif %}',
        }
    )
    assert places(blocks())[:14] == [
        "Paragraph packaged/handout.html:6:3",
        "Heading packaged/handout.html:9:1",
        "Paragraph packaged/handout.html:10:1",
        "Paragraph clinic/handout.html:5:3",
        "Section clinic/end.html:1:14",
        "Paragraph clinic/end.html:1:45",
        "Section packaged/parts.html:2:1",
        "Heading packaged/parts.html:3:3",
        "Paragraph packaged/parts.html:4:3",
        "Items packaged/parts.html:5:3",
        "Item packaged/parts.html:7:5",
        "Paragraph packaged/parts.html:7:5",
        "Item packaged/parts.html:7:5",
        "Paragraph packaged/parts.html:7:5",
    ]


def test_places_of_tags_in_every_corner_of_the_language(write: Write) -> None:
    """Stripped white space, raw text, call blocks, conditions within a tag, tabs, Windows line ends, a tag over several lines."""
    text = (
        '<document title="T" lang="en">\r\n'
        "  {%- if true -%}  \r\n"
        "  <h1>T</h1>\r\n"
        "  {%- endif %}\r\n"
        "{% macro box() %}<section>{{ caller() }}</section>{% endmacro %}\r\n"
        "{% call box() %}\t<p>{{ '}}' }}</p>{% endcall %}\r\n"
        "{% raw %}<p>{{ x }} {% y %}</p>{% endraw %}\r\n"
        '{# <p> #}<p{% if true %} class="message"{% endif %}>x</p>\r\n'
        '<table\r\n widths="{{ 2 }} 1"><tr><th>a</th><td/></tr></table>{% for n in range(2) %}<columns><column/></columns>{% endfor %}\r\n'
        "</document>\r\n"
    )
    write({"packaged/handout.html": text})
    document = blocks()
    assert places(document) == [
        "Heading packaged/handout.html:3:3",
        "Section packaged/handout.html:5:18",
        "Paragraph packaged/handout.html:6:18",
        "Paragraph packaged/handout.html:7:10",
        "Paragraph packaged/handout.html:8:10",
        "Table packaged/handout.html:9:1",
        "Cell packaged/handout.html:10:25",
        "Paragraph packaged/handout.html:10:25",
        "Cell packaged/handout.html:10:35",
        "Columns packaged/handout.html:10:76",
        "Section packaged/handout.html:10:85",
        "Columns packaged/handout.html:10:76",
        "Section packaged/handout.html:10:85",
    ]
    raw = document.blocks[2]
    assert "{{ x }} {% y %}" in repr(raw)
    assert isinstance(document.blocks[4], Table)
    assert document.blocks[4].widths == (2.0, 1.0)
    assert isinstance(document.blocks[5], Columns)


@pytest.mark.usefixtures("packaged")
def test_one_block_is_overridden_and_the_rest_stays(write: Write) -> None:
    before = blocks()
    write({"clinic/handout.html": '{% extends "handout.html" %}{% block title %}<h1>{{ handout.message }}</h1>{% endblock %}'})
    after = blocks()
    assert repr(after.blocks[0]).count("Little and often") == 1
    assert after.blocks[1:] == before.blocks[2:]
    assert after.footer == before.footer


@pytest.mark.usefixtures("packaged")
def test_an_overridden_part_is_used_by_the_packaged_layout(write: Write) -> None:
    write({"clinic/parts.html": "{% macro card(one) %}<p>{{ one.name }}</p>{% endmacro %}"})
    assert [type(block).__name__ for block in blocks().blocks[2:]] == ["Paragraph", "Paragraph"]


@pytest.mark.usefixtures("packaged")
def test_another_layout_extends_the_packaged_one_past_the_clinics_own(write: Write) -> None:
    write(
        {
            "clinic/handout.html": '{% extends "handout.html" %}{% block cards %}{% endblock %}',
            "clinic/short.html": '{% extends "packaged:handout.html" %}{% block title %}<h1>Short</h1>{% endblock %}',
            "clinic/mine.html": '{% extends "handout.html" %}{% block title %}<h1>Mine</h1>{% endblock %}',
        }
    )
    assert len(blocks(template="short.html").blocks) == 3
    assert len(blocks(template="mine.html").blocks) == 1


def test_three_folders_override_one_after_the_other(write: Write) -> None:
    write(
        {
            "a/h.html": '{% extends "h.html" %}{% block x %}<p>a</p>{{ super() }}{% endblock %}',
            "b/h.html": '{% extends "h.html" %}{% block x %}<p>b</p>{{ super() }}{% endblock %}',
            "c/h.html": '<document title="T" lang="en"><h1>T</h1>{% block x %}<p>c</p>{% endblock %}</document>',
        }
    )
    markup = render("h.html", [Path("a"), Path("nowhere"), Path("b"), Path("c")], {}, {})
    assert without_places(markup) == '<document title="T" lang="en"><h1>T</h1><p>a</p><p>b</p><p>c</p></document>'


@pytest.mark.usefixtures("packaged")
def test_one_render_knows_nothing_of_another() -> None:
    first = render("handout.html", PATH, {"handout": HANDOUT, "extra": "x"}, LABELS)
    other = type(HANDOUT)("Other", "Other", "de-DE", None, (), HANDOUT.clinic)
    second = render("handout.html", PATH, {"handout": other}, {**LABELS, "page_of": "Seite {page} von {pages}"})
    assert render("handout.html", PATH, {"handout": HANDOUT}, LABELS) == first
    assert "Back pain" not in second.text
    assert "Seite" in second.text


def test_words_of_the_language_that_layouts_need(write: Write) -> None:
    write(
        {
            "packaged/handout.html": '<document title="T" lang="en"><h1>T</h1>\n'
            '{% for row in handout.cards|batch(2) %}<p>{{ row|map(attribute="name")|join(" & ") }}</p>{% endfor %}\n'
            '{% for card in handout.cards|selectattr("note") %}<p>{{ loop.index }} {{ card.note ~ "!" }}</p>{% endfor %}\n'
            "{% for key, value in {'a': 1}.items() %}<p>{{ key }}{{ value * 2 + 1 }}</p>{% endfor %}\n"
            "<p>{{ handout.cards|length }}{{ (handout.cards|first).name }}{{ handout.cards[-1].name }}</p>\n"
            '<section>{{ self.twice() }}</section>{% block twice %}<p>x{{ "<" ~ 1 }}</p>{% endblock %}\n'
            "</document>"
        }
    )
    markup = without_places(rendered()).replace("\n", "")
    assert markup == (
        '<document title="T" lang="en"><h1>T</h1><p>Bird dog &amp; Bridge</p><p>1 Slowly.!</p><p>a3</p><p>2Bird dogBridge</p>'
        "<section><p>x&lt;1</p></section><p>x&lt;1</p></document>"
    )
