"""Numbers of a dose as a clinician writes them: ``8``, ``8-10``, ``30-40 s``; loads: ``2 kg``, ``red band``, ``60-70%``; tempo: ``3-1-5``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from rehabpress.model.base import wrong


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number or a range of whole numbers, ``low <= high``; ``about`` when it is not meant exactly."""

    low: int
    high: int
    about: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it has two different ends."""
        return self.low != self.high


_COUNT = re.compile(r"(about )?(\d{1,4})(?: ?[-–] ?(\d{1,4}))?")
_DURATION = re.compile(r"(about )?(\d{1,4})(?: ?[-–] ?(\d{1,4}))? ?(s|sec|second|seconds|min|minute|minutes)")
_HINT_COUNT = "write a whole number or a range: 8, 8-10"
_HINT_DURATION = "write a number or a range with a unit: 5 s, 5-10 s, 1 min"


def _amount(found: re.Match[str], factor: int, hint: str) -> Amount:
    low, high = int(found[2]), int(found[3] or found[2])
    if low == 0:
        raise wrong(f'"{found[0]}" is nothing to do', hint)
    if high < low:
        raise wrong(f'"{found[0]}" runs backwards', f"write the smaller number first: {high}-{low}")
    return Amount(low * factor, high * factor, bool(found[1]))


def count(value: object) -> Amount:
    """Read a count: a whole number from 1, or text such as ``8-10``. Raises an error that says what to write."""
    if isinstance(value, Amount):
        return value
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and (found := _COUNT.fullmatch(text)) and (found[2] == "0" or not found[2].startswith("0")):
        return _amount(found, 1, _HINT_COUNT)
    raise wrong(f'"{value}" is not a count', _HINT_COUNT)


def duration(value: object) -> Amount:
    """Read a duration into seconds: ``30-40 s``, ``about 1 min``. A number without a unit is refused."""
    if isinstance(value, Amount):
        return value
    if isinstance(value, str) and (found := _DURATION.fullmatch(value)):
        return _amount(found, 60 if found[4].startswith("m") else 1, _HINT_DURATION)
    raise wrong(f'"{value}" is not a duration', _HINT_DURATION)


Count = Annotated[
    Amount,
    PlainValidator(count),
    WithJsonSchema({"title": "count", "anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": f"^{_COUNT.pattern}$"}]}),
]
"""How many: ``8`` or ``8-10``."""

Duration = Annotated[
    Amount, PlainValidator(duration), WithJsonSchema({"title": "duration", "type": "string", "pattern": f"^{_DURATION.pattern}$"})
]
"""How long, in seconds inside: ``30-40 s``, ``about 1 min``."""


class LoadUnit(StrEnum):
    """What a load is counted in."""

    KILOGRAMS = "kg"
    POUNDS = "lb"
    PERCENT = "%"
    """Of the heaviest weight that is lifted once (1RM)."""
    BAND = "band"
    BODY_WEIGHT = "body weight"


HUNDREDTHS = 100
"""A load of a number is kept in hundredths of its unit, so that 1.25 kg is exact."""


@dataclass(frozen=True, slots=True)
class Load:
    """What an exercise is done against. ``low`` and ``high`` are hundredths of a unit that is counted; ``band`` is its colour or name."""

    unit: LoadUnit
    low: int = 0
    high: int = 0
    about: bool = False
    band: str = ""

    def __str__(self) -> str:
        """As it is typed."""
        if self.unit is LoadUnit.BAND:
            return f"{self.band} band"
        if self.unit is LoadUnit.BODY_WEIGHT:
            return self.unit.value
        ends = "-".join(dict.fromkeys((plain_number(self.low), plain_number(self.high))))
        return f"{'about ' if self.about else ''}{ends}{'' if self.unit is LoadUnit.PERCENT else ' '}{self.unit}"

    def beside(self, other: Load, bands: Sequence[str]) -> Amount | None:
        """The load as a number that can be compared with another of its kind; ``bands`` are a clinic's, the lightest first. None: it cannot."""
        if self.unit is not other.unit:
            return None
        if self.unit is LoadUnit.BAND:
            if self.band not in bands or other.band not in bands:
                return None
            return Amount(bands.index(self.band), bands.index(self.band))
        return Amount(self.low, self.high, self.about)


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of a repetition: out from the starting position, still at the end of it, and back."""

    out: int
    still: int
    back: int

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.out}-{self.still}-{self.back}"

    @property
    def seconds(self) -> int:
        """How long a repetition takes."""
        return self.out + self.still + self.back


_NUMBER = r"(\d{1,3}(?:\.\d{1,2})?)"
_COUNTED = re.compile(rf"(about )?{_NUMBER}(?: ?[-–] ?{_NUMBER})? ?(kg|kilograms?|lbs?|pounds?|%|percent)")
_BAND = re.compile(r"([a-z][a-z -]{0,30}[a-z]) band")
_UNITS = {"k": LoadUnit.KILOGRAMS, "l": LoadUnit.POUNDS, "p": LoadUnit.POUNDS, "%": LoadUnit.PERCENT}
_HINT_LOAD = "write a weight (2 kg, 2-3 kg, 5 lb), a band (red band), body weight, or a part of the heaviest single lift (60-70%)"
_TEMPO = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{1,2})")
_HINT_TEMPO = "write the seconds out, still and back: 3-0-5"


def plain_number(hundredths: int) -> str:
    """A number of hundredths with a point, as it is typed: ``1.5``."""
    return f"{hundredths / HUNDREDTHS:.2f}".rstrip("0").rstrip(".")


def load(value: object) -> Load:
    """Read a load. Raises an error that says what to write."""
    if isinstance(value, Load):
        return value
    text = " ".join(value.casefold().split()) if isinstance(value, str) else ""
    if text in ("body weight", "bodyweight"):
        return Load(LoadUnit.BODY_WEIGHT)
    if found := _BAND.fullmatch(text):
        return Load(LoadUnit.BAND, band=found[1])
    if (found := _COUNTED.fullmatch(text)) is None:
        effort = isinstance(value, str) and "effort" in text
        raise wrong(f'"{value}" is not a load', "write effort: 5, on a scale from 0 to 10" if effort else _HINT_LOAD)
    low, high = (round(float(number) * HUNDREDTHS) for number in (found[2], found[3] or found[2]))
    if not low:
        raise wrong(f'"{value}" is no load', "leave load out; or write body weight")
    if high < low:
        raise wrong(f'"{value}" runs backwards', "write the smaller number first")
    unit = LoadUnit.PERCENT if found[4].startswith("perc") else _UNITS[found[4][0]]
    if unit is LoadUnit.PERCENT and high > HUNDREDTHS * 100:
        raise wrong(f'"{value}" is more than the heaviest weight', "write 1% to 100%")
    return Load(unit, low, high, bool(found[1]))


def tempo(value: object) -> Tempo:
    """Read a tempo. Raises an error that says what to write."""
    if isinstance(value, Tempo):
        return value
    found = _TEMPO.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        four = isinstance(value, str) and re.fullmatch(r"\d+-\d+-\d+-\d+", value)
        raise wrong(f'"{value}" is not a tempo', f"{_HINT_TEMPO}{'; three numbers, not four' if four else ''}")
    out, still, back = (int(number) for number in found.groups())
    if not out or not back:
        raise wrong(f'"{value}" leaves no time to move', _HINT_TEMPO)
    return Tempo(out, still, back)


LoadValue = Annotated[
    Load,
    PlainValidator(load),
    WithJsonSchema({"title": "load", "type": "string", "examples": ["2 kg", "5 lb", "red band", "body weight", "60-70%"]}),
]
"""How heavy: ``2 kg``."""

TempoValue = Annotated[Tempo, PlainValidator(tempo), WithJsonSchema({"title": "tempo", "type": "string", "pattern": f"^{_TEMPO.pattern}$"})]
"""How fast: ``3-1-5``."""
