"""What is bound after the handout: by the order, the plan or the clinic; and what a paper says that goes out with the sheet."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.page_facts import sheets
from rehabpress.api import build_handout
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Named, Typed, read_library
from rehabpress.model.patient import PatientFlag
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.safety.signs import safety_of
from rehabpress.support.problems import Origin, Place, ProblemsFound
from validators import semantic, ua1

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
DAY = dt.date(2026, 11, 20)
ORDER = Order(plan="sacroiliac-joint", date=DAY)


def layouts(order: Order, folders: Folders = FOLDERS) -> list[str]:
    return [one.layout for one in Pipeline(folders).bound(order)]


def typed(**more: object) -> Order:
    data: dict[str, object] = {"id": "made-up", "clinic": "sample-clinic", "conditions": ("sacroiliac-joint-pain",)}
    data |= {"exercises": ({"exercise": "trunk-rotation"},), "dose": {"reps": 3, "times_per_day": 1, "days_per_week": 7}, **more}
    return Order(plan=Typed("plans", data, Origin({}, Place("made up"))), date=DAY)


def test_the_order_wins_over_the_plan_and_that_over_the_clinic(tmp_path: Path) -> None:
    path = tmp_path / "clinics" / "sample-clinic.yaml"
    path.parent.mkdir()
    path.write_text((ROOT / "content" / "clinics" / "sample-clinic.yaml").read_text("utf-8") + "annexes: [about]\n", "utf-8")
    clinics = Folders((tmp_path, *FOLDERS.content), FOLDERS.layouts)
    assert layouts(ORDER) == ["handout", "tips"]
    assert layouts(replace(ORDER, annexes=("sources", "about"))) == ["handout", "sources", "about"]
    assert layouts(replace(ORDER, annexes=())) == ["handout"]
    assert layouts(typed(), clinics) == ["handout", "about"]
    assert layouts(typed(annexes=("tips",)), clinics) == ["handout", "tips"]
    assert layouts(typed(annexes=()), clinics) == ["handout"]


def test_other_layouts_have_annexes_only_when_the_order_asks() -> None:
    assert layouts(replace(ORDER, layout="cards")) == ["cards"]
    assert layouts(replace(ORDER, layout="cards", annexes=("tips",))) == ["cards", "tips"]


def test_the_copy_of_the_clinic_has_a_page_for_the_file() -> None:
    flag = PatientFlag("falls-risk", Place("--flag"))
    order = replace(ORDER, copy="clinic", flags=(flag,), annexes=())
    assert layouts(order) == ["handout", "record"]
    pdf = build_handout(order, FOLDERS).pdf
    said = semantic.text(pdf)
    assert "For the file of the clinic" in said
    assert "What the patient was kept safe from" in said
    assert "Strengthening Exercises for Sacroiliac Joint Pain Relief" in said
    assert ua1.findings(pdf) == []
    feet = [foot for foot in semantic.decoration(pdf) if "Page" in foot]
    assert [re.search(r"Page\s+(\d+)\s+of\s+(\d+)", foot).groups() for foot in feet] == [("1", "2"), ("2", "2"), ("1", "2"), ("2", "2")]  # type: ignore[union-attr]
    assert said.index("All signs: exercise sheet") < said.index("Review and sources")
    assert "Dose" in said
    patient = semantic.text(build_handout(replace(order, copy="patient"), FOLDERS).pdf)
    assert "Strengthening Exercises for Sacroiliac Joint Pain Relief" not in patient
    assert re.search(r"Made from \d+ sources: ask us for the list", patient)


def test_a_layout_that_there_is_not() -> None:
    with pytest.raises(ProblemsFound) as found:
        layouts(replace(ORDER, annexes=("tisp",)))
    (problem,) = found.value.problems
    assert (str(problem.place), problem.what) == ("--with tisp", 'there is no layout "tisp"')
    assert "tips" in (problem.hint or "")


def texts(order: Order, *annexes: str, folders: Folders = FOLDERS) -> list[str]:
    """What each part of a paper says."""
    press = Pipeline(folders)
    return [press_text(one) for one in press.pages(press.bound(replace(order, annexes=annexes)))]


def press_text(page: object) -> str:
    from rehabpress.pipeline.block_facts import facts_of

    return " ".join(facts_of(block).text for block in page.document.blocks)  # type: ignore[attr-defined]


@pytest.mark.parametrize("layout", ["tips", "about", "sources", "routine", "avoid", "cover"])
def test_beside_the_sheet_it_has_the_gravest_signs_and_alone_all(layout: str) -> None:
    beside = texts(ORDER, layout)[1]
    (alone,) = texts(replace(ORDER, layout=layout))
    assert "Stop and call 999 for: numb genitals or back passage" in beside
    assert "Stop and call us on 01632 960000 for: dizziness" in beside
    assert "you lose control of your bladder or bowels" not in beside
    assert "you lose control of your bladder or bowels" in alone


def test_a_patient_with_a_flag_has_the_warnings_of_tips_on_the_sheet() -> None:
    """Of "Ask before you take supplements" the sheet said no more, and the patient takes warfarin."""
    flag = PatientFlag("anticoagulants", Place("--flag"))
    order = replace(ORDER, annexes=(), flags=(flag,))
    assert "Do not take it if you take warfarin." in " ".join(texts(order, "tips")[0].split())
    assert "warfarin" not in texts(replace(order, flags=()), "tips")[0]
    assert len(sheets(build_handout(order, FOLDERS).pdf)) == 2


def test_the_page_of_tips_says_nothing_twice() -> None:
    """The message of a plan may be one of its tips: "Be gentle and keep at it"."""
    (alone,) = texts(replace(ORDER, plan="sacroiliac-joint", layout="tips"))
    assert alone.count("Be gentle and keep at it") == 1


def test_signs_of_a_flag_are_among_the_gravest() -> None:
    flag = PatientFlag("pregnancy-trimester-3", Place("--flag"), week=30)
    order = replace(typed(), flags=(flag,), not_flags=())
    assert "Stop and call your midwife or maternity unit now for: bleeding or fluid" in texts(order, "tips")[1]


def test_who_has_signs_and_no_short_words_for_them_has_all_signs_everywhere() -> None:
    whole = read_library(FOLDERS, [Named("regions", "low-back-and-pelvis", Place("test"))]).regions
    regions = [whole["low-back-and-pelvis"], whole["whole-body"]]
    assert safety_of(regions, ()).short
    assert safety_of([regions[0].model_copy(update={"short_emergency": ()}), regions[1]], ()).short is None


def test_a_layout_that_leaves_the_notice_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "notice.html").write_text("{# nothing #}", "utf-8")
    folders = Folders(FOLDERS.content, (tmp_path, *FOLDERS.layouts))
    with pytest.raises(ProblemsFound) as found:
        texts(ORDER, "tips", folders=folders)
    assert [problem.what.partition(":")[0] for problem in found.value.problems] == [
        'the layout "tips" does not print the short notice of the emergency signs, with the number to call',
        'the layout "tips" does not print the short notice of the signs to stop at, with the clinic\'s number',
    ]
