"""Where a statement comes from."""

from typing import Annotated, Literal

from pydantic import Field

from rehabpress.model.base import Content, Day, Id, Text

SourceKind = Literal["hospital", "authority", "guideline", "review", "society", "study", "company", "repeated"]
"""What kinds of publications there are, for the weight that each has."""

STRONG: tuple[SourceKind, ...] = ("hospital", "authority", "guideline", "review", "society")
"""Kinds that a statement to patients may rest on alone."""


class Source(Content):
    """A publication that content refers to. One file in ``sources/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["an-article"])]
    title: Annotated[Text, Field(description="The title as published.", examples=["Exercises for the low back"])]
    authors: Annotated[Text | None, Field(description="Who wrote it; leave it out if that is not certain.", examples=["A. Author"])] = None
    publisher: Annotated[Text | None, Field(description="Who published it: a journal, a hospital, a clinic.", examples=["A hospital"])] = (
        None
    )
    published: Annotated[Text | None, Field(description='When: a year or a date as published, in quotes: "2018".', examples=["2018"])] = (
        None
    )
    url: Annotated[
        Text | None, Field(description="Its address on the web.", examples=["https://example.org/page"], pattern=r"^https?://[^\s]+$")
    ] = None
    kind: Annotated[
        SourceKind | None,
        Field(
            description="Who speaks. hospital: a hospital or a health service; authority: a government or its office; guideline: a guideline or"
            " a consensus; review: a review of studies or a reference work; society: a professional body or a charity for patients; study: one"
            " study; company: a practice, a shop, a magazine, a page of one person; repeated: any of these, read where somebody else repeats it.",
            examples=["hospital"],
        ),
    ] = None
    read_on: Annotated[Day, Field(description="The day on which we read it.", examples=["2026-11-20"])]
    note: Annotated[
        Text | None,
        Field(
            description="What a reader should know of it, for example that its author is not certain.",
            examples=["It is not certain who wrote it."],
        ),
    ] = None

    @property
    def weak(self) -> bool:
        """Whether a better one should be looked for: one study, a company, something read second-hand, or nobody says what it is."""
        return self.kind not in STRONG
