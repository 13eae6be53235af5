"""Finds exercises: by words, by what they are for and what they take, each with the verdict for a patient's flags and conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rehabpress.loader.body_parts import without_complaint
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.loader.single_file import read_words
from rehabpress.loader.suggest import movements_named, searchable
from rehabpress.model.exercise import BODY_REGIONS, LEVELS, PURPOSES, Exercise
from rehabpress.model.library import Library
from rehabpress.model.patient import PatientFlag
from rehabpress.plan.safety.rules import rules_for
from rehabpress.plan.safety.verdicts import Allowance, ExerciseVerdict, verdict
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.support.text_search import search, words_of

NONE = "none"
"""As equipment: nothing but what every home has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFilter:
    """What is looked for. Of one field any value fits, of all fields each must; what is empty does not matter.

    ``positions`` and ``without`` are movements, by id or a word of it (``lying``); ``equipment`` is what the patient has, or ``none``.
    """

    words: str = ""
    regions: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Whom exercises are looked for: the flags of a patient, and the conditions whose avoid-lists hold."""

    flags: tuple[PatientFlag, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundExercise:
    """An exercise that fits, and what the rules say of it."""

    exercise: Exercise
    positions: tuple[str, ...]
    verdict: ExerciseVerdict


@dataclass(frozen=True, slots=True)
class FoundExercises:
    """What was found, the freest and best first."""

    exercises: tuple[FoundExercise, ...]
    unsaid: Mapping[str, tuple[str, ...]]
    """Exercises that a filter leaves out only because they do not say what it is about, by what they lack."""
    whole: bool = True
    """Whether they have all of the words that were looked for; else they have the most of them."""


def find_exercises(
    store: ContentStore | Folders, wanted: ExerciseFilter, patient: Circumstances | None = None
) -> FoundExercises:  # fmt: skip
    """The exercises that fit, each with its verdict. Raises ``ProblemsFound`` for a word that no exercise can have and for what is wrong in files."""
    store = store if isinstance(store, ContentStore) else ContentStore(store)
    patient = patient or Circumstances()
    library = _library(store, patient)
    asked = _meant(wanted, library)
    rules = rules_for(patient.flags, [library.conditions[name] for name in patient.conditions], library)
    at_home = read_words(store.folders, "en").at_home if NONE in asked.equipment else ()
    ranks: Mapping[str, int] | None = None
    whole = True
    if asked.words:
        hits = search(without_complaint(asked.words), (searchable(exercise, library.movements) for exercise in library.exercises.values()))
        ranks = {hit.id: rank for rank, hit in enumerate(hits)}
        whole = all(hit.whole for hit in hits)
    fits = [
        exercise for exercise in library.exercises.values() if (ranks is None or exercise.id in ranks) and _fits(exercise, asked, at_home)
    ]
    found = [FoundExercise(one, _positions(one, library), verdict(one, rules)) for one in fits]
    order = list(Allowance)
    found.sort(key=lambda one: (order.index(one.verdict.allowance), ranks[one.exercise.id] if ranks else 0, one.exercise.id))
    return FoundExercises(tuple(found), _unsaid(asked, library.exercises.values(), library), whole)


def _library(store: ContentStore, patient: Circumstances) -> Library:
    def all_of(kind: str) -> Iterator[Named]:
        return (Named(kind, name, Place(f"{kind} {name}")) for name in ids(store.folders, kind))

    protocols = [flag for flag in patient.flags if flag.protocol]
    return read_library(
        store,
        [
            *all_of("exercises"),
            *all_of("movements"),
            *(Named("flags", flag.id, flag.place) for flag in patient.flags),
            *(Named("protocols", flag.protocol or "", flag.place) for flag in protocols),
            *(Named("conditions", name, Place(f"--condition {name}")) for name in patient.conditions),
        ],
    )


def _meant(wanted: ExerciseFilter, library: Library) -> ExerciseFilter:
    """The filter with ids in place of words. Raises ``ProblemsFound`` for each word that means nothing."""
    positions = [name for name, movement in library.movements.items() if movement.position]
    problems: list[Problem] = []

    def of(option: str, typed: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
        meant: list[str] = []
        for word in typed:
            parts = words_of(word)
            found = [word] if word in known else [name for name in known if parts and set(parts) <= set(words_of(name))]
            if not found:
                problems.append(Problem(Place(f"--{option} {word}"), f"is no {option} of an exercise", did_you_mean(word, known)))
            meant.extend(found)
        return tuple(dict.fromkeys(meant))

    meant = replace(
        wanted,
        regions=of("region", wanted.regions, BODY_REGIONS),
        purposes=of("purpose", wanted.purposes, PURPOSES),
        levels=of("level", wanted.levels, LEVELS),
        positions=of("position", wanted.positions, sorted(positions)),
        without=_movements(wanted.without, library, problems),
    )
    if problems:
        raise ProblemsFound(problems)
    return meant


def _movements(typed: Iterable[str], library: Library, problems: list[Problem]) -> tuple[str, ...]:
    """The movements that are meant: by id, else by a word of their ids or names. What is to be left out is rather too much than too little."""
    meant: list[str] = []
    for word in typed:
        found = (word,) if word in library.movements else movements_named(word, library.movements)
        if not found:
            hint = did_you_mean(word, sorted(library.movements), "see: rehabpress list movements")
            problems.append(Problem(Place(f"--without {word}"), "is no movement and no word of one", hint))
        meant.extend(found)
    return tuple(dict.fromkeys(meant))


def _fits(exercise: Exercise, asked: ExerciseFilter, at_home: Sequence[str]) -> bool:
    def any_of(wanted: Sequence[str], said: Iterable[str]) -> bool:
        return not wanted or not set(wanted).isdisjoint(said)

    return (
        any_of(asked.regions, exercise.regions)
        and any_of(asked.purposes, exercise.purposes)
        and any_of(asked.levels, (exercise.level,) if exercise.level else ())
        and any_of(asked.positions, exercise.movements)
        and set(asked.without).isdisjoint(exercise.movements)
        and (not asked.equipment or _has(exercise, {*asked.equipment, *at_home} - {NONE}))
    )


def _has(exercise: Exercise, has: Iterable[str]) -> bool:
    """Whether a patient who has these things has all that an exercise needs: each need names one of them."""
    things = [set(words_of(thing)) for thing in has]
    return all(any(thing <= set(words_of(need)) for thing in things) for need in exercise.equipment)


def _positions(exercise: Exercise, library: Library) -> tuple[str, ...]:
    return tuple(name for name in exercise.movements if library.movements[name].position)


def _unsaid(asked: ExerciseFilter, exercises: Iterable[Exercise], library: Library) -> Mapping[str, tuple[str, ...]]:
    """The exercises that a filter leaves out only because they say nothing of what it is about, by what they lack."""
    known = sorted(exercises, key=lambda one: one.id)
    said: Mapping[str, tuple[Sequence[str], Callable[[Exercise], object]]] = {
        "regions": (asked.regions, lambda one: one.regions),
        "purposes": (asked.purposes, lambda one: one.purposes),
        "level": (asked.levels, lambda one: one.level),
        "a movement that is a position": (asked.positions, lambda one: _positions(one, library)),
    }
    unsaid = {what: tuple(one.id for one in known if not says(one)) for what, (wanted, says) in said.items() if wanted}
    return {what: names for what, names in unsaid.items() if names}
