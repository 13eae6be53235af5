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
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("vertebral-fracture",), **ALLOWED}}
    result = verdict(entry, who=patient("vertebral-fracture"))
    assert result.problems == ()
    (permitted,) = result.permitted
    assert (permitted.exercise.id, permitted.exemption.by) == ("trunk-rotation", "Sam Sample")
    assert [finding.rule.id for finding in permitted.findings] == ["vertebral-fracture"]


def test_an_override_is_for_the_flags_it_names_and_no_others() -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("vertebral-fracture",), **ALLOWED}}
    result = verdict(entry, who=patient("vertebral-fracture", "hip-replacement"))
    assert [what.rpartition(" ")[2] for what in whats(result)] == ["hip-replacement"]
    other = verdict(entry, who=patient("uncontrolled-blood-pressure"))
    assert [what.rpartition(" ")[2] for what in whats(other)] == ["uncontrolled-blood-pressure"]


def test_an_override_for_a_flag_that_this_patient_does_not_have_is_not_recorded() -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("vertebral-fracture",), **ALLOWED}}
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
    "from the future": ({"flags": ("vertebral-fracture",), "date": DATE + dt.timedelta(1)}, "after the handout's own date"),
    "of a condition that is none of the plan's": ({"conditions": ("lumbar-and-sacrum-pain",)}, "is not a condition of this plan"),
    "of a condition that has nothing against it": ({"conditions": ("sacroiliac-joint-pain",)}, "has nothing against trunk-rotation"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_override_that_cannot_be_meant(name: str) -> None:
    changed, said = WRONG[name]
    entry = {"exercise": "trunk-rotation", "override": {**ALLOWED, **changed}}
    (problem,) = verdict(entry, who=patient("vertebral-fracture") if "flags" in changed else None).problems
    assert said in problem.what


@pytest.mark.parametrize(
    "wrong", [{"by": "..."}, {"by": "x"}, {"reason": "…"}, {"reason": "x"}, {"reason": "-"}, {"reason": "needed"}, {"flags": ()}], ids=str
)
def test_an_override_says_who_why_and_against_what(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"says nothing|does not say which rules"):
        plan_of([{"exercise": "bridge", "override": {"flags": ("vertebral-fracture",), **ALLOWED, **wrong}}])


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
        (patient("pregnancy-trimester-2:week=30"), "week 30 is none of a pregnancy in weeks 14 to 27"),
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
    result = verdict({"exercise": "core-breathing"}, who=patient("vertebral-fracture"), conditions=["lumbar-and-sacrum-pain"], tips=tips)
    (problem,) = result.problems
    said = (
        'the tip "Sit tall" (seated-posture) must be left out with a broken bone of the spine (vertebral fracture): flag vertebral-fracture'
    )
    assert problem.what == said
    assert problem.hint.endswith("list the tips to print in the plan, without seated-posture")


def test_a_sentence_that_two_flags_bring_is_printed_once() -> None:
    result = verdict({"exercise": "stork-stand"}, who=patient("osteoporosis", "anticoagulants"))
    assert [change.text for change in result.changes[0]] == ["Stand next to a kitchen worktop or a steady chair and hold on to it."]
    assert {"giangregorio-2015", "nhs-warfarin-sports"} <= set(result.changes[0][0].sources)


@pytest.mark.slow
def test_what_is_named_instead_can_be_done() -> None:
    for flag in LIBRARY.flags:
        for name in LIBRARY.exercises:
            for problem in verdict({"exercise": name}, who=patient(flag)).problems:
                line = next(line for line in problem.hint.splitlines() if line.startswith("choose another exercise"))
                if flag == "uncontrolled-blood-pressure":
                    assert line == "choose another exercise"
                    continue
                for other in line.removeprefix("choose another exercise, such as ").replace(" or ", ", ").split(", "):
                    assert verdict({"exercise": other}, who=patient(flag)).problems == ()


def test_it_says_so_when_there_is_nothing_to_choose_from() -> None:
    only = replace(LIBRARY, exercises={"sit-up": LIBRARY.exercises["sit-up"]})
    (problem,) = gated(only, plan_of([{"exercise": "sit-up"}]), Patient()).problems
    assert "\nchoose another exercise\n" in problem.hint


def test_the_place_of_a_refusal_is_where_the_plan_names_the_exercise() -> None:
    assert verdict({"exercise": "sit-up"}).problems[0].place == Place("plan")


@pytest.mark.parametrize("name", ["jumping-jack", "low-squat", "prone-press-up"])
def test_after_an_operation_what_the_protocol_does_not_name_is_asked_about(name: str) -> None:
    """Of these three no rule of the test protocol speaks; all of them were let through."""
    (problem,) = verdict({"exercise": name}, who=operated(2)).problems
    assert "needs a clinician to decide" in problem.what
    assert "names it neither as allowed nor as forbidden in week 2" in problem.hint
    assert verdict({"exercise": "rocking-chair"}, who=operated(2)).problems == ()


@pytest.mark.parametrize(("week", "problems"), [(None, 1), (0, 1), (7, 1), (8, 1), (12, 1), (13, 0), (200, 0)])
def test_a_new_hip_knows_weeks(week: int | None, problems: int) -> None:
    who = Patient(flags=(PatientFlag("hip-replacement", HERE, week),))
    assert len(verdict({"exercise": "sit-to-stand"}, who=who).problems) == problems
    jump = verdict({"exercise": "jumping-jack"}, who=who)
    assert len(jump.problems) == 1


def test_the_surgeons_protocol_can_stand_in_place_of_the_rules_of_a_new_hip() -> None:
    (protocol,) = LIBRARY.protocols.values()
    ours = protocol.model_copy(update={"id": "ours", "flags": ("hip-replacement",)})
    library = replace(LIBRARY, protocols={"ours": ours})
    who = Patient(flags=(PatientFlag("hip-replacement", HERE, 2, "ours"),))
    assert gated(library, plan_of([{"exercise": "all-fours-low-back"}]), who).problems != ()
    assert gated(library, plan_of([{"exercise": "clamshell"}]), who).problems == ()
    assert len(verdict({"exercise": "clamshell"}, who=patient("hip-replacement:week=2")).problems) == 1


def test_a_new_knee_is_knelt_on_with_a_cushion_once_the_scar_has_healed() -> None:
    assert len(verdict({"exercise": "bird-dog"}, who=patient("knee-replacement:week=5")).problems) == 1
    later = verdict({"exercise": "bird-dog"}, who=patient("knee-replacement:week=6"))
    assert later.problems == ()
    assert "cushion" in later.changes[0][0].text


def test_weak_bones_bend_and_turn_gently_and_a_broken_spine_does_not() -> None:
    plan = ({"exercise": "cat-cow"}, {"exercise": "trunk-rotation"})
    weak = verdict(*plan, who=patient("osteoporosis"))
    assert weak.problems == ()
    assert [len(changes) for changes in weak.changes] == [1, 1]
    assert len(verdict(*plan, who=patient("vertebral-fracture")).problems) == len(plan)
    hard = ({"exercise": "childs-pose"}, {"exercise": "knee-to-chest"}, {"exercise": "russian-twist"})
    assert len(verdict(*hard, who=patient("osteoporosis"), conditions=["lumbar-and-sacrum-pain"]).problems) == len(hard)


def test_pregnancy_alone_does_not_forbid_what_a_sore_pelvis_does() -> None:
    stand = {"exercise": "stork-stand"}
    assert verdict(stand, {"exercise": "knee-to-chest"}, who=patient("pregnancy-trimester-3")).problems == ()
    assert len(verdict(stand, who=patient("pregnancy-trimester-3", "pelvic-girdle-pain")).problems) == 1


def test_what_is_said_of_falls_is_said_once_and_not_where_a_wall_gives_support() -> None:
    floor = ({"exercise": "bridge"}, {"exercise": "bird-dog"}, {"exercise": "clamshell"})
    assert len(verdict(*floor, who=patient("falls-risk")).once) == 1
    assert verdict({"exercise": "calf-stretch"}, {"exercise": "sit-to-stand"}, who=patient("falls-risk")).once == ()
    assert len(verdict({"exercise": "stork-stand"}, *floor, who=patient("falls-risk")).once) == len(("floor", "standing"))


def test_what_a_tip_alone_calls_for_stands_at_the_tip_and_not_over_the_exercises() -> None:
    told = {"tips": None, "conditions": ["after-knee-replacement"]}
    lying = verdict({"exercise": "quad-set"}, {"exercise": "heel-slide"}, who=patient("falls-risk"), **told)
    hold = "Stand next to a kitchen worktop"
    assert [change.text.startswith(hold) for change in lying.once] == [False]
    assert [[change.text.startswith(hold) for change in changes] for changes in lying.tip_changes] == [[True], [], []]
    standing = verdict({"exercise": "stork-stand"}, who=patient("falls-risk"), **told)
    assert [change.text.startswith(hold) for change in standing.once] == [True]
    assert standing.tip_changes == ((), (), ())


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("Sam Sample, physiotherapist", ()),
        ("sam  sample", ()),
        ("Sam Simple", ('"Sam Simple" is none of the clinicians of sample-clinic, so nobody stands for the override',)),
    ],
)
def test_an_override_is_by_a_clinician_of_the_clinic(by: str, said: tuple[str, ...]) -> None:
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("vertebral-fracture",), **ALLOWED, "by": by}}
    assert tuple(whats(verdict(entry, who=patient("vertebral-fracture")))) == said


def test_a_clinic_without_clinicians_allows_no_exception() -> None:
    nobody = LIBRARY.clinics["sample-clinic"].model_copy(update={"clinicians": ()})
    library = replace(LIBRARY, clinics={"sample-clinic": nobody})
    entry = {"exercise": "trunk-rotation", "override": {"flags": ("vertebral-fracture",), **ALLOWED}}
    (problem,) = gated(library, plan_of([entry]), patient("vertebral-fracture")).problems
    assert "names no clinicians" in problem.what
