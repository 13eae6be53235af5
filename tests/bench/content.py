"""What a handout says as plain data, for peers that know nothing of this program, and its figures as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rehabpress.loader.folders import Folders
from rehabpress.pictures.svg_writer import to_svg
from rehabpress.pipeline.figures import drawn
from rehabpress.pipeline.order import SOMEBODY, Who
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Place

WHO = Who(SOMEBODY, Place("bench"))


def plain(handout: Handout) -> dict[str, Any]:
    """All text of a handout, in the order of the page."""
    clinic = handout.clinic
    return {
        "title": handout.title,
        "patient": handout.patient or "",
        "date": handout.date_text,
        "from": handout.clinician.name if handout.clinician else clinic.name,
        "clinic": [clinic.name, *clinic.address, clinic.phone, clinic.hours or "", clinic.email or "", clinic.web or ""],
        "message": handout.message,
        "time": handout.time,
        "glance": [[f"{c.number} {c.name}", c.text.amount, c.text.hold, c.text.often] for c in handout.cards],
        "emergency": [*handout.safety.stop_emergency, *(sign for group in handout.safety.emergency for sign in group.signs)],
        "cards": [
            {
                "number": str(c.number),
                "name": c.name,
                "goal": c.goal,
                "picture": c.id,
                "start": c.start,
                "steps": list(c.steps),
                "dose": list(c.text.sentences),
                "feel": list(c.feel),
                "mistakes": list(c.mistakes),
            }
            for c in handout.cards
        ],
        "avoid": [[item.what, f"{item.why} {item.instead or ''}"] for item in handout.avoid],
        "tips": [[tip.title, tip.text] for tip in handout.tips],
        "lists": [
            ["How it should feel", list(handout.safety.feeling), list(handout.safety.stop)],
            ["When to get help", list(handout.safety.urgent), list(handout.safety.ask_first)],
            *[[about.title, list(about.what_it_is), list(about.causes)] for about in handout.about],
        ],
        "small": [*[line.text for line in handout.review], handout.set_by_plan, *[f"{s.number} {s.text}" for s in handout.sources]],
    }


def figures(folders: Folders, names: Iterable[str], target: Path) -> None:
    """Write the figures of exercises as SVG files."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        (target / f"{name}.svg").write_text(to_svg(drawn(folders, name, WHO)), encoding="utf-8")
