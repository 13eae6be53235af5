"""A text by its lines: which comment belongs to which part of a list or mapping, and how parts are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunks:
    """The parts of a list or mapping, each with its comments, from where to where; and the blank lines between them."""

    parts: Sequence[tuple[int, int]]
    between: Sequence[str]

    def joined(self, texts: Sequence[str], old: Sequence[int | None], lines: TextLines) -> str:
        """Other parts in their place; ``old`` says which of the parts each goes on from. Blank lines stay above the part they stood above."""
        out = texts[0] if lines.begins(self.parts[0][0]) else texts[0].lstrip(" ")
        usual = self.between[0] if len(self.between) > 1 and len(set(self.between)) == 1 else ""
        for text, was in zip(texts[1:], old[1:], strict=True):
            out += ("" if out.endswith("\n") else lines.end) + (self.between[was - 1] if was else usual) + text
        return out


class TextLines:
    """A text, its line ends, and how far its lists stand in from their keys."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.step = 0 if re.search(r"^( *)[^\s#-][^\n]*:[ \t]*\r?\n\1- ", text, re.MULTILINE) else 2

    def indented(self, lines: Iterable[str], column: int) -> str:
        """Lines at a column, each with its end."""
        return "".join(f"{' ' * column}{line}{self.end}" for line in lines)

    def begins(self, index: int) -> bool:
        """Whether a line begins here."""
        return index == 0 or self.text[index - 1] == "\n"

    def dash(self, index: int, column: int) -> int:
        """The dash, at that column, of the list item that stands at ``index``."""
        start = self._start(index)
        while self.text[start : start + column + 1] != " " * column + "-" and start:
            start = self._start(start - 1)
        return start + column

    def chunks(self, starts: Sequence[int], ends: Sequence[int], column: int, at_top: bool) -> Chunks:
        """The parts that begin and end there. A comment over a part is of that part; so is one below it that stands further in.

        Comments over the first part ``at_top`` of a file are of the file.
        """
        first = self._start(starts[0])
        if self.text[first : starts[0]].strip():
            first = starts[0]
        elif not at_top:
            while first and self.text[self._start(first - 1) : first].lstrip().startswith("#"):
                first = self._start(first - 1)
        parts, between = [], []
        for number, end in enumerate(ends):
            last = number + 1 == len(starts)
            stop = len(self.text) if last else self._start(starts[number + 1])
            end = self._with_comments(self._next(end), stop, column)
            parts.append((first, end))
            if not last:
                first = self._after_blank(end, stop)
                between.append(self.text[end:first])
        return Chunks(parts, between)

    def _with_comments(self, index: int, stop: int, column: int) -> int:
        """Behind the comments that follow at once and stand further in than ``column``."""
        while index < stop:
            line = self.text[index : self._next(index)]
            bare = line.lstrip(" ")
            if not bare.startswith("#") or len(line) - len(bare) <= column:
                break
            index += len(line)
        return index

    def _after_blank(self, index: int, stop: int) -> int:
        while index < stop and not self.text[index : self._next(index)].strip():
            index = self._next(index)
        return index

    def _start(self, index: int) -> int:
        """Where the line of ``index`` begins."""
        return self.text.rfind("\n", 0, index) + 1

    def _next(self, index: int) -> int:
        """Where the line after that of ``index`` begins, or the text ends."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1
