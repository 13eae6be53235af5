"""Preflight: all advice on a collection or a plan as one report. Changes nothing and writes no page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from rehabpress.advice.burden import minutes_a_day
from rehabpress.advice.cert import cert
from rehabpress.advice.collection import advise_on_collection
from rehabpress.advice.content import KINDS, Advised, advise, advise_on_handout
from rehabpress.advice.page import page_of as taken_apart
from rehabpress.advice.pemat import Material, pemat
from rehabpress.advice.report import Assessed, PreflightReport
from rehabpress.advice.text import sentences
from rehabpress.advice.value import Advice
from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.layouts import read_locale, read_theme
from rehabpress.loader.library import Named, read_plan, wanted
from rehabpress.loader.load_all import read_everything
from rehabpress.loader.pictures import picture_files
from rehabpress.loader.single_file import read_words
from rehabpress.markup.parse import parse
from rehabpress.model.languages.words import Words
from rehabpress.model.library import Library
from rehabpress.model.plan import Plan
from rehabpress.pipeline.figures import Seen, seen
from rehabpress.pipeline.order import SOMEBODY, Order
from rehabpress.pipeline.pictures import pictures_there
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.pipeline.render import render as pdf
from rehabpress.plan.signatures import reviewed_parts
from rehabpress.support.problems import Place
from rehabpress.templates.render import render
from rehabpress.typeset.document import pages_of

LANGUAGE = "en"
"""Advice is written in English, as all messages of the program are; so the report is, too."""


def preflight(folders: Folders, day: dt.date, plan: str | None = None, clinic: str | None = None) -> PreflightReport:
    """The report on a plan and all that it prints, or on everything there is. ``plan`` is an id or a path, ``clinic`` an id.

    Words are looked up in the language of that clinic, else of the plan's, else of the first one there is. Raises ``ProblemsFound``
    with whatever is wrong: there is advice only on pages that can be printed.
    """
    if plan is None:
        everything = read_everything(folders)
        library = everything.library
        plans = tuple(library.plans.values())
        together = advise_on_collection(library, everything.figures, everything.bodies[SOMEBODY])
    else:
        also = [Named("clinics", clinic, Place(f"--clinic {clinic}"))] if clinic else []
        one, library = read_plan(folders, wanted("plans", plan, Place(f"plan {plan}")), also)
        plans = (one,)
        together = iter(())
    known = _words(folders, library, clinic or (plans[0].clinic if plan else None))
    drawn: dict[str, Seen | None] = dict.fromkeys(pictures_there(folders))
    drawn |= {
        name: seen(folders, name) for name in ids(folders, "figures") if name in library.exercises and name not in picture_files(folders)
    }
    content = tuple(
        advise(kind, one, library.origins[kind, name], known, drawn, day)
        for kind in KINDS
        for name, one in sorted(getattr(library, kind).items())
    )
    pipeline = Pipeline(folders)
    assessed: list[Assessed] = []
    on_plans: list[Advice] = []
    for one in plans:
        order = Order(plan=plan or one.id, date=day, clinic=clinic, not_flags=one.asks, layout="booklet")
        found, advice = _assess(pipeline, order, one, library, content, known)
        assessed.append(found)
        on_plans.extend(advice)
    return PreflightReport(day, known.language, known.formula is not None, content, tuple(assessed), (*on_plans, *together))


def report_pdf(report: PreflightReport, folders: Folders) -> bytes:
    """The report as a tagged PDF, by the same way as every page. Raises ``ProblemsFound``."""
    theme = read_theme(folders, "clinic")
    locale = read_locale(folders, LANGUAGE)
    day = report.day.isoformat()
    markup = render("reports/preflight.html", folders.layouts, {"report": report, "day": day}, locale.labels)
    return pdf(parse(markup, styles=theme.styles), theme, {}, date=report.day)


def _sides(pipeline: Pipeline, order: Order, plan: Plan, library: Library) -> Iterator[Advice]:
    """That the handout of a plan has more sides than its layout allows for so many exercises."""
    sheet = replace(order, layout="handout", annexes=())
    page = pipeline.page(sheet)
    limit = pipeline.budget([sheet], page)
    sides = pages_of(pipeline.part(page))
    if limit is not None and sides > limit:
        yield Advice(
            library.origins["plans", plan.id].at("exercises"),
            "sides",
            f"the handout takes {sides} sides; for {len(plan.exercises)} exercises {limit} are right",
            "fewer exercises, shorter steps and notes, or lower pictures in the theme",
            str(sides),
            str(limit),
        )


def _words(folders: Folders, library: Library, clinic: str | None) -> Words:
    found = library.clinics.get(clinic or "") or next(iter(library.clinics.values()), None)
    return read_words(folders, found.language if found else LANGUAGE)


def _assess(
    pipeline: Pipeline, order: Order, plan: Plan, library: Library, content: tuple[Advised, ...], known: Words
) -> tuple[Assessed, tuple[Advice, ...]]:
    page = pipeline.page(order)
    named = {("plans", plan.id), *reviewed_parts(plan, library)}
    of_plan = [one for one in content if (one.kind, one.id) in named]
    count = sum(len(sentences(said.text, known.abbreviations)) for one in of_plan for said in one.said)
    on_plan = (*advise_on_handout(plan, page.handout, library), *_sides(pipeline, order, plan, library))
    material = Material(page.handout, taken_apart(page.document), [advice for one in of_plan for advice in one.advice], count, known)
    assessed = Assessed(
        plan=plan.id,
        title=page.handout.title,
        exercises=len({entry.exercise for entry in plan.exercises}),
        minutes=minutes_a_day(page.handout, library.exercises),
        pemat=pemat(material),
        cert=cert(material),
    )
    return assessed, on_plan
