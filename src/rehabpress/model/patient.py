"""The patient whom a handout is for: only what the page and the safety gate need."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator

from rehabpress.model.base import Text, wrong
from rehabpress.support.problems import Place

_LONGEST_NAME = 80
_HIDDEN = ("Cf", "Co", "Cs", "Cn")
"""Unicode categories of what is not seen: marks of direction, private and unassigned characters."""


_NO_NAMES = frozenset({"TRUE", "FALSE", "NULL", "(null)", "None", "NaN", "nan", "N/A", "n/a", "undefined"})
"""What programs write where there is nothing."""
_NOT_ASCII_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_ACCENTS = "´"
"""Signs that people type for an apostrophe."""
_INSIDE = ("Pi", "Pf", "Ps", "Pe")
"""Categories of what may stand around a word and not inside of one: quotation marks, brackets."""
_JOINS = frozenset("’‘·‧׳״")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])([^\x00-\x7f])(?=[^\W\d_])")
_LOST_LETTER = re.compile(r"[^\W\d_]\?|\?[^\W\d_]")


def read_twice(text: str) -> str | None:
    """What a text was before its UTF-8 was read as Windows-1252 (``JÃ¼rgen``: ``Jürgen``); None when it was not."""
    found = _NOT_ASCII_RUN.sub(lambda run: _read_once(run[0]) or run[0], text)
    return found if found != text else None


def _read_once(run: str) -> str | None:
    try:
        return b"".join([_byte(c) for c in run]).decode("utf-8")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    """The byte of a character in Windows-1252; what that leaves free is as in Latin-1."""
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")


def foreign_sign(text: str) -> str | None:
    """A sign that stands in a name where a letter is to be, as it comes from a file that was read in another encoding than its own."""
    if "\ufffd" in text:
        return "\ufffd"
    for n, c in enumerate(text):
        kind = unicodedata.category(c)
        if c.isascii() or c in _ACCENTS or c in _JOINS:
            continue
        beside = text[max(0, n - 1) : n] + text[n + 1 : n + 2]
        if (kind[0] == "S" or kind in ("No", "Po")) and any(one.isalpha() for one in beside):
            return c
    for inside in _BETWEEN_LETTERS.finditer(text):
        if unicodedata.category(inside[1]) in _INSIDE and inside[1] not in _JOINS:
            return inside[1]
    return "?" if _LOST_LETTER.search(text) else None


def _person(value: str) -> str:
    if value in _NO_NAMES:
        raise wrong(f'"{value}" is what a program writes where there is nothing', "write the name as it is to be printed")
    if before := read_twice(value):
        raise wrong(f'holds letters that were UTF-8 and were read as Windows-1252: "{before}" was meant', "export the list anew as UTF-8")
    if sign := foreign_sign(value):
        shown = "a replacement character" if sign == "\ufffd" else f'the sign "{sign}" where a letter is to be'
        raise wrong(f"holds {shown}", "was the file read in another encoding than its own? Type the name, or export the list as UTF-8")
    if found := next((c for c in value if unicodedata.category(c) in _HIDDEN), None):
        raise wrong(f"holds a mark that is not seen (U+{ord(found):04X})", "type the name anew")
    if len(value) > _LONGEST_NAME:
        raise wrong(f"has {len(value)} characters", f"a name has at most {_LONGEST_NAME}; is this another column?")
    if not any(c.isalpha() for c in value):
        raise wrong(f'"{value}" is no name', "write the name as it is to be printed")
    return value


Person = Annotated[Text, AfterValidator(_person)]
"""The name of a person as it is printed: a patient's, a clinician's."""


@dataclass(frozen=True, slots=True)
class PatientFlag:
    """A flag that the patient has. ``place`` is where it was written: on the command line, in a roster.

    ``week`` counts from the operation, in whole weeks; ``protocol`` is the id of the surgeon's protocol. Only some flags need them.
    """

    id: str
    place: Place = field(compare=False)
    week: int | None = None
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient. Without a name the page has a line to write it on."""

    name: str | None = None
    id: str | None = None
    flags: tuple[PatientFlag, ...] = ()
