"""A small project that is right, to be broken one way at a time: for the tests of the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from rehabpress.loader.folders import Folders
from rehabpress.support.problems import ProblemsFound

RIGHT = {
    "content/exercises/bird-dog.yaml": """\
        id: bird-dog
        name: Bird dog
        goal: It steadies your low back.
        start: Get on your hands and knees.
        steps:
          - Reach one leg back.
          - Bring it back down.
        dose: {hold: 5-10 s, side: each}
        changes: side
        picture: A person on hands and knees.
        sources: [an-article]
        movements: [lying]
        """,
    "content/exercises/bridge.yaml": """\
        id: bridge
        name: Bridge
        goal: It works your buttocks.
        start: Lie on your back.
        steps: [Lift your pelvis.]
        picture: A person lies on the back.
        sources: [an-article]
        movements: [lying]
        """,
    "content/conditions/back-pain.yaml": """\
        id: back-pain
        name: back pain
        title: About back pain
        plan_title: A plan for your back
        plan_message: Little and often.
        region: low-back
        what_it_is: [It is pain in the back.]
        sources: [an-article]
        avoid:
          - {id: sit-ups, what: Sit-ups, why: They press on the joint., movements: [], sources: [a-leaflet]}
        """,
    "content/regions/low-back.yaml": """\
        id: low-back
        name: low back
        emergency: [you cannot feel your legs]
        urgent: [a fever]
        stop: [feel sharp pain]
        feeling: [A mild stretch is right.]
        sources: [a-leaflet]
        version: "1"
        language: en
        """,
    "content/clinics/our-clinic.yaml": """\
        id: our-clinic
        name: Our Clinic
        address: [1 Example Street]
        phone: "01632 960000"
        language: en-GB
        emergency: {call: "999", go_to: A&E, out_of_hours: NHS 111}
        """,
    "content/plans/morning.yaml": """\
        id: morning
        title: Your morning plan
        message: A little every day.
        conditions: [back-pain]
        clinic: our-clinic
        exercises:
          - exercise: bird-dog
            dose: {reps: 5}
          - exercise: bridge
            dose: {reps: 8-10}
        """,
    "content/movements/lying.yaml": """\
        id: lying
        name: lying down
        definition: The body lies.
        sources: [an-article]
        """,
    "content/sources/an-article.yaml": """\
        id: an-article
        title: An article
        read_on: 2026-11-20
        """,
    "content/sources/a-leaflet.yaml": """\
        id: a-leaflet
        title: A leaflet
        read_on: 2026-11-20
        """,
    "layouts/themes/plain.yaml": """\
        id: plain
        description: For tests.
        paper: A4
        margins: {top: 16 mm, right: 18 mm, bottom: 14 mm, left: 18 mm}
        font: Source Sans 3
        smallest: 12 pt
        colours:
          ink: "#1d2a30"
          paper: "#ffffff"
          accent: "#14555c"
          grey: "#8a8a8a"
        styles:
          base: {font: regular, size: 12 pt, leading: 16 pt, colour: ink, align: left, before: 0, after: 5 pt}
          h1: {font: bold, size: 20 pt, leading: 24 pt, colour: accent}
          p: {}
        """,
}


@dataclass(frozen=True)
class Project:
    """A folder with content and layouts, which is the current folder of the test."""

    folder: Path

    @property
    def folders(self) -> Folders:
        """Its folders and no others."""
        return Folders((self.folder / "content",), (self.folder / "layouts",))

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file; text is dedented."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return target

    def change(self, path: str, old: str, new: str) -> None:
        """Replace ``old``, which is in the file once."""
        text = (self.folder / path).read_text()
        assert text.count(old) == 1
        (self.folder / path).write_text(text.replace(old, new))


def right_project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in which everything is right, in the current folder."""
    monkeypatch.chdir(folder)
    made = Project(folder)
    for path, text in RIGHT.items():
        made.write(path, text)
    return made


def complaint(action: Callable[[], object]) -> str:
    """All that an action complains about, as it is printed. Fails when it does not complain."""
    with pytest.raises(ProblemsFound) as caught:
        action()
    return "".join(f"{problem}\n" for problem in caught.value.problems)
