"""A condition, what to leave out with it, and what helps in daily life; and the safety text of a body region."""

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import Content, Id, RegionId, Reviewed, SourceId, Spoken, Text
from rehabpress.model.link import Link
from rehabpress.model.safety import Movements
from rehabpress.model.signs import Signs


class AvoidItem(Content):
    """Something to leave out for now."""

    id: Annotated[Id, Field(description="Its name within the condition.", examples=["sit-ups"])]
    what: Annotated[Text, Field(description="What to leave out.", examples=["Sit-ups"])]
    why: Annotated[Text, Field(description="The reason, in one sentence.", examples=["They bend the low back hard."])]
    instead: Annotated[Text | None, Field(description="What to do instead.", examples=["Breathe out slowly and draw your belly in."])] = (
        None
    )
    movements: Annotated[Movements, Field(description="What leaving it out forbids; [] when it is no movement of the body.")]
    sources: Annotated[
        tuple[SourceId, ...], Field(description="Its own sources, besides those of the condition.", examples=[["an-article"]])
    ] = ()


class TipPicture(Content):
    """A picture beside a tip: a figure, or a picture of the clinic."""

    name: Annotated[
        Id, Field(description="A file in figures/, or a picture in pictures/, without its ending.", examples=["seated-posture"])
    ]
    shows: Annotated[Text, Field(description="What it shows, for those who do not see it.", examples=["A person sits tall on a chair."])]


class Tip(Content):
    """A piece of advice for daily life."""

    id: Annotated[Id, Field(description="Its name within the condition.", examples=["sit-less"])]
    title: Annotated[Text, Field(description="What to do, in a few words.", examples=["Sit less"])]
    text: Annotated[Text, Field(description="How, in a sentence or two.", examples=["Get up every half hour and walk a few steps."])]
    picture: Annotated[TipPicture | None, Field(description="What the page of tips shows of it.")] = None
    link: Annotated[Link | None, Field(description="A page or a video about it on the web.")] = None
    movements: Annotated[Movements, Field(description="What following it involves; [] when it asks for no movement of the vocabulary.")]
    sources: Annotated[
        tuple[SourceId, ...], Field(description="Its own sources, besides those of the condition.", examples=[["an-article"]])
    ] = ()


class Condition(Spoken, Reviewed):
    """A condition that plans are made for. One file in ``conditions/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["sacroiliac-joint-pain"])]
    name: Annotated[Text, Field(description="What it is called in a sentence: sacroiliac joint pain.", examples=["sacroiliac joint pain"])]
    title: Annotated[
        Text, Field(description="The heading over its explanation: About sacroiliac joint pain.", examples=["About sacroiliac joint pain"])
    ]
    plan_title: Annotated[
        Text,
        Field(description="The title of a handout for it, where the plan has none of its own.", examples=["Exercises for your SI joint"]),
    ]
    plan_message: Annotated[
        Text,
        Field(
            description="The one thing to remember, where the plan says none of its own.",
            examples=["A little every day beats a lot once a week."],
        ),
    ]
    region: Annotated[RegionId, Field(description="The body region whose safety text belongs to it.", examples=["low-back-and-pelvis"])]
    what_it_is: Annotated[
        tuple[Text, ...],
        Field(min_length=1, description="What it is, a paragraph each.", examples=[["It is pain where your spine meets your pelvis."]]),
    ]
    causes: Annotated[
        tuple[Text, ...], Field(description="What can cause it, each as an item of a list.", examples=[["a fall", "a pregnancy"]])
    ] = ()
    caution: Annotated[
        Text | None,
        Field(description="What to settle before starting.", examples=["Ask your clinician which side hurts before you start."]),
    ] = None
    avoid: Annotated[tuple[AvoidItem, ...], Field(description="What to leave out for now.")] = ()
    tips: Annotated[tuple[Tip, ...], Field(description="Lifestyle tips.")] = ()


class Question(Content):
    """Something that a patient must ask the clinic about before starting, unless the clinic knows of it."""

    id: Annotated[Id, Field(description="What it is about; a flag that answers it names it in answers.", examples=["pregnancy"])]
    text: Annotated[Text, Field(description="As it goes on from: tell us before you start if you ...", examples=["are pregnant"])]


class Region(Signs, Reviewed):
    """The safety text of a body region: when to get help, when to stop, how exercise may feel. One file in ``regions/``."""

    id: Annotated[Id, Field(description="The same as the file's name.", examples=["low-back-and-pelvis"])]
    version: Annotated[Text, Field(description="Which wording this is; change it with every change of the text.", examples=["2026-11"])]
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$",
            description="The language it is written in: en. A page in another is refused.",
            examples=["en"],
        ),
    ]
    name: Annotated[Text, Field(description="What it is called in a sentence: low back and pelvis.", examples=["low back and pelvis"])]
    includes: Annotated[
        tuple[RegionId, ...],
        Field(description="Regions that are printed with it, such as the one with signs of the heart.", examples=[["whole-body"]]),
    ] = ()
    in_place_of: Annotated[
        tuple[RegionId, ...],
        Field(
            description="Regions that it stands in place of when a paper is about both: it has all their signs, each as it is right for"
            " who has this. For a region in which what is usual would elsewhere be an emergency.",
            examples=[["low-back-and-pelvis"]],
        ),
    ] = ()
    feeling: Annotated[
        tuple[Text, ...],
        Field(description="How exercise may feel and what to do after it, a paragraph each.", examples=[["A mild stretch is right."]]),
    ] = ()
    ask_first: Annotated[
        tuple[Question, ...],
        Field(description="Who must ask first. What a flag of the patient answers is not printed."),
    ] = ()
