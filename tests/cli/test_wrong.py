"""Broken inputs, through the command line: the exact message, the exit code, and nothing written.

The messages stand in ``wrong.txt``. ``python tests/cli/test_wrong.py`` writes that file anew; read what it writes.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder, Ran

GOLDEN = Path(__file__).with_name("wrong.txt")
PLAN = """\
id: mine
conditions: [sacroiliac-joint-pain]
clinic: sample-clinic
dose: {times_per_day: 2, days_per_week: 7}
exercises:
  - exercise: bird-dog
    dose: {reps: 5}
"""


@dataclass(frozen=True)
class Case:
    """A broken input: how it is made, and the command that meets it."""

    make: Callable[[ClinicFolder], object]
    words: tuple[str, ...] = ("handout", "mine")


def plan(old: str = "", new: str = "") -> Callable[[ClinicFolder], object]:
    """The plan ``mine`` with one thing changed."""
    assert old in PLAN
    return lambda clinic: clinic.write("content/plans/mine.yaml", PLAN.replace(old, new, 1) if old else PLAN)


def edit(name: str, old: str, new: str) -> Callable[[ClinicFolder], object]:
    """The plan ``mine``, and a packaged file with one thing changed."""

    def make(clinic: ClinicFolder) -> None:
        plan()(clinic)
        clinic.edit(name, old, new)

    return make


def picture(name: str, data: bytes) -> Callable[[ClinicFolder], object]:
    """The plan ``mine``, and a picture of the clinic's own."""

    def make(clinic: ClinicFolder) -> None:
        plan()(clinic)
        clinic.write(f"content/pictures/{name}", data)

    return make


def no_folder(clinic: ClinicFolder) -> None:
    """A file stands where the output folder should be."""
    plan()(clinic)
    clinic.write("output", b"")


def two_files(clinic: ClinicFolder) -> None:
    """A mistake in the plan, and one in the exercise that it names."""
    plan("{reps: 5}", "{resp: 5}")(clinic)
    clinic.edit("content/exercises/bird-dog.yaml", "changes: side", "changes: wing")


def template(text: str) -> Callable[[ClinicFolder], object]:
    """The plan ``mine``, and an own layout that rewrites the block ``message``."""

    def make(clinic: ClinicFolder) -> None:
        plan()(clinic)
        clinic.write(
            "layouts/handout.html",
            f'{{% extends "handout.html" %}}\n{{% block message %}}\n<h1>{{{{ handout.title }}}}</h1>\n{text}\n{{% endblock %}}\n',
        )

    return make


def packet(clinic: ClinicFolder) -> None:
    """A packet that misspells a layout and a theme."""
    clinic.write("content/packets/mine.yaml", "id: mine\nname: Mine\nsheets:\n- layout: handot\n- {layout: routine, theme: clinc}\n")


CASES: Mapping[str, Case] = {
    "an unknown plan": Case(plan(), ("handout", "mien")),
    "an unknown exercise": Case(plan("bird-dog", "brid-dog")),
    "an unknown condition": Case(plan("sacroiliac-joint-pain", "sacroilliac-pain")),
    "an unknown clinic": Case(plan(), ("handout", "mine", "--clinic", "our-clinic")),
    "no clinic": Case(plan("clinic: sample-clinic\n", "")),
    "a missing dose": Case(plan("dose: {times_per_day: 2, days_per_week: 7}\n", "")),
    "no repetitions": Case(plan("    dose: {reps: 5}\n", "")),
    "a hold that reads as a time of day": Case(plan("{reps: 5}", "{reps: 5, hold: 1:30}")),
    "a hold without a unit": Case(plan("{reps: 5}", "{reps: 5, hold: 30}")),
    "a duplicate key": Case(plan("clinic:", "id: mine\nclinic:")),
    "a misspelt key": Case(plan("{reps: 5}", "{resp: 5}")),
    "a number with a leading zero": Case(plan("{reps: 5}", "{reps: 010}")),
    "a dose that no day has the hours for": Case(plan("{reps: 5}", "{reps: 900, sets: 90}")),
    "a file with another id": Case(plan("id: mine", "id: yours")),
    "an empty plan": Case(lambda clinic: clinic.write("content/plans/mine.yaml", "")),
    "a plan that is not YAML": Case(lambda clinic: clinic.write("content/plans/mine.yaml", "exercises: [bird-dog\n")),
    "a plan that is not UTF-8": Case(lambda clinic: clinic.write("content/plans/mine.yaml", "title: Übung\n".encode("latin-1"))),
    "two files that are wrong at once": Case(two_files),
    "an unquoted number for a text": Case(edit("content/clinics/sample-clinic.yaml", 'phone: "01632 960000"', "phone: 1632")),
    "an unknown side": Case(plan("{reps: 5}", "{reps: 5, side: both}")),
    "a misspelt word of --set": Case(plan(), ("handout", "mine", "--set", "bird-dog.resp=8")),
    "--set of an exercise that is not in the plan": Case(plan(), ("handout", "mine", "--set", "bird-dgo.reps=8")),
    "--set without a value": Case(plan(), ("handout", "mine", "--set", "bird-dog.reps")),
    "an exercise typed with a wrong number": Case(plan(), ("handout", "--condition", "sacroiliac-joint-pain", "-e", "bird-dog:reps=few")),
    "an exercise typed without a condition": Case(
        plan(), ("handout", "-e", "bird-dog:reps=5,times_per_day=1,days_per_week=7", "--clinic", "sample-clinic")
    ),
    "a plan and exercises at once": Case(plan(), ("handout", "mine", "-e", "bird-dog")),
    "neither plan nor exercises": Case(plan(), ("handout",)),
    "a date that is none": Case(plan(), ("handout", "mine", "--date", "20.11.2026")),
    "an unknown option": Case(plan(), ("handout", "mine", "--pateint", "Sample Patient")),
    "an unknown layout": Case(plan(), ("handout", "mine", "--layout", "handuot")),
    "an unknown theme": Case(plan(), ("handout", "mine", "--theme", "clinc")),
    "a misspelt variable of a layout": Case(template("<p>{{ handout.titel }}</p>")),
    "an unknown tag of a layout": Case(template("<paragraph>Hello</paragraph>")),
    "an unknown class of a layout": Case(template('<p class="mesage">Hello</p>')),
    "an unknown attribute of a layout": Case(template('<p stile="red">Hello</p>')),
    "an unknown label of a layout": Case(template('<p>{{ label("goals") }}</p>')),
    "an unknown picture of a layout": Case(template('<img name="bird-cat" alt="A bird."/>')),
    "a layout that reaches for Python": Case(template("<p>{{ handout.__class__.__mro__ }}</p>")),
    "a tag that is not closed": Case(template("<p>Hello")),
    "a Chinese character without a font": Case(plan("exercises:", "title: 背部\nexercises:")),
    "a name that no font has": Case(plan(), ("handout", "mine", "--patient", "样本")),
    "a picture that is broken": Case(picture("bird-dog.png", b"\x89PNG\r\n\x1a\nnot really")),
    "a picture that is empty": Case(picture("bird-dog.jpg", b"")),
    "a drawing that is no SVG": Case(picture("bird-dog.svg", b"<html></html>")),
    "a drawing with text in it": Case(
        picture("bird-dog.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text x="1" y="9">Hi</text></svg>')
    ),
    "a figure with an unknown joint": Case(edit("content/figures/bird-dog.yaml", "start:", "strat:")),
    "a theme with faint text": Case(edit("layouts/themes/clinic.yaml", 'muted: "#333e44"', 'muted: "#aab4ba"')),
    "a theme with small text": Case(edit("layouts/themes/clinic.yaml", "p.small: {size: 12 pt", "p.small: {size: 8 pt")),
    "a theme with a colour that is not there": Case(
        edit(
            "layouts/themes/clinic.yaml",
            "h1: {font: bold, size: 25 pt, leading: 29 pt, colour: accent",
            "h1: {font: bold, size: 25 pt, leading: 29 pt, colour: acent",
        )
    ),
    "a theme with an unknown font": Case(edit("layouts/themes/clinic.yaml", "font: Source Sans 3", "font: Source Sens 3")),
    "a phrase without its number": Case(edit("layouts/locales/en.yaml", 'other: "for {n} weeks"', "other: for some weeks")),
    "an output folder that cannot be made": Case(no_folder),
    "an unknown kind to list": Case(plan(), ("list", "excercises")),
    "an unknown thing to show": Case(plan(), ("show", "brid-dog")),
    "a check that finds something": Case(plan("bird-dog", "brid-dog"), ("check",)),
    "a packet of sheets that there are not": Case(packet, ("check",)),
    "a file in a folder that nothing reads": Case(lambda clinic: clinic.write("content/exercise/x.yaml", "id: x\n"), ("check",)),
}


def met(case: Case, folder: Path) -> Ran:
    """Make the broken input and run its command."""
    clinic = ClinicFolder(folder)
    case.make(clinic)
    before = clinic.pdfs()
    ran = clinic.run(*case.words)
    assert clinic.pdfs() == before, "something was written"
    return ran


def shown(ran: Ran, folder: Path) -> str:
    """What golden texts hold: the exit code and the message, without the folders of this machine."""
    packaged = str(Path(__file__).resolve().parents[2])
    return f"exit code {ran.code}\n{ran.err.replace(str(folder), 'FOLDER').replace(packaged, 'PACKAGED').rstrip()}\n"


def golden() -> dict[str, str]:
    """The expected texts by the names of their cases."""
    parts = re.split(r"^=== (.+)\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: text.rstrip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_and_that_nothing_is_written(name: str, tmp_path: Path) -> None:
    assert shown(met(CASES[name], tmp_path), tmp_path) == golden()[name]


def test_every_golden_text_has_its_case() -> None:
    assert list(golden()) == list(CASES)


def test_every_message_ends_with_the_right_exit_code() -> None:
    assert {text.splitlines()[0] for text in golden().values()} == {"exit code 1", "exit code 2"}
    assert not [name for name, text in golden().items() if "Traceback" in text]


def test_a_right_plan_fails_this_comparison(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    plan()(clinic)
    ran = clinic.run("handout", "mine", "--date", "2026-11-20")
    assert shown(ran, tmp_path) not in golden().values()
    assert (ran.code, ran.err) == (0, "From the library, not from the plan: bird-dog hold 5-10 s, side each.\n")
    assert [path.name for path in clinic.pdfs()] == ["mine.pdf"]


if __name__ == "__main__":
    texts = []
    for case_name, one in CASES.items():
        with tempfile.TemporaryDirectory() as made:
            try:
                texts.append(f"=== {case_name}\n{shown(met(one, Path(made)), Path(made))}")
            except Exception as error:  # noqa: BLE001 - shown so that it is seen
                print(case_name, repr(error), file=sys.stderr)  # noqa: T201
    GOLDEN.write_text("\n".join(texts), encoding="utf-8")
