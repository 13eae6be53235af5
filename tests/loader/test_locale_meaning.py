"""A locale that makes another number of a dose, or turns a sense round, is refused where it says so; one that only says it otherwise is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

PACKAGED = Path(__file__).parents[2] / "layouts"


def problems(tmp_path: Path, keys: str, text: str, language: str = "en") -> list[str]:
    """What is wrong with a locale that says one thing otherwise; in another language, all the rest is the English one."""
    (tmp_path / "locales").mkdir()
    lines = [f"language: {language}"] + ["  " * n + f'"{key}":' for n, key in enumerate(keys.split("."))]
    own = tmp_path / "locales" / f"{language}.yaml"
    own.write_text("\n".join(lines) + f" '{text}'\n", "utf-8")
    folders: tuple[Path, ...] = (tmp_path, PACKAGED)
    if language != "en":
        (tmp_path / "rest" / "locales").mkdir(parents=True)
        english = (PACKAGED / "locales" / "en.yaml").read_text("utf-8")
        (tmp_path / "rest" / "locales" / f"{language}.yaml").write_text(
            english.replace("language: en\n", f"language: {language}\n"), "utf-8"
        )
        folders = (tmp_path, tmp_path / "rest", PACKAGED)
    try:
        read_locale(Folders((), folders), language)
    except ProblemsFound as found:
        return [str(problem).replace(str(own), "own") for problem in found.problems]
    return []


ANY_LANGUAGE = [
    ("phrases.dose.reps.other", "{n}0 times", "beside a placeholder"),
    ("phrases.dose.reps.other", "1{n} times", "beside a placeholder"),
    ("phrases.dose.reps.other", "{n}½ times", "beside a placeholder"),
    ("phrases.dose.reps.other", "{n}٠ times", "beside a placeholder"),
    ("phrases.dose.reps.other", "{n}十 times", "beside a placeholder"),
    ("phrases.dose.reps.other", "-{n} times", "beside a placeholder"),
    ("phrases.dose.reps.other", "10 × {n} times", "the number 10 typed"),
    ("phrases.dose.reps.other", "１０ × {n} times", "the number 10 typed"),
    ("phrases.dose.reps.other", "{n} times, then {n} more", "says {n} more than once"),
    ("phrases.dose.reps.=2", "3 times", "the number 3 typed"),
    ("phrases.dose.reps.=2", "{n} hours", "a placeholder where the number is said in words"),
    ("phrases.dose.sides.leg.each", "5 times on each leg", "the number 5 typed"),
    ("phrases.dose.sides.leg.left", "on your right leg", "another side"),
    ("phrases.amounts.range", "{low} to {high}0", "beside a placeholder"),
    ("phrases.session.same", "{Minutes} each time, 3 times[, not counting {exercises}].", "the number 3 typed"),
    ("phrases.changes.number", "{now} (before: 10 {before})", "the number 10 typed"),
    ("labels.emergency", "Call {number} or go to the hospital now if you have back pain and", "does not say {place}"),
    ("labels.emergency", "Call {number}0 or go to {place} now if you have back pain and", "beside a placeholder"),
    ("labels.emergency", "Call {number} {number} or go to {place} now if you have back pain and", "says {number} more than once"),
    ("labels.out_of_hours", "When we are closed, call {who} or 555 123.", "the number 555, which the packaged label has not"),
    ("labels.pain_halt", "{least} to 20: stop, and call us on {phone}.", "the number 20, which the packaged label has not"),
    ("labels.pain_before", "Pain before, 0 to 100", "the number 100, which the packaged label has not"),
]
ENGLISH = [
    ("phrases.dose.reps.other", "ten times {n}", 'says "ten"'),
    ("phrases.dose.reps.=2", "thrice", 'says "thrice"'),
    ("phrases.dose.times_per_day.=1", "hourly", 'says "hourly"'),
    ("phrases.dose.times_per_day.several", "never", 'says "never"'),
    ("phrases.dose.times_per_day.other", "{n} times a week", 'says "week" where the packaged words say "day"'),
    ("phrases.dose.sides.leg.left", "on the right, your strong leg", 'says "right"'),
    ("phrases.amounts.seconds.other", "{n} minutes", 'says "minutes" where'),
    ("phrases.amounts.range", "{high} to {low}", "placeholders exchanged"),
    ("phrases.changes.number", "{before} (before: {now})", "placeholders exchanged"),
    ("phrases.changes.more", "Do less of {exercise}: {numbers}.", 'says "less" where the packaged words say "more"'),
    ("phrases.changes.removed", "Do {exercise} now.", 'does not say "leave"'),
    ("phrases.review.not_yet", "Reviewed by a clinician of this clinic: {what}.", 'does not say "not"'),
    ("labels.emergency", "Do not call {number} or go to {place} now if you have back pain and", 'says "not"'),
    ("labels.stop_if", "Start at once and call us on {phone} if you", 'says "start"'),
    ("labels.ask_first", "Never ask us before you start if you", 'says "never"'),
]
RIGHT = [
    ("phrases.dose.reps.other", "{n} repetitions"),
    ("phrases.dose.reps.other", "{n}×"),
    ("phrases.dose.reps.=3", "three times"),
    ("phrases.dose.times_per_day.=3", "3 times a day"),
    ("phrases.amounts.range", "{low}–{high}"),
    ("phrases.dose.sides.leg.left", "with the left leg"),
    ("labels.emergency", "Go to {place} or ring {number} straight away if you have back pain and"),
    ("labels.avoid", "Do not do these for now"),
    ("labels.call_us", "Any questions?"),
    ("labels.pain_halt", "{least} to 10: stop, and ring {phone}."),
    ("labels.my_own", "Room 12, {floor}th floor"),
]


@pytest.mark.parametrize(("keys", "text", "said"), [*ANY_LANGUAGE, *ENGLISH])
def test_words_that_turn_it_round(tmp_path: Path, keys: str, text: str, said: str) -> None:
    found = problems(tmp_path, keys, text)
    assert len(found) == 1 or "another side" in said
    assert said in found[0]
    assert found[0].startswith("own:")


@pytest.mark.parametrize(("keys", "text", "said"), ANY_LANGUAGE)
def test_words_of_another_language(tmp_path: Path, keys: str, text: str, said: str) -> None:
    assert said in problems(tmp_path, keys, text, "nl")[0]


@pytest.mark.parametrize(("keys", "text"), RIGHT)
def test_words_that_say_it_otherwise(tmp_path: Path, keys: str, text: str) -> None:
    assert problems(tmp_path, keys, text) == []
