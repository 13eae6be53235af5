"""The built-in figures: one for every exercise, each without a fault on every body, small, and the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from helpers.figure_strategies import FOLDERS, ROOT, bodies, library
from rehabpress.figure.draw import draw
from rehabpress.figure.lint import lint
from rehabpress.loader.folders import ids
from rehabpress.pictures.pdf_operators import operators

pytestmark = pytest.mark.slow

NAMES = sorted(library())


def test_every_exercise_has_its_figure() -> None:
    assert set(ids(FOLDERS, "exercises")) <= set(NAMES)


def test_there_are_bodies_to_choose_from() -> None:
    assert len(bodies()) >= 3
    assert len({(b.hair, b.skin, b.build) for b in bodies().values()}) == len(bodies())


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_has_no_fault_on_any_body(name: str) -> None:
    assert [p.what for body in bodies().values() for p in lint(library()[name], body)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_small(name: str) -> None:
    drawing = draw(library()[name], bodies()["alex"])
    assert len(operators(drawing)[0]) <= 30 * 1024
    assert drawing.width <= 284
    assert drawing.height <= 143


def test_an_exercise_of_one_side_says_which_side_is_drawn() -> None:
    assert library()["knee-to-chest"].side == "right"
    for name in ("bird-dog", "clamshell", "calf-stretch", "hip-flexor-stretch", "side-lying-hip-abduction"):
        assert library()[name].side is not None


_PRINT = """
from helpers.figure_strategies import bodies, library
from hashlib import sha256
from rehabpress.figure.draw import draw
from rehabpress.pictures.pdf_operators import operators
for name in ("bird-dog", "figure-four-stretch", "seated-posture"):
    print(sha256(operators(draw(library()[name], bodies()["maria"]))[0]).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_a_figure_is_the_same_in_every_process(seed: str) -> None:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, "-c", _PRINT],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    names = ("bird-dog", "figure-four-stretch", "seated-posture")
    here = [sha256(operators(draw(library()[name], bodies()["maria"]))[0]).hexdigest() for name in names]
    assert run.stdout.split() == here
