"""Finds things by the words of a person: whole words, beginnings and other endings of words, and misspellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_WORD = re.compile(r"[^\W_]+")

_SAME, _OTHER_ENDING, _BEGINNING, _MISSPELT = 1.0, 0.8, 0.7, 0.5
"""How near a word is to one that was typed."""
_NEAR = 0.75
"""From which likeness on a word counts as misspelt, as ``difflib`` measures it; short words have too few letters for that."""
_SHORTEST_MISSPELT = 4
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
_NOT_SEARCHED = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with", "your"))
"""Words that say nothing of what is looked for. Only English ones: in another language they are looked for like all others."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """A thing to be found: its id, and texts of it, each with its weight."""

    id: str
    texts: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its id, how well it fits beside the others, and whether it has all of the words."""

    id: str
    score: float
    whole: bool = True


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: small letters without accents."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return tuple(_WORD.findall(bare))


def search(typed: str, things: Iterable[Searchable]) -> tuple[Hit, ...]:
    """What fits the words that were typed, the best first. Things that have all of the words; when there are none, those that have the most."""
    asked = list(dict.fromkeys(words_of(typed)))
    asked = [word for word in asked if word not in _NOT_SEARCHED] or asked
    indexed = [(thing.id, _weighted_words(thing)) for thing in things]
    vocabulary = {word for _, words in indexed for word in words}
    near = [_near(word, vocabulary) for word in asked]
    found: list[tuple[int, Hit]] = []
    for name, words in indexed:
        scores = [max((words[word] * nearness for word, nearness in likes.items() if word in words), default=0.0) for likes in near]
        if any(scores):
            found.append((sum(score > 0 for score in scores), Hit(name, sum(scores), all(scores))))
    most = max((count for count, _ in found), default=0)
    return tuple(sorted((hit for count, hit in found if count == most), key=lambda hit: (-hit.score, hit.id)))


def _weighted_words(thing: Searchable) -> Mapping[str, float]:
    """The words of a thing. The fewer words a text has, the more each of them says: a name of one word before one of five."""
    weights: dict[str, float] = {}
    for weight, text in thing.texts:
        words = words_of(text)
        for word in words:
            weights[word] = max(weights.get(word, 0.0), weight * (1 + 1 / len(words)))
    return weights


def _near(typed: str, vocabulary: Iterable[str]) -> Mapping[str, float]:
    """The words of a vocabulary that may be meant, each with how near it is. Misspellings count only where no word is spelt so."""
    known = list(vocabulary)
    likes = {word: nearness for word in known if (nearness := _nearness(typed, word))}
    if not likes and len(typed) >= _SHORTEST_MISSPELT:
        likes = dict.fromkeys(get_close_matches(typed, known, n=5, cutoff=_NEAR), _MISSPELT)
    return likes


def _nearness(typed: str, word: str) -> float:
    if typed == word:
        return _SAME
    shared = next((n for n, (one, other) in enumerate(zip(typed, word, strict=False)) if one != other), min(len(typed), len(word)))
    if shared >= _SHORTEST_STEM and max(len(typed), len(word)) - shared <= _LONGEST_ENDING:
        return _OTHER_ENDING
    if {typed + "s", typed + "es"} & {word} or {word + "s", word + "es"} & {typed}:
        return _OTHER_ENDING
    return _BEGINNING if shared == len(typed) > 2 else 0.0
