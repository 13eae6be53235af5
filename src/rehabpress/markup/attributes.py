"""Types of attribute values: lengths, numbers, names, and how each is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rehabpress.markup.tags import Attribute, TagKind

FIT = 0.0
"""In place of the part of a column that is as wide as its picture."""
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_WHITE = " \t\r\n\f"
_PART = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_ADDRESS = re.compile(r"https?://[^\s/][^\s]*|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9][0-9()-]*")
_LANGUAGE = re.compile(
    r"""
    [a-zA-Z]{2,3}                                        # language
    (?:-[a-zA-Z]{4})?                                    # script
    (?:-(?:[a-zA-Z]{2}|[0-9]{3}))?                       # region
    (?:-(?:[a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*       # variants
    (?:-[a-wyzA-WYZ0-9](?:-[a-zA-Z0-9]{2,8})+)*          # extensions
    (?:-x(?:-[a-zA-Z0-9]{1,8})+)?                        # private use
    """,
    re.VERBOSE,
)
"""A language tag, well formed by BCP 47 (RFC 5646, section 2.1); the rare grandfathered tags are left out."""


def collapsed(text: str) -> str:
    """Text with each stretch of white space made one space, as HTML does; a no-break space is not white space."""
    return _SPACES.sub(" ", text)


def is_blank(text: str) -> bool:
    """Whether a text is white space alone."""
    return not text.strip(_WHITE)


def one_line(text: str) -> str:
    """The same, without a space at its ends."""
    text = text.strip(_WHITE)
    return collapsed(text) if text else text


def parts(value: str) -> tuple[float, ...]:
    """The numbers of a checked ``widths``; ``FIT`` for the word of it."""
    return tuple(FIT if word == "fit" else float(word) for word in value.split())


def _text(_value: str) -> str:
    return ""


def _language(value: str) -> str:
    if _LANGUAGE.fullmatch(value):
        return ""
    return "write the language and, where it matters, the country: en, en-GB, pt-BR"


def _parts(value: str) -> str:
    words = value.split()
    if words and all(_PART.fullmatch(word) and float(word) > 0 for word in words):
        return ""
    return "write a number greater than 0 for each column, with spaces between: 2 1 1"


def _parts_or_fit(value: str) -> str:
    words = [word for word in value.split() if word != "fit"]
    if words and not _parts(" ".join(words)):
        return ""
    return (
        "write a number greater than 0 for each column, or fit for one that is as wide as what stands in it, with spaces between: fit 2 1"
    )


def _count(value: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d?", value) else "write a whole number from 1 to 99"


def _number(value: str) -> str:
    return "" if re.fullmatch(r"0|[1-9]\d?", value) else "write a whole number from 0 to 99"


def _address(value: str) -> str:
    if _ADDRESS.fullmatch(value):
        return ""
    return "write a whole address without spaces: https://example.org/page, mailto:desk@example.org, tel:+441632960000"


_CHECKS: Mapping[TagKind, Callable[[str], str]] = {
    TagKind.TEXT: _text,
    TagKind.CLASS: _text,  # checked against the theme
    TagKind.LANGUAGE: _language,
    TagKind.PARTS: _parts,
    TagKind.PARTS_OR_FIT: _parts_or_fit,
    TagKind.COUNT: _count,
    TagKind.NUMBER: _number,
    TagKind.ADDRESS: _address,
}


def what_is_wrong(attribute: Attribute, value: str) -> tuple[str, str]:
    """What is wrong with a value (without its white space at both ends) and what to write instead; both empty when nothing is."""
    if not value.strip():  # a no-break space alone says nothing either
        if attribute.may_be_empty:
            return "", ""
        hint = "write it" if attribute.required else "write it, or leave the attribute out"
        return f"{attribute.name} is empty", hint
    if hint := _CHECKS[attribute.kind](value):
        return f'{attribute.name}: "{value}" is not {attribute.kind.value}', hint
    return "", ""
