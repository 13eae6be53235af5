"""What the advice on wording knows of one language: which words are hard, how to count, what to look for. One file in ``words/``.

Data, not rules of the program: a clinic that has its own list puts a file of the same name into its own ``content/words/``.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rehabpress.model.base import Content, MovementId, Text, wrong

HardWord = Annotated[str, Field(pattern=r"^[^\sA-Z]([^A-Z]*[^\sA-Z])?$", description="A word or a phrase in small letters.")]


class Passive(Content):
    """How a passive is recognised: a helper, at most one word between, and a participle."""

    helpers: Annotated[tuple[HardWord, ...], Field(min_length=1, description="Forms of the helping verb.", examples=[["is", "are"]])]
    between: Annotated[
        tuple[HardWord, ...], Field(description="Words that may stand between the two, besides those with an ending of their own.")
    ] = ()
    between_endings: Annotated[tuple[HardWord, ...], Field(description="Endings of such words.", examples=[["ly"]])] = ()
    endings: Annotated[tuple[HardWord, ...], Field(description="Endings of regular participles.", examples=[["ed"]])] = ()
    participles: Annotated[tuple[HardWord, ...], Field(description="Participles without such an ending.", examples=[["held", "done"]])] = ()
    states: Annotated[
        tuple[HardWord, ...], Field(description="Words that look like participles and say how something is.", examples=[["relaxed"]])
    ] = ()


class Supplements(Content):
    """What to look for in texts about supplements and products."""

    names: Annotated[tuple[HardWord, ...], Field(min_length=1, description="What they are called.", examples=[["glucosamine"]])]
    promises: Annotated[tuple[HardWord, ...], Field(min_length=1, description="Words that promise help.", examples=[["eases"]])]
    denials: Annotated[
        tuple[HardWord, ...], Field(min_length=1, description="Words that take a promise back within the sentence.", examples=[["no"]])
    ]
    ask: Annotated[
        tuple[HardWord, ...], Field(min_length=1, description="Whom to ask first; one of them is named.", examples=[["pharmacist"]])
    ]


class Explaining(Content):
    """How a sentence shows that it says what a word means, besides brackets."""

    before: Annotated[
        tuple[HardWord, ...], Field(min_length=1, description="Words after a comma and before the hard word.", examples=[["the"]])
    ]
    after: Annotated[tuple[HardWord, ...], Field(min_length=1, description="Words after the hard word and a comma.", examples=[["which"]])]
    means: Annotated[
        tuple[HardWord, ...], Field(min_length=1, description="Words between the hard word and its meaning.", examples=[["is"]])
    ]


class SideChanges(Content):
    """How a step says that it is done on one side and then on the other. The program says that itself, where the dose is for both sides."""

    limbs: Annotated[tuple[HardWord, ...], Field(min_length=1, description="What is changed over.", examples=[["side", "leg", "legs"]])]
    changing: Annotated[
        tuple[HardWord, ...],
        Field(
            min_length=1,
            description="Phrases that change sides; * stands for any of the limbs.",
            examples=[["change *", "then the other *"]],
        ),
    ]
    naming: Annotated[
        tuple[HardWord, ...],
        Field(description="Phrases that name one side, which only a dose can choose; * as above.", examples=[["left *", "right *"]]),
    ] = ()


class Pictured(Content):
    """Words that name a thing or a touch, which the picture must then show."""

    words: Annotated[tuple[HardWord, ...], Field(min_length=1, description="The words.", examples=[["the chair", "a chair"]])]
    not_in: Annotated[tuple[HardWord, ...], Field(description="Phrases in which they mean something else.", examples=[["ball of"]])] = ()
    things: Annotated[tuple[Text, ...], Field(description="Kinds of props, any of which will do.", examples=[["chair", "bed"]])] = ()
    touches: Annotated[
        tuple[Text, ...], Field(description="What touches what, without sides; any of them will do.", examples=[["hand on hip"]])
    ] = ()


class Told(Content):
    """Words that tell of a movement, which an exercise must then name."""

    words: Annotated[tuple[HardWord, ...], Field(min_length=1, description="The words.", examples=[["kneel", "kneeling"]])]
    not_in: Annotated[
        tuple[HardWord, ...], Field(description="Phrases in which they mean something else.", examples=[["as if to sit"]])
    ] = ()
    movements: Annotated[
        tuple[MovementId, ...], Field(min_length=1, description="Movements, any of which will do.", examples=[["kneeling", "all-fours"]])
    ]


class PictureWords(Content):
    """How words are held against what a picture shows."""

    shown: Annotated[tuple[Pictured, ...], Field(min_length=1, description="What must be seen when it is named.")]
    optional: Annotated[
        tuple[HardWord, ...], Field(description="Words by which a sentence leaves a thing to the reader.", examples=[["if", "you may"]])
    ] = ()


class Words(Content):
    """The words of one language."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description="The language, as in en. The same as the file's name.")]
    formula: Annotated[
        Literal["flesch-kincaid"] | None,
        Field(description="The formula of reading grade that is valid for this language. Left out: there is none, and the report says so."),
    ] = None
    syllables: Annotated[
        Mapping[HardWord, Annotated[int, Field(ge=1, le=12)]],
        Field(description="How many syllables a word has that the rules count wrong."),
    ] = {}
    abbreviations: Annotated[
        tuple[HardWord, ...], Field(description="Words whose full stop does not end a sentence.", examples=[["e.g."]])
    ] = ()
    you: Annotated[tuple[HardWord, ...], Field(description="Words that speak to the reader.", examples=[["you", "your"]])] = ()
    not_you: Annotated[tuple[HardWord, ...], Field(description="Words that speak about the reader.", examples=[["the patient"]])] = ()
    calculations: Annotated[
        tuple[HardWord, ...], Field(description="Words that ask the reader to calculate.", examples=[["per cent"]])
    ] = ()
    jargon: Annotated[Mapping[HardWord, Text], Field(description="Hard words, and what to write instead.")] = {}
    explaining: Annotated[
        Explaining | None, Field(description="How a hard word is explained in a sentence; left out: only in brackets.")
    ] = None
    passive: Annotated[Passive | None, Field(description="How a passive is recognised; left out: it is not looked for.")] = None
    sides: Annotated[
        SideChanges | None, Field(description="Words for sides that belong to a dose and not to a step; left out: they are not looked for.")
    ] = None
    pictures: Annotated[
        PictureWords | None, Field(description="Things and touches that pictures must show when words name them; left out: not looked for.")
    ] = None
    movements: Annotated[
        tuple[Told, ...], Field(description="Movements that an exercise must name when its words tell of them; left out: not looked for.")
    ] = ()
    at_home: Annotated[
        tuple[HardWord, ...],
        Field(description="Things that every home has: who has no equipment has these.", examples=[["chair", "wall", "towel"]]),
    ] = ()
    supplements: Annotated[Supplements | None, Field(description="Supplements and products; left out: they are not looked for.")] = None

    @model_validator(mode="after")
    def _formula_is_for_its_language(self) -> Self:
        if self.formula == "flesch-kincaid" and self.language.partition("-")[0] != "en":
            raise wrong("Flesch-Kincaid is a formula for English", "leave formula out: no grade is better than a wrong one")
        return self
