"""An exercise as a patient does it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rehabpress.model.base import Id, Reviewed, Spoken, Text, wrong
from rehabpress.model.dose import Dose
from rehabpress.model.link import Link
from rehabpress.model.safety import Movements


class Limb(StrEnum):
    """What an exercise changes over from and to, for the words of its dose: each leg, each arm, each side."""

    LEG = "leg"
    ARM = "arm"
    SIDE = "side"


def _limb(value: object) -> Limb:
    try:
        return Limb(str(value))
    except ValueError:
        raise wrong(f'"{value}" is not what an exercise changes over', "write leg, arm or side") from None


Need = Literal["sets", "reps", "hold", "duration", "rest", "times_per_day", "days_per_week", "weeks"]


class Exercise(Spoken, Reviewed):
    """One exercise. One file in ``exercises/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["bird-dog"])]
    name: Annotated[Text, Field(description="What it is called on the page.", examples=["Bird dog"])]
    clinical_name: Annotated[
        Text | None,
        Field(
            description="The name that clinicians use, in small letters; printed in brackets after the name.", examples=["hip abduction"]
        ),
    ] = None
    also_called: Annotated[
        tuple[Text, ...], Field(description="Other names of it, to be found by; not printed.", examples=[["knee hug", "windscreen wipers"]])
    ] = ()
    goal: Annotated[Text, Field(description="Why it helps, in one sentence to the patient.", examples=["It steadies your low back."])]
    equipment: Annotated[
        tuple[Text, ...],
        Field(description="What the patient needs, each as it reads in a list: a mat, a chair.", examples=[["a mat", "a chair"]]),
    ] = ()
    not_if: Annotated[
        tuple[Text, ...],
        Field(
            description="Who must not do it, each as it goes on from: not for you if ... Printed before anything is done.",
            examples=[["you have thin bones (osteoporosis)"]],
        ),
    ] = ()
    start: Annotated[Text, Field(description="The starting position.", examples=["Get on your hands and knees."])]
    steps: Annotated[
        tuple[Text, ...],
        Field(min_length=1, description="What to do, one action a step.", examples=[["Reach one leg back.", "Bring it back down."]]),
    ]
    feel: Annotated[
        tuple[Text, ...], Field(description="What the patient should feel or watch for.", examples=[["Your low back stays still."]])
    ] = ()
    mistakes: Annotated[
        tuple[Text, ...], Field(description="Incorrect performance, each as something not to do.", examples=[["Arching your back."]])
    ] = ()
    movements: Annotated[
        Movements, Field(min_length=1, description="What doing it involves, its position too; flags and avoid-lists are held against it.")
    ]
    supported: Annotated[
        bool,
        Field(description="true: its steps keep a hand, the back or the seat on something steady, such as a wall or a chair."),
    ] = False
    stop: Annotated[
        Text | None, Field(description="When to stop once it has begun, if it has such a rule.", examples=["Stop if your back hurts more."])
    ] = None
    changes: Annotated[
        Annotated[Limb, BeforeValidator(_limb)] | None,
        Field(description="leg, arm or side, if it is done on one side at a time; its dose must then name a side.", examples=["leg"]),
    ] = None
    dose: Annotated[Dose, Field(description="The numbers that its sources give. A plan states the others.")] = Dose()
    needs: Annotated[
        tuple[Need, ...],
        Field(description="Numbers that this exercise must have besides how many, how often and which side.", examples=[["hold"]]),
    ] = ()
    rep_seconds: Annotated[
        int,
        Field(
            ge=1, le=60, description="About how long one repetition takes besides its hold; only for the time of a session.", examples=[4]
        ),
    ] = 4
    link: Annotated[Link | None, Field(description="A page or a video of it on the web.")] = None
    picture: Annotated[
        Text,
        Field(
            description="What the picture shows, for a person who cannot see it.",
            examples=["A person on hands and knees reaches one leg back."],
        ),
    ]
