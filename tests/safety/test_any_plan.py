"""Made-up plans and patients: never a forbidden exercise without an override, never a refusal without a reason, never a page without
its red flags, and what the gate lets through is built.

What is forbidden is read here a second time, straight from the YAML, by a few lines that share nothing with the gate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.prepared import page_of
from helpers.safety_samples import DATE, FOLDERS, OPERATED, flag_of, gated, patient, plan_of, read
from rehabpress.api import Order, build_handout
from rehabpress.loader.folders import files
from rehabpress.loader.library import Typed
from rehabpress.pipeline.required_text import RequiredText
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

pytestmark = pytest.mark.slow

LIBRARY = read()


def raw(kind: str) -> dict[str, Any]:
    loader = yaml.CBaseLoader  # every value as text: nothing of the reader under test
    return {name: yaml.load(path.read_text("utf-8"), loader) for name, path in files(FOLDERS, kind).items()}


EXERCISES, FLAGS, CONDITIONS = raw("exercises"), raw("flags"), raw("conditions")
PROTOCOL = raw("protocols")["test-surgeon"]


def rules(flag: str) -> Any:
    """The rules of a flag; after an operation, those of week 2, which ask about all that they do not name."""
    if flag not in OPERATED:
        return FLAGS[flag]["rules"]
    phase = PROTOCOL["phases"][0]
    return [*phase["rules"], {"verdict": "ask", "all_others": "true", "allowed": phase["allows"]}]


def about(rule: dict[str, Any], flag: str, moves: set[str]) -> bool:
    """Whether a rule is about one of these movements."""
    if "all_others" not in rule:
        return bool(moves & set(rule["movements"]))
    named = {movement for other in rules(flag) for movement in other.get("movements", ())} | set(rule.get("allowed", ()))
    return bool(moves - named)


def forbidden(exercise: str, flags: set[str], conditions: list[str], override: dict[str, Any] | None) -> Iterator[str]:
    """The flags and conditions for which an exercise must not be printed."""
    moves = set(EXERCISES[exercise]["movements"])
    for flag in sorted(flags):
        against = [rule for rule in rules(flag) if rule["verdict"] in ("avoid", "ask") and about(rule, flag, moves)]
        final = any(rule.get("exception") == "false" for rule in against)
        if against and (final or flag not in (override or {}).get("flags", ())):
            yield flag
    for condition in conditions:
        listed = any(moves & set(item["movements"]) for item in CONDITIONS[condition].get("avoid", ()))
        if listed and condition not in (override or {}).get("conditions", ()):
            yield condition


def changed(exercise: str, flags: set[str], once: str | None = None) -> set[str]:
    """What its card says otherwise, or with ``once`` what it adds to what is said once on the paper."""
    supported = EXERCISES[exercise].get("supported") == "true"
    moves = set(EXERCISES[exercise]["movements"])
    return {
        " ".join(rule["instead"].split())
        for flag in flags
        for rule in rules(flag)
        if rule["verdict"] == "modify" and about(rule, flag, moves) and rule.get("once") == once
        if not (supported and rule.get("unless_supported") == "true")
    }


@st.composite
def overrides(draw: st.DrawFn, conditions: list[str]) -> dict[str, Any]:
    flags = draw(st.lists(st.sampled_from(sorted(FLAGS)), min_size=1, max_size=4, unique=True))
    of = draw(st.lists(st.sampled_from(conditions), max_size=1))
    return {"flags": tuple(flags), "conditions": tuple(of), "by": "Sam Sample", "reason": "It helps her.", "date": DATE}


@st.composite
def plans(draw: st.DrawFn, most: int) -> tuple[list[str], list[dict[str, Any]], set[str]]:
    """Conditions, the entries of a plan, and a patient's flags."""
    conditions = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), min_size=1, max_size=2, unique=True))
    entries: list[dict[str, Any]] = []
    for name in draw(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=most, unique=True)):
        override = draw(st.none() | overrides(conditions))
        entries.append({"exercise": name, **({"override": override} if override else {})})
    return conditions, entries, draw(st.sets(st.sampled_from(sorted(FLAGS)), max_size=3))


@settings(max_examples=2000, deadline=None)
@given(plans(most=4))
def test_the_gate_forbids_what_the_content_forbids_and_nothing_else(made: tuple[list[str], list[dict[str, Any]], set[str]]) -> None:
    conditions, entries, flags = made
    result = gated(LIBRARY, plan_of(entries, conditions), patient(*sorted(flags)))
    expected = [
        (entry["exercise"], against)
        for entry in entries
        for against in forbidden(entry["exercise"], flags, conditions, entry.get("override"))
    ]
    refused = [problem for problem in result.problems if "has nothing against" not in problem.what]
    assert sorted((p.what.partition("(")[2].partition(")")[0], p.what.rpartition(" ")[2]) for p in refused) == sorted(expected)
    assert all(problem.hint for problem in result.problems)
    for entry, changes in zip(entries, result.changes, strict=True):
        assert {change.text for change in changes} == changed(entry["exercise"], flags)
    said = [change.text for change in result.once]
    assert set(said) == {text for entry in entries for text in changed(entry["exercise"], flags, "true")}
    assert len(said) == len(set(said))
    for permitted in result.permitted:
        assert list(forbidden(permitted.exercise.id, flags, conditions, None))


def order(conditions: list[str], entries: list[dict[str, Any]], flags: set[str]) -> Order:
    exercises = tuple(
        {
            **entry,
            "dose": {"reps": 5, **_held(entry["exercise"]), **({"side": "each"} if "changes" in EXERCISES[entry["exercise"]] else {})},
        }
        for entry in entries
    )
    dose = {"times_per_day": 1, "days_per_week": 7}
    data: dict[str, object] = {"id": "made-up", "clinic": "sample-clinic", "conditions": tuple(conditions), "dose": dose}
    data |= {"exercises": exercises, "tips": ()}
    typed = Typed("plans", data, Origin({}, Place("made up")))
    return Order(plan=typed, date=DATE, patient="Ida Invented", flags=tuple(flag_of(flag) for flag in sorted(flags)))


def _held(exercise: str) -> dict[str, str]:
    """A hold for an exercise that is held: one for all would be refused for the others."""
    return {"hold": "5 s"} if "hold" in EXERCISES[exercise].get("needs", ()) else {}


def on_the_page(made: tuple[list[str], list[dict[str, Any]], set[str]]) -> None:
    """Build it as far as a document and look at all of it, or at why there is none."""
    conditions, entries, flags = made
    stopped = {
        (entry["exercise"], against)
        for entry in entries
        for against in forbidden(entry["exercise"], flags, conditions, entry.get("override"))
    }
    idle = any(
        name not in forbidden(entry["exercise"], set(), [name], None)
        for entry in entries
        for name in entry.get("override", {}).get("conditions", ())
    )
    problems: tuple[Problem, ...] = ()
    try:
        page = page_of(order(conditions, entries, flags), FOLDERS)
    except ProblemsFound as found:
        problems = found.problems
    assert bool(problems) == (bool(stopped) or idle)
    assert all(problem.hint for problem in problems)
    if not problems:
        assert list(RequiredText().unprinted(page.document, page.handout, "handout")) == []
        assert page.handout.regions
        assert set(page.handout.changed) == {text for entry in entries for text in changed(entry["exercise"], flags, "true")}
        assert [set(card.changed) for card in page.handout.cards] == [changed(entry["exercise"], flags) for entry in entries]
        allowed = {(entry["exercise"], a) for entry in entries for a in forbidden(entry["exercise"], flags, conditions, None)}
        assert {(one.exercise, rule) for one in page.handout.overrides for rule in one.rules} == allowed


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(most=2))
def test_a_made_up_plan_is_refused_with_a_reason_or_becomes_a_whole_page(made: tuple[list[str], list[dict[str, Any]], set[str]]) -> None:
    on_the_page(made)


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_each_exercise_alone_is_refused_or_becomes_a_page(name: str) -> None:
    on_the_page((["sacroiliac-joint-pain"], [{"exercise": name}], {"falls-risk", "anticoagulants"}))


def test_a_plan_that_passes_is_a_pdf_and_says_what_was_allowed() -> None:
    override = {"flags": ("vertebral-fracture",), "by": "Sam Sample", "reason": "She does it every day.", "date": DATE}
    built = build_handout(
        order(["sacroiliac-joint-pain"], [{"exercise": "trunk-rotation", "override": override}], {"vertebral-fracture"}), FOLDERS
    )
    assert built.pdf.startswith(b"%PDF")
    assert [one.text for one in built.handout.overrides] == [
        "Allowed by Sam Sample on 20 November 2026: “Knee rolls”, with a broken bone of the spine (vertebral fracture). Reason: She does it every day."
    ]
