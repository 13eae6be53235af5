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
    """All text of the sheet, in the order of the page: what the layout ``handout`` prints and no more."""
    clinic, safety = handout.clinic, handout.safety
    help_, phone = clinic.emergency, clinic.phone
    sample = "This page is a sample: the clinic and the people on it are invented."
    frames = [
        *[[f"Call {help_.call} or go to {help_.go_to} now if {group.when or ''}", list(group.signs)] for group in safety.emergency],
        [f"Stop and call {help_.call} now if you have", list(safety.stop_emergency)],
        *[[f"Stop and call {called.who} now if you have", list(called.signs)] for called in safety.call],
    ]
    return {
        "title": handout.title,
        "patient": handout.patient or "",
        "date": handout.date_text,
        "from": handout.clinician.name if handout.clinician else clinic.name,
        "clinic": {"name": clinic.name, "address": ", ".join(clinic.address), "phone": phone, "hours": clinic.hours or ""},
        "message": f"{handout.message} {handout.time}",
        "cards": [
            {
                "number": str(c.number),
                "name": c.name,
                "need": ", ".join(c.equipment),
                "picture": c.id,
                "dose": " ".join(c.text.sentences),
                "steps": [c.start, *c.steps],
                "watch": c.mistakes[0] if c.mistakes else "",
                "stop": c.stop or "",
            }
            for c in handout.cards
        ],
        "frames": frames,
        "urgent": [f"Call us on {phone} or your doctor the same day if you have", list(safety.urgent)],
        "closed": f"When we are closed, call {help_.out_of_hours}.",
        "stop": [f"Stop, rest and call us on {phone} if you", list(safety.stop)],
        "feeling": list(safety.feeling),
        "tips": [tip.title for tip in handout.tips],
        "avoid": [[item.what, item.instead or ""] for item in handout.avoid],
        "small": f"{' '.join(line.text for line in handout.review)} Made from {len(handout.sources)} sources: ask us for the list. {sample}",
    }


def figures(folders: Folders, names: Iterable[str], target: Path) -> None:
    """Write the figures of exercises as SVG files."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        (target / f"{name}.svg").write_text(to_svg(drawn(folders, name, WHO)), encoding="utf-8")
