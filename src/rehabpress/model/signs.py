"""Signs that need help, each list with whom to call: what a body region prints, and what a flag of the patient adds to it.

A list says what to do, so a sign stands in one list only.  Numbers are those of the clinic.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from rehabpress.model.base import Content, SourceId, Text, wrong


class Signs(Content):
    """Lists of signs. Each list says what to do when a sign in it is there."""

    emergency_when: Annotated[
        Text | None,
        Field(
            description="What the emergency signs go with, as it goes on from: call 999 or go to A&E now if. Left out: each sign stands for itself.",
            examples=["you have back, buttock or leg pain and any of these"],
        ),
    ] = None
    emergency: Annotated[
        tuple[Text, ...],
        Field(
            description="Call the emergency number or go to the emergency department. Each as it goes on from emergency_when, or from: if ...",
            examples=[["you cannot feel your legs"]],
        ),
    ] = ()
    stop_emergency: Annotated[
        tuple[Text, ...],
        Field(
            description="Stop and call the emergency number. Each as it goes on from: if you have ...",
            examples=[["pain or tightness in your chest"]],
        ),
    ] = ()
    call_who: Annotated[
        Text | None,
        Field(
            description="Whom to call for the signs in call, if it is not the clinic, as it goes on from: call ...",
            examples=["your midwife or maternity unit"],
        ),
    ] = None
    call: Annotated[
        tuple[Text, ...],
        Field(description="Stop and call those named in call_who. Each as it goes on from: if you have ...", examples=[["any bleeding"]]),
    ] = ()
    stop: Annotated[
        tuple[Text, ...],
        Field(description="Stop, rest and call the clinic. Each as it goes on from: if you ...", examples=[["feel a sharp pain"]]),
    ] = ()
    urgent: Annotated[
        tuple[Text, ...],
        Field(description="Call the clinic or a doctor the same day. Each as it goes on from: if you have ...", examples=[["a fever"]]),
    ] = ()

    short_emergency: Annotated[
        tuple[Text, ...],
        Field(
            description="The gravest of emergency and stop_emergency in a few words, for a paper that goes out with one that prints the lists. "
            "Each as it goes on from: stop and call 999 for ...",
            examples=[["chest pain"]],
        ),
    ] = ()
    short_call: Annotated[
        tuple[Text, ...], Field(description="The same of call, as it goes on from: stop and call ... for ...", examples=[["bleeding"]])
    ] = ()
    short_stop: Annotated[
        tuple[Text, ...], Field(description="The same of stop, as it goes on from: stop and call us for ...", examples=[["dizziness"]])
    ] = ()

    @model_validator(mode="after")
    def _are_of_a_list(self) -> Self:
        for short, whole in SHORT.items():
            if getattr(self, short) and not any(getattr(self, name) for name in whole):
                raise wrong(
                    f"{short} has no signs that it is short for", f"write {' or '.join(whole)}: with the signs, or leave {short} out"
                )
        return self

    @model_validator(mode="after")
    def _belong_together(self) -> Self:
        if self.emergency_when and not self.emergency:
            raise wrong("emergency_when has no signs", "write emergency: with the signs, or leave emergency_when out")
        if (self.call_who is None) != (not self.call):
            raise wrong("call_who and call belong together", "write call_who: with whom to call, and call: with the signs")
        return self


class AddedSigns(Signs):
    """Signs that a flag adds to those of the body region."""

    sources: Annotated[
        tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of these signs.", examples=[["a-guideline"]])
    ]


LISTS = ("emergency", "stop_emergency", "short_emergency", "call", "short_call", "stop", "short_stop", "urgent")
"""The lists of signs, the gravest first."""

SHORT = {"short_emergency": ("emergency", "stop_emergency"), "short_call": ("call",), "short_stop": ("stop",)}
"""The lists in a few words, and what each is short for."""
