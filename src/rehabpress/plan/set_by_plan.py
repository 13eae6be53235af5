"""Says in one sentence which numbers of a handout are set by the plan and come from no source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Exercise
from rehabpress.plan.phrasing import Phrasing


def own_numbers(exercise: Exercise, dose: Dose) -> tuple[str, ...]:
    """The names of the numbers of a dose which no source of the exercise gives."""
    sourced = exercise.dose.given()
    return tuple([name for name, given in dose.given().items() if given != sourced.get(name)])


def set_by_plan(own: Sequence[Collection[str]], speech: Phrasing) -> str:
    """One sentence that names the numbers which no source gives, by the numbers of the exercises; empty when there are none.

    ``own`` are such numbers of each exercise.
    """
    phrases = speech.phrases.set_by_plan
    everything = tuple(range(len(own)))
    set_for = {name: tuple([n for n in everything if name in own[n]]) for name in Dose.model_fields}
    names_of: dict[tuple[int, ...], list[str]] = {}
    for name, which in set_for.items():
        if which:
            names_of.setdefault(which, []).append(name)
    groups = []
    for which, names in names_of.items():
        numbers = speech.local.joined([getattr(phrases.names, name) for name in _how_often_in_one(names)])
        if which == everything:
            groups.append(speech.fill(phrases.group_of_all, numbers=numbers))
        else:
            listed = speech.local.joined([str(n + 1) for n in which])
            exercises = speech.fill(phrases.exercises.of(len(which), speech.language.category(len(which)), exactly=False), n=listed)
            groups.append(speech.fill(phrases.group, numbers=numbers, exercises=exercises))
    if not groups:
        return ""
    text = groups[-1]
    for group in reversed(groups[:-1]):
        text = speech.fill(phrases.more, group=group, groups=text)
    return speech.fill(phrases.sentence, groups=text)


def _how_often_in_one(names: list[str]) -> Iterator[str]:
    both = {"times_per_day", "days_per_week"} <= set(names)
    for name in names:
        if not both or name not in ("times_per_day", "days_per_week"):
            yield name
        elif name == "times_per_day":
            yield "how_often"
