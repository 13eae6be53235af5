"""Collects the warning signs that a paper prints, each list with whom to call: those of body regions and of the patient's flags.

A sign stands under one number, and is not said to be usual by ``feeling``.  In: regions and flags. Out: the lists, or what is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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

_ORDER = (*LISTS, "feeling")

_MOST_MEANINGS = 64
"""Of a sign with more "or" in it than anybody can read, only so many meanings are compared."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in a list, or a sentence of ``feeling``; where it is written, and whose it is: ``region whole-body``."""

    text: str
    list: str
    place: Place
    owner: str


def regions_of(names: Iterable[str], library: Library) -> tuple[Region, ...]:
    """These regions and all that they include, each once: first those named, then those included. One that another stands in place of is left out."""
    found = _reached(names, lambda name: library.regions[name].includes)
    replaced = {name for one in found for name in library.regions[one].in_place_of}
    return tuple([library.regions[name] for name in found if name not in replaced])


def _reached(names: Iterable[str], further: Callable[[str], Iterable[str]]) -> dict[str, None]:
    """These and all that they lead to, each once, the nearest first."""
    found = dict.fromkeys(names)
    waiting = list(found)
    while waiting:
        more = [name for name in further(waiting.pop(0)) if name not in found]
        found.update(dict.fromkeys(more))
        waiting += more
    return found


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
    found: list[Sign] = []
    for one in regions:
        origin, owner = library.origins["regions", one.id], f"region {one.id}"
        found += [*signs_of(one, origin, owner), *_usual(one, origin, owner)]
    for flag in flags:
        if flag.adds:
            found += signs_of(flag.adds, library.origins["flags", flag.id], f"flag {flag.id}", "adds")
    return tuple(found)


def _usual(region: Region, origin: Origin, owner: str) -> Iterator[Sign]:
    for index, text in enumerate(region.feeling):
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            yield Sign(sentence, "feeling", origin.at("feeling", index), owner)


def sign_problems(
    signs: Iterable[Sign], words: SignWords, may_meet: Callable[[Sign, Sign], bool] = lambda _one, _other: True
) -> Iterator[Problem]:
    """Signs that stand under two numbers, or are called usual. A grave sign is found again in a longer one: "chest pain" in "pain or tightness
    in your chest". ``may_meet`` says of two whether one paper can have both.
    """
    said = [(sign, _meanings(sign, words)) for sign in sorted(signs, key=lambda sign: _ORDER.index(sign.list))]
    for (grave, meant), (mild, other) in combinations(said, 2):
        if (
            _WHOM.get(grave.list) == _WHOM.get(mild.list)
            or not any(one <= two for one in meant for two in other)
            or not may_meet(grave, mild)
        ):
            continue
        told = f"sends the patient to {_WHOM[mild.list]}" if mild.list in _WHOM else "says what is usual"
        what = f'"{mild.text}" ({mild.owner}, {mild.list}) {told}, and "{grave.text}" ({grave.owner}, {grave.list}) sends to {_WHOM[grave.list]}'
        hint = f"a sign stands under one number: write it in {grave.list} alone, or say how this one differs"
        if mild.owner != grave.owner and mild.owner.startswith("region ") and grave.owner.startswith("region "):
            hint += "; or write in_place_of: with the id of the other in the region that says all of both"
        yield Problem(mild.place, what, hint)


def region_sign_problems(library: Library, words: Callable[[str], SignWords]) -> Iterator[Problem]:
    """Signs of any two regions and flags of one language that a paper can have together; ``words`` by the language."""
    for language in sorted({one.language.partition("-")[0] for one in library.regions.values()}):
        regions = [one for one in library.regions.values() if one.language.partition("-")[0] == language]
        flags = [one for one in library.flags.values() if one.language.partition("-")[0] == language]
        yield from sign_problems(
            signs_on_paper(regions, flags, library), words(language), lambda one, other: _may_meet(one, other, library)
        )


def _may_meet(one: Sign, other: Sign, library: Library) -> bool:
    """Whether a paper of these two can have both: a region that another stands in place of is not on a paper with it."""
    names = [owner.removeprefix("region ") for owner in (one.owner, other.owner) if owner.startswith("region ")]
    return len({*names} & {region.id for region in regions_of(names, library)}) == len({*names})


def _meanings(sign: Sign, words: SignWords) -> tuple[frozenset[str], ...]:
    """The words of a sign that carry its meaning, whatever their order, and those that say the same as one word.

    Where "or" stands between two words, or after words with commas between them, once with each. A comma and "or" part two signs, if each has some words.
    What is usual is one bag of words, however many things its sentence names.
    """
    if sign.list == "feeling":
        return (frozenset(_words(sign.text, words)),)
    text = sign.text.casefold()
    clauses = re.split(rf",\s+{re.escape(words.either)}\b", text) if words.either else [text]
    if any(len({*_words(clause, words)}) < 2 for clause in clauses):
        clauses = [text]
    return tuple(dict.fromkeys(meaning for clause in clauses for meaning in _choices(clause, words)))


def _words(text: str, words: SignWords) -> Iterator[str]:
    alike = {word: group[0] for group in words.alike for word in group}
    for word in re.findall(r"[^\W_]+", text.casefold()):
        if word != words.either and word not in words.small:
            yield alike.get(word, word)


def _choices(clause: str, words: SignWords) -> tuple[frozenset[str], ...]:
    """What a clause means with each of the words that it leaves to choose from."""
    alike = {word: group[0] for group in words.alike for word in group}
    places: list[list[str]] = []
    listed = 0
    """How many places before the last are joined to it by commas."""
    either = comma = False
    for word in re.findall(r"[^\W_]+|,", clause):
        if word == ",":
            comma = bool(places)
        elif word == words.either:
            either = bool(places)
            places[len(places) - 1 - listed :] = [[one for place in places[len(places) - 1 - listed :] for one in place]]
            listed = 0
        elif word not in words.small:
            if either and places:
                places[-1].append(alike.get(word, word))
            else:
                listed = listed + 1 if comma else 0
                places.append([alike.get(word, word)])
            either = comma = False
    return tuple([frozenset(meant) for meant in islice(product(*places), _MOST_MEANINGS) if meant])


def stand_in_problems(regions: Iterable[Region], library: Library) -> Iterator[Problem]:
    """What a region that stands in place of another says less of than that one."""
    for region in regions:
        own = regions_of([region.id], library)
        for index, name in enumerate(region.in_place_of):
            place = library.origins["regions", region.id].at("in_place_of", index)
            includes = _reached([region.id], lambda one: library.regions[one].includes)
            if name in includes or region.id in _reached([name], lambda one: library.regions[one].in_place_of):
                hint = "leave it out: both would be missing from a paper"
                yield Problem(place, f"{region.id} cannot stand in place of {name}, which it includes or which stands in its place", hint)
                continue
            for part in ("emergency", "stop_emergency", "stop", "urgent", "ask_first"):
                here, there = (sum(len(getattr(one, part)) for one in given) for given in (own, regions_of([name], library)))
                if here < there:
                    what = f"{region.id} stands in place of {name} and says {here} of {part}, where that says {there}"
                    yield Problem(place, what, "write all that it says, each so that it is right for this region")


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
