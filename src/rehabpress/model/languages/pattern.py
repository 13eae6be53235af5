"""Patterns: the small language in which a translator says how the program puts a sentence together.

``{reps}`` is a slot: the program fills it in. ``{Reps}`` is the same with a capital first letter. ``[, {weeks}]`` is a part that is left
out when one of its slots has nothing to say. All else is printed as typed: word order, punctuation and spaces are the translator's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from rehabpress.model.base import Text, wrong

T = TypeVar("T")

_PARAGRAPH = TypeAdapter(Text)
_PIECE = re.compile(r"\{([A-Za-z][a-z_]*)\}|([\[\]{}])|([^\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the program fills in; ``capital`` when its first letter becomes a capital."""

    name: str
    capital: bool


Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class PatternPart:
    """Pieces of a pattern that come out together. ``optional``: only when all of their ``slots`` are filled."""

    optional: bool
    pieces: Pieces
    slots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern. ``required`` are the slots without which it says nothing."""

    text: str
    parts: tuple[PatternPart, ...]
    required: frozenset[str]

    @property
    def optional(self) -> tuple[frozenset[str], ...]:
        """The slots of each part that may be left out."""
        return tuple([part.slots for part in self.parts if part.optional])

    def said(self, given: frozenset[str]) -> frozenset[str]:
        """The slots that it prints when ``given`` are filled."""
        return self.required.union(*(part for part in self.optional if part <= given))

    def fill(self, values: Mapping[str, str], capital: Callable[[str], str]) -> str:
        """The text, with ``values`` in its slots. Every required slot must be there; ``capital`` makes a first letter a capital."""
        given = values.keys()
        said: list[str] = []
        for part in self.parts:
            if part.optional and not part.slots <= given:
                continue
            for piece in part.pieces:
                if isinstance(piece, str):
                    said.append(piece)
                else:
                    said.append(capital(values[piece.name]) if piece.capital else values[piece.name])
        return "".join(said)


def first_that_fits(patterns: Iterable[Pattern], given: Set[str]) -> Pattern | None:
    """The first pattern whose required slots are all ``given``."""
    for pattern in patterns:
        if pattern.required <= given:
            return pattern
    return None


def subsets(things: Sequence[T]) -> Iterable[frozenset[T]]:
    """Every choice of ``things``, the smallest first."""
    return map(frozenset, chain.from_iterable(combinations(things, size) for size in range(len(things) + 1)))


def parse(text: str) -> Pattern:
    """Read a pattern. Raises an error that says what to write."""
    parts: list[PatternPart] = []
    pieces: list[str | Slot] = []
    optional = False
    for found in _PIECE.finditer(text):
        slot, mark, words = found.groups()
        if slot:
            pieces.append(Slot(slot.lower(), slot[0].isupper()))
        elif words:
            pieces.append(words)
        elif mark in "{}":
            raise wrong(f'"{text}" has a brace that belongs to no slot', "write a slot in braces, of small letters: {reps}")
        elif optional == (mark == "["):
            raise wrong(
                f'"{text}" has a bracket without its other half, or brackets in brackets',
                "write a part that may be left out as [, {weeks}]",
            )
        else:
            parts.append(_part(pieces, optional=optional))
            pieces, optional = [], not optional
            if not optional and not parts[-1].slots:
                raise wrong(f'"{text}" has brackets without a slot in them', "write a part that may be left out as [, {weeks}]")
    if optional:
        raise wrong(
            f'"{text}" has a bracket without its other half, or brackets in brackets', "write a part that may be left out as [, {weeks}]"
        )
    parts.append(_part(pieces, optional=False))
    required = frozenset().union(*[part.slots for part in parts if not part.optional])
    return Pattern(text, tuple([part for part in parts if part.pieces]), required)


def _part(pieces: Sequence[str | Slot], *, optional: bool) -> PatternPart:
    return PatternPart(optional, tuple(pieces), frozenset([piece.name for piece in pieces if isinstance(piece, Slot)]))


def _refuse_stray_spaces(pattern: Pattern) -> None:
    numbered = list(enumerate(pattern.parts))
    for kept in subsets([n for n, part in numbered if part.optional]):
        shown = [part.pieces for n, part in numbered if n in kept or not part.optional]
        text = "".join(piece if isinstance(piece, str) else "x" for pieces in shown for piece in pieces)
        if text != text.strip() or "  " in text:
            raise wrong(
                f'"{pattern.text}" can come out as "{text}"', "put a space inside the brackets, with the words that it parts: [ {side}]"
            )


@dataclass(frozen=True, slots=True)
class Slots:
    """Marks a pattern's slots: it must print ``always``, and ``maybe`` whenever they are given; it may print the others it ``knows``."""

    always: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        return {"type": "string"}

    def read(self, value: object) -> Pattern:
        """Read a pattern for these slots. Raises an error that says what to write."""
        if isinstance(value, Pattern):
            return value
        pattern = parse(_PARAGRAPH.validate_python(value, strict=True))
        known = (*self.always, *self.maybe, *self.knows)
        if unknown := sorted(pattern.required.union(*pattern.optional) - set(known)):
            meant = ", ".join(f"{{{name}}}" for name in known)
            raise wrong(
                f'"{pattern.text}" has the unknown slot {{{unknown[0]}}}', f"known here: {meant}" if known else "no slot is known here"
            )
        names = [piece.name for part in pattern.parts for piece in part.pieces if isinstance(piece, Slot)]
        if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            raise wrong(f'"{pattern.text}" says {{{twice[0]}}} more than once', f"write {{{twice[0]}}} once, where it belongs")
        always = frozenset(self.always)
        for given in subsets(self.maybe):
            for name in sorted((always | given) - pattern.said(always | given)):
                where = "outside brackets" if name in always else f"in brackets of its own: [, {{{name}}}]"
                raise wrong(f'"{pattern.text}" does not always say {{{name}}}', f"write {{{name}}} where it belongs, {where}")
        _refuse_stray_spaces(pattern)
        return pattern
