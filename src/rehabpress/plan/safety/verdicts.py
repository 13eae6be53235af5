"""What the rules for a patient say of an exercise: allow, modify, ask or avoid. The gate, lists and a page in a browser all ask here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rehabpress.model.exercise import Exercise
from rehabpress.model.safety import Verdict
from rehabpress.plan.safety.rules import ActiveRule, RuleGiver

STOPS = (Verdict.AVOID, Verdict.ASK)
"""Verdicts that stop a handout unless there is an exception. The graver comes first."""


class Allowance(StrEnum):
    """What rules come to for an exercise, in the words of a list; the freest first."""

    ALLOWED = "allowed"
    MODIFIED = "allowed with a change"
    ASK = "ask"
    AVOID = "not allowed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applies, and the movements for which it does."""

    rule: ActiveRule
    movements: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the rule says."""
        return self.rule.verdict

    @property
    def stops(self) -> bool:
        """Whether it stops a handout unless there is an exception."""
        return self.verdict in STOPS


@dataclass(frozen=True, slots=True)
class ExerciseVerdict:
    """What the rules for a patient say of an exercise. ``findings`` are the rules that apply, in the order of the rules."""

    exercise: str
    findings: tuple[Finding, ...]

    @property
    def allowance(self) -> Allowance:
        """What the gravest of the rules says."""
        said = {finding.verdict for finding in self.findings}
        if Verdict.AVOID in said:
            return Allowance.AVOID
        if Verdict.ASK in said:
            return Allowance.ASK
        return Allowance.MODIFIED if said else Allowance.ALLOWED

    @property
    def stops(self) -> bool:
        """Whether it is not printed unless a clinician stands for an exception."""
        return self.allowance in (Allowance.ASK, Allowance.AVOID)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in a line for each rule that says so: the reason of what stops it, or what to do otherwise, and who says so."""
        gravest = {Allowance.AVOID: Verdict.AVOID, Allowance.ASK: Verdict.ASK, Allowance.MODIFIED: Verdict.MODIFY}.get(self.allowance)
        return tuple(dict.fromkeys(_reason(finding.rule) for finding in self.findings if finding.verdict is gravest))


def verdict(exercise: Exercise, rules: Iterable[ActiveRule]) -> ExerciseVerdict:
    """What these rules say of an exercise (``rules_for`` collects them for flags and conditions). Pure and complete: nothing else judges."""
    return ExerciseVerdict(exercise.id, findings(exercise.movements, rules, supported=exercise.supported))


def findings(movements: Sequence[str], rules: Iterable[ActiveRule], *, supported: bool = False) -> tuple[Finding, ...]:
    """The rules that apply to what has these movements, in the order of the rules. ``supported`` is that of an exercise."""
    found = []
    for one in rules:
        if supported and one.unless_supported:
            continue
        shared = tuple(movement for movement in movements if one.about(movement))
        if shared:
            found.append(Finding(one, shared))
    return tuple(found)


def _reason(rule: ActiveRule) -> str:
    why = rule.instead if rule.verdict is Verdict.MODIFY and rule.instead else rule.reason
    giver = {RuleGiver.FLAG: f"flag {rule.id}", RuleGiver.CONDITION: f"condition {rule.id}", RuleGiver.PLAN: "this plan"}[rule.giver]
    return f"{why} ({giver}{f': {rule.said_by}' if rule.said_by else ''})"
