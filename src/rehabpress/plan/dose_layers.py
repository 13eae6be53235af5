"""Merges the dose of each exercise from its layers (order, plan entry, plan, exercise) and finds what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from itertools import pairwise

from rehabpress.model.amount import Amount, LoadUnit
from rehabpress.model.dose import Dose, Side, typed_numbers
from rehabpress.model.exercise import Exercise
from rehabpress.model.library import Library
from rehabpress.model.plan import LaterDose, Plan, Weekday
from rehabpress.plan.duration import seconds
from rehabpress.support.problems import Origin, Place, Problem, did_you_mean

LOADED = frozenset(("strength", "endurance", "balance"))
"""What exercises are for that may take a load."""


@dataclass(frozen=True, slots=True)
class Override:
    """Numbers for one exercise that win over those of the plan, and where each was written."""

    dose: Dose
    origin: Origin
    for_all: frozenset[str] = frozenset()
    """Those of the numbers that were given for all exercises."""


class Giver(StrEnum):
    """Who gives a number of a dose, the strongest first."""

    ORDER = "order"
    """For this handout alone: ``--set``, the row of a roster."""
    ENTRY = "entry"
    """The plan, for this exercise."""
    PLAN = "plan"
    """The plan, for all exercises."""
    PRESET = "preset"
    """A preset that the order or the plan names."""
    USUAL = "usual"
    """The clinic, for whatever nobody else says."""
    LIBRARY = "library"
    """The exercise itself."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A dose, who gives it and where it was written, as keys of its origin."""

    giver: Giver
    dose: Dose
    origin: Origin
    path: tuple[str | int, ...]
    for_all: frozenset[str] = frozenset()
    """Those of its numbers that were given for all exercises."""
    name: str = ""
    """The id of a preset or of a usual dose."""

    def at(self, field: str) -> Place:
        """Where one of its numbers was written."""
        return self.origin.at(*self.path, field)


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """An exercise of a plan with its whole dose. ``path`` is where in ``origin`` the plan names it; ``layers`` the doses, the strongest first."""

    exercise: Exercise
    origin: Origin
    path: tuple[str | int, ...]
    layers: tuple[Layer, ...]
    dose: Dose
    days: tuple[Weekday, ...] | None = None
    """The days of the week that the plan names."""
    from_week: int = 1
    """The week from which on this dose holds."""
    later: tuple[PlannedDose, ...] = ()
    """The same exercise with the doses that follow."""

    @property
    def of(self) -> tuple[str, Side | None]:
        """The exercise and its side: what a plan has once."""
        return self.exercise.id, self.dose.side

    @property
    def place(self) -> Place:
        """Where the plan names it."""
        return self.origin.at(*self.path)

    def in_week(self, week: int) -> PlannedDose:
        """The exercise as it is done in a week, with what follows after it."""
        if not self.later:
            return self
        stages = (self, *self.later)
        at = max(n for n, stage in enumerate(stages) if stage.from_week <= week or not n)
        return replace(stages[at], later=stages[at + 1 :])

    def place_of(self, field: str) -> Place:
        """Where a number of the dose was written."""
        layer = self._layer_of(field)
        return layer.at(field) if layer else self.place

    def given_by(self, giver: Giver) -> tuple[str, ...]:
        """The names of the numbers of the dose that somebody gives and nobody stronger."""
        return tuple([name for name in self.dose.given() if (layer := self._layer_of(name)) and layer.giver is giver])

    def for_all(self) -> Iterator[str]:
        """The names of its numbers that somebody gives for all exercises, and of whom it is known which one."""
        for name in self.dose.given():
            layer = self._layer_of(name)
            if layer and (layer.giver is Giver.PLAN or name in layer.for_all):
                yield name

    def of_usual(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names of the numbers that presets and usual doses give, by whose they are: ``the preset strength``."""
        found: dict[str, list[str]] = {}
        for name in self.dose.given():
            layer = self._layer_of(name)
            if layer and layer.giver in (Giver.PRESET, Giver.USUAL):
                whose = f"the preset {layer.name}" if layer.giver is Giver.PRESET else f"the clinic's usual doses ({layer.name})"
                found.setdefault(whose, []).append(name)
        return tuple((whose, tuple(names)) for whose, names in found.items())

    def place_in_exercise(self, *fields: str) -> Place:
        """Where the exercise gives the first of some numbers that it gives; without them, where its dose begins, or its file does."""
        own = next(layer for layer in self.layers if layer.giver is Giver.LIBRARY)
        given = next((name for name in fields if getattr(own.dose, name) is not None), None)
        if given:
            return own.at(given)
        keys = own.origin.keys
        return keys.get(("needs",) if set(fields) & set(self.exercise.needs) else own.path) or own.origin.at("id")

    def _layer_of(self, field: str) -> Layer | None:
        return next((layer for layer in self.layers if getattr(layer.dose, field) is not None), None)


def planned_exercises(plan: Plan, library: Library, overrides: Mapping[str, Override]) -> tuple[PlannedDose, ...]:
    """The exercises of a plan of ``library``, each with its dose."""
    return tuple([planned_exercise(plan, n, library, overrides.get(entry.exercise)) for n, entry in enumerate(plan.exercises)])


def planned_exercise(plan: Plan, index: int, library: Library, override: Override | None) -> PlannedDose:
    """An exercise of a plan with its dose: what the override says, else the plan's entry, else the plan for all, else the exercise."""
    entry = plan.exercises[index]
    exercise = library.exercises[entry.exercise]
    origin = library.origins["plans", plan.id]
    said = (
        *([Layer(Giver.ORDER, override.dose, override.origin, (), override.for_all)] if override else []),
        Layer(Giver.ENTRY, entry.dose, origin, ("exercises", index, "dose")),
        Layer(Giver.PLAN, plan.dose, origin, ("dose",)),
        *_usual_layers(plan, exercise, library),
        Layer(Giver.LIBRARY, exercise.dose, library.origins["exercises", exercise.id], ("dose",)),
    )
    layers, dose = _sensible(exercise, said)
    first = PlannedDose(exercise, origin, ("exercises", index, "exercise"), layers, dose, entry.days or plan.days)
    return replace(first, later=tuple(_later(first, said, entry.later, ("exercises", index, "later")))) if entry.later else first


def _usual_layers(plan: Plan, exercise: Exercise, library: Library) -> Iterator[Layer]:
    """The preset of a plan and the clinic's usual doses, those first that name the exercise."""
    always = [one for one in library.usual.values() if one.always and one.id != plan.preset]
    always.sort(key=lambda one: (not one.exercises, not one.purposes, one.id))
    named = [(Giver.PRESET, library.usual[plan.preset])] if plan.preset else []
    for giver, one in (*named, *((Giver.USUAL, one) for one in always)):
        if one.is_for(exercise):
            yield Layer(giver, one.dose, library.origins["usual", one.id], ("dose",), name=one.id)


def _sensible(exercise: Exercise, layers: tuple[Layer, ...]) -> tuple[tuple[Layer, ...], Dose]:
    """The layers, of presets and usual doses without what makes no sense beside the numbers of all others; and the dose that they come to."""
    dose = reduce(Dose.over, [layer.dose for layer in layers])
    senseless = {name for name, (wrong, _, _) in _senseless(exercise, dose).items() if wrong}
    kept = []
    for layer in layers:
        if layer.giver in (Giver.PRESET, Giver.USUAL):
            rule = {"quality"} if _senseless(exercise, layer.dose.over(exercise.dose))["quality"][0] else set()
            taken = (senseless | rule) & layer.dose.given().keys()
            kept.append(replace(layer, dose=layer.dose.model_copy(update=dict.fromkeys(taken))) if taken else layer)
        else:
            kept.append(layer)
    # without one number another may make no sense: a rest without the sets
    return (layers, dose) if kept == list(layers) else _sensible(exercise, tuple(kept))


def _later(first: PlannedDose, said: tuple[Layer, ...], later: Sequence[LaterDose], path: tuple[str | int, ...]) -> Iterator[PlannedDose]:
    """The stages of a progression, each over the one before it and all below what is said for this handout alone; ``said`` are all layers of the first.

    A stage that changes nothing but what is said for this handout is none.
    """
    order = [layer for layer in said if layer.giver is Giver.ORDER]
    stage = first
    for index, entry in enumerate(later):
        here = (*path, index)
        below = (Layer(Giver.ENTRY, entry.dose, first.origin, (*here, "dose")), *said[len(order) :])
        layers, dose = _sensible(first.exercise, (*order, *below))
        if order and dose == stage.dose:
            continue
        said = (*order, *below)
        stage = replace(stage, path=(*here, "from_week"), layers=layers, dose=dose, from_week=entry.from_week)
        yield stage


_WRITE = {
    "sets": "sets: how many, as 2 or 2-3",
    "reps": "reps: how many, as 8 or 8-10 (or duration: how long, as 2 min)",
    "hold": "hold: how long, as 5-10 s",
    "duration": "duration: how long, as 2 min",
    "load": "load: how heavy, as 2 kg, 5 lb, red band or body weight",
    "effort": "effort: how hard, as 4-6, on a scale from 0 to 10",
    "tempo": "tempo: seconds out, still and back, as 3-0-5",
    "rest": "rest: how long between sets, as 30 s",
    "side": "side: each, left, right or alternate",
    "times_per_day": "times_per_day: how many, as 2 or 2-3, or several",
    "days_per_week": "days_per_week: 1 to 7, or as 3-4",
    "weeks": "weeks: how many, as 4 or 4-6",
}

NO_NUMBER = "no-number"
"""The code of a dose that lacks numbers."""


def _missing(exercise: Exercise, dose: Dose) -> Iterator[str]:
    counted = dose.reps is not None or dose.duration is not None
    held = dose.tempo is not None and dose.tempo.still > 0
    for name in _WRITE:
        needed = (
            (name in exercise.needs and not (name == "hold" and held))
            or (name == "reps" and not counted and dose.quality is None and "duration" not in exercise.needs)
            or (name == "side" and exercise.changes is not None)
            or name == "times_per_day"
            or (name == "days_per_week" and (counted or dose.quality is None))
        )
        if needed and getattr(dose, name) is None:
            yield name


def _seconds_a_day(exercise: Exercise, dose: Dose) -> int:
    """How long it takes on one day, at least; 0 when that cannot be counted."""
    time = seconds(dose, exercise.rep_seconds)
    times = dose.times_per_day.low if isinstance(dose.times_per_day, Amount) else 1
    return times * time.low if time else 0


def dose_problems(plan: Plan, library: Library, overrides: Mapping[str, Override], bands: Sequence[str] = ()) -> Iterator[Problem]:
    """What is missing from the doses of a plan, at its beginning and later on, and what cannot be meant. ``bands`` are those of the clinic."""
    seen: set[tuple[str, Side | None]] = set()
    planned = list(planned_exercises(plan, library, overrides))
    for first in planned:
        yield from exercise_problems(first, bands, planned)
        if first.of in seen:
            side = first.dose.side
            what = f"{first.exercise.id} is in the plan twice" + (f" for the same side ({side})" if side else "")
            yield Problem(first.place, what, "leave it in once, or give each its own side: left, right")
        seen.add(first.of)
    ids = list(dict.fromkeys(entry.exercise for entry in plan.exercises))
    for name, override in overrides.items():
        if name not in ids:
            yield Problem(override.origin.whole, f'"{name}" is not an exercise of this plan', did_you_mean(name, ids))


def exercise_problems(first: PlannedDose, bands: Sequence[str] = (), planned: Sequence[PlannedDose] = ()) -> Iterator[Problem]:
    """What is wrong with the doses of one exercise of those that are planned. ``bands`` are those of the clinic; without them any will do."""
    yield from _wrong_for_all(first, planned)
    for one in (first, *first.later):
        yield from _wrong_with(one)
        if bands and one.dose.load and one.dose.load.unit is LoadUnit.BAND and one.dose.load.band not in bands:
            what = f'"{one.dose.load.band}" is no band of this clinic'
            yield Problem(one.place_of("load"), what, did_you_mean(one.dose.load.band, bands, "see bands: in the file of the clinic"))
    yield from _wrong_weeks(first)


def _senseless(exercise: Exercise, dose: Dose) -> Mapping[str, tuple[bool, str, tuple[str, ...]]]:
    """For each number that may be given for all: whether it makes no sense for an exercise with this dose, why, and what shows it."""
    name = exercise.id
    own = exercise.dose.given().keys() | set(exercise.needs)
    timed = "duration" in own
    counted = not timed and bool(own & {"reps", "hold"})
    ruled = not timed and not counted and "quality" in own
    uncounted = dose.reps is None and dose.duration is None
    unloaded = bool(exercise.purposes) and LOADED.isdisjoint(exercise.purposes) and "load" not in own
    return {
        "hold": ("hold" not in own, f"{name} is not held", ("reps", "duration", "quality")),
        "side": (exercise.changes is None, f"{name} is not done on one side at a time", ()),
        "reps": (timed or ruled, f"{name} is done for {'a time' if timed else 'as long as its rule says'}", ("duration", "quality")),
        "duration": (
            counted or ruled,
            f"{name} is {'counted' if counted else 'done for as long as its rule says'}",
            ("reps", "hold", "quality"),
        ),
        "load": (unloaded, f"{name} is for {', '.join(exercise.purposes)} and takes no load", ()),
        "tempo": (dose.reps is None, f"{name} has no repetitions", ("hold", "duration", "quality")),
        "sets": (ruled and uncounted, f"{name} is done for as long as its rule says", ("quality",)),
        "rest": (dose.sets is None or dose.sets.high == 1, f"{name} has no sets to rest between", ("sets", "reps", "duration", "quality")),
        "quality": (uncounted and bool(own & {"reps", "duration"}), f"{name} has a number for how much", ("reps", "duration")),
    }


def _wrong_for_all(one: PlannedDose, planned: Sequence[PlannedDose]) -> Iterator[Problem]:
    """Numbers that are given for all exercises and that make no sense for this one, as its own dose and its ``needs`` say."""
    senseless = _senseless(one.exercise, one.dose)
    for field in one.for_all():
        wrong, why, shown = senseless.get(field, (False, "", ()))
        if wrong:
            whose = "the plan gives" if field in one.given_by(Giver.PLAN) else "the order gives"
            what = f"{whose} {field} for all exercises, and {why} ({one.place_in_exercise(*shown)})"
            place = one.place_of(field)
            hint = f"take {field} out here, and write it in the dose of each exercise of the plan that it is for"
            if place.file.startswith("--dose "):
                hint = _for_each(field, planned)
            yield Problem(place, what, hint)


def _for_each(field: str, planned: Sequence[PlannedDose]) -> str:
    """The words that give a number to all exercises that can have it, instead of ``--dose``, which gives it to all."""
    able = [one for one in planned if field in one.for_all() and not _senseless(one.exercise, one.dose)[field][0]]
    words = [f"{one.exercise.id}.{field}={typed_numbers(one.dose)[field]}" for one in able]
    if not words:
        return f"take {field} out: no exercise of the plan can have it"
    quoted = [f'"{word}"' if " " in word else word for word in dict.fromkeys(words)]
    return f"take {field} out of --dose, and write --set {' --set '.join(quoted)}"


def _wrong_weeks(first: PlannedDose) -> Iterator[Problem]:
    """Stages that come in another order than their weeks, or after the end of the plan."""
    stages = (first, *first.later)
    for before, stage in pairwise(stages):
        if stage.from_week <= before.from_week:
            what = f"{stage.exercise.id} goes on from week {stage.from_week} after what it does from week {before.from_week}"
            yield Problem(stage.place, what, "write the stages in the order of their weeks, each week once")
        elif before.dose.weeks and stage.from_week > before.dose.weeks.high:
            what = f"{stage.exercise.id} goes on from week {stage.from_week}, and is done for {before.dose.weeks.high} weeks"
            yield Problem(stage.place, what, "name a week before its end, or give it more weeks")


def _wrong_with(one: PlannedDose) -> Iterator[Problem]:
    exercise, dose = one.exercise, one.dose
    if missing := list(_missing(exercise, dose)):
        lines = "\n".join(f"  {_WRITE[name]}" for name in missing)
        what = f"the dose of {exercise.id} does not say {', '.join(missing)}"
        yield Problem(one.place, what, f"write in its dose:\n{lines}", NO_NUMBER, tuple(missing))
    of_plan = tuple(one.for_all())
    if dose.side and not exercise.changes and "side" not in of_plan:
        what = f"{exercise.id} gets a side, and it is not done on one side at a time"
        yield Problem(one.place_of("side"), what, "leave side out; or write changes: leg, arm, hand or side in the exercise")
    if dose.rest and (dose.sets is None or dose.sets.high == 1) and "rest" not in of_plan:
        what = f"{exercise.id} gets a rest between sets, and it has no sets to rest between"
        yield Problem(one.place_of("rest"), what, "write sets: 2 or more, or leave rest out")
    if dose.tempo and dose.reps is None and "tempo" not in of_plan:
        what = f"{exercise.id} gets a tempo, and it has no repetitions"
        yield Problem(one.place_of("tempo"), what, "write reps, or leave tempo out")
    if _seconds_a_day(exercise, dose) > 24 * 60 * 60:
        what = f"the dose of {exercise.id} takes longer than the day has hours"
        yield Problem(one.place, what, "look at its sets, reps, hold, duration and times_per_day: is a time in min that should be in s?")
    days, per_week = one.days, dose.days_per_week
    if days and per_week and not per_week.low <= len(set(days)) <= per_week.high:
        often = f"{per_week.low}-{per_week.high}" if per_week.is_range else per_week.low
        what = f"{exercise.id} is done on {often} days a week, and the plan names {len(set(days))}"
        yield Problem(one.place, what, "name as many days as days_per_week says, or leave days out and they are spread evenly")
