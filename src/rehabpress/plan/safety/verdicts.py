"""Applies movement rules to exercises: allow, modify, ask or avoid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rehabpress.model.safety import Verdict
from rehabpress.plan.safety.rules import ActiveRule

STOPS = (Verdict.AVOID, Verdict.ASK)
"""Verdicts that stop a handout unless there is an exception. The graver comes first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applies, and the movements for which it does."""

    held: ActiveRule
    movements: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the rule says."""
        return self.held.verdict

    @property
    def stops(self) -> bool:
        """Whether it stops a handout unless there is an exception."""
        return self.verdict in STOPS


def findings(movements: Sequence[str], held: Iterable[ActiveRule], *, supported: bool = False) -> tuple[Finding, ...]:
    """The rules that apply to what has these movements, in the order of the rules. ``supported`` is that of an exercise."""
    found = []
    for one in held:
        if supported and one.unless_supported:
            continue
        shared = tuple(movement for movement in movements if one.about(movement))
        if shared:
            found.append(Finding(one, shared))
    return tuple(found)


def allowed(movements: Sequence[str], held: Iterable[ActiveRule]) -> bool:
    """Whether nothing stops what has these movements."""
    return not any(finding.stops for finding in findings(movements, held))
