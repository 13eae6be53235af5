"""A row of a roster: what one patient gets today. And the names that a clinic's own columns have."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

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
        parts = " ".join(filter(None, (self.first_name, self.last_name)))
        if not self.patient and not parts:
            raise wrong("needs a name", "fill in the column patient, or first_name and last_name")
        if self.patient and parts and sorted(self.patient.casefold().split()) != sorted(parts.casefold().split()):
            raise wrong("has two names that are not the same", "fill in the column patient, or first_name and last_name, but not both")
        return self

    @property
    def name(self) -> str:
        """The name as it is printed."""
        return self.patient or " ".join(filter(None, (self.first_name, self.last_name)))


DateOrder = Literal["year-month-day", "day-month-year", "month-day-year"]
"""In which order dates are written, whatever stands between."""


def _date_order(value: object) -> object:
    return value.replace(".", "-").replace("/", "-") if isinstance(value, str) else value


class ColumnMap(Content):
    """What the columns of a clinic's own rosters are called and how they are written. One file in ``columns/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["default"])]
    recognised_by: Annotated[
        tuple[Text, ...],
        Field(
            description="Headings that are all there in a list of this kind and in no other: then this file is used without being named.",
            examples=[["Patient Number", "Treatment Name"]],
        ),
    ] = ()
    columns: Annotated[
        dict[str, str], Field(description="The heading as it stands in the file, and the column it means.", examples=[{"Pt. No.": "id"}])
    ] = {}  # noqa: RUF012 - frozen
    ignore: Annotated[tuple[Text, ...], Field(description="Headings of columns that are not needed.", examples=[["Insurance"]])] = ()
    others: Annotated[
        Literal["refused", "ignored"],
        Field(description="What becomes of columns that are not known: ignored ones are named once.", examples=["ignored"]),
    ] = "refused"
    header_row: Annotated[
        int | None, Field(ge=1, le=1000, description="The row with the headings; left out: it is looked for.", examples=[3])
    ] = None
    dates: Annotated[
        Annotated[DateOrder, BeforeValidator(_date_order)] | None,
        Field(
            description="How dates are written: year-month-day, day.month.year or month/day/year; left out: as all of them can be read.",
            examples=["day.month.year"],
        ),
    ] = None
    names: Annotated[
        Literal["first-last", "last-first"] | None,
        Field(
            description="last-first: names are written Last, First; left out: where all of them hold one comma.", examples=["last-first"]
        ),
    ] = None
    ids: Annotated[
        Literal["column", "row"] | None,
        Field(description="row: where no column has the patients' numbers, the number of the row is one: row-4.", examples=["row"]),
    ] = None
    rows: Annotated[
        Literal["patients", "visits"] | None,
        Field(description="visits: a patient may have several rows; they are one packet with all their plans.", examples=["visits"]),
    ] = None
    plan: Annotated[Id | None, Field(description="The plan of rows that name none.", examples=["first-visit"])] = None
    plans: Annotated[
        dict[Text, Id | tuple[Id, ...]],
        Field(description="The plan, or several, for each type of appointment.", examples=[{"Initial assessment": "first-visit"}]),
    ] = {}  # noqa: RUF012 - frozen
    leave_out: Annotated[
        tuple[Text, ...] | None,
        Field(
            description="Words in the column status of visits for which there is no packet; left out: cancelled, missed and the like.",
            examples=[["cancelled", "no show"]],
        ),
    ] = None


NOT_COMING = ("cancel", "cancelled", "canceled", "cancellation", "no show", "noshow", "did not arrive", "did not attend", "dna", "missed",
              "absent", "deleted", "declined", "left without visit", "left w o visit", "rescheduled")  # fmt: skip
"""Words of a status for which there is no packet."""

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("number", "patient id", "patient number", "patient no", "patient no.", "client id", "client number"),
    "patient": ("name", "patient name", "full name", "client", "client name"),
    "first_name": ("given name", "forename", "patient first name", "client first name"),
    "last_name": ("surname", "family name", "patient last name", "client last name"),
    "plan": ("plans",),
    "packet": (),
    "clinician": ("physiotherapist", "therapist", "practitioner", "treating practitioner", "provider"),
    "clinic": (),
    "date": ("visit", "date of visit", "visit date", "appointment", "appointment date", "appt date", "date of appointment"),
    "language": (),
    "format": (),
    "side": ("affected side",),
    "doses": ("dose", "changes"),
    "flags": ("flag", "precautions"),
    "not_flags": ("not flags",),
    "body": ("drawn as",),
    "start": ("start date", "starts on"),
    "password": (),
    "appointment_type": ("appointment type", "appt type", "type of appointment", "visit type"),
    "status": ("appointment status", "appt status", "visit status"),
    "missed": ("cancelled", "cancelled at", "cancellation date", "cancellation reason", "did not arrive", "no show"),
}
"""What a column may be called besides its own name. Capitals, spaces, hyphens and underscores make no difference."""

OF_THE_LIST = frozenset({"appointment_type", "status", "missed"})
"""Columns that say which row there is a packet for and what is in it; the row itself does not have them."""

NEVER_NEEDED = re.compile(
    r"\b(birth|born|dob|d o b|phone|mobile|cell|tel|telephone|fax|address|street|postcode|zip|e ?mail|insurance|insurer|payer|nhs"
    r"|medicare|medicaid|ssn|social security|geburtsdatum|geb dat|geburtstag|naissance|nacimiento|nascita|geboortedatum)\b"
)
"""Headings of what no paper needs, as ``folded`` gives them: they are never taken for anything else."""

BIRTH = re.compile(r"\b(birth|born|dob|d o b|birthday|geburtsdatum|geb dat|geburtstag|naissance|nacimiento|nascita|geboortedatum)\b")
"""Headings of a day of birth: no column of a roster."""


def folded(heading: str) -> str:
    """A heading without what makes no difference."""
    return " ".join(re.sub(r"[\s_.-]+", " ", heading.casefold()).split())
