"""Exercises are found by words, filters and a patient's circumstances; and what a list says of one is what the gate says."""

from __future__ import annotations

from typing import get_args

import pytest

from helpers.safety_samples import FOLDERS, gated, patient, plan_of, read
from rehabpress.loader.flags import read_flags
from rehabpress.model.figure import PropKind
from rehabpress.model.library import Library
from rehabpress.pipeline.find import Circumstances, ExerciseFilter, FoundExercises, find_exercises
from rehabpress.plan.safety.verdicts import Allowance
from rehabpress.support.problems import Place, ProblemsFound, did_you_mean

pytestmark = pytest.mark.slow


def found(words: str = "", *, flags: tuple[str, ...] = (), conditions: tuple[str, ...] = (), **wanted: tuple[str, ...]) -> FoundExercises:
    who = Circumstances(flags=read_flags([(flag, Place(flag)) for flag in flags], FOLDERS), conditions=conditions)
    return find_exercises(FOLDERS, ExerciseFilter(words=words, **wanted), who)


def ids(one: FoundExercises) -> list[str]:
    return [each.exercise.id for each in one.exercises]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("bridge", "bridge"),
        ("brigde", "bridge"),
        ("plank", "side-plank-knees"),
        ("cobra", "prone-press-up"),
        ("press-up", "prone-press-up"),
        ("superman", "bird-dog"),
        ("glutes", "bridge"),
        ("hamstring stretch", "hamstring-stretch"),
        ("stretches for the buttocks", "figure-four-stretch"),
        ("diaphragmatic", "core-breathing"),
        ("gluteus medius", "clamshell"),
    ],
)
def test_words_find_by_name_synonym_goal_and_muscle(words: str, first: str) -> None:
    one = found(words)
    assert one.whole
    assert ids(one)[0] == first


def test_what_has_not_all_of_the_words_is_said_to_have_some() -> None:
    assert not found("cobra xylophone").whole
    assert found("xylophone").exercises == ()


@pytest.mark.parametrize(("words", "same"), [("bad knee", "knee"), ("back pain", "back"), ("sore feet", "foot")])
def test_what_is_said_of_a_sore_part_finds_what_the_part_finds(words: str, same: str) -> None:
    assert ids(found(words)) == ids(found(same))
    assert found(words).whole
    assert len(ids(found(words))) > 5


def test_filters_are_all_kept() -> None:
    for each in found(regions=("knee",), purposes=("strength",), positions=("sitting",)).exercises:
        assert "knee" in each.exercise.regions
        assert "strength" in each.exercise.purposes
        assert "sitting" in each.positions
    assert "sit-to-stand" in ids(found(regions=("knee",), purposes=("strength",), positions=("sitting",)))
    assert "bird-dog" not in ids(found(without=("all-fours",)))
    assert "bird-dog" in ids(found(without=("kneeling",)))


def test_a_word_stands_for_all_ids_that_hold_it() -> None:
    lying = set(ids(found(positions=("lying",))))
    assert lying == {name for position in ("supine", "prone", "side") for name in ids(found(positions=(f"{position}-lying",)))}
    assert set(ids(found(without=("hands",)))) == set(ids(found(without=("all-fours", "weight-on-hands"))))


def test_without_equipment_means_what_every_home_has() -> None:
    at_home = ids(found(equipment=("none",)))
    assert "bridge" in at_home
    assert not {"pelvis-lift", "hip-abduction-band"} & set(at_home)
    assert "hip-abduction-band" in ids(found(equipment=("none", "band")))
    assert "bridge" not in ids(found(equipment=("band",)))


def test_the_freest_come_first_with_their_reasons() -> None:
    one = found(flags=("pregnancy-trimester-3",), conditions=("sacroiliac-joint-pain",))
    order = [list(Allowance).index(each.verdict.allowance) for each in one.exercises]
    assert order == sorted(order)
    assert set(order) >= {0, 1, 3}
    for each in one.exercises:
        assert bool(each.verdict.reasons) == (each.verdict.allowance is not Allowance.ALLOWED)


def test_what_no_exercise_can_have_is_a_problem_with_a_hint() -> None:
    with pytest.raises(ProblemsFound) as raised:
        found(regions=("nee",), purposes=("strenght",), without=("zzz",))
    said = [(str(problem.place), problem.hint) for problem in raised.value.problems]
    assert ("--region nee", 'did you mean "knee"?') in said
    assert ("--purpose strenght", 'did you mean "strength"?') in said
    assert ("--without zzz", "see: rehabpress list movements") in said


def test_a_flag_that_needs_a_protocol_is_not_judged_without() -> None:
    with pytest.raises(ProblemsFound, match="1 problem"):
        found(flags=("recent-spinal-surgery",))


@pytest.fixture(scope="module")
def library() -> Library:
    return read()


@pytest.mark.parametrize("flag", ["osteoporosis", "pregnancy-trimester-3", "anticoagulants", "hip-replacement:week=8"])
def test_a_list_and_the_gate_say_the_same(library: Library, flag: str) -> None:
    listed = {each.exercise.id: each.verdict for each in found(flags=(flag,), conditions=("sacroiliac-joint-pain",)).exercises}
    assert len(listed) > 20
    for name, verdict in listed.items():
        gate = gated(library, plan_of([{"exercise": name}]), patient(flag))
        assert bool(gate.problems) == verdict.stops, name
        modified = {one.rule.instead for one in verdict.findings if one.rule.instead}
        assert {change.text for change in (*gate.changes[0], *gate.once)} == modified, name


def test_a_word_that_is_near_nothing_lists_what_there_is_and_another_form_leads_to_its_word() -> None:
    assert did_you_mean("stool", get_args(PropKind)).startswith("known here: ball, band, bed, can, chair")
    assert did_you_mean("bad knee", ["new knee"], "look") == "known here: new knee"
    assert did_you_mean("new kne", ["new knee"]) == 'did you mean "new knee"?'
    assert did_you_mean("seated", ["sitting", "standing"]) == 'did you mean "sitting"?'
