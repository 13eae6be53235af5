"""The ``Handout`` type: one patient's handout with everything chosen and every sentence written, as templates read it.

All text is ready to print in the language of the handout and is not yet escaped.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Region, TipPicture
from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Limb
from rehabpress.model.link import Link
from rehabpress.model.plan import Clinician, Weekday


@dataclass(frozen=True, slots=True)
class DoseText:
    """A dose in words. Nothing that the dose says is missing from ``sentences``, nor from the three cells together."""

    sentences: tuple[str, ...]
    """For the card: ``Hold 30 to 40 seconds.``, ``Do it 3 times on each leg, twice a day, every day.``"""
    amount: str
    """For a table, how much at a time: ``3 times on each leg``. Empty when nothing is counted."""
    hold: str
    """For a table: ``30 to 40 seconds``. Empty when nothing is held."""
    often: str
    """For a table: ``twice a day, every day``."""


@dataclass(frozen=True, slots=True)
class ProgressionLine:
    """How an exercise goes on from a week on. ``line`` is one sentence for the card: ``From week 3: Do 3 sets of 10, twice a day, every day.``"""

    from_week: int
    line: str


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as it stands in this handout. ``number`` counts from 1. ``sources`` are numbers of ``Handout.sources``."""

    number: int
    id: str
    name: str
    clinical_name: str | None
    """The name that clinicians use, where it is another: ``hip abduction``."""
    goal: str
    equipment: tuple[str, ...]
    not_if: tuple[str, ...]
    """Who must not do it; each goes on from: not for you if."""
    start: str
    steps: tuple[str, ...]
    feel: tuple[str, ...]
    mistakes: tuple[str, ...]
    stop: str | None
    note: str | None
    changed: tuple[str, ...]
    """How this patient does it otherwise, because of a flag; whole sentences."""
    picture: str
    """What its picture shows."""
    picture_name: str
    """The name of its picture: its id, and for one side of the body the side: ``bird-dog``, ``bird-dog.left``."""
    dose: Dose
    of_library: tuple[str, ...]
    """The names of the numbers of the dose that the exercise gives, because the plan does not: ``hold``, ``side``."""
    of_usual: tuple[tuple[str, tuple[str, ...]], ...]
    """The names of the numbers that come from a preset or from the clinic's usual doses, by whose they are."""
    of_order: tuple[str, ...]
    """The names of the numbers that are said for this paper alone."""
    changes: Limb | None
    """What it changes over, if it is done on one side at a time."""
    text: DoseText
    later: tuple[ProgressionLine, ...]
    """What changes after the week of the handout."""
    days: tuple[Weekday, ...] | None
    """The days of the week that the plan names; the dose says how many they are."""
    on_days: str
    """The same in words: ``Monday, Wednesday and Friday``. Empty when the plan names none."""
    link: Link | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Avoid:
    """Something to leave out. ``sources`` are numbers of ``Handout.sources``."""

    what: str
    why: str
    instead: str | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TipLine:
    """A lifestyle tip. ``sources`` are numbers of ``Handout.sources``."""

    title: str
    text: str
    picture: TipPicture | None
    changed: tuple[str, ...]
    """How this patient follows it otherwise, because of a flag; whole sentences."""
    link: Link | None
    warning: str
    """The sentences of its text that name a flag of the patient, or nothing: its title alone would leave them out."""
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a condition is. ``sources`` are numbers of ``Handout.sources``."""

    title: str
    name: str
    what_it_is: tuple[str, ...]
    causes: tuple[str, ...]
    caution: str | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as it is printed in the small print. ``number`` counts from 1."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """Pieces of content that share one state of review: a sentence that says which and by whom, or that nobody has yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Permission:
    """A clinician's decision that an exercise is right although a rule is against it. ``rules`` are ids of flags and conditions."""

    exercise: str
    rules: tuple[str, ...]
    by: str
    reason: str
    date: dt.date
    text: str
    """All of it in words, to print."""


@dataclass(frozen=True, slots=True)
class Together:
    """Emergency signs. ``when`` is what they go with: ``you have back, buttock or leg pain and any of these``; None if each stands for itself."""

    when: str | None
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """Signs for which somebody else than the clinic is called: ``your midwife or maternity unit``."""

    who: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortNotice:
    """The gravest signs in a few words, for a paper that goes out with one that prints all of them."""

    emergency: tuple[str, ...]
    """As it goes on from: stop and call the emergency number for."""
    call: tuple[Called, ...]
    """As it goes on from: stop and call somebody else for."""
    stop: tuple[str, ...]
    """As it goes on from: stop and call the clinic for."""


@dataclass(frozen=True, slots=True)
class Safety:
    """The signs of all regions and flags of a paper, each in one list. Lists may be empty but for ``stop`` and ``urgent``."""

    emergency: tuple[Together, ...]
    """Call the emergency number or go to the emergency department."""
    stop_emergency: tuple[str, ...]
    """Stop and call the emergency number; as it goes on from: if you have."""
    call: tuple[Called, ...]
    """Stop and call somebody else; as it goes on from: if you have."""
    stop: tuple[str, ...]
    """Stop, rest and call the clinic; as it goes on from: if you."""
    urgent: tuple[str, ...]
    """Call the clinic or a doctor the same day; as it goes on from: if you have."""
    feeling: tuple[str, ...]
    """How exercise may feel, a paragraph each."""
    ask_first: tuple[str, ...]
    """Who must ask first, without what the patient's flags answer; as it goes on from: if you."""
    short: ShortNotice | None
    """None when a region or flag does not say in a few words what it says."""


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A clinic's own file that is less strict than the packaged one of the same id, signed. ``how`` says in what."""

    kind: str
    id: str
    by: str
    how: tuple[str, ...]
    text: str
    """That it is so, in words, to print."""


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag of the patient, for the clinic. ``week`` is that of the pregnancy or since the operation."""

    name: str
    week: int | None


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything that one patient's paper says."""

    plan: str
    """The id of the plan."""
    week: int
    """The week of the plan that its doses are for, from 1."""
    title: str
    message: str
    language: str
    """As in ``en-GB``."""
    date: dt.date
    date_text: str
    """As in ``20 November 2026``."""
    patient: str | None
    clinician: Clinician | None
    clinic: Clinic
    goal: str | None
    cards: tuple[Card, ...]
    time: str
    """How long a session takes and what is not counted in, a sentence: ``Each session takes about 12 minutes.``"""
    equipment: str
    """All of it in one phrase: ``a mat and a resistance band``. Empty when nothing is needed."""
    changed: tuple[str, ...]
    """How this patient does all of it otherwise, because of a flag; whole sentences, each once on the paper."""
    avoid: tuple[Avoid, ...]
    tips: tuple[TipLine, ...]
    about: tuple[About, ...]
    regions: tuple[Region, ...]
    """The body regions whose safety text it is, each once, to name them and their versions."""
    safety: Safety
    """What to look out for and whom to call: the signs of these regions, and those that the patient's flags add."""
    next_visit: str | None
    sources: tuple[SourceLine, ...]
    sources_read: str
    """One sentence that says when all sources were read. Empty when that was not on one day; then each says so itself."""
    set_by_plan: str
    """One sentence that names the numbers which come from the plan and not from a source. Empty when all come from sources."""
    review: tuple[ReviewLine, ...]
    news: tuple[str, ...]
    """What is new since last time, a sentence or more for each exercise. Empty when nobody has asked."""
    overrides: tuple[Permission, ...]
    """Every exception to a rule of safety that this handout makes use of."""
    own_rules: tuple[OwnRules, ...] = ()
    """In what this clinic is less strict than the packaged content."""
    flags: tuple[FlagLine, ...] = ()
    """What the patient was kept safe from; for the clinic's copy."""
