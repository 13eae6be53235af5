"""Plans edited by commands: their comments and form stay, nothing is written that could not be printed. Orders are held against the gate."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder

PLAN = """\
id: mine
# How it is called
title: Mine
conditions: [sacroiliac-joint-pain]   # one
clinic: sample-clinic

dose: {times_per_day: 2, days_per_week: 7}
exercises:
  # First of all
  - exercise: bird-dog
    dose: {reps: 5}   # slowly
  - exercise: bridge
    dose:
      reps: 6
  # The last
  - exercise: knee-to-chest
    dose: {reps: 3}
"""


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    clinic = ClinicFolder(tmp_path)
    clinic.write("content/plans/mine.yaml", PLAN)
    return clinic


def plan_of(clinic: ClinicFolder) -> str:
    return (clinic.folder / "content" / "plans" / "mine.yaml").read_text("utf-8")


def changes(clinic: ClinicFolder) -> list[str]:
    """The lines that went and came."""
    lines = difflib.ndiff(PLAN.splitlines(), plan_of(clinic).splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_an_exercise_is_added_at_its_end_or_where_it_is_told(clinic: ClinicFolder) -> None:
    assert clinic.run("plan", "add", "mine", "clamshell:reps=8", "--after", "bridge").code == 0
    assert changes(clinic) == ["+   - exercise: clamshell", "+     dose: {reps: 8}"]
    assert plan_of(clinic).index("clamshell") < plan_of(clinic).index("# The last")


def test_an_exercise_is_taken_out_with_its_comment(clinic: ClinicFolder) -> None:
    assert clinic.run("plan", "remove", "mine", "knee-to-chest").code == 0
    assert changes(clinic) == ["-   # The last", "-   - exercise: knee-to-chest", "-     dose: {reps: 3}"]


def test_an_exercise_moves_with_its_comments(clinic: ClinicFolder) -> None:
    assert clinic.run("plan", "move", "mine", "knee-to-chest", "--before", "bird-dog").code == 0
    text = plan_of(clinic)
    assert text.index("# The last") < text.index("knee-to-chest") < text.index("# First of all") < text.index("bird-dog")
    assert sorted(text.splitlines()) == sorted(PLAN.splitlines())
    assert clinic.run("plan", "move", "mine", "knee-to-chest").code == 0
    assert plan_of(clinic) == PLAN


SIDES = PLAN.replace("  # The last\n", "  - exercise: bird-dog\n    dose: {reps: 9, side: right}   # quickly\n  # The last\n").replace(
    "{reps: 5}", "{reps: 5, side: left}"
)


def test_an_exercise_with_an_entry_for_each_side_is_taken_out_whole(clinic: ClinicFolder) -> None:
    clinic.write("content/plans/mine.yaml", SIDES)
    assert clinic.run("plan", "remove", "mine", "bird-dog").code == 0
    assert "bird-dog" not in plan_of(clinic)
    assert "bridge" in plan_of(clinic)


def test_an_exercise_with_an_entry_for_each_side_is_moved_whole(clinic: ClinicFolder) -> None:
    clinic.write("content/plans/mine.yaml", SIDES)
    assert clinic.run("plan", "move", "mine", "bird-dog", "--after", "knee-to-chest").code == 0
    text = plan_of(clinic)
    assert text.index("bridge") < text.index("knee-to-chest") < text.index("reps: 5, side: left") < text.index("reps: 9, side: right")
    assert clinic.run("plan", "move", "mine", "bridge", "--after", "bird-dog").code == 0
    assert plan_of(clinic).index("side: right") < plan_of(clinic).index("bridge")
    assert clinic.run("plan", "move", "mine", "bridge", "--before", "bird-dog").code == 0
    assert plan_of(clinic).index("bridge") < plan_of(clinic).index("side: left")


def test_a_new_plan_begins_with_another_and_its_comments(clinic: ClinicFolder) -> None:
    assert clinic.run("plan", "new", "yours", "--from", "mine", "--title", "Yours").code == 0
    yours = (clinic.folder / "content" / "plans" / "yours.yaml").read_text("utf-8")
    assert yours == PLAN.replace("id: mine", "id: yours").replace("title: Mine", "title: Yours")


def test_a_built_in_plan_is_copied_before_it_is_changed(clinic: ClinicFolder) -> None:
    before = (ROOT / "content" / "plans" / "sacroiliac-joint.yaml").read_text("utf-8")
    assert clinic.run("plan", "remove", "sacroiliac-joint", "trunk-rotation").code == 0
    own = (clinic.folder / "content" / "plans" / "sacroiliac-joint.yaml").read_text("utf-8")
    assert own == before.replace("  - exercise: trunk-rotation\n    dose: {reps: 5}\n", "")
    assert (ROOT / "content" / "plans" / "sacroiliac-joint.yaml").read_text("utf-8") == before


WRONG = {
    "plan add mine bridge:reps=5": "has the exercise bridge already",
    "plan add mine brigde:reps=5": 'did you mean "bridge"?',
    "plan add mine clamshell:reps=8 --after brid-dog": 'did you mean "bird-dog"?',
    "plan add mine clamshell:reps=many": '"many" is not a count',
    "plan remove mine brid-dog": 'did you mean "bird-dog"?',
    "plan remove mine bird-dog bridge knee-to-chest": "has no exercise left",
    "plan move mine clamshell": "has no such exercise",
    "plan add mien clamshell:reps=8": 'there is no plan "mien"',
    "plan new first-visit --from mine": "is the id of a built-in file",
    "plan new mine --from first-visit": "is there already",
    "plan new Mine --from first-visit": "Mine",
}


@pytest.mark.parametrize("command", WRONG)
def test_a_wrong_word_changes_nothing(clinic: ClinicFolder, command: str) -> None:
    ran = clinic.run(*command.split())
    assert ran.code == 1, ran.out
    assert WRONG[command] in ran.err
    assert plan_of(clinic) == PLAN
    assert [path.name for path in (clinic.folder / "content" / "plans").iterdir()] == ["mine.yaml"]


def test_a_plan_that_lacks_a_number_is_not_written(clinic: ClinicFolder) -> None:
    ran = clinic.run("plan", "add", "mine", "trunk-rotation")
    assert ran.code == 1
    assert "content/plans/mine.yaml:18" in ran.err
    assert "reps" in ran.err
    assert plan_of(clinic) == PLAN


def test_an_order_that_no_paper_can_be_made_of_is_not_written(clinic: ClinicFolder) -> None:
    words = ("order", "new", "--plan", "lumbar-and-sacrum", "--id", "a-9", "--patient", "Ida Invented")
    ran = clinic.run(*words, "--flag", "pregnancy-trimester-3")
    assert ran.code == 1
    assert "prone-pelvic-set" in ran.err
    assert not (clinic.folder / "orders").exists()
    assert clinic.run(*words).code == 0
    before = (clinic.folder / "orders" / "a-9.yaml").read_bytes()
    assert clinic.run("order", "again", "a-9", "--flag", "pregnancy-trimester-3").code == 1
    assert clinic.run("handout", "a-9", "--again", "--flag", "pregnancy-trimester-3").code == 1
    assert [path.name for path in (clinic.folder / "orders").iterdir()] == ["a-9.yaml"]
    assert (clinic.folder / "orders" / "a-9.yaml").read_bytes() == before


def test_the_comments_of_an_order_stay(clinic: ClinicFolder) -> None:
    clinic.write(
        "orders/a-9.yaml", "id: a-9\n# Monday\nplan: mine   # hers\npatient: 'Ida Invented'\ndoses:\n  bridge: {reps: 6} # so far\n"
    )
    assert clinic.run("order", "again", "a-9", "--set", "bridge.reps=8").code == 0
    text = (clinic.folder / "orders" / "a-9.yaml").read_text("utf-8")
    assert text == (
        "id: a-9\n# Monday\nplan: mine   # hers\npatient: 'Ida Invented'\ndoses:\n  bridge: {reps: 8} # so far\nsince: a-9-last\n"
    )
    last = (clinic.folder / "orders" / "a-9-last.yaml").read_text("utf-8")
    assert last.startswith("id: a-9-last\n# Monday\n")
    assert "bridge: {reps: 6} # so far" in last
