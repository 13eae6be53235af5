"""The wrong-patient guard: reads the text of a finished PDF back and checks that it names its own patient and nobody else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from rehabpress.model.base import Content
from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Place, Problem

_WORD = re.compile(r"\w+")
_MOST = 5_000
_SHORTEST_ID = 5
"""Shorter ids, and those that are only digits or only letters, stand on pages for other reasons."""


class Guard:
    """Knows everybody of a roster. A piece of text that has been looked at is not looked at again."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        self._phrases: list[tuple[str, str]] = []
        """Whose it is, and what is looked for."""
        for number, name in people:
            self._phrases.append((number, _folded(name)))
            if len(number) >= _SHORTEST_ID and not number.isdigit() and not number.isalpha():
                self._phrases.append((number, number.casefold()))
        self._by_word: dict[str, set[int]] = {}
        for n, (_, phrase) in enumerate(self._phrases):
            for word in set(_WORD.findall(phrase)):
                self._by_word.setdefault(word, set()).add(n)
        self._needed = [len(set(_WORD.findall(phrase))) for _, phrase in self._phrases]
        self._seen: dict[str, tuple[str, frozenset[str]]] = {}
        self._reader = TextReader()

    def problems(self, pdf: bytes, number: str, name: str, dates: Sequence[str], handouts: Sequence[Handout]) -> Iterator[Problem]:
        """Everything that makes this PDF another's: a page without the patient's name or date, a page with the name of somebody else.

        ``handouts`` are what the PDF was made from: a name that stands in one, as that of the clinician, is not strange.
        """
        place = Place(f"{number}.pdf")
        try:
            pages = self._reader.pages(pdf)
        except NotReadable as error:
            yield Problem(place, f"cannot be read back: {error}", "this is a fault of the program; please report it")
            return
        if not pages:
            yield Problem(place, "has no pages", "this is a fault of the program; please report it")
        own, days = _spaced(name), [*map(_spaced, dates)]
        texts: list[str] = []
        words: set[str] = set()
        for count, pieces in enumerate(pages, start=1):
            seen = [self._looked_at(piece) for piece in pieces]
            text = " ".join([said for said, _ in seen])
            if own not in text or not any(day in text for day in days):
                what = f"page {count} does not say whose it is and of which day"
                yield Problem(place, what, "print handout.patient and handout.date_text in the footer of the layout")
            texts.append(text)
            words.update(*[telling for _, telling in seen])
        yield from self._strangers(words, texts, place, number, name, handouts)

    def _strangers(
        self, words: Iterable[str], texts: Sequence[str], place: Place, number: str, name: str, handouts: Sequence[Handout]
    ) -> Iterator[Problem]:
        counts = Counter([n for word in words for n in self._by_word[word]])
        suspects = [n for n, count in counts.items() if count == self._needed[n] and self._phrases[n][0] != number]
        if not suspects:
            return
        text, own = " ".join(texts).casefold(), _folded(name)
        said: str | None = None
        for n in sorted(suspects):
            whose, phrase = self._phrases[n]
            if phrase == own or not _stands(phrase, text):
                continue
            said = _folded(" ".join([name, *_texts(handouts)])) if said is None else said
            if not _stands(phrase, said):
                yield Problem(
                    place, f"names another patient: the one with the id {whose}", "this is a fault of the program; please report it"
                )

    def _looked_at(self, piece: str) -> tuple[str, frozenset[str]]:
        """A piece of text with single spaces, and those words of it that are part of somebody's name."""
        found = self._seen.get(piece)
        if found is None:
            if len(self._seen) >= _MOST:
                self._seen.clear()
            words = frozenset([word for word in _WORD.findall(piece.casefold()) if word in self._by_word])
            found = self._seen[piece] = (_spaced(piece), words)
        return found


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    return _spaced(text.casefold())


def _stands(phrase: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def _texts(value: object) -> Iterator[str]:
    """All text of a handout but the patient's name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Content):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "patient":
                yield from _texts(getattr(value, field.name))
