"""Counts the syllables of English words by rules of spelling, and computes the reading grade.

A dictionary would know better and there is none that may be shipped: the packages that carry one are under the GPL or fetch it from the
network, and hyphenation patterns know where a word may be broken, which is something else (``docs/advice.md`` has the measurements).
The words that the rules get wrong are data, in ``words/en.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ENDING = re.compile(r"'(?:s|d|ll|ve|re|m)?$")
_NOT = re.compile(r"(?:did|would|could|should|is|does|has|had|was)nt$")
_GROUP = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeiouy](?<![^aeiouylr]l)e$"),  # hope, whole; but not table
    re.compile(r"(?:[^aeiouyscgzxh]|[^cs]h)(?<![^aeiouylr]l)es$"),  # hopes, clothes; but not tables, places, pushes
    re.compile(r"[^aeioudty](?<![^aeiouylr]l)ed$"),  # lifted has two, pulled has one, settled has two
    # careful, movement, something: the e belongs to the first half of the word
    re.compile(r"(?<=[a-z])e(?=(?:ly|ful|fully|less|ness|ment|ments|some|where|thing|times|work|way|ways|off|bone|bones)$)"),
)
_MORE = re.compile(r"i[ao]|iu|eo(?!u)|[aeiouy]ing|uo|ua(?!r)|ya|yo(?!u)|sm$|thm$")
_LESS = re.compile(r"[tsxcg]io|[ct]ia[ln]|(?<![a-z])y[ao]|qu[ao]|gua")
_SMALL = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)


def syllables(word: str, known: Mapping[str, int]) -> int:
    """How many syllables a word or a number has when it is read aloud, at least one. ``known`` are words whose number is given."""
    word = word.lower().replace("’", "'")
    if word in known:
        return known[word]
    if word.isdecimal():
        return _number(int(word))
    word = _ENDING.sub("", word).replace("'", "")
    if word in known:
        return known[word]
    count = len(_GROUP.findall(word)) + len(_MORE.findall(word)) - len(_LESS.findall(word))
    count -= sum(len(silent.findall(word)) for silent in _SILENT)
    return max(1, count + bool(_NOT.search(word)))


def _number(value: int) -> int:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return _TENS[value // 10] + (_SMALL[value % 10] if value % 10 else 0)
    if value < 1000:
        rest = value % 100
        return _SMALL[value // 100] + 2 + (1 + _number(rest) if rest else 0)
    # Longer numbers are read in pieces; years too.
    return sum(_SMALL[int(digit)] for digit in str(value))


def flesch_kincaid(sentences: Sequence[Sequence[str]], known: Mapping[str, int]) -> float:
    """The grade of some sentences, each the words in it, none of them empty: Kincaid and others, 1975."""
    words = [word for sentence in sentences for word in sentence]
    counted = sum(syllables(word, known) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * counted / len(words) - 15.59
