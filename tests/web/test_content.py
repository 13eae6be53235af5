"""Content in the page: looked at with its sources, and signed into its file."""

from __future__ import annotations

import time
from itertools import count

import pytest

from helpers.cli_project import ClinicFolder
from helpers.web_page import WebPage


def test_everything_that_is_signed_is_listed(page: WebPage) -> None:
    listed = page.get("/content/all").json()["content"]
    assert {one["kind"] for one in listed} >= {"exercises", "conditions", "regions", "flags"}
    assert {"kind": "exercises", "id": "bridge", "name": "Bridge", "state": "unsigned"} in listed


def test_one_of_it_is_shown_with_its_sources(page: WebPage) -> None:
    whole = page.get("/content/exercises/bridge").json()
    assert whole["says"]["steps"]
    assert "sources" not in whole["says"]
    assert whole["sources"][0]["title"]
    assert whole["sources"][0]["read"]
    assert page.get("/content/plans/first-visit").status_code == 422
    assert page.get("/content/exercises/nothing").status_code == 422


def test_a_clinician_signs_and_a_later_change_makes_it_stale(own_page: WebPage) -> None:
    asked = {"kind": "exercises", "id": "bridge", "by": "Sam Sample,  physiotherapist", "due": "2027-11-20"}
    assert own_page.post("/content/sign", asked).status_code == 200
    whole = own_page.get("/content/exercises/bridge").json()
    assert (whole["state"], whole["by"], whole["due"]) == ("signed", "Sam Sample, physiotherapist", "2027-11-20")
    own_page.desk.clock = count(time.monotonic() + 60, 5).__next__  # each look at the files is later than the one before
    ClinicFolder(own_page.project).edit("content/exercises/bridge.yaml", "name: Bridge", "name: Bridges")
    assert own_page.get("/content/exercises/bridge").json()["state"] == "changed since"


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": ""},
        {"by": "x"},
        {"by": None},
        {"due": "soon"},
        {"due": "2020-01-01"},
        {"id": "nothing"},
        {"id": "../x"},
        {"kind": "plans"},
        {"kind": 5},
        {"id": 5},
    ],
)
def test_a_signature_that_says_nothing_is_refused(own_page: WebPage, wrong: dict[str, object]) -> None:
    asked = {"kind": "exercises", "id": "bridge", "by": "Sam Sample", "due": "2027-11-20", **wrong}
    answer = own_page.post("/content/sign", asked)
    assert answer.status_code == 422, answer.text
    assert not list(own_page.project.rglob("*.yaml"))
