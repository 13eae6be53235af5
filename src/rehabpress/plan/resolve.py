"""From a plan to a handout: everything chosen, every dose complete and in words. In: Plan, Library, Locale. Out: Handout, or all problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rehabpress.model.dose import Dose, Side
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.locale import Locale
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Clinician, Plan
from rehabpress.plan.compare import Prescribed, compare, prescribed
from rehabpress.plan.dose_layers import Giver, Override, PlannedDose, dose_problems, exercise_problems, planned_exercise
from rehabpress.plan.dose_text import dose_text, side_in_picture, side_step
from rehabpress.plan.duration import TimeTaken, session, session_text, taken
from rehabpress.plan.handout import Card, FlagLine, Handout, ProgressionLine
from rehabpress.plan.news import news_texts
from rehabpress.plan.phrasing import Phrasing
from rehabpress.plan.safety.gate import Others
from rehabpress.plan.set_by_plan import own_numbers, set_by_plan
from rehabpress.plan.shared_content import SharedContent, shared_content
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Problem, ProblemsFound, collecting

_NOBODY = Patient()
_NO_OVERRIDES: Mapping[str, Override] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DosedExercise:
    """An exercise of a plan with a dose that is right: its card, and what the rest of the page says of the dose."""

    exercise: Exercise
    card: Card
    of: tuple[str, Side | None]
    """What a plan has once."""
    own: tuple[str, ...]
    """The numbers that no source gives."""
    taken: TimeTaken


class Resolver:
    """Makes the handouts of one plan in one language, and keeps what several of them share.

    What it keeps has the same value as what it would make anew.
    """

    def __init__(self, plan: Plan, library: Library, locale: Locale) -> None:
        """``library`` holds the plan and all that it refers to."""
        self.plan, self.library, self.locale = plan, library, locale
        self._dosings: Memo[tuple[dt.date, str | None, tuple[PatientFlag, ...]], _Dosing] = Memo()

    def resolve(
        self,
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
        """Make the handout of the plan with the doses of a week of it.

        ``clinic`` is the id of a clinic of the library; it and ``clinician`` win over those of the plan. ``overrides`` are numbers for this
        handout alone, by the id of the exercise. ``others`` gives all exercises there are, to name some in place of one that is refused.
        ``before`` is what was prescribed last time, if the handout is to say what is new.
        Raises ProblemsFound with all problems.
        """
        problems: list[Problem] = []
        dosing: _Dosing | None = None
        dosed: Sequence[DosedExercise] | None = None
        with collecting(problems):
            dosing = self._dosing(date, clinic, patient.flags, others)
            dosed = dosing.all_exercises(overrides, week)
        if dosing is None or dosed is None:
            raise ProblemsFound(
                [*problems, *dose_problems(self.plan, self.library, overrides, dosing.shared.clinic.bands if dosing else ())]
            )
        plan, shared, speech = self.plan, dosing.shared, dosing.shared.speech
        return Handout(
            plan=plan.id,
            week=week,
            title=shared.title,
            message=shared.message,
            language=shared.clinic.language,
            date=date,
            date_text=shared.date_text,
            patient=patient.name,
            clinician=clinician or plan.clinician,
            clinic=shared.clinic,
            goal=plan.goal,
            cards=tuple([one.card for one in dosed]),
            time=session_text(session([one.taken for one in dosed]), speech),
            equipment=shared.equipment,
            changed=shared.changed,
            avoid=shared.avoid,
            tips=shared.tips,
            about=shared.about,
            regions=shared.regions,
            safety=shared.safety,
            next_visit=plan.next_visit,
            sources=shared.sources,
            sources_read=shared.sources_read,
            set_by_plan=set_by_plan(tuple([one.own for one in dosed]), speech),
            review=shared.review,
            news=() if before is None else news_texts(compare(before, _prescribed(dosed), shared.clinic.bands), speech),
            overrides=shared.overrides,
            own_rules=shared.own_rules,
            flags=tuple([FlagLine(self.library.flags[flag.id].name, flag.week) for flag in patient.flags]),
        )

    def _dosing(self, date: dt.date, clinic: str | None, flags: tuple[PatientFlag, ...], others: Others) -> _Dosing:
        def make() -> _Dosing:
            return _Dosing(shared_content(self.plan, self.library, self.locale, date=date, clinic=clinic, flags=flags, others=others))

        return self._dosings.of((date, clinic, flags), make)


class _Dosing:
    """The exercises of a plan for a date, a clinic and a set of flags; one with the same numbers is made once."""

    def __init__(self, shared: SharedContent) -> None:
        self.shared = shared
        self._dosed: Memo[tuple[int, int, tuple[Dose, frozenset[str]] | None], DosedExercise | None] = Memo()

    def all_exercises(self, overrides: Mapping[str, Override], week: int) -> Sequence[DosedExercise] | None:
        """The exercises with their doses; None when anything is wrong with these."""
        found: list[DosedExercise] = []
        for index, entry in enumerate(self.shared.entries):
            one = self._exercise(index, overrides.get(entry.exercise.id), week)
            if one is None:
                return None
            found.append(one)
        twice = len({one.of for one in found}) < len(found)
        return None if twice or not overrides.keys() <= {one.exercise.id for one in found} else found

    def _exercise(self, index: int, override: Override | None, week: int) -> DosedExercise | None:
        key = (index, week, (override.dose, override.for_all) if override else None)
        return self._dosed.of(key, lambda: _dosed(self.shared, index, override, week))


def _dosed(shared: SharedContent, index: int, override: Override | None, week: int) -> DosedExercise | None:
    """One exercise with its dose; None when anything is wrong with it."""
    planned = planned_exercise(shared.plan, index, shared.library, override)
    if any(exercise_problems(planned, shared.clinic.bands)):
        return None
    entry, now, exercise, speech = shared.entries[index], planned.in_week(week), planned.exercise, shared.speech
    card = Card(
        number=index + 1,
        id=exercise.id,
        name=exercise.name,
        clinical_name=exercise.clinical_name,
        goal=exercise.goal,
        equipment=exercise.equipment,
        not_if=exercise.not_if,
        start=exercise.start,
        steps=(*exercise.steps, *side_step(now.dose, exercise.changes, speech)),
        feel=exercise.feel,
        mistakes=exercise.mistakes,
        stop=exercise.stop,
        note=entry.note,
        changed=entry.changed,
        picture=" ".join([exercise.picture, *side_in_picture(now.dose, exercise.changes, speech)]),
        picture_name=f"{exercise.id}.{now.dose.side}" if now.dose.side in (Side.LEFT, Side.RIGHT) else exercise.id,
        dose=now.dose,
        of_library=now.given_by(Giver.LIBRARY),
        of_usual=now.of_usual(),
        of_order=now.given_by(Giver.ORDER),
        changes=exercise.changes,
        text=dose_text(now.dose, exercise.changes, speech),
        later=tuple([_progress(stage, speech) for stage in now.later]),
        days=entry.days,
        on_days=entry.on_days,
        link=exercise.link,
        sources=entry.sources,
    )
    return DosedExercise(exercise, card, planned.of, own_numbers(exercise, now.dose), taken(exercise, now.dose))


def _progress(stage: PlannedDose, speech: Phrasing) -> ProgressionLine:
    text = dose_text(stage.dose, stage.exercise.changes, speech)
    line = speech.fill(speech.phrases.dose.later, week=str(stage.from_week), dose=" ".join(text.sentences))
    return ProgressionLine(stage.from_week, line)


def _prescribed(dosed: Sequence[DosedExercise]) -> Sequence[Prescribed]:
    return prescribed([(one.exercise, one.card.dose) for one in dosed])
