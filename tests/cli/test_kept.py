"""What is kept on the disk is what would be made anew: rows of lists, plans that were right, figures as SVG."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from rehabpress.loader.folders import find_folders
from rehabpress.pipeline import check_collection
from rehabpress.pipeline.pipeline import Pipeline


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClinicFolder:
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "clinic").mkdir()
    clinic = ClinicFolder(tmp_path / "clinic")
    plan = (ROOT / "content" / "plans" / "first-visit.yaml").read_text("utf-8")
    clinic.write("content/plans/mine.yaml", plan.replace("id: first-visit", "id: mine"))
    return clinic


def test_a_list_is_the_same_when_it_is_kept_and_follows_each_change(clinic: ClinicFolder) -> None:
    first = clinic.run("list", "plans").out
    assert clinic.run("list", "plans").out == first
    clinic.edit("content/plans/mine.yaml", "title: Your first exercises", "title: Another title")
    second = clinic.run("list", "plans").out
    assert "Another title" in second
    assert second.count("\n") == first.count("\n")
    (clinic.folder / "content" / "plans" / "mine.yaml").unlink()
    assert "mine " not in clinic.run("list", "plans").out


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"program": 1}', b'{"rows": {"a": 1}}'])
def test_rows_that_are_damaged_are_made_again(clinic: ClinicFolder, damage: bytes) -> None:
    first = clinic.run("list", "exercises").out
    (kept,) = (clinic.folder.parent / "cache" / "lists").iterdir()
    kept.write_bytes(damage)
    assert clinic.run("list", "exercises").out == first


def test_a_list_reads_only_what_it_prints_and_a_wrong_file_is_still_said(clinic: ClinicFolder) -> None:
    assert clinic.run("list", "plans").code == 0
    clinic.edit("content/plans/mine.yaml", "title: Your first exercises", "titel: Your first exercises")
    ran = clinic.run("list", "plans")
    assert (ran.code, 'unknown key "titel"' in ran.err) == (1, True)


def test_a_right_plan_or_order_is_not_built_again_before_something_of_it_changes(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []

    class Counting(Pipeline):
        def pages(self, orders):  # type: ignore[no-untyped-def]
            built.extend(str(order.plan) for order in orders)
            return super().pages(orders)

    monkeypatch.setattr(check_collection, "Pipeline", Counting)

    def built_by_check(today: dt.date = dt.date(2026, 11, 20)) -> set[str]:
        built.clear()
        check_collection.check_everything(find_folders(clinic.folder), today)
        return set(built)

    assert {"mine", "first-visit"} <= built_by_check()
    assert built_by_check() == set()
    clinic.edit("content/plans/mine.yaml", "reps: 3", "reps: 4")
    assert built_by_check() == {"mine"}
    clinic.edit("content/exercises/trunk-rotation.yaml", "hold: 4-5 s", "hold: 5-6 s")
    assert {"mine", "first-visit"} <= built_by_check() < {*clinic.run("list", "plans").out.split()}
    clinic.edit("layouts/locales/en.yaml", "language: en", "language: en\n# changed")
    assert {"mine", "first-visit", "knee-osteoarthritis"} <= built_by_check()
    clinic.write("orders/today.yaml", "id: today\nplan: mine\n")
    clinic.write("orders/news.yaml", "id: news\nplan: first-visit\nsince: mine\n")
    assert built_by_check() == {"mine", "first-visit"}
    assert built_by_check() == {"first-visit"}  # what is new since another plan is looked at each time
    clinic.edit("orders/today.yaml", "plan: mine", "plan: mine\nside: left")
    assert built_by_check() == {"mine", "first-visit"}
    assert {"mine", "first-visit"} <= built_by_check(dt.date(2030, 1, 1))  # an order without a day is of today


def test_a_plan_that_is_wrong_is_built_each_time(clinic: ClinicFolder) -> None:
    clinic.edit("content/plans/mine.yaml", "reps: 3, ", "")
    first = clinic.run("check")
    assert first.code == 1
    assert clinic.run("check").err == first.err


def test_a_figure_is_drawn_once_and_again_when_its_pose_changes(clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def svg() -> bytes:
        assert clinic.run("figure", "bridge", "-o", "x.svg").code == 0
        return (clinic.folder / "x.svg").read_bytes()

    first = svg()
    (kept,) = (clinic.folder.parent / "cache" / "svg").iterdir()
    monkeypatch.setattr("rehabpress.figure.draw.draw", None)
    assert svg() == first
    monkeypatch.undo()
    monkeypatch.setenv("REHABPRESS_CACHE", str(clinic.folder.parent / "cache"))
    kept.write_bytes(kept.read_bytes()[:-20])
    assert svg() == first
    clinic.edit("content/figures/bridge.yaml", "tilt: -29", "tilt: -25")
    assert svg() != first
