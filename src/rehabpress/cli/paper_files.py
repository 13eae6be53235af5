"""How the file of a paper is called, and that it is not written over another patient's."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import get_month_names

from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.pipeline.order import Order
from rehabpress.support.file_names import plain_words
from rehabpress.support.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from rehabpress.api import Built


def paper_name(order: Order, plan: str) -> str:
    """The id of the order; else that of the plan, and the patient's name in letters that every file system takes."""
    if order.file:
        return order.file
    return f"{plan}-{_plain(order.patient)}" if order.patient else plan


def _plain(name: str) -> str:
    """A name in small letters without marks; a number is added where that loses something, so that no two patients share it."""
    words = plain_words(name)
    if words.replace("-", " ") == name.lower():
        return words
    return "-".join(filter(None, (words, sha256(name.encode()).hexdigest()[:6])))


def not_written_over(path: Path, built: Built, *, asked: bool) -> str | None:
    """Raise ``ProblemsFound`` when a paper is there that may be another patient's; a note when one is written over that says something else.

    A paper with a name is written over papers that bear it. One without is written over those without: what says words that the new one
    does not may be a patient's, and is only written over when it has the name that such a paper gets by itself (not ``asked``).
    """
    if not os.path.isfile(path):  # noqa: PTH113 - whoever writes it says what is wrong with its name
        return None
    patient = built.handout.patient
    old = _text(path)
    if patient is not None:
        if _spaced(patient) in (old or ""):
            return None
        raise ProblemsFound([Problem(Place(str(path)), "is there, and it does not bear this patient's name", _HINT)])
    if old is not None and not _words(old) - _words(_text_of(built.pdf)) - _months(built.handout.language):
        return None
    if old is None or asked:
        what = "is there, and may be a patient's: it says what this paper without a name does not"
        raise ProblemsFound([Problem(Place(str(path)), what, _HINT)])
    return f"{path}: written over a paper that said something else"


_HINT = "name another file with --output, or write over it with --overwrite"
_WORD = re.compile(r"[^\W\d_]+")


def _text(path: Path) -> str | None:
    """What a paper of this program says; None when it is something else."""
    try:
        return _text_of(path.read_bytes())
    except (NotReadable, OSError, ValueError):
        return None


def _text_of(pdf: bytes) -> str:
    return _spaced(" ".join([piece for page in TextReader().pages(pdf) for piece in page]))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _months(language: str) -> set[str]:
    """The words of a date: tomorrow's paper may say another month."""
    found = get_month_names("wide", locale=Locale.parse(language, sep="-")).values()
    return {word for name in found for word in _words(name)}
