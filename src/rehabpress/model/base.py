"""What every piece of content has in common: frozen, strict, and nothing unknown in it.

In: plain data as ``source`` read it (mappings, tuples, text, whole numbers, true/false, nothing).  Out: a value that cannot change.

The modules of models do without ``from __future__ import annotations``: pydantic would compile the text of each annotation in every run.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


class Content(BaseModel):
    """A part of a content file. Unknown keys are errors, no value is quietly converted, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id that names a file of another kind: ``kind`` is its folder below ``content/``.

    What is not ``followed`` must be there and is not read with the file that names it: an easier exercise is no part of a handout.
    """

    kind: str
    followed: bool = True

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of the id, with the kind that it names."""
        return {**handler(core), REFERS: self.kind}


REFERS = "x-refers"
"""The key of a JSON Schema that says which kind of file an id names."""


def wrong(what: str, hint: str) -> PydanticCustomError:
    """An error for a value: ``what`` is said of the value, ``hint`` is what to write instead."""
    return PydanticCustomError("content", "{what}", {"what": what, "hint": hint})


LONGEST_TEXT = 5000
"""Characters of the longest paragraph: two pages."""

LONGEST_WORD = 500
"""Characters of the longest word: an address of a web page may have so many."""

_SPACES = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def _one_paragraph(text: str) -> str:
    if found := _CONTROL.search(text):
        raise wrong(f"holds a control character (U+{ord(found[0]):04X})", "take it out; it prints as nothing")
    text = _SPACES.sub(" ", text).strip(" ")
    if not text:
        raise wrong("is empty", "write the text, or leave the whole line out")
    if len(text) > LONGEST_TEXT:
        raise wrong(f"has {len(text)} characters and may have {LONGEST_TEXT}", "write it shorter: nobody reads such a paragraph")
    if len(text) > LONGEST_WORD and (longest := max(map(len, text.split(" ")))) > LONGEST_WORD:
        raise wrong(f"holds a word of {longest} characters and may have {LONGEST_WORD}", "write it shorter, or put spaces into it")
    return text


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise wrong(f'"{value}" is not a day of the calendar', "write year-month-day: 2026-11-20") from None
    raise wrong(f'"{value}" is not a date', "write year-month-day: 2026-11-20")


Text = Annotated[str, AfterValidator(_one_paragraph)]
"""One paragraph as it is printed, every character as typed; line breaks of the file count as spaces."""


def is_text(annotation: object) -> bool:
    """Whether values of this type, or the items of such a tuple, are text as it is printed."""
    if any(isinstance(found, AfterValidator) and found.func is _one_paragraph for found in getattr(annotation, "__metadata__", ())):
        return True
    return any(is_text(part) for part in get_args(annotation))


def at_most(most: int, hint: str) -> AfterValidator:
    """The rule that a text has no more than so many characters; ``hint`` says what to do with a longer one."""

    def short(text: str) -> str:
        if len(text) > most:
            raise wrong(f"has {len(text)} characters and may have {most}", hint)
        return text

    return AfterValidator(short)


_STOPS = ".!?…。！？؟।"
"""What a sentence ends with."""


def with_stop(text: str) -> str:
    """The text with a full stop behind it, unless it ends as a sentence does: what goes on behind it begins another."""
    return text if text.rstrip("\"'”’»)]")[-1:] in tuple(_STOPS) else f"{text}."


def _sentences(text: str) -> str:
    if text[-1] not in _STOPS:
        raise wrong(f'"{text}" is not a whole sentence', "write it as it stands on the page, with its full stop: it is printed as typed")
    return text


Sentence = Annotated[Text, AfterValidator(_sentences)]
"""Whole sentences, printed as typed."""

LONGEST_ID = 100
"""Characters of the longest id. A file is named after it, and what is made from it has a longer name."""

Id = Annotated[str, Field(title="id", max_length=LONGEST_ID, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name for reuse: small letters, digits and single hyphens, as in ``bird-dog``. A file is named after it."""

Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"title": "date", "type": "string", "format": "date"})]
"""A day, written 2026-11-20."""

SourceId = Annotated[Id, Refers("sources")]
ExerciseId = Annotated[Id, Refers("exercises")]
OtherExerciseId = Annotated[Id, Refers("exercises", followed=False)]
ConditionId = Annotated[Id, Refers("conditions")]
RegionId = Annotated[Id, Refers("regions")]
ClinicId = Annotated[Id, Refers("clinics")]
MovementId = Annotated[Id, Refers("movements")]
UsualId = Annotated[Id, Refers("usual")]
FlagId = Annotated[Id, Refers("flags")]
PlanId = Annotated[Id, Refers("plans", followed=False)]
BodyId = Annotated[Id, Refers("bodies", followed=False)]
LayoutId = Annotated[Id, Refers("layouts", followed=False)]
ThemeId = Annotated[Id, Refers("themes", followed=False)]
OtherClinicId = Annotated[Id, Refers("clinics", followed=False)]


LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Z]{2})?$"


class Spoken(Content):
    """Content whose words are printed: in one language."""

    language: Annotated[
        str,
        Field(
            pattern=LANGUAGE_TAG, description="The language it is written in; left out: en. A page in another is refused.", examples=["en"]
        ),
    ] = "en"


class Reviewed(Content):
    """Content that makes clinical statements: where they come from and which clinician of the clinic stands for them."""

    sources: Annotated[
        tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of everything said here.", examples=[["an-article"]])
    ]
    reviewed_by: Annotated[
        Text | None,
        Field(
            description="The clinician of this clinic who has read and approved it; empty: nobody has yet.",
            examples=["Sam Sample, physiotherapist"],
        ),
    ] = None
    reviewed_on: Annotated[Day | None, Field(description="The day of that review.", examples=["2026-11-20"])] = None
    review_due: Annotated[Day | None, Field(description="The day by which it must be read again.", examples=["2027-11-20"])] = None
    reviewed_hash: Annotated[
        str | None,
        Field(
            pattern=r"^sha256-[0-9a-f]{16}$",
            description="What was signed, as a number: written by rehabpress review, so that a later change of the text shows.",
            examples=["sha256-0123456789abcdef"],
        ),
    ] = None
