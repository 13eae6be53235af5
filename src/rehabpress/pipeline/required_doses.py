"""Checks that each exercise prints its dose, notes and stop rule under its own name; lists what a paper may leave out.

In: the lines of a document, the handouts of its weeks, what its layout declares to show. Out: a problem for each text that is missing
or stands under another exercise. The footer does not count, nor does what a picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rehabpress.model.layout import Layout
from rehabpress.pipeline.block_facts import Line, normal, without_number
from rehabpress.pipeline.required_text import end_of
from rehabpress.plan.handout import Card, Handout
from rehabpress.support.problems import Place, Problem

_AFTER_NAME = re.compile(r"\s*[:–—·|(]")
_PARAGRAPH_LEVEL = 2
"""A name that is no heading heads what follows up to the next heading of this level or above."""

_HINTS: Mapping[str, str] = {
    "not_if": "print card.not_if below card.name, as parts/not-if.html does",
    "doses": "print card.text.sentences below card.name, as parts/dose.html does",
    "days": 'print label("on_days", days=card.on_days) below card.name, as the block card of booklet.html does',
    "later": "print the line of each of card.later below card.name, as the block card of booklet.html does",
    "notes": "print card.note below card.name, as the block card of booklet.html does",
    "stops": "print card.stop below card.name, as the block card of booklet.html does",
}
_FOLLOWS: Mapping[str, str] = {"not_if": "doses"}
"""Who must not do an exercise stands wherever its dose does."""
_CALLED: Mapping[str, str] = {
    "not_if": "who must not do it",
    "doses": "the dose",
    "days": "the days",
    "later": "how it goes on",
    "notes": "the note",
    "stops": "the stop rule",
}


class Title(NamedTuple):
    """Where an exercise is named as the title of what follows: lines from ``first`` up to ``last``."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Required:
    """The texts of one exercise that stand below its name, by their kind; those of a kind in this order."""

    name: str
    texts: tuple[tuple[str, tuple[str, ...]], ...]


def misplaced(lines: Sequence[Line], weeks: Sequence[Handout], layout: Layout, whole: Place) -> Iterator[Problem]:
    """A problem for each text of an exercise, or item to leave out, that the lines of a document do not print where it belongs.

    ``whole`` is the place of the layout.
    """
    cards = [card for week in weeks for card in week.cards]
    titles = _titles(lines, {normal(card.name).casefold() for card in cards})
    shown = weeks if "weeks" in layout.shows else weeks[:1]
    yield from _of_others(lines, titles, cards, layout)
    yield from _missing(lines, titles, [one for week in shown for one in _required(week, layout)], layout, whole)
    if "avoid" in layout.shows:
        yield from _left_out("\n".join([line.text for line in lines]), weeks[0], layout, whole)


def _required(week: Handout, layout: Layout) -> Iterator[Required]:
    """What each exercise must show that is still done in that week."""
    for card in week.cards:
        if week.week > 1 and card.dose.weeks and card.dose.weeks.high < week.week:
            continue
        said = {
            "not_if": card.not_if,
            "doses": card.text.sentences,
            "days": (card.on_days,),
            "later": [progress.line for progress in card.later],
            "notes": (card.note,),
            "stops": (card.stop,),
        }
        texts = [(kind, tuple([normal(text) for text in said[kind] if text])) for kind in said if _FOLLOWS.get(kind, kind) in layout.shows]
        if texts:
            yield Required(card.name, tuple([(kind, each) for kind, each in texts if each]))


def _missing(
    lines: Sequence[Line], titles: Sequence[Title], required: Sequence[Required], layout: Layout, whole: Place
) -> Iterator[Problem]:
    """The exercises one after the other: each is looked for from where the one before it is named."""
    begin = 0
    for one in required:
        name = normal(one.name).casefold()
        named = [title for title in titles if title.name == name]
        tried = [(_lacking(lines, title, one), title) for title in named if title.first >= begin]
        found = next((title for lacking, title in tried if not lacking), None)
        if found:
            begin = found.first + 1
        elif not named:
            hint = f"print card.name as a heading, or as a paragraph of its own, before what belongs to it; {_declare(layout)}"
            yield Problem(whole, f'the layout "{layout.id}" does not show the exercise "{one.name}"', hint)
        elif not tried or any(not _lacking(lines, title, one) for title in named):
            place = lines[named[0].first].block.place
            yield Problem(place, f'the layout "{layout.id}" shows "{one.name}" out of the order of the plan', "go through handout.cards")
        else:
            lacking, title = min(reversed(tried), key=lambda way: len(way[0]))
            yield from _lost(lacking, title, lines, titles, one, layout)


def _lost(
    lacking: Sequence[tuple[str, str]], title: Title, lines: Sequence[Line], titles: Sequence[Title], one: Required, layout: Layout
) -> Iterator[Problem]:
    for kind, text in lacking:
        others = (other for other in titles if other.name != title.name and _in_order(_below(lines, other), (text,)) is None)
        other = next(others, None)
        where = f', it stands under "{_name(lines[other.first])}"' if other else ""
        what = f'the layout "{layout.id}" does not print {_CALLED[kind]} of "{one.name}" under its name: "{text}"{where}'
        yield Problem(lines[title.first].block.place, what, f"{_HINTS[kind]}; {_declare(layout)}")


def _declare(layout: Layout) -> str:
    return f"what a layout shows is declared in {layout.id}.yaml: shows: [doses, days, later, notes, stops, avoid]"


def _lacking(lines: Sequence[Line], title: Title, one: Required) -> list[tuple[str, str]]:
    """The first text of each kind that does not stand below a title."""
    below = _below(lines, title)
    found = ((kind, _in_order(below, texts)) for kind, texts in one.texts)
    return [(kind, text) for kind, text in found if text is not None]


def _below(lines: Sequence[Line], title: Title) -> str:
    return "\n".join([line.text for line in lines[title.first : title.last]])


def _in_order(said: str, texts: Iterable[str]) -> str | None:
    """The first of the texts that does not stand after those before it; None when all do."""
    at: int | None = 0
    for text in texts:
        at = end_of(said, text, at or 0)
        if at is None:
            return text
    return None


def _of_others(lines: Sequence[Line], titles: Sequence[Title], cards: Sequence[Card], layout: Layout) -> Iterator[Problem]:
    """Lines that say the dose or the note of another exercise, and nothing of the one that they stand under."""
    owners: dict[str, set[str]] = {}
    for card in cards:
        for text in _own_texts(card):
            owners.setdefault(normal(text), set()).add(normal(card.name).casefold())
    for title in titles:
        for line in lines[title.first : title.last]:
            others = owners.get(line.text)
            if others and title.name not in others and not _says(cards, title.name, line.text):
                what = (
                    f'the layout "{layout.id}" prints under "{_name(lines[title.first])}" what belongs to another exercise: "{line.text}"'
                )
                yield Problem(line.block.place, what, "print what is of the same card as the name: card.name, card.text, card.note")


def _says(cards: Sequence[Card], name: str, text: str) -> bool:
    """Whether the exercise of that name says a text among its own words."""
    own = (card for card in cards if normal(card.name).casefold() == name)
    return any(end_of(normal(said), text) is not None for card in own for said in _everything(card))


def _own_texts(card: Card) -> Iterator[str]:
    """The texts of a card that are wrong under another name."""
    text = card.text
    yield from filter(None, (*text.sentences, " ".join(text.sentences), text.amount, text.hold, text.often, card.note))
    yield from (progress.line for progress in card.later)


def _everything(card: Card) -> Iterator[str]:
    yield from _own_texts(card)
    yield from filter(None, (card.goal, card.start, card.stop, *card.steps, *card.feel, *card.mistakes, *card.changed))


def _left_out(said: str, handout: Handout, layout: Layout, whole: Place) -> Iterator[Problem]:
    lost = _in_order(said, [normal(item.what) for item in handout.avoid])
    if lost is not None:
        hint = f"print the what of each of handout.avoid, in this order, as the block avoid of booklet.html does; {_declare(layout)}"
        yield Problem(whole, f'the layout "{layout.id}" does not print what to leave out: "{lost}"', hint)


def _titles(lines: Sequence[Line], names: set[str]) -> list[Title]:
    """The lines that name an exercise, each with those that it is the title of."""
    first_words = {name.partition(" ")[0] for name in names}
    named = [(n, name) for n, line in enumerate(lines) if line.first_word in first_words and (name := _named(line, names))]
    out = []
    for (n, name), (following, _) in zip(named, [*named, (len(lines), "")][1:], strict=True):
        level = lines[n].level or _PARAGRAPH_LEVEL
        last = next((m for m in range(n + 1, following) if 0 < lines[m].level <= level), following)
        out.append(Title(name, n, last))
    return out


def _named(line: Line, names: set[str]) -> str | None:
    """The name that a line is the title for: all of it, a run of its own, or before a colon; a number may stand before it."""
    if line.title in names:
        return line.title
    found = next((start for start in line.starts if start in names), None)
    return found or next((text for at in _AFTER_NAME.finditer(line.title) if (text := line.title[: at.start()]) in names), None)


def _name(line: Line) -> str:
    return without_number(line.text)
