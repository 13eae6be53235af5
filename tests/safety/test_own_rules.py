"""A clinic's own folder may change rules, but never silently: what is less strict is named everywhere, and counts only when signed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from helpers.prepared import page_of
from helpers.safety_samples import DATE, ROOT, flag_of, read
from rehabpress.api import Order
from rehabpress.cli.app import command_line
from rehabpress.loader.folders import Folders, find_folders
from rehabpress.model.weaker import weaker_than
from rehabpress.pipeline.check_collection import check_everything
from rehabpress.review.sign import Signing, sign
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

LIBRARY = read()
CONTENT = ROOT / "content"


def own(tmp_path: Path, kind: str, name: str, *changes: tuple[str, str]) -> Folders:
    """A project with its own copy of a packaged file, changed."""
    text = (CONTENT / kind / f"{name}.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "content" / kind / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return find_folders(tmp_path)


FEWER_TAGS = ("exercises", "trunk-rotation", ("  - supine-lying\n  - unloaded-rotation\n", "  - sitting\n"))
ORDER = Order(plan="sacroiliac-joint", date=DATE, flags=(flag_of("falls-risk"),))


def refused(folders: Folders, order: Order = ORDER) -> list[str]:
    try:
        page_of(order, folders)
    except ProblemsFound as found:
        return [problem.what for problem in found.problems]
    return []


def test_an_exercise_with_fewer_tags_does_not_count_unsigned(tmp_path: Path) -> None:
    """The flag no longer stopped it, and nothing said so."""
    folders = own(tmp_path, *FEWER_TAGS)
    (said,) = refused(folders)
    assert "it lacks the movement supine-lying; it lacks the movement unloaded-rotation; unsigned it must not count" in said
    with pytest.raises(ProblemsFound, match="problem"):
        check_everything(folders, DATE)


def test_signed_it_counts_and_is_named_on_the_paper_and_by_check(tmp_path: Path) -> None:
    folders = own(tmp_path, *FEWER_TAGS)
    sign(folders, tmp_path, ["exercises/trunk-rotation"], Signing("Sam Sample", DATE, DATE + dt.timedelta(365)))
    page = page_of(ORDER, folders)
    (named,) = page.handout.own_rules
    assert (named.kind, named.id, named.by) == ("exercises", "trunk-rotation", "Sam Sample")
    assert named.text == "Sam Sample has signed this clinic’s own text of “Knee rolls”. It is less strict than the text it replaces."
    (note,) = check_everything(folders, DATE).notes
    assert "trunk-rotation.yaml: less strict than the packaged exercises/trunk-rotation, signed by Sam Sample" in note


def test_what_was_changed_after_it_was_signed_does_not_count(tmp_path: Path) -> None:
    folders = own(tmp_path, *FEWER_TAGS)
    sign(folders, tmp_path, ["exercises/trunk-rotation"], Signing("Sam Sample", DATE, DATE + dt.timedelta(365)))
    path = tmp_path / "content" / "exercises" / "trunk-rotation.yaml"
    path.write_text(path.read_text("utf-8").replace("slowly", "fast"), "utf-8")
    assert len(refused(folders)) == 1


def test_the_manifest_names_it(tmp_path: Path) -> None:
    folders = own(tmp_path, *FEWER_TAGS)
    sign(folders, tmp_path, ["exercises/trunk-rotation"], Signing("Sam Sample", DATE, DATE + dt.timedelta(365)))
    roster = tmp_path / "r.csv"
    roster.write_text("id;patient;plan;flags\nx-1;Ida Invented;sacroiliac-joint;unsteady\n", "utf-8")
    words = ["packets", str(roster), "--project", str(tmp_path), "--date", DATE.isoformat(), "--output", str(tmp_path / "out")]
    result = CliRunner().invoke(command_line(words), words, prog_name="rehabpress")
    assert result.exit_code == 0, result.output
    manifest = next((tmp_path / "out").rglob("manifest.json")).read_text("utf-8")
    assert '"own_rules"' in manifest
    assert "lacks the movement unloaded-rotation" in manifest


def test_a_file_that_is_as_strict_needs_no_signature(tmp_path: Path) -> None:
    folders = own(tmp_path, "exercises", "trunk-rotation", ("name: Knee rolls", "name: Knee rolls"))
    assert refused(folders) == []
    assert page_of(ORDER, folders).handout.own_rules == ()


def test_a_movement_keeps_its_meaning(tmp_path: Path) -> None:
    folders = own(tmp_path, "movements", "unloaded-rotation", ("The trunk turns", "The head turns"))
    (said,) = refused(folders)
    assert "it means another movement" in said


def test_in_what_a_flag_is_less_strict() -> None:
    packaged = LIBRARY.flags["hip-replacement"]
    assert weaker_than(packaged, packaged) == ()
    late = packaged.model_copy(
        update={"rules": tuple(r.model_copy(update={"to_week": 4}) if r.to_week == 7 else r for r in packaged.rules)}
    )
    assert "says nothing of hip-flexion-beyond-90 in week 5" in weaker_than(packaged, late)
    assert weaker_than(late, packaged) == ()
    none = packaged.model_copy(update={"rules": packaged.rules[:1]})
    assert "says nothing of impact" in weaker_than(packaged, none)
    final = LIBRARY.flags["vertebral-fracture"]
    softer = final.model_copy(update={"rules": tuple(rule.model_copy(update={"exception": True}) for rule in final.rules)})
    assert weaker_than(final, softer) == ("allows an exception to impact",)
    surgery = LIBRARY.flags["recent-spinal-surgery"]
    assert weaker_than(surgery, surgery.model_copy(update={"needs_protocol": False})) == ("needs no protocol",)
    pressure = LIBRARY.flags["uncontrolled-blood-pressure"]
    open_ = pressure.model_copy(update={"rules": pressure.rules[:-1]})
    assert weaker_than(pressure, open_) == ("says nothing of all other movements",)


def test_another_sentence_to_change_by_is_named() -> None:
    packaged = LIBRARY.flags["falls-risk"]
    said = packaged.model_copy(
        update={"rules": tuple(rule.model_copy(update={"instead": "Go on."}) if rule.instead else rule for rule in packaged.rules)}
    )
    assert "says something else of how to do standing" in weaker_than(packaged, said)


def test_in_what_other_kinds_are_less_strict() -> None:
    condition = LIBRARY.conditions["sacroiliac-joint-pain"]
    assert any("lacks" in how for how in weaker_than(condition, condition.model_copy(update={"avoid": ()})))
    region = LIBRARY.regions["low-back-and-pelvis"]
    (how,) = weaker_than(region, region.model_copy(update={"emergency": region.emergency[1:]}))
    assert region.emergency[0] in how
    assert weaker_than(region, region.model_copy(update={"emergency": (*region.emergency, "you feel strange")})) == ()
    instead = region.model_copy(update={"in_place_of": ("neck",)})
    assert weaker_than(region, instead) == ("stands in place of neck",)
    exercise = LIBRARY.exercises["bridge"]
    assert weaker_than(exercise, exercise.model_copy(update={"supported": True})) == ("says that it is supported",)
    stopped = exercise.model_copy(update={"stop": "Stop if it hurts."})
    assert weaker_than(stopped, exercise.model_copy(update={"stop": None})) == ("has no stop rule",)
