"""A small handout, its labels and styles, and ways to render it from the folders ``clinic`` and ``packaged``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabpress.markup.blocks import Document
from rehabpress.markup.parse import parse
from rehabpress.markup.source_map import PLACE, Markup
from rehabpress.model.clinic import Clinic, Emergency
from rehabpress.templates.render import render


@dataclass(frozen=True, slots=True)
class Card:
    number: int
    name: str
    steps: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    title: str
    message: str
    language: str
    goal: str | None
    cards: tuple[Card, ...]
    clinic: Clinic


CLINIC = Clinic(
    id="sample",
    name="Hip & Back",
    address=("1 Example Street",),
    phone="01632 960 000",
    language="en-GB",
    emergency=Emergency(call="999", go_to="A&E", out_of_hours="NHS 111"),
)
HANDOUT = Handout(
    title="Back pain",
    message="Little and often",
    language="en-GB",
    goal=None,
    cards=(
        Card(1, "Bird dog", ("Kneel.", "Reach < forward."), None),
        Card(2, "Bridge", ("Lift.",), "Slowly."),
    ),
    clinic=CLINIC,
)
LABELS = {"page_of": "Page {page} of {pages}", "steps": "Steps & <hints>", "call": "Call {phone}"}
STYLES = frozenset(
    [
        "base",
        "p",
        "p.message",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "ul.steps",
        "li",
        "table",
        "strong",
        "strong.dose",
        "em",
        "a",
        "span.number",
        "section.card",
        "section.dose",
        "aside.warning",
        "th",
        "td",
    ]
)

Write = Callable[[Mapping[str, str]], None]


PATH = (Path("clinic"), Path("packaged"))


def rendered(handout: object = HANDOUT, template: str = "handout.html", labels: Mapping[str, str] = LABELS) -> Markup:
    return render(template, PATH, {"handout": handout}, labels)


def without_places(markup: Markup) -> str:
    """The text as a person wants to read it."""
    return re.sub(rf' {PLACE}="[^"]*"', "", markup.text)


def blocks(handout: object = HANDOUT, template: str = "handout.html") -> Document:
    return parse(rendered(handout, template), styles=STYLES)
