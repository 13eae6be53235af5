"""The commands that pages and workflows name are those that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from helpers.lowest_versions import lowest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = frozenset(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))


def targets_in(text: str) -> set[str]:
    """The targets of the ``make`` commands of a text: at the start of a line, or in backquotes."""
    commands = re.findall(r"(?:^|`|run: |entry: )make((?: [a-z][a-z-]*)+)", text, re.MULTILINE)
    return {word for command in commands for word in command.split()}


def test_targets_are_found_in_text() -> None:
    assert targets_in("make test test-long\nuse `make docs`; and make sure\n    - run: make site") == {"test", "test-long", "docs", "site"}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".github/pull_request_template.md", ".pre-commit-config.yaml"])
def test_every_target_that_a_page_names_is_there(page: str) -> None:
    named = targets_in((ROOT / page).read_text("utf-8"))
    assert named
    assert named - TARGETS == set()


def test_every_target_is_declared_and_said_in_contributing() -> None:
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert declared
    assert set(declared[1].split()) == TARGETS
    assert TARGETS - {"clean"} <= targets_in((ROOT / "CONTRIBUTING.md").read_text("utf-8")) | targets_in(
        (ROOT / "README.md").read_text("utf-8")
    )


def test_the_workflow_runs_the_commands_of_ci() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    commands = "\n".join(step["run"] for step in jobs["test"]["steps"] if "run" in step)
    assert targets_in(commands) == targets_in((ROOT / ".ci" / "run").read_text("utf-8"))
    assert targets_in("\n".join(step.get("run", "") for job in jobs.values() for step in job["steps"])) <= TARGETS


def test_the_workflow_has_every_python_of_the_classifiers() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = [name.rpartition(" ")[2] for name in project["classifiers"] if "Python :: 3." in name]
    assert jobs["test"]["strategy"]["matrix"]["python"] == said


def test_the_lowest_versions_are_those_of_the_project() -> None:
    found = list(lowest())
    assert any(re.fullmatch(r"pydantic==2\.\d+", line) for line in found)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1:]}
    assert {line.partition("==")[0].lower().replace("_", "-") for line in found} - pinned == set()


def test_the_change_log_has_the_version_of_the_project() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
