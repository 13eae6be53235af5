"""Presets, usual doses and ``--dose``: which of them wins, whose number it was, and what makes no sense."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from helpers.cli_project import ClinicFolder

PLAN = """\
id: mine
conditions: [knee-osteoarthritis]
clinic: sample-clinic
{more}
exercises:
  - exercise: bridge{entry}
"""
USUAL = "id: ours\nname: Ours\nalways: true\n{more}\ndose: {{{dose}}}\nsources: [acsm-stretching]\n"
LAYERS = ("usual", "preset of the plan", "preset of the order", "plan", "entry", "--dose", "--set")


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder(tmp_path)


def usual(clinic: ClinicFolder, name: str, dose: str, more: str = "") -> None:
    text = USUAL.format(dose=dose, more=more).replace("ours", name)
    clinic.write(f"content/usual/{name}.yaml", text if not more.startswith("always") else text.replace("always: true\n", "", 1))


@pytest.mark.parametrize("strongest", range(len(LAYERS)))
def test_the_stronger_wins_over_all_that_are_weaker(clinic: ClinicFolder, strongest: int) -> None:
    """Each layer gives a number of repetitions of its own; 20 are those of the clinic's usual dose, 26 of ``--set``."""
    has = {name: 20 + n for n, name in enumerate(LAYERS) if n <= strongest}
    usual(clinic, "ours", "reps: 20")
    usual(clinic, "in-plan", "reps: 21", "always: false")
    usual(clinic, "in-order", "reps: 22", "always: false")
    more = ["dose: {times_per_day: 1, days_per_week: 7" + (", reps: 23" if "plan" in has else "") + "}"]
    more += ["preset: in-plan"] if "preset of the plan" in has else []
    entry = "\n    dose: {reps: 24}" if "entry" in has else ""
    clinic.write("content/plans/mine.yaml", PLAN.format(more="\n".join(more), entry=entry))
    words = ["--preset", "in-order"] if "preset of the order" in has else []
    words += ["--dose", "reps=25"] if "--dose" in has else []
    words += ["--set", "bridge.reps=26"] if "--set" in has else []
    ran = clinic.run("order", "new", "--plan", "mine", *words)
    assert ran.code == 0
    name = ran.out.split()[-1]
    for made in (clinic.run("handout", "mine", *words), clinic.run("handout", name)):
        assert made.code == 0, made.err
        said = f"From {WHOSE.get(LAYERS[strongest], '')}, not from the plan: bridge reps {20 + strongest}"
        assert (said in made.err) == (LAYERS[strongest] in WHOSE)
        assert made.err.count("reps") == (LAYERS[strongest] in WHOSE)
    assert f"{20 + strongest} times" in text_of(clinic, name)


WHOSE = {
    "usual": "the clinic's usual doses (ours)",
    "preset of the plan": "the preset in-plan",
    "preset of the order": "the preset in-order",
}


def text_of(clinic: ClinicFolder, name: str) -> str:
    pdf = pypdfium2.PdfDocument(clinic.folder / "output" / "handouts" / f"{name}.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def test_a_preset_is_for_its_purposes_and_gives_what_makes_sense(clinic: ClinicFolder) -> None:
    condition = ("--condition", "knee-osteoarthritis", "--clinic", "sample-clinic")
    exercises = ("-e", "bridge:times_per_day=1", "-e", "hamstring-stretch:times_per_day=1", "-e", "core-breathing:days_per_week=7")
    usual(clinic, "all", "hold: 7 s, reps: 12, sets: 2, days_per_week: 5", "always: false")
    ran = clinic.run("handout", *condition, *exercises, "--preset", "all")
    assert ran.code == 0, ran.err
    assert "From the preset all, not from the plan: bridge sets 2, reps 12, hold 7 s, days_per_week 5" in ran.err
    assert "core-breathing duration 5-10 min" in ran.err
    ran = clinic.run("handout", *condition, *exercises, "--preset", "stretch", "--set", "bridge.days_per_week=3", "--overwrite")
    assert "From the preset stretch, not from the plan: hamstring-stretch hold 10-30 s, days_per_week 7." in ran.err


RESTED = "dose: {sets: 3, times_per_day: 1, days_per_week: 7}"


@pytest.mark.parametrize(
    ("more", "entry", "words", "rests"),
    [
        (RESTED, "", (), True),
        (RESTED.replace("sets: 3, ", ""), "\n    dose: {sets: 2}", (), True),
        (RESTED.replace("sets: 3, ", ""), "", ("--set", "bridge.sets=2-3"), True),
        (RESTED, "", ("--set", "bridge.sets=1"), False),
        (RESTED, "\n    dose: {sets: 1}", (), False),
        (RESTED.replace("sets: 3, ", ""), "", (), False),
    ],
)
def test_a_usual_rest_is_for_whoever_has_sets(clinic: ClinicFolder, more: str, entry: str, words: tuple[str, ...], *, rests: bool) -> None:
    """Whoever says the sets: the exercise itself has none."""
    usual(clinic, "ours", "rest: 45 s")
    clinic.write(
        "content/plans/mine.yaml", PLAN.format(more=more, entry=entry or "\n    dose: {reps: 8}").replace("{sets", "{reps: 8, sets")
    )
    ran = clinic.run("handout", "mine", *words)
    assert ran.code == 0, ran.err
    assert ("bridge rest 45 s" in ran.err) == rests
    assert ("45 seconds" in text_of(clinic, "mine")) == rests


def test_a_usual_rest_waits_for_the_stage_that_has_sets(clinic: ClinicFolder) -> None:
    usual(clinic, "ours", "rest: 45 s")
    later = "\n    dose: {reps: 8}\n    later:\n      - {from_week: 3, dose: {sets: 3}}\n      - {from_week: 5, dose: {sets: 1}}"
    clinic.write("content/plans/mine.yaml", PLAN.format(more=RESTED.replace("sets: 3, ", ""), entry=later))
    ran = clinic.run("handout", "mine")
    assert ran.code == 0, ran.err
    assert text_of(clinic, "mine").count("45 seconds") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--dose", "load=2 kg"), "the order gives load for all exercises, and core-breathing is for breathing and takes no load"),
        (("--dose", "load=2 kg"), 'take load out of --dose, and write --set "bridge.load=2 kg"\n'),
        (("--dose", "sets"), '--dose sets: "sets" gives no number'),
        (("--dose", "sets=1,sets=2"), "sets is given twice"),
        (("--dose", "sets=many"), '--dose sets=many: sets: "many" is not a count'),
        (("--preset", "strenght"), 'did you mean "strength"?'),
        (("--set", "bridge.load=pink band"), '"pink" is no band of this clinic'),
    ],
)
def test_what_makes_no_sense_stops(clinic: ClinicFolder, words: tuple[str, ...], says: str) -> None:
    exercises = ("-e", "bridge:times_per_day=1,days_per_week=7", "-e", "core-breathing:times_per_day=1,days_per_week=7")
    ran = clinic.run("handout", "--condition", "knee-osteoarthritis", "--clinic", "sample-clinic", *exercises, *words)
    assert ran.code == 1
    assert says in ran.err
    assert clinic.pdfs() == []


def test_no_packaged_dose_holds_without_being_named(clinic: ClinicFolder) -> None:
    assert "always" not in clinic.run("list", "usual").out
