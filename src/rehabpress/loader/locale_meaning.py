"""Checks that the phrases of a locale keep the meaning of numbers and of negations, as far as a program can tell.

In any language: no digit is typed into a phrase of a dose or beside a placeholder, a label keeps the placeholders and the numbers
of the packaged label of its name, left and right differ. In a language that is packaged too, its words are compared with the packaged
ones: no number word, no negation and no opposite that they do not have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rehabpress.loader.places import KeyPath
from rehabpress.support.problems import Origin, Problem

_SLOT = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EXACT = re.compile(r"=(\d+)")

_OF_DOSES: Sequence[KeyPath] = (("phrases", "amounts"), ("phrases", "dose"), ("phrases", "session"), ("phrases", "changes"))
"""The phrases that number what a patient does."""

_NUMBERS: Mapping[str, Mapping[str, int | None]] = {
    "en": {
        **{
            word: n
            for n, word in enumerate(
                ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
            )
        },
        "once": 1,
        "twice": 2,
        "thrice": 3,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "hundred": 100,
        "thousand": 1000,
        "dozen": 12,
        **dict.fromkeys(
            ["hundreds", "thousands", "dozens", "double", "doubled", "triple", "half", "halved", "quarter", "tenfold", "hourly"]
        ),
    }
}
"""Words for numbers by language. Those without a number are never right in a phrase of a dose."""
_NEGATIONS: Mapping[str, Sequence[str]] = {
    "en": (
        *[
            "not",
            "no",
            "never",
            "none",
            "nobody",
            "nothing",
            "neither",
            "nor",
            "without",
            "cannot",
            "don't",
            "doesn't",
            "can't",
            "won't",
            "mustn't",
            "shouldn't",
            "needn't",
            "isn't",
        ],
        *["aren't", "avoid", "ignore", "unless", "except", "leave"],
    )
}
_ACTIONS: Mapping[str, Sequence[str]] = {"en": ["call", "ask", "go", "stop", "carry", "tell"]}
"""What a patient is told to do, by language: a label with one of these must not come to say that it must not be done."""
_OPPOSITES: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        *(("left", "right"), ("second", "minute"), ("seconds", "minutes"), ("day", "week"), ("days", "weeks"), ("more", "less")),
        *(("start", "stop"), ("carry on", "stop"), ("now", "later"), ("before", "after"), ("open", "closed")),
    )
}
"""Words for one thing and for the other, by language. A phrase that has one of a pair must not come to have the other in its place."""


def turned_round(data: Mapping[str, object], packaged: Mapping[str, object], origin: Origin) -> Iterator[Problem]:
    """A problem for each phrase and label of a locale that says something else than its numbers do. ``packaged`` is the locale it must agree with."""
    language = str(data.get("language", "")).partition("-")[0]
    same = language == str(packaged.get("language", "")).partition("-")[0]
    for path, text in _texts({name: data[name] for name in ("labels", "phrases") if name in data}, ()):
        known = _text_at(packaged, path)
        if known == text:
            continue
        fault = _typed_number(path, text, known)
        if fault is None and path[0] == "labels" and known is not None:
            fault = _other_placeholders(text, known)
        if fault is None and same and (known is not None or path[0] != "labels"):
            fault = _other_sense(path, text, known if known is not None else _near(packaged, path), language)
        if fault:
            words = ".".join(str(step) for step in path)
            yield Problem(origin.at(*path), f'{words}: "{text}" {fault[0]}', fault[1])
    yield from _sides_alike(data, origin)


def _typed_number(path: KeyPath, text: str, known: str | None) -> tuple[str, str] | None:
    """A number that is typed where the program fills one in."""
    pieces = _SLOT.split(text)
    for n, piece in enumerate(pieces[::2]):
        before, after = piece[:1] if n else "", piece[-1:] if 2 * n + 1 < len(pieces) else ""
        if _numeric(before, any_script=True) or _numeric(after, any_script=True) or after in ("-", "−", "+"):
            return "has a number or a sign beside a placeholder", "take it out: it makes another number of the one that is filled in"
    numbers = _numbers(text)
    if any(path[: len(part)] == part for part in _OF_DOSES):
        exact = _EXACT.fullmatch(str(path[-1]))
        if numbers and not (exact and not _SLOT.search(text) and set(numbers) == {exact[1]}):
            return f"has the number {numbers[0]} typed into it", "take it out: the numbers of a dose come from the plan"
        if exact and _SLOT.search(text) and known is not None and not _SLOT.search(known):
            return "has a placeholder where the number is said in words", f"write it without, as in: {known}"
    elif path[0] == "labels" and known is not None and (_SLOT.search(known) or _numbers(known)):
        left = list(_numbers(known))
        for number in numbers:
            if number not in left:
                return f"has the number {number}, which the packaged label has not", f"the packaged label is: {known}"
            left.remove(number)
        if left:
            return f"lacks the number {left[0]} of the packaged label", f"the packaged label is: {known}"
    return None


def _other_placeholders(text: str, known: str) -> tuple[str, str] | None:
    missing = [name for name in _SLOT.findall(known) if name not in _SLOT.findall(text)]
    if missing:
        return f"does not say {{{missing[0]}}}", f"write {{{missing[0]}}} where it belongs, as in: {known}"
    return None


def _other_sense(path: KeyPath, text: str, known: str, language: str) -> tuple[str, str] | None:
    """A word that turns the sense of the packaged words of the same language."""
    here, there = _words(text), _words(known)
    hint = f"the packaged words are: {known}"
    if any(path[: len(part)] == part for part in _OF_DOSES):
        exact = _EXACT.fullmatch(str(path[-1]))
        numbers = _NUMBERS.get(language, {})
        for word in here:
            if word in numbers and word not in there and not (exact and str(numbers[word]) == exact[1]):
                return f'says "{word}", a number that the packaged words have not', hint
    negations, actions = _NEGATIONS.get(language, ()), _ACTIONS.get(language, ())
    found, wanted = [w for w in here if w in negations], [w for w in there if w in negations]
    counts = bool(_SLOT.search(known)) or path[:2] in _OF_DOSES
    if found and not wanted and (counts or any(word in actions for word in there)):
        return f'says "{found[0]}", which turns the packaged words round', hint
    if wanted and not found and counts:
        return f'does not say "{wanted[0]}", which turns the packaged words round', hint
    said, meant = f" {' '.join(here)} ", f" {' '.join(there)} "
    for pair in _OPPOSITES.get(language, ()):
        for one, other in (pair, pair[::-1]):
            if f" {one} " in said and f" {one} " not in meant and f" {other} " in meant and f" {other} " not in said:
                return f'says "{one}" where the packaged words say "{other}"', hint
    slots, known_slots = _SLOT.findall(text), _SLOT.findall(known)
    if slots != known_slots and sorted(slots) == sorted(known_slots) and _SLOT.sub("", text) == _SLOT.sub("", known):
        return "has its placeholders exchanged", hint
    return None


def _sides_alike(data: Mapping[str, object], origin: Origin) -> Iterator[Problem]:
    """Words for one side that are those for the other."""
    for limb in ("leg", "arm", "hand", "side"):
        path = ("phrases", "dose", "sides", limb)
        said = {name: text for name in ("left", "right", "each") if (text := _text_at(data, (*path, name))) is not None}
        for name, text in said.items():
            if any(other != name and same == text for other, same in said.items()):
                what = f'{".".join(path)}.{name}: "{text}" is also what another side is called'
                yield Problem(origin.at(*path, name), what, "write words that tell the left, the right and both apart")


def _numbers(text: str) -> list[str]:
    """The numbers typed in a text, in digits 0 to 9 or as they are, placeholders left out."""
    found: list[str] = []
    last = -2
    for n, character in enumerate(_SLOT.sub(" ", text)):
        if _numeric(character):
            digit = str(unicodedata.digit(character, character))
            if last == n - 1:
                found[-1] += digit
            else:
                found.append(digit)
            last = n
    return found


def _numeric(character: str, *, any_script: bool = False) -> bool:
    """Whether a character is a number: a digit, a fraction, a raised or roman one; in ``any_script`` also a letter that means a number."""
    if not character or unicodedata.numeric(character, None) is None:
        return False
    return any_script or unicodedata.category(character) in ("Nd", "No", "Nl")


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(_SLOT.sub(" ", text).casefold())]


def _texts(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, " ".join(data.split())
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, (*path, name))
    elif isinstance(data, Sequence):
        for n, value in enumerate(data):
            yield from _texts(value, (*path, n))


def _at(data: object, path: KeyPath) -> object:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _text_at(data: object, path: KeyPath) -> str | None:
    found = _at(data, path)
    return " ".join(found.split()) if isinstance(found, str) else None


def _near(data: object, path: KeyPath) -> str:
    """All the words of the nearest thing that is there and holds a path."""
    while path:
        path = path[:-1]
        if (found := _at(data, path)) is not None:
            return " ".join([text for _, text in _texts(found, path)])
    return ""
