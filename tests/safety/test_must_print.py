"""A layout that leaves out safety text does not build, whatever it says instead; and the layouts that there are leave out none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.prepared import page_of
from helpers.safety_samples import DATE, FOLDERS, ROOT
from rehabpress.api import Order
from rehabpress.loader.folders import Folders
from rehabpress.loader.single_file import read_alone
from rehabpress.model.clinic import Clinic
from rehabpress.model.patient import PatientFlag
from rehabpress.pipeline.required_text import says
from rehabpress.support.problems import Place, ProblemsFound

pytestmark = pytest.mark.slow

HANDOUT = (ROOT / "layouts" / "booklet.html").read_text("utf-8")


def problems(tmp_path: Path, layout: str, *flags: str) -> list[str]:
    """What is wrong with this layout as a clinic's own booklet.html."""
    (tmp_path / "booklet.html").write_text(layout, "utf-8")
    folders = Folders((tmp_path, *FOLDERS.content), (tmp_path, *FOLDERS.layouts))
    given = tuple(PatientFlag(flag, Place(flag)) for flag in flags)
    try:
        page_of(Order(plan="sacroiliac-joint", date=DATE, flags=given, layout="booklet"), folders)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


def without(block: str) -> str:
    return '{% extends "booklet.html" %}{% block ' + block + " %}{% endblock %}"


def test_the_layout_as_it_is(tmp_path: Path) -> None:
    assert problems(tmp_path, '{% extends "booklet.html" %}', "falls-risk") == []


def test_other_blocks_may_be_left_out(tmp_path: Path) -> None:
    for block in ("about", "tips", "glance", "letterhead"):
        assert problems(tmp_path, without(block)) == []


@pytest.mark.parametrize(
    ("block", "first", "count"),
    [
        ("emergency", "the (emergency signs|signs to stop and call the emergency number at)", 2),
        ("feeling", "the signs to stop at", 1),
        ("help", "the urgent signs", 1),
    ],
)
def test_a_block_that_is_left_out(tmp_path: Path, block: str, first: str, count: int) -> None:
    said = problems(tmp_path, without(block), "falls-risk", "pelvic-girdle-pain")
    assert len(said) == count
    assert all(re.search(rf'the layout "booklet" does not print {first}', one) for one in said)
    assert all("\n    print " in one for one in said)


def test_the_cards_that_are_left_out(tmp_path: Path) -> None:
    said = problems(tmp_path, without("exercises"), "falls-risk", "pelvic-girdle-pain")
    assert len([one for one in said if 'does not print how this patient does "' in one]) == 1
    assert len([one for one in said if 'does not print the dose of "' in one]) == 4


CHANGED: dict[str, tuple[Callable[[str], str], str]] = {
    "one sign less": (
        lambda text: text.replace("in group.signs | halves %}", "in group.signs[1:] | halves %}"),
        "pain, tingling, weakness",
    ),
    "a stop sign less": (
        lambda text: text.replace("in handout.safety.stop %}", "in handout.safety.stop[:-1] %}"),
        "strong pain in a joint",
    ),
    "another number": (
        lambda text: text.replace('"emergency", number=help.call', '"emergency", number="911"').replace(
            '"stop_emergency", number=help.call', '"stop_emergency", number="911"'
        ),
        '"999"',
    ),
    "signs of the heart with the clinic's phone": (
        lambda text: text.replace('"stop_emergency", number=help.call', '"stop_emergency", number=handout.clinic.phone'),
        "the signs to stop and call the emergency number at, with that number",
    ),
    "emergency signs without what they go with": (
        lambda text: text.replace("{% if group.when %} {{ group.when }}{% endif %}", ""),
        "you have back, buttock or leg pain and any of these",
    ),
    "no number when the clinic is closed": (
        lambda text: re.sub(r"<p>\{\{ label\(\"out_of_hours\".*?</p>", "", text),
        'whom to call when the clinic is closed: "NHS 111"',
    ),
    "no sentence of the flag on the card": (
        lambda text: text.replace("for sentence in card.changed", "for sentence in card.changed[1:]"),
        'how this patient does "',
    ),
    "no sentence of the flag for the whole paper": (
        lambda text: re.sub(r"\{% if handout\.changed %\}.*?\{% endif %\}\n", "", text, flags=re.DOTALL),
        "Only get down on the floor",
    ),
    "the number far from the signs": (
        lambda text: text.replace(
            '<h2 class="emergency">{{ label("emergency", number=help.call, place=help.go_to) }}{% if group.when %} {{ group.when }}{% endif %}</h2>',
            '<h2 class="emergency">{{ group.when }}</h2>',
        ).replace("<h1>", "<p>{{ handout.clinic.emergency.call }} {{ handout.clinic.emergency.go_to }}</p><h1>"),
        "but not together in one section",
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_layout_that_prints_less(tmp_path: Path, name: str) -> None:
    change, said = CHANGED[name]
    layout = change(HANDOUT)
    assert layout != HANDOUT
    found = problems(tmp_path, layout, "falls-risk", "pelvic-girdle-pain")
    assert found
    assert all(said in one for one in found)


def test_a_number_is_not_found_within_a_longer_one(tmp_path: Path) -> None:
    layout = HANDOUT.replace("number=help.call", 'number="01632 960999"')
    assert any('"999"' in one for one in problems(tmp_path, layout))


def test_what_the_footer_says_does_not_count(tmp_path: Path) -> None:
    layout = without("help").replace(
        "{% block help",
        '{% block footer %}<footer><p>{{ handout.safety.urgent|join("; ") }} {{ handout.clinic.phone }} NHS 111</p></footer>{% endblock %}{% block help',
    )
    assert len(problems(tmp_path, layout)) == 1


@pytest.mark.parametrize("missing", ["phone", "emergency", "emergency.call", "emergency.go_to", "emergency.out_of_hours"])
def test_a_clinic_without_a_number_is_none(missing: str) -> None:
    emergency: dict[str, object] = {"call": "999", "go_to": "A&E", "out_of_hours": "NHS 111"}
    data: dict[str, object] = {"id": "c", "name": "C", "address": ("1 Street",), "phone": "1", "language": "en-GB", "emergency": emergency}
    assert Clinic.model_validate(data)
    holder, _, key = missing.rpartition(".")
    del (emergency if holder else data)[key]
    with pytest.raises(ValueError, match=key):
        Clinic.model_validate(data)


@pytest.mark.parametrize(("setting", "part"), [("pain", "carry_on_up_to"), ("effort", "most")])
def test_a_layout_that_prints_a_scale_is_wrong_for_a_clinic_that_has_none(tmp_path: Path, setting: str, part: str) -> None:
    """There is no number that a page could fall back on."""
    layout = without("message").replace(
        "{% endblock %}", "<h1>Scale</h1><p>{{ handout.clinic." + f"{setting}.{part}" + " }}</p>{% endblock %}"
    )
    assert problems(tmp_path, layout) == []
    own = (ROOT / "content" / "clinics" / "sample-clinic.yaml").read_text("utf-8")
    silent = re.sub(rf"^{setting}:\n(?:  .*\n)+", "", own, flags=re.MULTILINE)
    assert silent != own
    (tmp_path / "clinics").mkdir()
    (tmp_path / "clinics" / "sample-clinic.yaml").write_text(silent, "utf-8")
    (problem,) = problems(tmp_path, layout)
    assert part in problem


def test_what_the_sample_clinic_sets_has_a_source() -> None:
    clinic = read_alone(FOLDERS, "clinics", Clinic, "sample-clinic")[0]
    assert clinic.pain is not None
    assert clinic.pain.sources
    assert clinic.effort is not None
    assert clinic.effort.sources


WORDS = st.text("ab1_é. -½²\u00a0", min_size=1, max_size=4)


@given(st.lists(st.text("ab1_é. -½²\u00a0", max_size=8), max_size=4), WORDS)
def test_a_text_is_found_as_words_of_its_own(lines: list[str], wanted: str) -> None:
    lines = [" ".join(line.split()) for line in lines]
    plain = " ".join(wanted.split())
    pattern = re.compile(rf"(?<!\w){re.escape(plain)}(?!\w)")
    if plain:
        assert says("\n".join(lines), plain) == any(pattern.search(line) for line in lines)
