"""Syllables by the rules of the program, and grades by its formula, against numbers that it did not make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rehabpress.advice.english import flesch_kincaid, syllables
from rehabpress.advice.grade import FEWEST_WORDS, grades
from rehabpress.advice.printed import Passage, passages
from rehabpress.loader.folders import Folders
from rehabpress.loader.load_all import read_everything
from rehabpress.loader.single_file import read_words
from rehabpress.model.languages.words import Words
from rehabpress.model.library import Library

ROOT = Path(__file__).parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
PRINTED = ("exercises", "conditions", "regions", "flags", "plans")


def table() -> dict[str, int]:
    """The second opinion: syllables by word."""
    found: dict[str, int] = {}
    for line in (Path(__file__).parent / "syllables.txt").read_text().splitlines():
        if not line.startswith("#"):
            number, *words = line.split()
            found.update(dict.fromkeys(words, int(number)))
    return found


def roughly(word: str) -> int:
    """The syllables of a word that the table does not have yet: its groups of vowels."""
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word))))


def second_opinion(texts: list[str]) -> float:
    """The grade, put together without anything of the program: 206.835 and its kin are Flesch's; these are Kincaid's numbers."""
    known = table()
    sentence_count = word_count = syllable_count = 0
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s+", text.replace("…", ".")):
            words = re.findall(r"[a-z']+|[0-9]+", sentence.lower().replace("’", "'"))
            sentence_count += bool(words)
            word_count += len(words)
            syllable_count += sum(known[word] if word in known else roughly(word) for word in words)
    return 0.39 * (word_count / sentence_count) + 11.8 * (syllable_count / word_count) - 15.59


@pytest.fixture(scope="module")
def library() -> Library:
    return read_everything(FOLDERS).library


@pytest.fixture(scope="module")
def english() -> Words:
    return read_words(FOLDERS, "en-GB")


def all_passages(library: Library, kind: str) -> list[tuple[str, Passage]]:
    return [(name, one) for name, c in getattr(library, kind).items() for one in passages(c, library.origins[kind, name])]


def test_nearly_every_word_of_the_library_has_the_syllables_of_the_dictionary(english: Words) -> None:
    wrong = {word for word, count in table().items() if syllables(word, english.syllables) != count}
    # Both have them both ways.
    assert wrong <= {"cycling", "every", "hour", "hours", "several", "temperature", "freely", "tire", "tingling"}, wrong


SPELLINGS = [
    ("hope", 1), ("hoped", 1), ("hopes", 1), ("lifted", 2), ("pulled", 1), ("settled", 2), ("table", 2), ("tables", 2), ("pushes", 2),
    ("places", 2), ("clothes", 1), ("careful", 2), ("movement", 2), ("something", 2), ("spasm", 2), ("rhythm", 2), ("being", 2), ("doing", 2),
    ("question", 2), ("special", 2), ("obvious", 3), ("radio", 3), ("equal", 2), ("couldn't", 2), ("it's", 1), ("you’re", 1), ("knee", 1),
    ("muscle", 2), ("the", 1), ("rye", 1), ("x", 1), ("pulls", 1), ("sides", 1), ("sizes", 2), ("breathes", 1),
]  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SPELLINGS)
def test_a_rule_of_spelling(word: str, count: int) -> None:
    assert syllables(word, {}) == count


NUMBERS = [("0", 2), ("7", 2), ("10", 1), ("12", 1), ("17", 3), ("20", 2), ("24", 3), ("77", 5), ("100", 3), ("250", 6), ("2026", 5)]


@pytest.mark.parametrize(("number", "count"), NUMBERS)
def test_a_number_is_read_aloud(number: str, count: int) -> None:
    assert syllables(number, {}) == count


def test_what_the_rules_get_wrong_is_data() -> None:
    assert syllables("people", {}) != 2
    assert syllables("People", {"people": 2}) == 2
    assert syllables("people's", {"people": 2}) == 2


def test_each_word_of_that_data_is_needed(english: Words) -> None:
    assert [word for word, count in english.syllables.items() if syllables(word, {}) == count] == []


def test_the_formula_by_hand() -> None:
    # 2 sentences, 6 words, 9 syllables: 0.39 * 3 + 11.8 * 1.5 - 15.59
    assert flesch_kincaid([["lift", "your", "pelvis"], ["hold", "it", "steadily"]], {"steadily": 3}) == pytest.approx(3.28)


@pytest.mark.slow
def test_the_table_has_nearly_every_word_of_the_library(library: Library) -> None:
    texts = [said.text for kind in PRINTED for _, one in all_passages(library, kind) if one.whole for said in one.said]
    words = re.findall(r"[a-z']+|[0-9]+", " ".join(texts).lower().replace("’", "'"))
    missing = sorted(word for word in words if word not in table())
    assert len(missing) <= len(words) / 50, f"add these to tests/advice/syllables.txt, from a dictionary or by hand: {missing}"


@pytest.mark.parametrize("kind", PRINTED)
def test_the_second_opinion_on_the_library_is_the_same(library: Library, english: Words, kind: str) -> None:
    for name, passage in all_passages(library, kind):
        (grade,) = grades([passage], english)
        if grade.value is not None and grade.words >= FEWEST_WORDS:
            assert second_opinion([said.text for said in passage.said]) == pytest.approx(grade.value, abs=0.4), (name, passage.name)


LIMITS = [("exercises", 5.0), ("conditions", 6.0), ("regions", 6.0), ("flags", 6.0)]


@pytest.mark.parametrize(("kind", "limit"), LIMITS)
def test_the_library_is_easy_to_read_by_both(library: Library, english: Words, kind: str, limit: float) -> None:
    for name, passage in all_passages(library, kind):
        (grade,) = grades([passage], english)
        if grade.value is None or grade.words < FEWEST_WORDS:
            continue
        # A passage by itself may have grade 6; an exercise as a whole has 5.
        most = limit if passage.whole else 6.0
        assert grade.value <= most, (name, passage.name)
        assert second_opinion([said.text for said in passage.said]) <= most, (name, passage.name)


def test_a_harder_text_has_a_higher_grade_by_both(english: Words) -> None:
    easy = "Lie on your back. Bend both knees. Put your feet flat on the floor. Lift your hips. Hold them there. Lower them again."
    known = [word.split() for word in easy.rstrip(".").split(". ")]
    hard = [[word for sentence in known for word in sentence]]
    assert flesch_kincaid(hard, english.syllables) > flesch_kincaid(known, english.syllables) + 5
    assert second_opinion([easy.replace(". ", " ")]) > second_opinion([easy]) + 5
