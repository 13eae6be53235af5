"""PEMAT-P and CERT: each item that the program answers says yes of a sample handout, and no once what it asks for is taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from helpers.advice_samples import ENGLISH, FOLDERS, KLINGON
from helpers.plan_samples import DATE
from rehabpress.advice.cert import cert
from rehabpress.advice.criterion import Criterion, CriterionVerdict, Score, score
from rehabpress.advice.page import PageFacts, page_of, text_of
from rehabpress.advice.pemat import Material, pemat
from rehabpress.advice.value import Advice
from rehabpress.markup.blocks import Paragraph
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import Place

PLACE = Place("made-up.yaml")


@pytest.fixture(scope="module")
def sample() -> Material:
    page = Pipeline(FOLDERS).page(Order(plan="everything", date=DATE, layout="booklet"))
    taken = page_of(page.document)
    # The sample that shows everything has a long sentence in its small print; the others have no goal of the patient.
    short = tuple(text for text in taken.paragraphs if len(text.split()) <= 60)
    return Material(page.handout, replace(taken, paragraphs=short), (), 100, ENGLISH)


def answers(criteria: tuple[Criterion, ...]) -> dict[str, CriterionVerdict]:
    return {one.number: one.verdict for one in criteria}


def with_advice(rule: str, count: int = 1) -> Callable[[Material], Material]:
    return lambda m: replace(m, advice=(Advice(PLACE, rule, "", "", "", ""),) * count)


def with_page(change: Callable[[PageFacts], PageFacts]) -> Callable[[Material], Material]:
    return lambda m: replace(m, page=change(m.page))


def saying(text: str) -> Callable[[Material], Material]:
    return with_page(lambda page: replace(page, paragraphs=(*page.paragraphs, text)))


def without(text: str) -> Callable[[Material], Material]:
    return with_page(
        lambda page: replace(
            page,
            paragraphs=tuple(one.replace(text, "") for one in page.paragraphs),
            headings=tuple((level, one.replace(text, "")) for level, one in page.headings),
        )
    )


def first_card(**changes: object) -> Callable[[Material], Material]:
    def change(m: Material) -> Material:
        cards = (replace(m.handout.cards[0], **changes), *m.handout.cards[1:])  # type: ignore[arg-type]
        return replace(m, handout=replace(m.handout, cards=cards))

    return change


def handout(**changes: object) -> Callable[[Material], Material]:
    return lambda m: replace(m, handout=replace(m.handout, **changes))  # type: ignore[arg-type]


def fewer_pictures(page: PageFacts) -> PageFacts:
    return replace(page, pictures={name: heading for name, heading in page.pictures.items() if name != "bird-dog"})


PEMAT: list[tuple[str, Callable[[Material], Material]]] = [
    ("1", without("A full plan for your low back and pelvis")),
    ("1", without("A little, done well and often, beats a lot done once.")),
    ("3", with_advice("reading-grade")),
    ("4", with_advice("hard-word")),
    ("5", with_advice("passive", 6)),
    ("6", saying("Do 2.5 sets.")),
    ("6", saying("Go on for 50% of the time.")),
    ("6", saying("Lift ½ of it.")),
    ("7", saying("Do 3 × 10.")),
    ("7", saying("Then divide it by the number of days.")),
    ("8", saying("word " * 61)),
    ("11", with_page(lambda page: replace(page, tables=()))),
    ("11", first_card(name="Another one")),
    ("12", with_page(lambda page: replace(page, lists=()))),
    ("12", with_page(lambda page: replace(page, boxes=0))),
    ("15", with_page(fewer_pictures)),
    ("17", with_page(lambda page: replace(page, pictures=dict.fromkeys(page.pictures, "")))),
    ("19", with_page(lambda page: replace(page, tables=tuple(replace(table, head=()) for table in page.tables)))),
    ("20", with_page(lambda page: replace(page, lists=tuple(one for one in page.lists if not one.ordered)))),
    ("21", saying("The patient lies down.")),
    ("21", with_page(lambda page: replace(page, paragraphs=("Lie down.",), headings=((1, "Exercises"),)))),
    ("22", first_card(steps=("Do it all at once.",))),
    ("22", first_card(steps=("Lie down.", "word " * 31))),
    ("26", with_page(fewer_pictures)),
]
CERT: list[tuple[str, Callable[[Material], Material]]] = [
    ("1", handout(equipment="")),
    ("2", handout(clinician=None)),
    ("2", without("Sam Sample")),
    ("4", without("01632 960000")),
    ("6", handout(goal=None)),
    ("7a", lambda m: replace(m, handout=replace(m.handout, cards=tuple(replace(card, later=()) for card in m.handout.cards)))),
    ("7b", without("From week 3")),
    ("8", with_page(fewer_pictures)),
    ("10", handout(tips=())),
    ("11", lambda m: replace(m, handout=replace(m.handout, safety=replace(m.handout.safety, stop=("see a sign that is not printed",))))),
    ("11", without("999")),
    ("11", without("feel dizzy")),
    ("13", without("Do it 3 times on your left leg")),
]


def test_the_sample_meets_all_that_the_program_can_answer(sample: Material) -> None:
    assert [one for one in (*pemat(sample), *cert(sample)) if one.verdict is CriterionVerdict.NO] == []


@pytest.mark.parametrize(("number", "change"), PEMAT)
def test_an_item_of_pemat_is_not_met_without_what_it_asks_for(
    sample: Material, number: str, change: Callable[[Material], Material]
) -> None:
    assert answers(pemat(sample))[number] is CriterionVerdict.YES
    assert answers(pemat(change(sample)))[number] is CriterionVerdict.NO


@pytest.mark.parametrize(("number", "change"), CERT)
def test_an_item_of_cert_is_not_met_without_what_it_asks_for(sample: Material, number: str, change: Callable[[Material], Material]) -> None:
    assert answers(cert(sample))[number] is CriterionVerdict.YES
    assert answers(cert(change(sample)))[number] is CriterionVerdict.NO


def test_every_item_that_is_answered_can_be_answered_no() -> None:
    page = Pipeline(FOLDERS).page(Order(plan="everything", date=DATE, layout="booklet"))
    m = Material(page.handout, page_of(page.document), (), 100, ENGLISH)
    decided = {one.number for one in pemat(m) if one.verdict in (CriterionVerdict.YES, CriterionVerdict.NO)}
    assert decided == {number for number, _ in PEMAT}
    # 9 and 14a hold for every handout that can be built; a change of that would show here.
    assert {one.number for one in cert(m) if one.verdict in (CriterionVerdict.YES, CriterionVerdict.NO)} == {
        number for number, _ in CERT
    } | {"9", "14a"}


def test_both_instruments_are_whole_and_each_answer_says_what_it_rests_on(sample: Material) -> None:
    assert [one.number for one in pemat(sample)] == [str(n) for n in range(1, 27) if n not in (13, 14)]
    assert [one.number for one in cert(sample)] == [
        "1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9", "10", "11", "12", "13", "14a", "14b", "15", "16a", "16b",
    ]  # fmt: skip
    assert all(one.because and one.asks for one in (*pemat(sample), *cert(sample)))


def test_without_words_of_the_language_a_person_answers(sample: Material) -> None:
    found = answers(pemat(replace(sample, words=KLINGON)))
    assert [number for number in ("3", "4", "5", "21") if found[number] is CriterionVerdict.PERSON] == ["3", "4", "5", "21"]


def test_what_does_not_apply_is_not_asked(sample: Material) -> None:
    bare = answers(pemat(replace(sample, page=replace(sample.page, pictures={}, tables=()))))
    assert {number for number, verdict in bare.items() if verdict is CriterionVerdict.NOT_APPLICABLE} == {"17", "18", "19", "24"}


def test_boxes_to_tick_are_a_tool_and_a_log(sample: Material) -> None:
    ticked = with_page(lambda page: replace(page, ticks=14))(sample)
    assert (answers(pemat(sample))["23"], answers(cert(sample))["5"]) == (CriterionVerdict.PERSON, CriterionVerdict.PERSON)
    assert (answers(pemat(ticked))["23"], answers(cert(ticked))["5"]) == (CriterionVerdict.YES, CriterionVerdict.YES)
    routine = page_of(Pipeline(FOLDERS).page(Order(plan="first-visit", date=DATE, layout="routine")).document)
    assert routine.ticks > 0


def test_how_to_do_more_is_asked_only_of_a_plan_that_says_when(sample: Material) -> None:
    cards = tuple(replace(card, later=()) for card in sample.handout.cards)
    assert answers(cert(replace(sample, handout=replace(sample.handout, cards=cards))))["7b"] is CriterionVerdict.NOT_APPLICABLE


def test_a_rare_passive_is_forgiven(sample: Material) -> None:
    assert answers(pemat(with_advice("passive", 5)(sample)))["5"] is CriterionVerdict.YES


def test_the_score_counts_only_what_was_answered() -> None:
    made = [
        Criterion("1", "", verdict, "")
        for verdict in (*[CriterionVerdict.YES] * 2, CriterionVerdict.NO, *[CriterionVerdict.PERSON] * 3, CriterionVerdict.NOT_APPLICABLE)
    ]
    assert score(made) == Score(met=2, of=3, left=3)
    assert score(made).percent == 66
    assert score([]).percent == 0


def test_a_page_is_taken_apart_in_reading_order() -> None:
    document = Pipeline(FOLDERS).page(Order(plan="first-visit", date=DATE, layout="booklet")).document
    taken = page_of(document)
    levels = [level for level, _ in taken.headings]
    assert levels.count(1) == 1
    assert taken.headings[0] == (1, "Your first exercises")
    assert set(taken.pictures) >= {"knee-to-chest", "trunk-rotation", "breathing-legs-on-chair"}
    assert taken.pictures["trunk-rotation"] == "Knee rolls (trunk rotation)"
    whole = text_of(document.blocks)
    assert all(paragraph in whole for paragraph in taken.paragraphs)
    assert len(taken.paragraphs) == sum(isinstance(block, Paragraph) for block in _all(document.blocks))


def _all(blocks: object) -> list[object]:
    """Every block, found without the walk of the program: by looking into all fields."""
    found: list[object] = []
    if isinstance(blocks, tuple):
        for one in blocks:
            found.extend(_all(one))
    elif hasattr(blocks, "__dataclass_fields__"):
        found.append(blocks)
        for name in blocks.__dataclass_fields__:
            found.extend(_all(getattr(blocks, name)))
    return found
