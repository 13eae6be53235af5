"""The table of verdicts: every exercise against every flag and every avoid-list, and the gate agrees with it.

``verdicts.txt`` was drafted by the program and then read, exercise by exercise, against the sources; it is changed by hand. For each
exercise it has the movements, and for each flag and condition ``allow``, or the verdicts with the movements, the reason and the sources.
``recent-spinal-surgery`` stands for week 2 of the protocol of these tests.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from helpers.safety_samples import gated, patient, plan_of, read
from rehabpress.model.library import Library
from rehabpress.model.safety import Verdict
from rehabpress.plan.safety.gate import Gated
from rehabpress.plan.safety.rules import rules_of_flags, rules_of_plan
from rehabpress.plan.safety.verdicts import Finding, findings

TABLE = (Path(__file__).parent / "verdicts.txt").read_text("utf-8")
LIBRARY = read()
EXERCISES = sorted(LIBRARY.exercises)
FLAGS = sorted(LIBRARY.flags)
CONDITIONS = sorted(LIBRARY.conditions)


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


def found(library: Library, exercise: str, against: str) -> tuple[Finding, ...]:
    movements = library.exercises[exercise].movements
    if against in library.flags:
        held, problems = rules_of_flags(patient(against).flags, library)
        assert problems == []
    else:
        held = list(rules_of_plan(plan_of([{"exercise": exercise}], [against]), [library.conditions[against]]))
    return findings(movements, held)


def said(library: Library, exercise: str) -> str:
    """What the program says of an exercise, as it stands in the table."""
    lines = [f"{exercise}: {', '.join(library.exercises[exercise].movements)}"]
    for against in (*FLAGS, *CONDITIONS):
        verdicts = [
            f"    {one.verdict} {', '.join(one.movements)}: {one.held.reason} [{', '.join(one.held.sources)}]"
            for one in found(library, exercise, against)
        ]
        lines.extend([f"  {against}:", *verdicts] if verdicts else [f"  {against}: allow"])
    return "\n".join(lines)


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
    start = next(number for number, line in enumerate(lines) if line.startswith(f"  {against}:"))
    own = takewhile(lambda line: line.startswith("    "), lines[start + 1 :])
    return [line.split()[0] for line in own]


@pytest.mark.parametrize("flag", [None, *FLAGS])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_gate_agrees_with_the_table_for_every_flag_beside_every_avoid_list(library: Library, exercise: str, flag: str | None) -> None:
    for condition in CONDITIONS:
        result = gated(library, plan_of([{"exercise": exercise}], [condition]), patient(*([flag] if flag else [])))
        by_flag, by_condition = row(exercise, flag) if flag else [], row(exercise, condition)
        stops = [any(verdict in ("avoid", "ask") for verdict in verdicts) for verdicts in (by_flag, by_condition)]
        assert len(result.problems) == sum(stops)
        assert bool(result.changes[0]) == ("modify" in by_flag)
        assert result.permitted == ()
        assert_all_is_said(library, exercise, flag, condition, result)


def assert_all_is_said(library: Library, exercise: str, flag: str | None, condition: str, result: Gated) -> None:
    """Each message names the exercise, the flag or condition, each movement, each reason, each source, and the way out."""
    for against in (flag, condition):
        stopping = [one for one in found(library, exercise, against) if one.stops] if against else []
        if not stopping or against is None:
            continue
        problem = next(problem for problem in result.problems if problem.what.endswith(f" {against}"))
        text = str(problem)
        assert f'"{library.exercises[exercise].name}" ({exercise})' in text
        for one in stopping:
            assert all(f"({movement})" in text for movement in one.movements)
            assert one.held.reason in text
            assert one.held.sources
            assert all(library.sources[source].title in text for source in one.held.sources)
        assert "choose another exercise, such as " in text
        assert (f"[{against}], by: ..., reason: ..., date: " in text) == all(one.held.exception for one in stopping)


def test_every_rule_of_every_flag_decides_some_row(library: Library) -> None:
    """A rule that no row shows would be a rule that nobody has looked at."""
    for flag in FLAGS:
        held, _ = rules_of_flags(patient(flag).flags, library)
        shown = {one.held for exercise in EXERCISES for one in found(library, exercise, flag)}
        assert set(held) == shown, flag


def test_every_avoid_item_that_forbids_a_movement_decides_some_row(library: Library) -> None:
    for condition in CONDITIONS:
        items = {item.what for item in library.conditions[condition].avoid if item.movements}
        assert items == {one.held.said_by for exercise in EXERCISES for one in found(library, exercise, condition)}


def test_every_kind_of_verdict_is_in_the_table() -> None:
    assert all(f"\n    {verdict} " in TABLE for verdict in Verdict)


def test_every_movement_is_made_by_some_exercise(library: Library) -> None:
    assert {movement for exercise in library.exercises.values() for movement in exercise.movements} == library.movements.keys()


def test_no_statement_is_without_a_source_and_no_flag_without_the_side_it_takes(library: Library) -> None:
    for flag in library.flags.values():
        assert flag.disagreement, flag.id
        assert all(rule.sources for rule in flag.rules)
        assert {source for rule in flag.rules for source in rule.sources} <= set(flag.sources), flag.id
