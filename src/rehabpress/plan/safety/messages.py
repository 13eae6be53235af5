"""Error messages of the safety gate: who must not do what, why, by which source, and what to do instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rehabpress.model.condition import Tip
from rehabpress.model.exercise import Exercise
from rehabpress.model.library import Library
from rehabpress.model.safety import Verdict
from rehabpress.plan.safety.rules import RuleGiver
from rehabpress.plan.safety.verdicts import Finding
from rehabpress.support.problems import Place, Problem

REFUSED = "refused"
"""The code of an exercise that rules stop, whoever stands for it."""
REFUSED_UNLESS = "refused-unless/"
"""How the code begins of an exercise that rules stop unless a clinician stands for it; the giver of the rules and its id follow."""


def refused_exercise(
    exercise: Exercise, group: Sequence[Finding], place: Place, library: Library, instead: Sequence[str], date: dt.date
) -> Problem:
    """An exercise that rules of one flag, condition or plan stop. ``instead`` are exercises to choose from."""
    rule = group[0].rule
    lines = [*_reasons(group, library)]
    code = REFUSED
    lines.append("choose another exercise" + (f", such as {_listed(instead)}" if instead else ""))
    if rule.giver is RuleGiver.PLAN:
        lines.append("or take it out of more_avoid")
    elif all(finding.rule.exception for finding in group):
        lines.append("or, if a clinician stands for it, write below the exercise in the plan, with name and reason:")
        lines.append(f"  override: {{{rule.giver}: [{rule.id}], by: ..., reason: ..., date: {date}}}")
        code = f"{REFUSED_UNLESS}{rule.giver}/{rule.id}"
    else:
        lines.append("no exception is allowed here")
    return Problem(place, _what(f'"{exercise.name}" ({exercise.id})', group), "\n".join(lines), code, tuple(instead))


def refused_tip(tip: Tip, group: Sequence[Finding], place: Place, library: Library) -> Problem:
    """A lifestyle tip that rules of one flag, condition or plan stop."""
    lines = [*_reasons(group, library), f"leave it out: list the tips to print in the plan, without {tip.id}"]
    return Problem(place, _what(f'the tip "{tip.title}" ({tip.id})', group), "\n".join(lines))


def _what(thing: str, group: Sequence[Finding]) -> str:
    rule = group[0].rule
    ask = all(finding.verdict is Verdict.ASK for finding in group)
    if rule.giver is RuleGiver.FLAG:
        return f"{thing} {'needs a clinician to decide' if ask else 'must be left out'} with {rule.name}: flag {rule.id}"
    return f"{thing} is against the avoid-list of {rule.name}" + (f": condition {rule.id}" if rule.giver is RuleGiver.CONDITION else "")


def _reasons(group: Sequence[Finding], library: Library) -> Iterator[str]:
    for finding in group:
        rule = finding.rule
        moves = ", ".join(f"{library.movements[name].name} ({name})" for name in finding.movements)
        said = f" (So says: {rule.said_by}.)" if rule.said_by else ""
        titles = "; ".join(library.sources[name].title for name in rule.sources)
        yield f"{finding.verdict}: {moves}. {rule.reason}{said}" + (f" [{titles}]" if titles else "")


def _listed(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} or {ids[-1]}"
