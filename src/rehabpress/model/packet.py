"""A packet: which sheets a patient gets, in which order."""

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import Content, Id, LayoutId, Text, ThemeId


class Sheet(Content):
    """One part of a packet: a layout filled in for the patient."""

    layout: Annotated[LayoutId, Field(description="The layout: a file in layouts/, without its ending.", examples=["handout"])]
    theme: Annotated[
        ThemeId | None,
        Field(description="Its theme; left out: the one that the clinic has for the format of the patient.", examples=["clinic"]),
    ] = None
    once: Annotated[
        bool,
        Field(description="true: once, for the first plan, where a patient has several; otherwise for each plan.", examples=[True]),
    ] = False


class Packet(Content):
    """What a patient gets as one PDF. One file in ``packets/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["first-visit"])]
    name: Annotated[Text, Field(description="What the clinic calls it.", examples=["First visit"])]
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1, description="Its sheets, in the order of the paper.")]
