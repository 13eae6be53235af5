"""The preflight report type: all advice on content and plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rehabpress.advice.content import Advised
from rehabpress.advice.criterion import Criterion, Score, score
from rehabpress.advice.value import Advice
from rehabpress.model.amount import Amount

UNDERSTANDABILITY = range(1, 20)
"""The items of PEMAT-P on whether it can be understood; those after them ask whether it can be acted on."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """A plan as it is printed: how much it asks, and what the two instruments say of its handout."""

    plan: str
    title: str
    exercises: int
    minutes: Amount
    pemat: tuple[Criterion, ...]
    cert: tuple[Criterion, ...]

    @property
    def understandable(self) -> Score:
        """PEMAT-P, items 1 to 19."""
        return score(one for one in self.pemat if int(one.number) in UNDERSTANDABILITY)

    @property
    def actionable(self) -> Score:
        """PEMAT-P, items 20 to 26."""
        return score(one for one in self.pemat if int(one.number) not in UNDERSTANDABILITY)

    @property
    def reported(self) -> Score:
        """CERT."""
        return score(self.cert)


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """What was looked at on a day, in the words of a language. ``graded`` is False when that has no valid formula of reading grade."""

    day: dt.date
    language: str
    graded: bool
    content: tuple[Advised, ...]
    plans: tuple[Assessed, ...]
    on_whole: tuple[Advice, ...]
    """Advice that needs more than one file: the doses of a plan, all exercises together."""

    @property
    def advice(self) -> tuple[Advice, ...]:
        """All of it, in the order of files."""
        return tuple(sorted({*self.on_whole, *(advice for one in self.content for advice in one.advice)}))

    @property
    def listed(self) -> tuple[Advice, ...]:
        """All but what nobody has signed, which is counted: strong advice first."""
        return tuple(sorted((one for one in self.advice if one.id != "unsigned"), key=lambda one: (not one.strong, one)))

    @property
    def unsigned(self) -> Mapping[str, int]:
        """How many of each kind nobody has signed."""
        found: dict[str, int] = {}
        for one in self.content:
            if any(advice.id == "unsigned" for advice in one.advice):
                found[one.kind] = found.get(one.kind, 0) + 1
        return found

    @property
    def hardest(self) -> tuple[tuple[str, str, float], ...]:
        """Of each kind, the piece that is hardest to read as a whole: kind, id and grade, to one decimal."""
        worst: dict[str, tuple[str, str, float]] = {}
        for one in self.content:
            for grade in one.grades:
                if grade.passage.whole and grade.value is not None and grade.value > worst.get(one.kind, ("", "", -99.0))[2]:
                    worst[one.kind] = (one.kind, one.id, grade.value)
        return tuple((kind, name, round(grade, 1)) for kind, name, grade in worst.values())
