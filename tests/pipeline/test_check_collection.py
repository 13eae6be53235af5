"""What ``check`` finds, it says at once: not the files first, and the papers only after these are mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers.safety_samples import ROOT
from rehabpress.loader.folders import find_folders
from rehabpress.pipeline.check_collection import check_everything
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

CHANGES = (
    ("exercises", "bridge", "goal:", "gaol:"),
    ("plans", "neck-pain", "dose: {times_per_day: 2, days_per_week: 7}\n", ""),
    ("plans", "knee-osteoarthritis", "exercise: sit-to-stand", "exercise: sit-to-stnd"),
    ("figures", "bridge", "arrows:", "arows:"),
)
"""A key that there is not, a plan without its dose, an exercise that there is not, a key of a figure that there is not."""


def test_wrong_files_and_wrong_papers_are_said_together_and_each_once(tmp_path: Path) -> None:
    for kind, name, old, new in CHANGES:
        text = (ROOT / "content" / kind / f"{name}.yaml").read_text("utf-8")
        assert old in text
        path = tmp_path / "content" / kind / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        check_everything(find_folders(tmp_path), dt.date(2026, 11, 20))
    problems = found.value.problems
    assert len(problems) == len(set(problems))
    said = {(Path(problem.place.file).stem, problem.what) for problem in problems}
    assert ("bridge", 'unknown key "gaol"') in said
    assert ("knee-osteoarthritis", 'there is no exercise "sit-to-stnd"') in said
    assert ("bridge", 'unknown key "arows"') in said
    assert [what for name, what in said if name == "neck-pain" and "does not say times_per_day, days_per_week" in what]
