"""Numbers of a dose as a clinician writes them: ``8``, ``8-10``, ``30-40 s``, ``about 1 min``."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
