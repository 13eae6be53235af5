"""What ``layout`` hands to ``markup``: text with tags, and for each tag the place in a template where it was written.

A layout writes that place into the tag itself, in an attribute that no template may use, because a template's loops, macros and includes
leave no other trace in the text that they print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rehabpress.problems import Place

PLACE = "_at"
"""The reserved attribute. Its value is ``template:line:column``, the template by its key in ``Markup.templates``."""

_PLACES = re.compile(rf' {PLACE}="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template as it was read. ``file`` is what a person calls it."""

    file: str
    text: str

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """A place in this template, with its line as excerpt. A line that the template does not have gives the whole of it."""
        lines = _lines(self.text)
        if 1 <= line <= len(lines):
            return Place(self.file, line, column, lines[line - 1], width)
        return Place(self.file)

    def line(self, number: int) -> Place:
        """What a line says, without the white space around it."""
        lines = _lines(self.text)
        text = lines[number - 1] if 1 <= number <= len(lines) else ""
        return self.place(number, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())))

    def find_word(self, word: str, line: int) -> Place | None:
        """Where ``word`` stands as a word of its own in that line, or in one of the five after it: a statement may need several lines."""
        lines = _lines(self.text)
        for number in range(line, min(line + 6, len(lines) + 1)):
            if found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lines[number - 1]):
                return self.place(number, found.start() + 1, len(word))
        return None

    def find(self, words: str, line: int, column: int) -> Place | None:
        """Where ``words`` stand for the first time, from that place on."""
        before = _lines(self.text)[: line - 1]
        start = sum(len(text) + 1 for text in before) + column - 1
        found = self.text.find(words, start)
        if found < 0:
            return None
        head = self.text[:found]
        return self.place(head.count("\n") + 1, found - head.rfind("\n"), len(words))


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


@dataclass(frozen=True, slots=True)
class Markup:
    """A page in tags. ``templates`` are those that wrote it; without them (text from elsewhere) places are places in ``text``."""

    text: str
    templates: Mapping[str, TemplateText] = field(default_factory=dict)
    name: str = "markup"

    def place(self, at: str, width: int = 1) -> Place:
        """The place that a tag's reserved attribute names."""
        name, line, column = at.rsplit(":", 2)
        return self.templates[name].place(int(line), int(column), width)

    def find(self, words: str, at: str) -> Place:
        """Where the template says ``words``, at the tag that was written ``at`` or after it; else the place of that tag."""
        name, line, column = at.rsplit(":", 2)
        return self.templates[name].find(words, int(line), int(column)) or self.place(at)

    def last_tag(self, offset: int) -> str | None:
        """The reserved attribute of the last tag that begins before ``offset`` in the text."""
        start = self.text.rfind(f' {PLACE}="', 0, max(0, offset))
        found = _PLACES.match(self.text, start) if start >= 0 else None
        return found[1] if found else None

    def without_places(self) -> str:
        """The text as a person wants to read it."""
        return _PLACES.sub("", self.text)
