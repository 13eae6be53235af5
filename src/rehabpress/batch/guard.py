"""The wrong-patient guard: reads the text of a finished PDF back and holds it against the row that it is for.

Patient, date, plan, doses of the row, every exercise with its dose in order, what flags change, every paragraph of its documents; and
nobody else's name. Nothing is taken from what was passed on while the paper was made but the finished bytes and the documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rehabpress.batch.job import Job
from rehabpress.batch.read_back import ReadBack, said
from rehabpress.markup.blocks import Block
from rehabpress.model.dose import Dose
from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.pipeline.block_facts import facts_of
from rehabpress.pipeline.order import Order, PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.handout import Handout
from rehabpress.support.memo import Memo
from rehabpress.support.problems import FAULT, Place, Problem, ProblemsFound

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b\d+\b")
_MOST = 8_000
_SHORTEST_ID = 5
"""Shorter ids, and those that are only digits or only letters, stand on pages for other reasons."""


def people_of(jobs: Iterable[tuple[str, str]]) -> str:
    """Ids and names of all patients of a roster, as one text that is sent quickly to another process."""
    return "\n".join([f"{number}\t{name}" for number, name in jobs])


@dataclass(frozen=True, slots=True)
class Paper:
    """A packet to be held against its row: the documents that it was made from, its bytes, and how many pages it was set on."""

    job: Job
    documents: Sequence[PreparedDocument]
    pdf: bytes
    pages: int


class Strangers:
    """Finds the names of other patients. Each is looked for only where its rarest word stands."""

    def __init__(self, people: str) -> None:
        self._whose: dict[str, str] = {}
        """The id of the first patient of each name, and that of each id that nothing else is called."""
        for line in people.splitlines():
            number, _, name = line.partition("\t")
            self._whose.setdefault(_folded(name), number)
            if len(number) >= _SHORTEST_ID and not number.isdigit() and not number.isalpha():
                self._whose.setdefault(_folded(number), number)
        self._counts = Counter([word for phrase in self._whose for word in set(_WORD.findall(phrase))])
        """In how many names each word stands."""
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
        """Names with their words, by the rarest of these."""
        for phrase in self._whose:
            if words := frozenset(_WORD.findall(phrase)):
                rarest = min(words, key=lambda word: (self._counts[word], word))
                self._by_word.setdefault(rarest, []).append((phrase, words))
        self._pieces: Memo[str, tuple[str, frozenset[str]]] = Memo(_MOST)

    def in_text(self, pieces: Iterable[str], job: Job) -> list[tuple[str, str]]:
        """The names of others that stand in pieces of text, each with the id of one whose it is."""
        looked = [self._pieces.of(piece, lambda piece=piece: self._looked_at(piece)) for piece in pieces]  # type: ignore[misc]
        telling = frozenset[str]().union(*[words for _, words in looked])
        own = (_folded(job.name), _folded(job.id))
        near = [named for word in telling if word in self._by_word for named in self._by_word[word]]
        letters = said(job.name)  # a word that is broken between lines leaves pieces of itself
        near = [(phrase, words) for phrase, words in near if words <= telling and phrase not in own]
        suspects = [phrase for phrase, words in near if len(words) > 1 or said(phrase) not in letters]
        if not suspects:
            return []
        text = _pattern(own[0]).sub(" ", " ".join([folded for folded, _ in looked]))
        return [(phrase, self._whose[phrase]) for phrase in sorted(suspects) if _pattern(phrase).search(text)]

    def _looked_at(self, piece: str) -> tuple[str, frozenset[str]]:
        folded = _folded(piece)
        return folded, frozenset([word for word in _WORD.findall(folded) if word in self._counts])


class Guard:
    """Knows everybody of a roster, and a pipeline to ask what a row is to get. What it has looked at is not looked at again."""

    def __init__(self, people: str, press: Pipeline) -> None:
        self._press = press
        self._strangers = Strangers(people)
        self._reader = TextReader()
        self._read_back = ReadBack()
        self._shared: Memo[Block, str] = Memo(_MOST)

    def problems(self, paper: Paper) -> Iterator[Problem]:
        """Everything that makes this PDF another's than that of its row."""
        place = Place(paper.job.file)
        try:
            read = self._reader.pages(paper.pdf)
        except NotReadable as error:
            yield Problem(place, f"cannot be read back: {error}", FAULT)
            return
        if len(read) != paper.pages or not read:
            yield Problem(place, f"has {len(read)} pages and not the {paper.pages} that were made for this patient", FAULT)
        try:
            wanted = [self._press.handout(order)[0] for order in paper.job.orders]
        except ProblemsFound as found:
            yield from found.problems
            return
        for what in (*self._of_row(paper, wanted), *self._on_pages(paper.job, wanted, read), *self._of_documents(paper, wanted, read)):
            yield Problem(place, what, FAULT)
        for whose in self._others(paper.job, read):
            yield Problem(place, f"names another patient: the one with the id {whose}", FAULT)

    def _of_row(self, paper: Paper, wanted: Sequence[Handout]) -> Iterator[str]:
        """What the handouts say otherwise than the row: looked at by its own words and numbers."""
        job = paper.job
        if len(paper.documents) != len(job.orders):
            yield f"has {len(paper.documents)} papers and not {len(job.orders)}"
        for order, document, handout in zip(job.orders, paper.documents, wanted, strict=False):
            if document.handout is not handout and document.handout != handout:
                yield f"was made from another order than that of its row ({order.layout})"
            if handout.patient != job.name or order.patient != job.name:
                yield "was made for another name"
            if handout.date != order.date or (isinstance(order.plan, str) and handout.plan != order.plan):
                yield "was made for another plan or date"
            yield from _other_doses(order, handout)

    def _on_pages(self, job: Job, wanted: Sequence[Handout], read: Sequence[Sequence[str]]) -> Iterator[str]:
        own, days = said(job.name), {said(handout.date_text) for handout in wanted}
        for count, pieces in enumerate(read, start=1):
            text = "".join(map(self._read_back.said, pieces))
            if own not in text or not any(day in text for day in days):
                yield f"page {count} does not say whose it is and of which day: print handout.patient and handout.date_text in the footer"

    def _of_documents(self, paper: Paper, wanted: Sequence[Handout], read: Sequence[Sequence[str]]) -> Iterator[str]:
        """What of the exercises of the row, and of the documents, is not read, and pages that say what is in none of them."""
        text = self._read_back.text(paper.documents, read)
        at = 0
        for order, handout in zip(paper.job.orders, wanted, strict=True):
            for exercise, sentence in self._sentences(order, handout):
                place = text.find(self._read_back.said(sentence), at)
                if place < 0:
                    yield f'does not say "{sentence}" of {exercise} in its place'
                    break
                at = place + 1
        for sentence in dict.fromkeys([line for handout in wanted for line in _changes(handout)]):
            if self._read_back.said(sentence) not in text:
                yield f'does not say what a flag of this patient changes: "{sentence}"'
        found = self._read_back.compared(paper.documents, read)
        if found.missing:
            shown = "; ".join([f'"{line[:60]}"' for line in found.missing[:3]])
            yield f"{len(found.missing)} paragraphs of it are not read where they belong: {shown}"
        for page in found.foreign:
            yield f"page {page} says what is in none of the papers of this patient"

    def _sentences(self, order: Order, handout: Handout) -> Iterator[tuple[str, str]]:
        if "doses" in self._press.declared(order).shows:
            for card in handout.cards:
                yield card.id, card.name
                yield from ((card.id, sentence) for sentence in card.text.sentences)

    def _others(self, job: Job, read: Sequence[Sequence[str]]) -> Iterator[str]:
        """The ids of others whose names stand on pages and not on the same paper without a name."""
        found = self._strangers.in_text([piece for page in read for piece in page], job)
        if not found:
            return
        blank = self._without_a_name(job.orders)
        for phrase, whose in found:
            words = " ".join(_NUMBER.sub(" ", phrase).split())
            if not words or not _pattern(words).search(blank):
                yield whose

    def _without_a_name(self, orders: Sequence[Order]) -> str:
        """What the same papers say when they are nobody's, without numbers."""
        documents = self._press.pages([replace(order, patient=None) for order in orders])
        blocks = [block for one in documents for block in (*one.document.blocks, *(one.document.footer or ()))]
        return " ".join([self._shared.of(block, lambda block=block: _words(block)) for block in blocks])  # type: ignore[misc]


def _words(block: Block) -> str:
    return " ".join(_NUMBER.sub(" ", _folded(" ".join([line.text for line in facts_of(block).lines]))).split()) or " "


def _other_doses(order: Order, handout: Handout) -> Iterator[str]:
    """Numbers that the row gives and the handout does not have."""
    for card in handout.cards:
        override = order.doses.get(card.id)
        given = override.dose if override else Dose()
        for name in Dose.model_fields:
            value = getattr(given, name)
            if value is not None and getattr(card.dose, name) != value:
                yield f"does not have the {name} of its row for {card.id}"


def _changes(handout: Handout) -> Iterator[str]:
    yield from handout.changed
    for card in handout.cards:
        yield from card.changed
    yield from (permission.text for permission in handout.overrides)


def _folded(text: str) -> str:
    """Small letters in one form, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words, whatever signs or line breaks stand between them."""
    words = _WORD.findall(phrase)
    return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?!\w)" if words else r"(?!)")
