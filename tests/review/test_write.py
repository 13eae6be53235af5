"""Signing a file by its text: four lines change, and not one other character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_text
from rehabpress.review.sign import with_signature

KEYS = ("reviewed_by", "reviewed_on", "review_due", "reviewed_hash")
VALUES = {"reviewed_by": "Sam", "reviewed_on": "2026-11-20", "review_due": "2027-11-20", "reviewed_hash": "sha256-0123456789abcdef"}
SIGNED = "reviewed_by: Sam\nreviewed_on: 2026-11-20\nreview_due: 2027-11-20\nreviewed_hash: sha256-0123456789abcdef\n"


def written(text: str) -> str:
    return signed(text, VALUES)


def signed(text: str, values: dict[str, str]) -> str:
    return edited(text.encode(), with_signature(read_text(text, "").data or {}, values), "made-up.yaml").decode()


CASES = {
    "none of the keys": ("id: a\n", "id: a\n" + SIGNED),
    "no line end": ("id: a", "id: a\n" + SIGNED),
    "a comment at the end": ("id: a\n# the end\n", "id: a\n" + SIGNED + "# the end\n"),
    "a comment over the one key": (
        "id: a\n# when\nreview_due: 2020-01-01 # soon\nname: b\n",
        "id: a\nreviewed_by: Sam\nreviewed_on: 2026-11-20\n# when\nreview_due: 2027-11-20 # soon\nreviewed_hash: sha256-0123456789abcdef\nname: b\n",
    ),
    "all of the keys, each with a comment": (
        "reviewed_by: Kim # who\nid: a\nreviewed_hash: sha256-0000000000000000 # what\nreview_due: 2020-01-01 # until\nreviewed_on: 2019-01-01 # when\n",
        "reviewed_by: Sam # who\nid: a\nreviewed_hash: sha256-0123456789abcdef # what\nreview_due: 2027-11-20 # until\nreviewed_on: 2026-11-20 # when\n",
    ),
    "quotes": ("reviewed_by: 'Kim' # who\nid: a\n", SIGNED.replace("Sam\n", "'Sam' # who\n") + "id: a\n"),
    "a folded text": ("reviewed_by: >-\n  Kim,\n  physio\n# after\nid: a\n", SIGNED.replace("Sam\n", "Sam\n") + "# after\nid: a\n"),
    "a folded text at the end of a file": ("id: a\nreviewed_by: >-\n  Kim", "id: a\n" + SIGNED),
    "a text over two lines": ("reviewed_by: Kim,\n  physio\nid: a\n", SIGNED + "id: a\n"),
    "an empty value": ("reviewed_by:\nid: a\n", SIGNED + "id: a\n"),
    "an empty value with a comment": ("reviewed_by: # who\nid: a\n", SIGNED.replace("Sam\n", "Sam # who\n") + "id: a\n"),
    "other line ends": ("id: a\r\nname: b\r\n", "id: a\r\nname: b\r\n" + SIGNED.replace("\n", "\r\n")),
    "deep structure and blank lines": (
        "id: a\n\nsteps:\n  - one\n\n  # two\n  - {a: b}\n\n\nname: >\n  long\n  text\n",
        "id: a\n\nsteps:\n  - one\n\n  # two\n  - {a: b}\n\n\nname: >\n  long\n  text\n" + SIGNED,
    ),
    "the same words inside of other text": ("id: a\nname: 'reviewed_by: Kim'\n", "id: a\nname: 'reviewed_by: Kim'\n" + SIGNED),
    "the same keys further in": ("id: a\nname:\n  reviewed_by: Kim\n", "id: a\nname:\n  reviewed_by: Kim\n" + SIGNED),
    "letters of other alphabets": ("id: a\nname: Žluťoučký 👍\n", "id: a\nname: Žluťoučký 👍\n" + SIGNED),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_a_file_with_a_signature_in_it(before: str, after: str) -> None:
    assert written(before) == after


@pytest.mark.parametrize("before", [before for before, _ in CASES.values()], ids=CASES)
def test_signing_again_changes_nothing(before: str) -> None:
    assert written(written(before)) == written(before)


@pytest.mark.parametrize(
    "name",
    ["Sam", "O'Hara: physio", "# 1", "yes", "true", "12", "2026-11-20", "- Sam", "Sam # physio", '"Sam"', "'", "[Sam", "Žofie 👍", "a: b"],
)
def test_a_name_is_read_back_as_it_was_typed(name: str) -> None:
    text = signed("id: a\n", {"reviewed_by": name})
    draft = read_text(text, "made-up.yaml")
    assert draft.problems == ()
    assert draft.data == {"id": "a", "reviewed_by": name}


COMMENTS = st.sampled_from(["", "# note\n", "\n", "\n# a: b\n\n", "#\n"])
PLAIN = st.text(st.characters(categories=["L", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12).filter(lambda t: t[0].isalpha())
VALUE = st.one_of(
    PLAIN,
    PLAIN.map(lambda t: f"'{t}'"),
    PLAIN.map(lambda t: f'"{t}"'),
    PLAIN.map(lambda t: f">-\n  {t}\n  {t}"),
    PLAIN.map(lambda t: f"|\n  {t}\n\n  {t}"),
    PLAIN.map(lambda t: f"\n  - {t}\n  # in\n  - {t}"),
    PLAIN.map(lambda t: f"[{t}, {t}]"),
    PLAIN.map(lambda t: f"{{{t}a: {t}}}"),
    PLAIN.map(lambda t: f"{t} # behind"),
    PLAIN.map(lambda t: f"\n  {t}a: {t}\n  {t}b: {t}"),
)
OLD = st.sampled_from(["Kim", "'Kim'", "", "Kim # who", ">-\n  Kim\n  Kam", "Kim\n  Kam"])
OTHER = st.lists(st.sampled_from(["id", "name", "goal", "steps", "more"]), unique=True, min_size=1)


@given(st.data(), OTHER, st.lists(st.sampled_from(KEYS), unique=True))
@pytest.mark.slow
def test_nothing_but_the_four_lines_changes(data: st.DataObject, others: list[str], old: list[str]) -> None:
    parts = [f"{key}: {data.draw(VALUE)}\n" for key in others] + [f"{key}: {data.draw(OLD)}\n" for key in old]
    parts = data.draw(st.permutations(parts))
    text = "".join(data.draw(COMMENTS) + part for part in parts) + data.draw(COMMENTS)
    before = read_text(text, "made-up.yaml")
    assert before.problems == ()
    result = written(text)
    after = read_text(result, "made-up.yaml")
    assert after.problems == ()
    assert after.data is not None
    assert before.data is not None
    assert {k: v for k, v in after.data.items() if k not in KEYS} == {k: v for k, v in before.data.items() if k not in KEYS}
    assert {k: after.data[k] for k in KEYS} == VALUES
    assert [line for line in _rest(result) if line not in _rest(text)] == []
    assert _comments(result) == _comments(text)


def _rest(text: str) -> list[str]:
    """All lines but those of the four keys."""
    return [line for line in text.splitlines() if not line.startswith(KEYS)]


def _comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]
