"""Numbers the sources of a handout in the order of their first mention, and formats them as references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rehabpress.model.source import Source
from rehabpress.plan.handout import SourceLine
from rehabpress.plan.phrasing import Phrasing


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


def source_lines(numbers: Numbers, sources: Mapping[str, Source], speech: Phrasing) -> tuple[tuple[SourceLine, ...], str]:
    """Each source in a line, without its address; and a sentence that says when all were read, if that was on one day, otherwise nothing."""
    days = {sources[source].read_on for source in numbers.by_id}
    together = len(days) == 1
    lines = tuple(
        SourceLine(number, _line(sources[source], speech, together), sources[source].url) for source, number in numbers.by_id.items()
    )
    return lines, speech.fill(speech.phrases.source.all_read, day=speech.local.day(days.pop())) if together else ""


def _line(source: Source, speech: Phrasing, together: bool) -> str:
    given = {name: getattr(source, name) for name in ("title", "authors", "publisher", "published", "note")}
    if not together:
        given["read_on"] = speech.local.day(source.read_on)
    return speech.fill(speech.phrases.source.line, **{name: text for name, text in given.items() if text is not None})
