"""Bounded in-memory memo tables, keyed by content, and values that keep their own hash.

Everything that the program remembers between two papers goes through a ``Memo``. Its keys are compared by what they say: never by identity,
and never by a list of the properties that somebody thought of. A memo belongs to the object that made it and is gone with it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar, cast

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")
Type = TypeVar("Type", bound=type)


class Memo(Generic[Key, Result]):
    """Memo table with two generations (an approximate LRU). ``None`` results and exceptions are not stored.

    When half of ``most`` entries are young, they become the old generation, and of the old one what was not asked for since is dropped.
    """

    def __init__(self, most: int = 5_000) -> None:
        self._most = max(1, most // 2)
        self._young: dict[Key, Result] = {}
        self._old: dict[Key, Result] = {}

    def of(self, key: Key, make: Callable[[], Result]) -> Result:
        """The result for a key, made when it is not there."""
        found = self._young.get(key)
        if found is not None or (found := self.get(key)) is not None:
            return found
        result = make()
        if result is not None:
            self.put(key, result)
        return result

    def get(self, key: Key) -> Result | None:
        """The result, if it is there."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Key, result: Result) -> None:
        """Store a result."""
        if len(self._young) >= self._most:
            self._young, self._old = {}, self._young
        self._young[key] = result


def hashed_once(cls: Type) -> Type:
    """Class decorator for a frozen dataclass with a field ``content_hash``: its hash is computed from its content once and kept there.

    Equality is not touched: two values with the same hash are still compared by all that they say.
    """
    computed = cast(Callable[[object], int], cls.__hash__)

    def __hash__(self: object) -> int:  # noqa: N807
        found: int | None = self.content_hash  # type: ignore[attr-defined]
        if found is None:
            found = computed(self)
            object.__setattr__(self, "content_hash", found)
        return found

    cls.__hash__ = __hash__  # type: ignore[assignment, method-assign]
    return cls
