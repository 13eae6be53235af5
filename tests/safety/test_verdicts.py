"""The table of verdicts: every exercise against every flag and every avoid-list, and the gate agrees with it.

``verdicts.txt`` is drafted by the program and read, exercise by exercise, against the sources. For each
exercise it has the movements, the verdicts of each flag and condition with the movements, the reason and the sources, and those that allow it
in one line. ``python tests/safety/test_verdicts.py`` writes it anew; read what has changed. What needs a protocol stands for week 2 of that of these tests; a flag that counts weeks stands there without a week and for some.
"""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from helpers.safety_samples import OPERATED, ROOT, gated, patient, plan_of, read
from rehabpress.model.library import Library
from rehabpress.model.safety import Verdict
from rehabpress.plan.safety.gate import Gated
from rehabpress.plan.safety.rules import rules_of_flags, rules_of_plan
from rehabpress.plan.safety.verdicts import Finding, findings

pytestmark = pytest.mark.slow

TABLE = (Path(__file__).parent / "verdicts.txt").read_text("utf-8")
LIBRARY = read()
EXERCISES = sorted(LIBRARY.exercises)
WEEKS = (
    "hip-replacement:week=4",
    "hip-replacement:week=10",
    "hip-replacement:week=20",
    "knee-replacement:week=3",
    "knee-replacement:week=20",
)
FLAGS = (*sorted(LIBRARY.flags), *WEEKS, "recent-spinal-surgery:week=8")
CONDITIONS = sorted(LIBRARY.conditions)
FORBIDDING = [name for name in CONDITIONS if any(item.movements for item in LIBRARY.conditions[name].avoid)]
"""The conditions whose avoid-lists forbid a movement; to the gate all others are alike."""


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


def found(library: Library, exercise: str, against: str) -> tuple[Finding, ...]:
    movements = library.exercises[exercise].movements
    supported = library.exercises[exercise].supported
    if against in FLAGS:
        held, problems = rules_of_flags(patient(against).flags, library)
        assert problems == []
    else:
        held = list(rules_of_plan(plan_of([{"exercise": exercise}], [against]), [library.conditions[against]]))
    return findings(movements, held, supported=supported)


def said(library: Library, exercise: str) -> str:
    """What the program says of an exercise, as it stands in the table."""
    lines = [f"{exercise}: {', '.join(library.exercises[exercise].movements)}"]
    allowing = []
    for against in (*FLAGS, *CONDITIONS):
        verdicts = [
            f"    {one.verdict} {', '.join(one.movements)}: {one.rule.reason} [{', '.join(one.rule.sources)}]"
            for one in found(library, exercise, against)
        ]
        if verdicts:
            lines += [f"  {against}:", *verdicts]
        else:
            allowing.append(against)
    return "\n".join([*lines, f"  allow: {', '.join(allowing)}"])


def expected(exercise: str) -> str:
    return next((block for block in TABLE.rstrip("\n").split("\n\n") if block.startswith(f"{exercise}:")), "not in the table")


def test_the_table_has_every_exercise_once() -> None:
    assert [block.partition(":")[0] for block in TABLE.split("\n\n")] == EXERCISES


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_verdicts_are_those_of_the_table(library: Library, exercise: str) -> None:
    assert said(library, exercise) == expected(exercise)


def row(exercise: str, against: str) -> list[str]:
    """The verdicts of a row of the table, read from its text."""
    lines = expected(exercise).splitlines()
    start = next((number for number, line in enumerate(lines) if line == f"  {against}:"), len(lines))
    own = takewhile(lambda line: line.startswith("    "), lines[start + 1 :])
    return [line.split()[0] for line in own]


@pytest.mark.parametrize("flag", [None, *FLAGS])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_gate_agrees_with_the_table_for_every_flag_beside_every_avoid_list(library: Library, exercise: str, flag: str | None) -> None:
    for condition in (*FORBIDDING, next(name for name in CONDITIONS if name not in FORBIDDING)):
        result = gated(library, plan_of([{"exercise": exercise}], [condition]), patient(*([flag] if flag else [])))
        by_flag, by_condition = row(exercise, flag) if flag else [], row(exercise, condition)
        stops = [any(verdict in ("avoid", "ask") for verdict in verdicts) for verdicts in (by_flag, by_condition)]
        assert len(result.problems) == sum(stops)
        assert bool(result.changes[0] or result.once) == ("modify" in by_flag)
        assert result.permitted == ()
        assert_all_is_said(library, exercise, flag, condition, result)


def assert_all_is_said(library: Library, exercise: str, flag: str | None, condition: str, result: Gated) -> None:
    """Each message names the exercise, the flag or condition, each movement, each reason, each source, and the way out."""
    for against in (flag, condition):
        stopping = [one for one in found(library, exercise, against) if one.stops] if against else []
        if not stopping or against is None:
            continue
        problem = next(problem for problem in result.problems if problem.what.endswith(f" {against.partition(':')[0]}"))
        text = str(problem)
        assert f'"{library.exercises[exercise].name}" ({exercise})' in text
        for one in stopping:
            assert all(f"({movement})" in text for movement in one.movements)
            assert one.rule.reason in text
            assert one.rule.sources
            assert all(library.sources[source].title in text for source in one.rule.sources)
        assert "choose another exercise" in text
        assert (f"[{against.partition(':')[0]}], by: ..., reason: ..., date: " in text) == all(one.rule.exception for one in stopping)


def test_every_rule_of_every_flag_decides_some_row(library: Library) -> None:
    """A rule that no row shows would be a rule that nobody has looked at."""
    for flag in FLAGS:
        held, _ = rules_of_flags(patient(flag).flags, library)
        shown = {one.rule for exercise in EXERCISES for one in found(library, exercise, flag)}
        assert {one for one in held if one.but is None} <= shown, flag


def test_every_avoid_item_that_forbids_a_movement_decides_some_row(library: Library) -> None:
    for condition in CONDITIONS:
        items = {item.what for item in library.conditions[condition].avoid if item.movements}
        assert items == {one.rule.said_by for exercise in EXERCISES for one in found(library, exercise, condition)}


ASKS_FOR_ALL = ("uncontrolled-blood-pressure", "vertebral-fracture")
"""Flags that leave less than half of the exercises, because their sources do."""


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if not flag.startswith(OPERATED) and flag not in ASKS_FOR_ALL])
def test_a_patient_with_one_flag_keeps_at_least_half_of_the_exercises(library: Library, flag: str) -> None:
    packaged = [path.stem for path in (ROOT / "content" / "exercises").glob("*.yaml")]
    kept = [name for name in packaged if not any(one.stops for one in found(library, name, flag))]
    assert 2 * len(kept) >= len(packaged)


def test_uncontrolled_blood_pressure_asks_about_everything(library: Library) -> None:
    assert all(any(one.stops for one in found(library, name, "uncontrolled-blood-pressure")) for name in EXERCISES)


WEAK = {"exercise-doc-pregnancy", "dx-physio-pregnancy", "hendersonville-hip-precautions", "bone-fit-pilates", "exercise-right-falls"}
"""Sources that are no guideline, public hospital, society or review: nothing better was found to read."""


def test_a_rule_that_rests_on_a_weak_source_alone_says_so(library: Library) -> None:
    for flag in library.flags.values():
        for rule in flag.rules:
            if set(rule.sources) <= WEAK:
                assert re.search("private practice|trainer|Canadian course", " ".join(flag.disagreement)), (flag.id, rule.movements)


def test_every_kind_of_verdict_is_in_the_table() -> None:
    assert all(f"\n    {verdict} " in TABLE for verdict in Verdict)


def test_every_movement_is_made_by_some_exercise(library: Library) -> None:
    assert {movement for exercise in library.exercises.values() for movement in exercise.movements} == library.movements.keys()


def test_no_statement_is_without_a_source_and_no_flag_without_the_side_it_takes(library: Library) -> None:
    for flag in library.flags.values():
        assert flag.disagreement, flag.id
        assert all(rule.sources for rule in flag.rules)
        assert {source for rule in flag.rules for source in rule.sources} <= set(flag.sources), flag.id


if __name__ == "__main__":
    Path(__file__).with_name("verdicts.txt").write_text("\n\n".join(said(LIBRARY, exercise) for exercise in EXERCISES) + "\n", "utf-8")
