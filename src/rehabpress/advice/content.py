"""Collects all advice on one content file, and on one plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehabpress.advice import burden, claims, grade, wording
from rehabpress.advice.movements import movements
from rehabpress.advice.pictures import pictures
from rehabpress.advice.printed import Passage, PrintedText, passages
from rehabpress.advice.signed import signed
from rehabpress.advice.value import Advice
from rehabpress.model.base import Content, Reviewed
from rehabpress.model.condition import Condition
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.words import Words
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan
from rehabpress.pipeline.figures import Seen
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Origin

KINDS = ("exercises", "conditions", "regions", "flags", "protocols", "plans")
"""What there is advice on."""


@dataclass(frozen=True, slots=True)
class Advised:
    """A piece of content: what it says, its reading grades, and the advice on it in the order of the file."""

    kind: str
    id: str
    said: tuple[PrintedText, ...]
    grades: tuple[grade.Grade, ...]
    advice: tuple[Advice, ...]


def advise(kind: str, content: Content, origin: Origin, known: Words, drawn: Mapping[str, Seen | None], day: dt.date) -> Advised:
    """Look at one piece of content. ``drawn`` are the ids of exercises that have a picture, ``day`` is for signatures."""
    found = passages(content, origin)
    graded = grade.grades(found, known)
    name = str(getattr(content, "id", ""))
    advice = [*_on_texts(found, known), *grade.advice(graded), *_on_claims(content, found, origin, known)]
    if isinstance(content, Exercise):
        advice.extend(pictures(content, origin, drawn, known))
        advice.extend(movements(content, origin, known))
    if isinstance(content, Plan):
        advice.extend(burden.too_many(content, origin))
    if isinstance(content, Reviewed):
        advice.extend(signed(content, name, origin, day))
    return Advised(kind, name, _everything(found), graded, tuple(sorted(advice)))


def advise_on_handout(plan: Plan, handout: Handout, library: Library) -> tuple[Advice, ...]:
    """What can be said of a plan only when its doses are known."""
    return tuple(burden.too_long(handout, library.exercises, library.origins["plans", plan.id]))


def _on_texts(found: tuple[Passage, ...], known: Words) -> Iterator[Advice]:
    texts = _everything(found)
    for said in texts:
        yield from wording.long_sentences(said, known)
        yield from wording.passives(said, known)
    yield from wording.hard_words(texts, known)


def _on_claims(content: Content, found: tuple[Passage, ...], origin: Origin, known: Words) -> Iterator[Advice]:
    if isinstance(content, Plan):
        yield from claims.without_source(content, origin)
    if isinstance(content, Condition | Plan):
        yield from claims.supplements(claims.with_sources(content, origin), known)
    elif isinstance(content, Reviewed):
        yield from claims.supplements(((said, content.sources) for said in _everything(found)), known)


def _everything(found: tuple[Passage, ...]) -> tuple[PrintedText, ...]:
    return tuple(said for passage in found if passage.whole for said in passage.said)
