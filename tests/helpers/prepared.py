"""A handout as far as its document, for tests that need no page."""

from __future__ import annotations

from dataclasses import replace

from rehabpress.loader.folders import Folders
from rehabpress.pipeline.order import Order, PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline


def page_of(order: Order, folders: Folders) -> PreparedDocument:
    """The document of a handout, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
    return Pipeline(folders).page(order)


def answered(pipeline: Pipeline, order: Order) -> Order:
    """The order for a patient for whom the answer is no to all that the plan asks first."""
    return replace(order, not_flags=pipeline.plan(order)[0].asks)
