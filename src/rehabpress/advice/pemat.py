"""PEMAT-P, the Patient Education Materials Assessment Tool for printed material (AHRQ 2013): the items that a program can answer.

Its 24 items are numbered as AHRQ numbers them; 13 and 14 belong to films. What each answer rests on is said beside it: a program sees
form, not meaning, so a yes here is less than the yes of two raters, and a no is worth a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabpress.advice.criterion import Criterion, decided, left_to_a_person, not_applicable
from rehabpress.advice.page import PageFacts, text_of
from rehabpress.advice.text import phrase, words
from rehabpress.advice.value import Advice
from rehabpress.model.languages.words import Words
from rehabpress.plan.handout import Handout

LONGEST_PARAGRAPH = 60
"""Words of a paragraph that is still a short section."""
LONGEST_HEAD = 4
"""Words of a heading of a column that is still short."""
LONGEST_STEP = 30
"""Words of a step that is still one action."""
MOST_PASSIVES = 0.05
"""Part of the sentences that may be in the passive."""

_NO_WHOLE_NUMBER = re.compile(r"\d+[.,]\d|[%‰½¼¾⅓⅔]|\d\s*/\s*\d")
_CALCULATION = re.compile(r"\d\s*[×÷=*]|[×÷]\s*\d")


@dataclass(frozen=True, slots=True)
class Material:
    """What is assessed: a handout, the page made of it, the advice on all that it prints, and how many sentences that has."""

    handout: Handout
    page: PageFacts
    advice: Sequence[Advice]
    sentences: int
    words: Words

    def count(self, *ids: str) -> int:
        """How much advice there is of these rules."""
        return sum(advice.id in ids for advice in self.advice)


def pemat(material: Material) -> tuple[Criterion, ...]:
    """All 24 items, in order."""
    return (*_understandability(material), *_visual_aids(material), *_actionability(material))


def _understandability(m: Material) -> Iterator[Criterion]:
    title = next((text for level, text in m.page.headings if level == 1), "")
    yield decided(
        "1",
        "Purpose completely evident",
        title == m.handout.title and m.handout.message in m.page.paragraphs,
        "the title is the first heading, and the main message is printed",
        "the title or the main message is not printed",
    )
    yield left_to_a_person("2", "Nothing distracts from the purpose", "a program cannot tell what distracts")
    everyday = "Common, everyday language"
    if m.words.formula is None:
        yield left_to_a_person("3", everyday, "there is no formula for this language")
    else:
        hard = m.count("reading-grade")
        yield decided("3", everyday, not hard, "every passage has a reading grade of 6 or below", f"passages that are harder: {hard}")
    yield _by_list(m, "4", "Medical terms are defined", "hard-word", "each hard word of the list is explained at first", "unexplained: {n}")
    passives = m.count("passive")
    active = "Active voice"
    if m.words.passive is None:
        yield left_to_a_person("5", active, "there is no rule for this language")
    else:
        rare = passives <= MOST_PASSIVES * m.sentences
        said = f"passives that a rule can see: {passives} in {m.sentences} sentences"
        yield decided("5", active, rare, said, said)
    found = _NO_WHOLE_NUMBER.search(_without_sources(m))
    yield decided("6", "Numbers clear and easy to understand", not found, "whole numbers only", f"“{found[0] if found else ''}”")
    asked = _calculation(m)
    yield decided("7", "No calculations asked of the reader", not asked, "no sign of arithmetic, no words that ask for it", f"“{asked}”")
    longest = max((len(words(paragraph)) for paragraph in _without_sources(m).splitlines()), default=0)
    said = f"longest paragraph: {longest} words"
    yield decided("8", "Chunked into short sections", longest <= LONGEST_PARAGRAPH, said, said)
    yield left_to_a_person(
        "9", "Sections have informative headings", f"there are {len(m.page.headings)} headings; a reader says if they inform"
    )
    yield left_to_a_person("10", "Logical sequence", "a program cannot tell")
    yield decided(
        "11",
        "A summary",
        _summary(m),
        "a table has every exercise with its dose",
        "no table has every exercise with its dose",
    )
    cues = bool(m.page.lists) and m.page.boxes > 0
    yield decided("12", "Visual cues draw attention to key points", cues, "lists and boxes", "no lists, or nothing set apart in a box")


def _visual_aids(m: Material) -> Iterator[Criterion]:
    bare = _without_picture(m)
    said = f"without: {', '.join(bare)}"
    yield decided("15", "Visual aids wherever they help", not bare, "each exercise has a picture", said)
    yield left_to_a_person("16", "Visual aids reinforce the content", "a program cannot tell what a picture shows")
    shown = [card for card in m.handout.cards if card.id in m.page.pictures]
    if shown:
        untitled = [card.id for card in shown if not m.page.pictures[card.id].startswith(card.name)]
        yes, no = "each stands under the name of its exercise", f"not under their names: {', '.join(untitled)}"
        yield decided("17", "Visual aids have clear titles", not untitled, yes, no)
        yield left_to_a_person("18", "Pictures clear and uncluttered", "a program cannot tell")
    else:
        yield not_applicable("17", "Visual aids have clear titles", "there are none")
        yield not_applicable("18", "Pictures clear and uncluttered", "there are none")
    heads = [len(words(text_of(cell.blocks))) for table in m.page.tables for row in table.head for cell in row]
    if not m.page.tables:
        yield not_applicable("19", "Tables with short, clear headings", "there are no tables")
    else:
        short = all(table.head for table in m.page.tables) and max(heads, default=0) <= LONGEST_HEAD
        said = f"longest heading of a column: {max(heads, default=0)} words"
        yield decided("19", "Tables with short, clear headings", short, said, said + "; each table needs headings")


def _actionability(m: Material) -> Iterator[Criterion]:
    steps = [step for card in m.handout.cards for step in card.steps]
    numbered = sum(one.ordered for one in m.page.lists)
    yield decided("20", "At least one action", numbered > 0, f"numbered lists of steps: {numbered}", "no numbered list of steps")
    you, others = phrase(m.words.you), phrase(m.words.not_you)
    if you is None:
        yield left_to_a_person("21", "Addresses the reader directly", "there is no list of words for this language")
    else:
        text = _without_sources(m)
        spoken = others.search(text) if others else None
        no = f"“{spoken[0]}”" if spoken else "it never says you"
        yield decided("21", "Addresses the reader directly", bool(you.search(text)) and not spoken, "it says you", no)
    longest = max((len(words(step)) for step in steps), default=0)
    single = [card.id for card in m.handout.cards if len(card.steps) < 2]
    said = f"longest step: {longest} words"
    no = f"{said}; one step only: {', '.join(single)}" if single else said
    yield decided("22", "Manageable, explicit steps", longest <= LONGEST_STEP and not single, said, no)
    yield log("23", "A tangible tool, such as a checklist", m)
    if _calculation(m):
        yield left_to_a_person("24", "Instructions for calculations", "see item 7")
    else:
        yield not_applicable("24", "Instructions for calculations", "nothing is to be calculated")
    yield left_to_a_person("25", "Explains how to use tables and diagrams", "a program cannot tell")
    bare = _without_picture(m)
    yield decided("26", "Visual aids make it easier to act", not bare, "each exercise has a picture", f"without: {', '.join(bare)}")


def log(number: str, asks: str, m: Material) -> Criterion:
    """An item that a page of boxes to tick meets. It may go home as a paper of its own, which this one does not show."""
    if m.page.ticks:
        return decided(number, asks, holds=True, yes=f"boxes to tick: {m.page.ticks}", no="")
    return left_to_a_person(number, asks, "a weekly routine to tick is a page of its own; see that it goes home too")


def _by_list(m: Material, number: str, asks: str, rule: str, yes: str, no: str) -> Criterion:
    if not m.words.jargon:
        return left_to_a_person(number, asks, "there is no list of words for this language")
    count = m.count(rule)
    return decided(number, asks, not count, yes, no.format(n=count))


def _summary(m: Material) -> bool:
    texts = [[text_of(cell.blocks) for row in table.rows for cell in row] for table in m.page.tables]
    needed = [(card.name, card.text.often) for card in m.handout.cards]
    return any(all(any(name in cell for cell in cells) and often in cells for name, often in needed) for cells in texts)


def _without_picture(m: Material) -> list[str]:
    return [card.id for card in m.handout.cards if card.id not in m.page.pictures]


def _without_sources(m: Material) -> str:
    """The text without the small print of sources, whose titles are as published."""
    sources = [source.text for source in m.handout.sources]
    return "\n".join(text for text in m.page.text.splitlines() if not any(source in text for source in sources))


def _calculation(m: Material) -> str | None:
    pattern = phrase(m.words.calculations)
    text = _without_sources(m)
    found = _CALCULATION.search(text) or (pattern.search(text) if pattern else None)
    return found[0] if found else None
