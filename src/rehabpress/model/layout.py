"""What a layout declares of itself, beside its template. One file in ``layouts/``."""

from typing import Annotated, Literal

from pydantic import Field

from rehabpress.model.base import Content, Id, Text

Lies = Literal["portrait", "landscape", "as the theme says", "as it fits"]


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
