"""An order: what one patient gets, kept in a file, so that it can be made again and next week's follows from it. One file in ``orders/``."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rehabpress.model.base import BodyId, Content, Day, Id, LayoutId, OtherClinicId, OtherExerciseId, PlanId, Text
from rehabpress.model.clinic import Format
from rehabpress.model.dose import Dose, Side, side_named
from rehabpress.model.patient import Person
from rehabpress.model.plan import Clinician, Goal, Message, NextVisit, Title


class OrderFile(Content):
    """An order. It names a patient: keep it out of version control."""

    id: Annotated[Id, Field(description="The same as the file's name, without the patient's name in it.", examples=["a-1001"])]
    plan: Annotated[PlanId, Field(description="The id of the plan.", examples=["first-visit"])]
    patient: Annotated[
        Person | None, Field(description="The name as it is printed; left out: a line to write it on.", examples=["Ida Invented"])
    ] = None
    flags: Annotated[
        tuple[Text, ...],
        Field(description="The patient's flags, by id or in words.", examples=[["osteoporosis", "hip-replacement:week=8"]]),
    ] = ()
    not_flags: Annotated[
        tuple[Id, ...], Field(description="Flags that the patient does not have, where the plan asks.", examples=[["pregnancy"]])
    ] = ()
    clinic: Annotated[
        OtherClinicId | None, Field(description="The clinic; left out: the one that the plan names.", examples=["sample-clinic"])
    ] = None
    clinician: Annotated[Clinician | None, Field(description="Who gives it; left out: whom the plan names.")] = None
    date: Annotated[Day | None, Field(description="The date on the page; left out: today.", examples=["2026-11-20"])] = None
    since: Annotated[
        Id | None,
        Field(description="The plan or the order of last time: the handout says what is new.", examples=["a-1001-last"]),
    ] = None
    doses: Annotated[
        dict[OtherExerciseId, Dose], Field(description="Numbers for this patient, by exercise.", examples=[{"bird-dog": {"reps": 8}}])
    ] = {}  # noqa: RUF012 - frozen
    dose: Annotated[
        Dose, Field(description="Numbers of this patient for all exercises; those of doses win over them.", examples=[{"sets": 3}])
    ] = Dose()
    preset: Annotated[Id | None, Field(description="A preset of usual/, instead of that of the plan.", examples=["gentle-start"])] = None
    side: Annotated[
        Annotated[Side, BeforeValidator(side_named)] | None,
        Field(description="left, right or each: for every exercise that is done on one side at a time.", examples=["left"]),
    ] = None
    without: Annotated[
        tuple[OtherExerciseId, ...], Field(description="Exercises of the plan that this patient does not get.", examples=[["bird-dog"]])
    ] = ()
    notes: Annotated[
        dict[OtherExerciseId, Text],
        Field(
            description="A word for this patient on the card of an exercise.", examples=[{"bird-dog": "Put a cushion under your knees."}]
        ),
    ] = {}  # noqa: RUF012 - frozen
    title: Annotated[
        Title | None,
        Field(description="The title for this patient; left out: that of the plan.", examples=["Exercises for your left knee"]),
    ] = None
    message: Annotated[
        Message | None,
        Field(
            description="The one thing that this patient is to remember, under the title; left out: that of the plan.",
            examples=["Walk to the shop every day, with the stick."],
        ),
    ] = None
    goal: Annotated[
        Goal | None,
        Field(
            description="The patient's own goal, in the patient's words; left out: that of the plan.", examples=["to walk the dog again"]
        ),
    ] = None
    next_visit: Annotated[
        NextVisit | None,
        Field(description="When this patient is to come again; left out: as the plan says.", examples=["on 4 December, at 10 o'clock"]),
    ] = None
    body: Annotated[BodyId | None, Field(description="Who does the exercises in the pictures: a file in bodies/.", examples=["alex"])] = (
        None
    )
    format: Annotated[Format, Field(description="standard, clear or large.", examples=["large"])] = "standard"
    layout: Annotated[LayoutId, Field(description="The layout.", examples=["summary"])] = "handout"
    annexes: Annotated[
        tuple[LayoutId, ...] | None,
        Field(
            description="Layouts that are bound after the handout, such as tips, about, sources or routine; [] for none. Left out: those of the plan or the clinic.",
            examples=[["tips"]],
        ),
    ] = None
    paper: Annotated[Literal["A4", "A5", "Letter"] | None, Field(description="The paper; left out: that of the theme.")] = None
    start: Annotated[Day | None, Field(description="The day on which the patient begins, for the weekly routine.")] = None
