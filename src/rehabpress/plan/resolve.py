"""From a plan to a handout: everything chosen, every dose complete and in words. In: Plan, Library, Locale. Out: Handout, or all problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition
from rehabpress.model.dose import Side
from rehabpress.model.language import Language
from rehabpress.model.library import Library
from rehabpress.model.locale import Locale
from rehabpress.model.patient import Patient
from rehabpress.model.plan import WEEKDAYS, Clinician, Plan
from rehabpress.plan.advice import Chosen, about_list, avoid_list, choose, condition_problems, tip_places, tip_problems, tips_list
from rehabpress.plan.compare import Prescribed, compare, prescribed
from rehabpress.plan.dosage import dose_text
from rehabpress.plan.doses import Override, Planned, dose_problems, override_problems, planned_exercises
from rehabpress.plan.handout import Card, Handout, Permission, Progress
from rehabpress.plan.news import news_texts
from rehabpress.plan.review import review_lines
from rehabpress.plan.safety.gate import Case, Change, Gated, Others, Permitted, gate
from rehabpress.plan.set_by_plan import set_by_plan
from rehabpress.plan.signatures import reviewed_parts, signature_problems
from rehabpress.plan.sources import Numbers, source_lines
from rehabpress.plan.speech import Speech
from rehabpress.plan.time import session_text
from rehabpress.problems import Origin, Problem, ProblemsFound

_NOBODY = Patient()
_NO_OVERRIDES: Mapping[str, Override] = MappingProxyType({})


def resolve(
    plan: Plan,
    library: Library,
    locale: Locale,
    *,
    date: dt.date,
    clinic: str | None = None,
    clinician: Clinician | None = None,
    patient: Patient = _NOBODY,
    others: Others = tuple,
    overrides: Mapping[str, Override] = _NO_OVERRIDES,
    before: Sequence[Prescribed] | None = None,
    week: int = 1,
) -> Handout:
    """Make the handout of a plan of ``library``, in the language of ``locale``, with the doses of a week of the plan.

    ``clinic`` is the id of a clinic of the library; it and ``clinician`` win over those of the plan. ``overrides`` are numbers for this
    handout alone, by the id of the exercise. ``others`` gives all exercises there are, to name some in place of one that is refused.
    ``before`` is what was prescribed last time, if the handout is to say what is new.
    Raises ProblemsFound with all problems.
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
    if isinstance(letterhead, Problem):
        problems.append(letterhead)
    else:
        flags = (("flags", flag.id) for flag in patient.flags if flag.id in library.flags)
        problems.extend(signature_problems(letterhead[0], (*reviewed_parts(plan, library), *flags), library, date))
    chosen = choose(plan, conditions)
    gated = gate(Case(plan, conditions, patient, tip_places(chosen, plan, origin), date), library, others)
    problems.extend(gated.problems)
    problems.extend(_language_problems(conditions, library, locale, origin))
    if problems or isinstance(letterhead, Problem):
        raise ProblemsFound(problems)
    planned = tuple(one.in_week(week) for one in planned)
    return _handout(
        plan, library, planned, chosen, gated, letterhead, locale, date, clinician or plan.clinician, patient.name, week, before
    )


def _language_problems(conditions: Sequence[Condition], library: Library, locale: Locale, origin: Origin) -> Iterator[Problem]:
    """Safety text in another language than the page: a patient must be able to read it."""
    for index, condition in enumerate(conditions):
        region = library.regions[condition.region]
        if region.language.partition("-")[0] != locale.language.partition("-")[0]:
            what = f"the safety text of {condition.id} is in {region.language}, and the page is in {locale.language} (region {region.id})"
            hint = f"write content/regions/ with language: {locale.language}, and a condition in that language that names it as its region"
            yield Problem(origin.at("conditions", index), what, hint)


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
    chosen: Chosen,
    gated: Gated,
    letterhead: tuple[Clinic, Language],
    locale: Locale,
    date: dt.date,
    clinician: Clinician | None,
    patient: str | None,
    week: int,
    before: Sequence[Prescribed] | None,
) -> Handout:
    clinic, local = letterhead
    speech = Speech.of(locale, local)
    conditions = chosen.conditions
    exercises = list({one.exercise.id: one.exercise for one in planned}.values())
    regions = [library.regions[name] for name in dict.fromkeys(condition.region for condition in conditions)]
    numbers = Numbers.in_order(
        [
            *(source for exercise in exercises for source in exercise.sources),
            *(source for changes in gated.changes for change in changes for source in change.sources),
            *chosen.sources(),
            *(source for changes in gated.tip_changes for change in changes for source in change.sources),
            *(source for region in regions for source in region.sources),
        ]
    )
    lines, all_read = source_lines(numbers, library.sources, speech)
    return Handout(
        plan=plan.id,
        week=week,
        title=plan.title or conditions[0].plan_title,
        message=plan.message or conditions[0].plan_message,
        language=clinic.language,
        date=date,
        date_text=speech.local.day(date),
        patient=patient,
        clinician=clinician,
        clinic=clinic,
        goal=plan.goal,
        cards=tuple(
            _card(n, one, changes, numbers, speech) for n, (one, changes) in enumerate(zip(planned, gated.changes, strict=True), start=1)
        ),
        time=session_text([(one.exercise, one.dose) for one in planned], speech),
        equipment=speech.local.joined(list(dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment))),
        avoid=avoid_list(chosen, numbers),
        tips=tips_list(chosen, gated.tip_changes, numbers),
        about=about_list(chosen, numbers),
        regions=tuple(regions),
        next_visit=plan.next_visit,
        sources=lines,
        sources_read=all_read,
        set_by_plan=set_by_plan(planned, speech),
        review=review_lines(exercises, conditions, regions, date, speech),
        news=() if before is None else news_texts(compare(before, prescribed(planned)), speech),
        overrides=tuple(_permission(one, speech) for one in gated.permitted),
    )


def _permission(one: Permitted, speech: Speech) -> Permission:
    exemption = one.exemption
    rules = {finding.held.id: finding.held.name for finding in one.findings}
    text = speech.fill(
        speech.phrases.safety.allowed,
        by=exemption.by,
        on=speech.local.day(exemption.date),
        exercise=speech.fill(speech.phrases.quoted, name=one.exercise.name),
        what=speech.local.joined(list(rules.values())),
        reason=exemption.reason,
    )
    return Permission(one.exercise.id, tuple(rules), exemption.by, exemption.reason, exemption.date, text)


def _progress(stage: Planned, speech: Speech) -> Progress:
    text = dose_text(stage.dose, stage.exercise.changes, speech)
    line = speech.fill(speech.phrases.dose.later, week=str(stage.from_week), dose=" ".join(text.sentences))
    return Progress(stage.from_week, line)


def _card(number: int, one: Planned, changes: Sequence[Change], numbers: Numbers, speech: Speech) -> Card:
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
        changed=tuple(change.text for change in changes),
        picture=exercise.picture,
        picture_name=f"{exercise.id}.{one.dose.side}" if one.dose.side in (Side.LEFT, Side.RIGHT) else exercise.id,
        dose=one.dose,
        text=dose_text(one.dose, exercise.changes, speech),
        later=tuple(_progress(stage, speech) for stage in one.later),
        days=one.days,
        on_days=speech.local.joined([speech.local.weekday(WEEKDAYS.index(day)) for day in one.days or ()]),
        link=exercise.link,
        sources=numbers.of((*exercise.sources, *(source for change in changes for source in change.sources))),
    )
