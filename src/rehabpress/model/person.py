"""The name of a person as it is printed: a patient's, a clinician's."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator

from rehabpress.model.base import Text, wrong

_LONGEST_NAME = 80
_HIDDEN = ("Cf", "Co", "Cs", "Cn")
"""Unicode categories of what is not seen: marks of direction, private and unassigned characters."""


def _person(value: str) -> str:
    if found := next((c for c in value if unicodedata.category(c) in _HIDDEN), None):
        raise wrong(f"holds a mark that is not seen (U+{ord(found):04X})", "type the name anew")
    if len(value) > _LONGEST_NAME:
        raise wrong(f"has {len(value)} characters", f"a name has at most {_LONGEST_NAME}; is this another column?")
    if not any(c.isalpha() for c in value):
        raise wrong(f'"{value}" is no name', "write the name as it is to be printed")
    return value


Person = Annotated[Text, AfterValidator(_person)]
