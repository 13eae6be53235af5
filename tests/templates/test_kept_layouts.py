"""Layouts that have printed for others: the same as layouts that are new, whoever was before, those that there are and a clinic's own."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from markupsafe import Markup as Escaped

from helpers.safety_samples import FOLDERS, ROOT, flag_of
from helpers.template_samples import HANDOUT, LABELS, PATH, Card, Handout, Write
from rehabpress.loader.layouts import read_theme
from rehabpress.markup.cached_parser import CachedParser
from rehabpress.markup.parse import parse
from rehabpress.model.dose import Dose
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pictures import pictures_there
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.routine import routine
from rehabpress.support.problems import Origin, Place, ProblemsFound
from rehabpress.templates.render import Layouts, Lazy, render

pytestmark = pytest.mark.slow

A_DAY = dt.date(2026, 11, 20)
OWN = {
    # Overrides with super(), a local name for an include, a loop with its number, a set block, a macro of another file, blocks within blocks.
    "handout.html": """{% extends "handout.html" %}
{% from "own/macros.html" import signed, counted %}
{% import "own/macros.html" as more %}
{% set closing %}<p>{{ handout.clinic.name }}: <strong>{{ handout.cards | length }}</strong></p>{% endset %}
{% macro again(text) %}<p class="small">{{ text }} {{ handout.patient or "" }}</p>{% endmacro %}
{% block letterhead %}{{ super() }}{{ signed(handout.clinic.phone) }}{% endblock %}
{% block card scoped %}{{ super() }}{% with text = card.name %}{% include "own/line.html" %}{% endwith %}
{% if loop.last %}{{ again(card.goal) }}{% endif %}{% block below scoped %}<p class="small">{{ loop.index }}: {{ card.text.often }}</p>{% endblock %}{% endblock %}
{% block help %}{{ super() }}{{ counted(handout.regions) }}{% endblock %}
{% block avoid %}{% for about in handout.about %}{% set text = about.title ~ " " ~ loop.index %}{% include "own/line.html" %}{% endfor %}{{ closing }}
{{ super() }}{% endblock %}
{% block sources %}{{ more.counted(handout.cards) }}{{ super() }}{% endblock %}
""",
    "cover.html": """{% extends "packaged:cover.html" %}{% block message %}{{ super() }}{% set name = handout.patient %}
{% block greeting scoped %}{% if name %}<p>{{ name }}</p>{% endif %}{% endblock %}{% endblock %}""",
    "own/line.html": '<p class="small">{{ text }}, {{ handout.date_text }}</p>\n',
    "own/macros.html": """{% set kind = handout.title %}
{% macro signed(words) %}<p class="small">{{ words }} {{ kind }} {{ handout.date_text }}</p>{% endmacro %}
{% macro counted(things) %}{% for thing in things %}<p class="small">{{ loop.index }} {{ handout.patient or "nobody" }} {{ thing.name }}</p>{% endfor %}{% endmacro %}
""",
}

PLANS = [
    ("everything", ()),
    ("sacroiliac-joint", ("knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog")),
    ("lumbar-and-sacrum", ("prone-pelvic-set", "prone-knee-slide", "breathing-legs-on-chair")),
]


def orders(seed: int, count: int) -> Iterator[Order]:
    """Patients made up: some of them with flags, doses of their own, a side, another day, no name."""
    chance = random.Random(seed)
    for n in range(count):
        plan, exercises = chance.choice(PLANS)
        doses = {
            name: Override(Dose.model_validate({chance.choice(["reps", "times_per_day"]): chance.randint(1, 4)}), Origin({}, Place("day")))
            for name in chance.sample(exercises, min(len(exercises), chance.choice([0, 0, 1, 2])))
        }
        yield Order(
            plan=plan,
            patient=chance.choice(["Ida Invented", "Max <Madeup> & Son", None, f"Patient {n}"]),
            date=A_DAY + dt.timedelta(days=chance.choice([0, 0, 0, 1])),
            flags=tuple(
                [
                    flag_of(flag)
                    for flag in chance.sample(["falls-risk", "uncontrolled-blood-pressure", "anticoagulants"], chance.choice([0, 0, 1, 2]))
                ]
            ),
            doses=doses,
            start=chance.choice([None, A_DAY]),
        )


@dataclass(frozen=True)
class Paper:
    """What a layout gets to print."""

    layout: str
    values: Mapping[str, object]
    locale: Locale


def papers(seed: int, count: int) -> list[Paper]:
    """Papers of patients who are made up, those that can be printed, in any order."""
    press = Pipeline(FOLDERS)
    local = Language.named("en-GB")
    assert local
    pictures = pictures_there(FOLDERS)
    made = []
    for order in orders(seed, count):
        try:
            handout, locale, _ = press.handout(order)
        except ProblemsFound:
            continue
        week = routine([handout], local, order.start)
        made += [
            Paper(name, {"handout": handout, "routine": week, "pictures": pictures, "alone": True, "stacked": {"sheet-help"}}, locale)
            for name in layouts(FOLDERS)
        ]
    random.Random(seed).shuffle(made)
    return made


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("own", [False, True])
def test_it_prints_and_parses_as_if_nobody_had_been_before(tmp_path: Path, seed: int, own: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "rehabpress.markup.cached_parser.parse", lambda *_, **__: pytest.fail("the quick reader leaves a page to the other one")
    )
    for name, text in OWN.items() if own else ():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    search_path = (tmp_path, ROOT / "layouts")
    styles = read_theme(FOLDERS, "clinic", Place("theme")).styles
    made = papers(seed, 10)
    kept, parser = Layouts(search_path, made[0].locale.labels), CachedParser(styles)
    for paper in made:
        assert paper.locale.labels == made[0].locale.labels
        markup = render(f"{paper.layout}.html", search_path, paper.values, paper.locale.labels)
        assert kept.print(f"{paper.layout}.html", paper.values) == markup
        assert asdict(parser.parse(markup)) == asdict(parse(markup, styles=styles))
    assert len(made) > 30


BLOCKS = {
    "packaged/handout.html": """{% from "macros.html" import called %}{% import "macros.html" as more %}
{% set title = handout.title ~ "!" %}{% set notes = handout.cards | selectattr("note") %}{% set names = handout.cards | map(attribute="name") | list %}
<document title="{{ title }}" lang="en">{% block top %}<h1>{{ handout.title }}</h1>{% endblock %}
{% macro own(text) %}<p>{{ text }} {{ handout.goal or "" }}</p>{% endmacro %}
{% for card in handout.cards %}
{% block card scoped %}<p>{{ card.name }}{% block inner scoped %} {{ card.note or "" }}{% endblock %}</p>{% endblock %}
{% block number scoped %}<p>{{ loop.index }}</p>{% endblock %}
{% block deep scoped %}{% macro here() %}<p>{{ card.name }}</p>{% endmacro %}{% block deepest scoped %}{{ here() }}{% endblock %}{% endblock %}
{% endfor %}
{% block set %}<p>{{ title }}{% set title = handout.message %}{{ title }}</p>{% endblock %}
{% block lazy %}{% for card in notes %}<p>{{ card.name }}</p>{% endfor %}{% endblock %}
{% block listed %}<p>{{ names | join(", ") }}</p>{% endblock %}
{% block own %}{{ own("x") }}{% endblock %}
{% block called %}{{ called(handout.title) }}{{ more.called(handout.message) }}{% endblock %}
{% block around %}{% call(x) more.around() %}<p>{{ x }} {{ handout.message }}</p>{% endcall %}{% endblock %}
{% block self %}{{ self.top() }}{% endblock %}
{% block alone %}{% include "alone.html" without context %}{% endblock %}
{% block local %}{% for card in handout.cards[:1] %}{% include "line.html" %}{% endfor %}{% endblock %}
{% block maybe %}{% include "maybe.html" ignore missing %}{% endblock %}
{% block imported %}{% from "macros.html" import called as named %}{{ named(handout.title) }}{% endblock %}
{% block with %}{% import "macros.html" as within with context %}{{ within.called(title) }}{% endblock %}
{% block filtered %}{% filter join(",") %}{% block within %}{{ handout.goal or "-" }}{% endblock %}{% endfilter %}{% endblock %}
{% block words %}<p>{{ label("call", phone=handout.clinic.phone) }} {{ label("st" ~ "eps") }}</p>{% endblock %}
{% block whole %}{% for one in [handout] %}<p>{{ one.title }}</p>{% endfor %}{% endblock %}
{% block counted %}<p>{{ handout.cards | length }} {{ range(handout.cards | length) | join }}</p>{% endblock %}
</document>""",
    "clinic/handout.html": """{% extends "handout.html" %}{% set mine = handout.goal %}
{% block top %}{{ super() }}<p>{{ mine or "none" }}</p>{% endblock %}
{% block inner scoped %}{{ super() }} {{ card.number }}{% endblock %}""",
    "packaged/macros.html": """{% set goal = handout.goal %}
{% macro called(text) %}<p>{{ text }} {{ goal or "" }} {{ handout.cards | length }}</p>{% endmacro %}
{% macro around() %}{{ caller(goal or "") }}{% endmacro %}""",
    "packaged/alone.html": "<p>{{ handout.goal or handout.message }}</p>",
    "packaged/line.html": "<p>{{ card.name }} {{ card.note or '' }} {{ handout.message }}</p>",
    "packaged/maybe.html": "{% block maybe_inner %}<p>{{ handout.goal or '' }}</p>{% endblock %}",
}
"""Every way in which a block can read something."""


def varied() -> list[Handout]:
    """Handouts that differ in one thing each."""
    first, second = HANDOUT.cards
    return [
        HANDOUT,
        replace(HANDOUT, title="Neck & pain"),
        replace(HANDOUT, message="Otherwise"),
        replace(HANDOUT, goal="Walk"),
        replace(HANDOUT, goal="Run"),
        replace(HANDOUT, cards=(second, first)),
        replace(HANDOUT, cards=(first, replace(second, note=None))),
        replace(HANDOUT, cards=(first, replace(second, note="Fast."), Card(3, "Squat", (), "Down."))),
        replace(HANDOUT, clinic=HANDOUT.clinic.model_copy(update={"phone": "1"})),
        replace(HANDOUT, title="Neck & pain", goal="Walk", cards=()),
    ]


@pytest.mark.parametrize("clinic", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_every_way_to_read_something(write: Write, seed: int, clinic: bool) -> None:
    write({name: text for name, text in BLOCKS.items() if clinic or not name.startswith("clinic/")})
    kept = Layouts(PATH, LABELS)
    chance = random.Random(seed)
    for handout in chance.sample(varied() * 3, 30):
        assert kept.print("handout.html", {"handout": handout}) == render("handout.html", PATH, {"handout": handout}, LABELS)


def test_equal_values_that_print_otherwise_are_told_apart(write: Write) -> None:
    write({"packaged/handout.html": "{% block a %}{{ value }}{% endblock %}"})
    kept = Layouts(PATH, LABELS)
    for value, text in ((1, "1"), (1.0, "1.0"), (2, "2"), ("<", "&lt;"), (Escaped("<"), "<"), ("<", "&lt;"), (0.0, "0.0"), (-0.0, "-0.0")):
        assert kept.print("handout.html", {"value": value}).text == text


def test_a_value_that_is_only_wanted_later_is_made_for_a_layout_that_reads_it(write: Write) -> None:
    write(
        {
            "packaged/a.html": "{{ handout.title }}",
            "packaged/b.html": '{% include "c.html" %}',
            "packaged/c.html": "{{ handout.title }}{{ late }}",
        }
    )
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "late"

    kept = Layouts(PATH, LABELS)
    values = {"handout": HANDOUT, "late": Lazy(make)}
    assert kept.print("a.html", values).text == "Back pain"
    assert made == []
    assert kept.print("b.html", values).text == "Back painlate"
    assert made == ["made"]


def test_what_is_wrong_for_one_patient_is_said_whoever_was_before(write: Write) -> None:
    write(
        {
            "packaged/handout.html": "{% block a %}{% if handout.goal %}{{ handout.goal.upper }}{% endif %}{% endblock %}{% block b %}{{ handout.cards[1].name }}{% endblock %}"
        }
    )
    kept = Layouts(PATH, LABELS)
    for handout in (*varied(), *reversed(varied())):
        values = {"handout": handout}
        assert said(kept, values) == said(Layouts(PATH, LABELS), values)


def said(layouts: Layouts, values: Mapping[str, object]) -> object:
    try:
        return layouts.print("handout.html", values)
    except ProblemsFound as found:
        return [(str(problem), problem.place.excerpt) for problem in found.problems]


def test_a_layout_without_end_is_stopped_whether_it_is_in_a_block_or_not(write: Write) -> None:
    loop = "{% for a in range(1000) %}{% for b in range(1000) %}{{ handout.title }}{% endfor %}{% endfor %}"
    for text in (loop, "{% block a %}" + loop + "{% endblock %}"):
        write({"packaged/handout.html": text})
        with pytest.raises(ProblemsFound) as found:
            Layouts(PATH, LABELS).print("handout.html", {"handout": HANDOUT})
        assert "prints more than 400000 characters" in str(found.value.problems[0])


def test_a_name_from_outside_that_a_layout_gives_another_value(write: Write) -> None:
    write(
        {
            "packaged/handout.html": '{% set handout = handout.cards[1] %}{% block a %}{% from "macros.html" import m %}{{ handout.name }}{{ m() }}{% endblock %}',
            "packaged/macros.html": "{% macro m() %}{{ handout.title }}{% endmacro %}",
        }
    )
    kept = Layouts(PATH, LABELS)
    for title in ("One", "Two"):
        values = {"handout": replace(HANDOUT, title=title)}
        assert kept.print("handout.html", values).text == f"Bridge{title}"


def test_something_that_can_be_gone_through_only_once_is_gone_through_as_often(write: Write) -> None:
    write(
        {
            "packaged/handout.html": '{% block a %}{% from "macros.html" import m %}{{ m() }}{{ handout.title }}{% endblock %}'
            '{% block b %}{% from "macros.html" import m %}{{ m() }}{{ handout.message }}{% endblock %}',
            "packaged/macros.html": '{% set names = handout.cards | map(attribute="name") %}{% macro m() %}{{ names | join }}{% endmacro %}',
        }
    )
    kept = Layouts(PATH, LABELS)
    for message in ("One", "Two"):
        values = {"handout": replace(HANDOUT, message=message)}
        assert kept.print("handout.html", values).text == f"Bird dogBridgeBack pain{message}"
