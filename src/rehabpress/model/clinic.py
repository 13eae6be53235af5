"""The clinic that hands out the paper."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rehabpress.model.base import ClinicId, Content, Id, LayoutId, SourceId, Text, wrong
from rehabpress.model.languages.language import Language
from rehabpress.model.theme import Hex, Paper
from rehabpress.support.colours import TEXT, as_accent, contrast, tint


class Emergency(Content):
    """Whom to call. Numbers mean different things in different countries, so each clinic states its own."""

    call: Annotated[Text, Field(description='The number of the ambulance, in quotes: "999".', examples=["999"])]
    go_to: Annotated[Text, Field(description="Where to go, as it reads after: go to. For example A&E.", examples=["A&E"])]
    out_of_hours: Annotated[
        Text,
        Field(description="Whom to call when the clinic is closed, as it reads after: call. For example NHS 111.", examples=["NHS 111"]),
    ]

    @model_validator(mode="after")
    def _two_numbers(self) -> Self:
        if set(re.findall(r"[0-9]+", self.call)) & set(re.findall(r"[0-9]+", self.out_of_hours)):
            raise wrong(
                f'out_of_hours "{self.out_of_hours}" is the emergency number {self.call}',
                "name another one for when the clinic is closed: not every sign is an emergency",
            )
        return self


class Themes(Content):
    """Which theme each format of print is set in."""

    standard: Annotated[Id, Field(description="For everybody who needs no other.", examples=["clinic"])] = "clinic"
    clear: Annotated[Id, Field(description="For clear print, 14 pt.", examples=["clear-print"])] = "clear-print"
    large: Annotated[Id, Field(description="For large print, 18 pt.", examples=["large-print"])] = "large-print"


class Pain(Content):
    """The clinic's own cut-offs of pain from 0 to 10, for its traffic light. Clinics differ, so none are assumed."""

    carry_on_up_to: Annotated[int, Field(ge=0, le=8, description="The most pain with which a patient goes on as before.", examples=[3])]
    ease_off_up_to: Annotated[
        int, Field(ge=1, le=9, description="The most pain with which a patient does less; with more, the patient stops.", examples=[5])
    ]
    settles_within_hours: Annotated[
        int | None, Field(ge=1, le=72, description="More pain than before must be gone after this many hours.", examples=[24])
    ] = None
    sources: Annotated[tuple[SourceId, ...], Field(description="Whose cut-offs they are.", examples=[["an-article"]])] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.carry_on_up_to >= self.ease_off_up_to:
            raise wrong(
                f"ease_off_up_to: {self.ease_off_up_to} is not more than carry_on_up_to: {self.carry_on_up_to}",
                "write the larger number last",
            )
        return self


class Effort(Content):
    """The clinic's scale of effort. More than one is in use, so none is assumed."""

    least: Annotated[int, Field(ge=0, le=6, description="Where the scale begins: 0, or 6 on the scale from 6 to 20.", examples=[0])]
    most: Annotated[int, Field(ge=10, le=20, description="Where it ends: 10 or 20.", examples=[10])]
    sources: Annotated[tuple[SourceId, ...], Field(description="Whose scale it is.", examples=[["an-article"]])] = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.least, self.most) not in ((0, 10), (1, 10), (6, 20)):
            raise wrong(f"runs from {self.least} to {self.most}", "write a scale that is in use: 0 to 10, 1 to 10 or 6 to 20")
        return self


BandName = Annotated[Text, Field(pattern=r"^[a-z][a-z -]{0,30}[a-z]$")]
"""The colour or name of a band in small letters, as in ``red band``."""

Units = Literal["metric", "customary"]
"""Metres and centimetres, or the feet and inches of the United States."""

_CUSTOMARY = ("US", "LR", "MM")
"""Countries whose everyday lengths are not metric."""

Format = Literal["standard", "clear", "large"]
"""How large a patient needs their print: recorded once, then used without being asked for."""


def _set_from_left_to_right(tag: str) -> str:
    language = Language.named(tag)
    if language and (fault := language.fault):
        raise wrong(*fault)
    return tag


def _read_easily(colour: str) -> str:
    """Headings are set in it, on white and on its own tint."""
    ratio = contrast(colour, tint(colour))
    if ratio < TEXT:
        raise wrong(
            f"{colour} is too faint for headings: on its own tint it has a contrast of {int(ratio * 100) / 100:.2f}:1 and needs {TEXT:g}:1",
            f'the nearest that can be read and copied: "{as_accent(colour)}"',
        )
    return colour


class Clinic(Content):
    """A clinic. One file in ``clinics/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["sample-clinic"])]
    extends: Annotated[
        ClinicId | None,
        Field(
            description="The clinic of which this is another place: what is left out here is as it is there; the address and the phone may differ.",
            examples=["sample-clinic"],
        ),
    ] = None
    name: Annotated[Text, Field(description="The name on the letterhead.", examples=["Sample Physiotherapy Clinic"])]
    address: Annotated[
        tuple[Text, ...], Field(min_length=1, description="The address, a line each.", examples=[["1 Example Street", "Sampletown"]])
    ]
    phone: Annotated[Text, Field(description="The number to call with questions.", examples=["01632 960000"])]
    hours: Annotated[Text | None, Field(description="When the phone is answered.", examples=["Monday to Friday, 8 am to 6 pm"])] = None
    email: Annotated[Text | None, Field(description="An address for questions.", examples=["hello@sample-clinic.example"])] = None
    web: Annotated[Text | None, Field(description="The web address as it is printed.", examples=["sample-clinic.example"])] = None
    logo: Annotated[Id | None, Field(description="The name of a picture in pictures/, without its ending.", examples=["sample-clinic"])] = (
        None
    )
    accent: Annotated[
        Annotated[Hex, AfterValidator(_read_easily)] | None,
        Field(
            description="The colour of its house: headings and rules have it instead of the accent of the theme, and boxes its tint. "
            "A theme in black lines keeps its own.",
            examples=["#1f4e79"],
        ),
    ] = None
    body: Annotated[Id | None, Field(description="Who does the exercises in its pictures: a file in bodies/.")] = None
    language: Annotated[
        Annotated[str, AfterValidator(_set_from_left_to_right)],
        Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="Language and country of its pages: en-GB.", examples=["en-GB"]),
    ]
    country: Annotated[
        str | None,
        Field(
            pattern=r"^[A-Z]{2}$",
            description="The country it is in, two letters of ISO 3166-1; left out: that of its language. Its emergency number is checked.",
            examples=["GB"],
        ),
    ] = None
    units: Annotated[
        Units | None,
        Field(
            description="The units of lengths in its texts; left out: those of its country. A weight is printed in the unit that stands on it.",
            examples=["metric"],
        ),
    ] = None
    paper: Annotated[
        Paper | None,
        Field(description="The paper of its printers, in every format of print; left out: that of the theme.", examples=["Letter"]),
    ] = None
    clinicians: Annotated[
        tuple[Text, ...],
        Field(description="The names of those who may allow an exception to a rule of safety.", examples=[["Sam Sample"]]),
    ] = ()
    emergency: Annotated[Emergency, Field(description="Whom to call and where to go.")]
    effort: Annotated[Effort | None, Field(description="Its scale of effort; left out: no page asks how hard it was.")] = None
    bands: Annotated[
        tuple[BandName, ...],
        Field(
            description="The colours or names of its resistance bands, the lightest first: a dose may name these alone. Makers differ; left out:"
            " a dose may name any, and none is lighter than another.",
            examples=[["yellow", "red", "green"]],
        ),
    ] = ()
    pain: Annotated[Pain | None, Field(description="Its traffic light of pain; left out: the weekly routine has none.")] = None
    themes: Annotated[Themes, Field(description="Its own themes, by the format of print that a patient needs.")] = Themes()
    annexes: Annotated[
        tuple[LayoutId, ...],
        Field(
            description="Layouts that are bound after the handout, such as tips, about, sources or routine. A plan may name others.",
            examples=[["tips"]],
        ),
    ] = ()
    sample: Annotated[bool, Field(description="true for an invented clinic; its pages say so.", examples=[True])] = False
    minutes_a_day: Annotated[
        int | None,
        Field(ge=1, le=240, description="More minutes of exercise a day than these get advice; left out: none.", examples=[30]),
    ] = None
    requires_review: Annotated[
        bool, Field(description="true: nothing is printed that no clinician has signed, or that was changed since.", examples=[True])
    ] = False
    refuses_overdue: Annotated[
        bool, Field(description="true: nothing is printed after the day by which it must be read again.", examples=[True])
    ] = False

    @property
    def customary(self) -> bool:
        """Whether its texts give lengths in inches and feet: as it says, or as its country does."""
        return self.units == "customary" if self.units else self.in_country in _CUSTOMARY

    @property
    def in_country(self) -> str | None:
        """The code of the country it is in: as it says, or that of its language; None when neither says one."""
        return self.country or self.language.partition("-")[2] or None
