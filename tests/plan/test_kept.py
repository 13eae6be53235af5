"""What a resolver keeps changes nothing of what it says, and what does not depend on a patient's doses is one object for all patients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from helpers.plan_samples import DATE, Shelf, dose, locale
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Named, read_plan
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.plan.compare import Prescribed
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Handout
from rehabpress.plan.resolve import Resolver
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

ENGLISH = locale("en")
EXERCISES = (
    ("squat", "changes: leg\ndose: {reps: 8}"),
    ("plank", "dose: {duration: 1 min, times_per_day: several}"),
    ("bridge", "dose: {reps: 5}"),
)
PLAN = """\
conditions: [knee]
clinic: ours
dose: {times_per_day: 2, days_per_week: 7, weeks: 6}
exercises:
  - {exercise: squat, dose: {side: left}, later: [{from_week: 3, dose: {reps: 12}}]}
  - {exercise: squat, dose: {side: right}}
  - {exercise: plank}
  - {exercise: bridge, note: Slowly.}
"""
FLAG = """\
id: {id}
name: {id}
sources: [book]
rules:
  - {{verdict: modify, movements: [lying], reason: It is so., instead: Mind what is {id}., sources: [book]}}
"""


@dataclass(frozen=True)
class Case:
    """What is said of one patient."""

    patient: str | None = None
    doses: Mapping[str, Override] = field(default_factory=dict)
    flags: tuple[PatientFlag, ...] = ()
    date: dt.date = DATE
    week: int = 1
    clinic: str | None = None
    before: tuple[Prescribed, ...] | None = None


def said(row: int, **fields: object) -> Override:
    return Override(dose(**fields), Origin({}, Place("day.csv", row)))


def flag(row: int, name: str, week: int | None = None) -> PatientFlag:
    return PatientFlag(name, Place("day.csv", row), week)


RIGHT = (
    Case("Ida"),
    Case("Max", {"squat": said(2, reps=3)}),
    Case("Fay", {"squat": said(3, reps=3), "bridge": said(3, hold="5 s")}),
    Case("Paul", {"bridge": said(4, quality="Only while it is easy.")}),
    Case("Nora", {"squat": said(5, reps=3)}, week=3),
    Case("Otto", {"plank": said(6, reps=4)}, (flag(6, "sore"),)),
    Case("Sue", {"plank": said(7, reps=4)}, (flag(7, "stiff"), flag(7, "sore"))),
    Case("Dee", date=dt.date(2026, 11, 21)),
    Case("Ben", clinic="theirs"),
    Case("Tess", {"bridge": said(10, reps=6)}, before=(Prescribed("bridge", "Bridge", None, dose(reps=5)),)),
    Case(None, {"squat": said(11, reps=3)}),
)
WRONG = (
    Case("Ida", {"squat": said(20, side="left")}),
    Case("Max", {"squat": said(21, side="left"), "plank": said(21, rest="5 s"), "swim": said(21, reps=1)}),
    Case("Fay", {"plank": said(22, rest="5 s")}),
    Case("Paul", {"plank": said(23, rest="5 s")}),
    Case("Nora", {"plank": said(24, side="left")}, (flag(24, "sore", 2), flag(24, "sore"))),
    Case("Otto", {}, (flag(25, "sore", 2),)),
    Case("Sue", {"bridge": said(26, weeks=2), "swim": said(26, reps=1)}),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.clinic()
    shelf.clinic("theirs", language="en-US")
    for name, more in EXERCISES:
        shelf.exercise(name, more)
    shelf.condition("knee")
    shelf.plan(PLAN)
    for name in ("sore", "stiff"):
        shelf.write("flags", name, FLAG.format(id=name))
    return shelf


class Desk:
    """Everything that resolving needs, read once, and a resolver that keeps."""

    def __init__(self, shelf: Shelf) -> None:
        also = [Named("clinics", "theirs", Place("")), *(Named("flags", name, Place("")) for name in ("sore", "stiff"))]
        self.plan, self.library = read_plan(Folders((shelf.folder,), ()), Named("plans", "first", Place("")), also)
        self.resolver = Resolver(self.plan, self.library, ENGLISH)

    def kept(self, case: Case) -> Handout:
        return _resolve(self.resolver, case)

    def alone(self, case: Case) -> Handout:
        return _resolve(Resolver(self.plan, self.library, ENGLISH), case)


def _resolve(resolver: Resolver, case: Case) -> Handout:
    return resolver.resolve(
        date=case.date,
        clinic=case.clinic,
        patient=Patient(case.patient, flags=case.flags),
        overrides=case.doses,
        week=case.week,
        before=case.before,
    )


@pytest.mark.parametrize("order", [(*RIGHT, *RIGHT), (*reversed(RIGHT), *RIGHT)])
def test_whoever_came_before_a_handout_is_what_it_is_alone(shelf: Shelf, order: Iterable[Case]) -> None:
    desk = Desk(shelf)
    made = [(desk.kept(case), desk.alone(case)) for case in order]
    assert all(kept == alone and repr(kept) == repr(alone) for kept, alone in made)
    assert len({repr(kept) for kept, _ in made}) == len(RIGHT)


def _problems(desk: Desk, case: Case, *, kept: bool) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        _ = desk.kept(case) if kept else desk.alone(case)
    return found.value.problems


def test_what_is_wrong_is_said_of_each_with_its_own_place(shelf: Shelf) -> None:
    desk = Desk(shelf)
    for case in (*WRONG, *RIGHT[:3], *WRONG):
        if case in RIGHT:
            desk.kept(case)
            continue
        problems = _problems(desk, case, kept=True)
        assert list(map(str, problems)) == list(map(str, _problems(desk, case, kept=False)))
    assert [problem.place.line for problem in _problems(desk, WRONG[3], kept=True) if problem.place.file == "day.csv"] == [23]
    assert [problem.place.line for problem in _problems(desk, WRONG[1], kept=True) if problem.place.file == "day.csv"] == [21, 21]
    assert [problem.place.line for problem in _problems(desk, WRONG[5], kept=True)] == [25]


def test_what_is_wrong_with_the_doses_and_with_the_rest_is_said_at_once(shelf: Shelf) -> None:
    said = "\n".join(map(str, _problems(Desk(shelf), WRONG[4], kept=True)))
    assert "plank gets a side" in said
    assert "takes no week" in said
    assert "is given twice" in said


def test_what_does_not_depend_on_the_doses_is_one_object(shelf: Shelf) -> None:
    desk = Desk(shelf)
    first, second = desk.kept(RIGHT[0]), desk.kept(RIGHT[2])
    for name in ("clinic", "regions", "tips", "avoid", "about", "sources", "review", "overrides"):
        assert getattr(first, name) is getattr(second, name), name
    same = [one is other for one, other in zip(first.cards, second.cards, strict=True)]
    assert same == [False, False, True, False]


def test_flags_change_what_is_said(shelf: Shelf) -> None:
    desk = Desk(shelf)
    desk.kept(RIGHT[0])
    assert desk.kept(RIGHT[5]).cards[3].changed == ("Mind what is sore.",)
    assert desk.kept(RIGHT[0]).cards[3].changed == ()
