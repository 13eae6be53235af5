"""The fuzzer itself: right files are right, faults that were there once are found when they are put back, and a short run finds nothing.

``REHABPRESS_LONG=1`` (``make test-long``) runs it for minutes; ``make fuzz MINUTES=60 SEED=7`` for as long as you like.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzz import campaign as fuzz_campaign
from fuzz.campaign import OUTCOMES, Campaign
from fuzz.inputs import PLAN, ROOT, files_read_once, kinds
from rehabpress.loader import layouts as loader_layouts
from rehabpress.loader import library as loader_library
from rehabpress.pipeline import page_checks, required_text
from rehabpress.support.problems import Problem
from rehabpress.templates import budget, environment
from rehabpress.typeset import context
from validators import semantic

pytestmark = pytest.mark.slow

LONG = os.environ.get("REHABPRESS_LONG") == "1"
Patch = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return Campaign(tmp_path)


def tried(campaign: Campaign, name: str, file: str, changed: str) -> str:
    """What comes of a file, with what the oracle says of it."""
    (kind,) = [one for one in kinds() if one.name == name and one.file.endswith(file)]
    outcome = campaign.try_one(kind, changed, sample=True)
    assert outcome in OUTCOMES
    return outcome


@pytest.mark.parametrize("number", range(len(kinds())), ids=[f"{kind.name} {Path(kind.file).name}" for kind in kinds()])
def test_what_was_not_changed_is_right(number: int, campaign: Campaign) -> None:
    kind = kinds()[number]
    outcome = campaign.try_one(kind, kind.right, sample=True)
    assert outcome == ("clear" if kind.name == "roster-xlsx" else "right"), campaign.counts.findings


def nothing(*_: object, **__: object) -> list[Problem]:
    return []


def without(*checks: tuple[object, str]) -> Patch:
    """Checks taken out."""

    def patched(patch: pytest.MonkeyPatch) -> None:
        for place, name in checks:
            patch.setattr(place, name, nothing)

    return patched


def unbounded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fuzz_campaign, "SECONDS", 1.0)
    patch.setattr(budget.Budget, "step", lambda self, count=1: True)


def trusting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(environment, "counted", lambda name, function, budget: function)


HANDOUT = '{% extends "booklet.html" %}\n'
CARD = '{% block glance %}{% endblock %}{% block card scoped %}<section class="card"><h3>{{ card.name }}</h3><p>{{ card.goal }}</p><p>{{ card.start }}</p>'
THEME = "id: clinic\ndescription: own\nextends: clinic\n"
LOCALE = (ROOT / "layouts/locales/en.yaml").read_text("utf-8")
LONG_ID = "more_avoid:\n  - {id: a, what: x, why: y., movements: [" + "a" * 90 + "]}\n"
FAULTS: dict[str, tuple[Patch, str, str, str, str]] = {
    "a layout drops doses": (without((page_checks, "misplaced")), "layout", "booklet.html", HANDOUT + CARD + "</section>{% endblock %}", "wrong"),
    "a layout swaps doses": (
        without((page_checks, "misplaced")),
        "layout",
        "booklet.html",
        HANDOUT + CARD + "{% for s in handout.cards[0].text.sentences %}<p>{{ s }}</p>{% endfor %}</section>{% endblock %}",
        "wrong",
    ),
    "a layout drops the emergency signs": (
        without((required_text.RequiredText, "unprinted")),
        "layout",
        "booklet.html",
        HANDOUT + "{% block emergency %}{% endblock %}",
        "wrong",
    ),
    "a theme of 1 pt": (without((loader_layouts, "look_problems")), "theme", "clinic.yaml", THEME + "smallest: 1 pt\nstyles: {base: {size: 1 pt}, p: {size: 1 pt, leading: 1 pt}}\n", "wrong"),
    "lines on each other": (
        without((loader_layouts, "look_problems"), (context.LayoutContext, "problem")),
        "theme",
        "clinic.yaml",
        THEME + "styles: {p: {leading: 2 pt}, li: {leading: 2 pt}}\n",
        "wrong",
    ),
    "text at the edge": (
        without((loader_layouts, "look_problems")),
        "theme",
        "clinic.yaml",
        THEME + "margins: {left: 0, top: 0, right: 0, bottom: 0}\nnarrow_margins: null\n",
        "wrong",
    ),
    "faint text": (
        without((loader_layouts, "look_problems"), (page_checks, "too_faint")),
        "theme",
        "clinic.yaml",
        THEME + "colours: {ink: '#dddddd'}\n",
        "wrong",
    ),
    "a locale that says ten times as many": (
        without((loader_layouts, "turned_round")),
        "locale",
        "en.yaml",
        LOCALE.replace('"{n} times"', '"{n}0 times"').replace('"{n} repetitions"', '"{n}0 repetitions"'),
        "wrong",
    ),
    "three loops": (unbounded, "layout", "booklet.html", HANDOUT + "{% block news %}{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}{% endblock %}", "over time"),
    "a macro tree": (unbounded, "layout", "booklet.html", HANDOUT + "{% block news %}{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(30) }}{% endblock %}", "over time"),
    "a filter for the wrong kind of value": (trusting, "layout", "booklet.html", HANDOUT + "{% block news %}{% for a in 5|halves %}{% endfor %}{% endblock %}", "traceback"),
    "a movement that there is not": (without((loader_library, "unknown")), "plan", "fuzzed.yaml", PLAN + LONG_ID, "clear"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_is_put_back_is_found(name: str, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    patch, kind, file, changed, outcome = FAULTS[name]
    assert tried(campaign, kind, file, changed) == "clear"
    if outcome != "clear":
        patch(monkeypatch)
        assert tried(campaign, kind, file, changed) == outcome
        assert campaign.counts.findings[-1].why


def test_the_same_seed_tries_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = (Campaign(tmp_path / name, 5, frozenset({"roster-csv", "order"})) for name in "ab")
    assert str(one.run(600, 40)) == str(other.run(600, 40))
    assert one.counts.total["tried"] == 40


def test_a_short_run_finds_nothing(campaign: Campaign) -> None:
    counts = campaign.run(300 if LONG else 60, 1_500 if LONG else 150)
    assert counts.findings == [], str(counts)
    total = counts.total
    assert total["right"] + total["clear"] == total["tried"]
    assert total["right"] > total["tried"] / 50
    assert total["clear"] > total["tried"] / 10


def test_the_reader_of_the_oracle_reads(campaign: Campaign) -> None:
    with files_read_once():
        built = campaign.project.build(kinds()[0])
    assert built is not None
    assert "Your exercises" in semantic.text(built.pdf)
