"""From a plan to a handout: everything chosen, every dose complete and in words. In: Plan, Library, Locale. Out: Handout, or all problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar, cast

from rehabpress.model.dose import Dose, Side
from rehabpress.model.exercise import Exercise, Limb
from rehabpress.model.languages.locale import Locale
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Clinician, Plan
from rehabpress.plan.compare import Prescribed, compare, prescribed
from rehabpress.plan.dose_layers import Giver, Override, PlannedDose, dose_problems, exercise_problems, planned_exercise
from rehabpress.plan.dose_text import dose_text, side_in_picture, side_step
from rehabpress.plan.duration import Session, TimeTaken, session, session_text, taken
from rehabpress.plan.handout import Card, DoseText, Handout, ProgressionLine
from rehabpress.plan.news import news_texts
from rehabpress.plan.phrasing import Phrasing
from rehabpress.plan.safety.gate import Others
from rehabpress.plan.set_by_plan import own_numbers, set_by_plan
from rehabpress.plan.shared_content import SharedContent, shared_content
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Problem, ProblemsFound, collecting

Part = TypeVar("Part", bound=Hashable)

_NOBODY = Patient()
_NO_OVERRIDES: Mapping[str, Override] = MappingProxyType({})

_MOST_OUTLINES = 300
_MOST_DOSED = 4_000
_MOST_PARTS = 4_000


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
    """Makes handouts, and keeps what several of them share. What it keeps has the same value as what it would make anew."""

    def __init__(self) -> None:
        self._outlines: Memo[Hashable, SharedContent] = Memo(_MOST_OUTLINES)
        self._dosed: Memo[Hashable, DosedExercise | None] = Memo(_MOST_DOSED)
        self._parts: Memo[Hashable, Hashable] = Memo(_MOST_PARTS)
        self._texts: Memo[Hashable, tuple[Phrasing, DoseText]] = Memo(_MOST_DOSED)
        self._sentences: Memo[Hashable, tuple[Phrasing, str]] = Memo(_MOST_DOSED)

    def resolve(
        self,
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
        problems: list[Problem] = []
        outlined: SharedContent | None = None
        dosed: Sequence[DosedExercise] | None = None
        with collecting(problems):
            outlined = self._outline(plan, library, locale, date, clinic, patient.flags, others)
            dosed = self._all_dosed(outlined, overrides, week)
        if outlined is None or dosed is None:
            raise ProblemsFound([*problems, *dose_problems(plan, library, overrides, outlined.clinic.bands if outlined else ())])
        speech = outlined.speech
        return Handout(
            plan=plan.id,
            week=week,
            title=outlined.title,
            message=outlined.message,
            language=outlined.clinic.language,
            date=date,
            date_text=outlined.date_text,
            patient=patient.name,
            clinician=clinician or plan.clinician,
            clinic=outlined.clinic,
            goal=plan.goal,
            cards=tuple([one.card for one in dosed]),
            time=self._session_text(session([one.taken for one in dosed]), speech),
            equipment=outlined.equipment,
            changed=outlined.changed,
            avoid=outlined.avoid,
            tips=outlined.tips,
            about=outlined.about,
            regions=outlined.regions,
            safety=outlined.safety,
            next_visit=plan.next_visit,
            sources=outlined.sources,
            sources_read=outlined.sources_read,
            set_by_plan=self._set_by_plan(dosed, speech),
            review=outlined.review,
            news=() if before is None else news_texts(compare(before, _prescribed(dosed), outlined.clinic.bands), speech),
            overrides=outlined.overrides,
            own_rules=outlined.own_rules,
        )

    def _outline(
        self,
        plan: Plan,
        library: Library,
        locale: Locale,
        date: dt.date,
        clinic: str | None,
        flags: tuple[PatientFlag, ...],
        others: Others,
    ) -> SharedContent:
        # An outline holds the plan, the library and the phrases, so that none of the identities is given to another while it is kept.
        key = (id(plan), id(library), id(locale.phrases), date, clinic, tuple([(flag.id, flag.week, flag.protocol) for flag in flags]))
        return self._outlines.of(
            key, lambda: self._shared(shared_content(plan, library, locale, date=date, clinic=clinic, flags=flags, others=others))
        )

    def _shared(self, one: SharedContent) -> SharedContent:
        """The same, of parts that are those of another outline where they are equal: on most days a plan says the same."""
        return replace(
            one,
            avoid=self._same(one.avoid),
            tips=self._same(one.tips),
            about=self._same(one.about),
            regions=self._same(one.regions),
            safety=self._same(one.safety),
            sources=self._same(one.sources),
            review=self._same(one.review),
            overrides=self._same(one.overrides),
        )

    def _same(self, part: Part) -> Part:
        return cast(Part, self._parts.of(part, lambda: part))

    def _all_dosed(self, outlined: SharedContent, overrides: Mapping[str, Override], week: int) -> Sequence[DosedExercise] | None:
        """The exercises with their doses; None when anything is wrong with these."""
        found: list[DosedExercise] = []
        for index, entry in enumerate(outlined.entries):
            one = self._one_dosed(outlined, index, overrides.get(entry.exercise.id), week)
            if one is None:
                return None
            found.append(one)
        twice = len({one.of for one in found}) < len(found)
        return None if twice or not overrides.keys() <= {one.exercise.id for one in found} else found

    def _one_dosed(self, outlined: SharedContent, index: int, override: Override | None, week: int) -> DosedExercise | None:
        key = (outlined, index, week, (override.dose, override.for_all) if override else None)
        return self._dosed.of(key, lambda: self._make(outlined, index, override, week))

    def _make(self, outlined: SharedContent, index: int, override: Override | None, week: int) -> DosedExercise | None:
        planned = planned_exercise(outlined.plan, index, outlined.library, override)
        if any(exercise_problems(planned, outlined.clinic.bands)):
            return None
        entry, now, exercise = outlined.entries[index], planned.in_week(week), planned.exercise
        card = Card(
            number=index + 1,
            id=exercise.id,
            name=exercise.name,
            clinical_name=exercise.clinical_name,
            goal=exercise.goal,
            equipment=exercise.equipment,
            not_if=exercise.not_if,
            start=exercise.start,
            steps=(*exercise.steps, *side_step(now.dose, exercise.changes, outlined.speech)),
            feel=exercise.feel,
            mistakes=exercise.mistakes,
            stop=exercise.stop,
            note=entry.note,
            changed=entry.changed,
            picture=" ".join([exercise.picture, *side_in_picture(now.dose, exercise.changes, outlined.speech)]),
            picture_name=f"{exercise.id}.{now.dose.side}" if now.dose.side in (Side.LEFT, Side.RIGHT) else exercise.id,
            dose=now.dose,
            of_library=now.given_by(Giver.LIBRARY),
            of_usual=now.of_usual(),
            text=self._text(now.dose, exercise.changes, outlined.speech),
            later=tuple([self._progress(stage, outlined.speech) for stage in now.later]),
            days=entry.days,
            on_days=entry.on_days,
            link=exercise.link,
            sources=entry.sources,
        )
        return DosedExercise(exercise, self._same(card), planned.of, own_numbers(exercise, now.dose), taken(exercise, now.dose))

    def _progress(self, stage: PlannedDose, speech: Phrasing) -> ProgressionLine:
        text = self._text(stage.dose, stage.exercise.changes, speech)
        line = speech.fill(speech.phrases.dose.later, week=str(stage.from_week), dose=" ".join(text.sentences))
        return ProgressionLine(stage.from_week, line)

    def _text(self, dose: Dose, limb: Limb | None, speech: Phrasing) -> DoseText:
        key = (id(speech.phrases), speech.local.tag, dose, limb)
        return self._texts.of(key, lambda: (speech, dose_text(dose, limb, speech)))[1]

    def _set_by_plan(self, dosed: Sequence[DosedExercise], speech: Phrasing) -> str:
        own = tuple([one.own for one in dosed])
        return self._sentences.of((id(speech.phrases), speech.local.tag, own), lambda: (speech, set_by_plan(own, speech)))[1]

    def _session_text(self, all_: Session, speech: Phrasing) -> str:
        return self._sentences.of((id(speech.phrases), speech.local.tag, all_), lambda: (speech, session_text(all_, speech)))[1]


def _prescribed(dosed: Sequence[DosedExercise]) -> Sequence[Prescribed]:
    return prescribed([(one.exercise, one.card.dose) for one in dosed])
