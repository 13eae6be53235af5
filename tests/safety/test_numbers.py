"""A clinic's emergency number is one of its country, and what it names for when it is closed is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.prepared import page_of
from helpers.safety_samples import DATE, FOLDERS, ROOT
from rehabpress.api import Order
from rehabpress.loader.folders import Folders
from rehabpress.model.clinic import Clinic
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

SAMPLE = (ROOT / "content/clinics/sample-clinic.yaml").read_text("utf-8")


def problems(tmp_path: Path, call: str, closed: str = "our doctor", *, country: str = "", language: str = "en-GB") -> list[str]:
    """What is wrong with the sample clinic when it has these numbers."""
    text = SAMPLE.replace('call: "999"', f'call: "{call}"').replace("out_of_hours: NHS 111", f'out_of_hours: "{closed}"')
    text = text.replace("country: GB\n", f"country: {country}\n" if country else "").replace("language: en-GB", f"language: {language}")
    (tmp_path / "clinics").mkdir()
    (tmp_path / "clinics" / "sample-clinic.yaml").write_text(text, "utf-8")
    folders = Folders((tmp_path, *FOLDERS.content), FOLDERS.layouts)
    try:
        page_of(Order(plan="first-visit", date=DATE), folders)
    except ProblemsFound as found:
        return [str(problem) for problem in found.problems]
    return []


@pytest.mark.parametrize(
    ("country", "call"),
    [
        ("GB", "999"), ("GB", "112"), ("IE", "112"), ("US", "911"), ("CA", "911"), ("AU", "000"), ("NZ", "111"), ("DE", "112"),
        ("AT", "144"), ("CH", "144"), ("FR", "15"), ("CZ", "155"), ("ES", "112"), ("GB", "999 or 112"),
    ],
)  # fmt: skip
def test_a_number_of_the_country_is_right(tmp_path: Path, country: str, call: str) -> None:
    assert problems(tmp_path, call, country=country) == []


@pytest.mark.parametrize(
    ("country", "call", "right"),
    [
        ("GB", "911", "999 or 112"), ("US", "999", "911"), ("DE", "999", "112"), ("NZ", "999", "111"), ("CZ", "158", "155 or 112"),
        ("IE", "the ambulance", "112 or 999"), ("GB", "999 or 911", "999 or 112"),
    ],
)  # fmt: skip
def test_another_number_is_refused_with_the_right_ones(tmp_path: Path, country: str, call: str, right: str) -> None:
    """A German clinic with 999 printed it."""
    (problem,) = problems(tmp_path, call, country=country)
    assert "sample-clinic.yaml:" in problem
    assert f'"{call}" does not call an ambulance in ' in problem
    assert f"write {right}; or country: " in problem


def test_the_country_is_that_of_the_language_where_the_clinic_says_none(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "999", language="en-US")
    assert "in United States (US)" in problem


def test_the_country_that_the_clinic_says_wins(tmp_path: Path) -> None:
    assert problems(tmp_path, "112", country="DE", language="en-GB") == []


def test_of_a_country_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert problems(tmp_path, "12345", country="AQ") == []


def test_a_second_emergency_number_is_none_for_when_the_clinic_is_closed(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "999", "112", country="GB")
    assert '"112" is an emergency number in United Kingdom (GB)' in problem


@pytest.mark.parametrize(("closed", "right"), [("999", False), ("the ambulance on 999", False), ("NHS 111", True), ("0999 1", True)])
def test_out_of_hours_is_another_number_than_the_emergency_number(closed: str, right: bool) -> None:
    data: dict[str, object] = {"id": "c", "name": "C", "address": ("1 Street",), "phone": "1", "language": "en-GB"}
    data["emergency"] = {"call": "999", "go_to": "A&E", "out_of_hours": closed}
    if right:
        assert Clinic.model_validate(data)
    else:
        with pytest.raises(ValueError, match="is the emergency number 999"):
            Clinic.model_validate(data)
