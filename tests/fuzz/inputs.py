"""The kinds of input, the right file of each, and how one that was changed is built."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from batch.test_rosters import workbook
from fuzz import mutations
from rehabpress.api import Built, Order, build_handout
from rehabpress.loader.folders import Folders
from rehabpress.loader.rosters.read import read_roster
from rehabpress.loader.yaml import reader
from rehabpress.pipeline.order_files import read_order
from rehabpress.support.problems import ProblemsFound

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 20)

PLAN = """id: fuzzed
title: Fuzzed
conditions: [sacroiliac-joint-pain]
clinic: sample-clinic
dose: {times_per_day: 2, days_per_week: 6}
exercises:
  - exercise: knee-to-chest
    dose: {reps: 7, side: left}
    note: Only as far as it is pleasant.
  - exercise: hip-abduction-band
    dose: {reps: 13}
  - exercise: bird-dog
    dose: {reps: 9}
"""
ORDER = """id: a-1
plan: fuzzed
patient: Ida Invented
layout: booklet
flags: [falls-risk]
not_flags: [osteoporosis]
doses:
  bird-dog: {reps: 11}
without: [hip-abduction-band]
notes:
  bird-dog: Hold on to the worktop.
"""
ROSTER = """id;patient;plan;date;flags;doses
a-1;Ida Invented;fuzzed;2026-11-20;falls-risk;bird-dog.reps=8
a-2;Max Madeup;fuzzed;2026-11-21;;
a-3;Zoë O'Sample;sacroiliac-joint;;;
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<defs><g id="leg"><path d="M10 10 L50 60 C60 70 80 70 90 60 Z" fill="#336699"/></g></defs>
<g transform="translate(10 5) scale(1.2)"><use href="#leg"/><circle cx="50" cy="20" r="10" style="fill:none;stroke:#000;stroke-width:2"/></g>
<rect x="100" y="20" width="60" height="40" rx="4" fill="#dddddd" stroke="#111111"/>
<polyline points="0,90 50,80 100,95 150,70" fill="none" stroke="black" stroke-width="3"/>
</svg>
"""


@dataclass(frozen=True)
class Kind:
    """A kind of input: what its file is called in the project, what it says, and what changes it."""

    name: str
    file: str
    right: str | bytes
    change: Callable[[random.Random, Any], Any]
    often: float = 3
    """How often it is tried, beside others: what costs much, seldom."""
    flags: str = ""

    @property
    def layout(self) -> str:
        """The layout whose paper shows it: the booklet prints most."""
        return "handout" if "handout" in self.file or "sheet" in self.file else "booklet"


def _content(name: str, file: str, often: float = 3, flags: str = "") -> Kind:
    return Kind(name, file, (ROOT / file).read_text("utf-8"), mutations.yaml_text, often, flags)


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((60, 40)).convert("RGBA" if kind == "PNG" else "RGB").save(out, kind)
    return out.getvalue()


def kinds() -> tuple[Kind, ...]:
    """All kinds. Files that the clinic has not are those of the package."""
    layouts = ("booklet.html", "parts/dose.html", "parts/safety.html", "handout.html", "parts/sheet-card.html")
    return (
        Kind("plan", "content/plans/fuzzed.yaml", PLAN, mutations.yaml_text, 8),
        Kind("order", "orders/a-1.yaml", ORDER, mutations.yaml_text, 40),
        _content("exercise", "content/exercises/bird-dog.yaml"),
        _content("condition", "content/conditions/sacroiliac-joint-pain.yaml"),
        _content("flag", "content/flags/falls-risk.yaml", flags="falls-risk"),
        _content("region", "content/regions/low-back-and-pelvis.yaml"),
        _content("region", "content/regions/whole-body.yaml"),
        _content("clinic", "content/clinics/sample-clinic.yaml"),
        *(
            Kind("layout", f"layouts/{name}", (ROOT / "layouts" / name).read_text("utf-8"), mutations.template_text, 0.6)
            for name in layouts
        ),
        Kind("layout-options", "layouts/booklet.yaml", (ROOT / "layouts/booklet.yaml").read_text("utf-8"), mutations.yaml_text, 0.4),
        _content("theme", "layouts/themes/clinic.yaml"),
        _content("locale", "layouts/locales/en.yaml"),
        _content("figure", "content/figures/bird-dog.yaml", 1),
        Kind("roster-csv", "r.csv", ROSTER, mutations.csv_text, 40),
        Kind("roster-xlsx", "r.xlsx", workbook(), mutations.packed, 30),
        Kind("picture-svg", "content/pictures/bird-dog.svg", SVG, mutations.template_text, 0.8),
        Kind("picture-png", "content/pictures/bird-dog.png", _picture("PNG"), mutations.png_change, 0.8),
        Kind("picture-jpeg", "content/pictures/bird-dog.jpg", _picture("JPEG"), mutations.bytes_change, 0.6),
    )


class Project:
    """A clinic's folder in which one file at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for kind in kinds():
            (folder / kind.file).parent.mkdir(parents=True, exist_ok=True)
        self.write("content/plans/fuzzed.yaml", PLAN)
        self.folders = Folders((folder / "content", ROOT / "content"), (folder / "layouts", ROOT / "layouts"), (folder / "orders",))

    def write(self, file: str, text: str | bytes) -> None:
        """Write a file of the project."""
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (self.folder / file).write_bytes(data)

    def take_away(self, kind: Kind) -> None:
        """Put things back as they were."""
        (self.folder / kind.file).unlink(missing_ok=True)
        if kind.name == "plan":
            self.write(kind.file, PLAN)

    def build(self, kind: Kind) -> Built | None:
        """A whole paper of the project as it is, or nothing for what gives none by itself. Raises ``ProblemsFound``."""
        if kind.name.startswith("roster"):
            roster = read_roster(self.folder / kind.file, self.folders)
            if roster.bad:
                raise ProblemsFound([problem for problems in roster.bad.values() for problem in problems])
            return None
        if kind.name == "order":
            return build_handout(read_order(self.folders, self.folder / kind.file, DAY), self.folders)
        if kind.flags:
            self.write("orders/f-1.yaml", f"id: f-1\nplan: fuzzed\nflags: [{kind.flags}]\nlayout: {kind.layout}\n")
            return build_handout(read_order(self.folders, self.folder / "orders/f-1.yaml", DAY), self.folders)
        return build_handout(Order(plan="fuzzed", date=DAY, layout=kind.layout), self.folders)


@contextmanager
def files_read_once() -> Iterator[None]:
    """Parse each file of the package once: nearly all of them are read again and again."""
    read = reader.read_text
    kept = lru_cache(2_000)(read)

    def read_text(text: str, file: str) -> reader.RawContent:
        return kept(text, file) if file.startswith((str(ROOT / "content"), str(ROOT / "layouts"))) else read(text, file)

    with mock.patch.object(reader, "read_text", read_text):
        yield
