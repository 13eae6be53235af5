"""Source positions: file, line and column of each key and value of a YAML file, resolved lazily."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabpress.support.problems import Place

KeyPath = tuple[str | int, ...]
"""The keys and indexes (from 0) that lead to a value."""

_LONGEST_EXCERPT = 200


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of one text and the name it goes by."""

    file: str
    lines: tuple[str, ...]

    def after(self, line: int, column: int) -> str:
        """What stands in ``line`` from ``column`` on, both from 0."""
        return self.lines[line][column:] if line < len(self.lines) else ""

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """The place at ``line`` and ``column``, both from 0 as a parser counts them; ``width`` ends with the line."""
        if line >= len(self.lines):
            # Parsers report the end of the text as a line of its own; people look for it on the last one that is there.
            line = max(len(self.lines) - 1, 0)
            column = len(self.lines[line].rstrip()) if self.lines else 0
        text = self.lines[line] if self.lines else ""
        width = max(1, min(width, len(text.rstrip()) - column))
        if len(text) > _LONGEST_EXCERPT:
            shown = column < _LONGEST_EXCERPT
            text = text[:_LONGEST_EXCERPT] + "…" if shown else ""
            width = min(width, _LONGEST_EXCERPT - column) if shown else 1
        return Place(self.file, line + 1, column + 1, text, width)


@dataclass(frozen=True, slots=True)
class Marked(Mapping[KeyPath, Place]):
    """Places by path, made from ``marks`` of line, column and width when they are looked up."""

    source: SourceLines
    marks: Mapping[KeyPath, tuple[int, int, int]]

    def __getitem__(self, path: KeyPath) -> Place:
        return self.source.place(*self.marks[path])

    def __contains__(self, path: object) -> bool:
        return path in self.marks

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)


def label(path: Path) -> str:
    """The name of a file in a message: as the user gave it, and relative to the current folder when it lies below it."""
    if path.is_absolute() and path.is_relative_to(here := Path.cwd()):
        path = path.relative_to(here)
    return str(path)
