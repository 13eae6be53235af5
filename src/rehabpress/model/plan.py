"""A plan: the exercises a clinician has chosen, and how much of each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import ClinicId, ConditionId, Content, ExerciseId, Id, Text
from rehabpress.model.condition import AvoidItem, Tip
from rehabpress.model.dose import Dose
from rehabpress.model.safety import Exemption


class Clinician(Content):
    """Who gives the plan."""

    name: Annotated[Text, Field(description="The name on the page.", examples=["Sam Sample"])]
    role: Annotated[Text | None, Field(description="For example physiotherapist.", examples=["physiotherapist"])] = None


class PlannedExercise(Content):
    """One exercise of a plan."""

    exercise: Annotated[ExerciseId, Field(description="The id of the exercise.", examples=["bird-dog"])]
    dose: Annotated[Dose, Field(description="The numbers of this plan; they win over those of the exercise.")] = Dose()
    note: Annotated[
        Text | None, Field(description="A word for this patient, printed on the card.", examples=["Use the low chair from your kitchen."])
    ] = None
    override: Annotated[
        Exemption | None, Field(description="A clinician's decision against a rule that forbids it or asks first; it is printed.")
    ] = None


class Plan(Content):
    """A plan. One file in ``plans/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["sacroiliac-joint"])]
    title: Annotated[
        Text | None,
        Field(description="The title of the handout; left out: that of its first condition.", examples=["Exercises for your SI joint"]),
    ] = None
    message: Annotated[
        Text | None,
        Field(
            description="The one thing to remember, under the title; left out: that of its first condition.",
            examples=["A little every day beats a lot once a week."],
        ),
    ] = None
    conditions: Annotated[
        tuple[ConditionId, ...],
        Field(
            min_length=1,
            description="The conditions whose avoid-list, tips and safety text belong to it.",
            examples=[["sacroiliac-joint-pain"]],
        ),
    ]
    goal: Annotated[
        Text | None,
        Field(description="The patient's own goal, as it goes on from: your goal is ...", examples=["to walk the dog for half an hour"]),
    ] = None
    clinic: Annotated[
        ClinicId | None, Field(description="The clinic that hands it out, unless the command names another.", examples=["sample-clinic"])
    ] = None
    body: Annotated[
        Id | None, Field(description="Who does the exercises in its pictures, instead of whom the clinic chooses: a file in bodies/.")
    ] = None
    clinician: Annotated[Clinician | None, Field(description="Who gives it.")] = None
    dose: Annotated[
        Dose, Field(description="Numbers for all exercises of the plan that neither the plan nor the exercise sets for itself.")
    ] = Dose()
    exercises: Annotated[tuple[PlannedExercise, ...], Field(min_length=1, description="The exercises, in the order to do them.")]
    why_so_many: Annotated[
        Text | None,
        Field(
            description="For a plan of more than eight exercises: the reason. For the clinic; it is not printed on the handout.",
            examples=["Two of them replace last week's, once she can do them."],
        ),
    ] = None
    tips: Annotated[
        tuple[Id, ...] | None,
        Field(description="Which lifestyle tips of the conditions to print, by id; left out: all of them.", examples=[["sit-less"]]),
    ] = None
    more_avoid: Annotated[tuple[AvoidItem, ...], Field(description="More to leave out, for this plan only.")] = ()
    more_tips: Annotated[tuple[Tip, ...], Field(description="More tips, for this plan only.")] = ()
    next_visit: Annotated[
        Text | None, Field(description="When to come again, as it goes on from: come back ...", examples=["in two weeks"])
    ] = None
