"""What a command imports: what it needs for its work and nothing else, as importing takes longer than most of the work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from helpers.pinned import as_pinned

PROGRAM = """
import sys
from rehabpress.cli.main import main
try:
    main()
finally:
    print(*sys.modules, file=open("modules.txt", "w"))
"""

LIBRARIES = {"PIL", "babel", "jinja2", "pydantic", "reportlab", "uharfbuzz", "yaml"}
"""What makes a handout."""
SELDOM = {
    "distributed",
    "multiprocessing",
    "pikepdf",
    "pyclipper",
    "pypdfium2",
    "openpyxl",
    "rich",
    "ssl",
    "tinycss2",
    "urllib.request",
}
"""What only an option, a format of a roster or a table on the screen needs."""
PLATYPUS = {"reportlab.graphics", "reportlab.lib.styles", "reportlab.platypus"}
DRAWING = {"rehabpress.figure.draw", "rehabpress.figure.lint", "rehabpress.model.figure", "rehabpress.model.pose"}
BATCH = {
    "concurrent",
    "filelock",
    "logging",
    "rehabpress.batch",
    "rehabpress.model.roster",
    "rehabpress.pdf.print_file",
    "rehabpress.pdf.text_extraction",
}
READ_BACK = {"rehabpress.pdf.text_extraction"}
"""What looks whether a paper that would be written over is this patient's."""
OTHERS = {"rehabpress.advice", "rehabpress.advice.preflight", "rehabpress.review"}

HANDOUT = ["handout", "sacroiliac-joint"]
PACKETS = ["packets", str(ROOT / "content" / "rosters" / "sample.csv"), "--quiet"]


def imported(clinic: ClinicFolder, *words: str) -> set[str]:
    """The modules that there are after a command, and the packages that they are in."""
    environment = {**os.environ, "REHABPRESS_CACHE": str(clinic.folder / "cache"), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", PROGRAM, *words], cwd=clinic.folder, env=environment, check=True, capture_output=True)
    found = (clinic.folder / "modules.txt").read_text(encoding="utf-8").split()
    return {name.rsplit(".", dots)[0] for name in found for dots in range(name.count(".") + 1)}


@as_pinned
@pytest.mark.parametrize(
    ("words", "needed", "needless"),
    [
        (["--help"], {"typer"}, LIBRARIES | SELDOM | {"rehabpress.support.problems"}),
        (["handout", "--help"], {"typer"}, (LIBRARIES - {"pydantic"}) | SELDOM | {"rehabpress.support.problems", "rehabpress.cli.packets"}),
        (HANDOUT, LIBRARIES, SELDOM | PLATYPUS | DRAWING | (BATCH - READ_BACK) | OTHERS | {"rehabpress.cli.packets"}),
        (["check"], LIBRARIES, (SELDOM | PLATYPUS | BATCH | OTHERS | {"rehabpress.figure.lint"}) - {"rehabpress.model.roster"}),
        (PACKETS, LIBRARIES | BATCH, SELDOM | PLATYPUS | DRAWING | OTHERS),
        (["list", "exercises"], {"pydantic", "yaml"}, (LIBRARIES - {"pydantic", "yaml", "babel"}) | SELDOM),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_imports_what_it_needs(tmp_path: Path, words: list[str], needed: set[str], needless: set[str]) -> None:
    clinic = ClinicFolder(tmp_path)
    if not needed <= {"typer"}:
        imported(clinic, *words)  # what is kept on disk is there the second time
    found = imported(clinic, *words)
    assert sorted(needed - found) == []
    assert sorted(needless & found) == []
