"""Parses the flags of a patient: ``osteoporosis``, ``hip-replacement:week=8``, or in words: ``thin bones``, ``pregnant 28 weeks``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rehabpress.loader.body_parts import parts_of_body, plans_for
from rehabpress.loader.folders import Folders, find, ids
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.loader.suggest import movements_of_part
from rehabpress.model.patient import PatientFlag
from rehabpress.model.safety import Flag
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting, did_you_mean

_WEEK = "{week}"
_MOST_MOVEMENTS = 3
"""So many movements are suggested."""


def read_flags(words: Iterable[tuple[str, Place]], store: ContentStore | Folders) -> tuple[PatientFlag, ...]:
    """The flags that were typed, each with its place. Raises ``ProblemsFound`` with everything wrong in them."""
    store = store if isinstance(store, ContentStore) else ContentStore(store)
    flags: list[PatientFlag] = []
    problems: list[Problem] = []
    for word, place in words:
        with collecting(problems):
            flags.append(_named(_parsed(word, place), store))
    if problems:
        raise ProblemsFound(problems)
    return tuple(flags)


def flags_over(
    typed: Sequence[PatientFlag], own: Sequence[PatientFlag], folders: Folders
) -> tuple[tuple[PatientFlag, ...], tuple[PatientFlag, ...]]:
    """The flags of an order that still hold when others are typed for it, and these.

    One that was typed takes the place of that with its id, whose protocol it keeps unless it names another, and of one of another part of
    the same weeks, such as the trimester before.
    """
    if not own or not typed:
        return tuple(own), tuple(typed)
    known = _flags(ContentStore(folders), [flag.id for flag in (*own, *typed)])
    weeks = {flag.id: frozenset([words for words in flag.also_called if _WEEK in words]) for flag in known}
    still = tuple([flag for flag in own if not any(flag.id == one.id or weeks[flag.id] & weeks[one.id] for one in typed)])
    protocols = {flag.id: flag.protocol for flag in own}
    return still, tuple([replace(one, protocol=one.protocol or protocols.get(one.id)) for one in typed])


def _parsed(word: str, place: Place) -> PatientFlag:
    """A flag with its week and protocol. Raises ``ProblemsFound``."""
    name, _, more = (part.strip() for part in word.partition(":"))
    problems: list[Problem] = []
    given: dict[str, str] = {}
    for pair in more.split(",") if more else ():
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value or key not in ("week", "protocol") or key in given:
            problems.append(Problem(place, f'"{pair}" is neither the week nor the protocol', f"write {name}:week=4,protocol=our-surgeon"))
        given[key] = value
    if not re.fullmatch(r"0|[1-9]\d{0,2}", given.get("week", "0")):
        hint = "write whole weeks, since the operation or of pregnancy: week=4"
        problems.append(Problem(place, f'"{given["week"]}" is no number of weeks', hint))
    if problems:
        raise ProblemsFound(problems)
    return PatientFlag(name, place, int(given["week"]) if "week" in given else None, given.get("protocol"))


def _named(typed: PatientFlag, store: ContentStore) -> PatientFlag:
    """The flag that words mean. Raises ``ProblemsFound`` when they mean none."""
    if find(store.folders, "flags", typed.id):
        return typed
    known = _flags(store, ids(store.folders, "flags"))
    for flag in known:
        for words in flag.also_called:
            means, week = _means(words, flag, typed.id)
            if means:
                return replace(typed, id=flag.id, week=typed.week if week is None else week)
    names = {_plain(words.replace(_WEEK, "28")): flag.id for flag in known for words in flag.also_called}
    parts = parts_of_body(typed.id)
    length = len(_plain(typed.id).split())
    # "bad knee" is no slip for "new knee", nor "knee pain" for "heparin": who names a part of the body is told what there is for it.
    near_to = [words for words in (*names, *(flag.id for flag in known)) if not parts or len(words.split()) == length > 1]
    near = re.fullmatch(r'did you mean "(.*)"\?', did_you_mean(_plain(typed.id), near_to))
    if near is None:
        hint = _no_flag(parts, names, store)
    else:
        hint = f'did you mean "{near[1]}" ({names[near[1]]})?' if near[1] in names else near[0]
    raise ProblemsFound([Problem(typed.place, f'there is no flag "{typed.id}"', hint)])


def _no_flag(parts: Sequence[str], names: Mapping[str, str], store: ContentStore) -> str:
    """The hint for words that are near no flag: for parts of the body the flags and plans that there are, and how exercises leave them out."""
    hint = "see: rehabpress list flags"
    if not parts:
        return hint
    flags = {flag: words for words, flag in reversed(list(names.items())) if not set(parts).isdisjoint(words.split())}
    if flags:
        named = [f'"{words}" ({flag})' for flag, words in sorted(flags.items())]
        hint += f"\nflags with this word: {', '.join(named)}"
    if plans := plans_for(parts, store):
        hint += f"\nwhat hurts is no flag, it has a plan: rehabpress handout {' or '.join(plans)}"
    library = read_library(store, [Named("movements", name, Place(f"movement {name}")) for name in ids(store.folders, "movements")])
    if found := movements_of_part(" ".join(parts), library.movements)[:_MOST_MOVEMENTS]:
        options = " ".join(f"--without {name}" for name in found)
        hint += f"\nonly to choose exercises that leave it out: rehabpress list exercises {options}"
    return hint


def _flags(store: ContentStore, names: Iterable[str]) -> Sequence[Flag]:
    library = read_library(store, [Named("flags", name, Place(f"flag {name}")) for name in dict.fromkeys(names)])
    return [library.flags[name] for name in sorted(library.flags)]


def _means(words: str, flag: Flag, typed: str) -> tuple[bool, int | None]:
    """Whether what was typed is these words of a flag, and the week in it."""
    pattern = re.escape(_plain(words)).replace(re.escape(_WEEK), r"(\d{1,3})")
    found = re.fullmatch(pattern, _plain(typed))
    if found is None:
        return False, None
    if _WEEK not in words:
        return True, None
    week = int(found[1])
    return (flag.from_week or 0) <= week <= (week if flag.to_week is None else flag.to_week), week


def _plain(words: str) -> str:
    """Without capitals, hyphens and doubled spaces."""
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())


def split_flags(text: str) -> Iterator[str]:
    """The flags of one cell of a roster, with semicolons, commas or lines between them; a comma before a protocol or week does not part."""
    for word in re.split(r"[;\n]|,(?!\s*(?:week|protocol)\s*=)", text):
        if word.strip():
            yield word.strip()
