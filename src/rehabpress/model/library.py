"""All content that one run has read, by kind and id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rehabpress.model.base import Content
from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition, Region
from rehabpress.model.country import Country
from rehabpress.model.exercise import Exercise, UsualDose
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag, Movement, Protocol
from rehabpress.model.source import Source
from rehabpress.support.problems import Origin

KINDS: Mapping[str, type[Content]] = {
    "exercises": Exercise,
    "conditions": Condition,
    "regions": Region,
    "plans": Plan,
    "clinics": Clinic,
    "movements": Movement,
    "flags": Flag,
    "protocols": Protocol,
    "countries": Country,
    "usual": UsualDose,
    "sources": Source,
}
"""The folders below ``content/`` and what a file in each of them is."""


@dataclass(frozen=True, slots=True)
class Library:
    """Content whose references all lead somewhere: every id that one piece names is here. ``origins`` is keyed by kind and id."""

    exercises: Mapping[str, Exercise]
    conditions: Mapping[str, Condition]
    regions: Mapping[str, Region]
    plans: Mapping[str, Plan]
    clinics: Mapping[str, Clinic]
    movements: Mapping[str, Movement]
    flags: Mapping[str, Flag]
    protocols: Mapping[str, Protocol]
    countries: Mapping[str, Country]
    usual: Mapping[str, UsualDose]
    sources: Mapping[str, Source]
    origins: Mapping[tuple[str, str], Origin]
    weaker: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """In what a clinic's own files, each signed, are less strict than the packaged ones of the same id."""
