"""Which one side a plan itself treats, where nobody has said a side for the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehabpress.model.dose import Side
from rehabpress.model.exercise import Limb
from rehabpress.plan.handout import Card

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
"""The one side of the body, and the other."""


@dataclass(frozen=True, slots=True)
class OneSide:
    """The side that a plan chose: left or right, of what, and for which exercises."""

    side: Side
    limb: Limb
    exercises: tuple[str, ...]
    """Their ids."""
    all: bool
    """Whether that is every exercise of the plan that is done on one side at a time."""


def one_side(cards: Sequence[Card]) -> OneSide | None:
    """The side that the plan of a handout chose; None where it chose none or both, or the side is said for the paper."""
    sided = [card for card in cards if card.changes]
    chosen = [card for card in sided if card.dose.side in OTHER and "side" not in card.of_order]
    sides, limbs = {card.dose.side for card in chosen}, {card.changes for card in chosen}
    if len(sides) != 1:
        return None
    [side] = sides
    if limbs == {Limb.ARM, Limb.HAND}:  # a hand is of an arm
        limbs = {Limb.ARM}
    limb = limbs.pop() if len(limbs) == 1 else None
    return OneSide(Side(str(side)), limb or Limb.SIDE, tuple([card.id for card in chosen]), len(chosen) == len(sided))
