"""Treatment burden of a plan: number of exercises and minutes a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rehabpress.advice.value import Advice
from rehabpress.model.amount import Amount
from rehabpress.model.exercise import Exercise
from rehabpress.model.plan import Plan
from rehabpress.plan.duration import seconds
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Origin

MANY = 5
"""More exercises than these get advice: people of over 65 did what they were given better when it was less (Henry 1999)."""
TOO_MANY = 8
"""More than these need a reason."""


def too_many(plan: Plan, origin: Origin) -> Iterator[Advice]:
    """More exercises than people keep up, and no reason is given for it. One that is done on the left and on the right counts once."""
    count = len({entry.exercise for entry in plan.exercises})
    if count <= MANY or plan.why_so_many is not None:
        return
    unreasoned = count > TOO_MANY
    yield Advice(
        origin.at("exercises"),
        "many-exercises",
        f"{count} exercises; people keep up {MANY} or fewer better" + (", and no reason is given for so many" if unreasoned else ""),
        "leave some for the next visit; or write the reason under why_so_many:",
        str(count),
        str(TOO_MANY if unreasoned else MANY),
        strong=unreasoned,
    )


def too_long(handout: Handout, exercises: Mapping[str, Exercise], origin: Origin) -> Iterator[Advice]:
    """More minutes a day than the clinic has set; no advice where it has set none."""
    limit = handout.clinic.minutes_a_day
    time = minutes_a_day(handout, exercises)
    if limit is None or time.high <= limit:
        return
    said = f"{time.low} to {time.high}" if time.is_range else str(time.high)
    yield Advice(
        origin.at("exercises"),
        "minutes-a-day",
        f"about {said} minutes a day on a day with everything; the limit of {handout.clinic.id} is {limit}",
        "fewer exercises, fewer sets, or less often",
        said,
        str(limit),
    )


def minutes_a_day(handout: Handout, exercises: Mapping[str, Exercise]) -> Amount:
    """How long the exercises take on a day on which all are done, in minutes that have begun.

    An exercise without numbers counts nothing, and "several times a day" counts once: then it is at least so long.
    """
    low = high = 0
    for card in handout.cards:
        once = seconds(card.dose, exercises[card.id].rep_seconds)
        times = card.dose.times_per_day
        if once:
            low += once.low * (times.low if isinstance(times, Amount) else 1)
            high += once.high * (times.high if isinstance(times, Amount) else 1)
    return Amount(-(-low // 60), -(-high // 60))
