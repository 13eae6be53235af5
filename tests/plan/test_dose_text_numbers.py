"""Whatever a dose gives, its words say exactly those numbers: none is lost, none is added."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.plan_samples import speech
from rehabpress.model.amount import Amount
from rehabpress.model.dose import Dose, Side
from rehabpress.model.exercise import Limb
from rehabpress.plan.dose_text import dose_text

pytestmark = pytest.mark.slow

SPEECH = {language: speech(language) for language in ("en", "cs")}
RULES = ("Short and exact.", "Stop when your back sways. Quality counts!")


def amounts(largest: int) -> st.SearchStrategy[Amount]:
    ends = st.tuples(st.integers(1, largest), st.integers(1, largest)).map(sorted)
    return st.builds(lambda both, one, about: Amount(both[0], both[0] if one else both[1], about), ends, st.booleans(), st.booleans())


times = amounts(300) | amounts(20).map(lambda minutes: Amount(minutes.low * 60, minutes.high * 60, minutes.about))
doses = st.builds(
    lambda reps, duration, **rest: Dose(reps=reps, duration=None if reps else duration, **rest),
    sets=st.none() | amounts(9),
    reps=st.none() | amounts(120),
    hold=st.none() | times,
    duration=st.none() | times,
    rest=st.none() | times,
    side=st.none() | st.sampled_from(Side),
    times_per_day=st.none() | st.just("several") | amounts(24),
    days_per_week=st.none() | amounts(7),
    weeks=st.none() | amounts(52),
    quality=st.none() | st.sampled_from(RULES),
)


def numbers_of(dose: Dose, in_words: dict[str, tuple[int, ...]]) -> Iterator[int]:
    """The numbers that must stand in the text as digits; ``in_words`` are those that the locale says in words."""
    for name, value in dose.given().items():
        if isinstance(value, Amount):
            minutes = name in ("hold", "duration", "rest") and value.low % 60 == 0 and value.high % 60 == 0
            low, high = (value.low // 60, value.high // 60) if minutes else (value.low, value.high)
            if value.is_range:
                yield from (low, high)
            elif value.about or low not in in_words.get(name, ()) or (name == "reps" and dose.sets):
                yield low


IN_WORDS: dict[str, dict[str, tuple[int, ...]]] = {
    "en": {"reps": (1, 2), "times_per_day": (1, 2), "days_per_week": (7,)},
    "cs": {"times_per_day": (1, 2), "days_per_week": (7,)},
}


@pytest.mark.parametrize("language", ["en", "cs"])
@given(dose=doses, limb=st.none() | st.sampled_from(Limb))
def test_the_numbers_of_the_words_are_those_of_the_dose(language: str, dose: Dose, limb: Limb | None) -> None:
    text = dose_text(dose, limb, SPEECH[language])
    expected = Counter(numbers_of(dose, IN_WORDS[language]))
    card, table = " ".join(text.sentences), " | ".join((text.amount, text.hold, text.often))
    for said in (card, table):
        assert Counter(map(int, re.findall(r"\d+", said))) == expected, said
    assert card.count(dose.quality or "no such rule") == (1 if dose.quality else 0)
    assert table.lower().count(SPEECH[language].phrases.dose.quality_in_table) == (1 if dose.quality else 0)


@pytest.mark.parametrize("language", ["en", "cs"])
@given(dose=doses, limb=st.none() | st.sampled_from(Limb))
def test_words_are_clean(language: str, dose: Dose, limb: Limb | None) -> None:
    text = dose_text(dose, limb, SPEECH[language])
    for sentence in text.sentences:
        assert sentence.endswith((".", "!"))
        assert sentence[0] == sentence[0].upper()
    for said in (*text.sentences, text.amount, text.hold, text.often):
        assert not re.search(r"[{}\[\]]|  |^ | $| [,.;:]|[,;:]\.", said), said


@given(dose=doses, limb=st.none() | st.sampled_from(Limb))
def test_no_english_is_left_in_another_language(dose: Dose, limb: Limb | None) -> None:
    said = dose_text(dose.model_copy(update={"quality": None}), limb, SPEECH["cs"])
    text = " ".join((*said.sentences, said.amount, said.hold, said.often)).lower()
    assert not re.search(
        r"\b(of|to|on|the|and|each|your|about|sets?|times?|once|twice|hold|rest|seconds?|minutes?|day|weeks?|for)\b", text
    ), text
