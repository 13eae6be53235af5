"""Exceptions, protocols, tips, and the conflict within the first article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from helpers.safety_samples import DATE, HERE, gated, patient, plan_of, read
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.plan.safety.gate import Gated
from rehabpress.support.problems import Place

LIBRARY = read()
ALLOWED: dict[str, object] = {"by": "Sam Sample", "reason": "She does it every day without pain.", "date": DATE}


def verdict(*exercises: Mapping[str, object], who: Patient | None = None, **more: Any) -> Gated:
    return gated(LIBRARY, plan_of(exercises, **more), who or Patient())


def whats(result: Gated) -> list[str]:
    return [problem.what for problem in result.problems]


def test_the_articles_own_slow_rotation_stands_beside_its_ban_on_twisting_sports() -> None:
    assert any("golf" in item.what for item in LIBRARY.conditions["sacroiliac-joint-pain"].avoid)
    names = ("knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog")
    assert verdict(*({"exercise": name} for name in names)).problems == ()


def test_a_loaded_twist_in_the_same_plan_is_refused() -> None:
    result = verdict({"exercise": "trunk-rotation"}, {"exercise": "russian-twist"})
    assert whats(result) == [
        '"Russian twist" (russian-twist) is against the avoid-list of sacroiliac joint pain: condition sacroiliac-joint-pain'
    ]
    assert "Sports that twist your hips, such as golf and tennis" in result.problems[0].hint


@pytest.mark.parametrize("exercise", ["cat-cow", "prone-press-up"])
def test_a_mistake_of_the_second_article_is_no_ban_on_arching_the_back(exercise: str) -> None:
    assert verdict({"exercise": exercise}, conditions=["lumbar-and-sacrum-pain"]).problems == ()


def test_an_override_that_names_the_flag_lets_the_exercise_through_and_is_kept() -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("osteoporosis",), **ALLOWED}}
    result = verdict(entry, who=patient("osteoporosis"))
    assert result.problems == ()
    (permitted,) = result.permitted
    assert (permitted.exercise.id, permitted.exemption.by) == ("trunk-rotation", "Sam Sample")
    assert [finding.held.id for finding in permitted.findings] == ["osteoporosis"]


def test_an_override_is_for_the_flags_it_names_and_no_others() -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("osteoporosis",), **ALLOWED}}
    result = verdict(entry, who=patient("osteoporosis", "hip-replacement"))
    assert [what.rpartition(" ")[2] for what in whats(result)] == ["hip-replacement"]
    other = verdict(entry, who=patient("pregnancy-trimester-3"))
    assert [what.rpartition(" ")[2] for what in whats(other)] == ["pregnancy-trimester-3"]


def test_an_override_for_a_flag_that_this_patient_does_not_have_is_not_recorded() -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("osteoporosis",), **ALLOWED}}
    assert verdict(entry) == verdict({"exercise": "trunk-rotation"})


def test_ask_needs_an_override_too() -> None:
    who = patient("hip-replacement")
    assert whats(verdict({"exercise": "clamshell"}, who=who)) == [
        '"Clamshell" (clamshell) needs a clinician to decide with a new hip joint (hip replacement): flag hip-replacement'
    ]
    entry = {"exercise": "clamshell", "override": {"flags": ("hip-replacement",), **ALLOWED}}
    assert len(verdict(entry, who=who).permitted) == 1


def test_some_rules_have_no_exception() -> None:
    entry = {"exercise": "prone-pelvic-set", "override": {"flags": ("pregnancy-trimester-3",), **ALLOWED}}
    (problem,) = verdict(entry, who=patient("pregnancy-trimester-3")).problems
    assert problem.hint.endswith("no exception is allowed here")


def test_the_avoid_list_of_a_condition_can_have_an_exception_and_that_of_the_plan_cannot() -> None:
    override = {"conditions": ("sacroiliac-joint-pain",), **ALLOWED}
    assert len(verdict({"exercise": "sit-up", "override": override}).permitted) == 1
    golf = {"id": "x", "what": "Turning", "why": "It hurts her.", "movements": ("unloaded-rotation",)}
    result = verdict({"exercise": "trunk-rotation"}, more_avoid=(golf,))
    assert whats(result) == ['"Knee rolls" (trunk-rotation) is against the avoid-list of this plan']
    assert result.problems[0].hint.endswith("or take it out of more_avoid")


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "from the future": ({"flags": ("osteoporosis",), "date": DATE + dt.timedelta(1)}, "after the handout's own date"),
    "of a condition that is none of the plan's": ({"conditions": ("lumbar-and-sacrum-pain",)}, "is not a condition of this plan"),
    "of a condition that has nothing against it": ({"conditions": ("sacroiliac-joint-pain",)}, "has nothing against trunk-rotation"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_override_that_cannot_be_meant(name: str) -> None:
    changed, said = WRONG[name]
    entry = {"exercise": "trunk-rotation", "override": {**ALLOWED, **changed}}
    (problem,) = verdict(entry, who=patient("osteoporosis") if "flags" in changed else None).problems
    assert said in problem.what


@pytest.mark.parametrize("wrong", [{"by": "..."}, {"reason": "…"}, {"flags": ()}], ids=str)
def test_an_override_says_who_why_and_against_what(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"says nothing|does not say which rules"):
        plan_of([{"exercise": "bridge", "override": {"flags": ("osteoporosis",), **ALLOWED, **wrong}}])


def operated(week: int | None, protocol: str | None = "test-surgeon") -> Patient:
    return Patient(flags=(PatientFlag("recent-spinal-surgery", HERE, week, protocol),))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (operated(None), "without the week since it"),
        (operated(3, None), "without the surgeon's protocol"),
        (operated(None, None), "without the week since it and the surgeon's protocol"),
        (operated(13), "week 13 is in no phase"),
        (Patient(flags=(PatientFlag("osteoporosis", HERE, 3),)), "takes no week"),
        (patient("osteoporosis", "osteoporosis"), "given twice"),
    ],
    ids=str,
)
def test_a_flag_without_what_it_needs_stops_every_plan(who: Patient, said: str) -> None:
    (problem,) = verdict({"exercise": "core-breathing"}, who=who).problems
    assert said in problem.what
    assert problem.place == HERE
    assert problem.hint


def test_a_protocol_for_another_operation() -> None:
    (protocol,) = LIBRARY.protocols.values()
    assert "not for" in wrong_protocol(LIBRARY, lambda: protocol.model_copy(update={"flags": ("knee-replacement",)}))


def wrong_protocol(library: Library, made: Callable[[], object]) -> str:
    changed = replace(library, protocols={"test-surgeon": made()})  # type: ignore[dict-item]
    (problem,) = gated(changed, plan_of([{"exercise": "core-breathing"}]), operated(2)).problems
    return problem.what


@pytest.mark.parametrize(("week", "problems", "changes"), [(0, 1, 1), (5, 1, 1), (6, 0, 0), (12, 0, 0)])
def test_the_week_decides_which_phase_of_a_protocol_holds(week: int, problems: int, changes: int) -> None:
    result = verdict({"exercise": "trunk-rotation"}, who=operated(week))
    assert (len(result.problems), len(result.changes[0])) == (problems, changes)
    if problems:
        assert 'the protocol "After an operation on the low back" of T. Surgeon' in result.problems[0].hint


def test_a_tip_is_refused_at_its_place_and_can_only_be_left_out() -> None:
    tips = ("be-patient", "seated-posture")
    result = verdict({"exercise": "core-breathing"}, who=patient("osteoporosis"), conditions=["lumbar-and-sacrum-pain"], tips=tips)
    (problem,) = result.problems
    assert problem.what == 'the tip "Sit tall" (seated-posture) must be left out with weak bones (osteoporosis): flag osteoporosis'
    assert problem.hint.endswith("list the tips to print in the plan, without seated-posture")


def test_a_sentence_that_two_flags_bring_is_printed_once() -> None:
    result = verdict({"exercise": "one-leg-stand"}, who=patient("osteoporosis", "anticoagulants"))
    assert [change.text for change in result.changes[0]] == ["Stand next to a kitchen worktop or a steady chair and hold on to it."]
    assert {"uab-tone-your-bones", "ptinr-warfarin-safety"} <= set(result.changes[0][0].sources)


def test_what_is_named_instead_can_be_done() -> None:
    for flag in LIBRARY.flags:
        for name in LIBRARY.exercises:
            for problem in verdict({"exercise": name}, who=patient(flag)).problems:
                line = next(line for line in problem.hint.splitlines() if line.startswith("choose another exercise, such as "))
                for other in line.removeprefix("choose another exercise, such as ").replace(" or ", ", ").split(", "):
                    assert verdict({"exercise": other}, who=patient(flag)).problems == ()


def test_it_says_so_when_there_is_nothing_to_choose_from() -> None:
    only = replace(LIBRARY, exercises={"sit-up": LIBRARY.exercises["sit-up"]})
    (problem,) = gated(only, plan_of([{"exercise": "sit-up"}]), Patient()).problems
    assert "\nchoose another exercise\n" in problem.hint


def test_the_place_of_a_refusal_is_where_the_plan_names_the_exercise() -> None:
    assert verdict({"exercise": "sit-up"}).problems[0].place == Place("plan")
