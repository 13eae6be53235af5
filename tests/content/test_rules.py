"""What holds for all content that the project ships, besides what the reader checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

from rehabpress.loader.folders import Folders
from rehabpress.loader.library import ContentStore, named_by
from rehabpress.loader.load_all import read_everything
from rehabpress.model.base import Reviewed
from rehabpress.model.dose import Dose
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
REVIEWED = sorted(path.stem for kind in ("exercises", "conditions", "regions") for path in (CONTENT / kind).glob("*.yaml"))
FRIGHTENING = re.compile(
    r"to wear\b|\bwear (and|of|sets)\b|\bwears\b|\bignor|wrong muscles|\blax\b|\bdamag|crumbl|\bslipped\b|on the toilet|you failed",
    re.IGNORECASE,
)
PLANS = sorted(path.stem for path in (CONTENT / "plans").glob("*.yaml"))


@pytest.fixture(scope="module")
def library() -> Library:
    return read_everything(Folders(content=(ROOT / "content",), layouts=(ROOT / "layouts",))).library


def reviewed(library: Library) -> Mapping[str, Reviewed]:
    return {**library.exercises, **library.conditions, **library.regions}


def texts(value: object) -> Iterator[str]:
    """All texts within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from texts(tuple(getattr(value, field) for field in type(value).model_fields))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def doses(library: Library, plan: Plan) -> list[Dose]:
    return [e.dose.over(library.exercises[e.exercise].dose).over(plan.dose) for e in plan.exercises]


@pytest.mark.parametrize("name", REVIEWED)
def test_nobody_has_signed_what_is_shipped_and_it_says_when_to_read_it_again(library: Library, name: str) -> None:
    content = reviewed(library)[name]
    assert (content.reviewed_by, content.reviewed_on) == (None, None)
    assert content.review_due is not None


@pytest.mark.parametrize("name", REVIEWED)
def test_telephone_numbers_are_left_to_the_clinic(library: Library, name: str) -> None:
    assert not [text for text in texts(reviewed(library)[name]) if re.search(r"\b(999|112|911|111)\b|\d{5,}", text)]


@pytest.mark.parametrize("name", REVIEWED)
def test_nothing_is_promised_and_no_brand_is_named(library: Library, name: str) -> None:
    words = r"physioflex|side.effect|guarantee|\bcures?\b|\bTRX\b|unstable|out of place"
    assert not [text for text in texts(reviewed(library)[name]) if re.search(words, text, re.IGNORECASE)]


@pytest.mark.parametrize("name", REVIEWED)
def test_nothing_frightens_or_blames(library: Library, name: str) -> None:
    assert not [text for text in texts(reviewed(library)[name]) if FRIGHTENING.search(text)]


@pytest.mark.parametrize("text", ["The spine begins to wear.", "The longer you ignored the pain", "Breathe as on the toilet."])
def test_a_frightening_text_is_noticed(text: str) -> None:
    assert FRIGHTENING.search(text)


@pytest.mark.parametrize("name", sorted(path.stem for path in (CONTENT / "exercises").glob("*.yaml")))
def test_an_exercise_is_short_enough_for_half_a_page(library: Library, name: str) -> None:
    # The program adds a step where sides are changed; a card of half the width has room for six lines of 44 characters, and a few more.
    exercise = library.exercises[name]
    assert len(exercise.steps) <= (3 if exercise.changes else 4)
    assert len(exercise.feel) <= 1
    assert sum(map(len, exercise.steps)) <= 230


@pytest.mark.parametrize("name", sorted(path.stem for path in (CONTENT / "exercises").glob("*.yaml")))
def test_whom_an_exercise_is_not_for_is_no_stop_rule(library: Library, name: str) -> None:
    exercise = library.exercises[name]
    assert not re.match(r"(do not do this|not for you)", exercise.stop or "", re.IGNORECASE)
    assert all(text.startswith("you ") and not text.endswith(".") for text in exercise.not_if)


def test_what_is_said_of_supplements_has_its_own_sources(library: Library) -> None:
    tips = [tip for c in library.conditions.values() for tip in c.tips if re.search("glucosamine|chondroitin", tip.text)]
    assert tips
    assert all(tip.sources for tip in tips)


def test_every_avoid_item_of_every_condition_says_what_to_do_instead(library: Library) -> None:
    assert all(item.instead for c in library.conditions.values() for item in c.avoid)


def test_every_source_is_cited_and_says_what_it_is(library: Library) -> None:
    cited = named_by(ContentStore(Folders(content=(CONTENT,), layouts=(ROOT / "layouts",))), "sources")
    assert cited.keys() == library.sources.keys()
    assert [name for name, source in library.sources.items() if not source.kind] == []


@pytest.mark.parametrize("name", PLANS)
def test_each_dose_of_a_plan_says_how_often_and_how_much(library: Library, name: str) -> None:
    for dose in doses(library, library.plans[name]):
        assert dose.times_per_day
        assert dose.days_per_week
        assert dose.reps or dose.duration or dose.quality


def test_one_plan_uses_every_field_of_plans_and_doses(library: Library) -> None:
    plan = library.plans["everything"]
    # A plan that asks is not printed before somebody answers; tests/cli/test_orders.py has one.
    assert [f for f in Plan.model_fields if f != "asks" and not getattr(plan, f)] == []
    used = {field for dose in (plan.dose, *(e.dose for e in plan.exercises), *doses(library, plan)) for field in dose.given()}
    assert used == set(Dose.model_fields)
    assert any(e.note for e in plan.exercises)
    assert plan.clinician is not None
    assert plan.clinician.role


def test_some_content_uses_every_field_that_may_be_left_out(library: Library) -> None:
    # A signature and a link are a clinic's own, and the sample clinic prints what nobody has signed, in the packaged themes.
    # All of it is in English, which is what a file without a language is in.
    unsigned = {
        "reviewed_by",
        "reviewed_on",
        "reviewed_hash",
        "requires_review",
        "refuses_overdue",
        "link",
        "themes",
        "body",
        "language",
        "annexes",
        "extends",
        "paper",
        "bands",
        "units",
        "accent",
    }
    # Only a flag sends a patient to somebody else than the clinic.
    unsigned |= {"call_who", "call", "short_call"}
    assert any(flag.adds and flag.adds.call for flag in library.flags.values())
    for kind in (library.exercises, library.conditions, library.regions, library.clinics, library.sources):
        values: list[BaseModel] = list(kind.values())
        for field, info in type(values[0]).model_fields.items():
            if field not in unsigned and field != "figure":
                assert any(getattr(v, field) != info.default for v in values), field


def test_each_yaml_file_points_the_editor_to_the_schema_of_its_kind() -> None:
    for path in sorted(CONTENT.glob("*/*.yaml")):
        kind = path.parent.name
        if kind in ("exercises", "conditions", "regions", "plans", "clinics", "sources"):
            first = path.read_text("utf-8").splitlines()[0]
            assert first == f"# yaml-language-server: $schema=../schemas/{kind}.schema.json", path


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (r"weak bones", "a card says thin bones"),
        (r"(?<!strong )pain lasts for more than 30 minutes", "the leaflets speak of strong pain: an ache afterwards is normal"),
        (r"if (it is|they are) in your plan", "a paper is printed for every plan and cannot say what is in it"),
        (r"you cannot get or keep an erection", "the sign is read by everybody: say in whom"),
    ],
)
def test_words_that_were_wrong_on_a_paper_do_not_come_back(words: str, why: str) -> None:
    typed = re.compile(r"^also_called:\n(?:  - .*\n)+", re.MULTILINE)
    texts = {path: " ".join(typed.sub("", path.read_text(encoding="utf-8")).split()) for path in CONTENT.glob("*/*.yaml")}
    assert not [path.name for path, text in texts.items() if re.search(words, text)], why
