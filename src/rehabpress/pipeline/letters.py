"""Letters that the theme's font has not, reported where a person typed them: in a content file, an order, on the command line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from rehabpress.model.base import Content
from rehabpress.model.library import KINDS, Library
from rehabpress.pipeline.order import Order
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Place, Problem


def letter_problems(
    missing: Iterable[str], family: str, order: Order, handout: Handout, library: Callable[[], Library]
) -> Iterator[Problem]:
    """A problem for each letter that the font of this family has not, at each place where it was typed.

    A letter that stands in none of the texts of the order and the content comes from a layout: the typesetter reports it there.
    """
    for letter in missing:
        seen = f'"{letter}" ' if letter.isprintable() else ""
        what = f"{seen}(U+{ord(letter):04X}, {unicodedata.name(letter, 'a control character')}) is not in the font {family}"
        for place in dict.fromkeys(_typed(letter, order, handout, library())):
            yield Problem(place, what, "write it in another way, or choose a font in the theme that has it")


def _typed(letter: str, order: Order, handout: Handout, library: Library) -> Iterator[Place]:
    """Where a letter was typed: in the order, else in the plan or the clinic, else in what the plan refers to."""
    texts = [(order.at("patient"), order.patient), (order.at("clinician"), order.clinician and order.clinician.name)]
    texts += [(order.at(name), text) for name, text in order.words.items()]
    texts += [(order.at("notes", name, shown=name), note) for name, note in order.notes.items()]
    found = [place for place, text in texts if text and _holds(text, letter)]
    own = (("plans", handout.plan), ("clinics", handout.clinic.id))
    for key in own:
        if not found or key[0] == "plans":
            found += _places(letter, key, library)
    if not found:
        found = [place for kind in KINDS for name in getattr(library, kind) for place in _places(letter, (kind, name), library)]
    yield from found


def _places(letter: str, key: tuple[str, str], library: Library) -> Iterator[Place]:
    kind, name = key
    origin = library.origins[key]
    for path, text in _texts(getattr(library, kind)[name], ()):
        if _holds(text, letter):
            yield origin.at(*path)


def _holds(text: str, letter: str) -> bool:
    return letter in unicodedata.normalize("NFC", text)


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts in a piece of content, each with its path of keys."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Content):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
