"""A language of the pages: the fixed words of the layouts, and the phrases from which the program makes its sentences.

One file in ``layouts/locales/``.  No word that a patient reads is written in Python.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from rehabpress.model.base import Content, Text, wrong
from rehabpress.model.languages.coverage import FIELD_OF_SLOT, faults
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.pattern import Pattern, Slots
from rehabpress.model.languages.plural import Counted, Forms

Loc = tuple[str | int, ...]

Number = Annotated[Forms, Counted()]
DoseSentence = Annotated[Pattern, Slots(knows=tuple(slot for slot in FIELD_OF_SLOT if slot != "quality_in_table"))]
DoseCell = Annotated[Pattern, Slots(knows=tuple(FIELD_OF_SLOT))]


class Amounts(Content):
    """How a number is written: the ``{n}`` of every phrase with plural forms."""

    range: Annotated[Pattern, Slots(("low", "high")), Field(description="A range: {low} to {high}.")]
    about: Annotated[Pattern, Slots(("n",)), Field(description="A number that is not meant exactly: about {n}.")]
    seconds: Annotated[Number, Field(description="A time of {n} seconds.")]
    minutes: Annotated[Number, Field(description="A time of {n} minutes.")]


class LoadPhrases(Content):
    """What an exercise is done against."""

    kilograms: Annotated[Pattern, Slots(("n",)), Field(description="{n} kilograms.")]
    pounds: Annotated[Pattern, Slots(("n",)), Field(description="{n} pounds.")]
    percent: Annotated[Pattern, Slots(("n",)), Field(description="{n} per cent of the heaviest weight that is lifted once (1RM).")]
    band: Annotated[Pattern, Slots(("band",)), Field(description="The {band} of the clinic's scale: the red band.")]
    body_weight: Annotated[Text, Field(description="No weight but that of the body.")]


class SideWords(Content):
    """The sides of one kind of limb, as they stand in a sentence."""

    each: Annotated[Text, Field(description="One side after the other: on each leg.")]
    left: Annotated[Text, Field(description="The patient's left: on your left leg.")]
    right: Annotated[Text, Field(description="The patient's right: on your right leg.")]
    alternate: Annotated[
        Text, Field(description="As many on one as on the other, in turn; repetitions are counted: on each leg, changing legs each time.")
    ]
    alternate_uncounted: Annotated[Text, Field(description="The same where no repetitions are counted: changing legs each time.")]
    each_step: Annotated[
        Text,
        Field(description="The last step on the card, for each, if repetitions are counted: finish them on one leg, then change legs."),
    ]
    each_step_uncounted: Annotated[Text, Field(description="The same where none are counted, or one: do one leg, then the other.")]
    alternate_step: Annotated[Text, Field(description="The last step on the card, for alternate: change legs each time.")]
    left_picture: Annotated[Text, Field(description="Said of the picture, for left: it shows the left leg.")]
    right_picture: Annotated[Text, Field(description="Said of the picture, for right: it shows the right leg.")]


class Sides(Content):
    """The words of the sides, by what an exercise changes over."""

    leg: Annotated[SideWords, Field(description="For an exercise that changes legs.")]
    arm: Annotated[SideWords, Field(description="For an exercise that changes arms.")]
    hand: Annotated[SideWords, Field(description="For an exercise that changes hands.")]
    side: Annotated[SideWords, Field(description="For an exercise that changes sides.")]


class DosePhrases(Content):
    """How a dose is said. Checked when it is read: whatever a dose gives, every part of it is said once."""

    sets: Annotated[Number, Field(description="{n} sets.")]
    reps: Annotated[Number, Field(description="{n} repetitions that stand alone: 3 times.")]
    reps_in_set: Annotated[Number, Field(description="{n} repetitions after the number of sets: 2 sets of 10.")]
    times_per_day: Annotated[Forms, Counted(("several",)), Field(description="{n} times a day; several: where no number is given.")]
    days_per_week: Annotated[Number, Field(description="{n} days a week.")]
    weeks: Annotated[Number, Field(description="For {n} weeks.")]
    load: Annotated[LoadPhrases, Field(description="How heavy.")]
    effort: Annotated[Pattern, Slots(("n", "most")), Field(description="How hard, on a scale from 0 to {most}: {n} out of {most}.")]
    tempo: Annotated[
        Pattern,
        Slots(("out", "back"), maybe=("still",)),
        Field(description="How fast: the time {out} from the starting position, {still} there, and {back} again."),
    ]
    sides: Annotated[Sides, Field(description="Which side.")]
    later: Annotated[
        Pattern,
        Slots(("week", "dose")),
        Field(description="How an exercise goes on: from {week} on, the {dose} in the sentences of a card."),
    ]
    quality_in_table: Annotated[Text, Field(description="What stands for a rule of quality in a table, where there is no room for it.")]
    sentences: Annotated[
        tuple[tuple[DoseSentence, ...], ...],
        Field(
            min_length=1,
            description="The sentences of a card, in order. Each is a list of patterns: the first that fits is printed, or none.",
        ),
    ]
    amount: Annotated[tuple[DoseCell, ...], Field(description="In a table, how much. The first pattern that fits.")]
    hold: Annotated[tuple[DoseCell, ...], Field(description="In a table, how long to hold. The first pattern that fits.")]
    often: Annotated[tuple[DoseCell, ...], Field(description="In a table, how often. The first pattern that fits.")]

    @model_validator(mode="after")
    def _says_everything(self) -> Self:
        cells = (self.amount, self.hold, self.often)
        _raise_at(self, ((("sentences",), *fault) for fault in faults(self.sentences, "sentence")))
        _raise_at(self, ((("amount",), *fault) for fault in faults(cells, "cell")))
        return self


class SessionPhrases(Content):
    """How long a session takes."""

    minutes: Annotated[Number, Field(description="{n} minutes; the number already reads as in: about 12.")]
    same: Annotated[
        Pattern,
        Slots(("minutes",), maybe=("exercises",)),
        Field(description="When all exercises are done equally often. {exercises} are those that have no numbers to count."),
    ]
    mixed: Annotated[
        Pattern,
        Slots(("minutes",), maybe=("exercises",)),
        Field(description="When some exercises are done more often than others: the time for doing each of them once."),
    ]
    uncounted: Annotated[Text, Field(description="When no exercise has numbers to count.")]


class NumberNames(Content):
    """What the numbers of a dose are called in a list."""

    sets: Annotated[Text, Field(description="The number of sets.")]
    reps: Annotated[Text, Field(description="The number of repetitions.")]
    hold: Annotated[Text, Field(description="How long to hold.")]
    duration: Annotated[Text, Field(description="How long to go on.")]
    load: Annotated[Text, Field(description="How heavy.")]
    effort: Annotated[Text, Field(description="How hard.")]
    tempo: Annotated[Text, Field(description="How fast.")]
    rest: Annotated[Text, Field(description="How long to rest.")]
    side: Annotated[Text, Field(description="Which side.")]
    times_per_day: Annotated[Text, Field(description="How many times a day.")]
    days_per_week: Annotated[Text, Field(description="How many days a week.")]
    how_often: Annotated[Text, Field(description="Times a day and days a week together.")]
    weeks: Annotated[Text, Field(description="For how many weeks.")]
    quality: Annotated[Text, Field(description="The rule where no number can be given.")]


class SetByPlanPhrases(Content):
    """Which numbers are the plan's own and not those of a source."""

    sentence: Annotated[Pattern, Slots(("groups",)), Field(description="The whole sentence; {groups} as below.")]
    group: Annotated[Pattern, Slots(("numbers", "exercises")), Field(description="{numbers} of some {exercises}, as below.")]
    group_of_all: Annotated[Pattern, Slots(("numbers",)), Field(description="{numbers} of all exercises.")]
    exercises: Annotated[Number, Field(description="The exercises with the numbers {n}: exercises 1, 3 and 4.")]
    more: Annotated[Pattern, Slots(("group", "groups")), Field(description="A {group} and the {groups} after it.")]
    names: Annotated[NumberNames, Field(description="What the numbers are called.")]


class ChangedNumbers(Content):
    """One number of a dose as it stands in a sentence about what is new; {n} as the phrases of a dose have it."""

    sets: Annotated[Pattern, Slots(("n",)), Field(description="The number of sets.")]
    reps: Annotated[Pattern, Slots(("n",)), Field(description="The number of repetitions.")]
    hold: Annotated[Pattern, Slots(("n",)), Field(description="How long to hold: hold {n}.")]
    duration: Annotated[Pattern, Slots(("n",)), Field(description="How long to go on: keep going for {n}.")]
    load: Annotated[Pattern, Slots(("n",)), Field(description="How heavy.")]
    effort: Annotated[Pattern, Slots(("n",)), Field(description="How hard.")]
    tempo: Annotated[Pattern, Slots(("n",)), Field(description="How fast.")]
    rest: Annotated[Pattern, Slots(("n",)), Field(description="How long to rest: rest {n}.")]
    side: Annotated[Pattern, Slots(("n",)), Field(description="Which side.")]
    times_per_day: Annotated[Pattern, Slots(("n",)), Field(description="How many times a day.")]
    days_per_week: Annotated[Pattern, Slots(("n",)), Field(description="How many days a week.")]
    weeks: Annotated[Pattern, Slots(("n",)), Field(description="For how many weeks.")]
    quality: Annotated[Pattern, Slots(knows=("n",)), Field(description="The rule of how well; the card has it whole.")]


class ChangePhrases(Content):
    """What is new since last time."""

    added: Annotated[Pattern, Slots(("exercise", "dose")), Field(description="A new {exercise}, and its {dose} in whole sentences.")]
    more: Annotated[Pattern, Slots(("exercise", "numbers")), Field(description="More of an {exercise}.")]
    less: Annotated[Pattern, Slots(("exercise", "numbers")), Field(description="Less of it.")]
    mixed: Annotated[Pattern, Slots(("exercise", "numbers")), Field(description="Some {numbers} go up and some go down.")]
    other: Annotated[Pattern, Slots(("exercise", "numbers")), Field(description="It changes, and is neither more nor less.")]
    removed: Annotated[Pattern, Slots(("exercise",)), Field(description="An {exercise} that is no longer in the plan.")]
    number: Annotated[Pattern, Slots(("now", "before")), Field(description="A number {now} and {before}.")]
    number_up: Annotated[Pattern, Slots(("now", "before")), Field(description="The same, where it must be said that it goes up.")]
    number_down: Annotated[Pattern, Slots(("now", "before")), Field(description="The same, where it must be said that it goes down.")]
    given: Annotated[Pattern, Slots(("now",)), Field(description="A number that was not given before.")]
    dropped: Annotated[Pattern, Slots(("before",)), Field(description="A number that is no longer given.")]
    numbers: Annotated[ChangedNumbers, Field(description="The numbers.")]
    nothing: Annotated[Text, Field(description="Nothing is new.")]


class ReviewPhrases(Content):
    """Who has read and approved the content."""

    not_yet: Annotated[Pattern, Slots(("what",)), Field(description="Nobody of the clinic has reviewed {what}.")]
    reviewed: Annotated[
        Pattern,
        Slots(("by", "what"), maybe=("on", "due")),
        Field(description="{by} has reviewed {what} on the day {on}; next review {due}."),
    ]
    overdue: Annotated[Pattern, Slots(("by", "what", "due"), maybe=("on",)), Field(description="The same when the day {due} has passed.")]
    stale: Annotated[
        Pattern,
        Slots(("by", "what"), maybe=("on",)),
        Field(description="{by} has reviewed {what} on the day {on}, and it was changed after that: nobody has reviewed it as it stands."),
    ]
    exercises: Annotated[Number, Field(description="{n} exercises.")]
    conditions: Annotated[Number, Field(description="{n} conditions.")]
    regions: Annotated[Number, Field(description="The safety text of {n} body regions.")]


class SignWords(Content):
    """What tells two signs apart: words that do not, and the one between two of which either is meant. In small letters, as in a file."""

    small: Annotated[
        tuple[Text, ...], Field(description="Words that carry no meaning of their own in a sign.", examples=[["a", "your", "have"]])
    ] = ()
    either: Annotated[Text | None, Field(description="The word between two of which either is meant.", examples=["or"])] = None
    alike: Annotated[
        tuple[tuple[Text, ...], ...],
        Field(description="Words of which each says the same of a sign as the others in its group.", examples=[[["pain", "ache"]]]),
    ] = ()


class SafetyPhrases(Content):
    """Rules of safety, exceptions to them, and signs."""

    allowed: Annotated[
        Pattern,
        Slots(("by", "on", "exercise", "what", "reason")),
        Field(description="{by} has allowed, on the day {on}, an {exercise} that a rule is against with {what}; the {reason} as typed."),
    ]
    own: Annotated[
        Pattern,
        Slots(("by", "what")),
        Field(description="{by} has signed this clinic's own text of {what}, which is less strict than the one it replaces."),
    ]
    signs: Annotated[SignWords, Field(description="For the check that no sign stands under two numbers.")] = SignWords()


class SourcePhrases(Content):
    """The small print of sources."""

    line: Annotated[
        Pattern,
        Slots(("title",), maybe=("authors", "publisher", "published", "note", "read_on")),
        Field(description="A source in a line; {read_on} is the day on which we read it, if that was not the same day for all."),
    ]
    all_read: Annotated[Pattern, Slots(("day",)), Field(description="That all sources were read on one {day}.")]


class Phrases(Content):
    """Everything that the program says in its own words."""

    amounts: Annotated[Amounts, Field(description="Numbers and times.")]
    quoted: Annotated[Pattern, Slots(("name",)), Field(description="The {name} of an exercise or a condition within a sentence.")]
    dose: Annotated[DosePhrases, Field(description="Doses.")]
    session: Annotated[SessionPhrases, Field(description="The time of a session.")]
    set_by_plan: Annotated[SetByPlanPhrases, Field(description="Which numbers are the plan's own.")]
    changes: Annotated[ChangePhrases, Field(description="What is new since last time.")]
    review: Annotated[ReviewPhrases, Field(description="The state of review.")]
    safety: Annotated[SafetyPhrases, Field(description="Safety.")]
    source: Annotated[SourcePhrases, Field(description="Sources.")]


_STRAY_BRACE = re.compile(r"[{}]")
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


def _label(text: str) -> str:
    if _STRAY_BRACE.search(_PLACEHOLDER.sub("", text)):
        raise wrong(f'"{text}" has a brace that belongs to no placeholder', "write a placeholder in small letters: {page}")
    names = _PLACEHOLDER.findall(text)
    if twice := [name for name in names if names.count(name) > 1]:
        raise wrong(f'"{text}" says {twice[0]} more than once', f"write {twice[0]} once, where it belongs")
    return text


class Locale(Content):
    """The words of one language. One file in ``layouts/locales/``."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="The language, as in en or pt-BR.")]
    labels: Annotated[
        Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Annotated[Text, AfterValidator(_label)]],
        Field(description="The fixed words of the layouts, by name. A label may hold placeholders: {page}."),
    ]
    phrases: Annotated[Phrases, Field(description="The phrases from which the program makes its sentences.")]
    words: Annotated[
        Mapping[Annotated[str, Field(pattern=r"^[^\sA-Z]([^A-Z]*[^\sA-Z])?$")], Text],
        Field(
            description="For a country: whole words and phrases of the content, in small letters, and what this country says for them."
            " They change exercises, conditions, regions and flags, and no name, plan or clinic.",
            examples=[{"tummy": "belly"}],
        ),
    ] = {}
    customary: Annotated[
        Mapping[Annotated[str, Field(pattern=r"^[^\sA-Z]([^A-Z]*[^\sA-Z])?$")], Text],
        Field(
            description="Lengths as the content has them, whole phrases in small letters, and what is said to patients of a clinic that gives"
            " lengths in inches and feet.",
            examples=[{"30 cm": "1 foot"}],
        ),
    ] = {}

    @model_validator(mode="after")
    def _speaks_its_language(self) -> Self:
        language = Language.named(self.language)
        if language is None:
            _raise_at(
                self, [(("language",), f'"{self.language}" is not a language that CLDR knows', "write its code, as in en, cs, pt-BR")]
            )
        else:
            found = ((loc, forms.fault(language)) for loc, forms in _forms_in(self.phrases, ("phrases",)))
            _raise_at(self, ((loc, *fault) for loc, fault in found if fault))
        return self


def _forms_in(part: BaseModel, loc: Loc) -> Iterator[tuple[Loc, Forms]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Forms):
            yield (*loc, name), value
        elif isinstance(value, BaseModel):
            yield from _forms_in(value, (*loc, name))


def _raise_at(model: BaseModel, faults: Iterable[tuple[Loc, str, str]]) -> None:
    """Raise all ``faults`` at once, each at its place within ``model``."""
    errors = [
        InitErrorDetails(type=PydanticCustomError("content", "{what}", {"what": what, "hint": hint}), loc=loc, input=None)
        for loc, what, hint in faults
    ]
    if errors:
        raise ValidationError.from_exception_data(type(model).__name__, errors)
