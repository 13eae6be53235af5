"""The sample plans as pages: everything they say is on the paper, once, in order, and every check of a tagged PDF passes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest

from helpers.prepared import answered
from rehabpress import Built, Order, build_handout
from rehabpress.loader.folders import Folders, ids
from rehabpress.model.amount import Amount
from rehabpress.model.base import Content
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.handout import Handout
from validators import semantic, ua1, verapdf

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = Folders((ROOT / "content",), (ROOT / "layouts",))
DAY = dt.date(2026, 11, 20)
PLANS = ids(FOLDERS, "plans")
# The country checks a number; a caution is for a paper that no clinician hands out (tests/safety/test_signs.py).
NOT_PRINTED = {
    "country",
    "caution",
    "plan",
    "url",
    "language",
    "picture_name",
    "of_library",
    "of_order",
    "changes",
    "id",
    "picture",
    "sample",
    "logo",
    "body",
    "themes",
    "days",
    "pain",
    "effort",
    "bands",
    "short",
}
"""Fields of a handout that are names for the program, that a link or a picture's description carries; or words for other papers."""


@pytest.fixture(scope="module")
def built() -> Mapping[str, Built]:
    reading = Pipeline(FOLDERS)
    return {
        plan: build_handout(answered(reading, Order(plan=plan, date=DAY, patient="Sample Patient", layout="booklet")), FOLDERS)
        for plan in PLANS
    }


def texts(value: object, name: str = "") -> Iterator[str]:
    """Every text of a handout that belongs on the page."""
    if name in NOT_PRINTED:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one, name)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Amount, type)):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), field.name)
    elif isinstance(value, Content) and name not in ("dose", "regions"):
        for key in type(value).model_fields:
            yield from texts(getattr(value, key), key)


def plain(text: str) -> str:
    """Without white space, which line ends are part of."""
    return re.sub(r"\s+", "", text)


def missing(handout: Handout, page: str) -> list[str]:
    """The texts of a handout that its page does not say."""
    said = plain(page)
    return [text for text in texts(handout) if plain(text) not in said]


@pytest.mark.parametrize("plan", PLANS)
def test_everything_that_a_handout_says_is_on_its_pages(built: Mapping[str, Built], plan: str) -> None:
    handout = built[plan].handout
    left = missing(handout, semantic.text(built[plan].pdf))
    # Where to go in an emergency is said with the emergency signs of a region, and the whole body has none.
    signs = [group for region in handout.regions for group in region.emergency]
    assert left == ([] if signs or plan != "unsteadiness" else [handout.clinic.emergency.go_to])


def test_a_text_that_is_not_on_the_page_is_noticed(built: Mapping[str, Built]) -> None:
    one = built["first-visit"]
    said = semantic.text(one.pdf)
    assert missing(dataclasses.replace(one.handout, message="Something else."), said) == ["Something else."]
    assert missing(one.handout, said.replace("Hold 30 to 40 seconds.", "Hold.")) == ["Hold 30 to 40 seconds."]


@pytest.mark.parametrize("plan", PLANS)
def test_every_number_of_every_dose_is_on_its_card(built: Mapping[str, Built], plan: str) -> None:
    page = semantic.text(built[plan].pdf)
    for card in built[plan].handout.cards:
        sentences = " ".join(card.text.sentences)
        assert sentences in page
        for name, value in card.dose.given().items():
            if isinstance(value, Amount):
                unit = 60 if name in ("hold", "duration", "rest") and value.low % 60 == 0 and value.high % 60 == 0 else 1
                words = {("reps", 1): "once", ("reps", 2): "twice", ("times_per_day", 1): "once a day", ("times_per_day", 2): "twice a day"}
                words[("days_per_week", 7)] = "every day"
                for number in {value.low // unit, value.high // unit}:
                    assert words.get((name, number), str(number)) in sentences or str(number) in sentences, (card.id, name)


@pytest.mark.parametrize("plan", PLANS)
def test_every_page_says_whose_it_is_and_which_it_is(built: Mapping[str, Built], plan: str) -> None:
    with pypdfium2.PdfDocument(built[plan].pdf) as pdf:
        for number in range(len(pdf)):
            footer = pdf[number].get_textpage().get_text_range()
            assert "Sample Patient · 20 November 2026" in footer
            assert f"Page {number + 1} of {len(pdf)}" in footer


@pytest.mark.parametrize("plan", PLANS)
def test_the_tags_mean_what_the_page_shows(built: Mapping[str, Built], plan: str) -> None:
    assert ua1.findings(built[plan].pdf) == []
    assert semantic.findings(built[plan].pdf) == []


def test_verapdf_agrees(built: Mapping[str, Built], tmp_path: Path) -> None:
    for plan, one in built.items():
        (tmp_path / f"{plan}.pdf").write_bytes(one.pdf)
    found = verapdf.findings(sorted(tmp_path.glob("*.pdf")))
    assert {path.stem: findings for path, findings in found.items()} == {plan: [] for plan in PLANS}


def test_qpdf_finds_nothing(built: Mapping[str, Built], tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        if os.environ.get("REHABPRESS_ALL_CHECKS"):
            pytest.fail("qpdf is not installed")
        pytest.skip("qpdf --check was left out: qpdf is not installed")
    for plan, one in built.items():
        path = tmp_path / f"{plan}.pdf"
        path.write_bytes(one.pdf)
        ran = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert (ran.returncode, "No syntax or stream encoding errors" in ran.stdout) == (0, True), ran.stdout + ran.stderr


def test_other_processes_and_hash_seeds_give_the_same_bytes(built: Mapping[str, Built], tmp_path: Path) -> None:
    script = (
        "import sys, datetime as dt, pathlib; from rehabpress import Order, build_handout\nfrom rehabpress.loader.folders import Folders\n"
    )
    script += f"root = pathlib.Path({str(ROOT)!r}); order = Order(plan='everything', date=dt.date(2026, 11, 20), patient='Sample Patient', layout='booklet')\n"
    script += "sys.stdout.buffer.write(build_handout(order, Folders((root / 'content',), (root / 'layouts',))).pdf)"
    for seed, cache in (("1", "a"), ("2", "b"), ("2", "b")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "REHABPRESS_CACHE": str(tmp_path / cache), "TZ": "Pacific/Auckland"}
        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment, cwd=tmp_path)
        assert ran.stdout == built["everything"].pdf


def test_what_is_typed_is_printed_as_typed() -> None:
    patient = "Sample <b>Patient</b> & Co {{ 1 + 1 }} \\ ( ) % ½ Łódź"
    pdf = build_handout(Order(plan="first-visit", date=DAY, patient=patient), FOLDERS).pdf
    assert patient in semantic.text(pdf)


def test_the_patient_is_nowhere_but_on_the_page(built: Mapping[str, Built]) -> None:
    without = build_handout(Order(plan="first-visit", date=DAY), FOLDERS).pdf
    assert "Sample Patient" not in semantic.text(without)
    with pypdfium2.PdfDocument(built["first-visit"].pdf) as pdf:
        assert not [value for value in pdf.get_metadata_dict().values() if "Patient" in value]
