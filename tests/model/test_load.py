"""Loads, efforts and tempos: what may be typed, what each of them is, and how it is printed and compared."""

from __future__ import annotations

import pytest

from helpers.safety_samples import ROOT
from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.loader.validate import check
from rehabpress.model.amount import Amount, Load, LoadUnit, Tempo, load, tempo
from rehabpress.model.dose import Dose
from rehabpress.model.languages.language import Language
from rehabpress.plan.compare import ChangeDirection, Prescribed, compare
from rehabpress.plan.dose_text import dose_text
from rehabpress.plan.duration import seconds
from rehabpress.plan.news import news_texts
from rehabpress.plan.phrasing import Phrasing
from rehabpress.support.problems import Origin, Place, ProblemsFound

FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
BANDS = ("yellow", "red", "green")


def dose(**numbers: object) -> Dose:
    return check(Dose, numbers, Origin({}, Place("dose")))


def speech(tag: str) -> Phrasing:
    language = Language.named(tag)
    assert language
    return Phrasing.of(read_locale(FOLDERS, tag), language)


@pytest.mark.parametrize(
    ("typed", "is_", "said"),
    [
        ("2 kg", Load(LoadUnit.KILOGRAMS, 200, 200), "2 kg"),
        ("2kg", Load(LoadUnit.KILOGRAMS, 200, 200), "2 kg"),
        ("1.25-2.5 kg", Load(LoadUnit.KILOGRAMS, 125, 250), "1.25-2.5 kg"),
        ("0.5 kilogram", Load(LoadUnit.KILOGRAMS, 50, 50), "0.5 kg"),
        ("about 5 pounds", Load(LoadUnit.POUNDS, 500, 500, about=True), "about 5 lb"),
        ("5 lbs", Load(LoadUnit.POUNDS, 500, 500), "5 lb"),
        ("60-70%", Load(LoadUnit.PERCENT, 6000, 7000), "60-70%"),
        ("60 percent", Load(LoadUnit.PERCENT, 6000, 6000), "60%"),
        ("Red band", Load(LoadUnit.BAND, band="red"), "red band"),
        ("extra heavy band", Load(LoadUnit.BAND, band="extra heavy"), "extra heavy band"),
        ("bodyweight", Load(LoadUnit.BODY_WEIGHT), "body weight"),
    ],
)
def test_a_load_is_what_was_typed(typed: str, is_: Load, said: str) -> None:
    assert load(typed) == is_
    assert str(is_) == said
    assert load(said) == is_


@pytest.mark.parametrize(
    ("numbers", "hint"),
    [
        ({"load": 2}, "write a weight (2 kg"),
        ({"load": "2"}, "write a weight (2 kg"),
        ({"load": "0 kg"}, "leave load out; or write body weight"),
        ({"load": "3-2 kg"}, "write the smaller number first"),
        ({"load": "1,5 kg"}, "write a weight (2 kg"),
        ({"load": "150%"}, "write 1% to 100%"),
        ({"load": "effort 5"}, "write effort: 5"),
        ({"load": "red"}, "a band (red band)"),
        ({"effort": 11}, "write 1 to 10"),
        ({"effort": "0"}, "write a whole number or a range"),
        ({"tempo": "3-1-3-0"}, "three numbers, not four"),
        ({"tempo": "slow"}, "write the seconds out, still and back: 3-0-5"),
        ({"tempo": "0-1-3"}, "write the seconds out, still and back"),
        ({"tempo": "3-1-3", "hold": "5 s"}, "write the time to stay in one of them"),
        ({"tempo": "3-0-3", "duration": "2 min"}, "a tempo is that of repetitions"),
    ],
)
def test_what_is_none_is_refused_with_what_to_write(numbers: dict[str, object], hint: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        dose(**numbers)
    (problem,) = raised.value.problems
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("tag", "numbers", "sentence"),
    [
        ("en", {"load": "2.5 kg"}, "Use 2.5 kg."),
        ("en", {"load": "2-3 kg"}, "Use 2 to 3 kg."),
        ("en", {"load": "about 5 lb"}, "Use about 5 lb."),
        ("en-US", {"load": "5 lb"}, "Use 5 pounds."),
        ("en-US", {"load": "2.5 kg"}, "Use 2.5 kg."),
        ("en", {"load": "red band"}, "Use the red band."),
        ("en", {"load": "body weight"}, "Use your own body weight."),
        ("en", {"load": "60-70%"}, "Use 60 to 70% of your heaviest single lift."),
        ("en", {"effort": "4-6"}, "How hard it feels: 4 to 6 out of 10."),
        ("en", {"tempo": "2-0-4", "reps": 8}, "Each time, take 2 seconds to move, then take 4 seconds to go back."),
        ("en", {"tempo": "2-1-4", "reps": 8}, "Each time, take 2 seconds to move, stay for 1 second, then take 4 seconds to go back."),
    ],
)
def test_it_is_printed_by_the_locale(tag: str, numbers: dict[str, object], sentence: str) -> None:
    text = dose_text(dose(**numbers), None, speech(tag))
    assert sentence in text.sentences
    assert sum(sentence in said for said in text.sentences) == 1
    assert text.amount


def test_the_decimal_mark_is_that_of_the_language() -> None:
    german = Language.named("de")
    assert german
    assert [german.decimal(number) for number in (250, 200, 125)] == ["2,5", "2", "1,25"]


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        ({"load": "2 kg"}, {"load": "2.5 kg"}, ChangeDirection.UP),
        ({"load": "5 lb"}, {"load": "3 lb"}, ChangeDirection.DOWN),
        ({"load": "2 kg"}, {"load": "5 lb"}, ChangeDirection.OTHER),
        ({"load": "red band"}, {"load": "green band"}, ChangeDirection.UP),
        ({"load": "red band"}, {"load": "yellow band"}, ChangeDirection.DOWN),
        ({"load": "red band"}, {"load": "pink band"}, ChangeDirection.OTHER),
        ({"load": "body weight"}, {"load": "2 kg"}, ChangeDirection.OTHER),
        ({}, {"load": "2 kg"}, ChangeDirection.OTHER),
        ({"effort": 4}, {"effort": 6}, ChangeDirection.UP),
        ({"tempo": "2-0-2"}, {"tempo": "2-0-4"}, ChangeDirection.OTHER),
        ({"reps": 12, "load": "2 kg"}, {"reps": 8, "load": "3 kg"}, ChangeDirection.MIXED),
    ],
)
def test_it_is_compared(before: dict[str, object], now: dict[str, object], way: ChangeDirection) -> None:
    old, new = (Prescribed("squat", "Squat", None, dose(**numbers)) for numbers in (before, now))
    (changed,) = compare([old], [new], BANDS).changed
    assert changed.direction is way


def test_what_is_new_says_it() -> None:
    old, new = (Prescribed("squat", "Squat", None, dose(load=load_)) for load_ in ("red band", "green band"))
    assert news_texts(compare([old], [new], BANDS), speech("en")) == ("Do more of “Squat”: use the green band (before: the red band).",)
    assert news_texts(compare([old], [new]), speech("en")) == ("“Squat” changes: use the green band (before: the red band).",)


def test_a_tempo_is_the_time_of_a_repetition() -> None:
    assert seconds(dose(reps=10), 4) == Amount(40, 40)
    assert seconds(dose(reps=10, tempo="3-1-5"), 4) == Amount(90, 90)


def test_one_set_takes_the_place_of_a_rest_between_sets() -> None:
    assert dose(sets=1).over(dose(sets=3, rest="30 s")).rest is None
    assert dose(sets="1-2").over(dose(rest="30 s")).rest == Amount(30, 30)
    assert dose(sets=1, rest="30 s").over(dose()).rest == Amount(30, 30), "who gives both is told"


def test_a_stronger_tempo_or_hold_takes_the_place_of_the_other() -> None:
    assert dose(hold="5 s").over(dose(tempo="3-1-3")).tempo is None
    assert dose(tempo="3-1-3").over(dose(hold="5 s")).hold is None
    assert dose(tempo="3-0-3").over(dose(hold="5 s")).hold == Amount(5, 5)
    assert dose(duration="1 min").over(dose(tempo="3-0-3")).tempo is None
    assert tempo("3-1-5") == Tempo(3, 1, 5)
