"""What a layout declares of itself, beside its template. One file in ``layouts/``."""

from typing import Annotated, Literal

from pydantic import Field

from rehabpress.model.base import Content, Id, Text

Lies = Literal["portrait", "landscape", "as the theme says", "as it fits"]

Shows = Literal["doses", "days", "later", "notes", "stops", "avoid", "weeks"]
EVERYTHING: tuple[Shows, ...] = ("doses", "days", "later", "notes", "stops", "avoid")
"""What a layout must show that declares nothing."""


class Layout(Content):
    """A layout: ``handout.yaml`` says what ``handout.html`` is."""

    id: Annotated[Id, Field(description="The same as the file's name, and as that of the template.", examples=["handout"])]
    title: Annotated[Text, Field(description="What it is called in a list.", examples=["Handout"])]
    description: Annotated[Text, Field(description="What it is for, in a sentence.", examples=["Everything that a patient takes home."])]
    paper: Annotated[
        Lies,
        Field(
            description="How its paper lies. As it fits: in portrait, unless it needs fewer pages in landscape.", examples=["as it fits"]
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
