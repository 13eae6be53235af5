"""Changing what a file says: the lines that say it change, and not one other character."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabpress.loader.yaml.align import same
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_text
from rehabpress.loader.yaml.write import written
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("content/*/*.yaml"), *ROOT.glob("layouts/*/*.yaml")])

PLAN = """\
# yaml-language-server: $schema=../schemas/plans.schema.json
id: mine   # the same as the file

title: "Week one"
conditions: [sacroiliac-joint-pain, lumbar-and-sacrum-pain]
# How often
dose:
  days_per_week: 7   # every day
exercises:
  # The main one.
  - exercise: bird-dog
    dose: {reps: 5, times_per_day: 2}  # slowly

  - exercise: bridge   # feet flat
    note: >-
      Put a cushion
      under your feet.
    # not more
  # Last.
  - exercise: clamshell
# The end.
"""


def data_of(text: str) -> dict[str, Any]:
    draft = read_text(text, "a.yaml")
    assert not draft.problems
    assert draft.data is not None
    return copy.deepcopy(dict(draft.data))


def changed(text: str, **keys: object) -> str:
    return edited(text.encode(), {**data_of(text), **keys}, "a.yaml").decode()


def diff(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_that_says_the_same_keeps_its_bytes(path: Path) -> None:
    data = read_text(path.read_text("utf-8"), "a").data
    assert data is not None
    assert edited(path.read_bytes(), data, "a") == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_value_that_changes_and_comes_back_leaves_the_bytes(path: Path) -> None:
    text = path.read_text("utf-8")
    before = data_of(text)
    for key, value in before.items():
        if isinstance(value, str | int) and not isinstance(value, bool) and f"{key}: {value}\n" in text:
            other = value + 1 if isinstance(value, int) else "something else"
            once = changed(text, **{key: other})
            assert diff(text, once) == ([f"{key}: {value}"], [f"{key}: {other}"])
            assert changed(once, **{key: value}) == text


def test_one_number_in_brackets_changes_one_line() -> None:
    exercises = data_of(PLAN)["exercises"]
    exercises[0]["dose"]["reps"] = 8
    assert diff(PLAN, changed(PLAN, exercises=exercises)) == (
        ["    dose: {reps: 5, times_per_day: 2}  # slowly"],
        ["    dose: {reps: 8, times_per_day: 2}  # slowly"],
    )


def test_a_number_is_added_within_its_brackets() -> None:
    exercises = data_of(PLAN)["exercises"]
    exercises[0]["dose"] = {"reps": 5, "hold": "5 s", "times_per_day": 2}
    assert "    dose: {reps: 5, hold: 5 s, times_per_day: 2}  # slowly\n" in changed(PLAN, exercises=exercises)


def test_an_item_that_moves_takes_its_comments_along_and_blank_lines_stay() -> None:
    one, two, three = data_of(PLAN)["exercises"]
    assert changed(PLAN, exercises=[three, one, two]) == PLAN.replace(
        PLAN[PLAN.index("  # The main") : PLAN.index("# The end")],
        """\
  # Last.
  - exercise: clamshell
  # The main one.
  - exercise: bird-dog
    dose: {reps: 5, times_per_day: 2}  # slowly

  - exercise: bridge   # feet flat
    note: >-
      Put a cushion
      under your feet.
    # not more
""",
    )


def test_an_item_that_goes_takes_its_comments_with_it() -> None:
    one, _, three = data_of(PLAN)["exercises"]
    after = changed(PLAN, exercises=[one, three])
    assert after == PLAN.replace(PLAN[PLAN.index("\n  - exercise: bridge") : PLAN.index("  # Last.")], "")


def test_an_item_that_comes_is_written_as_a_person_would() -> None:
    old = data_of(PLAN)["exercises"]
    new = {"exercise": "cat-cow", "dose": {"reps": 5}, "note": "Only as far as it is comfortable for you today."}
    after = changed(PLAN, exercises=[*old, new])
    lines = "  - exercise: cat-cow\n    dose: {reps: 5}\n    note: Only as far as it is comfortable for you today.\n"
    assert after == PLAN.replace("# The end.", lines + "# The end.")


def test_a_key_stands_behind_the_one_that_it_follows() -> None:
    before = data_of(PLAN)
    data = {"id": before.pop("id"), "title": before.pop("title"), "message": "Slowly.", **before}
    assert edited(PLAN.encode(), data, "a").decode() == PLAN.replace('title: "Week one"\n', 'title: "Week one"\nmessage: Slowly.\n')


def test_quotes_and_folded_texts_keep_their_form() -> None:
    exercises = data_of(PLAN)["exercises"]
    exercises[1]["note"] = (
        "Put a cushion under your feet, and another one below your head, so that nothing presses while you lie on the floor."
    )
    after = changed(PLAN, title="Week two", exercises=exercises)
    assert 'title: "Week two"\n' in after
    assert (
        "    note: >-\n      Put a cushion under your feet, and another one below your head, so that nothing presses while you lie on"
        in after
    )


CASES = {
    "an empty value": ("a:\nb: 1\n", {"a": "x", "b": 1}, "a: x\nb: 1\n"),
    "an empty value with a comment": ("a: # why\n", {"a": "x"}, "a: x # why\n"),
    "no line end": ("a: 1", {"a": 1, "b": 2}, "a: 1\nb: 2\n"),
    "other line ends": ("a: 1\r\nb: [1]\r\n", {"a": 2, "b": [1, 2], "c": {"d": 1}}, "a: 2\r\nb: [1, 2]\r\nc: {d: 1}\r\n"),
    "a list that stands under its key": ("a:\n- x\n- y\n", {"a": ["x", "z", "y"], "b": [{"c": 1}]}, "a:\n- x\n- z\n- y\nb:\n- c: 1\n"),
    "an empty list": ("a: [] # none\n", {"a": [{"b": 1}]}, "a:\n  - b: 1 # none\n"),
    "a list that becomes empty": ("a:\n  - x\nb: 1\n", {"a": [], "b": 1}, "a: []\nb: 1\n"),
    "a text that becomes a list": ("a: x\nb: 1\n", {"a": ["x y"], "b": 1}, "a:\n  - x y\nb: 1\n"),
    "a first key within an item": ("a:\n  - b: 1\n    c: 2\n", {"a": [{"c": 2, "d": 3}]}, "a:\n  - c: 2\n    d: 3\n"),
    "a text that needs quotes": ("a: x\n", {"a": "b: c"}, "a: 'b: c'\n"),
    "a text in brackets": ("a: [x]\n", {"a": ["x, y"]}, "a: ['x, y']\n"),
    "a number as text": ("a: '1'\n", {"a": "2"}, "a: '2'\n"),
    "a number that becomes text": ("a: 1\n", {"a": "1"}, "a: '1'\n"),
    "a header with no key under it": ("# head\n\n# of a\na: 1\nb: 2\n", {"b": 2}, "# head\n\n# of a\nb: 2\n"),
    "a comment over a key that goes": ("a: 1\n# of b\nb: 2\nc: 3\n", {"a": 1, "c": 3}, "a: 1\nc: 3\n"),
    "lists in lists": ("a:\n  - - 1\n    - 2\n  - - 3\n", {"a": [[1], [3, 4]]}, "a:\n  - - 1\n  - - 3\n    - 4\n"),
    "braces around all": ("{a: 1, b: x}\n", {"a": 1, "b": "y", "c": 2}, "{a: 1, b: y, c: 2}\n"),
    "a mark at the start": ("\ufeffa: 1\n", {"a": 2}, "\ufeffa: 2\n"),
    "the end of a document": ("a: 1\n...\n", {"a": 1, "b": 2}, "a: 1\nb: 2\n...\n"),
}


@pytest.mark.parametrize(("before", "data", "after"), CASES.values(), ids=CASES)
def test_forms(before: str, data: dict[str, object], after: str) -> None:
    assert edited(before.encode(), data, "a").decode() == after


def test_a_list_in_brackets_with_comments_is_refused_and_says_what_to_write() -> None:
    with pytest.raises(ProblemsFound) as refused:
        changed("a: [x, # why\n  y]\n", a=["y"])
    (problem,) = refused.value.problems
    assert problem.what == "cannot be changed as it is written"
    assert "a: [y]" in problem.hint


def test_a_file_that_is_wrong_is_refused_with_its_own_problem() -> None:
    with pytest.raises(ProblemsFound) as refused:
        edited(b"a: 1\na: 2\n", {"a": 1}, "a.yaml")
    assert "twice" in refused.value.problems[0].what


SCALARS = st.one_of(
    st.integers(-99, 99),
    st.booleans(),
    st.none(),
    st.text(st.characters(categories=["L", "Nd", "P", "S", "Zs"], max_codepoint=0x2FF), max_size=12),
    st.sampled_from(
        ["yes", "1", "true", "null", "- a", "a: b", "# a", "a #b", "'", '"', "[", "x\ny", "", " a", "2026-11-20", "?", "&a", "*"]
    ),
)
KEYS = st.sampled_from(["id", "name", "dose", "a", "b", "note"])
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


@given(MAPPINGS)
def test_what_is_written_is_read_back(data: dict[str, object]) -> None:
    draft = read_text(written(data), "a")
    assert draft.problems == ()
    assert same(draft.data, data)


@settings(max_examples=300)
@given(MAPPINGS, MAPPINGS)
def test_anything_becomes_anything_else_or_is_refused_whole(before: dict[str, object], after: dict[str, object]) -> None:
    """Without comments there is nothing to lose, so nothing is refused."""
    text = written(before)
    now = edited(text.encode(), after, "a").decode()
    assert same(read_text(now, "a").data, after)


COMMENTED = st.lists(st.sampled_from(["bird-dog", "bridge", "clamshell", "cat-cow", "plank"]), unique=True, min_size=1)


@given(COMMENTED, COMMENTED, st.data())
def test_a_list_may_be_put_in_any_order(old: list[str], new: list[str], draw: st.DataObject) -> None:
    gap = st.sampled_from(["", "\n", "  # over\n", "\n  # over\n", "    # in\n"])
    items = [f"{draw.draw(gap)}  - exercise: {name} # {name}\n    dose: {{reps: 1}}\n" for name in old]
    text = "id: a\nexercises:\n" + "".join(items) + "# end\n"
    data = {"id": "a", "exercises": [{"exercise": name, "dose": {"reps": 1}} for name in new]}
    now = edited(text.encode(), data, "a").decode()
    assert same(read_text(now, "a").data, data)
    assert all(f"  - exercise: {name} # {name}\n" in now for name in new if name in old)
    assert now.endswith("# end\n")
