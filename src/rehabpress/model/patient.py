"""The patient whom a handout is for: only what the page and the safety gate need."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator

from rehabpress.model.base import Text, wrong
from rehabpress.support.problems import Place

_LONGEST_NAME = 80
_HIDDEN = ("Cf", "Co", "Cs", "Cn")
"""Unicode categories of what is not seen: marks of direction, private and unassigned characters."""


def _person(value: str) -> str:
    if found := next((c for c in value if unicodedata.category(c) in _HIDDEN), None):
        raise wrong(f"holds a mark that is not seen (U+{ord(found):04X})", "type the name anew")
    if len(value) > _LONGEST_NAME:
        raise wrong(f"has {len(value)} characters", f"a name has at most {_LONGEST_NAME}; is this another column?")
    if not any(c.isalpha() for c in value):
        raise wrong(f'"{value}" is no name', "write the name as it is to be printed")
    return value


Person = Annotated[Text, AfterValidator(_person)]
"""The name of a person as it is printed: a patient's, a clinician's."""


@dataclass(frozen=True, slots=True)
class PatientFlag:
    """A flag that the patient has. ``place`` is where it was written: on the command line, in a roster.

    ``week`` counts from the operation, in whole weeks; ``protocol`` is the id of the surgeon's protocol. Only some flags need them.
    """

    id: str
    place: Place = field(compare=False)
    week: int | None = None
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient. Without a name the page has a line to write it on."""

    name: str | None = None
    id: str | None = None
    flags: tuple[PatientFlag, ...] = ()
