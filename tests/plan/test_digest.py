"""A digest says what a value holds and not what its types are called."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.support.digest import content_digest


@dataclass(frozen=True)
class _Old:
    words: tuple[str, ...]
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _New:
    words: tuple[str, ...]
    sides: frozenset[str] = frozenset()


def test_the_name_of_a_type_does_not_count() -> None:
    assert content_digest(_Old(("a",))) == content_digest(_New(("a",)))


def test_every_word_and_its_order_counts() -> None:
    said = [_Old(("a", "b")), _Old(("b", "a")), _Old(("ab",)), _Old(("a", "b"), frozenset("x"))]
    assert len({content_digest(value) for value in said}) == len(said)


def test_a_set_has_no_order() -> None:
    assert content_digest(_Old((), frozenset(["left", "right", "each"]))) == content_digest(_Old((), frozenset(["each", "right", "left"])))
