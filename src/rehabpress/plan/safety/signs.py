"""Collects the warning signs that a paper prints, each list with whom to call: those of body regions and of the patient's flags.

A sign stands under one number.  In: regions and flags. Out: the lists, or what is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from rehabpress.model.condition import Region
from rehabpress.model.languages.locale import SignWords
from rehabpress.model.library import Library
from rehabpress.model.safety import Flag
from rehabpress.model.signs import LISTS, SHORT, Signs
from rehabpress.plan.handout import Called, Safety, ShortNotice, Together
from rehabpress.support.problems import Origin, Place, Problem

_WHOM = {
    "emergency": "the emergency number",
    "stop_emergency": "the emergency number",
    "short_emergency": "the emergency number",
    "call": "those in call_who",
    "short_call": "those in call_who",
    "stop": "the clinic, to stop and rest",
    "short_stop": "the clinic, to stop and rest",
    "urgent": "the clinic or a doctor, the same day",
}
"""Whom each list sends a patient to, the gravest first. What goes to one number goes together."""


_MOST_MEANINGS = 64
"""Of a sign with more "or" in it than anybody can read, only so many meanings are compared."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in a list, where it is written, and whose it is: ``region whole-body``."""

    text: str
    list: str
    place: Place
    owner: str


def regions_of(names: Iterable[str], library: Library) -> tuple[Region, ...]:
    """These regions and all that they include, each once: first those named, then those included."""
    found = dict.fromkeys(names)
    waiting = list(found)
    while waiting:
        more = [name for name in library.regions[waiting.pop(0)].includes if name not in found]
        found.update(dict.fromkeys(more))
        waiting += more
    return tuple([library.regions[name] for name in found])


def safety_of(regions: Sequence[Region], flags: Sequence[Flag]) -> Safety:
    """What a paper of these regions prints for a patient with these flags. What two of them say in the same words is said once."""
    given: list[Signs] = [*regions, *[flag.adds for flag in flags if flag.adds]]
    answered = {name for flag in flags for name in flag.answers}
    called: dict[str, tuple[str, ...]] = {}
    together: dict[str | None, tuple[str, ...]] = {}
    for one in given:
        if one.call_who:
            called[one.call_who] = _once((*called.get(one.call_who, ()), *one.call))
        if one.emergency:
            together[one.emergency_when] = _once((*together.get(one.emergency_when, ()), *one.emergency))
    return Safety(
        emergency=tuple([Together(when, signs) for when, signs in together.items()]),
        stop_emergency=_once(sign for one in given for sign in one.stop_emergency),
        call=tuple([Called(who, signs) for who, signs in called.items()]),
        stop=_once(sign for one in given for sign in one.stop),
        urgent=_once(sign for one in given for sign in one.urgent),
        feeling=_once(text for region in regions for text in region.feeling),
        ask_first=_once(asked.text for region in regions for asked in region.ask_first if asked.id not in answered),
        short=_short(given),
    )


def _short(given: Sequence[Signs]) -> ShortNotice | None:
    """All of it in a few words; None when one of them has signs and no short words for them."""
    for one in given:
        for short, whole in SHORT.items():
            if any(getattr(one, name) for name in whole) and not getattr(one, short):
                return None
    called: dict[str, tuple[str, ...]] = {}
    for one in given:
        if one.call_who:
            called[one.call_who] = _once((*called.get(one.call_who, ()), *one.short_call))
    return ShortNotice(
        emergency=_once(sign for one in given for sign in one.short_emergency),
        call=tuple([Called(who, signs) for who, signs in called.items()]),
        stop=_once(sign for one in given for sign in one.short_stop),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def signs_of(signs: Signs, origin: Origin, owner: str, *path: str) -> Iterator[Sign]:
    """Every sign of a region, or of what a flag adds, which stands at ``path`` of its file."""
    for name in LISTS:
        for index, text in enumerate(getattr(signs, name)):
            yield Sign(text, name, origin.at(*path, name, index), owner)


def signs_on_paper(regions: Iterable[Region], flags: Iterable[Flag], library: Library) -> tuple[Sign, ...]:
    """Every sign of a paper of these regions for a patient with these flags."""
    found = [sign for one in regions for sign in signs_of(one, library.origins["regions", one.id], f"region {one.id}")]
    for flag in flags:
        if flag.adds:
            found += signs_of(flag.adds, library.origins["flags", flag.id], f"flag {flag.id}", "adds")
    return tuple(found)


def sign_problems(signs: Iterable[Sign], words: SignWords) -> Iterator[Problem]:
    """Signs that stand under two numbers. A grave sign is found again in a longer one: "chest pain" in "pain or tightness in your chest"."""
    said = [(sign, _meanings(sign.text, words)) for sign in sorted(signs, key=lambda sign: LISTS.index(sign.list))]
    for (grave, meant), (mild, other) in combinations(said, 2):
        same = any(one <= two for one in meant for two in other)
        if same and _WHOM[grave.list] != _WHOM[mild.list]:
            what = (
                f'"{mild.text}" ({mild.owner}, {mild.list}) sends the patient to {_WHOM[mild.list]}, and'
                f' "{grave.text}" ({grave.owner}, {grave.list}) to {_WHOM[grave.list]}'
            )
            yield Problem(mild.place, what, f"a sign stands under one number: write it in {grave.list} alone, or say how this one differs")


def _meanings(text: str, words: SignWords) -> tuple[frozenset[str], ...]:
    """The words of a sign that carry its meaning, whatever their order; where two have "or" between them, once with each of the two."""
    places: list[list[str]] = []
    either = False
    for word in re.findall(r"[^\W_]+", text.casefold()):
        if word == words.either:
            either = bool(places)
        elif word not in words.small:
            if either:
                places[-1].append(word)
            else:
                places.append([word])
            either = False
    return tuple([frozenset(meant) for meant in islice(product(*places), _MOST_MEANINGS) if meant])


def missing_lists(names: Sequence[str], library: Library) -> Iterator[Problem]:
    """What a region with all that it includes does not say and every paper must: when to call for help, when to stop, how it may feel."""
    for name in dict.fromkeys(names):
        one = safety_of(regions_of([name], library), ())
        lists = {
            "emergency or stop_emergency": one.emergency or one.stop_emergency,
            "stop": one.stop,
            "urgent": one.urgent,
            "feeling": one.feeling,
        }
        if absent := [said for said, found in lists.items() if not found]:
            hint = "write it, or includes: with the id of a region that says it, such as whole-body"
            yield Problem(library.origins["regions", name].whole, f"says nothing under {', '.join(absent)}", hint)
