"""What is said of supplements and products, and what a plan adds without a source."""

from __future__ import annotations

import pytest

from helpers.advice_samples import ENGLISH, KLINGON, said
from rehabpress.advice.claims import supplements, with_sources, without_source
from rehabpress.model.condition import AvoidItem, Tip
from rehabpress.model.plan import Plan, PlannedExercise
from rehabpress.support.problems import Origin, Place

OWN = ("a-study",)

FOUND = [
    ("Glucosamine helps your joints. Ask a pharmacist first.", OWN, [("supplement-promise", True)]),
    ("Turmeric eases pain. Ask your doctor.", OWN, [("supplement-promise", True)]),
    ("Take magnesium.", OWN, [("supplement", False)]),
    ("Take magnesium. Ask a pharmacist first.", (), [("supplement", False)]),
    ("Take vitamins.", (), [("supplement", False)]),
    ("Collagen rebuilds the joint.", (), [("supplement", False), ("supplement-promise", True)]),
    ("Rub in Flexalot® every day.", OWN, [("brand", True)]),
    ("JointHero™ glucosamine is safe. Ask your doctor.", OWN, [("brand", True), ("supplement-promise", True)]),
    ("No study says so. Chondroitin is effective. Ask a doctor.", OWN, [("supplement-promise", True)]),
]
LEFT_ALONE = [
    ("A study gave glucosamine to 250 people. It worked no better than a dummy pill. Ask a pharmacist first.", OWN),
    ("There is little proof that chondroitin eases joint pain. Ask a doctor.", OWN),
    ("Turmeric does not help. Ask a doctor.", OWN),
    ("Walking helps your joints.", ()),
    ("Ask a doctor.", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "sources", "expected"), FOUND)
def test_it_is_found(text: str, sources: tuple[str, ...], expected: list[tuple[str, bool]]) -> None:
    found = [(one.id, one.strong) for one in supplements([(said(text), sources)], ENGLISH)]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("text", "sources"), LEFT_ALONE)
def test_it_is_left_alone(text: str, sources: tuple[str, ...]) -> None:
    assert [*supplements([(said(text), sources)], ENGLISH)] == []


def test_what_is_missing_is_named() -> None:
    (both,) = supplements([(said("Take magnesium."), ())], ENGLISH)
    assert both.what.endswith("does not name sources of its own and whom to ask first")
    (ask,) = supplements([(said("Take magnesium."), OWN)], ENGLISH)
    assert ask.what.endswith("does not name whom to ask first")


def test_without_a_list_of_the_language_only_brands_are_found() -> None:
    found = [one.id for one in supplements([(said("Flexalot® glucosamine helps"), ())], KLINGON)]
    assert found == ["brand"]


def plan(**more: object) -> Plan:
    return Plan(id="mine", conditions=("knee",), exercises=(PlannedExercise(exercise="squat"),), **more)  # type: ignore[arg-type]


def test_what_a_plan_adds_without_a_source_is_found() -> None:
    origin = Origin({("more_tips", 1): Place("plan.yaml", 9)}, Place("plan.yaml"))
    tips = (Tip(id="a", title="Walk", text="A lot.", movements=(), sources=OWN), Tip(id="b", title="Rest", text="Well.", movements=()))
    (found,) = without_source(plan(more_tips=tips), origin)
    assert (found.id, found.place, found.strong) == ("no-source", Place("plan.yaml", 9), False)
    avoid = (AvoidItem(id="c", what="Golf", why="It twists.", movements=()),)
    assert [one.what for one in without_source(plan(more_avoid=avoid), origin)] == ["c: no source stands behind this"]
    assert [*without_source(plan(), origin)] == []


def test_an_item_is_one_text_with_its_own_sources() -> None:
    tips = (Tip(id="a", title="Ask first", text="Glucosamine?", movements=(), sources=OWN),)
    found = [(one.text, sources) for one, sources in with_sources(plan(more_tips=tips), Origin({}, Place("plan.yaml")))]
    assert found == [("Ask first. Glucosamine?", OWN)]
