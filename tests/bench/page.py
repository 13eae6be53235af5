"""What a person waits for on the page: a changed dose to its PDF and to the picture of its page, beside Typst's compile of the same paper.

Turn by turn in one run, wall-clock milliseconds, median and 95th percentile; then memory after ``--changes`` changes.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import rendercv_fonts
import typst

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.content import figures, plain
from helpers.web_page import WebPage, web_page
from rehabpress.loader.folders import find_folders

HERE = Path(__file__).parent
WARM = 8


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=60)
    arguments.add_argument("--changes", type=int, default=2000)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, web_page(Path(folder)) as page:
        print(f"\nA changed dose, milliseconds, {platform.python_version()}")
        print(f"{'':44}{'median':>9}{'95 %':>9}")
        for name, found in waits(page, Path(folder), asked.turns).items():
            print(f"{name:44}{statistics.median(found):9.1f}{statistics.quantiles(found, n=20)[-1]:9.1f}")
        memory(page, asked.changes)


def waits(page: WebPage, folder: Path, turns: int) -> dict[str, list[float]]:
    """Milliseconds of each turn, the first ones left out."""
    figures(find_folders(folder), ["knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog"], folder / "figures")
    (folder / "handout.typ").write_bytes((HERE / "handout.typ").read_bytes())
    compiler = typst.Compiler(
        folder / "handout.typ", root=folder, font_paths=[rendercv_fonts.path_of["Source Sans 3"]], ignore_system_fonts=True
    )
    draft = page.draft(patient="Ida Invented")
    draft["order"]["annexes"] = []
    found: dict[str, list[float]] = {"dose to PDF": [], "dose to the picture of its page (800 px)": [], "Typst: the same words to PDF": []}
    for turn in range(WARM + turns):
        draft["plan"]["exercises"][turn % 4]["dose"] = {"reps": turn + 1}
        begun = time.perf_counter()
        said = page.post("/preview", draft).json()
        made = time.perf_counter()
        page.get(f"/page/{said['pages'][0]['name']}.jpg?w=800")
        shown = time.perf_counter()
        words = json.dumps(plain(page.desk.papers[said["key"]].handout))
        set_ = time.perf_counter()
        compiler.compile(sys_inputs={"data": words, "pictures": "yes"})
        ended = time.perf_counter()
        if turn >= WARM:
            for name, taken in zip(found, (made - begun, shown - begun, ended - set_), strict=True):
                found[name].append(taken * 1000)
    return found


def memory(page: WebPage, changes: int) -> None:
    """Print the largest memory of this process after parts of the changes."""
    draft = page.draft(layout="summary")
    for number in range(changes):
        draft["plan"]["exercises"][number % 4]["dose"] = {"reps": number % 97 + 1}
        draft["order"]["patient"] = f"Ida Invented {_letters(number)}"
        page.post("/preview", draft)
        if number + 1 in steps(changes):
            print(f"{number + 1:6} changes: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB at most")


def steps(changes: int) -> Sequence[int]:
    """After how many changes memory is looked at."""
    return [max(1, changes * part // 4) for part in (1, 2, 3, 4)]


def _letters(number: int) -> str:
    return "".join(chr(65 + int(digit)) for digit in str(number))


if __name__ == "__main__":
    main()
