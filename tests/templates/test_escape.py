"""Whatever content says is printed as it was typed, character for character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.template_samples import HANDOUT, LABELS, STYLES, Handout, Write, rendered
from rehabpress.markup.blocks import Document, Heading, Paragraph, Picture, Run
from rehabpress.markup.parse import parse
from rehabpress.support.problems import ProblemsFound
from rehabpress.templates.render import render

TEMPLATE = """\
{% macro twice(text) %}{{ text }}|{{ text }}{% endmacro %}
{% set kept %}{{ handout.message }}{% endset %}
<document title="{{ handout.message }}" lang="en">
<h1 label="{{ handout.message }}">{{ handout.message }}</h1>
<p>{{ label("call", phone=handout.message) }}</p>
<p>{{ twice(handout.message) }}</p>
<p>{{ kept }}</p>
<p>{{ "x" ~ handout.message ~ kept }}</p>
<p>{{ [handout.message, kept]|join("<") }}</p>
<img name="a" alt="{{ handout.message }}"/>
</document>
"""
# What the model lets through: see rehabpress.model.base.Text.
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
).filter(lambda t: bool(t.strip()) and t == t.strip(" ") and "  " not in t)
NASTY = st.sampled_from(
    ["<b>bold</b>", "&amp;", "a & b", '"', "'", "]]>", "{{ handout }}", "{% raw %}", "</p>", "<!-- x -->", ' _at="1:x:1:1"', "&#60;"]
)


def message(text: str) -> Handout:
    return Handout("T", text, "en", None, (), HANDOUT.clinic)


@pytest.fixture(scope="module")
def folder_of_the_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packaged")
    (folder / "handout.html").write_text(TEMPLATE, encoding="utf-8")
    return folder


def document(folder: Path, text: str) -> Document:
    return parse(render("handout.html", [folder], {"handout": message(text)}, LABELS), styles=STYLES)


def text_of(block: object) -> str:
    assert isinstance(block, Paragraph | Heading)
    assert all(isinstance(run, Run) and not run.style for run in block.content)
    return "".join(run.text for run in block.content if isinstance(run, Run))


@pytest.mark.slow
@given(text=TEXTS | NASTY.map(str.strip))
def test_content_comes_back_as_it_was_typed(text: str, folder_of_the_template: Path) -> None:
    found = document(folder_of_the_template, text)
    assert found.title == text
    heading = found.blocks[0]
    assert isinstance(heading, Heading)
    assert heading.label == text
    assert [text_of(block) for block in found.blocks[:-1]] == [
        text,
        f"Call {text}",
        f"{text}|{text}",
        text,
        f"x{text}{text}",
        f"{text}<{text}",
    ]
    picture = found.blocks[-1]
    assert isinstance(picture, Picture)
    assert picture.alt == text


@given(code=st.sampled_from([*range(9), 11, *range(14, 32), *range(127, 160), 0x2028, 0x2029, 0xD800, 0xFFFE, 0xFFFF]))
def test_a_control_character_is_refused(code: int, folder_of_the_template: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        document(folder_of_the_template, f"a{chr(code)}b")
    assert f"a control character (U+{code:04X})" in str(found.value.problems[0])


def test_a_no_break_space_is_no_white_space(folder_of_the_template: Path) -> None:
    found = document(folder_of_the_template, "10\u00a0\u00a0mm \u2009\u00a0")
    assert text_of(found.blocks[0]) == "10\u00a0\u00a0mm \u2009\u00a0"


@pytest.mark.parametrize(
    "template",
    [
        '{{ "<b>" }}',
        '{% set x = "<b>" %}{{ x }}',
        '{% set x %}{{ "<b>" }}{% endset %}{{ x }}',
        '{{ ["<b>"]|join }}',
        '{{ ["<b>"]|first }}',
        '{{ ("<b>" ~ "") }}',
        '{% filter join %}{{ "<b>" }}{% endfilter %}',
        '{% macro m() %}{{ "<b>" }}{% endmacro %}{{ m() }}',
        '{% macro m(y) %}{{ caller(y) }}{% endmacro %}{% call(x) m("<b>") %}{{ x }}{% endcall %}',
        '{{ label("call", phone="<b>") }}',
        '{% with x = "<b>" %}{{ x }}{% endwith %}',
        '{% for x in ["<b>"] %}{{ x }}{% endfor %}',
        '{{ {"a": "<b>"}.a }}',
        '{{ "<b>"[0:3] }}',
    ],
)
def test_no_expression_makes_a_tag(template: str, write: Write) -> None:
    write({"packaged/handout.html": template})
    text = rendered().text
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
