"""Parses doses, flags and other content typed as options into the plain data that a YAML file would give.

``-e knee-to-chest:reps=3,times_per_day=2`` is an exercise of a plan; ``--set bird-dog.reps=8`` is a number of its dose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rehabpress.loader.flags import read_flags
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Typed
from rehabpress.loader.validate import check
from rehabpress.model.dose import Dose, typed_numbers
from rehabpress.model.patient import PatientFlag
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Card, Handout
from rehabpress.plan.one_side import OTHER, one_side
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

OptionPath = tuple[str | int, ...]

_ASSIGNMENT = re.compile(r"([a-z0-9-]+)\.([a-z_]+)=(.+)", re.DOTALL)
_EXERCISE = re.compile(r"([^:]+)(?::(.*))?", re.DOTALL)


def exercises_of(words: Sequence[str]) -> tuple[Sequence[Mapping[str, object]], Mapping[OptionPath, Place]]:
    """The entries of a plan that were typed as ``-e``, and where each part of them was typed. Raises ``ProblemsFound``."""
    places: dict[OptionPath, Place] = {}
    problems: list[Problem] = []
    planned: list[dict[str, object]] = []
    for index, word in enumerate(words):
        place = Place(f"-e {word}")
        places["exercises", index] = places["exercises", index, "exercise"] = place
        found = _EXERCISE.fullmatch(word)
        dose: dict[str, object] = {}
        for pair in (found[2] or "").split(",") if found else ():
            name, equals, value = pair.partition("=")
            if equals and name.strip() and value.strip():
                dose[name.strip()] = _plain(value)
                places["exercises", index, "dose", name.strip()] = place
            elif pair.strip() or "," in (found[2] if found and found[2] else ""):
                problems.append(
                    Problem(place, f'"{pair}" gives no number', "write name=value, separated by commas: -e bird-dog:reps=8,side=each")
                )
        planned.append({"exercise": found[1].strip() if found else word, "dose": dose})
    if problems:
        raise ProblemsFound(problems)
    return planned, places


def plan_of(conditions: Sequence[str], exercises: Sequence[str]) -> Typed:
    """The plan that was typed as ``--condition`` and ``-e``: its data, and which word each part comes from."""
    planned, found = exercises_of(exercises)
    places = dict(found)
    for index, word in enumerate(conditions):
        places["conditions", index] = Place(f"--condition {word}")
    data: dict[str, object] = {"id": conditions[0] if conditions else "plan", "conditions": tuple(conditions), "exercises": tuple(planned)}
    return Typed("plans", data, Origin(places, Place("command line")))


def doses_of(assignments: Iterable[str]) -> Mapping[str, Override]:
    """What ``--set`` changes, by exercise. Raises ``ProblemsFound`` with everything wrong in it."""
    data: dict[str, dict[str, object]] = {}
    places: dict[str, dict[OptionPath, Place]] = {}
    problems: list[Problem] = []
    for word in assignments:
        place = Place(f"--set {word}")
        if not (found := _ASSIGNMENT.fullmatch(word.strip())):
            problems.append(Problem(place, "is not an exercise, a number and its value", "write --set bird-dog.reps=8"))
            continue
        exercise, name, value = found.groups()
        if name in data.setdefault(exercise, {}):
            problems.append(Problem(place, f"{exercise}.{name} is set twice", "say it once"))
        data[exercise][name] = _plain(value)
        places.setdefault(exercise, {})[name,] = place
    doses: dict[str, Override] = {}
    for name, dose in data.items():
        origin = Origin(places[name], next(iter(places[name].values())))
        try:
            doses[name] = Override(check(Dose, dose, origin), origin)
        except ProblemsFound as found:
            problems.extend(found.problems)
    if problems:
        raise ProblemsFound(problems)
    return doses


def dose_of(words: Sequence[str]) -> Override | None:
    """What ``--dose`` gives for all exercises; None when it was left out. Raises ``ProblemsFound`` with everything wrong in it."""
    if not words:
        return None
    data, origin = numbers_in(words)
    return Override(check(Dose, data, origin), origin)


def numbers_in(words: Sequence[str]) -> tuple[dict[str, object], Origin]:
    """The numbers of ``sets=3,reps=8``, and where each was typed. Raises ``ProblemsFound``."""
    data: dict[str, object] = {}
    places: dict[OptionPath, Place] = {}
    problems: list[Problem] = []
    for word in words:
        place = Place(f"--dose {word}")
        for pair in word.split(","):
            name, equals, value = (part.strip() for part in pair.partition("="))
            if not equals or not name or not value:
                problems.append(Problem(place, f'"{pair}" gives no number', "write name=value, separated by commas: --dose sets=3,reps=8"))
            elif name in data:
                problems.append(Problem(place, f"{name} is given twice", "say it once"))
            else:
                data[name], places[name,] = _plain(value), place
    if problems:
        raise ProblemsFound(problems)
    return data, Origin(places, Place(f"--dose {words[0]}"))


def flags_of(words: Iterable[str], folders: Folders) -> tuple[PatientFlag, ...]:
    """The flags that were typed as ``--flag``. Raises ``ProblemsFound`` with everything wrong in them."""
    return read_flags([(word, Place(f"--flag {word}")) for word in words], folders)


def _plain(value: str) -> object:
    """A whole number where one was typed, else the text."""
    value = value.strip()
    return int(value) if re.fullmatch(r"0|[1-9]\d{0,8}", value) else value


def numbers_of_library(handout: Handout) -> str:
    """Lines that name the numbers which neither the plan nor the command gives, as they would be typed, by whose they are; empty without any."""
    given: dict[str, list[str]] = {}
    for card in handout.cards:
        for whose, names in (*card.of_usual, ("the library", card.of_library)):
            if names:
                given.setdefault(whose, []).append(f"{card.id} " + ", ".join(_typed(card, name) for name in names))
    library = given.pop("the library", [])
    order = [*given.items(), *([("the library", library)] if library else [])]
    return "\n".join(f"From {whose}, not from the plan: {'; '.join(listed)}." for whose, listed in order)


def side_of_plan(handout: Handout) -> str:
    """A line that names the side which the plan chose and nobody said for this paper, and how to say the other; empty without one."""
    chosen = one_side(handout.cards)
    if chosen is None:
        return ""
    other = OTHER[chosen.side]
    words = [f"--side {other}"] if chosen.all else [f"--set {name}.side={other}" for name in chosen.exercises]
    return f"From the plan: {chosen.side} {chosen.limb}. For the other: {' '.join(words)}."


def _typed(card: Card, name: str) -> str:
    return name if name == "quality" else f"{name} {typed_numbers(card.dose)[name]}"


def annexes_of(word: str | None) -> tuple[str, ...] | None:
    """The layouts of ``--with``, none for ``none``; None when it was left out."""
    if word is None:
        return None
    names = [name.strip() for name in word.split(",") if name.strip()]
    return () if names in ([], ["none"]) else tuple(names)
