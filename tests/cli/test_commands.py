"""What the commands print and write when nothing is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from rehabpress.cli.parse_options import doses_of, plan_of
from rehabpress.model.amount import Amount
from rehabpress.support.problems import ProblemsFound
from validators import semantic


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def test_a_handout_goes_where_a_person_expects_it(clinic: ClinicFolder) -> None:
    ran = clinic.run("handout", "first-visit", "--patient", "Sample Patient", "--date", "2026-11-20")
    assert (ran.code, ran.out.strip()) == (0, "output/handouts/first-visit-sample-patient.pdf")
    assert [path.name for path in clinic.pdfs()] == ["first-visit-sample-patient.pdf"]


@pytest.mark.parametrize(
    ("asked", "made"), [("paper.pdf", "paper.pdf"), ("papers", "papers/first-visit.pdf"), ("new/papers/", "new/papers/first-visit.pdf")]
)
def test_a_handout_goes_where_it_is_told(clinic: ClinicFolder, asked: str, made: str) -> None:
    ran = clinic.run("handout", "first-visit", "-o", asked)
    assert (ran.code, ran.out.strip()) == (0, made)
    assert (clinic.folder / made).read_bytes().startswith(b"%PDF")


def test_exercises_without_a_plan_file(clinic: ClinicFolder) -> None:
    words = ["handout", "--condition", "sacroiliac-joint-pain", "--clinic", "sample-clinic"]
    words += [
        "-e",
        "bird-dog:reps=8-10,times_per_day=2,days_per_week=7",
        "-e",
        "knee-to-chest:reps=3,times_per_day=1,days_per_week=7,side=left",
    ]
    ran = clinic.run(*words)
    assert (ran.code, ran.err) == (
        0,
        "From the library, not from the plan: bird-dog hold 5-10 s, side each; knee-to-chest hold 30-40 s.\n",
    )
    said = semantic.text((clinic.folder / ran.out.strip()).read_bytes())
    assert "Exercises for sacroiliac joint pain" in said
    assert "Do it 8 to 10 times on each side, twice a day, every day." in said
    assert "Do it 3 times on your left leg, once a day, every day." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("handout", "heel-pain"), "left leg. For the other: --side right."),
        (("routine", "frozen-shoulder"), "left arm. For the other: --side right."),
        (("handout", "ankle-sprain"), "left leg. For the other: --set plantar-towel-stretch.side=right."),
        (("order", "new", "--plan", "after-knee-replacement"), "right leg. For the other: --side left."),
    ],
)
def test_the_side_that_a_plan_chose_is_said(clinic: ClinicFolder, words: tuple[str, ...], said: str) -> None:
    ran = clinic.run(*words)
    assert (ran.code, ran.err.splitlines()[-1]) == (0, f"From the plan: {said}")
    assert "From the plan" not in clinic.run(*words, "--side", "right").err


def test_nothing_is_said_of_the_library_when_the_plan_gives_every_number(clinic: ClinicFolder) -> None:
    words = ["--condition", "sacroiliac-joint-pain", "--clinic", "sample-clinic"]
    given = "knee-to-chest:reps=3,hold=about 1 min,times_per_day=1,days_per_week=7,side=left"
    assert clinic.run("handout", *words, "-e", given).err == ""
    assert clinic.run("handout", *words, "-e", given.replace("hold=about 1 min,", "")).err.endswith(": knee-to-chest hold 30-40 s.\n")


def test_set_changes_a_number_and_nothing_else(clinic: ClinicFolder) -> None:
    def page(*words: str) -> str:
        ran = clinic.run("handout", "sacroiliac-joint", "--date", "2026-11-20", *words)
        return semantic.text((clinic.folder / ran.out.strip()).read_bytes())

    before, after = page(), page("--set", "bird-dog.hold=15-20 s")
    assert "Hold 15 to 20 seconds." not in before
    assert after.count("15 to 20 seconds") == 1
    for other in (
        "Hold 30 to 40 seconds. Do it 3 times on each leg",
        "Hold 4 to 5 seconds. Do it 5 times",
        "Hold 5 to 10 seconds. Do it 10 times",
    ):
        assert other in before
        assert other in after


def test_a_changed_number_of_a_plan_changes_the_sentence(clinic: ClinicFolder) -> None:
    clinic.edit(
        "content/plans/sacroiliac-joint.yaml",
        "- exercise: knee-to-chest\n    dose: {reps: 3}",
        "- exercise: knee-to-chest\n    dose: {reps: 4}",
    )
    ran = clinic.run("handout", "sacroiliac-joint")
    assert "Do it 4 times on each leg, twice a day, every day." in semantic.text((clinic.folder / ran.out.strip()).read_bytes())


def test_a_picture_of_the_clinic_replaces_a_drawing(clinic: ClinicFolder) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="#112233"/></svg>'
    clinic.write("content/pictures/bird-dog.svg", drawing)
    made = (clinic.folder / clinic.run("handout", "sacroiliac-joint", "--date", "2026-11-20").out.strip()).read_bytes()
    clinic.write("content/pictures/bird-dog.svg", drawing.replace(b"#112233", b"#445566"))
    assert (clinic.folder / clinic.run("handout", "sacroiliac-joint", "--date", "2026-11-20").out.strip()).read_bytes() != made


def test_one_block_of_the_layout_is_overridden(clinic: ClinicFolder) -> None:
    clinic.write(
        "layouts/handout.html",
        '{% extends "handout.html" %}\n{% block sources %}<p class="small">Ask us for the sources.</p>{% endblock %}\n',
    )
    said = semantic.text((clinic.folder / clinic.run("handout", "first-visit").out.strip()).read_bytes())
    assert "Ask us for the sources." in said
    assert "Notes from your physiotherapist" in said


def test_the_last_pdf_stays_when_the_next_cannot_be_built(clinic: ClinicFolder) -> None:
    clinic.run("handout", "first-visit", "--date", "2026-11-20")
    made = clinic.pdfs()[0].read_bytes()
    clinic.edit("content/plans/first-visit.yaml", "reps: 2", "reps: two")
    assert clinic.run("handout", "first-visit", "--date", "2026-11-20").code == 1
    assert [path.read_bytes() for path in clinic.pdfs()] == [made]


def test_lists_show_every_id(clinic: ClinicFolder) -> None:
    assert "exercises" in clinic.run("list").out
    for kind, name in (
        ("exercises", "knee-to-chest"),
        ("condition", "sacroiliac-joint-pain"),
        ("plans", "first-visit"),
        ("layouts", "handout"),
        ("themes", "clinic"),
    ):
        assert name in clinic.run("list", kind).out


def test_show_says_where_and_what(clinic: ClinicFolder) -> None:
    said = clinic.run("show", "bird-dog").out
    assert "bird-dog.yaml" in said
    assert "hold 5-10 s" in said


def test_the_shipped_collection_is_right(clinic: ClinicFolder) -> None:
    ran = clinic.run("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Nothing is wrong with ")


STEPS = {
    "Then change legs.": "change legs",
    "Do all of them, then Change sides.": "Change sides",
    "Then the other leg.": "Then the other",
    "Turn over to the other side.": "Turn over to the other side",
    "Repeat with the other arm.": "Repeat with the other arm",
    "Bend your left leg.": "left leg",
    "Keep the other leg straight.": "",
    "Bend the knee to a right angle.": "",
    "Cross one leg over the other.": "",
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_leaves_sides_to_the_dose(clinic: ClinicFolder, step: str) -> None:
    clinic.edit(
        "content/exercises/knee-to-chest.yaml", "  - Hold. Then let it go slowly.\n", f"  - Hold. Then let it go slowly.\n  - {step}\n"
    )
    ran = clinic.run("check")
    assert ran.code == (1 if STEPS[step] else 0)
    if STEPS[step]:
        assert f'content/exercises/knee-to-chest.yaml:22:5: steps[4]: "{STEPS[step]}" ' in ran.err


def test_a_step_that_changes_sides_where_no_side_is_declared(clinic: ClinicFolder) -> None:
    clinic.edit("content/exercises/bridge.yaml", "Then lower yourself slowly.", "Then lower yourself slowly. Switch legs.")
    ran = clinic.run("check")
    assert "write changes: leg, arm, hand or side, and side: each or alternate in the dose" in ran.err


def test_a_figure_of_one_side_says_which_it_shows(clinic: ClinicFolder) -> None:
    clinic.edit("content/figures/knee-to-chest.yaml", "side: right\n", "")
    ran = clinic.run("check")
    assert ran.code == 1
    assert "knee-to-chest is done on one side at a time, and its figure does not say which side it shows" in ran.err


def test_schemas_are_written(clinic: ClinicFolder) -> None:
    ran = clinic.run("schema", "--output", "schemas")
    assert ran.code == 0
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (clinic.folder / "schemas").iterdir()}
    assert written["plans.schema.json"]["additionalProperties"] is False
    assert "exercises" in written["plans.schema.json"]["properties"]


def test_words_become_a_plan_with_places() -> None:
    typed = plan_of(["a-condition"], ["one:reps=3,hold=5-10 s", "two"])
    assert typed.data["exercises"] == ({"exercise": "one", "dose": {"reps": 3, "hold": "5-10 s"}}, {"exercise": "two", "dose": {}})
    assert str(typed.origin.at("exercises", 0, "dose", "hold")) == "-e one:reps=3,hold=5-10 s"


def test_doses_of_one_exercise_come_together() -> None:
    override = doses_of(["bird-dog.reps=8-10", "bird-dog.sets=2"])["bird-dog"]
    assert (override.dose.reps, override.dose.sets) == (Amount(8, 10), Amount(2, 2))


@pytest.mark.parametrize("words", [["bird-dog.reps=8", "bird-dog.reps=9"], ["reps=8"], ["bird-dog.reps="]])
def test_words_that_are_no_dose(words: list[str]) -> None:
    with pytest.raises(ProblemsFound):
        doses_of(words)


@pytest.mark.parametrize("word", ["bird-dog:reps", "bird-dog:reps=3,", "bird-dog:=3"])
def test_an_exercise_typed_badly_is_refused(word: str) -> None:
    with pytest.raises(ProblemsFound):
        plan_of(["a-condition"], [word])


def test_a_picture_that_names_a_side_is_refused_before_it_is_printed(clinic: ClinicFolder) -> None:
    clinic.edit("content/exercises/bird-dog.yaml", "one leg reaches back", "the right leg reaches back")
    done = clinic.run("handout", "sacroiliac-joint", "--side", "left")
    assert done.code == 1
    assert "content/exercises/bird-dog.yaml:" in done.err
    assert '"right leg" is not right for a dose on the other side' in done.err
    assert not clinic.pdfs()


def test_a_paper_of_more_sides_than_its_layout_may_take_says_so(clinic: ClinicFolder) -> None:
    assert "sides of paper" not in clinic.run("handout", "first-visit").err
    declared = (ROOT / "layouts" / "handout.yaml").read_text(encoding="utf-8")
    clinic.write("layouts/handout.yaml", re.sub(r"sides: \d+", "sides: 1", declared))
    done = clinic.run("handout", "first-visit", "--overwrite")
    assert done.code == 0, done.err
    assert re.search(r"^\d sides of paper, where 1 would be right$", done.err, re.MULTILINE)


def test_a_paper_that_is_too_small_for_its_print_says_so(clinic: ClinicFolder) -> None:
    done = clinic.run("handout", "sacroiliac-joint", "--format", "large", "--paper", "A5")
    assert done.code == 0, done.err
    assert "10 sides of A5, which is too small for this theme: on A4 or Letter 4 are right\n" in done.err
