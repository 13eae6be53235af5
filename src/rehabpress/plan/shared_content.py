"""The part of a handout that all patients of a plan, date, clinic and set of flags share. In: Plan, Library, Locale. Out: ``SharedContent``, or all problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabpress.model.base import Reviewed, Spoken, with_stop
from rehabpress.model.clinic import Clinic
from rehabpress.model.condition import Condition, Region
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import WEEKDAYS, Plan, Weekday
from rehabpress.plan.condition_content import (
    Chosen,
    about_list,
    avoid_list,
    choose,
    condition_problems,
    tip_places,
    tip_problems,
    tips_list,
)
from rehabpress.plan.handout import About, Avoid, OwnRules, Permission, ReviewLine, Safety, SourceLine, TipLine
from rehabpress.plan.phrasing import Phrasing
from rehabpress.plan.regional_words import in_words
from rehabpress.plan.review import review_lines
from rehabpress.plan.safety.gate import Case, Change, Gated, Others, Permitted, gate
from rehabpress.plan.safety.numbers import number_problems
from rehabpress.plan.safety.signs import missing_lists, regions_of, safety_of, sign_problems, signs_on_paper, stand_in_problems
from rehabpress.plan.signatures import reviewed_parts, signature_problems, weaker_problems
from rehabpress.plan.sources import Numbers, source_lines
from rehabpress.support.problems import Origin, Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of a plan, and what its card says besides what the exercise says itself and the dose."""

    exercise: Exercise
    note: str | None
    changed: tuple[str, ...]
    days: tuple[Weekday, ...] | None
    on_days: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedContent:
    """A handout without its doses, and without the names on it. Its fields are as in ``Handout``."""

    plan: Plan
    library: Library
    speech: Phrasing
    title: str
    message: str
    date: dt.date
    date_text: str
    clinic: Clinic
    entries: tuple[Entry, ...]
    equipment: str
    changed: tuple[str, ...]
    avoid: tuple[Avoid, ...]
    tips: tuple[TipLine, ...]
    about: tuple[About, ...]
    regions: tuple[Region, ...]
    safety: Safety
    sources: tuple[SourceLine, ...]
    sources_read: str
    review: tuple[ReviewLine, ...]
    overrides: tuple[Permission, ...]
    own_rules: tuple[OwnRules, ...]


def shared_content(
    plan: Plan, library: Library, locale: Locale, *, date: dt.date, clinic: str | None, flags: tuple[PatientFlag, ...], others: Others
) -> SharedContent:
    """Choose all that a plan says whatever its doses are. Raises ProblemsFound with all problems."""
    letterhead = library.clinics.get(clinic or plan.clinic or "")
    lengths = locale.customary if letterhead and letterhead.customary else {}
    typed, library = library, in_words(library, {**locale.words, **lengths})
    clinic_, local, chosen, gated = _chosen(plan, typed, library, locale, date, clinic, flags, others)
    conditions = chosen.conditions
    speech = Phrasing.of(locale, local)
    planned = [library.exercises[entry.exercise] for entry in plan.exercises]
    exercises = list({exercise.id: exercise for exercise in planned}.values())
    regions = regions_of((condition.region for condition in conditions), library)
    flagged = [library.flags[flag.id] for flag in flags]
    numbers = Numbers.in_order(
        [
            *(source for exercise in exercises for source in exercise.sources),
            *(source for changes in gated.changes for change in changes for source in change.sources),
            *(source for change in gated.once for source in change.sources),
            *chosen.sources(),
            *(source for changes in gated.tip_changes for change in changes for source in change.sources),
            *(source for region in regions for source in region.sources),
            *(source for flag in flagged if flag.adds for source in flag.adds.sources),
        ]
    )
    lines, all_read = source_lines(numbers, library.sources, speech)
    return SharedContent(
        plan=plan,
        library=library,
        speech=speech,
        title=plan.title or conditions[0].plan_title,
        message=with_stop(plan.message or conditions[0].plan_message),
        date=date,
        date_text=speech.local.day(date),
        clinic=clinic_,
        entries=tuple(_entries(plan, planned, gated.changes, numbers, speech)),
        equipment=speech.local.joined(list(dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment))),
        changed=tuple(change.text for change in gated.once),
        avoid=avoid_list(chosen, numbers),
        tips=tips_list(chosen, gated.tip_changes, flagged, numbers),
        about=about_list(chosen, numbers),
        regions=regions,
        safety=safety_of(regions, flagged),
        sources=lines,
        sources_read=all_read,
        review=review_lines(
            [typed.exercises[one.id] for one in exercises],
            [typed.conditions[one.id] for one in conditions],
            [typed.regions[one.id] for one in regions],
            date,
            speech,
        ),
        overrides=tuple(_permission(one, speech) for one in gated.permitted),
        own_rules=tuple(_own_rules(library, speech)),
    )


def _chosen(
    plan: Plan,
    typed: Library,
    library: Library,
    locale: Locale,
    date: dt.date,
    clinic: str | None,
    flags: tuple[PatientFlag, ...],
    others: Others,
) -> tuple[Clinic, Language, Chosen, Gated]:
    """The letterhead with its language, what is to be said, and what the gate lets through. Raises ProblemsFound with all problems.

    ``typed`` is the library as it is written, which is what was signed; ``library`` has the words of the clinic's country.
    """
    origin = library.origins["plans", plan.id]
    conditions = [library.conditions[name] for name in plan.conditions]
    problems = [*condition_problems(plan, origin), *tip_problems(plan, conditions, origin)]
    letterhead = _letterhead(clinic or plan.clinic, library, origin)
    if isinstance(letterhead, Problem):
        problems.append(letterhead)
    else:
        known = (("flags", flag.id) for flag in flags if flag.id in library.flags)
        problems.extend(signature_problems(letterhead[0], (*reviewed_parts(plan, typed), *known), typed, date))
        problems.extend(number_problems(letterhead[0], library))
    problems.extend(weaker_problems(library))
    chosen = choose(plan, conditions)
    whose = None if isinstance(letterhead, Problem) else letterhead[0]
    gated = gate(Case(plan, conditions, Patient(flags=flags), tip_places(chosen, plan, origin), date, whose), library, others)
    problems.extend(gated.problems)
    problems.extend(_language_problems(conditions, library, locale, origin))
    problems.extend(_foreign_parts(plan, conditions, flags, library, locale))
    problems.extend(_safety_problems(conditions, flags, library, locale))
    if problems or isinstance(letterhead, Problem):
        raise ProblemsFound(problems)
    return (*letterhead, chosen, gated)


def _entries(
    plan: Plan, planned: Sequence[Exercise], changes: Sequence[Sequence[Change]], numbers: Numbers, speech: Phrasing
) -> Iterator[Entry]:
    for entry, exercise, changed in zip(plan.exercises, planned, changes, strict=True):
        days = entry.days or plan.days
        on_days = speech.local.joined([speech.local.weekday(WEEKDAYS.index(day)) for day in days or ()])
        sources = numbers.of((*exercise.sources, *(source for change in changed for source in change.sources)))
        yield Entry(exercise, entry.note, tuple([change.text for change in changed]), days, on_days, sources)


def _language_problems(conditions: Sequence[Condition], library: Library, locale: Locale, origin: Origin) -> Iterator[Problem]:
    """Safety text in another language than the page: a patient must be able to read it."""
    for index, condition in enumerate(conditions):
        for region in regions_of([condition.region], library):
            if region.language.partition("-")[0] != locale.language.partition("-")[0]:
                what = (
                    f"the safety text of {condition.id} is in {region.language}, and the page is in {locale.language} (region {region.id})"
                )
                hint = (
                    f"write content/regions/ with language: {locale.language}, and a condition in that language that names it as its region"
                )
                yield Problem(origin.at("conditions", index), what, hint)


def _foreign_parts(
    plan: Plan, conditions: Sequence[Condition], flags: Sequence[PatientFlag], library: Library, locale: Locale
) -> Iterator[Problem]:
    """Parts of a paper that are written in another language than its clinic's."""
    parts: list[tuple[str, str, Spoken]] = [("plans", plan.id, plan)]
    parts += [("conditions", one.id, one) for one in conditions]
    parts += [("exercises", entry.exercise, library.exercises[entry.exercise]) for entry in plan.exercises]
    parts += [("flags", flag.id, library.flags[flag.id]) for flag in flags if flag.id in library.flags]
    parts += [("protocols", one, library.protocols[one]) for flag in flags if (one := flag.protocol or "") in library.protocols]
    page = locale.language.partition("-")[0]
    for kind, name, part in parts:
        if part.language.partition("-")[0] != page:
            what = f"{name} is written in {part.language}, and the page is in {locale.language}"
            hint = f"write it in {locale.language}, with language: {locale.language}, in a file of your own, or name a clinic with pages in {part.language}"
            yield Problem(library.origins[kind, name].at("language"), what, hint)


def _safety_problems(conditions: Sequence[Condition], flags: Sequence[PatientFlag], library: Library, locale: Locale) -> Iterator[Problem]:
    """Safety text that does not say what it must, or that sends the patient to two numbers for one sign."""
    names = [condition.region for condition in conditions]
    yield from missing_lists(names, library)
    yield from stand_in_problems(regions_of(names, library), library)
    flagged = [library.flags[flag.id] for flag in flags if flag.id in library.flags]
    yield from sign_problems(signs_on_paper(regions_of(names, library), flagged, library), locale.phrases.safety.signs)


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


def _permission(one: Permitted, speech: Phrasing) -> Permission:
    exemption = one.exemption
    rules = {finding.rule.id: finding.rule.name for finding in one.findings}
    text = speech.fill(
        speech.phrases.safety.allowed,
        by=exemption.by,
        on=speech.local.day(exemption.date),
        exercise=speech.fill(speech.phrases.quoted, name=one.exercise.name),
        what=speech.local.joined(list(rules.values())),
        reason=exemption.reason,
    )
    return Permission(one.exercise.id, tuple(rules), exemption.by, exemption.reason, exemption.date, text)


def _own_rules(library: Library, speech: Phrasing) -> Iterator[OwnRules]:
    """The clinic's own files that are less strict than the packaged ones, each signed."""
    for (kind, name), how in sorted(library.weaker.items()):
        own: Reviewed = getattr(library, kind)[name]
        by = own.reviewed_by or ""
        text = speech.fill(speech.phrases.safety.own, by=by, what=speech.fill(speech.phrases.quoted, name=getattr(own, "name", name)))
        yield OwnRules(kind, name, by, how, text)
