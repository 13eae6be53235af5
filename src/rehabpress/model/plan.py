"""A plan: the exercises a clinician has chosen, and how much of each."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from rehabpress.model.base import ClinicId, ConditionId, Content, ExerciseId, Id, LayoutId, Spoken, Text, UsualId, at_most
from rehabpress.model.condition import AvoidItem, Tip
from rehabpress.model.dose import Dose
from rehabpress.model.safety import Exemption

Title = Annotated[Text, at_most(120, "a title has one line, or two: write the rest into the message or into notes")]
"""The title of a handout."""
Message = Annotated[Text, at_most(300, "the one thing to remember is short: write the rest into notes of the exercises")]
"""What stands under the title."""
Goal = Annotated[Text, at_most(200, "a goal is short: what the patient wants to do again")]
"""What the patient wants to do again."""
NextVisit = Annotated[Text, at_most(200, "say the day or the time: in two weeks")]
"""When the patient comes again."""


class Clinician(Content):
    """Who gives the plan."""

    name: Annotated[Text, Field(description="The name on the page.", examples=["Sam Sample"])]
    role: Annotated[Text | None, Field(description="For example physiotherapist.", examples=["physiotherapist"])] = None


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""The days of the week from Monday, which is 0."""


class LaterDose(Content):
    """How an exercise goes on after its first weeks."""

    from_week: Annotated[int, Field(ge=2, le=104, description="The week of the plan in which it begins, counted from 1.", examples=[3])]
    dose: Annotated[Dose, Field(description="The numbers that change; the others stay as they were.", examples=[{"sets": 3, "reps": 10}])]


class PlannedExercise(Content):
    """One exercise of a plan."""

    exercise: Annotated[ExerciseId, Field(description="The id of the exercise.", examples=["bird-dog"])]
    dose: Annotated[Dose, Field(description="The numbers of this exercise in this plan; they win over all others.")] = Dose()
    later: Annotated[tuple[LaterDose, ...], Field(description="Progression: what changes, and from which week on.")] = ()
    days: Annotated[
        tuple[Weekday, ...] | None,
        Field(
            min_length=1,
            description="On which days of the week, for the weekly routine; left out: those of the plan.",
            examples=[["monday", "wednesday", "friday"]],
        ),
    ] = None
    note: Annotated[
        Text | None, Field(description="A word for this patient, printed on the card.", examples=["Use the low chair from your kitchen."])
    ] = None
    override: Annotated[
        Exemption | None, Field(description="A clinician's decision against a rule that forbids it or asks first; it is printed.")
    ] = None


class Plan(Spoken):
    """A plan. One file in ``plans/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["sacroiliac-joint"])]
    title: Annotated[
        Title | None,
        Field(description="The title of the handout; left out: that of its first condition.", examples=["Exercises for your SI joint"]),
    ] = None
    message: Annotated[
        Message | None,
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
        Goal | None,
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
        Dose,
        Field(description="Numbers for all exercises of the plan; they win over those of the exercises, and an entry's own over them."),
    ] = Dose()
    preset: Annotated[
        UsualId | None,
        Field(
            description="A preset of usual/, for the numbers that neither the plan nor its entries give; it wins over the exercises.",
            examples=["strength"],
        ),
    ] = None
    days: Annotated[
        tuple[Weekday, ...] | None,
        Field(
            min_length=1,
            description="On which days of the week, for the weekly routine; left out: spread evenly over it.",
            examples=[["monday", "wednesday", "friday"]],
        ),
    ] = None
    exercises: Annotated[tuple[PlannedExercise, ...], Field(min_length=1, description="The exercises, in the order to do them.")]
    asks: Annotated[
        tuple[Id, ...],
        Field(
            description="Flags that must be asked about: it is not printed before each is answered with yes or no. `pregnancy` stands for all whose id begins so.",
            examples=[["pregnancy", "osteoporosis"]],
        ),
    ] = ()
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
    annexes: Annotated[
        tuple[LayoutId, ...] | None,
        Field(
            description="Layouts that are bound after the handout, such as tips, about, sources or routine; [] for none. Left out: those of the clinic.",
            examples=[["tips"]],
        ),
    ] = None
    more_avoid: Annotated[tuple[AvoidItem, ...], Field(description="More to leave out, for this plan only.")] = ()
    more_tips: Annotated[tuple[Tip, ...], Field(description="More tips, for this plan only.")] = ()
    next_visit: Annotated[
        NextVisit | None, Field(description="When to come again, as it goes on from: come back ...", examples=["in two weeks"])
    ] = None
