"""The safety gate: holds a plan against the rules for its patient. Refuses, modifies cards, and records exceptions that a clinician signs for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition, Tip
from rehabpress.model.exercise import Exercise
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient
from rehabpress.model.plan import Plan, PlannedExercise
from rehabpress.model.safety import Exemption, Verdict
from rehabpress.plan.safety.messages import refused_exercise, refused_tip
from rehabpress.plan.safety.rules import ActiveRule, RuleGiver, rules_of_flags, rules_of_plan
from rehabpress.plan.safety.verdicts import Finding, findings, verdict
from rehabpress.support.problems import Origin, Place, Problem, did_you_mean

Others = Callable[[], Iterable[Exercise]]
"""All exercises that there are, to name some that the patient may do. Asked only when one is refused."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that a card or a tip carries because of a rule, and the sources of the rule."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Permitted:
    """An exercise that a rule is against and a clinician has allowed. ``findings`` are what the exception is about."""

    exercise: Exercise
    exemption: Exemption
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate says of a plan. A plan with ``problems`` must not be printed. ``changes`` has an entry for each exercise of the plan."""

    problems: tuple[Problem, ...]
    changes: tuple[tuple[Change, ...], ...]
    once: tuple[Change, ...]
    """What is changed in the exercises, said once for all of them."""
    tip_changes: tuple[tuple[Change, ...], ...]
    """For each tip; what is said once for the exercises is not said again, and what is to be said once stands at the first tip."""
    permitted: tuple[Permitted, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that the gate looks at. ``tips`` are those that are printed, each with where it was chosen; ``date`` is the handout's."""

    plan: Plan
    conditions: Sequence[Condition]
    patient: Patient
    tips: Sequence[tuple[Tip, Place]]
    date: dt.date
    clinic: Clinic | None = None
    """Whose paper it is, if that is known: only its clinicians can allow an exception."""


def gate(case: Case, library: Library, others: Others) -> Gated:
    """Hold a plan against its avoid-lists and its patient's flags. Pure: the same case gives the same answer."""
    origin = library.origins["plans", case.plan.id]
    rules, problems = rules_of_flags(case.patient.flags, library)
    rules.extend(rules_of_plan(case.plan, case.conditions))
    known = cache(lambda: tuple(others()))
    permitted: list[Permitted] = []
    changes: list[tuple[Change, ...]] = []
    once: list[Finding] = []
    for index, entry in enumerate(case.plan.exercises):
        exercise = library.exercises[entry.exercise]
        found = verdict(exercise, rules).findings
        changes.append(_changes([finding for finding in found if not finding.rule.once]))
        once.extend(finding for finding in found if finding.rule.once)
        place = origin.at("exercises", index, "exercise")
        for group in _by_giver(found):
            if exception := _exception(entry, group):
                permitted.append(Permitted(exercise, exception, group))
            else:
                problems.append(refused_exercise(exercise, group, place, library, _instead(exercise, case, rules, known), case.date))
        problems.extend(_override_problems(entry, index, found, case, origin))
        problems.extend(_nobody(entry, origin.at("exercises", index, "override", "by"), case.clinic))
    said = {finding.rule.instead for finding in once}
    tip_changes: list[tuple[Change, ...]] = []
    for tip, place in case.tips:
        found = findings(tip.movements, [one for one in rules if one.of_daily_life])
        unsaid = [finding for finding in found if not finding.rule.once or finding.rule.instead not in said]
        tip_changes.append(_changes(unsaid))
        said.update(finding.rule.instead for finding in unsaid if finding.rule.once)
        problems.extend(refused_tip(tip, group, place, library) for group in _by_giver(found))
    return Gated(tuple(problems), tuple(changes), _changes(once), tuple(tip_changes), tuple(permitted))


def _changes(found: Sequence[Finding]) -> tuple[Change, ...]:
    """The sentences of the rules that say how to do it, each once."""
    sources: dict[str, tuple[str, ...]] = {}
    for finding in found:
        if finding.verdict is Verdict.MODIFY and (text := finding.rule.instead):
            sources[text] = tuple(dict.fromkeys((*sources.get(text, ()), *finding.rule.sources)))
    return tuple(Change(text, ids) for text, ids in sources.items())


def _by_giver(found: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    """The findings that stop, together by flag, condition or plan: each of these needs an exception of its own."""
    stopping = sorted((finding for finding in found if finding.stops), key=lambda finding: (finding.rule.giver, finding.rule.id))
    for _, group in groupby(stopping, key=lambda finding: (finding.rule.giver, finding.rule.id)):
        yield tuple(group)


def _exception(entry: PlannedExercise, group: Sequence[Finding]) -> Exemption | None:
    """The override of a plan's entry, if it names the flag or condition and all of these rules can have an exception."""
    rule = group[0].rule
    override = entry.override
    if override is None or rule.giver is RuleGiver.PLAN or not all(finding.rule.exception for finding in group):
        return None
    named = override.flags if rule.giver is RuleGiver.FLAG else override.conditions
    return override if rule.id in named else None


def _override_problems(entry: PlannedExercise, index: int, found: Sequence[Finding], case: Case, origin: Origin) -> Iterator[Problem]:
    """An override from the future, or about a condition that is not of this plan or has nothing against the exercise.

    That it names a flag which this patient does not have is right: a plan may serve several patients.
    """
    override = entry.override
    if override is None:
        return
    path = ("exercises", index, "override")
    if override.date > case.date:
        what = f"the override is of {override.date}, after the handout's own date, {case.date}"
        yield Problem(origin.at(*path, "date"), what, "write the day on which it was decided")
    against = {finding.rule.id for finding in found if finding.stops and finding.rule.giver is RuleGiver.CONDITION}
    for number, name in enumerate(override.conditions):
        place = origin.at(*path, "conditions", number)
        if name not in case.plan.conditions:
            yield Problem(place, f'"{name}" is not a condition of this plan', did_you_mean(name, case.plan.conditions, "name one of them"))
        elif name not in against:
            yield Problem(place, f"the avoid-list of {name} has nothing against {entry.exercise}", "leave it out of the override")


def _nobody(entry: PlannedExercise, place: Place, clinic: Clinic | None) -> Iterator[Problem]:
    """An override by somebody who is no clinician of the clinic."""
    if entry.override is None or clinic is None:
        return
    name = " ".join(entry.override.by.partition(",")[0].split())
    if name.casefold() in (one.casefold() for one in clinic.clinicians):
        return
    if clinic.clinicians:
        hint = did_you_mean(name, clinic.clinicians, f"write the name of one of them, or add it to clinicians: of {clinic.id}")
        yield Problem(place, f'"{name}" is none of the clinicians of {clinic.id}, so nobody stands for the override', hint)
    else:
        what = f"the clinic {clinic.id} names no clinicians, so nobody can allow an exception"
        yield Problem(place, what, f"write in content/clinics/{clinic.id}.yaml: clinicians: [{name}]")


def _instead(exercise: Exercise, case: Case, rules: Sequence[ActiveRule], others: Others) -> tuple[str, ...]:
    """The ids of up to three exercises that nothing stops, first those that it names itself, then those of its region most like it."""
    planned = {entry.exercise for entry in case.plan.exercises}
    free = [one for one in others() if one.id not in planned and not verdict(one, rules).stops]
    near = [one for one in free if set(one.regions) & set(exercise.regions)]
    fits = near or free
    said = {name: rank for rank, name in enumerate((*exercise.instead, *exercise.easier))}

    def unlike(one: Exercise) -> tuple[int, int, int, str]:
        purposes, movements = (len(set(getattr(one, key)) & set(getattr(exercise, key))) for key in ("purposes", "movements"))
        return said.get(one.id, len(said)), -purposes, -movements, one.id

    fits.sort(key=unlike)
    return tuple(one.id for one in fits[:3])
