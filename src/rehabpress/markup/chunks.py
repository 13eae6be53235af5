"""What a layout has printed, in pieces: one that was printed before, for another patient too, is the very same piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehabpress.markup.source_map import Markup, TemplateText


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """What a block of a layout has printed. A piece is equal to itself alone."""

    parts: tuple[str | Chunk, ...]
    size: int
    """How many characters it has."""

    def text(self) -> str:
        """All of it."""
        return joined(self.parts)


def joined(parts: Iterable[str | Chunk]) -> str:
    """The text of parts, one after the other."""
    return "".join([part if isinstance(part, str) else part.text() for part in parts])


@dataclass(frozen=True, slots=True)
class RenderedMarkup:
    """A page in tags, as ``Markup`` is, in pieces."""

    parts: tuple[str | Chunk, ...]
    templates: Mapping[str, TemplateText]
    name: str

    def markup(self) -> Markup:
        """The page in one text."""
        return Markup(joined(self.parts), self.templates, self.name)
