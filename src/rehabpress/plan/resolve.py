"""From a plan to a handout: everything chosen, every dose complete and in words. In: Plan, Library, Locale. Out: Handout, or all problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition
from rehabpress.model.dose import Side
from rehabpress.model.language import Language
from rehabpress.model.library import Library
from rehabpress.model.locale import Locale
from rehabpress.model.plan import Clinician, Plan
from rehabpress.plan.advice import about_list, avoid_list, choose, condition_problems, tip_problems, tips_list
from rehabpress.plan.dosage import dose_text
from rehabpress.plan.doses import Override, Planned, dose_problems, override_problems, planned_exercises
from rehabpress.plan.handout import Card, Handout
from rehabpress.plan.review import review_lines
from rehabpress.plan.set_by_plan import set_by_plan
from rehabpress.plan.sources import Numbers, source_lines
from rehabpress.plan.speech import Speech
from rehabpress.plan.time import session_text
from rehabpress.problems import Origin, Problem, ProblemsFound

_NO_OVERRIDES: Mapping[str, Override] = MappingProxyType({})


def resolve(
    plan: Plan,
    library: Library,
    locale: Locale,
    *,
    date: dt.date,
    clinic: str | None = None,
    clinician: Clinician | None = None,
    patient: str | None = None,
    overrides: Mapping[str, Override] = _NO_OVERRIDES,
) -> Handout:
    """Make the handout of a plan of ``library``, in the language of ``locale``.

    ``clinic`` is the id of a clinic of the library; it and ``clinician`` win over those of the plan. ``overrides`` are numbers for this
    handout alone, by the id of the exercise.  Raises ProblemsFound with all problems.
    """
    origin = library.origins["plans", plan.id]
    conditions = [library.conditions[name] for name in plan.conditions]
    exercise_origins = {name: library.origins["exercises", name] for name in library.exercises}
    planned = planned_exercises(plan, library.exercises, origin, exercise_origins, overrides)
    problems = [
        *override_problems(plan, overrides),
        *dose_problems(planned),
        *condition_problems(plan, origin),
        *tip_problems(plan, conditions, origin),
    ]
    letterhead = _letterhead(clinic or plan.clinic, library, origin)
    if problems or isinstance(letterhead, Problem):
        raise ProblemsFound([*problems, *([letterhead] if isinstance(letterhead, Problem) else ())])
    return _handout(plan, library, planned, conditions, letterhead, locale, date, clinician or plan.clinician, patient)


def _letterhead(name: str | None, library: Library, origin: Origin) -> tuple[Clinic, Language] | Problem:
    if name is None:
        hint = "write clinic: and its id in the plan, or name it with --clinic (see: rehabpress list clinics)"
        return Problem(origin.whole, "no clinic is named: the page would have no letterhead and no number to call", hint)
    clinic = library.clinics[name]
    local = Language.named(clinic.language)
    if local is None:
        place = library.origins["clinics", name].at("language")
        return Problem(place, f'"{clinic.language}" is not a language and country that CLDR knows', "write them as in en-GB")
    return clinic, local


def _handout(
    plan: Plan,
    library: Library,
    planned: Sequence[Planned],
    conditions: Sequence[Condition],
    letterhead: tuple[Clinic, Language],
    locale: Locale,
    date: dt.date,
    clinician: Clinician | None,
    patient: str | None,
) -> Handout:
    clinic, local = letterhead
    speech = Speech.of(locale, local)
    chosen = choose(plan, conditions)
    exercises = list({one.exercise.id: one.exercise for one in planned}.values())
    regions = [library.regions[name] for name in dict.fromkeys(condition.region for condition in conditions)]
    numbers = Numbers.in_order(
        [
            *(source for exercise in exercises for source in exercise.sources),
            *chosen.sources(),
            *(source for region in regions for source in region.sources),
        ]
    )
    lines, all_read = source_lines(numbers, library.sources, speech)
    return Handout(
        plan=plan.id,
        title=plan.title or conditions[0].plan_title,
        message=plan.message or conditions[0].plan_message,
        language=clinic.language,
        date=date,
        date_text=speech.local.day(date),
        patient=patient,
        clinician=clinician,
        clinic=clinic,
        goal=plan.goal,
        cards=tuple(_card(number, one, numbers, speech) for number, one in enumerate(planned, start=1)),
        time=session_text([(one.exercise, one.dose) for one in planned], speech),
        equipment=speech.local.joined(list(dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment))),
        avoid=avoid_list(chosen, numbers),
        tips=tips_list(chosen, numbers),
        about=about_list(chosen, numbers),
        regions=tuple(regions),
        next_visit=plan.next_visit,
        sources=lines,
        sources_read=all_read,
        set_by_plan=set_by_plan(planned, speech),
        review=review_lines(exercises, conditions, regions, date, speech),
    )


def _card(number: int, one: Planned, numbers: Numbers, speech: Speech) -> Card:
    exercise = one.exercise
    return Card(
        number=number,
        id=exercise.id,
        name=exercise.name,
        goal=exercise.goal,
        equipment=exercise.equipment,
        start=exercise.start,
        steps=exercise.steps,
        feel=exercise.feel,
        mistakes=exercise.mistakes,
        stop=exercise.stop,
        note=one.note,
        picture=exercise.picture,
        picture_name=f"{exercise.id}.{one.dose.side}" if one.dose.side in (Side.LEFT, Side.RIGHT) else exercise.id,
        dose=one.dose,
        text=dose_text(one.dose, exercise.changes, speech),
        sources=numbers.of(exercise.sources),
    )
