"""Checks that no layout leaves out required text: compares a document with its handout, text by text.

In: a document of blocks and its handout. Out: what is missing from it. The footer does not count, nor does what a picture shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rehabpress.markup.blocks import Block, Document
from rehabpress.pipeline.block_facts import BlockFacts, facts_of, normal
from rehabpress.plan.handout import Handout, ShortNotice
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Must:
    """Texts that a document must print. ``together``: in one section, as signs with the number to call."""

    what: str
    texts: tuple[str, ...]
    hint: str
    together: bool = False


class RequiredText:
    """Checks documents, and remembers the outermost blocks that print each thing: a document with the same blocks prints it too."""

    def __init__(self, read: Callable[[Block], BlockFacts] = facts_of) -> None:
        """``read`` is ``facts_of``, or what keeps its results."""
        self._read = read
        self._printing: Memo[Must, tuple[Block, ...]] = Memo()

    def unprinted(self, document: Document, handout: Handout, layout: str) -> Iterator[Problem]:
        """A problem for each thing of the handout's safety that the document does not print."""
        yield from self._lacking(document, _musts(handout), layout)

    def unnoticed(self, document: Document, handout: Handout, layout: str) -> Iterator[Problem]:
        """A problem for each part of the short notice that a paper does not print which goes out with one of all signs."""
        if handout.safety.short:
            yield from self._lacking(document, _notice_musts(handout, handout.safety.short), layout)

    def _lacking(self, document: Document, required: Iterable[Must], layout: str) -> Iterator[Problem]:
        here = set(document.blocks)
        musts = [must for must in required if not here.issuperset(self._printing.get(must) or (None,))]
        place = Place(document.blocks[0].place.file if document.blocks else layout)
        said = [(block, self._read(block)) for block in document.blocks] if musts else []
        for must in musts:
            wanted = [normal(text) for text in must.texts]
            printing = [next((block for block, facts in said if says(facts.text, text)), None) for text in wanted]
            if None in printing:
                missing = "; ".join([f'"{text}"' for text, block in zip(must.texts, printing, strict=True) if block is None])
                yield Problem(place, f'the layout "{layout}" does not print {must.what}: {missing}', must.hint)
                continue
            if must.together:
                sections = ((block, section) for block, facts in said for section in facts.sections)
                printing = [next((block for block, section in sections if all(says(section, text) for text in wanted)), None)]
            if None in printing:
                yield Problem(place, f'the layout "{layout}" prints {must.what}, but not together in one section', must.hint)
            else:
                self._printing.put(must, tuple([block for block in printing if block]))


def _notice_musts(handout: Handout, short: ShortNotice) -> Iterator[Must]:
    hint = "print it as parts/notice.html does"
    number = handout.clinic.emergency.call
    yield Must("the short notice of the emergency signs, with the number to call", (*short.emergency, number), hint, together=True)
    for called in short.call:
        yield Must(f"the short notice of the signs to call {called.who} at", (*called.signs, called.who), hint, together=True)
    stop = (*short.stop, handout.clinic.phone)
    yield Must("the short notice of the signs to stop at, with the clinic's number", stop, hint, together=True)


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
    """Whether one of the lines holds the wanted text, which has single spaces, not as part of a longer word or number."""
    return end_of(said, wanted) is not None


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
