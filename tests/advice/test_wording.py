"""Long sentences, hard words, passives: what each rule finds, and beside it what it must leave alone."""

from __future__ import annotations

import pytest

from helpers.advice_samples import ENGLISH, KLINGON, said
from rehabpress.advice.text import sentences, words
from rehabpress.advice.wording import hard_words, long_sentences, passives

SENTENCES = [
    ("Lie down. Stand up.", ["Lie down.", "Stand up."]),
    ("Lie down", ["Lie down"]),
    ("Lie down; then rest: relax.", ["Lie down; then rest: relax."]),
    ("Does it hurt? Stop!", ["Does it hurt?", "Stop!"]),
    ("Hold it for 2.5 seconds. Rest.", ["Hold it for 2.5 seconds.", "Rest."]),
    ("Use a prop, e.g. a towel. Rest.", ["Use a prop, e.g. a towel.", "Rest."]),
    ("He said “stop.” Then rest.", ["He said “stop.”", "Then rest."]),
    ("Rest (for a day.) Go on.", ["Rest (for a day.)", "Go on."]),
    ("Wait … Go on.", ["Wait …", "Go on."]),
    ("...", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_as_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text, ENGLISH.abbreviations)) == expected


def test_words_are_what_is_read_aloud() -> None:
    assert words("Don’t hold long-term pain (10 s); it's café 2×") == (
        "Don’t", "hold", "long", "term", "pain", "10", "s", "it's", "café", "2",
    )  # fmt: skip


def test_a_sentence_of_more_than_twenty_words_is_long() -> None:
    twenty = "a " * 19 + "b."
    assert [*long_sentences(said(twenty), ENGLISH)] == []
    (found,) = long_sentences(said("c " + twenty), ENGLISH)
    assert (found.id, found.measure, found.limit, found.strong) == ("long-sentence", "21", "20", False)
    assert found.what.startswith("a sentence of 21 words: “c a a")
    assert (found.place.file, found.place.line) == ("made-up.yaml", 1)


def test_two_short_sentences_are_not_a_long_one() -> None:
    assert [*long_sentences(said("a " * 15 + "b. " + "a " * 15 + "b."), ENGLISH)] == []


HARD = [
    ("Your diaphragm moves.", ["diaphragm"]),
    ("Your DIAPHRAGM moves.", ["diaphragm"]),
    ("Tight ligaments hurt.", ["ligaments"]),
    ("You lie supine on the mat.", ["supine"]),
    ("Your range of motion grows.", ["range of motion"]),
    ("Gluteus maximus and lumbar pain.", ["gluteus maximus", "lumbar"]),
    ("The diaphragm works. Later the diaphragm rests.", ["diaphragm"]),
]
EXPLAINED = [
    "Your main breathing muscle (the diaphragm) moves.",
    "The diaphragm (your main breathing muscle) moves.",
    "Your main breathing muscle, the diaphragm. It moves.",
    "Your main breathing muscle, the diaphragm, moves.",
    "The diaphragm, which is your main breathing muscle, moves.",
    "The sacrum is the bone between your low back and your tailbone.",
    "Wear of the joint, such as osteoarthritis",
    "The bands (ligaments) hold it. The ligaments are strong.",
    "Do not use a lumbarjack or a dia-phragm.",
    "Lift your leg.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), HARD)
def test_a_hard_word_is_found_once(text: str, expected: list[str]) -> None:
    assert [one.measure.lower() for one in hard_words([said(text)], ENGLISH)] == expected


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_hard_word_with_its_meaning_is_left_alone(text: str) -> None:
    assert [*hard_words([said(text)], ENGLISH)] == []


def test_a_word_explained_at_first_may_be_used_after_that_and_not_before() -> None:
    explained, used = said("Your main breathing muscle (the diaphragm)", 1), said("The diaphragm moves.", 2)
    assert [*hard_words([explained, used], ENGLISH)] == []
    (found,) = hard_words([used, explained], ENGLISH)
    assert found.place.line == 2
    assert found.hint == "write main breathing muscle, or put that in brackets after it"


def test_an_everyday_word_stands_beside_each_hard_one() -> None:
    for hard, plain in ENGLISH.jargon.items():
        assert plain.lower() != hard
        assert [*hard_words([said(plain)], ENGLISH)] == [], (hard, plain)


PASSIVE = [
    ("Your leg is held by your hands.", "is held"),
    ("The band was tied to the door.", "was tied"),
    ("It is slowly lifted.", "is slowly lifted"),
    ("It must not be done.", "be done"),
    ("It is not known.", "is not known"),
    ("Your knees are then pulled up.", "are then pulled"),
    ("IT IS DONE.", "IS DONE"),
]
ACTIVE = [
    "Hold your leg with your hands.",
    "Your knees are bent.",
    "Keep your back relaxed.",
    "Your belly is relaxed.",
    "You are tired.",
    "Pain is a sign. Lifted legs help.",
    "It is the red band.",
    "It was over before it hurt.",
    "You need a bed.",
    "Is it sore?",
    "",
]


@pytest.mark.parametrize(("text", "expected"), PASSIVE)
def test_a_passive_is_found(text: str, expected: str) -> None:
    assert [one.measure for one in passives(said(text), ENGLISH)] == [expected]


@pytest.mark.parametrize("text", ACTIVE)
def test_what_is_no_passive_is_left_alone(text: str) -> None:
    assert [*passives(said(text), ENGLISH)] == []


def test_a_language_without_lists_gets_no_such_advice() -> None:
    text = said("The diaphragm is held.")
    assert [*passives(text, KLINGON), *hard_words([text], KLINGON)] == []
