"""Criteria of published instruments (PEMAT-P, CERT), as far as a program can answer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CriterionVerdict(StrEnum):
    """What the program says of an item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "n/a"
    PERSON = "a person"
    """Only a person can say; it takes no part in the score."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One item: its number, what it asks, the verdict, and what that rests on."""

    number: str
    asks: str
    verdict: CriterionVerdict
    because: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the items that a program can answer are met. ``left`` are those that it leaves to a person."""

    met: int
    of: int
    left: int

    @property
    def percent(self) -> int:
        """The part that is met, rounded down; 0 when nothing could be answered."""
        return 100 * self.met // self.of if self.of else 0


def score(criteria: Iterable[Criterion]) -> Score:
    """Count the verdicts. What does not apply counts nowhere, as both instruments have it."""
    verdicts = [criterion.verdict for criterion in criteria]
    met = verdicts.count(CriterionVerdict.YES)
    return Score(met, met + verdicts.count(CriterionVerdict.NO), verdicts.count(CriterionVerdict.PERSON))


def decided(number: str, asks: str, holds: bool, yes: str, no: str) -> Criterion:
    """An item that the program answers, with what the answer rests on."""
    return Criterion(number, asks, CriterionVerdict.YES if holds else CriterionVerdict.NO, yes if holds else no)


def left_to_a_person(number: str, asks: str, why: str) -> Criterion:
    """An item that only a person can answer."""
    return Criterion(number, asks, CriterionVerdict.PERSON, why)


def not_applicable(number: str, asks: str, why: str) -> Criterion:
    """An item that asks of something that the page does not have."""
    return Criterion(number, asks, CriterionVerdict.NOT_APPLICABLE, why)
