"""Compares a content file of a clinic with the packaged one of the same id, and says where it is less strict.

It compares what a program can compare: verdicts, movements, lists of signs, an exercise's own stop rule. Of words that differ where a rule
or a definition stood it says that they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rehabpress.model.base import Content
from rehabpress.model.condition import Condition, Region
from rehabpress.model.exercise import Exercise
from rehabpress.model.safety import Flag, Movement, Rule, Verdict

_STRENGTH = {Verdict.MODIFY: 1, Verdict.ASK: 2, Verdict.AVOID: 3}
_FINAL = 4
_SAID = {0: "says nothing of", 1: "only changes", 2: "only asks about", 3: "allows an exception to"}
_OTHERS = "all other movements"
_SIGNS = ("emergency", "stop_emergency", "short_emergency", "urgent", "stop", "short_stop", "ask_first", "not_for")
"""Lists of a region that may grow and not shrink."""


def weaker_than(packaged: Content, own: Content) -> tuple[str, ...]:
    """In what ``own`` is less strict than ``packaged``, a phrase each. Nothing for a kind that has no rules."""
    if isinstance(packaged, Flag) and isinstance(own, Flag):
        return tuple(_flag(packaged, own))
    if isinstance(packaged, Exercise) and isinstance(own, Exercise):
        return tuple(_exercise(packaged, own))
    if isinstance(packaged, Condition) and isinstance(own, Condition):
        return tuple(_condition(packaged, own))
    if isinstance(packaged, Region) and isinstance(own, Region):
        return tuple(_region(packaged, own))
    if isinstance(packaged, Movement) and isinstance(own, Movement) and own.definition != packaged.definition:
        return ("means another movement",)
    return ()


def _flag(packaged: Flag, own: Flag) -> Iterator[str]:
    if packaged.needs_protocol and not own.needs_protocol:
        yield "needs no protocol"
    weeks = _weeks(packaged, own)
    named = dict.fromkeys(movement for flag in (packaged, own) for rule in flag.rules for movement in rule.movements)
    for movement in (*named, _OTHERS):
        found = [
            (_strength(own, movement, week), week) for week in weeks if _strength(own, movement, week) < _strength(packaged, movement, week)
        ]
        if found:
            strength, week = min(found, key=lambda one: (one[0], one[1] is not None, one[1] or 0))
            yield f"{_SAID[strength]} {movement}" + (f" in week {week}" if week is not None else "")
    said = {(movement, rule.instead) for rule in own.rules for movement in rule.movements or (_OTHERS,)}
    for rule in packaged.rules:
        for movement in rule.movements or (_OTHERS,):
            changed = rule.instead is not None and (movement, rule.instead) not in said
            if changed and all(_strength(own, movement, week) == 1 for week in weeks if rule.holds_in(week)):
                yield f"says something else of how to do {movement}"
    yield from _supports(packaged.rules, own.rules)


def _supports(packaged: Sequence[Rule], own: Sequence[Rule]) -> Iterator[str]:
    strict = {movement for rule in packaged if not rule.unless_supported for movement in rule.movements}
    for movement in dict.fromkeys(movement for rule in own if rule.unless_supported for movement in rule.movements if movement in strict):
        yield f"leaves {movement} out where an exercise is supported"


def _weeks(*flags: Flag) -> tuple[int | None, ...]:
    """Every week in which a rule begins or after which it ends, and the reading without a week."""
    begins = {0 if flag.from_week is None else flag.from_week for flag in flags}
    begins |= {rule.from_week for flag in flags for rule in flag.rules if rule.from_week is not None}
    begins |= {rule.to_week + 1 for flag in flags for rule in flag.rules if rule.to_week is not None}
    return (None, *sorted(begins))


def _strength(flag: Flag, movement: str, week: int | None) -> int:
    rules = [rule for rule in flag.rules if rule.holds_in(week)]
    named = any(movement in rule.movements for rule in rules)
    meant = [rule for rule in rules if movement in rule.movements or (rule.all_others and not named)]
    return max((_FINAL if not rule.exception else _STRENGTH[rule.verdict] for rule in meant), default=0)


def _exercise(packaged: Exercise, own: Exercise) -> Iterator[str]:
    yield from (f"lacks the movement {name}" for name in _missing(packaged.movements, own.movements))
    if own.supported and not packaged.supported:
        yield "says that it is supported"
    if packaged.stop is not None and own.stop is None:
        yield "has no stop rule"


def _condition(packaged: Condition, own: Condition) -> Iterator[str]:
    if own.region != packaged.region:
        yield f"has the safety text of {own.region} and not of {packaged.region}"
    items = {item.id: item for item in own.avoid}
    forbidden = {movement for item in own.avoid for movement in item.movements}
    for item in packaged.avoid:
        if item.id not in items:
            yield f"lacks {item.id} in its avoid-list"
        yield from (f"no longer forbids {name}" for name in _missing(item.movements, forbidden))


def _region(packaged: Region, own: Region) -> Iterator[str]:
    translated = packaged.language.partition("-")[0] != own.language.partition("-")[0]
    for name in _SIGNS:
        signs: tuple[str, ...] = getattr(packaged, name, ())
        here: tuple[str, ...] = getattr(own, name, ())
        if translated and len(here) < len(signs):
            yield f"has {len(here)} signs in {name} and not {len(signs)}"
        elif not translated:
            yield from (f'lacks the sign "{sign}" in {name}' for sign in _missing(signs, here))
    yield from (f"stands in place of {name}" for name in _missing(own.in_place_of, packaged.in_place_of))


def _missing(wanted: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    have = set(there)
    return tuple(dict.fromkeys(one for one in wanted if one not in have))
