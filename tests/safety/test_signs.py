"""Each sign under one number: what a region says is its own, what a flag adds and answers, and what is refused."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from itertools import combinations, permutations
from pathlib import Path

import pytest

from helpers.prepared import page_of
from helpers.safety_samples import DATE, ROOT
from rehabpress.api import Order, build_handout
from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.loader.library import Typed
from rehabpress.loader.load_all import read_everything
from rehabpress.model.condition import Region
from rehabpress.model.languages.locale import SignWords
from rehabpress.model.patient import PatientFlag
from rehabpress.pipeline.check_collection import check_everything
from rehabpress.plan.handout import Safety
from rehabpress.plan.safety.signs import (
    Sign,
    missing_lists,
    region_sign_problems,
    regions_of,
    safety_of,
    sign_problems,
    signs_on_paper,
    stand_in_problems,
)
from rehabpress.support.problems import Origin, Place, ProblemsFound
from validators import semantic

LIBRARY_FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
LIBRARY = read_everything(LIBRARY_FOLDERS).library
WORDS = read_locale(LIBRARY_FOLDERS, "en-GB").phrases.safety.signs
REGIONS = sorted(LIBRARY.regions)
FLAGS = sorted(LIBRARY.flags)


def paper(*regions: str, flags: Iterable[str] = ()) -> Safety:
    return safety_of(regions_of(regions, LIBRARY), [LIBRARY.flags[flag] for flag in flags])


def two_numbers(**lists: str) -> list[str]:
    signs = [Sign(text, name, Place(name), "region r") for name, text in lists.items()]
    return [problem.place.file for problem in sign_problems(signs, WORDS)]


@pytest.mark.parametrize("region", REGIONS)
def test_heart_and_stroke_signs_call_the_emergency_number_whatever_hurts(region: str) -> None:
    """They were sent to the clinic's phone, or counted only together with back pain."""
    safety = paper(region)
    for word in ("chest", "arm, neck or jaw", "breathing", "cold sweat", "faint", "face, an arm or a leg", "speaking"):
        assert any(word in sign for sign in safety.stop_emergency), word
        assert not any(word in sign for sign in (*safety.stop, *safety.urgent)), word


def test_each_region_has_words_of_its_own_and_only_the_back_speaks_of_backs() -> None:
    leads = {region: LIBRARY.regions[region].emergency_when or "" for region in REGIONS if LIBRARY.regions[region].emergency}
    assert len(set(leads.values())) == len(leads)
    assert {region for region, lead in leads.items() if "back" in lead} == {"low-back-and-pelvis", "neck"}
    # Signs of the heart and the lungs go with no pain: each stands for itself.
    assert {region for region, lead in leads.items() if not lead} == {"chest"}
    for region in ("ankle-foot", "elbow-wrist-hand", "hip", "knee", "new-hip", "new-knee", "shoulder", "whole-body"):
        said = str(dataclasses.asdict(paper(region))).replace("the back of your heel", "")
        assert not re.search(r"\b(back|spine)\b", said), region


def test_no_label_and_no_layout_speaks_of_a_part_of_the_body() -> None:
    """The box said "if you have back pain and" of every region, for it stood in the locale."""
    labels = read_locale(LIBRARY_FOLDERS, "en-GB").labels
    said = [*labels.values(), *(path.read_text("utf-8") for path in (ROOT / "layouts").rglob("*.html"))]
    assert not [text for text in said if re.search(r"\bback pain\b|\bknee\b|\bshoulder\b", text)]


def test_cauda_equina_needs_no_back_pain() -> None:
    """As spine surgeons word it: back pain or leg pain, with bladder, bowel, saddle or both legs."""
    (group,) = paper("low-back-and-pelvis").emergency
    assert "leg pain" in (group.when or "")
    for word in ("both legs", "genitals", "wipe", "pee", "bladder or bowels", "sex", "walking"):
        assert any(word in sign for sign in group.signs), word


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_says_what_each_paper_must(region: str) -> None:
    assert list(missing_lists([region], LIBRARY)) == []


def test_a_region_that_says_less_is_refused() -> None:
    knee = LIBRARY.regions["knee"].model_copy(update={"includes": ()})
    held = dataclasses.replace(LIBRARY, regions={**LIBRARY.regions, "knee": knee})
    (problem,) = missing_lists(["knee"], held)
    assert problem.what == "says nothing under stop"


def found_by_check(**regions: Region) -> list[str]:
    """What ``check`` finds in the signs of any two regions and flags, with these regions in place of those of the library."""
    held = dataclasses.replace(LIBRARY, regions={**LIBRARY.regions, **{one.id: one for one in regions.values()}})
    return [problem.what for problem in region_sign_problems(held, lambda _language: WORDS)]


def test_no_sign_of_the_library_stands_under_two_numbers_whatever_meets_on_a_paper() -> None:
    assert found_by_check() == []


@pytest.mark.parametrize("pair", list(combinations(REGIONS, 2)), ids=" and ".join)
def test_a_paper_of_two_regions_sends_each_sign_to_one_number(pair: tuple[str, str]) -> None:
    flags = list(LIBRARY.flags.values())
    assert list(sign_problems(signs_on_paper(regions_of(pair, LIBRARY), flags, LIBRARY), WORDS)) == []
    assert list(missing_lists(pair, LIBRARY)) == []


def every_sign() -> Iterable[Sign]:
    """Each sign of the library once, whether a region has it or a flag adds it."""
    return signs_on_paper(LIBRARY.regions.values(), LIBRARY.flags.values(), LIBRARY)


def test_a_leg_that_may_have_a_clot_is_for_the_emergency_number_whatever_the_paper() -> None:
    """It stood under three numbers: 999 at the knee, the midwife in a pregnancy, the clinic where it is about the breath."""
    clots = [sign for sign in every_sign() if re.search(r"\b(calf|leg)\b", sign.text) and re.search(r"swollen|swelling", sign.text)]
    owners = {sign.owner for sign in clots}
    assert owners >= {
        "region chest",
        "region hip",
        "region knee",
        "region ankle-foot",
        *(f"flag pregnancy-trimester-{n}" for n in (1, 2, 3)),
    }
    assert [sign for sign in clots if sign.list not in ("emergency", "short_emergency")] == []


def test_numbness_that_can_wait_for_the_day_says_that_it_comes_slowly_or_gets_worse() -> None:
    """Numb all at once is for the emergency number in every region."""
    milder = [sign.text for sign in every_sign() if "emergency" not in sign.list and re.search(r"numb|feeling in", sign.text)]
    assert milder
    assert [text for text in milder if not re.search(r"slowly|gets worse", text)] == []


@pytest.mark.parametrize(("condition", "joint"), [("after-hip-replacement", "hip"), ("after-knee-replacement", "knee")])
def test_a_new_joint_has_the_signs_of_its_wound_and_those_of_its_region(condition: str, joint: str) -> None:
    """Redness, fluid and fever after the operation stood on no paper."""
    region = LIBRARY.conditions[condition].region
    own, plain = paper(region), paper(joint)
    (called,) = own.call
    assert (called.who, plain.call) == ("the ward or your surgeon's team", ())
    for word in ("redness", "fluid or pus", "opens up"):
        assert any(word in sign for sign in called.signs), word
    assert {sign for group in plain.emergency for sign in group.signs} < {sign for group in own.emergency for sign in group.signs}
    assert any("high temperature" in sign and "shiver" in sign for group in own.emergency for sign in group.signs)


def test_the_region_of_a_pregnancy_says_what_its_flags_add_in_the_same_words() -> None:
    """So that a paper with both prints each once, and none under another number."""
    region = LIBRARY.regions["pregnancy"]
    for trimester in (1, 2, 3):
        adds = LIBRARY.flags[f"pregnancy-trimester-{trimester}"].adds
        assert adds is not None
        for name in ("emergency_when", "emergency", "short_emergency", "call_who"):
            assert getattr(adds, name) == getattr(region, name), name
        assert set(adds.call) <= set(region.call)
        both = paper("pregnancy", flags=[f"pregnancy-trimester-{trimester}"])
        assert [group.when for group in both.emergency] == [region.emergency_when, LIBRARY.regions["low-back-and-pelvis"].emergency_when]
        assert [called.signs for called in both.call] == [region.call]


def test_heavy_legs_on_a_walk_are_usual_with_a_narrow_spinal_canal_and_an_emergency_without() -> None:
    """Its usual sign was one of those for the emergency number: legs that feel heavy, tingle or are weak, one or both."""
    own, back = paper("spinal-stenosis"), paper("low-back-and-pelvis")
    said = [sign for group in own.emergency for sign in group.signs]
    assert any("legs feel heavy" in sign for group in back.emergency for sign in group.signs)
    assert not [sign for sign in said if re.search(r"heavy|walking gets hard", sign)]
    (both,) = [sign for sign in said if "both legs" in sign]
    assert re.fullmatch("new .* does not ease when you sit down", both)
    assert any("heavy" in text and "usual" in text for text in own.feeling)
    for word in ("genitals", "wipe", "pee", "bladder or bowels", "all at once", "floppy"):
        assert any(word in sign for sign in said), word


@pytest.mark.parametrize("names", list(permutations(("low-back-and-pelvis", "spinal-stenosis"))))
def test_a_paper_about_the_back_and_a_narrow_canal_says_one_thing_of_heavy_legs(names: tuple[str, str]) -> None:
    """It sent heavy legs to the emergency number, and said that they are usual."""
    assert [region.id for region in regions_of(names, LIBRARY)] == ["spinal-stenosis", "whole-body"]
    assert paper(*names) == paper("spinal-stenosis")


def test_a_sign_that_is_said_to_be_usual_and_an_emergency_is_found_by_check() -> None:
    stenosis = LIBRARY.regions["spinal-stenosis"]
    found = found_by_check(own=stenosis.model_copy(update={"in_place_of": ()}))
    assert found
    assert all('"One or both legs may ache' in one and "says what is usual" in one for one in found)
    assert {name for one in found for name in re.findall(r"\(region ([a-z-]+), (?:short_)?emergency\)", one)} == {"low-back-and-pelvis"}
    own = stenosis.model_copy(update={"feeling": ("A cold sweat may come.",)})
    (what,) = found_by_check(own=own)
    assert '"a cold sweat" (region whole-body, stop_emergency) sends to the emergency number' in what


def test_a_region_that_stands_in_place_of_another_says_as_much() -> None:
    stenosis = LIBRARY.regions["spinal-stenosis"]
    assert list(stand_in_problems(LIBRARY.regions.values(), LIBRARY)) == []
    less = stenosis.model_copy(update={"urgent": stenosis.urgent[1:]})
    held = dataclasses.replace(LIBRARY, regions={**LIBRARY.regions, less.id: less})
    (problem,) = stand_in_problems([less], held)
    assert problem.what == "spinal-stenosis stands in place of low-back-and-pelvis and says 7 of urgent, where that says 8"
    assert problem.place.file.endswith("regions/spinal-stenosis.yaml")


def test_a_region_cannot_stand_in_place_of_one_that_it_needs_or_that_stands_in_its_own() -> None:
    """Both would be missing from the paper."""
    stenosis, back = LIBRARY.regions["spinal-stenosis"], LIBRARY.regions["low-back-and-pelvis"]
    back = back.model_copy(update={"in_place_of": ("spinal-stenosis",)})
    own = stenosis.model_copy(update={"in_place_of": ("spinal-stenosis", "whole-body", "low-back-and-pelvis")})
    held = dataclasses.replace(LIBRARY, regions={**LIBRARY.regions, back.id: back, own.id: own})
    assert ["cannot stand in place of" in problem.what for problem in stand_in_problems([own], held)] == [True] * 3


def test_a_blow_to_the_head_is_for_the_emergency_number_with_blood_thinners() -> None:
    assert not any("head" in sign for group in paper("whole-body").emergency for sign in group.signs)
    (group,) = paper("whole-body", flags=["anticoagulants"]).emergency
    assert group.signs == ("you hit your head, even if you feel well",)


def test_the_paper_of_today_is_refused() -> None:
    """Chest pain stood in the emergency box, and to the clinic's phone on the same paper."""
    assert two_numbers(emergency="you have chest pain", stop="have pain or tightness in your chest") == ["stop"]
    assert two_numbers(stop_emergency="pain or tightness in your chest", stop="have chest pain") == ["stop"]
    assert two_numbers(stop_emergency="a cold sweat", urgent="a cold sweat") == ["urgent"]
    assert two_numbers(call="bleeding", urgent="bleeding or a fever") == ["urgent"]
    assert two_numbers(stop="Feel dizzy.", urgent="you feel dizzy") == ["urgent"]


@pytest.mark.parametrize(
    ("grave", "mild"),
    [
        ("your knee is hot, red and swollen", "a knee that is swollen"),
        ("pain, tingling, weakness or numbness in both legs", "new weakness in one leg"),
        ("trouble breathing that does not ease when you rest", "pain that rest does not ease"),
    ],
)
def test_a_sign_that_says_how_it_differs_is_right(grave: str, mild: str) -> None:
    assert two_numbers(emergency=grave, urgent=mild) == []


@pytest.mark.parametrize(
    ("grave", "mild"),
    [
        ("pain, tingling, weakness or numbness in both legs", "new weakness in both legs"),
        ("pain in your arm, neck or jaw", "neck pain"),
        ("walking gets hard, or your legs feel heavy", "heavy legs"),
        ("a leg that is swollen", "swelling of one leg"),
    ],
)
def test_a_sign_is_found_in_a_list_after_a_comma_and_in_other_words_for_the_same(grave: str, mild: str) -> None:
    assert two_numbers(emergency=grave, urgent=mild) == ["urgent"]


def test_the_same_number_may_be_named_twice() -> None:
    assert two_numbers(emergency="you have chest pain", stop_emergency="pain in your chest") == []


def test_a_sign_with_many_choices_ends() -> None:
    text = " ".join(f"a{n} or b{n}" for n in range(40))
    assert list(sign_problems([Sign(text, "stop", Place("x"), "r")], SignWords(either="or"))) == []


@pytest.mark.parametrize("trimester", [1, 2, 3])
def test_a_pregnancy_adds_its_signs_with_whom_to_call_and_is_not_asked_for_again(trimester: int) -> None:
    """The flag changed cards and never the signs, and the paper asked her whether she was pregnant."""
    plain, own = paper("low-back-and-pelvis"), paper("low-back-and-pelvis", flags=[f"pregnancy-trimester-{trimester}"])
    assert (plain.call, "are pregnant" in plain.ask_first) == ((), True)
    (called,) = own.call
    assert called.who == "your midwife or maternity unit"
    words = ["bleeding or fluid", "contractions", "headache", "calf", *(["baby"] if trimester > 1 else [])]
    assert [word for word in words if not any(word in sign for sign in called.signs)] == []
    assert own.ask_first == tuple(asked for asked in plain.ask_first if asked != "are pregnant")


@pytest.mark.parametrize(
    ("region", "flag", "asked"),
    [
        ("knee", "knee-replacement", "have a new knee joint"),
        ("low-back-and-pelvis", "osteoporosis", "have thin bones (osteoporosis)"),
        ("low-back-and-pelvis", "recent-spinal-surgery", "have had an operation on your back"),
    ],
)
def test_what_a_flag_answers_is_not_asked(region: str, flag: str, asked: str) -> None:
    assert asked in paper(region).ask_first
    assert asked not in paper(region, flags=[flag]).ask_first


def test_what_two_regions_say_alike_is_printed_once() -> None:
    both = paper("knee", "low-back-and-pelvis")
    assert [group.when for group in both.emergency] == [
        "you have knee pain and any of these",
        "you have back, buttock or leg pain and any of these",
    ]
    for name in ("stop_emergency", "stop", "urgent", "feeling", "ask_first"):
        said = getattr(both, name)
        assert len(said) == len(set(said))
    assert [region.id for region in regions_of(["knee", "low-back-and-pelvis"], LIBRARY)] == ["knee", "low-back-and-pelvis", "whole-body"]


def test_the_lists_are_headings_that_bookmarks_lead_to() -> None:
    pdf = build_handout(Order(plan="knee-osteoarthritis", date=DATE), LIBRARY_FOLDERS).pdf
    said = " ".join(semantic.text(pdf).split())
    for heading in ("Stop and call 999 now if you have", "Call 999 or go to A&E now if you have knee pain and any of these"):
        assert heading in said
    titles = bookmarks(pdf)
    for start in ("Stop and call 999", "Call 999 or go to A&E now", "Stop, rest and call us on", "Call us on 01632 960000 or your doctor"):
        assert any(title.startswith(start) for title in titles), (start, titles)


def bookmarks(pdf: bytes) -> list[str]:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:

        def below(items: Iterable[pikepdf.OutlineItem]) -> Iterable[str]:
            for item in items:
                yield item.title
                yield from below(item.children)

        return list(below(outline.root))


def own_folders(tmp_path: Path, **files: str) -> Folders:
    for name, text in files.items():
        kind, _, stem = name.partition("_")
        path = tmp_path / kind / f"{stem.replace('_', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Folders((tmp_path, ROOT / "content"), (ROOT / "layouts",))


def knee(change: str, to: str) -> str:
    text = (ROOT / "content/regions/knee.yaml").read_text("utf-8")
    assert change in text
    return text.replace(change, to)


@pytest.mark.slow
def test_a_clinics_own_region_that_sends_a_sign_to_two_numbers_is_not_printed_and_check_says_so(tmp_path: Path) -> None:
    folders = own_folders(tmp_path, regions_knee=knee("  - a knee that locks", "  - pain in your chest\n  - a knee that locks"))
    for refused in (lambda: page_of(Order(plan="knee-osteoarthritis", date=DATE), folders), lambda: check_everything(folders, DATE)):
        with pytest.raises(ProblemsFound) as found:
            refused()
        assert {problem.place.file.endswith("regions/knee.yaml") for problem in found.value.problems} == {True}
        assert all(problem.place.line > 0 for problem in found.value.problems)
        said = [problem.what for problem in found.value.problems]
        assert all('"pain in your chest" (region knee, urgent)' in one for one in said)
        assert any('"pain or tightness in your chest" (region whole-body, stop_emergency)' in one for one in said)


def test_a_flag_and_a_region_that_disagree_are_not_printed_together(tmp_path: Path) -> None:
    folders = own_folders(tmp_path, regions_knee=knee("  - a knee that locks", "  - pain in your calf\n  - a knee that locks"))
    page_of(Order(plan="knee-osteoarthritis", date=DATE), folders)
    flags = (PatientFlag("pregnancy-trimester-1", Place("--flag")),)
    with pytest.raises(ProblemsFound) as found:
        page_of(Order(plan="knee-osteoarthritis", date=DATE, flags=flags), folders)
    assert any("(flag pregnancy-trimester-1, call)" in problem.what for problem in found.value.problems)


@pytest.mark.slow
def test_an_answer_to_what_nobody_asks_is_named_by_check(tmp_path: Path) -> None:
    text = (ROOT / "content/flags/osteoporosis.yaml").read_text("utf-8").replace("answers: [osteoporosis]", "answers: [osteoporosi]")
    with pytest.raises(ProblemsFound) as found:
        check_everything(own_folders(tmp_path, flags_osteoporosis=text), DATE)
    assert [problem.what for problem in found.value.problems] == ['"osteoporosi" is asked by no region']


@pytest.mark.parametrize("clinician", [None, {"name": "Sam Sample"}])
def test_see_a_doctor_first_is_for_a_paper_that_no_clinician_hands_out(clinician: dict[str, str] | None) -> None:
    """The physiotherapist who has just examined the patient printed it."""
    data: dict[str, object] = {"id": "made-up", "clinic": "sample-clinic", "conditions": ("sacroiliac-joint-pain",), "tips": ()}
    data |= {"exercises": ({"exercise": "trunk-rotation"},), "dose": {"reps": 3, "times_per_day": 1, "days_per_week": 7}}
    data |= {"clinician": clinician} if clinician else {}
    plan = Typed("plans", data, Origin({}, Place("made up")))
    said = semantic.text(build_handout(Order(plan=plan, date=DATE), LIBRARY_FOLDERS).pdf)
    assert ("See a doctor before" in " ".join(said.split())) == (clinician is None)
