"""One paper: from the content files of a plan to the bytes of a PDF, and the step before it."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.loader.folders import Folders, find_folders
from rehabpress.pipeline.order import Order, PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline, layouts, pictures_there
from rehabpress.plan.handout import Handout
from rehabpress.typeset.document import paginate_all

__all__ = ["Built", "Order", "build_handout", "layouts", "page_of", "pictures_there"]


@dataclass(frozen=True, slots=True)
class Built:
    """A handout as data and as a PDF."""

    handout: Handout
    pdf: bytes


def build_handout(order: Order, folders: Folders | None = None) -> Built:
    """Build a handout. Raises ``ProblemsFound`` with everything that is wrong with it; then there is none."""
    press = Pipeline(folders or find_folders())
    page = press.page(order)
    return Built(page.handout, paginate_all([press.part(page)], order.date).pdf())


def page_of(order: Order, folders: Folders) -> PreparedDocument:
    """The document of a handout, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
    return Pipeline(folders).page(order)
