"""The body that a figure is drawn with: build, hair, colours."""

from typing import Annotated, Literal

from pydantic import Field

from rehabpress.model.base import Content, Id, Text

Percent = Annotated[int, Field(ge=70, le=150)]
Tone = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Build(Content):
    """How a body is built, in percent of the average."""

    shoulders: Annotated[Percent, Field(description="Width of the shoulders.")] = 100
    chest: Annotated[Percent, Field(description="Girth of the chest.")] = 100
    bust: Annotated[int, Field(ge=0, le=10, description="Bust, 0 to 10.")] = 0
    waist: Annotated[Percent, Field(description="Girth of the waist.")] = 100
    belly: Annotated[int, Field(ge=0, le=10, description="Belly, 0 to 10.")] = 0
    hips: Annotated[Percent, Field(description="Width of the hips.")] = 100
    limbs: Annotated[Percent, Field(description="Girth of arms and legs.")] = 100


class Body(Content):
    """Somebody to draw. One file in ``bodies/``."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    name: Annotated[Text, Field(description="How a person chooses it from a list.")]
    build: Annotated[Build, Field(description="How it is built.")] = Build()
    hair: Annotated[Literal["short", "bun", "bob", "curly", "thin", "scarf"], Field(description="How the hair is worn.")] = "short"
    hair_tone: Annotated[Tone, Field(description="Its colour (of a scarf, the scarf's).")] = "#4a4038"
    skin: Annotated[Tone, Field(description="The colour of the skin.")] = "#f6e3d3"
    shirt: Annotated[Tone, Field(description="The colour of the shirt.")] = "#dbe8ee"
    shorts: Annotated[Tone, Field(description="The colour of the trousers.")] = "#8fa6b8"
    trousers: Annotated[Literal["shorts", "long"], Field(description="How long they are.")] = "shorts"
