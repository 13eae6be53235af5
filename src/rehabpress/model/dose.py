"""A dose: how much of an exercise, how often and for how long, as numbers."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator

from rehabpress.model.amount import Amount, Count, Duration, LoadValue, TempoValue, count
from rehabpress.model.base import Content, Sentence, wrong


class Side(StrEnum):
    """Which side of the body a dose is for."""

    EACH = "each"
    LEFT = "left"
    RIGHT = "right"
    ALTERNATE = "alternate"


def _side(value: object) -> Side:
    try:
        return Side(str(value))
    except ValueError:
        raise wrong(f'"{value}" is not a side', "write each, left, right or alternate") from None


def _times(value: object) -> Amount | str:
    return "several" if value == "several" else count(value)


def _days(value: object) -> Amount:
    days = count(value)
    if days.high > 7:
        raise wrong(f'"{value}" is more days than a week has', "write 1 to 7, or a range such as 3-4")
    return days


DaysPerWeek = Annotated[
    Amount,
    PlainValidator(_days),
    WithJsonSchema({"title": "count", "anyOf": [{"type": "integer", "minimum": 1, "maximum": 7}, {"type": "string"}]}),
]

TimesPerDay = Annotated[
    Amount | Literal["several"],
    PlainValidator(_times),
    WithJsonSchema({"title": "count or several", "anyOf": [{"const": "several"}, {"type": "integer", "minimum": 1}, {"type": "string"}]}),
]


MOST_EFFORT = 10
"""Where the scale of effort ends; it begins at 0."""


def _effort(value: object) -> Amount:
    effort = count(value)
    if effort.high > MOST_EFFORT:
        raise wrong(
            f'"{value}" is more than the greatest effort', "write 1 to 10, or a range such as 4-6: 10 is the hardest that one can do"
        )
    return effort


EffortValue = Annotated[
    Amount,
    PlainValidator(_effort),
    WithJsonSchema({"title": "effort", "anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_EFFORT}, {"type": "string"}]}),
]


def side_named(value: object) -> Side:
    """The side that a person typed for a whole plan: left, right or each."""
    if str(value).lower() not in (Side.LEFT, Side.RIGHT, Side.EACH):
        raise wrong(f'"{value}" is not a side', "write left, right or each")
    return Side(str(value).lower())


class Dose(Content):
    """The numbers of an exercise. Each may be left out; what is left out comes from a weaker dose, or is missing and said to be."""

    sets: Annotated[Count | None, Field(description="How many sets.", examples=[2])] = None
    reps: Annotated[
        Count | None,
        Field(
            description="How many repetitions in a set; on each side, if it is done on each or on alternate sides.", examples=[8, "8-10"]
        ),
    ] = None
    hold: Annotated[
        Duration | None, Field(description="How long to hold each repetition; a tempo that stays still says it too.", examples=["5-10 s"])
    ] = None
    duration: Annotated[
        Duration | None,
        Field(
            description="How long to go on without counting, in place of reps. On each side, if it is done on each.",
            examples=["about 2 min"],
        ),
    ] = None
    load: Annotated[
        LoadValue | None,
        Field(
            description="What it is done against: a weight in kg or lb, a band of the clinic's scale, body weight, or per cent of the heaviest"
            " weight that is lifted once (1RM).",
            examples=["2 kg", "red band"],
        ),
    ] = None
    effort: Annotated[
        EffortValue | None,
        Field(description="How hard it is to feel, from 0 to 10 (rating of perceived exertion, RPE).", examples=["4-6"]),
    ] = None
    tempo: Annotated[
        TempoValue | None,
        Field(
            description="Seconds of a repetition: out from the starting position, still, and back to it. Other notations begin with the"
            " lowering; this one with the first movement of the steps.",
            examples=["3-1-5"],
        ),
    ] = None
    rest: Annotated[Duration | None, Field(description="How long to rest between sets.", examples=["30 s"])] = None
    side: Annotated[
        Annotated[Side, BeforeValidator(_side)] | None,
        Field(description="each (one after the other), left, right, or alternate (changing with every repetition).", examples=["each"]),
    ] = None
    times_per_day: Annotated[
        TimesPerDay | None, Field(description='How many times a day, or "several" where no number can be given.', examples=[2, "several"])
    ] = None
    days_per_week: Annotated[DaysPerWeek | None, Field(description="On how many days of a week, 1 to 7.", examples=["3-4"])] = None
    weeks: Annotated[Count | None, Field(description="For how many weeks.", examples=[6])] = None
    quality: Annotated[
        Sentence | None,
        Field(
            description="Where no number can be given: the rule that says how much is right, in whole sentences.",
            examples=["Go on for as long as your back stays still."],
        ),
    ] = None

    @model_validator(mode="after")
    def _counted_or_timed(self) -> Self:
        if self.reps and self.duration:
            raise wrong(
                "gives reps and duration at once", "a repetition is counted (reps, with hold) or the time is (duration); write one of them"
            )
        if self.tempo and self.duration:
            raise wrong("gives tempo and duration at once", "a tempo is that of repetitions: write reps, or leave tempo out")
        if self.tempo and self.tempo.still and self.hold:
            raise wrong("gives hold and a tempo that stays still", "write the time to stay in one of them: hold: 5 s, tempo: 3-0-3")
        return self

    def over(self, other: Self | None) -> Self:
        """This dose, completed with what only ``other`` says.

        A hold takes the place of a tempo that stays still, and the other way round. Who counts repetitions means no duration, and the other
        way round; who gives a rule of quality means no numbers of how much; who gives one set means no rest between sets. So those of
        ``other`` do not come back.
        """
        if other is None:
            return self
        if self.reps:
            shut_out: tuple[str, ...] = ("duration",)
        elif self.duration:
            shut_out = ("reps", "tempo")
        else:
            shut_out = ("sets", "reps", "duration", "rest", "tempo") if self.quality else ("duration",) if self.tempo else ()
        if self.hold and other.tempo and other.tempo.still:
            shut_out = (*shut_out, "tempo")
        elif self.tempo and self.tempo.still:
            shut_out = (*shut_out, "hold")
        if self.sets and self.sets.high == 1:
            shut_out = (*shut_out, "rest")
        own = vars(self)
        more = {name: value for name, value in other.given().items() if own[name] is None and name not in shut_out}
        return self.model_copy(update=more) if more else self

    def given(self) -> dict[str, object]:
        """The numbers that are there, by name, in the order of the fields."""
        return {name: value for name, value in vars(self).items() if value is not None}


def typed_numbers(dose: Dose) -> dict[str, str]:
    """The numbers of a dose as they would be typed, by name: ``{"reps": "8-10", "hold": "5 s"}``."""
    return {name: _typed(name, value) for name, value in dose.given().items()}


def _typed(name: str, value: object) -> str:
    if not isinstance(value, Amount):
        return str(value)
    unit, each = ("", 1) if name not in ("hold", "duration", "rest") else (" s", 1) if value.low % 60 or value.high % 60 else (" min", 60)
    ends = dict.fromkeys([str(value.low // each), str(value.high // each)])
    return f"{'about ' if value.about else ''}{'-'.join(ends)}{unit}"
