"""No layout hangs the program or fills its memory: each of these is stopped soon, with the template's line."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import pytest

from helpers.template_samples import HANDOUT, LABELS, STYLES, Write, rendered
from rehabpress.markup.parse import parse
from rehabpress.support.problems import ProblemsFound
from rehabpress.templates.budget import MOST_CHARACTERS, MOST_STEPS
from rehabpress.templates.render import Layouts

SECONDS, MEGABYTES = 5, 200

MANY = "{% for a in range(1000) %}{% for b in range(1000) %}"
ENDS = "{% endfor %}{% endfor %}"
LONG = "{% set x %}{% for a in range(900) %}" + "lorem ipsum " * 30 + "{% endfor %}{% endset %}"
GROWS = {
    "three loops": "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
    "loops with a condition": MANY + "{% for c in range(1000) if false %}{% endfor %}" + ENDS,
    "a condition over a text": LONG + MANY + "{% for c in x if false %}{% endfor %}" + ENDS,
    "a macro tree": "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(38) }}",
    "a macro tree that prints": "{% macro m(n) %}x{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(30) }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that call each other": "{% macro m() %}{{ o() }}{% endmacro %}{% macro o() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a call block tree": "{% macro m(n) %}{% if n %}{% call m(n-1) %}{% endcall %}{% call m(n-1) %}{% endcall %}{% endif %}{% endmacro %}{{ m(35) }}",
    "a template that includes itself": '{% include "handout.html" %}<p>x</p>',
    "includes in a loop": MANY + '{% include "part.html" %}' + ENDS,
    "a block that prints itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a text that doubles": "{% macro m(n, x) %}{% if n %}{{ m(n-1, x ~ x) }}{% endif %}{% endmacro %}{{ m(35, 'xxxxxxxx') }}",
    "a set block that doubles": "{% macro m(n, x) %}{% set y %}{{ x }}{{ x }}{% endset %}{% if n %}{{ m(n-1, y) }}{% endif %}{% endmacro %}{{ m(35, 'x') }}",
    "a label that doubles": "{% macro m(n, x) %}{% if n %}{{ m(n-1, label('two', page=x, count=x)) }}{% endif %}{% endmacro %}{{ m(35, 'x') }}",
    "a text of escaped signs": LONG.replace("lorem", "&<>") + MANY + "{% set y = x ~ '&' %}" + ENDS,
    "a list that doubles": "{% macro m(n, x) %}{% if n %}{{ m(n-1, [x, x]) }}{% else %}{{ x == [x] }}{% endif %}{% endmacro %}{{ m(35, [1]) }}",
    "a list that doubles and is joined": "{% macro m(n, x) %}{% if n %}{{ m(n-1, [x, x]) }}{% else %}{{ x|join }}{% endif %}{% endmacro %}{{ m(35, [1]) }}",
    "a table that doubles": "{% macro m(n, x) %}{% if n %}{{ m(n-1, {1: x, 2: x}) }}{% else %}{{ [x, x] == [x, x] }}{% endif %}{% endmacro %}{{ m(35, 1) }}",
    "a key that doubles": "{% macro m(n, x) %}{% if n %}{{ m(n-1, (x, x)) }}{% else %}{{ {x: 1} }}{% endif %}{% endmacro %}{{ m(35, 1) }}",
    "a number to a number": "{{ 10 ** 10 ** 6 }}",
    "a number that squares": "{% macro m(n, x) %}{% if n %}{{ m(n-1, x * x) }}{% else %}{{ x }}{% endif %}{% endmacro %}{{ m(35, 9) }}",
    "a number that grows by minus": "{% macro m(n, x) %}{% if n %}{{ m(n-1, x - (0 - x)) }}{% else %}{{ x }}{% endif %}{% endmacro %}{{ m(39, 999) }}",
    "a number without end": "{{ 1e308 * 10 }}",
    "a text many times": "{{ 'x' * 10 ** 9 }}",
    "a text a billion times": "{{ 'x' * 1000000000 }}",
    "a list many times": "{{ [1] * 1000000000 }}",
    "a text with a width": "{{ '%999999999d' % 1 }}",
    "format": "{{ '{:999999999}'.format(1) }}",
    "a filter that formats": "{{ '%999999999d'|format(1) }}",
    "a filter that centres": "{{ 'x'|center(999999999) }}",
    "a range without end": "{% for a in range(10 ** 9) %}{% endfor %}",
    "a long range": "{% for a in range(1000000000000) %}{% endfor %}",
    "a range with a huge step": "{% for a in range(0, 9, 0) %}{% endfor %}",
    "a batch without end": "{% for a in [1]|batch(1000000000, 1) %}{% endfor %}",
    "batches of batches": "{% for a in range(1000)|batch(1) %}{% for b in range(1000)|batch(1)|list %}{% endfor %}{% endfor %}",
    "joined in a loop": MANY + "{{ range(1000)|join('xxxxxxxxxxxxx') }}" + ENDS,
    "a join with a long text": LONG + "{{ range(1000)|join(x) }}",
    "map in a loop": MANY + "{{ range(1000)|map('list')|list|length }}" + ENDS,
    "select in a loop": MANY + "{{ range(1000)|select('odd')|list|length }}" + ENDS,
    "unique in a loop": MANY + "{{ range(1000)|unique|list|length }}" + ENDS,
    "a long text compared": LONG + MANY + "{% if x ~ 'a' == x %}{% endif %}" + ENDS,
    "a long text searched": LONG + MANY + "{% if 'qqqq' in x %}{% endif %}" + ENDS,
    "a long text tested": LONG + MANY + "{% if x is in([x]) %}{% endif %}" + ENDS,
    "a long text cut": LONG + MANY + "{% set y = x[1:] %}" + ENDS,
    "a long list cut": MANY + "{% set y = [a, b, a, b, a][1:] %}" + ENDS,
    "a long text as a name": LONG + "{{ handout[x] }}",
    "a long text printed again and again": LONG
    + "{% macro m() %}{% for a in range(1000) %}{{ x }}{% endfor %}{% endmacro %}{{ m()|length }}",
    "many filters": "{% for a in range(1000) %}{% for b in handout.cards|map(attribute='name')|list %}{{ b|list|length }}{% endfor %}{% for c in range(999)|list %}{% endfor %}{% endfor %}",
    "printing without end": MANY + "x" + ENDS,
    "tags without end": MANY + "<p>x</p>" + ENDS,
    "codes without end": '{% for a in range(1000) %}<qr href="https://example.org/{{ a }}" alt="x"/>{% endfor %}',
}
DEEP = {
    "brackets": "<p>{{ " + "(" * 500 + "1" + ")" * 500 + " }}</p>",
    "many brackets": "<p>{{ " + "(" * 100_000 + "1" + ")" * 100_000 + " }}</p>",
    "lists": "<p>{{ " + "[" * 300 + "]" * 300 + " }}</p>",
    "tables": "<p>{{ " + "{1:" * 300 + "1" + "}" * 300 + " }}</p>",
    "calls": "<p>{{ " + "label(" * 300 + ")" * 300 + " }}</p>",
    "not": "<p>{{ " + "not " * 2000 + "1 }}</p>",
    "minus": "<p>{{ " + "-" * 2000 + "1 }}</p>",
    "plus": "<p>{{ 1" + " + 1" * 2000 + " }}</p>",
    "some plus": "<p>{{ 1" + " + 1" * 140 + " }}</p>",
    "and": "<p>{{ 1" + " and 1" * 140 + " }}</p>",
    "or else": "<p>{{ " + "1 if 1 else " * 900 + "1 }}</p>",
    "names": "<p>{{ handout" + ".title" * 2000 + " }}</p>",
    "some names": "<p>{{ handout" + ".title" * 140 + " }}</p>",
    "filters": "<p>{{ [1]" + "|list" * 2000 + " }}</p>",
    "some filters": "<p>{{ [1]" + "|list" * 140 + " }}</p>",
    "tests": "<p>{{ 1" + " is number" * 2000 + " }}</p>",
    "power": "<p>{{ 1" + " ** 1" * 2000 + " }}</p>",
    "glue": "<p>{{ 1" + " ~ 1" * 2000 + " }}</p>",
    "loops": "{% for a in [1] %}" * 21 + "{% endfor %}" * 21,
    "many loops": "{% for a in [1] %}" * 2000 + "{% endfor %}" * 2000,
    "conditions": "{% if 1 %}" * 500 + "{% endif %}" * 500,
    "with": "{% with a = 1 %}" * 300 + "{% endwith %}" * 300,
    "filter blocks": "{% filter join %}" * 300 + "{% endfilter %}" * 300,
    "blocks": "".join(f"{{% block a{n} %}}" for n in range(300)) + "{% endblock %}" * 300,
    "macros": "".join(f"{{% macro a{n}() %}}" for n in range(300)) + "{% endmacro %}" * 300,
    "set blocks": "{% set a %}" * 300 + "{% endset %}" * 300,
    "calls with bodies": "{% macro m() %}{% endmacro %}" + "{% call m() %}" * 300 + "{% endcall %}" * 300,
    "tags": "<section>" * 3000 + "</section>" * 3000,
    "a number of 5000 digits": "<p>{{ " + "9" * 5000 + " }}</p>",
    "a number without end": "<p>{{ 1e99999 }}</p>",
    "a name of 100 000 letters": "<p>{{ " + "a" * 100_000 + " }}</p>",
    "a part of 100 000 letters": "<p>{{ handout." + "a" * 100_000 + " }}</p>",
    "a filter of 100 000 letters": "<p>{{ 1|" + "a" * 100_000 + " }}</p>",
    "a tag of 100 000 letters": "<" + "a" * 100_000 + "/>",
    "a statement of 100 000 letters": "{% " + "a" * 100_000 + " %}",
    "names that unpack": "{% for " + "(" * 300 + "a" + ",)" * 300 + " in [1] %}{% endfor %}",
}
WRONG_VALUES = {
    f"{filter_} for {value}": f"<p>{{{{ {value}|{filter_} }}}}</p>"
    for value in ("1", "none", "true", "handout", "handout.cards", "'x'", "[[1]]", "{1: 2}", "range", "label", "1.5", "[none]")
    for filter_ in (
        "batch(2)", "batch('x')", "batch(none)", "first", "halves", "halves|first|first", "join", "join(none)", "join([1])",
        "join(attribute=1)", "last", "length", "list", "list|first", "map('length')|list", "map(attribute=1)|list|first", "map(1)|list", "map|list",
        "reject('odd')|list", "rejectattr(1)|list", "select('eq')|list", "selectattr('x', 'y')|list", "select('in', 1)|list", "unique|list", "unique(attribute=[])|list", "map('batch', 0)|list|first|list",
    )
}  # fmt: skip


def outcome(text: str, write: Write) -> str:
    write({"packaged/handout.html": f'<document title="T" lang="en"><h1>T</h1>\n{text}</document>', "packaged/part.html": "<p>x</p>"})
    try:
        parse(rendered(labels={**LABELS, "two": "{page} {count}"}), styles=STYLES)
    except ProblemsFound as found:
        return str(found.problems[0])
    return ""


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024)


@pytest.mark.parametrize("text", [*GROWS.values(), *DEEP.values()], ids=[*GROWS, *(f"deep {name}" for name in DEEP)])
@pytest.mark.slow
def test_a_layout_that_grows_is_stopped_at_its_line(text: str, write: Write) -> None:
    before, start = megabytes(), time.process_time()
    said = outcome(text, write)
    assert time.process_time() - start < SECONDS
    assert megabytes() - before < MEGABYTES
    assert said.startswith(("packaged/handout.html:2", "packaged/handout.html:1", "packaged/part.html:1")), said[:300]
    assert len(said) < 2000


@pytest.mark.parametrize("text", WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_filter_for_the_wrong_kind_of_value_is_no_traceback(text: str, write: Write) -> None:
    said = outcome(text, write)
    assert not said or said.startswith("packaged/handout.html:2"), said


def test_the_budget_is_that_of_one_rendering(write: Write) -> None:
    rounds = MOST_STEPS // 3 // 1000
    write({"packaged/handout.html": "{% for a in range(" + str(rounds) + ") %}{% for b in range(1000) %}{% endfor %}{% endfor %}<p>x</p>"})
    layouts = Layouts([Path("packaged")], LABELS)
    for _ in range(5):
        assert "<p" in layouts.print("handout.html", {"handout": HANDOUT}).text


def test_many_conditions_in_a_row_are_no_depth(write: Write) -> None:
    assert outcome("{% if 1 %}" + "{% elif 1 %}" * 900 + "{% endif %}<p>x</p>", write) == ""


def test_a_page_ten_times_as_long_as_any_is_printed(write: Write) -> None:
    assert MOST_CHARACTERS > 5 * 60_000
    assert outcome("{% for a in range(600) %}<p>" + "lorem ipsum dolor sit amet " * 10 + "</p>{% endfor %}", write) == ""
