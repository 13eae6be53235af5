"""What a paper is to be, as it was asked for, and what it takes to set it.

An ``Order`` checks itself when it is made, whoever makes it: the command line, a row of a roster, an order file, Python.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pydantic import TypeAdapter, ValidationError

from rehabpress.loader.library import Wanted
from rehabpress.markup.blocks import Document
from rehabpress.model.base import Text
from rehabpress.model.clinic import Format
from rehabpress.model.dose import Side
from rehabpress.model.patient import PatientFlag, Person
from rehabpress.model.plan import Clinician, Goal, Message, NextVisit, Title
from rehabpress.model.theme import Orientation, Paper, Theme
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound, did_you_mean

Copy = Literal["patient", "clinic"]
"""For whom a paper is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one handout is to be. Ids are those of content, layouts and themes; ``plan`` is an id, the path of a file, or typed.

    Raises ``ProblemsFound`` when it is made with a format or paper that there is not, a name that cannot be printed as it is, or no date.
    """

    plan: str | Wanted
    date: dt.date
    patient: str | None = None
    """The name as it is printed."""
    flags: tuple[PatientFlag, ...] = ()
    """What the patient must be kept safe from."""
    not_flags: tuple[str, ...] = ()
    """Flags that the patient does not have: answers to what a plan asks."""
    clinician: Clinician | None = None
    clinic: str | None = None
    doses: Mapping[str, Override] = field(default_factory=dict)
    dose: Override | None = None
    """Numbers for all exercises of the plan; those of ``doses`` win over them."""
    preset: str | None = None
    """The id of a preset, instead of that of the plan."""
    side: Side | None = None
    """For every exercise of the plan that is done on one side at a time."""
    without: tuple[str, ...] = ()
    """Exercises of the plan that this patient does not get."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """A word for this patient on the card of an exercise, instead of that of the plan."""
    title: str | None = None
    """The title for this patient, as the words below instead of that of the plan."""
    message: str | None = None
    """What this patient is to remember, under the title."""
    goal: str | None = None
    """The patient's own goal."""
    next_visit: str | None = None
    """When this patient is to come again."""
    body: str | None = None
    """Who does the exercises in the pictures, instead of whom the plan or the clinic chooses."""
    since: str | None = None
    """The plan or order of last time, an id or the path of a file, if the handout is to say what is new."""
    layout: str = "handout"
    annexes: tuple[str, ...] | None = None
    """Layouts that are bound after it; left out: those of the plan or the clinic, where the layout has annexes."""
    copy: Copy = "patient"
    """For whom it is: the clinic's copy has a page for the file besides."""
    start: dt.date | None = None
    """The day on which the patient begins, for the weekly routine; left out: its days are left to write in."""
    weeks: int = 1
    """How many weeks the routine is for."""
    format: Format = "standard"
    theme: str | None = None
    """Left out: the one that the clinic has for the format."""
    paper: Paper | None = None
    """Left out: that of the theme."""
    file: str | None = None
    """The id of the order file that it was read from."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
    """Where each part of it was written; left out: the options of the command line."""

    def __post_init__(self) -> None:
        if problems := list(_order_problems(self)):
            raise ProblemsFound(problems)

    def __hash__(self) -> int:
        """Of some of what it says; two orders are equal when they say all the same."""
        return hash((self.date, self.patient, self.clinic, self.layout, self.format, self.theme, self.paper))

    @property
    def words(self) -> Mapping[str, str]:
        """What it says to the patient in other words than the plan, by the key of the plan."""
        said = {name: getattr(self, name) for name in WORDS}
        return {name: text for name, text in said.items() if text is not None}

    @property
    def changes_plan(self) -> bool:
        """Whether its plan is another one than that of the file: with words or notes of this patient, without exercises, with another preset."""
        return bool(self.without or self.notes or self.preset or self.words)

    def at(self, name: str, *path: str | int, shown: str = "") -> Place:
        """Where a part of it was written: in its file, or else as the option of that name with the value ``shown``."""
        if self.origin is not None:
            return self.origin.at(name, *path)
        return Place(f"--{_OPTIONS.get(name, name)} {shown}".rstrip())


_OPTIONS: Mapping[str, str] = {"not_flags": "not", "notes": "note", "next_visit": "next-visit"}
"""What parts of an order are called on the command line, where that is another word."""


WORDS: Mapping[str, TypeAdapter[str]] = {
    "title": TypeAdapter(Title),
    "message": TypeAdapter(Message),
    "goal": TypeAdapter(Goal),
    "next_visit": TypeAdapter(NextVisit),
}
"""What a plan says to the patient and an order may say in other words, and what each may be."""

_PERSON: TypeAdapter[str] = TypeAdapter(Person)
_TEXT: TypeAdapter[str] = TypeAdapter(Text)


def _order_problems(order: Order) -> Iterator[Problem]:
    """What is wrong with an order by itself. A patient's name is not repeated in the place."""
    for name, value, known in (
        ("format", order.format, get_args(Format)),
        ("paper", order.paper, (None, *get_args(Paper))),
        ("copy", order.copy, get_args(Copy)),
        ("side", order.side, (None, *Side)),
    ):
        if value not in known:
            names = [str(one) for one in known if one]
            hint = did_you_mean(str(value), names, f"write one of: {', '.join(names)}")
            yield Problem(order.at(name, shown=str(value)), f'there is no {name} "{value}"', hint)
    days: tuple[tuple[str, object], ...] = (("date", order.date), ("start", order.start or dt.date.min))
    for name, day in days:
        if not isinstance(day, dt.date):
            yield Problem(order.at(name, shown=str(day)), f'"{day}" is not a date', "give a day: 2026-11-20")
    if order.weeks < 1:
        yield Problem(order.at("weeks", shown=str(order.weeks)), f"{order.weeks} weeks are none", "ask for 1 week or more")
    for name, person in (("patient", order.patient), ("clinician", order.clinician and order.clinician.name)):
        if person is not None:
            yield from _as_printed(_PERSON, person, order.at(name))
    for name, text in order.words.items():
        yield from _as_printed(WORDS[name], text, order.at(name))
    for exercise, note in order.notes.items():
        yield from _as_printed(_TEXT, note, order.at("notes", exercise, shown=exercise))
    for index, name in enumerate(order.not_flags):
        for flag in order.flags:
            if name in stands_for(flag.id):
                what = f'"{name}" is answered with no, and the patient has the flag {flag.id} ({flag.place})'
                yield Problem(order.at("not_flags", index, shown=name), what, "take one of the two out")


def stands_for(flag: str) -> Iterator[str]:
    """The id of a flag and whatever a plan may call it: ``pregnancy`` for ``pregnancy-trimester-3``."""
    parts = flag.split("-")
    return ("-".join(parts[:count]) for count in range(1, len(parts) + 1))


def _as_printed(kind: TypeAdapter[str], text: object, place: Place) -> Iterator[Problem]:
    """That a text would not be printed as it was typed."""
    try:
        printed = kind.validate_python(text, strict=True)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            context = one.get("ctx", {})
            yield Problem(place, str(context.get("what", "is not text")), str(context.get("hint", "write the name as it is to be printed")))
        return
    if printed != text:
        yield Problem(place, "begins or ends with a space, or holds a line break or two spaces", "write it in one line, with single spaces")


@dataclass(frozen=True, slots=True)
class Who:
    """The body that figures are drawn with, and where it was chosen."""

    body: str
    place: Place


SOMEBODY = "alex"
"""Who does the exercises when neither the plan nor the clinic chooses."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A handout as a document, and what it takes to set it."""

    handout: Handout
    document: Document
    theme: Theme
    who: Who
    orientations: tuple[Orientation, ...] = ()
    """Which ways its paper may lie, the preferred one first; empty: as the theme says."""
    fills: bool = False
    """Whether its pictures may be lower where that saves a page."""
