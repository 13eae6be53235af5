"""Whatever is in a file: a value, or problems. Never another exception, and never another text than the one that was quoted."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from rehabpress.loader.places import SourceLines
from rehabpress.loader.yaml.builder import YamlBuilder
from rehabpress.loader.yaml.decode import decode
from rehabpress.loader.yaml.reader import read_text
from rehabpress.loader.yaml.scalars import plain
from rehabpress.support.problems import Place, Problem

pytestmark = pytest.mark.slow

YAMLISH = st.text(st.sampled_from(list("ab1: -[]{}'\"#&*!|>%@`?,\\\n\t \r~<=.é🦴\u00a0")), max_size=60)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@example("a\ud800")
@example("\ufeff")
@example("a\x85b")
@example("1:30")
@example(" a ")
@example("a\r\nb")
def test_quoted_text_comes_back_as_it_was_or_is_refused(text: str) -> None:
    typed = yaml.dump({"key": text}, default_style='"', allow_unicode=True)
    decoded = decode(typed.encode("utf-8", "surrogatepass"), "f.yaml")
    if isinstance(decoded, Problem):
        return
    draft = read_text(decoded, "f.yaml")
    if not draft.problems:
        assert draft.data == {"key": text}


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40))
def test_printable_text_in_quotes_is_never_refused(text: str) -> None:
    draft = read_text(yaml.safe_dump({"key": text}, default_style="'", width=1000), "f.yaml")
    assert (draft.problems, draft.data) == ((), {"key": text})


@given(st.integers(-(10**17), 10**17) | st.booleans() | st.none())
def test_scalars_come_back(value: int | bool | None) -> None:
    draft = read_text(yaml.safe_dump({"key": value}), "f.yaml")
    assert draft.data == {"key": value}


@given(st.from_regex(r"[0-9a-zA-Z_.:+~-]{1,8}", fullmatch=True))
@example("1_0")
@example("0.10")
def test_a_plain_word_that_is_more_than_text_can_be_written_back(word: str) -> None:
    value = plain(word)
    if isinstance(value, int) and not isinstance(value, bool):
        assert str(value) == word
    elif isinstance(value, float):
        assert float(word) == value
    else:
        assert value is None or isinstance(value, bool) or value == word


@given(
    st.binary(max_size=200) | st.text(st.characters(exclude_categories=()), max_size=80).map(lambda t: t.encode("utf-8", "surrogatepass"))
)
@example(b"\xef\xbb")
@example(b"\n\xff")
@example(b"\r\x00")
def test_random_bytes_are_data_or_problems(data: bytes) -> None:
    text = decode(data, "f.yaml")
    if isinstance(text, str):
        _read(text)


@given(YAMLISH)
@example("a: |\n#")
@example("? ")
@example("- - -\r- ")
@example("a: b\r\rc")
def test_almost_yaml_is_data_or_problems_with_places_in_the_text(text: str) -> None:
    _read(text)


def _read(text: str) -> None:
    draft = read_text(text, "f.yaml")
    assert (draft.data is not None) or draft.problems
    lines = text.splitlines()
    for problem in draft.problems:
        assert str(problem)
        assert problem.place.line <= max(1, len(lines))
    for path in draft.origin.places:
        place = draft.origin.places[path]
        assert isinstance(place, Place)
        assert place.width >= 1


def test_the_property_fails_for_a_reader_that_raises() -> None:
    """The properties above rest on this: a builder by itself does raise."""
    try:
        YamlBuilder("a: [", SourceLines("f.yaml", ("a: [",))).document()
    except yaml.YAMLError:
        return
    raise AssertionError("nothing was raised")
