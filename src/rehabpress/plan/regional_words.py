"""Replaces words by those of a country: ``tummy`` is ``belly`` in American English.

In: the library and the words of a locale. Out: the same library with these words in everything that it prints of exercises, conditions,
regions and flags. Names, plans and what a clinic writes of itself stay as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, TypeVar

from rehabpress.model.base import Content, is_text
from rehabpress.model.library import Library
from rehabpress.model.signature import REVIEW_FIELDS

Part = TypeVar("Part", bound=Content)


def in_words(library: Library, words: Mapping[str, str]) -> Library:
    """The library with the words of a country; the very same library if the country has none of its own."""
    if not words:
        return library
    say = _sayer(words)
    return replace(
        library,
        exercises=_all_said(library.exercises, say),
        conditions=_all_said(library.conditions, say),
        regions=_all_said(library.regions, say),
        flags=_all_said(library.flags, say),
    )


def _sayer(words: Mapping[str, str]) -> Callable[[str], str]:
    """What puts the words into a text: whole words, the longest phrase first, each with the capital that it had."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)

    def said(found: re.Match[str]) -> str:
        new = words[found[0].lower()]
        return new[:1].upper() + new[1:] if found[0][:1].isupper() else new

    return lambda text: pattern.sub(said, text)


def _all_said(parts: Mapping[str, Part], say: Callable[[str], str]) -> Mapping[str, Part]:
    return {name: _said(part, say) for name, part in parts.items()}


def _said(part: Part, say: Callable[[str], str]) -> Part:
    changed = {}
    for name, field in type(part).model_fields.items():
        printed = name not in REVIEW_FIELDS and is_text(
            Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        )
        changed[name] = _value(getattr(part, name), say, printed=printed)
    return part.model_copy(update=changed)


def _value(value: object, say: Callable[[str], str], *, printed: bool) -> object:
    if isinstance(value, Content):
        return _said(value, say)
    if isinstance(value, tuple):
        return tuple([_value(item, say, printed=printed) for item in value])
    return say(value) if printed and isinstance(value, str) else value
