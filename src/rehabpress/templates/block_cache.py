"""Printing blocks that say much the same: a block that reads the same values as before is the piece that it was before.

What a block reads is known from its templates (``depends``). Short values are compared by what they say, everything else, frozen as it
is, by its identity, and is held as long as the piece. A block of which anything is not known is printed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from types import NoneType
from typing import Any, NamedTuple

from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup as Escaped

from rehabpress.markup.chunks import Chunk
from rehabpress.model.base import Content
from rehabpress.support.memo import Memo
from rehabpress.templates.attributes import public
from rehabpress.templates.block_reads import WHOLE
from rehabpress.templates.budget import MOST_CHARACTERS
from rehabpress.templates.dependencies import Depends, Reads
from rehabpress.templates.labels import Labels

CachedBlock = Callable[[Context], Iterator[str | Chunk]]

_MOST = 5_000
"""A patient with doses of their own adds some 10; what another one reads within some 250 patients is still there."""
_PLAIN = frozenset((int, bool, NoneType, date, Escaped))


class _ReadValue(NamedTuple):
    """A name that a block reads, the parts of it that are read, or none for all of it, and whether it may be a macro."""

    name: str
    parts: tuple[str, ...]
    called: bool


class Endless(Exception):  # noqa: N818 - the caller makes a problem of it
    """A layout prints more than any page can hold. Its text is the last that it printed."""


class _Unkeepable(Exception):  # noqa: N818 - it is no error
    """A value that may be another one although it is the same, as a loop that goes on."""


class CachedText:
    """The pieces of one layout in one language."""

    def __init__(self, depends: Depends) -> None:
        self._depends = depends
        self._pieces: Memo[tuple[object, ...], tuple[Chunk, list[object]]] = Memo(_MOST)
        self._reads: dict[tuple[str, str], Sequence[_ReadValue] | None] = {}

    def block(self, name: str, print_: CachedBlock) -> CachedBlock:
        """A block of a template that prints as ``print_`` does."""

        def printed(context: Context) -> Iterator[str | Chunk]:
            found = self._piece(print_, context, (str(context.name), name))
            if found is None:
                yield from print_(context)
            else:
                yield found

        return printed

    def _piece(self, print_: CachedBlock, context: Context, by: tuple[str, str]) -> Chunk | None:
        """What a block prints in the template by which it is printed; nothing if that cannot be kept."""
        if by not in self._reads:
            self._reads[by] = _grouped(self._depends.of(*by))
        reads = self._reads[by]
        if reads is None:
            return None
        held: list[object] = []
        try:
            key = (print_, by, *_key(context, reads, held))
        except _Unkeepable:
            return None
        found = self._pieces.get(key)
        if found is None:
            found = (piece(print_(context)), held)
            self._pieces.put(key, found)
        return found[0]


def piece(parts: Iterable[str | Chunk]) -> Chunk:
    """What was printed, in as few parts as can be. Raises ``Endless``."""
    made: list[str | Chunk] = []
    texts: list[str] = []
    size = 0
    for part in parts:
        if isinstance(part, str):
            size += len(part)
            texts.append(part)
        else:
            size += part.size
            if texts:
                made.append("".join(texts))
                texts = []
            made.append(part)
        if size > MOST_CHARACTERS:
            raise Endless("".join([one if isinstance(one, str) else one.text() for one in (*made[-2:], *texts[-200:])]))
    if texts:
        made.append("".join(texts))
    return Chunk(tuple(made), size)


def _grouped(reads: Reads | None) -> Sequence[_ReadValue] | None:
    """What is read, name by name."""
    if reads is None:
        return None
    whole = {name for name, part in reads.paths if part == WHOLE}
    found = []
    for name in sorted({name for name, _ in reads.paths}):
        parts = () if name in whole else tuple(sorted([part for other, part in reads.paths if other == name]))
        found.append(_ReadValue(name, parts, name in reads.called))
    return found


def _key(context: Context, reads: Sequence[_ReadValue], held: list[object]) -> Iterator[object]:
    """What is the same when a block prints the same. Raises ``_Unkeepable``."""
    for name, parts, called in reads:
        value = context.resolve_or_missing(name)
        kind: Any = type(value)
        get = _parts(kind, parts) if parts else None
        if get is not None:
            for part in get(value):
                yield part if type(part) is str else _mark(part, held)
        elif called and isinstance(value, Macro | TemplateModule):
            yield type(value)
        else:
            yield _mark(value, held)


@lru_cache(maxsize=512)
def _parts(kind: type, names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]] | None:
    """What gives those parts of a value of this type; nothing if it has not got them all."""
    if not _is_frozen(kind) or not public(kind).issuperset(names):
        return None
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _mark(value: object, held: list[object]) -> object:
    """What stands for a value in a key: equal for values that print the same, whatever a template does with them."""
    kind: Any = type(value)
    if kind is str:
        return value
    if kind in _PLAIN:
        return (kind, value)
    if kind is tuple or kind is list:
        return (kind, *[_mark(item, held) for item in value])  # type: ignore[attr-defined] # it is one of them
    if value is missing:
        return missing
    if kind is frozenset or kind is Labels or _is_frozen(kind):
        held.append(value)
        return (kind, id(value))
    raise _Unkeepable


@lru_cache(maxsize=512)
def _is_frozen(kind: type) -> bool:
    return issubclass(kind, Content) or (is_dataclass(kind) and kind.__dataclass_params__.frozen)  # type: ignore[attr-defined] # typeshed
