"""Builds plain data from YAML parser events, with the problems found on the way.

A recursive descent over events, not over PyYAML's nodes: only events say where an anchor stood, and nesting can be stopped in time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

import yaml
from yaml import events

from rehabpress.loader.places import KeyPath, SourceLines
from rehabpress.loader.yaml.decode import UNPRINTABLE
from rehabpress.loader.yaml.scalars import Scalar, plain
from rehabpress.support.problems import Place, Problem

Data = Scalar | tuple["Data", ...] | dict[str, "Data"]
"""What a file says: no dates, no sets, no objects."""

DEEPEST = 20
"""Levels of nesting. Content needs six; parsers take minutes and stacks for a thousand."""


class YamlParser(Protocol):
    """What is used of either parser of PyYAML."""

    def get_event(self) -> events.Event | None:
        """The next event; ``None`` at the end."""


def parser(text: str) -> YamlParser:
    """The C parser of PyYAML where it is installed, else its own in Python."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PythonParser(text)
    return CParser(text)


class PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, for an installation without its C part."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


class Stopped(Exception):  # noqa: N818 - it is a way out, not a fault
    """Nothing more of this text can be read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


# `title: Exercise #1` is cut at the hash by every YAML parser; a comment that is meant has a space after its hash.
_GLUED_COMMENT = re.compile(r"\s+#(?=[^\s#!-])")
_HINT_QUOTES = 'put it in quotes: "{}"'


class YamlBuilder:
    """Makes data from the parser's events. Knows where everything stands; goes on after what it refuses."""

    def __init__(self, text: str, lines: SourceLines) -> None:
        self._parser = parser(text)
        self._lines = lines
        self.values: dict[KeyPath, tuple[int, int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int, int]] = {}
        self.refused: set[KeyPath] = set()
        self.problems: list[Problem] = []

    def _next(self) -> events.Event:
        event = self._parser.get_event()
        assert event is not None, "a parser ends with StreamEndEvent"  # noqa: S101 - narrows the type
        return event

    def _mark(self, event: events.Event) -> tuple[int, int, int]:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None, "every event of a text has both"  # noqa: S101 PT018 - narrows the types
        return start.line, start.column, end.column - start.column if end.line == start.line else 1 << 16

    def _problem(self, mark: tuple[int, int, int], what: str, hint: str) -> None:
        self.problems.append(Problem(self._lines.place(*mark), what, hint))

    def document(self) -> Data:
        """The data of the only document. Raises ``Stopped`` when there is none or more than one."""
        self._next()
        start = self._next()
        if not isinstance(start, events.DocumentStartEvent):
            raise Stopped(Problem(Place(self._lines.file), "is empty", "write its keys, each as: key: value"))
        if start.version or start.tags:
            self._problem(self._mark(start), "a line that starts with % changes how YAML is read", "take the line out")
        first = self._next()
        data = self._node(first, ())
        if data is None and isinstance(first, events.ScalarEvent) and not first.value:
            raise Stopped(Problem(Place(self._lines.file), "is empty", "write its keys, each as: key: value"))
        self._next()
        if isinstance(more := self._next(), events.DocumentStartEvent):
            hint = "take out the line ---, or make two files of it"
            raise Stopped(Problem(self._lines.place(*self._mark(more)), "a second document starts here", hint))
        if not isinstance(data, dict) and () not in self.refused:
            self._problem((*self._mark(first)[:2], 1), "is not made of keys and values", "write its keys, each as: key: value")
        return data

    def _node(self, event: events.Event, path: KeyPath) -> Data:
        mark = self.values[path] = self._mark(event)
        if len(path) > DEEPEST:
            raise Stopped(Problem(self._lines.place(*mark[:2]), "is nested too deeply", f"no content needs more than {DEEPEST} levels"))
        if isinstance(event, events.AliasEvent):
            self._refuse(path, f'"*{event.anchor}" is an alias of YAML', f"write the value out; if it is text, {_HINT_QUOTES}")
            return None
        assert isinstance(event, events.NodeEvent | events.CollectionStartEvent)  # noqa: S101 - narrows the type
        anchor, tag = event.anchor is not None, getattr(event, "tag", None) is not None
        if anchor or tag:
            typed = self._lines.after(*mark[:2]).split(" ")[0]
            self._refuse(
                path,
                f'"{typed}" is {"an anchor" if anchor else "a tag"} of YAML',
                "take it out; if it is text, put the whole text in quotes",
            )
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, events.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _refuse(self, path: KeyPath, what: str, hint: str) -> None:
        self.refused.add(path)
        mark = self.values[path]
        place = self._lines.place(*mark)
        self.problems.append(Problem(place, what, hint.format(place.excerpt[mark[1] :].rstrip())))

    def _scalar(self, event: events.ScalarEvent, path: KeyPath) -> Scalar:
        text = event.value
        if not event.implicit[0] or event.style:
            if found := UNPRINTABLE.search(text):
                self._refuse(path, f"holds a control character (U+{ord(found[0]):04X})", "take it out; it prints as nothing")
            return text
        end = event.end_mark
        if end is not None and (found := _GLUED_COMMENT.match(self._lines.after(end.line, end.column))):
            place = self._lines.place(end.line, end.column + found.end() - 1, 1 << 16)
            self.problems.append(
                Problem(
                    place, "the text ends before the #: the rest is a comment", "put the whole text in quotes, or write a space after the #"
                )
            )
            self.refused.add(path)
        return plain(text)

    def _sequence(self, path: KeyPath) -> tuple[Data, ...]:
        items: list[Data] = []
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return tuple(items)

    def _mapping(self, path: KeyPath) -> dict[str, Data]:
        found: dict[str, Data] = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._key(event, path, found)
            # A value whose key is refused is read all the same: what is wrong inside it is wrong in any case.
            at = (*path, -1) if key is None else (*path, key)
            value_event = self._next()
            value = self._node(value_event, at)
            if key is not None:
                found[key] = value
                if value is None:
                    # Nothing has no place of its own.
                    self.values[at] = self.keys[at]
        return found

    def _key(self, event: events.Event, path: KeyPath, found: Mapping[str, Data]) -> str | None:
        """The key, or ``None`` when it is refused."""
        mark = self._mark(event)
        if not isinstance(event, events.ScalarEvent):
            self._node(event, (*path, -1))
            self._problem((*mark[:2], 1), "a key must be text", "put it in quotes")
            return None
        before = len(self.problems)
        key = self._node(event, (*path, -1))
        if len(self.problems) > before:
            return None
        if key == "<<" and not event.style:
            self._problem(mark, '"<<" merges another mapping, which is refused', "write the keys out")
            return None
        if not isinstance(key, str):
            self._problem(mark, f"a key must be text, and {event.value or 'nothing'} is not", _HINT_QUOTES.format(event.value))
            return None
        if key in found:
            first = self.keys[(*path, key)][0] + 1
            self._problem(mark, f'the key "{key}" is here twice', f"it is also on line {first}; take one of them out")
            return None
        self.keys[(*path, key)] = mark
        return key
