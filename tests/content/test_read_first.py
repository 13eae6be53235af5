"""docs/read-first.md: what a clinician should read first stands there as the files say it, with their sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from helpers.safety_samples import ROOT

PAGE = (ROOT / "docs" / "read-first.md").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of the page: a statement of which its writers are not sure."""

    number: int
    file: str
    statement: str
    sources: tuple[str, ...]


def doubts() -> list[Doubt]:
    found = []
    for line in PAGE.splitlines():
        if re.match(r"\| \d+ \|", line):
            number, file, statement, _, sources = [cell.strip() for cell in line.strip("|").split("|")]
            found.append(Doubt(int(number), file.strip("`"), statement.strip('"'), tuple(re.findall(r"`([a-z0-9-]+)`", sources))))
    return found


def test_there_are_twenty() -> None:
    assert [doubt.number for doubt in doubts()] == list(range(1, 21))


@pytest.mark.parametrize("doubt", doubts(), ids=lambda doubt: doubt.file)
def test_a_statement_is_that_of_its_file_and_has_sources(doubt: Doubt) -> None:
    said = (ROOT / "content" / doubt.file).read_text("utf-8")
    assert doubt.statement in " ".join(said.split())
    assert doubt.sources
    for source in doubt.sources:
        assert (ROOT / "content" / "sources" / f"{source}.yaml").exists(), source
