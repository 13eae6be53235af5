"""The sources of a handout: numbered in the order in which the page first leans on them, and written as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehabpress.model.source import Source
from rehabpress.plan.handout import SourceLine
from rehabpress.plan.speech import Speech


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each source of a handout, from 1, by its id."""

    by_id: Mapping[str, int]

    @classmethod
    def in_order(cls, ids: Iterable[str]) -> Numbers:
        """Number sources in the order of their first use."""
        return cls({source: number for number, source in enumerate(dict.fromkeys(ids), start=1)})

    def of(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources, the smallest first."""
        return tuple(sorted({self.by_id[source] for source in ids}))


def source_lines(numbers: Numbers, sources: Mapping[str, Source], speech: Speech) -> tuple[SourceLine, ...]:
    """Each source in a line, without its address."""
    return tuple(SourceLine(number, _line(sources[source], speech), sources[source].url) for source, number in numbers.by_id.items())


def _line(source: Source, speech: Speech) -> str:
    given = {name: getattr(source, name) for name in ("title", "authors", "publisher", "published", "note")}
    values = {name: text for name, text in given.items() if text is not None}
    return speech.fill(speech.phrases.source.line, read_on=speech.local.day(source.read_on), **values)
