"""How the file of a paper is called, and that it is not written over another patient's."""

from __future__ import annotations

import os
import unicodedata
from hashlib import sha256
from pathlib import Path

from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.pipeline.order import Order
from rehabpress.support.problems import Place, Problem, ProblemsFound


def paper_name(order: Order, plan: str) -> str:
    """The id of the order; else that of the plan, and the patient's name in letters that every file system takes."""
    if order.file:
        return order.file
    return f"{plan}-{_plain(order.patient)}" if order.patient else plan


def _plain(name: str) -> str:
    """A name in small letters without marks; a number is added where that loses something, so that no two patients share it."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join("".join(c if c.isalnum() else " " for c in folded).split())[:60]
    if words.replace("-", " ") == name.lower():
        return words
    return "-".join(filter(None, (words, sha256(name.encode()).hexdigest()[:6])))


def refuse_other_patients(path: Path, patient: str | None) -> None:
    """Raise ``ProblemsFound`` when there is a paper that does not bear this patient's name. Without a name nothing is looked at."""
    if patient is None or not os.path.isfile(path):  # noqa: PTH113 - whoever writes it says what is wrong with its name
        return
    try:
        pages = TextReader().pages(path.read_bytes())
        text = " ".join(" ".join([piece for page in pages for piece in page]).split())
    except (NotReadable, OSError, ValueError):
        text = ""
    if " ".join(patient.split()) not in text:
        hint = "name another file with --output, or write over it with --overwrite"
        raise ProblemsFound([Problem(Place(str(path)), "is there, and it does not bear this patient's name", hint)])
