"""Finds long sentences, hard words and passives in each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rehabpress.advice.printed import PrintedText
from rehabpress.advice.text import phrase, sentences, words
from rehabpress.advice.value import Advice
from rehabpress.model.languages.words import Explaining, Passive, Words

LONGEST_SENTENCE = 20
"""Words that a sentence should not have more of."""

_BRACKET = re.compile(r"\s*[(\[–—]")
_CLOSED = re.compile(r"^\s*(?:[,.;:)]|$)")


def long_sentences(said: PrintedText, known: Words) -> Iterator[Advice]:
    """Sentences of too many words."""
    for sentence in sentences(said.text, known.abbreviations):
        if (count := len(words(sentence))) > LONGEST_SENTENCE:
            yield Advice(
                said.place,
                "long-sentence",
                f"a sentence of {count} words: “{_short(sentence)}”",
                "make two of it",
                str(count),
                str(LONGEST_SENTENCE),
            )


def hard_words(texts: Sequence[PrintedText], known: Words) -> Iterator[Advice]:
    """Hard words of the list that the texts do not explain where they first use them. Each is named once.

    A word is explained when it stands in brackets, has brackets right after it, is set off by a comma, or the same text says what it is.
    """
    pattern = phrase(known.jargon, "s?")
    seen: set[str] = set()
    for said in texts:
        for found in pattern.finditer(said.text) if pattern else ():
            word = found[0].lower()
            entry = word if word in known.jargon else word.removesuffix("s")
            if entry in seen:
                continue
            seen.add(entry)
            if not _explained(said.text, found, known.explaining):
                yield Advice(
                    said.place,
                    "hard-word",
                    f"“{found[0]}” is a hard word",
                    f"write {known.jargon[entry]}, or put that in brackets after it",
                    found[0],
                    "an everyday word, or the meaning beside it",
                )


def _explained(text: str, found: re.Match[str], rule: Explaining | None) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if before.count("(") > before.count(")") or _BRACKET.match(after):
        return True
    if rule is None:
        return False
    either, any_after, means = ("|".join(map(re.escape, group)) for group in (rule.before, rule.after, rule.means))
    set_off = re.search(rf",\s+(?:{either})\s+$", before) and _CLOSED.match(after)
    return bool(set_off or re.match(rf",\s+(?:{any_after})\s", after) or re.search(rf"\b{re.escape(found[0])}\s+(?:{means})\s", text, re.I))


def passives(said: PrintedText, known: Words) -> Iterator[Advice]:
    """Sentences in the passive, as far as their form shows it."""
    if known.passive is None:
        return
    for sentence in sentences(said.text, known.abbreviations):
        if found := passive_in(sentence, known.passive):
            yield Advice(
                said.place,
                "passive",
                f"“{found}” is a passive: “{_short(sentence)}”",
                "say who does it: you, your leg, we",
                found,
                "the active voice",
            )


def passive_in(sentence: str, rule: Passive) -> str | None:
    """The words that make a sentence passive, or None."""
    found = words(sentence)
    lower = [word.lower().replace("’", "'") for word in found]
    for start, word in enumerate(lower):
        if word not in rule.helpers:
            continue
        end = start + 1
        if end < len(lower) and (lower[end] in rule.between or lower[end].endswith(rule.between_endings)):
            end += 1
        if end < len(lower) and _participle(lower[end], rule):
            return " ".join(found[start : end + 1])
    return None


def _participle(word: str, rule: Passive) -> bool:
    return word not in rule.states and (word in rule.participles or (len(word) > 3 and word.endswith(rule.endings)))


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 70 else sentence[:70].rpartition(" ")[0] + " …"
