"""A row of a roster: what one patient gets today. And the names that a clinic's own columns have."""

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import BodyId, Content, Day, Id, Text, wrong
from rehabpress.model.clinic import Format
from rehabpress.model.dose import Dose, Side, side_named
from rehabpress.model.patient import Person

_FILE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""


def _number(value: str) -> str:
    if not _FILE_NAME.fullmatch(value) or ".." in value:
        raise wrong(
            f'"{value}" is no number for a patient', "write letters, digits, hyphens and single dots, 64 at most: files are named after it"
        )
    if _DEVICES.fullmatch(value):
        raise wrong(f'"{value}" is a name that Windows keeps for itself', "give the patient another number")
    return value


def _small(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


PatientNumber = Annotated[str, AfterValidator(_number)]


class RosterRow(Content):
    """What one patient gets."""

    id: Annotated[
        PatientNumber, Field(description="The patient's number, once in a roster; files are named after it.", examples=["a-1017"])
    ]
    patient: Annotated[Person | None, Field(description="The name as it is printed.", examples=["Ida Invented"])] = None
    first_name: Annotated[Person | None, Field(description="Instead of patient, with last_name: they are printed in this order.")] = None
    last_name: Annotated[Person | None, Field(description="Instead of patient, with first_name.")] = None
    plan: Annotated[
        tuple[Id, ...],
        Field(min_length=1, description="The id of the plan, or of several with semicolons between.", examples=["first-visit"]),
    ]
    packet: Annotated[Id | None, Field(description="The packet; left out: the one that the command names.", examples=["first-visit"])] = (
        None
    )
    clinician: Annotated[Person | None, Field(description="Who gives it; left out: whom the plan names.", examples=["Sam Sample"])] = None
    clinic: Annotated[Id | None, Field(description="The clinic; left out: the one that the plan names.", examples=["sample-clinic"])] = None
    date: Annotated[Day | None, Field(description="The date on the page; left out: that of the run.", examples=["2026-11-20"])] = None
    language: Annotated[
        str | None,
        Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="The language of the paper; left out: the clinic's.", examples=["en"]),
    ] = None
    format: Annotated[Format, BeforeValidator(_small), Field(description="standard, clear or large.", examples=["large"])] = "standard"
    side: Annotated[
        Annotated[Side, BeforeValidator(side_named)] | None,
        Field(description="left, right or each: for every exercise of the plan that is done on one side at a time.", examples=["left"]),
    ] = None
    doses: Annotated[
        dict[Id, Dose],
        Field(description="Numbers for this patient, with semicolons between.", examples=["bird-dog.reps=8; bird-dog.hold=5 s"]),
    ] = {}  # noqa: RUF012 - frozen
    flags: Annotated[
        tuple[Text, ...],
        Field(
            description="The patient's flags, by id or in words, with semicolons between.",
            examples=["osteoporosis; hip-replacement:week=8; pregnant 28 weeks"],
        ),
    ] = ()
    not_flags: Annotated[
        tuple[Id, ...],
        Field(description="Flags that the patient does not have, where a plan asks, with semicolons between.", examples=["pregnancy"]),
    ] = ()
    body: Annotated[
        BodyId | None,
        Field(description="Who does the exercises in the pictures; left out: the clinic's or the plan's choice.", examples=["helen"]),
    ] = None
    start: Annotated[Day | None, Field(description="The day on which the plan begins; left out: its date.", examples=["2026-11-23"])] = None
    password: Annotated[
        str | None, Field(min_length=8, max_length=127, description="Opens the copy that leaves by e-mail: 8 characters or more.")
    ] = None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if (self.patient is None) == (self.first_name is None and self.last_name is None):
            raise wrong("needs one name", "fill in the column patient, or first_name and last_name, but not both")
        return self

    @property
    def name(self) -> str:
        """The name as it is printed."""
        return self.patient or " ".join(filter(None, (self.first_name, self.last_name)))


class ColumnMap(Content):
    """What the columns of a clinic's own rosters are called. One file in ``columns/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["default"])]
    columns: Annotated[
        dict[str, str], Field(description="The heading as it stands in the file, and the column it means.", examples=[{"Pt. No.": "id"}])
    ]
    ignore: Annotated[tuple[Text, ...], Field(description="Headings of columns that are not needed.", examples=[["Insurance"]])] = ()


ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("number", "patient id", "patient number"),
    "patient": ("name", "patient name", "full name"),
    "first_name": ("given name", "forename"),
    "last_name": ("surname", "family name"),
    "plan": ("plans",),
    "packet": (),
    "clinician": ("physiotherapist", "therapist"),
    "clinic": (),
    "date": ("visit", "date of visit", "appointment"),
    "language": (),
    "format": (),
    "side": ("affected side",),
    "doses": ("dose", "changes"),
    "flags": ("flag", "precautions"),
    "not_flags": ("not flags",),
    "body": ("drawn as",),
    "start": ("start date", "starts on"),
    "password": (),
}
"""What a column may be called besides its own name. Capitals, spaces, hyphens and underscores make no difference."""
