"""A condition, what to leave out with it, and what helps in daily life; and the safety text of a body region."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rehabpress.model.base import Content, Id, RegionId, Reviewed, SourceId, Text


class AvoidItem(Content):
    """Something to leave out for now."""

    id: Annotated[Id, Field(description="Its name within the condition.")]
    what: Annotated[Text, Field(description="What to leave out.")]
    why: Annotated[Text, Field(description="The reason, in one sentence.")]
    instead: Annotated[Text | None, Field(description="What to do instead.")] = None
    sources: Annotated[tuple[SourceId, ...], Field(description="Its own sources, besides those of the condition.")] = ()


class Tip(Content):
    """A piece of advice for daily life."""

    id: Annotated[Id, Field(description="Its name within the condition.")]
    title: Annotated[Text, Field(description="What to do, in a few words.")]
    text: Annotated[Text, Field(description="How, in a sentence or two.")]
    sources: Annotated[tuple[SourceId, ...], Field(description="Its own sources, besides those of the condition.")] = ()


class Condition(Reviewed):
    """A condition that plans are made for. One file in ``conditions/``."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    name: Annotated[Text, Field(description="What it is called in a sentence: sacroiliac joint pain.")]
    title: Annotated[Text, Field(description="The heading over its explanation: About sacroiliac joint pain.")]
    plan_title: Annotated[Text, Field(description="The title of a handout for it, where the plan has none of its own.")]
    plan_message: Annotated[Text, Field(description="The one thing to remember, where the plan says none of its own.")]
    region: Annotated[RegionId, Field(description="The body region whose safety text belongs to it.")]
    what_it_is: Annotated[tuple[Text, ...], Field(min_length=1, description="What it is, a paragraph each.")]
    causes: Annotated[tuple[Text, ...], Field(description="What can cause it, each as an item of a list.")] = ()
    caution: Annotated[Text | None, Field(description="What to settle before starting.")] = None
    avoid: Annotated[tuple[AvoidItem, ...], Field(description="What to leave out for now.")] = ()
    tips: Annotated[tuple[Tip, ...], Field(description="Lifestyle tips.")] = ()


class Region(Reviewed):
    """The safety text of a body region: when to get help, when to stop, how exercise may feel. One file in ``regions/``."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    name: Annotated[Text, Field(description="What it is called in a sentence: low back and pelvis.")]
    emergency: Annotated[
        tuple[Text, ...],
        Field(min_length=1, description="Signs that need help at once, each as it goes on from: if you have back pain and ..."),
    ]
    urgent: Annotated[
        tuple[Text, ...], Field(min_length=1, description="Signs that need a call soon, each as it goes on from: if you have ...")
    ]
    stop: Annotated[
        tuple[Text, ...], Field(min_length=1, description="Signs to stop exercising at once, each as it goes on from: if you ...")
    ]
    feeling: Annotated[
        tuple[Text, ...], Field(min_length=1, description="How exercise may feel and what to do after it, a paragraph each.")
    ]
    not_for: Annotated[
        tuple[Text, ...], Field(description="Who must ask first, each as it goes on from: ask before you start if you ...")
    ] = ()
