"""Parts of the body in what a person types: which are named, what is said of them besides, and the plans that there are for them."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.loader.folders import ids
from rehabpress.loader.library import ContentStore
from rehabpress.model.condition import Condition
from rehabpress.model.exercise import BODY_REGIONS
from rehabpress.model.plan import Plan
from rehabpress.support.text_search import words_of

_NO_PARTS = frozenset(("and", "low", "upper", "whole", "body"))
"""Words of the names of regions that are no part of the body by themselves."""
_PARTS = {word for region in BODY_REGIONS for word in words_of(region)} - _NO_PARTS
_OTHER_FORMS = {"feet": "foot"}
_COMPLAINTS = frozenset(
    ("ache", "aches", "aching", "bad", "hurt", "hurting", "hurts", "injured", "injury", "pain", "painful", "problem", "problems", "sore")
)
"""What is said of a part that is not well. No exercise is called so."""
_MOST_PLANS = 3


def parts_of_body(words: str) -> tuple[str, ...]:
    """The parts of the body that words name, each as regions have it: knee for knees."""
    named = [_OTHER_FORMS.get(word, word) for word in words_of(words)]
    return tuple(dict.fromkeys([part for word in named for part in (word, word.removesuffix("s")) if part in _PARTS]))


def without_complaint(words: str) -> str:
    """The words without those that only say that a part of the body is not well, when they name one: foot for sore feet."""
    if not parts_of_body(words):
        return words
    return " ".join([_OTHER_FORMS.get(word, word) for word in words_of(words) if word not in _COMPLAINTS])


def plans_for(parts: Sequence[str], store: ContentStore) -> Sequence[str]:
    """The ids of some plans for parts of the body: those that are called after them, then those for conditions of their regions."""
    called, others = [], []
    for name in ids(store.folders, "plans") if parts else ():
        if not set(parts).isdisjoint(words_of(name)):
            called.append(name)
        elif not set(parts).isdisjoint(word for region in _regions(name, store) for word in words_of(region)):
            others.append(name)
    return (called + others)[:_MOST_PLANS]


def _regions(plan: str, store: ContentStore) -> Sequence[str]:
    """The regions of the conditions of a plan, as far as they can be read."""
    read = store.taken("plans", plan)
    if read is None or not isinstance(read.value, Plan):
        return ()
    conditions = [store.taken("conditions", name) for name in read.value.conditions]
    return [one.value.region for one in conditions if one and isinstance(one.value, Condition)]
