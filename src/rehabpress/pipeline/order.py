"""What a paper is to be, as it was asked for, and what it takes to set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from rehabpress.loader.library import Wanted
from rehabpress.markup.blocks import Document
from rehabpress.model.clinic import Format
from rehabpress.model.patient import PatientFlag
from rehabpress.model.plan import Clinician
from rehabpress.model.theme import Orientation, Paper, Theme
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one handout is to be. Ids are those of content, layouts and themes; ``plan`` is an id, the path of a file, or typed."""

    plan: str | Wanted
    date: dt.date
    patient: str | None = None
    """The name as it is printed."""
    flags: tuple[PatientFlag, ...] = ()
    """What the patient must be kept safe from."""
    clinician: Clinician | None = None
    clinic: str | None = None
    doses: Mapping[str, Override] = field(default_factory=dict)
    since: str | None = None
    """The plan of last time, an id or the path of a file, if the handout is to say what is new."""
    layout: str = "handout"
    start: dt.date | None = None
    """The day on which the patient begins, for the weekly routine; left out: its days are left to write in."""
    weeks: int = 1
    """How many weeks the routine is for."""
    format: Format = "standard"
    theme: str | None = None
    """Left out: the one that the clinic has for the format."""
    paper: Paper | None = None
    """Left out: that of the theme."""


@dataclass(frozen=True, slots=True)
class Who:
    """The body that figures are drawn with, and where it was chosen."""

    body: str
    place: Place


SOMEBODY = "alex"
"""Who does the exercises when neither the plan nor the clinic chooses."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A handout as a document, and what it takes to set it."""

    handout: Handout
    document: Document
    theme: Theme
    who: Who
    orientations: tuple[Orientation, ...] = ()
    """Which ways its paper may lie, the preferred one first; empty: as the theme says."""
    fills: bool = False
    """Whether its pictures may be lower where that saves a page."""
