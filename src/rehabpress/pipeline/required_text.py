"""Checks that no layout leaves out required text: compares a document with its handout, text by text.

In: a document of blocks and its handout. Out: what is missing from it. The footer does not count, nor does what a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Break, Columns, Document, Heading, Inline, Items, Paragraph, Run, Section, Table
from rehabpress.plan.handout import Handout, ShortNotice
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Must:
    """Texts that a document must print. ``together``: in one section, as signs with the number to call."""

    what: str
    texts: tuple[str, ...]
    hint: str
    together: bool = False


class Seen:
    """What was found in documents before, for those that have the same blocks. Kept from one document to the next."""

    def __init__(self) -> None:
        self.printing: Memo[Must, tuple[Block, ...]] = Memo(_MOST)
        """The outermost blocks that print each thing. A document with these prints it too."""
        self.said: Memo[Block, _RequiredText] = Memo(_MOST)


class _RequiredText(NamedTuple):
    """What a block says, a line for each of its paragraphs and headings, and what each section in it says, itself too if it is one."""

    text: str
    sections: tuple[str, ...]


def unprinted(document: Document, handout: Handout, layout: str, seen: Seen | None = None) -> Iterator[Problem]:
    """A problem for each thing of the handout's safety that the document does not print."""
    seen = Seen() if seen is None else seen
    here = set(document.blocks)
    musts = [must for must in _musts(handout) if not here.issuperset(seen.printing.get(must) or (None,))]
    if musts:
        yield from _unprinted(document, musts, layout, seen)


def unnoticed(document: Document, handout: Handout, layout: str, seen: Seen) -> Iterator[Problem]:
    """A problem for each part of the short notice that a paper does not print which goes out with one of all signs."""
    if handout.safety.short:
        yield from _unprinted(document, list(_notice_musts(handout, handout.safety.short)), layout, seen)


def _notice_musts(handout: Handout, short: ShortNotice) -> Iterator[Must]:
    hint = "print it as parts/notice.html does"
    yield Must(
        "the short notice of the emergency signs, with the number to call", (*short.emergency, handout.clinic.emergency.call), hint, True
    )
    for called in short.call:
        yield Must(f"the short notice of the signs to call {called.who} at", (*called.signs, called.who), hint, True)
    yield Must("the short notice of the signs to stop at, with the clinic's number", (*short.stop, handout.clinic.phone), hint, True)


def _unprinted(document: Document, musts: Sequence[Must], layout: str, seen: Seen) -> Iterator[Problem]:
    place = Place(document.blocks[0].place.file if document.blocks else layout)
    said = [(block, seen.said.of(block, partial(_said, block))) for block in document.blocks]
    for must in musts:
        printing = [next((block for block, saying in said if says(saying.text, text)), None) for text in must.texts]
        if None in printing:
            missing = "; ".join([f'"{text}"' for text, block in zip(must.texts, printing, strict=True) if block is None])
            yield Problem(place, f'the layout "{layout}" does not print {must.what}: {missing}', must.hint)
            continue
        if must.together:
            sections = ((block, section) for block, saying in said for section in saying.sections)
            printing = [next((block for block, section in sections if all(says(section, text) for text in must.texts)), None)]
        if None in printing:
            yield Problem(place, f'the layout "{layout}" prints {must.what}, but not together in one section', must.hint)
        else:
            seen.printing.put(must, tuple([block for block in printing if block]))


def _musts(handout: Handout) -> Iterator[Must]:
    yield from _sign_musts(handout)
    for card in handout.cards:
        if card.changed:
            hint = "print card.changed on the card, as the block card of booklet.html does"
            yield Must(f'how this patient does "{card.name}" otherwise', card.changed, hint)
    if handout.changed:
        hint = "print each of handout.changed, as parts/changed.html does"
        yield Must("how this patient does all of it otherwise", handout.changed, hint)
    if handout.own_rules:
        texts = tuple(one.text for one in handout.own_rules)
        yield Must("in what this clinic is less strict", texts, "print the text of each of handout.own_rules, as parts/allowed.html does")
    if handout.overrides:
        texts = tuple(permission.text for permission in handout.overrides)
        yield Must("what a clinician has allowed", texts, "print the text of each of handout.overrides, as the block overrides does")


def _sign_musts(handout: Handout) -> Iterator[Must]:
    """Each list of signs, with whom to call for it."""
    safety, help_, phone = handout.safety, handout.clinic.emergency, handout.clinic.phone
    for group in safety.emergency:
        yield Must(
            "the emergency signs with the number to call and the place to go to",
            (*((group.when,) if group.when else ()), *group.signs, help_.call, help_.go_to),
            "print when and signs of each of handout.safety.emergency, and call and go_to of handout.clinic.emergency, in one aside,"
            " as parts/safety.html does",
            together=True,
        )
    if safety.stop_emergency:
        yield Must(
            "the signs to stop and call the emergency number at, with that number",
            (*safety.stop_emergency, help_.call),
            "print handout.safety.stop_emergency and handout.clinic.emergency.call in one aside, as parts/safety.html does",
            together=True,
        )
    for called in safety.call:
        yield Must(
            f"the signs to stop and call {called.who} at, with whom to call",
            (*called.signs, called.who),
            "print who and signs of each of handout.safety.call in one aside, as parts/safety.html does",
            together=True,
        )
    yield Must(
        "the signs to stop at with the clinic's number",
        (*safety.stop, phone),
        "print handout.safety.stop and handout.clinic.phone in one section, as parts/safety.html does",
        together=True,
    )
    yield Must(
        "the urgent signs with the clinic's number and whom to call when the clinic is closed",
        (*safety.urgent, phone, help_.out_of_hours),
        "print handout.safety.urgent, handout.clinic.phone and handout.clinic.emergency.out_of_hours in one section,"
        " as parts/safety.html does",
        together=True,
    )


def says(said: str, wanted: str) -> bool:
    """Whether one of the lines holds the wanted text, not as part of a longer word or number."""
    return end_of(said, normal(wanted)) is not None


def end_of(said: str, wanted: str, begin: int = 0) -> int | None:
    """Where the wanted text ends that stands in a text from ``begin`` on, not as part of a longer word or number; None if it does not."""
    at = said.find(wanted, begin)
    while at >= 0:
        end = at + len(wanted)
        if not _is_in_word(said[at - 1 : at]) and not _is_in_word(said[end : end + 1]):
            return end
        at = said.find(wanted, at + 1)
    return None


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def normal(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def _said(block: Block) -> _RequiredText:
    if isinstance(block, Paragraph | Heading):
        return _RequiredText(normal(words_of(block.content)), ())
    inner = [_said(one) for part in inner_blocks(block) for one in part]
    text = "\n".join([one.text for one in inner])
    sections = tuple([section for one in inner for section in one.sections])
    return _RequiredText(text, (text, *sections) if isinstance(block, Section) else sections)


def inner_blocks(block: Block) -> Iterator[Sequence[Block]]:
    """The blocks within a block, part by part."""
    if isinstance(block, Section):
        yield block.blocks
    elif isinstance(block, Columns):
        yield block.columns
    elif isinstance(block, Items):
        yield from (item.blocks for item in block.items)
    elif isinstance(block, Table):
        yield from (cell.blocks for row in (*block.head, *block.rows) for cell in row)


def words_of(content: Sequence[Inline]) -> str:
    """The words of a paragraph, without numbers of pages."""
    return "".join(part.text if isinstance(part, Run) else " " if isinstance(part, Break) else "" for part in content)
