"""Writes the changes since the last handout as sentences for the patient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehabpress.model.languages.pattern import Pattern
from rehabpress.plan.compare import Changed, ChangeDirection, Difference, NumberChange, Prescribed
from rehabpress.plan.dose_text import dose_text, dose_values
from rehabpress.plan.phrasing import Phrasing


@dataclass(frozen=True, slots=True)
class News:
    """What is new of one exercise. ``way`` is how its dose goes; ``text`` says it to the patient."""

    way: str
    text: str


NEW = "new"
LEFT_OUT = "left out"


def news(difference: Difference, speech: Phrasing) -> tuple[News, ...]:
    """What is new, in the order of the page: what is added, what changes, what is left out."""
    return tuple(_news(difference, speech))


def news_texts(difference: Difference, speech: Phrasing) -> tuple[str, ...]:
    """The same as texts for the patient; one that says so when nothing is new."""
    return tuple(one.text for one in news(difference, speech)) or (speech.phrases.changes.nothing,)


def _news(difference: Difference, speech: Phrasing) -> Iterator[News]:
    phrases = speech.phrases.changes
    for one in difference.added:
        dose = " ".join(dose_text(one.dose, one.limb, speech).sentences)
        yield News(NEW, speech.fill(phrases.added, exercise=_quoted(one, speech), dose=dose))
    for changed in difference.changed:
        pattern = {
            ChangeDirection.UP: phrases.more,
            ChangeDirection.DOWN: phrases.less,
            ChangeDirection.MIXED: phrases.mixed,
            ChangeDirection.OTHER: phrases.other,
        }[_way(changed)]
        numbers = speech.local.joined([_number(one, changed, speech) for one in changed.numbers])
        yield News(changed.direction.value, speech.fill(pattern, exercise=_quoted(changed.now, speech), numbers=numbers))
    for one in difference.removed:
        yield News(LEFT_OUT, speech.fill(phrases.removed, exercise=_quoted(one, speech)))


def _way(changed: Changed) -> ChangeDirection:
    """A change of the rest alone is not said to be more or less of an exercise: nobody does more of it by resting less."""
    return ChangeDirection.OTHER if all(one.name == "rest" for one in changed.numbers) else changed.direction


def _number(change: NumberChange, changed: Changed, speech: Phrasing) -> str:
    phrases = speech.phrases.changes
    before, now = (dose_values(one.dose, one.limb, speech).get(change.name) for one in (changed.before, changed.now))
    pattern: Pattern = getattr(phrases.numbers, change.name)
    if now is None:
        return speech.fill(phrases.dropped, before=speech.fill(pattern, n=before or ""))
    if before is None:
        return speech.fill(phrases.given, now=speech.fill(pattern, n=now))
    if not pattern.required:
        # The rule of how well is on the card; two of them in a sentence would be a page.
        return speech.fill(pattern)
    # Which way a number goes needs saying only where they go different ways.
    mixed = changed.direction is ChangeDirection.MIXED
    way = {ChangeDirection.UP: phrases.number_up, ChangeDirection.DOWN: phrases.number_down}.get(change.number) if mixed else None
    return speech.fill(way or phrases.number, now=speech.fill(pattern, n=now), before=before)


def _quoted(one: Prescribed, speech: Phrasing) -> str:
    return speech.fill(speech.phrases.quoted, name=one.name)
