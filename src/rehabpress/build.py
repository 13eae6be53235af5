"""One paper: from the content files of a plan to the bytes of a PDF, and the step before it."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.order import Order, Page
from rehabpress.pdf.packet import bind
from rehabpress.plan.handout import Handout
from rehabpress.press import Press, layouts, pictures_there
from rehabpress.source.folders import Folders, find_folders

__all__ = ["Built", "Order", "build_handout", "layouts", "page_of", "pictures_there"]


@dataclass(frozen=True, slots=True)
class Built:
    """A handout as data and as a PDF."""

    handout: Handout
    pdf: bytes


def build_handout(order: Order, folders: Folders | None = None) -> Built:
    """Build a handout. Raises ``ProblemsFound`` with everything that is wrong with it; then there is none."""
    press = Press(folders or find_folders())
    page = press.page(order)
    return Built(page.handout, bind([press.part(page)], order.date).pdf())


def page_of(order: Order, folders: Folders) -> Page:
    """The document of a handout, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
    return Press(folders).page(order)
