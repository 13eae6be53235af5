"""Prints a preflight report to a terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rehabpress.advice.criterion import Criterion, Score
from rehabpress.advice.report import Assessed, PreflightReport
from rehabpress.advice.value import Advice

AdviceTable = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The words of the head, and the rows."""


def lines(report: PreflightReport) -> Iterator[str]:
    """The advice, each with its place as editors understand it, and what there is to say of all."""
    for advice in report.listed:
        yield from _said(advice)
    if report.unsigned:
        counts = ", ".join(f"{count} of the {kind}" for kind, count in report.unsigned.items())
        yield f"Signed by no clinician of this clinic: {counts} (rehabpress review lists them)."
    for kind, name, grade in report.hardest:
        yield f"The hardest to read of the {kind}: {name}, reading grade {grade:.1f}."
    if not report.graded:
        yield f"No reading grade: there is no valid formula for {report.language}."
    strong = sum(advice.strong for advice in report.listed)
    count = len(report.listed)
    yield f"{count} piece{'s' * (count != 1)} of advice, {strong} of them strong."


def overview(report: PreflightReport) -> AdviceTable:
    """What each plan asks, and how its handout scores."""
    head = ("plan", "exercises", "minutes a day", "PEMAT-P understand", "PEMAT-P act", "CERT")
    return head, [
        (plan.plan, str(plan.exercises), _minutes(plan), _score(plan.understandable), _score(plan.actionable), _score(plan.reported))
        for plan in report.plans
    ]


def instruments(plan: Assessed) -> Iterator[tuple[str, AdviceTable]]:
    """Both instruments, item by item."""
    for title, criteria in (("PEMAT-P", plan.pemat), ("CERT", plan.cert)):
        yield title, (("item", "asks", "verdict", "because"), [(one.number, one.asks, one.verdict.value, one.because) for one in criteria])


def as_json(report: PreflightReport) -> str:
    """The whole report. Every measure is in it, also of what got no advice."""
    data = {
        "date": report.day.isoformat(),
        "language": report.language,
        "reading_formula": "flesch-kincaid" if report.graded else None,
        "advice": [
            {
                "id": one.id,
                "strong": one.strong,
                "file": one.place.file,
                "line": one.place.line,
                "column": one.place.column,
                "what": one.what,
                "measure": one.measure,
                "limit": one.limit,
                "hint": one.hint,
            }
            for one in report.advice
        ],
        "grades": [
            {
                "kind": one.kind,
                "id": one.id,
                "passage": grade.passage.name,
                "words": grade.words,
                "grade": None if grade.value is None else round(grade.value, 2),
            }
            for one in report.content
            for grade in one.grades
        ],
        "plans": [
            {
                "plan": plan.plan,
                "title": plan.title,
                "exercises": plan.exercises,
                "minutes_a_day": [plan.minutes.low, plan.minutes.high],
                "pemat": _criteria(plan.pemat),
                "cert": _criteria(plan.cert),
            }
            for plan in report.plans
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _criteria(criteria: Sequence[Criterion]) -> list[dict[str, str]]:
    return [{"item": one.number, "asks": one.asks, "verdict": one.verdict.value, "because": one.because} for one in criteria]


def _said(advice: Advice) -> Iterator[str]:
    first, *rest = str(advice.problem()).splitlines()
    yield first.replace(": ", f": {'strong advice' if advice.strong else 'advice'} ({advice.id}): ", 1)
    yield from rest


def _minutes(plan: Assessed) -> str:
    low, high = plan.minutes.low, plan.minutes.high
    return f"{low}-{high}" if plan.minutes.is_range else str(high)


def _score(score: Score) -> str:
    return f"{score.met} of {score.of}"
