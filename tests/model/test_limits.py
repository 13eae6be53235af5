"""Texts, ids and patterns have limits where they are read, and reading them takes no longer than they are long."""

from __future__ import annotations

import time

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from rehabpress.loader.folders import ID
from rehabpress.model.base import LONGEST_ID, LONGEST_TEXT, LONGEST_WORD, Id, Text
from rehabpress.model.languages.pattern import Slots

TEXTS = TypeAdapter(Text)
IDS = TypeAdapter(Id)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word " * (LONGEST_TEXT // 5) + "x", "has 5001 characters and may have 5000"),
        ("a " + "x" * (LONGEST_WORD + 1), "holds a word of 501 characters and may have 500"),
    ],
)
def test_a_text_that_nobody_reads(text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        TEXTS.validate_python(text)


def test_a_text_as_long_as_it_may_be() -> None:
    assert TEXTS.validate_python("word " * (LONGEST_TEXT // 5)).endswith("word")
    assert TEXTS.validate_python("x" * LONGEST_WORD)


def test_one_limit_for_ids_and_the_files_named_after_them() -> None:
    assert IDS.validate_python("a" * LONGEST_ID) == "a" * LONGEST_ID
    assert ID.fullmatch("a" * LONGEST_ID)
    assert not ID.fullmatch("a" * (LONGEST_ID + 1))
    with pytest.raises(ValidationError):
        IDS.validate_python("a" * (LONGEST_ID + 1))


@pytest.mark.parametrize(
    "text",
    [
        "[ {reps}]" * 500,
        "[" * 2000,
        "]" * 2000,
        "[[{reps}]" * 500,
        "{" * 2000,
        "{reps" * 900,
        "[ {reps}" * 600,
        "{reps} " * 700,
        "a[, b]" * 800,
        "".join(f"[, {{{chr(97 + n)}}}]" for n in range(26)),
    ],
)
def test_a_pattern_with_many_brackets_is_refused_soon(text: str) -> None:
    start = time.process_time()
    with pytest.raises((PydanticCustomError, ValidationError)):
        Slots(always=("reps",), maybe=("sets", "hold")).read(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("text", ["a" * 4999 + "!", "a-" * 2000 + "A", "-" * 4000, "a" * 99 + "-" + "A" * 99])
def test_an_id_that_is_none_is_refused_soon(text: str) -> None:
    start = time.process_time()
    assert not ID.fullmatch(text)
    with pytest.raises(ValidationError):
        IDS.validate_python(text)
    assert time.process_time() - start < 1
