"""What a layout declares of itself, beside its template. One file in ``layouts/``."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from rehabpress.model.base import Content, Id, Text
from rehabpress.model.theme import Paper

Lies = Literal["portrait", "landscape", "as the theme says", "as it fits"]

Shows = Literal["doses", "days", "later", "notes", "stops", "avoid", "weeks"]
EVERYTHING: tuple[Shows, ...] = ("doses", "days", "later", "notes", "stops", "avoid")
"""What a layout must show that declares nothing."""


class SideBudget(Content):
    """How many sides a layout may take in some themes and on some papers, for plans of so many exercises."""

    upto: Annotated[int, Field(ge=1, le=99, description="The most exercises that it is said of.", examples=[4])]
    sides: Annotated[int, Field(ge=1, le=99, description="The most sides for them.", examples=[2])]
    alone: Annotated[
        int | None,
        Field(
            ge=1,
            le=99,
            description="The most sides where a layout of short signs goes out alone, with all signs; left out: as many as `sides`.",
            examples=[2],
        ),
    ] = None
    themes: Annotated[tuple[Id, ...], Field(min_length=1, description="The themes that it is for.", examples=[["clinic", "ink-saver"]])]
    papers: Annotated[tuple[Paper, ...], Field(min_length=1, description="The papers that it is for.", examples=[["A4", "Letter"]])]


class SmallPaper(NamedTuple):
    """A paper that takes more than double the sides of the one that its layout and its theme are meant for."""

    paper: Paper
    sides: int
    meant: SideBudget

    def __str__(self) -> str:
        return f"{self.sides} sides of {self.paper}, which is too small for this theme: on {' or '.join(self.meant.papers)} {self.meant.sides} are right"


class Layout(Content):
    """A layout: ``handout.yaml`` says what ``handout.html`` is."""

    id: Annotated[Id, Field(description="The same as the file's name, and as that of the template.", examples=["handout"])]
    title: Annotated[Text, Field(description="What it is called in a list.", examples=["Handout"])]
    description: Annotated[Text, Field(description="What it is for, in a sentence.", examples=["Everything that a patient takes home."])]
    paper: Annotated[
        Lies,
        Field(
            description="How its paper lies. As it fits: in portrait, or in large print in landscape, unless it needs fewer pages the other way.",
            examples=["as it fits"],
        ),
    ] = "as the theme says"
    margins: Annotated[
        Literal["as the theme says", "narrow"],
        Field(description="Narrow: the theme's `narrow_margins`, for a layout that fills its sheet.", examples=["narrow"]),
    ] = "as the theme says"
    shows: Annotated[
        tuple[Shows, ...],
        Field(
            description="What it shows of the plan, in the plan's order: of each exercise, under its name, its doses (and how this patient "
            "does it otherwise), the days, how it goes on later, the notes to the patient, the rules when it stops; and the items to avoid; weeks: all of it for each week that was asked for. "
            "A paper that lacks any of this is not built. Left out: all but weeks. A layout that shows no exercises says `shows: []`.",
            examples=[["doses", "notes"]],
        ),
    ] = EVERYTHING
    signs: Annotated[
        Literal["all", "short"],
        Field(
            description="Which signs it prints. Short: where it goes out with a paper that prints all, the gravest of them in a few words; "
            "alone, all of them.",
            examples=["short"],
        ),
    ] = "all"
    annexes: Annotated[bool, Field(description="true: it has the annexes that the plan or the clinic asks for.", examples=[True])] = False
    sides: Annotated[
        tuple[SideBudget, ...],
        Field(description="How many sides it may take. `rehabpress check --advice` says where a plan takes more."),
    ] = ()

    def budget(self, theme: str, paper: Paper, exercises: int, *, alone: bool = False) -> int | None:
        """The most sides for so many exercises; None where nothing is said of them. ``alone``: with all signs, though the layout has short ones."""
        found = next((one for one in self._said(theme, exercises) if paper in one.papers), None)
        if found is None:
            return None
        return found.alone if alone and found.alone else found.sides

    def small_paper(self, theme: str, paper: Paper, exercises: int, sides: int) -> SmallPaper | None:
        """What is wrong with so many sides where nothing is said of their paper, and they are more than double of those on another."""
        said = self._said(theme, exercises)
        if not said or any(paper in one.papers for one in said):
            return None
        meant = said[0]
        return SmallPaper(paper, sides, meant) if sides > 2 * (meant.alone or meant.sides) else None

    def _said(self, theme: str, exercises: int) -> list[SideBudget]:
        """What is said of so many exercises in a theme, the nearest number first."""
        return sorted([one for one in self.sides if exercises <= one.upto and theme in one.themes], key=lambda one: one.upto)
