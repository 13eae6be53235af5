"""What a patient must not do: movements, rules over them, the circumstances of a patient that carry rules, and exceptions.

A movement is a tag that exercises, avoid-items and tips share.  A rule says of some movements that they are to be left out, changed or
asked about first.  Rules come from the avoid-list of a condition, from a flag of the patient, and from a surgeon's protocol.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, Day, FlagId, Id, MovementId, Reviewed, Sentence, SourceId, Text, wrong
from rehabpress.model.signs import AddedSigns

Movements = Annotated[tuple[MovementId, ...], Field(examples=[["all-fours", "unloaded-rotation"]])]
"""Ids of movements. What is not in the vocabulary is not stated."""


class Verdict(StrEnum):
    """What a rule says of a movement. The first two stop a handout unless a clinician stands for an exception."""

    AVOID = "avoid"
    ASK = "ask"
    MODIFY = "modify"


def _verdict(value: object) -> Verdict:
    try:
        return Verdict(str(value))
    except ValueError:
        raise wrong(f'"{value}" is not a verdict', "write avoid, ask or modify") from None


class Movement(Content):
    """A movement, a position or a load, as one word that rules and exercises share. One file in ``movements/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["unloaded-rotation"])]
    name: Annotated[
        Text,
        Field(description="In the patient's words, as it goes on from: this means ...", examples=["turning the trunk without a load"]),
    ]
    definition: Annotated[
        Text,
        Field(
            description="When an exercise has this tag and when not, so that two people set it alike.",
            examples=["The trunk turns slowly against the pelvis, lying down or held by gravity alone."],
        ),
    ]
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of the term.", examples=[["an-article"]])]


class Rule(Content):
    """What is to be done about some movements."""

    verdict: Annotated[
        Annotated[Verdict, BeforeValidator(_verdict)],
        Field(
            description="avoid (leave it out), ask (a clinician decides first) or modify (do it, with the sentence in instead on the card).",
            examples=["avoid"],
        ),
    ]
    movements: Annotated[Movements, Field(min_length=1, description="Ids of the movements it is about; it applies to each of them.")]
    reason: Annotated[Sentence, Field(description="Why, in whole sentences.", examples=["Bending forward presses on weak bones."])]
    instead: Annotated[
        Sentence | None,
        Field(
            description="With modify: what to do, to the patient, in whole sentences; it is printed on the card.",
            examples=["Hold on to a steady chair."],
        ),
    ] = None
    exception: Annotated[bool, Field(description="false: no clinician can allow it by an override in the plan.", examples=[False])] = True
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of this rule.", examples=[["an-article"]])]

    @model_validator(mode="after")
    def _modify_says_how(self) -> Self:
        if (self.verdict is Verdict.MODIFY) != (self.instead is not None):
            raise wrong(
                "modify and instead belong together", "write instead: with what the patient does, beside verdict: modify and nowhere else"
            )
        return self


class Flag(Reviewed):
    """A circumstance of a patient that carries rules. One file in ``flags/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["osteoporosis"])]
    name: Annotated[Text, Field(description="As it goes on from: with ...", examples=["weak bones (osteoporosis)"])]
    needs_protocol: Annotated[
        bool,
        Field(
            description="true where the time since an operation and the surgeon's protocol decide: without both, no handout is made.",
            examples=[True],
        ),
    ] = False
    rules: Annotated[tuple[Rule, ...], Field(description="What it forbids, changes or asks.")] = ()
    adds: Annotated[AddedSigns | None, Field(description="Signs that need help besides those of the body region.")] = None
    answers: Annotated[
        tuple[Id, ...],
        Field(
            description="Ids of questions in ask_first of the regions that need not be asked of a patient with it.",
            examples=[["pregnancy"]],
        ),
    ] = ()
    disagreement: Annotated[
        tuple[Text, ...],
        Field(
            description="Where its sources disagree, and which side the rules take.",
            examples=[["One hospital allows it after 6 weeks, another after 12; the rule counts 12."]],
        ),
    ] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.rules and not self.needs_protocol and self.adds is None:
            raise wrong("has no rules", "write rules:, adds:, or needs_protocol: true where a surgeon's protocol decides")
        return self


class Phase(Content):
    """Some weeks of a protocol."""

    from_week: Annotated[int, Field(ge=0, le=520, description="Its first week after the operation; 0 is the week of it.", examples=[0])]
    to_week: Annotated[int, Field(ge=0, le=520, description="Its last week.", examples=[6])]
    rules: Annotated[tuple[Rule, ...], Field(description="What is forbidden, changed or asked in these weeks; empty: nothing.")]

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.to_week < self.from_week:
            raise wrong("ends before it begins", "write the earlier week as from_week")
        return self


class Protocol(Reviewed):
    """What a surgeon allows after an operation, week by week. One file in ``protocols/``; each clinic writes those of its surgeons."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["our-surgeon"])]
    name: Annotated[Text, Field(description="What it is called, as on the surgeon's letter.", examples=["After lumbar disc surgery, 2026"])]
    surgeon: Annotated[Text, Field(description="Whose it is.", examples=["A. Surgeon"])]
    flags: Annotated[tuple[FlagId, ...], Field(min_length=1, description="The flags it is for.", examples=[["recent-spinal-surgery"]])]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, description="Its phases. A week in none of them is not covered.")]


def _stated(text: str) -> str:
    if not any(character.isalpha() for character in text):
        raise wrong(f'"{text}" says nothing', "write it out: it is printed, and somebody stands for it")
    return text


Stated = Annotated[Text, AfterValidator(_stated)]


class Exemption(Content):
    """A clinician's decision that one exercise of a plan is right for a patient although a rule is against it."""

    flags: Annotated[tuple[FlagId, ...], Field(description="The flags whose rules it is about.", examples=[["osteoporosis"]])] = ()
    conditions: Annotated[
        tuple[Id, ...],
        Field(description="The conditions of the plan whose avoid-lists it is about.", examples=[["sacroiliac-joint-pain"]]),
    ] = ()
    by: Annotated[Stated, Field(description="Who decided it.", examples=["Sam Sample, physiotherapist"])]
    reason: Annotated[Stated, Field(description="Why it is right here; it is printed.", examples=["She does it every day without pain."])]
    date: Annotated[Day, Field(description="The day of the decision.", examples=["2026-11-20"])]

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not self.flags and not self.conditions:
            raise wrong("does not say which rules it is about", "write flags: [osteoporosis], or conditions: with a condition of the plan")
        return self
