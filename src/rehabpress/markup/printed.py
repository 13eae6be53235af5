"""What a layout has printed, in pieces: one that was printed before, for another patient too, is the very same piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehabpress.markup.text import Markup, TemplateText


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What a block of a layout has printed. A piece is equal to itself alone."""

    parts: tuple[str | Piece, ...]
    size: int
    """How many characters it has."""

    def text(self) -> str:
        """All of it."""
        return joined(self.parts)


def joined(parts: Iterable[str | Piece]) -> str:
    """The text of parts, one after the other."""
    return "".join([part if isinstance(part, str) else part.text() for part in parts])


@dataclass(frozen=True, slots=True)
class Printed:
    """A page in tags, as ``Markup`` is, in pieces."""

    parts: tuple[str | Piece, ...]
    templates: Mapping[str, TemplateText]
    name: str

    def markup(self) -> Markup:
        """The page in one text."""
        return Markup(joined(self.parts), self.templates, self.name)
