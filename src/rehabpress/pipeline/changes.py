"""Reads the previous handout of a patient, for what is new."""

from __future__ import annotations

from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.loader.library import read_plan, wanted
from rehabpress.model.languages.language import Language
from rehabpress.plan.compare import Prescribed, compare, prescribed
from rehabpress.plan.dose_layers import planned_exercises
from rehabpress.plan.news import News, news
from rehabpress.plan.phrasing import Phrasing
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting


def changes(folders: Folders, old: str, new: str) -> tuple[News, ...]:
    """What is new from one plan to another, in the language of the new one. Raises ``ProblemsFound``."""
    problems: list[Problem] = []
    with collecting(problems):
        before = prescribed_before(folders, old, Place(f"diff {old}"))
    with collecting(problems):
        now = prescribed_before(folders, new, Place(f"diff {new}"))
    if problems:
        raise ProblemsFound(problems)
    speech, bands = _speech(folders, new)
    return news(compare(before, now, bands), speech)


def prescribed_before(folders: Folders, plan: str, place: Place) -> tuple[Prescribed, ...]:
    """What a plan prescribes, by its id or file. It need not be right for the patient any more: nothing is checked but that it can be read.

    Raises ``ProblemsFound``.
    """
    one, library = read_plan(folders, wanted("plans", plan, place))
    return prescribed([(planned.exercise, planned.dose) for planned in planned_exercises(one, library, {})])


def _speech(folders: Folders, plan: str) -> tuple[Phrasing, tuple[str, ...]]:
    """The language of the plan's clinic and its bands; of a plan without one, English and none."""
    one, library = read_plan(folders, wanted("plans", plan, Place(plan)))
    clinic = library.clinics[one.clinic] if one.clinic else None
    tag = clinic.language if clinic else "en"
    locale = read_locale(folders, tag)
    local = Language.named(tag) or Language.named(locale.language)
    if local is None:
        raise ValueError(f"a Locale has been checked to know its language, and this one does not: {locale.language}")
    return Phrasing.of(locale, local), clinic.bands if clinic else ()
