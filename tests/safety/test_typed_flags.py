"""Flags as people type them, and ids that are too long or not known, said where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from helpers.safety_samples import FOLDERS, ROOT, read
from rehabpress.cli.app import command_line
from rehabpress.loader.flags import read_flags, split_flags
from rehabpress.loader.folders import ids
from rehabpress.support.problems import Place, ProblemsFound

pytestmark = pytest.mark.slow

HERE = Place("here")


@pytest.mark.parametrize(
    ("typed", "flag", "week"),
    [
        ("warfarin", "anticoagulants", None),
        ("Thin Bones", "osteoporosis", None),
        ("thin-bones", "osteoporosis", None),
        ("pregnant 28 weeks", "pregnancy-trimester-3", 28),
        ("27 weeks  pregnant", "pregnancy-trimester-2", 27),
        ("pregnant 13 weeks", "pregnancy-trimester-1", 13),
        ("hip replacement 8 weeks ago", "hip-replacement", 8),
        ("new hip:week=8", "hip-replacement", 8),
        ("BPPV", "dizziness", None),
        ("osteoporosis", "osteoporosis", None),
    ],
)
def test_words_for_a_flag(typed: str, flag: str, week: int | None) -> None:
    (found,) = read_flags([(typed, HERE)], FOLDERS)
    assert (found.id, found.week, found.place) == (flag, week, HERE)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("osteoporosys", 'did you mean "osteoporosis"?'),
        ("warfarine", 'did you mean "warfarin" (anticoagulants)?'),
        ("pregnant 60 weeks", 'did you mean "pregnant 28 weeks" ('),
    ],
)
def test_words_for_no_flag(typed: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_flags([(typed, HERE)], FOLDERS)
    (problem,) = found.value.problems
    assert problem.what == f'there is no flag "{typed}"'
    assert problem.hint.startswith(hint)


def test_no_words_mean_two_flags() -> None:
    seen: dict[str, str] = {}
    for flag in read().flags.values():
        assert flag.also_called, flag.id
        for words in flag.also_called:
            if "{week}" not in words:
                assert seen.setdefault(words.casefold(), flag.id) == flag.id
                assert read_flags([(words, HERE)], FOLDERS)[0].id == flag.id


def test_every_week_of_a_pregnancy_is_of_one_trimester() -> None:
    found = [read_flags([(f"pregnant {week} weeks", HERE)], FOLDERS)[0].id for week in range(1, 43)]
    assert found == ["pregnancy-trimester-1"] * 13 + ["pregnancy-trimester-2"] * 14 + ["pregnancy-trimester-3"] * 15


def test_the_flags_of_a_cell() -> None:
    cell = "thin bones; recent-spinal-surgery:week=4, protocol=ours,warfarin\nhip-replacement:week=8"
    assert list(split_flags(cell)) == ["thin bones", "recent-spinal-surgery:week=4, protocol=ours", "warfarin", "hip-replacement:week=8"]


def test_the_new_flags_are_there() -> None:
    new = {"weight-bearing-limit", "heart-disease", "pelvic-girdle-pain", "shoulder-repair", "dizziness", "prolapse-or-diastasis"}
    assert {*new, "inflammatory-flare"} <= set(ids(FOLDERS, "flags"))


PLAN = """\
id: mine
conditions: [sacroiliac-joint-pain]
clinic: sample-clinic
dose: {times_per_day: 2, days_per_week: 7}
exercises:
  - exercise: trunk-rotation
    dose: {reps: 5, side: each}
"""
MORE_AVOID = "more_avoid:\n  - {{id: a, what: Turning, why: It hurts., movements: [{}]}}\n"
OVERRIDE = "    override: {flags: [vertebral-fracture], by: x, reason: x, date: 2026-11-20}\n"


def printed(tmp_path: Path, plan: str, *words: str) -> str:
    """What stands on stderr when a plan of one's own is refused."""
    path = tmp_path / "mine.yaml"
    path.write_text(plan, "utf-8")
    command = ["handout", str(path), "--project", str(ROOT), "--date", "2026-11-20", "-o", str(tmp_path / "x.pdf"), *words]
    result = CliRunner().invoke(command_line(command), command, prog_name="rehabpress")
    assert result.exit_code == 1
    assert not (tmp_path / "x.pdf").exists()
    return result.stderr


def test_an_id_that_is_too_long_is_refused_where_it_stands(tmp_path: Path) -> None:
    """A rule that named it did nothing, and the paper was made."""
    said = printed(tmp_path, PLAN + MORE_AVOID.format("a" * 201))
    assert "mine.yaml:9:" in said
    assert "has 201 characters and may have 100" in said


def test_a_movement_that_is_not_known_is_refused_where_it_stands(tmp_path: Path) -> None:
    said = printed(tmp_path, PLAN + MORE_AVOID.format("unloaded-rotatoin"))
    assert 'there is no movement "unloaded-rotatoin"' in said
    assert 'did you mean "unloaded-rotation"?' in said


def test_an_override_by_nobody_is_refused(tmp_path: Path) -> None:
    said = printed(tmp_path, PLAN + OVERRIDE, "--flag", "spinal fracture")
    assert 'by: "x" says nothing' in said
    assert 'reason: "x" says nothing' in said


def test_other_words_for_a_flag_in_an_override_are_told_its_id(tmp_path: Path) -> None:
    override = OVERRIDE.replace("vertebral-fracture", "warfarin").replace("by: x, reason: x", "by: Sam Sample, reason: It helps her.")
    said = printed(tmp_path, PLAN + override)
    assert '"warfarin" is another word for the flag anticoagulants' in said
    assert "write its id: anticoagulants" in said


@pytest.mark.parametrize(("typed", "left_out"), [("sore wrist", "--without weight-on-hands"), ("asthma", "")])
def test_a_part_of_the_body_that_is_no_flag_leads_to_exercises_without_it(typed: str, left_out: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_flags([(typed, HERE)], FOLDERS)
    (problem,) = found.value.problems
    assert problem.hint.startswith("see: rehabpress list flags")
    assert ("--without" in problem.hint) == bool(left_out)
    assert left_out in problem.hint


@pytest.mark.parametrize(
    ("typed", "said", "not_said"),
    [
        ("bad knee", ('"new knee" (knee-replacement)', "knee-osteoarthritis", "--without deep-knee-bend"), "did you mean"),
        ("knee pain", ('"new knee" (knee-replacement)', "knee-osteoarthritis"), "heparin"),
        ("back pain", ('"back operation" (recent-spinal-surgery)', "rehabpress handout low-back-pain or"), "did you mean"),
        ("sore feet", ("rehabpress handout achilles-pain",), "did you mean"),
        ("knee replacment", ('did you mean "knee replacement" (knee-replacement)?',), "what hurts"),
    ],
)
def test_what_hurts_is_no_near_flag(typed: str, said: tuple[str, ...], not_said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_flags([(typed, HERE)], FOLDERS)
    (problem,) = found.value.problems
    assert all(words in problem.hint for words in said), problem.hint
    assert not_said not in problem.hint
