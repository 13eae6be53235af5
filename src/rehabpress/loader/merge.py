"""Merges a file over another of its kind, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehabpress.loader.places import KeyPath
from rehabpress.loader.yaml.reader import RawContent
from rehabpress.support.problems import Origin, Place


@dataclass(frozen=True, slots=True)
class _Either(Mapping[KeyPath, Place]):
    """The places of one file, and for what it does not say those of another."""

    own: Mapping[KeyPath, Place]
    other: Mapping[KeyPath, Place]

    def __getitem__(self, path: KeyPath) -> Place:
        return self.own[path] if path in self.own else self.other[path]

    def __contains__(self, path: object) -> bool:
        return path in self.own or path in self.other

    def __iter__(self) -> Iterator[KeyPath]:
        yield from self.own
        yield from (path for path in self.other if path not in self.own)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def over(own: RawContent, other: RawContent) -> RawContent:
    """A draft completed with what only ``other`` says. Keys are joined at every depth; a list or a value takes the place of another whole."""
    origin = Origin(_Either(own.origin.places, other.origin.places), own.origin.whole, _Either(own.origin.keys, other.origin.keys))
    data = None if own.data is None or other.data is None else _joined(own.data, other.data)
    return RawContent(data, origin, (*own.problems, *other.problems), own.refused | other.refused)


def without(draft: RawContent, *names: str) -> RawContent:
    """A draft without some of its keys."""
    data = {name: value for name, value in (draft.data or {}).items() if name not in names}
    return RawContent(data if draft.data is not None else None, draft.origin, draft.problems, draft.refused)


def _joined(own: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object]:
    joined = dict(other)
    for name, value in own.items():
        below = joined.get(name)
        joined[name] = _joined(value, below) if isinstance(value, Mapping) and isinstance(below, Mapping) else value
    return joined
