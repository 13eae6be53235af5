"""What helps an editor of content: which sources are weak, and what the library has for whom."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from helpers.write_docs import REASONS, coverage_page
from rehabpress.loader.folders import Folders
from rehabpress.pipeline.coverage import by_flag, coverage

SOURCE = "id: {name}\ntitle: An article\n{kind}read_on: 2026-11-20\nurl: https://example.org\n"


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


@pytest.mark.parametrize(
    ("kind", "listed"), [("kind: company\n", "company"), ("kind: repeated\n", "repeated"), ("", "not said"), ("kind: hospital\n", "")]
)
def test_a_weak_source_is_listed_with_what_rests_on_it(clinic: ClinicFolder, kind: str, listed: str) -> None:
    clinic.write("content/sources/an-article.yaml", SOURCE.format(name="an-article", kind=kind))
    clinic.edit("content/exercises/bridge.yaml", "- mount-nittany-bridge", "- an-article\n  - mount-nittany-bridge")
    ran = clinic.run("list", "sources", "--weak", "--json")
    rows = {row["id"]: row for row in json.loads(ran.out)}
    assert ("an-article" in rows) is bool(listed)
    if listed:
        assert rows["an-article"]["kind"] == listed
        assert rows["an-article"]["what rests on it"] == "exercise bridge"
    assert "exercise pelvis-lift (nothing better)" in rows["ace-suspension"]["what rests on it"]
    assert "mount-nittany-bridge" not in rows


def test_weak_is_asked_of_sources_alone(clinic: ClinicFolder) -> None:
    ran = clinic.run("list", "plans", "--weak")
    assert ran.code == 2
    assert "--weak goes with sources" in ran.err


def test_coverage_counts_what_the_filters_find(clinic: ClinicFolder) -> None:
    cells = json.loads(clinic.run("list", "coverage", "--json").out)
    assert cells
    for cell in cells[::9]:
        words = ["list", "exercises", "--json", "--region", cell["region"], "--purpose", cell["purpose"], "--position", cell["position"]]
        assert [one["id"] for one in json.loads(clinic.run(*words).out)] == cell["exercises"]
        found = json.loads(clinic.run(*words, "--flag", "osteoporosis").out)
        assert sorted(one["id"] for one in found if one["allowed"].startswith("allowed")) == cell["left"]["osteoporosis"]


def test_coverage_is_a_table_too_and_no_kind_of_content(clinic: ClinicFolder) -> None:
    ran = clinic.run("list", "coverage")
    assert re.search(r"^knee +strength +\d+ ", ran.out, re.MULTILINE)
    assert re.search(r"^weight-bearing-limit +\d+ +\d+! ", ran.out, re.MULTILINE)
    assert "What the surgeon's protocol decides: recent-spinal-surgery, shoulder-repair." in ran.out
    assert "coverage" not in clinic.run("list").out


def test_the_page_of_coverage_is_not_stale_and_says_why_a_flag_leaves_little() -> None:
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == coverage_page(), "run: make docs"
    _, rows = by_flag(coverage(Folders((ROOT / "content",), (ROOT / "layouts",))))
    assert {row[0] for row in rows if any(cell.endswith("!") for cell in row)} == REASONS.keys()
