"""An exercise as a patient does it."""

from enum import StrEnum
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, Id, OtherExerciseId, Reviewed, Spoken, Text, wrong
from rehabpress.model.dose import Dose
from rehabpress.model.link import Link
from rehabpress.model.safety import Movements


class Limb(StrEnum):
    """What an exercise changes over from and to, for the words of its dose: each leg, each arm, each hand, each side."""

    LEG = "leg"
    ARM = "arm"
    HAND = "hand"
    SIDE = "side"


def _limb(value: object) -> Limb:
    try:
        return Limb(str(value))
    except ValueError:
        raise wrong(f'"{value}" is not what an exercise changes over', "write leg, arm, hand or side") from None


Need = Literal["sets", "reps", "hold", "duration", "load", "effort", "tempo", "rest", "times_per_day", "days_per_week", "weeks"]


BodyRegion = Literal[
    "neck", "shoulder", "elbow-wrist-hand", "chest", "upper-back", "low-back-and-pelvis", "hip", "knee", "ankle-foot", "whole-body"
]
BODY_REGIONS: tuple[BodyRegion, ...] = get_args(BodyRegion)
"""The regions of the body by which exercises are found, from the head down. Where a region has safety text, its file has the same id."""

Purpose = Literal["strength", "stretch", "mobility", "control", "balance", "breathing", "endurance", "relaxation"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
"""What exercises are for, in the words of exercise prescription."""

Level = Literal["easy", "moderate", "hard"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""How demanding exercises are, the least first."""


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
    regions: Annotated[
        tuple[BodyRegion, ...],
        Field(
            description="The regions of the body that it is for, the main one first; to be found by.", examples=[["low-back-and-pelvis"]]
        ),
    ] = ()
    purposes: Annotated[
        tuple[Purpose, ...],
        Field(
            description="What it is for, as its sources say, the main purpose first; to be found by.", examples=[["strength", "control"]]
        ),
    ] = ()
    level: Annotated[
        Level | None,
        Field(
            description="How demanding it is, to choose by. easy: lying, sitting or holding on, a limb at most is lifted; moderate: the body is"
            " lifted, lowered or kept steady on hands and knees; hard: the body is held on one side, on the arms, on straps or on one leg.",
            examples=["easy"],
        ),
    ] = None
    muscles: Annotated[
        tuple[Text, ...],
        Field(
            description="The muscles that it works or stretches, by their anatomical names; to be found by.", examples=[["gluteus maximus"]]
        ),
    ] = ()
    easier: Annotated[
        tuple[OtherExerciseId, ...],
        Field(description="Regressions: ids of exercises that ask less of the same.", examples=[["pelvic-tilt"]]),
    ] = ()
    harder: Annotated[
        tuple[OtherExerciseId, ...],
        Field(description="Progressions: ids of exercises that ask more of the same.", examples=[["pelvis-lift"]]),
    ] = ()
    instead: Annotated[
        tuple[OtherExerciseId, ...],
        Field(description="Alternatives: ids of exercises for the same purpose in another way, the likest first.", examples=[["bird-dog"]]),
    ] = ()
    no_plan: Annotated[
        Text | None,
        Field(
            description="Why no plan leads to it, where that is meant; not printed. Without it `check --advice` asks for one.",
            examples=["It is for a clinician to choose."],
        ),
    ] = None
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
        Field(description="leg, arm, hand or side, if it is done on one side at a time; its dose must then name a side.", examples=["leg"]),
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

    @model_validator(mode="after")
    def _is_linked_once(self) -> Self:
        linked = (*self.easier, *self.harder, *self.instead)
        for name in linked:
            if name == self.id or linked.count(name) > 1:
                what = f"names {name} {'itself' if name == self.id else 'twice'} among easier, harder and instead"
                raise wrong(what, "name each other exercise once")
        return self


class UsualDose(Reviewed):
    """Numbers for many exercises: a preset with a name, or what the clinic usually gives. One file in ``usual/``."""

    id: Annotated[Id, Field(description="The same as the file's name: what a plan names as its preset.", examples=["strength"])]
    name: Annotated[Text, Field(description="What it is called in a list.", examples=["Strength"])]
    purposes: Annotated[
        tuple[Purpose, ...],
        Field(description="For exercises whose main purpose is one of these; left out: for all.", examples=[["strength"]]),
    ] = ()
    exercises: Annotated[
        tuple[OtherExerciseId, ...], Field(description="For these exercises alone, by id; left out: for all.", examples=[["bridge"]])
    ] = ()
    dose: Annotated[Dose, Field(description="The numbers. Those that make no sense for an exercise it does not get.")]
    always: Annotated[
        bool, Field(description="true: the clinic's usual, which holds for every plan; false: a preset, where a plan or an order names it.")
    ] = False

    def is_for(self, exercise: Exercise) -> bool:
        """Whether an exercise gets its numbers."""
        return (not self.exercises or exercise.id in self.exercises) and not (
            self.purposes and not set(exercise.purposes[:1]) & set(self.purposes)
        )


class Favourites(Content):
    """The exercises that a clinic uses most: the page in the browser shows them with a star. One file, ``default``, in ``favourites/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["default"])]
    exercises: Annotated[
        tuple[OtherExerciseId, ...], Field(description="The exercises, in any order.", examples=[["bird-dog", "sit-to-stand"]])
    ] = ()
