"""What a patient must not do: movements, rules over them, the circumstances of a patient that carry rules, and exceptions.

A movement is a tag that exercises, avoid-items and tips share.  A rule says of some movements that they are to be left out, changed or
asked about first.  Rules come from the avoid-list of a condition, from a flag of the patient, and from a surgeon's protocol.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, Day, FlagId, Id, MovementId, Reviewed, Sentence, SourceId, Spoken, Text, wrong
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
    position: Annotated[
        bool, Field(description="true: it is a position of the body, in which an exercise can be found: lying, sitting, standing.")
    ] = False
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of the term.", examples=[["an-article"]])]


class Rule(Content):
    """What is to be done about some movements."""

    from_week: Annotated[
        int | None,
        Field(ge=0, le=520, description="Its first week, as weeks are counted with the flag; left out: from the first.", examples=[8]),
    ] = None
    to_week: Annotated[
        int | None,
        Field(ge=0, le=520, description="Its last week; left out: to the last. Without a week of the patient it holds too.", examples=[12]),
    ] = None

    verdict: Annotated[
        Annotated[Verdict, BeforeValidator(_verdict)],
        Field(
            description="avoid (leave it out), ask (a clinician decides first) or modify (do it, with the sentence in instead on the card).",
            examples=["avoid"],
        ),
    ]
    movements: Annotated[Movements, Field(description="Ids of the movements it is about; it applies to each of them.")] = ()
    all_others: Annotated[
        bool, Field(description="true: it is about every movement that no other rule of its flag names; then movements is left out.")
    ] = False
    reason: Annotated[Sentence, Field(description="Why, in whole sentences.", examples=["Bending forward presses on thin bones."])]
    instead: Annotated[
        Sentence | None,
        Field(
            description="With modify: what to do, to the patient, in whole sentences; it is printed on the card.",
            examples=["Hold on to a steady chair."],
        ),
    ] = None
    once: Annotated[bool, Field(description="true: instead is printed once on a paper and not on each card.", examples=[True])] = False
    unless_supported: Annotated[
        bool,
        Field(description="true: not for exercises that are supported, whose steps keep a hand or the back on something steady."),
    ] = False
    exception: Annotated[bool, Field(description="false: no clinician can allow it by an override in the plan.", examples=[False])] = True
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of this rule.", examples=[["an-article"]])]

    @model_validator(mode="after")
    def _modify_says_how(self) -> Self:
        if (self.verdict is Verdict.MODIFY) != (self.instead is not None):
            raise wrong(
                "modify and instead belong together", "write instead: with what the patient does, beside verdict: modify and nowhere else"
            )
        return self

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if bool(self.movements) == self.all_others:
            raise wrong("does not say what it is about", "write movements: with one id or more, or all_others: true, and not both")
        return self

    @model_validator(mode="after")
    def _lets_nothing_through_unseen(self) -> Self:
        if (self.once or self.unless_supported) and self.verdict is not Verdict.MODIFY:
            raise wrong("once and unless_supported go with modify", "leave them out beside avoid and ask")
        return self

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.from_week is not None and self.to_week is not None and self.to_week < self.from_week:
            raise wrong("ends before it begins", "write the earlier week as from_week")
        return self

    def holds_in(self, week: int | None) -> bool:
        """Whether it holds in a week. When the week is not known every rule holds: the strictest reading."""
        return week is None or (self.from_week or 0) <= week <= (self.to_week if self.to_week is not None else week)


class Flag(Spoken, Reviewed):
    """A circumstance of a patient that carries rules. One file in ``flags/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["osteoporosis"])]
    name: Annotated[Text, Field(description="As it goes on from: with ...", examples=["thin bones (osteoporosis)"])]
    also_called: Annotated[
        tuple[Text, ...],
        Field(
            description="Other words for it, as they may be typed instead of the id; {week} stands for a number of weeks.",
            examples=[["thin bones", "pregnant {week} weeks"]],
        ),
    ] = ()
    from_week: Annotated[
        int | None,
        Field(ge=0, le=520, description="Its first week, where weeks can be given: since the operation, or of pregnancy.", examples=[14]),
    ] = None
    to_week: Annotated[int | None, Field(ge=0, le=520, description="Its last week; left out: it has no end.", examples=[27])] = None
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

    @property
    def takes_week(self) -> bool:
        """Whether a week can be given with it."""
        return self.needs_protocol or self.from_week is not None

    @model_validator(mode="after")
    def _counts_weeks(self) -> Self:
        if self.from_week is None and any(rule.from_week is not None or rule.to_week is not None for rule in self.rules):
            raise wrong("has a rule for some weeks and no weeks of its own", "write from_week: with the first week that can be given")
        if self.from_week is None and (self.to_week is not None or any("{week}" in words for words in self.also_called)):
            raise wrong("speaks of weeks and has none", "write from_week: with the first week that can be given")
        return self

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.rules and not self.needs_protocol and self.adds is None:
            raise wrong("has no rules", "write rules:, adds:, or needs_protocol: true where a surgeon's protocol decides")
        return self


class Phase(Content):
    """Some weeks of a protocol."""

    from_week: Annotated[int, Field(ge=0, le=520, description="Its first week after the operation; 0 is the week of it.", examples=[0])]
    to_week: Annotated[int, Field(ge=0, le=520, description="Its last week.", examples=[6])]
    rules: Annotated[tuple[Rule, ...], Field(description="What is forbidden, changed or asked in these weeks.")] = ()
    allows: Annotated[
        Movements,
        Field(description="What the surgeon allows in these weeks. A movement that stands neither here nor in a rule must be asked about."),
    ] = ()

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.to_week < self.from_week:
            raise wrong("ends before it begins", "write the earlier week as from_week")
        return self


class Protocol(Spoken, Reviewed):
    """What a surgeon allows after an operation, week by week. One file in ``protocols/``; each clinic writes those of its surgeons."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["our-surgeon"])]
    name: Annotated[Text, Field(description="What it is called, as on the surgeon's letter.", examples=["After lumbar disc surgery, 2026"])]
    surgeon: Annotated[Text, Field(description="Whose it is.", examples=["A. Surgeon"])]
    flags: Annotated[tuple[FlagId, ...], Field(min_length=1, description="The flags it is for.", examples=[["recent-spinal-surgery"]])]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, description="Its phases. A week in none of them is not covered.")]


_LEAST_OF_A_NAME = 3
_LEAST_OF_A_REASON = 8


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _somebody(text: str) -> str:
    if _letters(text) < _LEAST_OF_A_NAME:
        raise wrong(f'"{text}" says nothing', "write the clinician's whole name: it is printed, and somebody stands for it")
    return text


def _reason(text: str) -> str:
    if _letters(text) < _LEAST_OF_A_REASON or len(text.split()) < 2:
        raise wrong(f'"{text}" says nothing', "write the reason in words: it is printed, and somebody stands for it")
    return text


class Exemption(Content):
    """A clinician's decision that one exercise of a plan is right for a patient although a rule is against it."""

    flags: Annotated[tuple[FlagId, ...], Field(description="The flags whose rules it is about.", examples=[["osteoporosis"]])] = ()
    conditions: Annotated[
        tuple[Id, ...],
        Field(description="The conditions of the plan whose avoid-lists it is about.", examples=[["sacroiliac-joint-pain"]]),
    ] = ()
    by: Annotated[
        Annotated[Text, AfterValidator(_somebody)],
        Field(
            description="Who decided it: one of the clinicians of the clinic's file; what follows a comma is the role.",
            examples=["Sam Sample, physiotherapist"],
        ),
    ]
    reason: Annotated[
        Annotated[Text, AfterValidator(_reason)],
        Field(description="Why it is right here; it is printed.", examples=["She does it every day without pain."]),
    ]
    date: Annotated[Day, Field(description="The day of the decision.", examples=["2026-11-20"])]

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if not self.flags and not self.conditions:
            raise wrong("does not say which rules it is about", "write flags: [osteoporosis], or conditions: with a condition of the plan")
        return self
