"""An address on the web that belongs to an exercise or a tip, such as a video of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import Content, Text


class Link(Content):
    """Where there is more. On paper it is a QR code with the address in words beside it."""

    url: Annotated[
        str,
        Field(
            title="web address",
            pattern=r"^https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?$",
            max_length=300,
            description="The whole address; a short one makes a QR code that is easier to scan.",
            examples=["https://sample-clinic.example/bird-dog"],
        ),
    ]
    words: Annotated[Text, Field(description="What is there, to the patient.", examples=["Watch a video of this exercise"])]

    @property
    def shown(self) -> str:
        """The address as a person types it."""
        return self.url.removeprefix("https://").removesuffix("/")
