"""Collects the texts that a content file prints, each with its place, and passages that are read in one go.

Left out are names and titles, the numbers of doses, sources, and descriptions of pictures: a name cannot be written more simply, and the
program writes the numbers. The rule of how well, which stands where no number can, was written by a person and is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabpress.model.base import Content
from rehabpress.model.condition import AvoidItem, Condition, Region, Tip
from rehabpress.model.exercise import Exercise
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag, Protocol, Rule
from rehabpress.model.signs import LISTS
from rehabpress.support.problems import Origin, Place

TextPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One text and where it was written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """Texts that are read in one go: ``name`` says what they are, ``place`` where they begin.

    ``whole`` marks all that one piece of content says together; the other passages are parts of it.
    """

    name: str
    place: Place
    said: tuple[PrintedText, ...]
    whole: bool = False


def passages(content: Content, origin: Origin) -> tuple[Passage, ...]:
    """The passages of a piece of content, the whole first; those that say nothing are left out."""
    parts = [Passage(name, origin.at(*where), tuple(said)) for name, where, said in _parts(content, origin) if said]
    if not parts:
        return ()
    everything = dict.fromkeys(one for part in parts for one in part.said)
    return (
        Passage("everything it says", origin.whole, tuple(everything), whole=True),
        *(one for part in parts for one in _with_texts(part)),
    )


def _with_texts(part: Passage) -> Iterator[Passage]:
    """A passage, and each of several texts in it by itself, so that one hard paragraph does not hide among easy ones."""
    yield part
    if len(part.said) > 1:
        yield from (Passage(f"{part.name}, text {n}", said.place, (said,)) for n, said in enumerate(part.said, start=1))


def _parts(content: Content, origin: Origin) -> Iterator[tuple[str, TextPath, list[PrintedText]]]:
    def texts(*names: str) -> list[PrintedText]:
        return [one for name in names for one in _texts(getattr(content, name), origin, (name,))]

    if isinstance(content, Exercise):
        yield "goal", ("goal",), texts("goal")
        yield "start and steps", ("start",), texts("start", "steps")
        for name in ("feel", "mistakes", "stop"):
            yield name, (name,), texts(name)
        yield "how well", ("dose", "quality"), _texts(content.dose.quality, origin, ("dose", "quality"))
    elif isinstance(content, Condition):
        yield "what it is", ("what_it_is",), texts("what_it_is", "causes", "caution")
        yield from _items(content.avoid, "avoid", origin)
        yield from _items(content.tips, "tips", origin)
    elif isinstance(content, Region):
        for name in ("emergency_when", *LISTS, "feeling"):
            yield name, (name,), texts(name)
        yield "ask first", ("ask_first",), _asked(content, origin)
    elif isinstance(content, Flag):
        yield "rules", ("rules",), _rules(content.rules, ("rules",), origin)
        for name in LISTS:
            yield name, ("adds", name), _texts(getattr(content.adds, name, None), origin, ("adds", name))
    elif isinstance(content, Protocol):
        rules = ((("phases", n, "rules"), phase.rules) for n, phase in enumerate(content.phases))
        yield "rules", ("phases",), [one for path, found in rules for one in _rules(found, path, origin)]
    elif isinstance(content, Plan):
        yield "message", ("message",), texts("message", "goal", "next_visit")
        yield "notes", ("exercises",), _notes(content, origin)
        yield "how well", ("dose", "quality"), _texts(content.dose.quality, origin, ("dose", "quality"))
        yield from _items(content.more_avoid, "more_avoid", origin)
        yield from _items(content.more_tips, "more_tips", origin)


def _items(items: Sequence[AvoidItem | Tip], key: str, origin: Origin) -> Iterator[tuple[str, TextPath, list[PrintedText]]]:
    """The items of a list together, and each by itself."""
    each = [
        [
            one
            for name in ("what", "why", "instead", "title", "text")
            for one in _texts(getattr(item, name, None), origin, (key, index, name))
        ]
        for index, item in enumerate(items)
    ]
    yield key, (key,), [one for said in each for one in said]
    for index, said in enumerate(each):
        yield f"{key}: {items[index].id}", (key, index), said


def _rules(rules: Sequence[Rule], path: TextPath, origin: Origin) -> list[PrintedText]:
    """What a rule prints: how to do it otherwise. Its reason is for the clinic."""
    return [one for index, rule in enumerate(rules) for one in _texts(rule.instead, origin, (*path, index, "instead"))]


def _asked(region: Region, origin: Origin) -> list[PrintedText]:
    """What a patient must ask about first."""
    return [PrintedText(asked.text, origin.at("ask_first", index, "text")) for index, asked in enumerate(region.ask_first)]


def _notes(plan: Plan, origin: Origin) -> list[PrintedText]:
    """What a clinician wrote for this patient: notes, and how well to do an exercise."""
    found: list[PrintedText] = []
    for index, entry in enumerate(plan.exercises):
        found += _texts(entry.note, origin, ("exercises", index, "note"))
        found += _texts(entry.dose.quality, origin, ("exercises", index, "dose", "quality"))
    return found


def _texts(value: object, origin: Origin, path: TextPath) -> list[PrintedText]:
    if isinstance(value, str):
        return [PrintedText(value, origin.at(*path))]
    if isinstance(value, tuple):
        return [one for index, item in enumerate(value) for one in _texts(item, origin, (*path, index))]
    return []
