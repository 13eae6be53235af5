"""Rendered markup with a source map: for each tag the place in a template where it was written.

A layout writes that place into the tag itself, in an attribute that no template may use, because a template's loops, macros and includes
leave no other trace in the text that they print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rehabpress.support.problems import Place

PLACE = "_at"
"""The reserved attribute. Its value is ``template:line:column``, the template by its key in ``Markup.templates``."""

_PLACES = re.compile(rf' {PLACE}="([^"]*)"')


@dataclass(frozen=True)
class TemplateText:
    """A template as it was read. ``file`` is what a person calls it."""

    file: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends."""
        return tuple(self.text.split("\n"))

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """A place in this template, with its line as excerpt. A line that the template does not have gives the whole of it."""
        lines = self.lines
        if 1 <= line <= len(lines):
            return Place(self.file, line, column, lines[line - 1], width)
        return Place(self.file)

    def line(self, number: int) -> Place:
        """What a line says, without the white space around it."""
        lines = self.lines
        text = lines[number - 1] if 1 <= number <= len(lines) else ""
        return self.place(number, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())))

    def find_word(self, word: str, line: int) -> Place | None:
        """Where ``word`` stands as a word of its own in that line, or in one of the five after it: a statement may need several lines."""
        lines = self.lines
        for number in range(line, min(line + 6, len(lines) + 1)):
            if found := re.search(_whole(word), lines[number - 1]):
                return self.place(number, found.start() + 1, len(word))
        return None

    def find(self, words: str, line: int, column: int, end: str = "") -> Place | None:
        """Where ``words`` stand for the first time, from that place on and, if ``end`` is given, before that stands there."""
        before = self.lines[: line - 1]
        start = sum(len(text) + 1 for text in before) + column - 1
        stop = self.text.find(end, start) if end else -1
        found = re.compile(_whole(words)).search(self.text, start, stop if stop >= 0 else len(self.text))
        if not found:
            return None
        head = self.text[: found.start()]
        return self.place(head.count("\n") + 1, found.start() - head.rfind("\n"), len(words))


def _whole(words: str) -> str:
    """A pattern for words that are no parts of longer ones."""
    before = r"(?<![\w-])" if words[:1].isalnum() else ""
    after = r"(?![\w-])" if words[-1:].isalnum() else ""
    return before + re.escape(words) + after


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

    def find(self, words: str, at: str | None, end: str = "") -> Place:
        """Where the template says ``words``, at the tag that was written ``at`` or after it (but before ``end``); else the place of that tag.

        Without ``at``: in any of the templates, or in the text if there are none.
        """
        if at:
            name, line, column = at.rsplit(":", 2)
            return self.templates[name].find(words, int(line), int(column), end) or self.place(at)
        texts = tuple(self.templates.values()) or (TemplateText(self.name, self.text),)
        found = (text.find(words, 1, 1) for text in texts) if words else ()
        return next(filter(None, found), Place(self.name))

    def last_tag(self, offset: int) -> str | None:
        """The reserved attribute of the last tag that begins before ``offset`` in the text."""
        start = self.text.rfind(f' {PLACE}="', 0, max(0, offset))
        found = _PLACES.match(self.text, start) if start >= 0 else None
        return found[1] if found else None
