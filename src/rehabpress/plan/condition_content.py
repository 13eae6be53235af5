"""Collects what the conditions of a plan contribute: what to leave out, tips, explanations; duplicates are printed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rehabpress.model.condition import AvoidItem, Condition, Tip
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag
from rehabpress.plan.handout import About, Avoid, TipLine
from rehabpress.plan.safety.gate import Change
from rehabpress.plan.sources import Numbers
from rehabpress.support.problems import Origin, Place, Problem, did_you_mean

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a plan prints of its conditions. With each item go the ids of the sources it leans on: its own, else its condition's."""

    avoid: tuple[tuple[AvoidItem, tuple[str, ...]], ...]
    tips: tuple[tuple[Tip, tuple[str, ...]], ...]
    conditions: tuple[Condition, ...]

    def sources(self) -> Iterator[str]:
        """The ids of all sources, in the order of the page; some more than once."""
        for _, ids in (*self.avoid, *self.tips):
            yield from ids
        for condition in self.conditions:
            yield from condition.sources


def choose(plan: Plan, conditions: Sequence[Condition]) -> Chosen:
    """Gather what the plan prints of its conditions, and what it adds. Tips come in the order in which the plan names them."""
    avoid = [(item, item.sources or condition.sources) for condition in conditions for item in condition.avoid]
    tips = [(tip, tip.sources or condition.sources) for condition in conditions for tip in condition.tips]
    if plan.tips is not None:
        tips = [(tip, ids) for wanted in plan.tips for tip, ids in tips if tip.id == wanted]
    return Chosen(
        avoid=(*avoid, *((item, item.sources) for item in plan.more_avoid)),
        tips=(*tips, *((tip, tip.sources) for tip in plan.more_tips)),
        conditions=tuple(conditions),
    )


def condition_problems(plan: Plan, origin: Origin) -> Iterator[Problem]:
    """Conditions that the plan names twice."""
    for index, name in enumerate(plan.conditions):
        if name in plan.conditions[:index]:
            yield Problem(origin.at("conditions", index), f'"{name}" is named twice', "name it once")


def tip_problems(plan: Plan, conditions: Sequence[Condition], origin: Origin) -> Iterator[Problem]:
    """Tips that the plan names and no condition of it has, and tips named twice."""
    known = list(dict.fromkeys(tip.id for condition in conditions for tip in condition.tips))
    for index, wanted in enumerate(plan.tips or ()):
        place = origin.at("tips", index)
        if wanted not in known:
            of = " or ".join(plan.conditions)
            yield Problem(
                place, f'"{wanted}" is not a tip of {of}', did_you_mean(wanted, known, "rehabpress show lists the tips of a condition")
            )
        elif wanted in (plan.tips or ())[:index]:
            yield Problem(place, f'"{wanted}" is named twice', "name it once")


def tip_places(chosen: Chosen, plan: Plan, origin: Origin) -> list[tuple[Tip, Place]]:
    """Each chosen tip with the place in the plan that brings it: its own line, or its condition's."""
    places: list[tuple[Tip, Place]] = []
    for tip, _ in chosen.tips:
        if tip in plan.more_tips:
            path: tuple[str | int, ...] = ("more_tips", plan.more_tips.index(tip))
        elif plan.tips is not None:
            path = ("tips", plan.tips.index(tip.id))
        else:
            path = ("conditions", next(n for n, condition in enumerate(chosen.conditions) if tip in condition.tips))
        places.append((tip, origin.at(*path)))
    return places


def avoid_list(chosen: Chosen, numbers: Numbers) -> tuple[Avoid, ...]:
    """What to leave out, with the numbers of its sources."""
    merged = _together(((item.what, item.why, item.instead), ids) for item, ids in chosen.avoid)
    return tuple(Avoid(what, why, instead, numbers.of(ids)) for (what, why, instead), ids in merged.items())


def tips_list(chosen: Chosen, changes: Sequence[Sequence[Change]], flags: Sequence[Flag], numbers: Numbers) -> tuple[TipLine, ...]:
    """The tips, with the numbers of their sources. ``changes`` has an entry for each chosen tip; ``flags`` are the patient's."""
    called = [re.escape(words) for flag in flags for words in (flag.name, *flag.also_called)]
    named = re.compile(rf"\b(?:{'|'.join(called)})\b", re.IGNORECASE) if called else None
    merged = _together(
        (
            (tip.title, tip.text, tip.picture, tuple(change.text for change in own), tip.link, " ".join(_sentences(tip.text, named))),
            (*ids, *(source for change in own for source in change.sources)),
        )
        for (tip, ids), own in zip(chosen.tips, changes, strict=True)
    )
    return tuple(TipLine(*said, numbers.of(ids)) for said, ids in merged.items())


def _sentences(text: str, named: re.Pattern[str] | None) -> Iterator[str]:
    """The sentences of a text in which something is named."""
    return (sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if named and named.search(sentence))


def about_list(chosen: Chosen, numbers: Numbers) -> tuple[About, ...]:
    """What each condition is."""
    return tuple(About(one.title, one.name, one.what_it_is, one.causes, one.caution, numbers.of(one.sources)) for one in chosen.conditions)


def _together(items: Iterable[tuple[K, tuple[str, ...]]]) -> Mapping[K, tuple[str, ...]]:
    merged: dict[K, tuple[str, ...]] = {}
    for said, ids in items:
        merged[said] = (*merged.get(said, ()), *ids)
    return merged
