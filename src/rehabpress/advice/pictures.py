"""Finds exercises without a picture, and pictures without a text alternative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rehabpress.advice.text import phrase, sentences, words
from rehabpress.advice.value import Advice
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.words import Pictured, Told, Words
from rehabpress.pipeline.figures import Seen
from rehabpress.support.problems import Origin, Place

FEWEST_WORDS = 6
"""A picture of an exercise cannot be told in fewer."""
MOST_WORDS = 60
"""A screen reader reads it in one go."""


def pictures(exercise: Exercise, origin: Origin, drawn: Mapping[str, Seen | None], known: Words) -> Iterator[Advice]:
    """What is wrong with the picture of an exercise. ``drawn`` are the ids that have one, with what is seen in those that we drew."""
    if exercise.id not in drawn:
        what = f"{exercise.id} has no picture; a simple picture beside the words helps most those who read poorly"
        hint = f"draw figures/{exercise.id}.yaml, or put {exercise.id}.svg, .png or .jpg into pictures/"
        yield Advice(origin.at("picture"), "no-picture", what, hint, "0", "1 picture")
    count = len(words(exercise.picture))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        what = f"the description of the picture has {count} word{'s' * (count != 1)}"
        hint = "say in a sentence or two what the picture shows: the position, then the movement"
        yield Advice(origin.at("picture"), "alt-text", what, hint, str(count), f"{FEWEST_WORDS} to {MOST_WORDS} words")
    if (seen := drawn.get(exercise.id)) and known.pictures:
        yield from _not_shown(exercise, origin, seen, known)
        yield from _not_told(exercise, origin, seen, known)


def _said(exercise: Exercise, origin: Origin) -> Iterator[tuple[Place, str]]:
    """What an exercise says of how it is done, and of its picture."""
    yield origin.at("start"), exercise.start
    yield from ((origin.at("steps", index), step) for index, step in enumerate(exercise.steps))
    yield origin.at("picture"), exercise.picture


def _not_shown(exercise: Exercise, origin: Origin, seen: Seen, known: Words) -> Iterator[Advice]:
    """Things and touches that words name and the picture lacks."""
    found = known.pictures.shown if known.pictures else ()
    optional = phrase(known.pictures.optional) if known.pictures else None
    for place, text in _said(exercise, origin):
        for sentence in sentences(text, known.abbreviations):
            if optional and optional.search(sentence):
                continue
            for entry in found:
                if (word := named(entry, sentence)) and not _shows(entry, seen):
                    wanted = " or ".join((*entry.things, *entry.touches))
                    what = f"“{word}” is said and not drawn: the picture has no {wanted}"
                    yield Advice(
                        place, "not-drawn", what, f"draw it in figures/{exercise.id}.yaml, or say it otherwise", word, wanted, strong=True
                    )


def named(entry: Pictured | Told, sentence: str) -> str:
    """The words of an entry that a sentence uses, not within a phrase in which they mean something else; empty when it does not."""
    pattern, other = phrase(entry.words), phrase(entry.not_in)
    rest = other.sub(" ", sentence) if other else sentence
    found = pattern.search(rest) if pattern else None
    return found[0] if found else ""


def _shows(entry: Pictured, seen: Seen) -> bool:
    return not seen.things.isdisjoint(entry.things) or not seen.touches.isdisjoint(entry.touches)


def _not_told(exercise: Exercise, origin: Origin, seen: Seen, known: Words) -> Iterator[Advice]:
    """Things in the picture that no word names."""
    told = (*exercise.equipment, *(text for _, text in _said(exercise, origin)))
    for thing in sorted(seen.things):
        entries = [entry for entry in (known.pictures.shown if known.pictures else ()) if thing in entry.things]
        if entries and not any(named(entry, text) for entry in entries for text in told):
            what = f"the picture shows a {thing} that no words name"
            yield Advice(
                origin.at("picture"), "not-told", what, "name it under equipment and start, or take it out of the picture", thing, "named"
            )
