"""What a handout is made of, from small content files."""

import datetime as dt
from pathlib import Path

import pytest

from helpers.plan_samples import Shelf, dose
from rehabpress.model.patient import Patient
from rehabpress.model.plan import Clinician
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.sources import Numbers
from rehabpress.support.problems import Origin, Place, ProblemsFound

OFTEN = "dose: {times_per_day: 2, days_per_week: 7}\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.clinic()
    shelf.clinic("theirs", language="en-US")
    shelf.exercise("squat", "equipment: [a mat, a chair]\ndose: {reps: 8}", source="squat-book")
    shelf.exercise("plank", "equipment: [a mat, a towel]\ndose: {duration: 1 min, times_per_day: several}", source="plank-book")
    shelf.condition("knee", source="knee-book")
    return shelf


def plan(*exercises: str, conditions: str = "knee", more: str = OFTEN) -> str:
    lines = "".join(f"  - {{exercise: {exercise}}}\n" for exercise in exercises)
    return f"conditions: [{conditions}]\nclinic: ours\n{more}exercises:\n{lines}"


def override(**fields: object) -> Override:
    return Override(dose(**fields), Origin({}, Place("--set")))


def test_the_numbers_of_a_dose_come_from_the_strongest_who_gives_them(shelf: Shelf) -> None:
    shelf.plan(plan("squat, dose: {weeks: 3}", "plank", more="dose: {times_per_day: 2, days_per_week: 7, weeks: 6}\n"))
    squat, plank = shelf.handout(overrides={"squat": override(days_per_week=5)}).cards
    assert squat.dose == dose(reps=8, times_per_day=2, days_per_week=5, weeks=3)
    assert plank.dose == dose(duration="1 min", times_per_day=2, days_per_week=7, weeks=6)
    assert (squat.of_library, plank.of_library) == (("reps",), ("duration",))
    assert squat.text.sentences == ("Do it 8 times, twice a day, 5 days a week, for 3 weeks.",)


def test_an_override_wins_over_the_plan(shelf: Shelf) -> None:
    shelf.plan(plan("squat, dose: {reps: 3}"))
    assert shelf.handout(overrides={"squat": override(reps="4-6")}).cards[0].text.amount == "4 to 6 times"
    assert shelf.handout(overrides={"squat": override(duration="2 min")}).cards[0].text.amount == "2 minutes"


def test_cards_are_numbered_in_the_order_of_the_plan(shelf: Shelf) -> None:
    shelf.plan(plan("plank, note: Slowly.", "squat"))
    cards = shelf.handout().cards
    assert [(card.number, card.id, card.note) for card in cards] == [(1, "plank", "Slowly."), (2, "squat", None)]
    assert (cards[0].name, cards[0].goal, cards[0].start, cards[0].steps) == ("Plank", "It helps.", "Lie down.", ("Do it.",))


def test_equipment_is_listed_once(shelf: Shelf) -> None:
    shelf.plan(plan("squat", "plank"))
    assert shelf.handout().equipment == "a mat, a chair and a towel"
    assert shelf.handout().cards[1].equipment == ("a mat", "a towel")


def test_nothing_is_needed(shelf: Shelf) -> None:
    shelf.exercise("squat", "dose: {reps: 8}")
    shelf.plan(plan("squat"))
    assert shelf.handout().equipment == ""


def test_sources_are_numbered_in_the_order_of_the_page(shelf: Shelf) -> None:
    shelf.source("study", 'authors: A. Author\npublisher: A Journal\npublished: "2018"\nurl: https://example.org/x\nnote: A small study.\n')
    shelf.condition(
        "knee",
        "avoid:\n  - {id: a, what: Running, why: It jars., movements: [], sources: [study]}\n  - {id: b, what: Kneeling, why: It presses., movements: []}\n",
    )
    shelf.plan(plan("squat", "plank"))
    handout = shelf.handout()
    assert [card.sources for card in handout.cards] == [(1,), (2,)]
    assert [(avoid.what, avoid.sources) for avoid in handout.avoid] == [("Running", (3,)), ("Kneeling", (4,))]
    assert [about.sources for about in handout.about] == [(4,)]
    assert [(line.number, line.text, line.url) for line in handout.sources] == [
        (1, "“The squat-book”.", None),
        (2, "“The plank-book”.", None),
        (3, "A. Author: “The study”, A Journal, 2018. A small study.", "https://example.org/x"),
        (4, "“The book”.", None),
        (5, "“The safety”.", None),
    ]
    assert handout.sources_read == "All were read on 20 November 2026."


def test_sources_read_on_different_days_say_so_each(shelf: Shelf) -> None:
    shelf.source("study", read_on="2026-05-03")
    shelf.condition("knee", "avoid:\n  - {id: a, what: Running, why: It jars., movements: [], sources: [study]}\n")
    shelf.plan(plan("squat"))
    handout = shelf.handout()
    assert [line.text for line in handout.sources][:2] == ["“The squat-book”; read 20 November 2026.", "“The study”; read 3 May 2026."]
    assert handout.sources_read == ""


def test_the_numbers_of_sources_are_sorted() -> None:
    numbers = Numbers.in_order("abcdefghi")
    assert numbers.of("hab") == (1, 2, 8)
    assert numbers.of("hah") == (1, 8)


def test_what_two_conditions_say_alike_is_printed_once(shelf: Shelf) -> None:
    said = (
        "avoid: [{id: a, what: Running, why: It jars., movements: []}, {id: b, what: Golf, why: %s, movements: []}]\n"
        "tips: [{id: t, title: Walk, text: Walk daily., movements: []}, {id: %s, title: Rest, text: Rest., movements: []}]\n"
    )
    shelf.condition("knee", said % ("It twists.", "u"), source="knee-book")
    shelf.condition("hip", said % ("It turns.", "v"), source="hip-book")
    shelf.plan(plan("squat", conditions="knee, hip"))
    handout = shelf.handout()
    assert [(a.what, a.why, a.sources) for a in handout.avoid] == [
        ("Running", "It jars.", (2, 3)),
        ("Golf", "It twists.", (2,)),
        ("Golf", "It turns.", (3,)),
    ]
    assert [(t.title, t.sources) for t in handout.tips] == [("Walk", (2, 3)), ("Rest", (2, 3))]
    assert [region.id for region in handout.regions] == ["back"]
    assert [about.name for about in handout.about] == ["knee pain", "hip pain"]


def test_two_regions_are_both_printed(shelf: Shelf) -> None:
    shelf.condition("neck", region="neck")
    shelf.plan(plan("squat", conditions="knee, neck"))
    assert [region.id for region in shelf.handout().regions] == ["back", "neck"]


TIPS = "tips: [{id: walk, title: Walk, text: Walk., movements: []}, {id: rest, title: Rest, text: Rest., movements: []}, {id: heat, title: Heat, text: Warm it., movements: []}]\n"


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [("", ["Walk", "Rest", "Heat"]), ("tips: [heat, walk]\n", ["Heat", "Walk"]), ("tips: []\n", [])],
)
def test_tips_are_all_or_those_that_the_plan_names_in_its_order(shelf: Shelf, chosen: str, titles: list[str]) -> None:
    shelf.condition("knee", TIPS)
    shelf.plan(plan("squat", more=OFTEN + chosen))
    assert [tip.title for tip in shelf.handout().tips] == titles


def test_a_plan_adds_its_own(shelf: Shelf) -> None:
    shelf.condition("knee", TIPS)
    more = "tips: [heat]\nmore_tips: [{id: x, title: Swim, text: Swim., movements: []}]\nmore_avoid: [{id: y, what: Golf, why: It twists., movements: []}]\n"
    shelf.plan(plan("squat", more=OFTEN + more))
    handout = shelf.handout()
    assert [(tip.title, tip.sources) for tip in handout.tips] == [("Heat", (2,)), ("Swim", ())]
    assert [(avoid.what, avoid.sources) for avoid in handout.avoid] == [("Golf", ())]


def test_the_occasion(shelf: Shelf) -> None:
    shelf.plan(plan("squat", more=OFTEN + "clinician: {name: Sam}\ngoal: to walk\nnext_visit: in May\n"))
    handout = shelf.handout(patient=Patient(name="Pat & Co"))
    assert (handout.plan, handout.title, handout.message, handout.goal, handout.next_visit) == (
        "first",
        "A plan",
        "Be gentle.",
        "to walk",
        "in May",
    )
    assert (handout.language, handout.date_text, handout.patient) == ("en-GB", "20 November 2026", "Pat & Co")
    assert handout.clinician == Clinician(name="Sam")
    other = shelf.handout(clinician=Clinician(name="Kim", role="nurse"), date=dt.date(2026, 5, 3))
    assert (other.clinician, other.date_text, other.patient) == (Clinician(name="Kim", role="nurse"), "3 May 2026", None)


def test_a_plan_without_a_title_has_that_of_its_first_condition(shelf: Shelf) -> None:
    shelf.condition("hip")
    shelf.plan(plan("squat", conditions="hip, knee"), title="")
    handout = shelf.handout()
    assert (handout.title, handout.message) == ("Exercises for your hip", "Keep going.")


def test_another_clinic_brings_its_own_dates_and_lists(shelf: Shelf) -> None:
    shelf.plan(plan("squat", "plank"))
    assert shelf.handout().clinic.id == "ours"
    handout = shelf.handout(clinic="theirs")
    assert (handout.clinic.id, handout.language, handout.date_text) == ("theirs", "en-US", "November 20, 2026")
    assert handout.equipment == "a mat, a chair, and a towel"


SET_BY_PLAN = {
    "nothing": (["squat"], "", ""),
    "all of it": (["squat"], OFTEN, "Set by this plan, not by the sources: how often for all exercises."),
    "the same number again": (["squat, dose: {reps: 8}"], OFTEN, "Set by this plan, not by the sources: how often for all exercises."),
    "another number": (
        ["squat, dose: {reps: 9}"],
        OFTEN,
        "Set by this plan, not by the sources: repetitions and how often for all exercises.",
    ),
    "some of it": (
        ["squat", "plank", "lunge, dose: {reps: 3, weeks: 2}", "lunge, dose: {reps: 3, side: left, weeks: 2}"],
        OFTEN,
        "Set by this plan, not by the sources: repetitions and for how many weeks for exercises 3 and 4; which side for exercise 4; "
        "how often for all exercises.",
    ),
}


@pytest.mark.parametrize("name", SET_BY_PLAN)
def test_the_numbers_that_are_the_plans_own(shelf: Shelf, name: str) -> None:
    exercises, often, expected = SET_BY_PLAN[name]
    shelf.exercise("lunge", "changes: leg\ndose: {side: each}")
    if not often:
        shelf.exercise("squat", "dose: {reps: 8, times_per_day: 1, days_per_week: 7}")
    shelf.plan(plan(*exercises, more=often))
    assert shelf.handout().set_by_plan == expected


def test_what_an_override_says_is_the_plans_own(shelf: Shelf) -> None:
    shelf.plan(plan("squat"))
    said = shelf.handout(overrides={"squat": override(reps=3)}).set_by_plan
    assert said == "Set by this plan, not by the sources: repetitions and how often for all exercises."


def reviewed(by: str, on: str = "2026-05-03", due: str = "2027-05-03") -> str:
    return f"reviewed_by: {by}\nreviewed_on: {on}\nreview_due: {due}\n"


def test_nobody_has_reviewed_it(shelf: Shelf) -> None:
    shelf.plan(plan("squat", "plank"))
    assert [line.text for line in shelf.handout().review] == [
        "Not yet reviewed by a clinician of this clinic: 2 exercises, 1 condition and the safety text."
    ]


def test_a_review_names_what_it_covers_when_it_does_not_cover_all(shelf: Shelf) -> None:
    shelf.exercise("squat", "dose: {reps: 8}\n" + reviewed("Sam"))
    shelf.exercise("lunge", "dose: {reps: 8}\nreviewed_by: Kim\n")
    shelf.region("back", reviewed("Sam", due="2026-11-19"))
    shelf.plan(plan("squat", "plank", "lunge"))
    assert [line.text for line in shelf.handout().review] == [
        "Not yet reviewed by a clinician of this clinic: “Plank” and 1 condition.",
        "Reviewed by Kim: “Lunge”.",
        "Reviewed by Sam on 3 May 2026, but a new review was due by 19 November 2026: the safety text.",
        "Reviewed by Sam on 3 May 2026, next review by 3 May 2027: “Squat”.",
    ]


def test_a_review_is_due_only_after_its_day(shelf: Shelf) -> None:
    shelf.exercise("squat", "dose: {reps: 8}\n" + reviewed("Sam"))
    shelf.plan(plan("squat"))
    assert "next review by" in shelf.handout(date=dt.date(2027, 5, 3)).review[1].text
    assert "was due by" in shelf.handout(date=dt.date(2027, 5, 4)).review[1].text


def test_a_handout_in_another_language(shelf: Shelf) -> None:
    shelf.clinic(language="cs-CZ")
    shelf.exercise("squat", "changes: leg\nequipment: [podložka, židle]\ndose: {reps: 5, side: each, hold: 2-4 s}\n" + reviewed("Eva"))
    shelf.plan(plan("squat", "plank", more="dose: {times_per_day: 3, days_per_week: 2-5, weeks: 1}\n"))
    shelf.region("back", language="cs")
    with pytest.raises(ProblemsFound) as found:
        shelf.handout(language="cs")
    assert {problem.what.partition(", ")[2] for problem in found.value.problems} == {"and the page is in cs"}
    for path in sorted(shelf.folder.rglob("*.yaml")):
        if path.parent.name in ("plans", "exercises", "conditions"):
            path.write_text(path.read_text(encoding="utf-8").rstrip() + "\nlanguage: cs\n", encoding="utf-8")
    handout = shelf.handout(language="cs")
    assert handout.cards[0].text.sentences == (
        "1 týden 2–5 dní v týdnu, 3krát denně.",
        "Na každou stranu po 5 opakováních, výdrž 2–4 sekundy.",
    )
    assert handout.date_text == "20. listopadu 2026"
    assert handout.equipment == "podložka, židle, a mat a\u00a0a towel"
    assert handout.set_by_plan == "Určuje plán, ne zdroje: všechna cvičení – jak často a\u00a0kolik týdnů."
    assert [line.text for line in handout.review] == [
        "Klinika dosud nezkontrolovala: „Plank“, 1 obtíž a\u00a0bezpečnostní text.",
        "3. května 2026 Eva (kontrola: „Squat“), znovu 3. května 2027.",
    ]
    assert handout.sources[0].text == "The book"
    assert handout.sources_read == "Vše čteno 20. listopadu 2026."
