"""docs/safety.md names what there is, and its examples are read as they stand."""

from __future__ import annotations

import re
from typing import Any

import pytest

from helpers.safety_samples import ROOT, read
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.reader import read_text
from rehabpress.model.library import Library
from rehabpress.model.plan import PlannedExercise
from rehabpress.model.safety import Protocol, Rule

PAGE = (ROOT / "docs" / "safety.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def library() -> Library:
    return read()


def test_every_movement_is_there_as_its_file_has_it(library: Library) -> None:
    for movement in library.movements.values():
        assert f"| `{movement.id}` | {movement.name} | {movement.definition} |" in PAGE


def weeks(rule: Rule) -> str:
    first, last = rule.from_week, rule.to_week
    if first is None and last is None:
        return ""
    return f", weeks {first or 0} to {last}" if last is not None else f", from week {first}"


def test_every_rule_and_every_disagreement_is_there(library: Library) -> None:
    for flag in library.flags.values():
        section = PAGE.partition(f"### `{flag.id}`: {flag.name}\n")[2].partition("\n###")[0]
        rules = [line for line in section.splitlines() if line.startswith(("- avoid", "- ask", "- modify"))]
        assert rules == [
            f"- {rule.verdict}{'' if rule.exception else ' (no exception)'}{weeks(rule)}: "
            + (", ".join(f"`{name}`" for name in rule.movements) or "everything else")
            + (" (said once)" if rule.once else "")
            + (" (not where supported)" if rule.unless_supported else "")
            for rule in flag.rules
        ]
        assert " ".join(flag.disagreement) in section


def test_its_examples_are_read() -> None:
    override, protocol = (read_text(text, "docs/safety.md") for text in EXAMPLES)
    assert override.data
    assert protocol.data
    entries: Any = override.data["exercises"]
    assert check(PlannedExercise, entries[0], override.origin).override
    assert check(Protocol, protocol.data, protocol.origin).phases
