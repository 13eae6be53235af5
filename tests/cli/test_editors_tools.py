"""What helps an editor of content: which sources are weak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder

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
