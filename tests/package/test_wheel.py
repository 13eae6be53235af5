"""The wheel: it carries content and layouts, and works alone in an empty environment, offline."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from rehabpress import Order, build_handout
from rehabpress.loader.folders import Folders

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-20"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("rehabpress-*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel; what it depends on is lent by this one."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


def run(python: Path, folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run([python, "-m", "rehabpress", *words], capture_output=True, text=True, cwd=folder, env=environment, check=False)
    assert ran.returncode == 0
    assert re.fullmatch(r"(From the library, not from the plan: .*\n)?", ran.stderr)
    return ran.stdout


def test_all_content_and_layouts_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    tracked = subprocess.run(["git", "ls-files", "content", "layouts"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert tracked
    assert [name for name in tracked if f"rehabpress/{name}" not in names] == []
    assert "rehabpress/py.typed" in names
    assert not [name for name in names if "/tests/" in name or "/output/" in name]


def test_the_installed_command_finds_its_own_content(python: Path, tmp_path: Path) -> None:
    assert f"{python.parents[1]}" in run(python, tmp_path, "show", "bird-dog").replace("\n", "")


def test_the_installed_command_prints_the_same_handout(python: Path, tmp_path: Path) -> None:
    said = run(python, tmp_path, "handout", "sacroiliac-joint", "--date", DAY)
    made = (tmp_path / said.strip()).read_bytes()
    order = Order(plan="sacroiliac-joint", date=dt.date.fromisoformat(DAY))
    assert made == build_handout(order, Folders((ROOT / "content",), (ROOT / "layouts",))).pdf


def test_a_project_wins_over_the_packaged_content(python: Path, tmp_path: Path) -> None:
    own = tmp_path / "content" / "plans" / "sacroiliac-joint.yaml"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "content" / "plans" / "sacroiliac-joint.yaml").read_text().replace("Exercises for", "Movements for"))
    assert "Movements for" in run(python, tmp_path, "list", "plans")
