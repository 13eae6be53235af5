"""Every fact of the two articles that is meant for the patient is in the content, and no number that they do not give.

The facts are written down here a second time and by hand, as words that one entry of one field must hold, so that no later change of
wording loses one of them. A word stands for all that begin with it. What the articles say and later evidence does not bear out is left out:
that the spine wears, that who ignored the pain pays for it, that relaxin loosens the joints, and to breathe as on the toilet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from rehabpress.loader.folders import Folders
from rehabpress.loader.load_all import read_everything
from rehabpress.model.amount import Amount
from rehabpress.model.library import Library

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of ``field`` of the content ``kind/id`` holds all ``words``."""

    content: str
    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.content} {self.field}: {self.words}"


def _of(content: str, **fields: list[str]) -> list[Fact]:
    return [Fact(content, field, words) for field, entries in fields.items() for words in entries]


SI_JOINT = [
    *_of(
        "conditions/sacroiliac-joint-pain",
        name=["sacroiliac joint pain"],
        what_it_is=[
            "joins hip bone sacrum",
            "sacrum triangular low back tailbone",
            "shock upper body legs",
            "bend forward back",
            "hips pelvis low back thighs",
            "numbness tingling lower body",
        ],
        causes=[
            "gout",
            "overweight",
            "sitting moving little",
            "osteoarthritis",
            "autoimmune ankylosing spondylitis",
            "injury accident fall",
            "pregnancy",
        ],
        caution=["see a doctor before you start any exercise plan"],
        avoid=["sit-ups crunches", "heavy lifting low back", "cycling", "sports twist hips golf tennis"],
        tips=[
            "do not sit for long",
            "change position often",
            "sit knees slightly apart",
            "do not cross your legs",
            "heat cold pain blood flow",
            "healthy lifestyle",
            "gentle keep at it regularly",
            "glucosamine chondroitin no better warfarin shellfish pharmacist doctor",
        ],
    ),
    *_of(
        "exercises/knee-to-chest",
        equipment=["mat"],
        start=["back mat"],
        steps=["hold one knee hands", "slowly chest"],
        feel=["slight stretch back of your leg"],
    ),
    *_of(
        "exercises/trunk-rotation",
        clinical_name=["trunk rotation"],
        feel=["muscles sides trunk work stronger stretch"],
        start=["back", "feet flat", "arms T"],
        steps=["knees together", "roll one side as far as comfortable"],
    ),
    *_of(
        "exercises/hip-abduction-band",
        clinical_name=["hip abduction"],
        goal=["hip abductors"],
        equipment=["resistance band"],
        start=["back", "knees bent", "band around above knees"],
        steps=["push knees apart slowly", "hold", "together again"],
    ),
    *_of(
        "exercises/bird-dog",
        clinical_name=["bird dog"],
        goal=["steadies low back stretches SI joint"],
        start=["hands and knees", "back neck", "look floor"],
        steps=["one leg back opposite arm forward gently"],
        mistakes=["arching back"],
    ),
]

LOW_BACK = [
    *_of(
        "conditions/lumbar-and-sacrum-pain",
        what_it_is=[
            "mild pain warning load",
            "low back pelvis hips diaphragm",
            "pelvic floor",
            "hold back hips not back tummy muscles alone",
        ],
        tips=["be patient", "short exact several times a day"],
    ),
    *_of(
        "exercises/prone-pelvic-set",
        goal=["hollow low back", "pelvis tipping forward", "load off low back"],
        start=["face down forehead", "arms along body", "relax legs", "toes in heels out buttocks relax"],
        steps=["deep tummy muscles wide sides", "tuck tailbone under", "keep breathing", "not let go breathe out pelvis drop"],
        feel=["pubic bone not front thighs"],
        mistakes=["tucking buttocks back thighs", "navel upper tummy"],
        stop=["buttocks thighs stop rest"],
    ),
    *_of(
        "exercises/prone-knee-slide",
        goal=["stretches thighs"],
        start=["face down arms sides legs straight"],
        steps=[
            "bend one knee right angle",
            "slowly out arm always floor",
            "end hand help",
            "keep breathing slide back slowly",
        ],
        feel=["relaxed sink own weight"],
        mistakes=["right angle 90 degrees first", "too fast", "hollowing low back too much"],
    ),
    *_of(
        "exercises/breathing-legs-on-chair",
        goal=["pelvic floor diaphragm team", "pelvis ribs level low back less"],
        equipment=["chair", "small pillow"],
        start=["back lower legs chair head straight small pillow", "arms along body relax shoulders"],
        steps=[
            "ribs heavy not push",
            "breathe in deep low sides pelvis hip bones",
            "pelvic floor relax",
        ],
        feel=["ribs do not rise"],
        stop=["cannot comfortable leave today"],
        mistakes=[
            "upper chest lower ribs move",
            "bending neck",
            "shoulders off floor",
            "hollowing low back pressing hard mat",
            "tensing tummy",
        ],
    ),
]

FACTS = [*SI_JOINT, *LOW_BACK]

DOSES: dict[str, dict[str, object]] = {
    "knee-to-chest": {"hold": Amount(30, 40), "side": "each"},
    "trunk-rotation": {"hold": Amount(4, 5), "side": "each"},
    "hip-abduction-band": {"hold": Amount(5, 10)},
    "bird-dog": {"hold": Amount(5, 10), "side": "each"},
    "prone-pelvic-set": {"hold": Amount(60, 60, about=True), "reps": Amount(5, 5), "times_per_day": "several"},
    "prone-knee-slide": {"reps": Amount(5, 5), "side": "each"},
}
"""All numbers that the articles give, and no others. The seventh exercise has a rule of quality instead."""


@pytest.fixture(scope="module")
def library() -> Library:
    return read_everything(Folders(content=(ROOT / "content",), layouts=(ROOT / "layouts",))).library


def entries(library: Library, content: str, field: str) -> list[str]:
    """The entries of a field of ``kind/id`` as texts, an avoid-item or tip with all that it says."""
    kind, _, name = content.partition("/")
    value = getattr(getattr(library, kind)[name], field)
    parts = value if isinstance(value, tuple) else (value,)
    return [part if isinstance(part, str) else " ".join(str(v) for v in part.model_dump().values()) for part in parts]


def says(text: str, words: str) -> bool:
    """Whether every one of the words begins a word of the text."""
    return all(re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE) for word in words.split())


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_a_fact_is_in_one_entry(library: Library, fact: Fact) -> None:
    found = entries(library, fact.content, fact.field)
    assert any(says(text, fact.words) for text in found), found


@pytest.mark.parametrize(("text", "words"), [("Hold one knee.", "hold two knees"), ("Unbend it.", "bend"), ("Change legs.", "arms")])
def test_a_missing_word_is_noticed(text: str, words: str) -> None:
    assert not says(text, words)


@pytest.mark.parametrize("name", DOSES)
def test_an_exercise_carries_the_numbers_of_its_article_and_no_others(library: Library, name: str) -> None:
    assert library.exercises[name].dose.given() == DOSES[name]


def test_the_breathing_exercise_has_a_rule_of_quality_and_no_number(library: Library) -> None:
    given = library.exercises["breathing-legs-on-chair"].dose.given()
    assert given.keys() == {"times_per_day", "quality"}
    assert given["times_per_day"] == "several"
    assert says(str(given["quality"]), "quality before quantity")


@pytest.mark.parametrize(("field", "count"), [("causes", 7), ("avoid", 4), ("tips", 8)])
def test_a_list_of_the_first_article_has_no_entry_more_or_less(library: Library, field: str, count: int) -> None:
    # Sit-ups and crunches are one entry of what to avoid.
    assert len(entries(library, "conditions/sacroiliac-joint-pain", field)) == count


def test_the_causes_rest_on_the_journal_that_the_article_names(library: Library) -> None:
    assert "open-pain-journal" in library.conditions["sacroiliac-joint-pain"].sources
