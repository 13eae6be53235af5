"""One paper: from the content files of a plan to the bytes of a PDF, and the step before it. And one figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rehabpress.loader.folders import Folders, find_folders
from rehabpress.markup.picture_names import picture_names
from rehabpress.model.layout import SmallPaper
from rehabpress.pdf.writer import write
from rehabpress.pipeline.figures import drawn
from rehabpress.pipeline.order import SOMEBODY, Order, Who
from rehabpress.pipeline.pictures import pictures_there
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.typeset.document import pages_of, paginate_all

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

__all__ = ["Built", "Order", "build_handout", "drawing", "layouts", "pictures_there"]


@dataclass(frozen=True, slots=True)
class Built:
    """A handout as data and as a PDF."""

    handout: Handout
    pdf: bytes
    over: tuple[int, int] | None = None
    """Its sides without annexes, and how many its layout may take, where these are fewer. Of a routine of several weeks nothing is said."""
    small: SmallPaper | None = None
    """What is wrong with its sides where its paper is too small for its theme; as text, the sentence for a reader."""


def build_handout(order: Order, folders: Folders | None = None, *, pictures: Mapping[str, Drawing] | None = None) -> Built:
    """Build a handout. Raises ``ProblemsFound`` with everything that is wrong with it; then there is none.

    ``pictures`` are ReportLab drawings by the id of the exercise that they show (``"bird-dog"``, or ``"bird-dog.left"`` for one side),
    in place of its figure. What a drawing may hold is said in ``rehabpress.pictures.painter``.
    """
    pipeline = Pipeline(folders or find_folders(), pictures=pictures)
    bound = pipeline.bound(order)
    pages = pipeline.pages(bound)
    shown = {part for page in pages for name in picture_names(page.document.blocks) for part in (name, name.partition(".")[0])}
    if unused := [name for name in pictures or {} if name not in shown]:
        hint = f"name a picture that it shows: {', '.join(sorted(shown))}"
        raise ProblemsFound([Problem(Place(f'pictures["{name}"]'), "this paper shows no picture of that name", hint) for name in unused])
    parts = [pipeline.part(page) for page in pages]
    paged = paginate_all(parts, order.date)
    budget = pipeline.budget(bound, pages[0])
    over, small = None, None
    if order.weeks == 1 and len(paged.pages) > (budget or 0):
        sides = pages_of(parts[0])
        over = (sides, budget) if budget and sides > budget else None
        small = pipeline.small_paper(bound[0], pages[0], sides)
    return Built(pages[0].handout, write(paged), over, small)


def drawing(
    exercise: str, *, side: Literal["left", "right"] | None = None, body: str = SOMEBODY, lines: bool = False, folders: Folders | None = None
) -> Drawing:  # fmt: skip
    """The figure of an exercise as a ``reportlab.graphics.shapes.Drawing`` for any program that uses ReportLab.

    Left out, ``side`` is that which the figure was made for. ``lines`` are black on white. Raises ``ProblemsFound``.
    """
    if side not in (None, "left", "right"):
        raise ProblemsFound([Problem(Place("side"), f'"{side}" is no side', "write left or right, or leave it out")])
    return drawn(folders or find_folders(), exercise, Who(body, Place(f"body {body}")), side or "", lines=lines)
