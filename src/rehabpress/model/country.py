"""A country's emergency numbers, to hold a clinic's own against them."""

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import Content, Id, SourceId, Text


class Country(Content):
    """The numbers that call an ambulance in one country. One file in ``countries/``, named after the code of ISO 3166-1 in small letters."""

    id: Annotated[Id, Field(description="The same as the file's name: the two letters of the country, small.", examples=["gb"])]
    name: Annotated[Text, Field(description="What it is called.", examples=["United Kingdom"])]
    emergency: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[0-9]{2,6}$")], ...],
        Field(
            min_length=1,
            description="Every number that calls an ambulance there, in quotes, the usual one first.",
            examples=[["999", "112"]],
        ),
    ]
    sources: Annotated[
        tuple[SourceId, ...], Field(min_length=1, description="Ids of the sources of the numbers.", examples=[["an-authority"]])
    ]
