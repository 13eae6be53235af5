"""Which numbers of a handout are the plan's own and no source's, said in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rehabpress.model.dose import Dose
from rehabpress.plan.doses import Planned
from rehabpress.plan.speech import Speech


def set_by_plan(planned: Sequence[Planned], speech: Speech) -> str:
    """One sentence that names the numbers which no source gives, by the numbers of the exercises; empty when there are none."""
    phrases = speech.phrases.set_by_plan
    everything = tuple(range(len(planned)))
    set_for = {name: tuple(n for n in everything if _is_own(planned[n], name)) for name in Dose.model_fields}
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


def _is_own(one: Planned, name: str) -> bool:
    given = getattr(one.dose, name)
    return given is not None and given != getattr(one.exercise.dose, name)


def _how_often_in_one(names: list[str]) -> Iterator[str]:
    both = {"times_per_day", "days_per_week"} <= set(names)
    for name in names:
        if not both or name not in ("times_per_day", "days_per_week"):
            yield name
        elif name == "times_per_day":
            yield "how_often"
