"""An order checks itself, whoever makes it; a letter without a glyph is reported where it was typed; a pipeline has one thread."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from helpers.prepared import page_of
from rehabpress.api import build_handout
from rehabpress.loader.folders import find_folders
from rehabpress.loader.library import Typed
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

DAY = dt.date(2026, 11, 20)
PLAN = "sacroiliac-joint"


def wrong(**given: Any) -> tuple[Problem, ...]:
    told: dict[str, Any] = {"date": DAY} | given
    with pytest.raises(ProblemsFound) as found:
        Order(plan=PLAN, **told)
    return found.value.problems


@pytest.mark.parametrize(
    ("given", "place", "what"),
    [
        ({"format": "nope"}, "--format nope", 'there is no format "nope"'),
        ({"paper": "A3"}, "--paper A3", 'there is no paper "A3"'),
        ({"patient": "\ufeff"}, "--patient", "holds a mark that is not seen (U+FEFF)"),
        ({"patient": " "}, "--patient", "is empty"),
        ({"patient": "Zoe \u202e Invented"}, "--patient", "holds a mark that is not seen (U+202E)"),
        ({"patient": "Zoe\u200bInvented"}, "--patient", "holds a mark that is not seen (U+200B)"),
        ({"patient": "Zoe\nInvented"}, "--patient", "begins or ends with a space, or holds a line break or two spaces"),
        ({"patient": "Zoe\x07Invented"}, "--patient", "holds a control character (U+0007)"),
        ({"date": "tomorrow"}, "--date tomorrow", '"tomorrow" is not a date'),
        ({"weeks": 0}, "--weeks 0", "0 weeks are none"),
    ],
)
def test_what_cannot_be_ordered_is_said_with_its_place(given: dict[str, Any], place: str, what: str) -> None:
    (problem,) = wrong(**given)
    assert (str(problem.place), problem.what) == (place, what)


def test_names_as_they_are_written_are_taken() -> None:
    for name in ("Zoë Çağlar-O’Neil", "Иван Иванов", "Łukasz"):
        assert Order(plan=PLAN, date=DAY, patient=name).patient == name


def test_a_letter_without_a_glyph_is_reported_where_it_was_typed(tmp_path: Path) -> None:
    plans = tmp_path / "content" / "plans"
    plans.mkdir(parents=True)
    (plans / "mine.yaml").write_text(
        "id: mine\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\ndose: {reps: 3, times_per_day: 2, days_per_week: 7}\n"
        "exercises:\n  - exercise: bird-dog\n    note: Well done 🙂\n",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsFound) as found:
        build_handout(Order(plan="mine", date=DAY), find_folders(tmp_path))
    (problem,) = found.value.problems
    assert problem.place.file.endswith("content/plans/mine.yaml")
    assert problem.place.line == 7
    assert "U+1F642" in problem.what
    with pytest.raises(ProblemsFound) as found:
        build_handout(Order(plan=PLAN, date=DAY, patient="Ida 🙂 Invented"))
    assert [str(one.place) for one in found.value.problems] == ["--patient"]


def test_a_pipeline_refuses_a_second_thread() -> None:
    pipeline = Pipeline(find_folders())
    order = Order(plan=PLAN, date=DAY)
    said: list[str] = []

    def other(make: Any) -> None:
        try:
            make()
        except RuntimeError as error:
            said.append(str(error))

    page = pipeline.page(order)
    calls = (lambda: pipeline.page(order), lambda: pipeline.handout(order), lambda: pipeline.plan(order), lambda: pipeline.part(page))
    for call in calls:
        thread = threading.Thread(target=other, args=(call,))
        thread.start()
        thread.join()
    assert said == ["a Pipeline belongs to the thread that made it: give each thread a pipeline of its own"] * len(calls)
    assert pipeline.page(order) == page


def test_what_json_gives_is_a_plan() -> None:
    data = json.loads(
        '{"id": "typed", "conditions": ["sacroiliac-joint-pain"], "clinic": "sample-clinic",'
        ' "exercises": [{"exercise": "bird-dog", "dose": {"reps": 3, "times_per_day": 2, "days_per_week": 7}}]}'
    )
    page = page_of(Order(plan=Typed("plans", data, Origin({}, Place("json"))), date=DAY), find_folders())
    assert [card.id for card in page.handout.cards] == ["bird-dog"]


def test_exercises_left_out_and_notes_of_an_order() -> None:
    order = Order(plan=PLAN, date=DAY, without=("bird-dog",), notes={"trunk-rotation": "Slowly."})
    cards = page_of(order, find_folders()).handout.cards
    assert [(card.id, card.note) for card in cards] == [
        ("knee-to-chest", None),
        ("trunk-rotation", "Slowly."),
        ("hip-abduction-band", None),
    ]
    with pytest.raises(ProblemsFound) as found:
        page_of(Order(plan=PLAN, date=DAY, without=("bird-dgo",)), find_folders())
    assert [(str(one.place), one.hint) for one in found.value.problems] == [("--without bird-dgo", 'did you mean "bird-dog"?')]


def test_the_side_of_an_order_is_on_every_card_with_sides() -> None:
    cards = page_of(Order(plan=PLAN, date=DAY, side="left"), find_folders()).handout.cards  # type: ignore[arg-type] # as it is typed
    assert {card.id: str(card.dose.side) for card in cards}["knee-to-chest"] == "left"
    assert "on your left leg" in " ".join(cards[0].text.sentences) or "left" in " ".join(cards[0].text.sentences)


def test_what_a_plan_asks_must_be_answered(tmp_path: Path) -> None:
    plans = tmp_path / "content" / "plans"
    plans.mkdir(parents=True)
    (plans / "asking.yaml").write_text(
        "id: asking\nconditions: [sacroiliac-joint-pain]\nclinic: sample-clinic\ndose: {reps: 3, times_per_day: 2, days_per_week: 7}\n"
        "exercises:\n  - exercise: bird-dog\nasks: [pregnancy]\n",
        encoding="utf-8",
    )
    folders = find_folders(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        page_of(Order(plan="asking", date=DAY), folders)
    (problem,) = found.value.problems
    assert problem.what == "the plan asking asks about pregnancy, and nobody has answered"
    assert "--not pregnancy" in problem.hint
    assert page_of(Order(plan="asking", date=DAY, not_flags=("pregnancy",)), folders).handout.cards
