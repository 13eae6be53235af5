"""The wrong-patient guard: the text of a finished PDF is read back and must be its own patient's and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from rehabpress.model.base import Content
from rehabpress.pdf.readback import NotReadable, TextReader
from rehabpress.plan.handout import Handout
from rehabpress.problems import Place, Problem

_WORD = re.compile(r"\w+")
_MOST = 50_000
_SHORTEST_ID = 5
"""Shorter ids, and those that are only digits or only letters, stand on pages for other reasons."""


class Guard:
    """Knows everybody of a roster. A line of text that has been looked at is not looked at again."""

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
        self._lines: dict[str, frozenset[str]] = {}
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
        own = [_spaced(name), *map(_spaced, dates)]
        for count, lines in enumerate(pages, start=1):
            text = _spaced(" ".join(lines))
            if own[0] not in text or not any(date in text for date in own[1:]):
                what = f"page {count} does not say whose it is and of which day"
                yield Problem(place, what, "print handout.patient and handout.date_text in the footer of the layout")
        yield from self._strangers([line for lines in pages for line in lines], place, number, name, handouts)

    def _strangers(self, lines: Sequence[str], place: Place, number: str, name: str, handouts: Sequence[Handout]) -> Iterator[Problem]:
        words: set[str] = set()
        for line in lines:
            words |= self._telling(line)
        counts: dict[int, int] = {}
        for word in words:
            for n in self._by_word[word]:
                counts[n] = counts.get(n, 0) + 1
        suspects = [n for n, count in counts.items() if count == self._needed[n] and self._phrases[n][0] != number]
        if not suspects:
            return
        text, own = _folded(" ".join(lines)), _folded(name)
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

    def _telling(self, line: str) -> frozenset[str]:
        """Those words of a line that are part of somebody's name."""
        found = self._lines.get(line)
        if found is None:
            if len(self._lines) >= _MOST:
                self._lines.clear()
            found = self._lines[line] = frozenset(word for word in _WORD.findall(line.casefold()) if word in self._by_word)
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
