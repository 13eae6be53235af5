"""Finds what a routine sheet was made from by the code at its foot: the codes of all orders and plans are worked out anew."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from rehabpress.loader.folders import Folders, ids
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.order_files import read_order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.routine import version_of
from rehabpress.support.problems import ProblemsFound

_CODE = re.compile(r"[0-9a-f]{7}")
_ANY_DAY = dt.date(2000, 1, 1)

Rows = Sequence[tuple[str, str]]


def sheets_of(folders: Folders, code: str) -> Sequence[tuple[str, str, Rows]]:
    """The orders and plans whose routine sheet bears this code, as they are now: the kind, the id, and what to show of each."""
    if not _CODE.fullmatch(code):
        return ()
    pipeline = Pipeline(folders)
    found: list[tuple[str, str, Rows]] = []
    for kind, name, order in _orders(folders):
        with suppress(ProblemsFound):
            handout = pipeline.handout(order)[0]
            if version_of(handout) == code:
                cards = [(card.id, " ".join(card.text.sentences)) for card in handout.cards]
                found.append((kind, name, [("clinic", handout.clinic.id), *cards]))
    return found


def _orders(folders: Folders) -> Iterator[tuple[str, str, Order]]:
    """All orders; then all plans, for each clinic. What cannot be read has made no sheet."""
    for name in ids(folders, "orders"):
        with suppress(ProblemsFound):
            yield "orders", name, read_order(folders, name, _ANY_DAY)
    shown = Pipeline(folders)
    for name in ids(folders, "plans"):
        with suppress(ProblemsFound):
            asks = shown.plan(Order(plan=name, date=_ANY_DAY))[0].asks
            for clinic in (None, *ids(folders, "clinics")):
                yield "plans", name, Order(plan=name, date=_ANY_DAY, clinic=clinic, not_flags=asks)
