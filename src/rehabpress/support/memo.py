"""Results kept by what they were made from: by the very value, or by all that decides them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Result = TypeVar("Result")


class ByIdentity(Generic[Value, Result]):
    """Finds the result for a value without looking into the value.

    It holds the values, so that none of their identities is given to another while it is known here. When it is full it begins anew.
    """

    def __init__(self, make: Callable[[Value], Result], most: int = 1_000) -> None:
        self._make, self._most = make, most
        self._kept: dict[int, tuple[Value, Result]] = {}

    def of(self, value: Value) -> Result:
        """The result, made when it is not there."""
        found = self._kept.get(id(value))
        if found is not None:
            return found[1]
        result = self._make(value)
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[id(value)] = (value, result)
        return result


class ByKey(Generic[Key, Result]):
    """Finds what was made for a key that says all that decides it. Nothing is not kept, nor is what raises.

    There are two generations: when half of ``most`` are young, they become the old ones, and of those before them what was not asked for goes.
    """

    def __init__(self, most: int) -> None:
        self._most = max(1, most // 2)
        self._young: dict[Key, Result] = {}
        self._old: dict[Key, Result] = {}

    def of(self, key: Key, make: Callable[[], Result]) -> Result:
        """The result, made when it is not there."""
        found = self.get(key)
        if found is not None:
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
        """Keep a result."""
        if len(self._young) >= self._most:
            self._young, self._old = {}, self._young
        self._young[key] = result
