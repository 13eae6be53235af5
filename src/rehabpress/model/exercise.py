"""An exercise as a patient does it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rehabpress.model.base import Id, Reviewed, Text, wrong
from rehabpress.model.dose import Dose


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


class Exercise(Reviewed):
    """One exercise. One file in ``exercises/``."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    name: Annotated[Text, Field(description="What it is called on the page.")]
    goal: Annotated[Text, Field(description="Why it helps, in one sentence to the patient.")]
    equipment: Annotated[tuple[Text, ...], Field(description="What the patient needs, each as it reads in a list: a mat, a chair.")] = ()
    start: Annotated[Text, Field(description="The starting position.")]
    steps: Annotated[tuple[Text, ...], Field(min_length=1, description="What to do, one action a step.")]
    feel: Annotated[tuple[Text, ...], Field(description="What the patient should feel or watch for.")] = ()
    mistakes: Annotated[tuple[Text, ...], Field(description="Incorrect performance, each as something not to do.")] = ()
    stop: Annotated[Text | None, Field(description="Its own stop rule, if it has one.")] = None
    changes: Annotated[
        Annotated[Limb, BeforeValidator(_limb)] | None,
        Field(description="leg, arm or side, if it is done on one side at a time; its dose must then name a side."),
    ] = None
    dose: Annotated[Dose, Field(description="The numbers that its sources give. A plan states the others.")] = Dose()
    needs: Annotated[
        tuple[Need, ...], Field(description="Numbers that this exercise must have besides how many, how often and which side.")
    ] = ()
    rep_seconds: Annotated[
        int, Field(ge=1, le=60, description="About how long one repetition takes besides its hold; only for the time of a session.")
    ] = 4
    picture: Annotated[Text, Field(description="What the picture shows, for a person who cannot see it.")]
