"""The patient whom a handout is for: only what the page and the safety gate need."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.support.problems import Place


@dataclass(frozen=True, slots=True)
class PatientFlag:
    """A flag that the patient has. ``place`` is where it was written: on the command line, in a roster.

    ``week`` counts from the operation, in whole weeks; ``protocol`` is the id of the surgeon's protocol. Only some flags need them.
    """

    id: str
    place: Place
    week: int | None = None
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient. Without a name the page has a line to write it on."""

    name: str | None = None
    id: str | None = None
    flags: tuple[PatientFlag, ...] = ()
