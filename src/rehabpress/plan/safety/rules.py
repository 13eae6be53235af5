"""Collects the rules that hold for one patient and plan, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rehabpress.model.condition import Condition
from rehabpress.model.library import Library
from rehabpress.model.patient import PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag, Rule, Verdict
from rehabpress.support.problems import Problem, ProblemsFound, did_you_mean


class RuleGiver(StrEnum):
    """Who gives a rule. The first two are the keys of an override that can allow an exception to it."""

    FLAG = "flags"
    CONDITION = "conditions"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule that holds, and where it comes from.

    ``id`` and ``name`` are those of the flag, condition or plan; ``said_by`` is the avoid-item or the surgeon's protocol that says it.
    A rule with ``but`` is about every movement except these.
    """

    giver: RuleGiver
    id: str
    name: str
    verdict: Verdict
    movements: tuple[str, ...]
    reason: str
    instead: str | None
    exception: bool
    sources: tuple[str, ...]
    said_by: str | None = None
    but: tuple[str, ...] | None = None
    once: bool = False
    unless_supported: bool = False

    def about(self, movement: str) -> bool:
        """Whether it is about a movement."""
        return movement in self.movements or (self.but is not None and movement not in self.but)

    @property
    def of_daily_life(self) -> bool:
        """Whether it is about advice for the day too: what a flag says of all other movements is about exercises alone."""
        return self.but is None or self.said_by is not None


def rules_for(flags: Sequence[PatientFlag], conditions: Sequence[Condition], library: Library) -> tuple[ActiveRule, ...]:
    """All rules for a patient with these flags and conditions. Raises ``ProblemsFound`` when a flag does not say enough to judge by."""
    rules, problems = rules_of_flags(flags, library)
    if problems:
        raise ProblemsFound(problems)
    return (*rules, *rules_of_conditions(conditions))


def rules_of_conditions(conditions: Sequence[Condition]) -> Iterator[ActiveRule]:
    """The avoid-lists of conditions."""
    for condition in conditions:
        for item in condition.avoid:
            sources = item.sources or condition.sources
            yield ActiveRule(
                RuleGiver.CONDITION, condition.id, condition.name, Verdict.AVOID, item.movements, item.why, None, True, sources, item.what
            )


def rules_of_plan(plan: Plan, conditions: Sequence[Condition]) -> Iterator[ActiveRule]:
    """The avoid-lists of the conditions of a plan and its own. To its own list there is no exception: who wrote it can change it."""
    yield from rules_of_conditions(conditions)
    for item in plan.more_avoid:
        yield ActiveRule(
            RuleGiver.PLAN, plan.id, "this plan", Verdict.AVOID, item.movements, item.why, None, False, item.sources, item.what
        )


def _of_flag(flag: Flag, rules: Sequence[Rule], protocol: str | None = None, allowed: Sequence[str] = ()) -> Iterator[ActiveRule]:
    """The rules of a flag or of a phase of a protocol that hold together. What one of them names is not meant by ``all_others``."""
    named = tuple(dict.fromkeys((*(movement for rule in rules for movement in rule.movements), *allowed)))
    for rule in rules:
        yield ActiveRule(
            RuleGiver.FLAG,
            flag.id,
            flag.name,
            rule.verdict,
            rule.movements,
            rule.reason,
            rule.instead,
            rule.exception,
            rule.sources,
            protocol,
            named if rule.all_others else None,
            rule.once,
            rule.unless_supported,
        )


def rules_of_flags(flags: Sequence[PatientFlag], library: Library) -> tuple[list[ActiveRule], list[Problem]]:
    """The rules of a patient's flags and of the surgeons' protocols that belong to them, and what is missing or wrong with the flags."""
    rules: list[ActiveRule] = []
    problems: list[Problem] = []
    for index, one in enumerate(flags):
        flag = library.flags[one.id]
        if one.id in (other.id for other in flags[:index]):
            problems.append(Problem(one.place, f'the flag "{one.id}" is given twice', "give it once"))
            continue
        if problem := _not_taken(one, flag):
            problems.append(problem)
            continue
        if flag.needs_protocol or one.protocol is not None:
            found = _phase(one, library)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            rules.extend(found)
        if one.protocol is None or flag.needs_protocol:
            rules.extend(_of_flag(flag, [rule for rule in flag.rules if rule.holds_in(one.week)]))
    return rules, problems


def _not_taken(one: PatientFlag, flag: Flag) -> Problem | None:
    """A week or protocol that the flag does not take."""
    if not flag.takes_week and (one.week is not None or one.protocol is not None):
        return Problem(one.place, f'the flag "{one.id}" takes no week and no protocol', f"write the flag alone: {one.id}")
    if one.week is None or flag.needs_protocol:
        return None
    first, last = flag.from_week or 0, flag.to_week
    if one.week < first or (last is not None and one.week > last):
        to = f"to {last}" if last is not None else "on"
        what = f"week {one.week} is none of {flag.name} (flag {flag.id}): its weeks are from {first} {to}"
        return Problem(one.place, what, "write the flag that the week belongs to (see: rehabpress list flags)")
    return None


def _phase(one: PatientFlag, library: Library) -> list[ActiveRule] | Problem:
    """What the surgeon's protocol says of the patient's week. What it does not name must be asked about."""
    flag = library.flags[one.id]
    if one.week is None or one.protocol is None:
        missing = " and ".join(
            word for word, given in (("the week since it", one.week), ("the surgeon's protocol", one.protocol)) if given is None
        )
        what = f"with {flag.name} nothing can be printed without {missing} (flag {flag.id})"
        hint = (
            f"{' '.join(flag.disagreement)}\nwrite {flag.id}:week=4,protocol=our-surgeon,"
            " where content/protocols/our-surgeon.yaml says what the surgeon allows"
        )
        return Problem(one.place, what, hint.strip())
    protocol = library.protocols[one.protocol]
    if flag.id not in protocol.flags:
        return Problem(
            one.place, f'the protocol "{protocol.id}" is not for {flag.id}', did_you_mean(flag.id, protocol.flags, "name another protocol")
        )
    phases = [phase for phase in protocol.phases if phase.from_week <= one.week <= phase.to_week]
    if not phases:
        covered = ", ".join(f"{phase.from_week} to {phase.to_week}" for phase in protocol.phases)
        what = f'week {one.week} is in no phase of the protocol "{protocol.id}": it covers weeks {covered}'
        return Problem(one.place, what, f"ask {protocol.surgeon}; or leave the flag out when it no longer holds")
    said_by = f'the protocol "{protocol.name}" of {protocol.surgeon}'
    rules = [rule for phase in phases for rule in phase.rules if rule.holds_in(one.week)]
    if not any(rule.all_others for rule in rules):
        reason = f"The protocol names it neither as allowed nor as forbidden in week {one.week}."
        rules.append(Rule(verdict=Verdict.ASK, all_others=True, reason=reason, sources=protocol.sources))
    return list(_of_flag(flag, rules, said_by, [name for phase in phases for name in phase.allows]))
