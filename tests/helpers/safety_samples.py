"""What the tests of the safety gate share: the library with exercises, a protocol and plans made for these tests, and one case at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import Named, read_library
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.plan.condition_content import choose, tip_places
from rehabpress.plan.safety.gate import Case, Gated, gate
from rehabpress.support.problems import Origin, Place

ROOT = Path(__file__).parents[2]
FOLDERS = Folders((Path(__file__).parents[1] / "safety" / "content", ROOT / "content"), (ROOT / "layouts",))
DATE = dt.date(2026, 11, 20)
HERE = Place("patient")


@cache
def read() -> Library:
    """The built-in content and that of these tests."""
    kinds = ("exercises", "conditions", "movements", "flags", "protocols", "clinics")
    return read_library(FOLDERS, [Named(kind, name, Place(name)) for kind in kinds for name in ids(FOLDERS, kind)])


def patient(*flags: str) -> Patient:
    """A patient with these flags; after an operation with a protocol in week 2 of that of these tests."""
    return Patient("Ida Invented", flags=tuple(flag_of(flag) for flag in flags))


OPERATED = ("recent-spinal-surgery", "shoulder-repair")
"""Flags that need a protocol."""


def flag_of(flag: str) -> PatientFlag:
    """A flag with the data that it needs; ``hip-replacement:week=8`` has a week of its own."""
    name, _, week = flag.partition(":week=")
    if name in OPERATED:
        return PatientFlag(name, HERE, int(week or 2), "test-surgeon")
    return PatientFlag(name, HERE, int(week) if week else None)


def plan_of(exercises: Sequence[Mapping[str, object]], conditions: Sequence[str] = ("sacroiliac-joint-pain",), **more: object) -> Plan:
    """A plan of these tests. Without a word about them it prints no tips."""
    data = {"id": "a-plan", "conditions": tuple(conditions), "exercises": tuple(exercises), "tips": (), **more}
    return Plan.model_validate(data)


def gated(library: Library, plan: Plan, who: Patient) -> Gated:
    """What the gate says of a plan for a patient."""
    origin = Origin({}, Place("plan"))
    held = replace(library, plans={plan.id: plan}, origins={**library.origins, ("plans", plan.id): origin})
    conditions = [library.conditions[name] for name in plan.conditions]
    tips = tip_places(choose(plan, conditions), plan, origin)
    clinic = library.clinics.get("sample-clinic")
    return gate(Case(plan, conditions, who, tips, DATE, clinic), held, lambda: library.exercises.values())
