"""The library on the left of the page: exercises by words and filters, each with the verdict for this patient; and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from rehabpress.loader.body_parts import parts_of_body, plans_for
from rehabpress.loader.folders import files, ids
from rehabpress.loader.layouts import read_layout
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.loader.single_file import read_body
from rehabpress.model.base import Content
from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition
from rehabpress.model.dose import typed_numbers
from rehabpress.model.exercise import BODY_REGIONS, PURPOSES, Exercise, UsualDose
from rehabpress.model.patient import PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag, Verdict
from rehabpress.pipeline.find import Circumstances, ExerciseFilter, FoundExercise, find_exercises
from rehabpress.plan.safety.verdicts import Allowance
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting
from rehabpress.web.desk import Workbench
from rehabpress.web.draft import form_origin
from rehabpress.web.preview import as_data

Kind = TypeVar("Kind", bound=Content)

POSITIONS = ("supine-lying", "side-lying", "prone-lying", "all-fours", "sitting", "standing")
CHOICES: Mapping[str, Sequence[str]] = {"regions": BODY_REGIONS, "purposes": PURPOSES, "positions": POSITIONS, "equipment": ("none",)}
"""The filters of the page and what may be chosen in each."""

KIND = {Allowance.ALLOWED: "yes", Allowance.MODIFIED: "change", Allowance.ASK: "ask", Allowance.AVOID: "no"}


def search(bench: Workbench, asked: object) -> Mapping[str, object]:
    """The exercises that fit ``{"words", "regions", "purposes", "positions", "equipment", "flags", "conditions"}``, and plans for the words.

    Flags that nobody knows are ``problems``; the verdicts are those by the others.
    """
    wanted = asked if isinstance(asked, Mapping) else {}
    words = wanted.get("words", "")
    chosen = {name: tuple(one for one in _texts(wanted.get(name)) if one in known) for name, known in CHOICES.items()}
    flags, problems = _flags(bench, _texts(wanted.get("flags")))
    conditions = tuple(name for name in _texts(wanted.get("conditions")) if name in ids(bench.folders, "conditions"))
    filtered = ExerciseFilter(
        words=words[:200] if isinstance(words, str) else "",
        regions=chosen["regions"],
        purposes=chosen["purposes"],
        positions=_positions(bench, chosen["positions"]),
        equipment=chosen["equipment"],
    )
    found = find_exercises(bench.store, filtered, Circumstances(flags=flags, conditions=conditions))
    everything = find_exercises(bench.store, ExerciseFilter(), Circumstances(flags=flags, conditions=conditions))
    return {
        "found": [one.exercise.id for one in found.exercises],
        "whole": found.whole,
        "plans": list(plans_for(parts_of_body(filtered.words), bench.store)),
        "verdicts": {one.exercise.id: _verdict(one) for one in everything.exercises},
        "problems": as_data(problems),
    }


def _flags(bench: Workbench, words: Sequence[str]) -> tuple[tuple[PatientFlag, ...], Sequence[Problem]]:
    """The flags that words mean, and what is wrong with the words that mean none."""
    origin = form_origin("order", {"flags": words})
    flags: list[PatientFlag] = []
    problems: list[Problem] = []
    for index, word in enumerate(words):
        with collecting(problems):
            flags += bench.pipeline.flags([(word, origin.at("flags", index))])
    return tuple(flags), problems


def _positions(bench: Workbench, chosen: Sequence[str]) -> tuple[str, ...]:
    known = ids(bench.folders, "movements")
    return tuple(name for name in chosen if name in known)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(one for one in value[:40] if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def _verdict(found: FoundExercise) -> Mapping[str, object]:
    """What the rules say of an exercise, without ids: the gravest of them first."""
    allowance = found.verdict.allowance
    gravest = {Allowance.AVOID: Verdict.AVOID, Allowance.ASK: Verdict.ASK, Allowance.MODIFIED: Verdict.MODIFY}.get(allowance)
    said = [one.rule for one in found.verdict.findings if one.verdict is gravest]
    reasons = [{"text": (one.instead if gravest is Verdict.MODIFY else "") or one.reason, "by": one.name} for one in said]
    return {"kind": KIND[allowance], "reasons": [one for number, one in enumerate(reasons) if one not in reasons[:number]]}


def catalogue(bench: Workbench) -> Mapping[str, object]:
    """All that the page lets choose from, by id. What cannot be read is left out; its problem is said where it is used."""
    folders = bench.folders
    found = find_exercises(bench.store, ExerciseFilter())
    bodies: dict[str, str] = {}
    layouts: dict[str, object] = {}
    for name in ids(folders, "bodies"):
        with suppress(ProblemsFound):
            bodies[name] = read_body(folders, name)[0].name
    for name in ids(folders, "layouts"):
        with suppress(ProblemsFound):
            read = read_layout(folders, name)
            layouts[name] = {"title": read.title, "description": read.description}
    return {
        "exercises": {one.exercise.id: _exercise(one) for one in found.exercises},
        "conditions": {name: one.name for name, one in _readable(bench.store, "conditions", Condition).items()},
        "flags": {
            name: {"name": one.name, "weeks": one.takes_week, "protocol": one.needs_protocol, "also": list(one.also_called)}
            for name, one in _readable(bench.store, "flags", Flag).items()
        },
        "protocols": list(ids(folders, "protocols")),
        "presets": {
            name: {"name": one.name, "dose": typed_numbers(one.dose)}
            for name, one in _readable(bench.store, "usual", UsualDose).items()
            if not one.always
        },
        "clinics": {
            name: {"name": one.name, "clinicians": list(one.clinicians)} for name, one in _readable(bench.store, "clinics", Clinic).items()
        },
        "bodies": bodies,
        "layouts": layouts,
        "plans": plan_list(bench),
        "choices": {name: list(values) for name, values in CHOICES.items()},
        "figures": list(ids(folders, "figures")),
    }


def plan_list(bench: Workbench) -> list[Mapping[str, object]]:
    """The plans that there are: id, title, how many exercises, and whether they are the clinic's own."""
    own = bench.project / "content"
    plans, conditions = _readable(bench.store, "plans", Plan), _readable(bench.store, "conditions", Condition)
    return [
        {
            "id": name,
            "title": plan.title or (conditions[plan.conditions[0]].plan_title if plan.conditions[0] in conditions else name),
            "exercises": [entry.exercise for entry in plan.exercises],
            "own": files(bench.folders, "plans")[name].is_relative_to(own),
        }
        for name, plan in plans.items()
    ]


def _readable(store: ContentStore, kind: str, type_: type[Kind]) -> Mapping[str, Kind]:
    """All content of a kind that can be read, by id."""
    found: dict[str, Kind] = {}
    for name in ids(store.folders, kind):
        with suppress(ProblemsFound):
            one = getattr(read_library(store, [Named(kind, name, Place(name))]), kind)[name]
            assert isinstance(one, type_)  # noqa: S101 - KINDS says what each is
            found[name] = one
    return found


def _exercise(found: FoundExercise) -> Mapping[str, object]:
    exercise: Exercise = found.exercise
    return {
        "name": exercise.name,
        "clinical": exercise.clinical_name,
        "goal": exercise.goal,
        "level": exercise.level,
        "purposes": list(exercise.purposes),
        "regions": list(exercise.regions),
        "positions": list(found.positions),
        "equipment": list(exercise.equipment),
        "changes": exercise.changes,
        "needs": list(exercise.needs),
        "dose": typed_numbers(exercise.dose),
        "picture": exercise.picture,
        "instead": [*exercise.instead, *exercise.easier],
    }
