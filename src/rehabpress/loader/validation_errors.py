"""Translates the validation errors of pydantic into problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rehabpress.loader.annotations import choices_at, keys, model_at
from rehabpress.loader.places import KeyPath
from rehabpress.loader.yaml.reader import RawContent
from rehabpress.model.base import Content
from rehabpress.support.problems import Place, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic: its ``code``, the path of the value, the value, what pydantic says besides, and where all this is from."""

    code: str
    path: KeyPath
    value: object
    context: Mapping[str, Any]
    model: type[Content]
    draft: RawContent
    others: tuple[str, ...] = ()
    """The codes of the other parts of a union that the value is not either."""

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.draft.origin.at(*self.path)

    @property
    def typed(self) -> str:
        """A scalar as it was typed, which its value may not say: ``1.10`` is a number that has lost its last digit."""
        place = self.place
        typed = place.excerpt[place.column - 1 : place.column - 1 + place.width] if place.column else ""
        return typed or _as_typed(self.value)

    @property
    def description(self) -> str:
        """What the model says of the field."""
        named = [n for n, step in enumerate(self.path) if isinstance(step, str)]
        if not named:
            return ""
        holder = model_at(self.model, self.path[: named[-1]])
        field = keys(holder).get(str(self.path[named[-1]])) if holder else None
        return (field.description if field else None) or ""


def worded(fault: Fault) -> Problem:
    """The problem that a fault is."""
    word = _WORDS.get(fault.code)
    if word is not None:
        return word(fault)
    if fault.code in WRONG_TYPES:
        return _wrong_type(fault)
    shown = "this" if isinstance(fault.value, Mapping | tuple) else f'"{_as_typed(fault.value)}"'
    return _said(fault, f"{shown} does not fit here", fault.description)


def path_words(path: KeyPath, data: object) -> str:
    """A path as people say it: items of a list by their id or name, otherwise counted from 1."""
    words = ""
    for step in path:
        if isinstance(data, tuple) and isinstance(step, int):
            data = data[step] if step < len(data) else None
            words += f"[{_name(data) or step + 1}]"
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
            words += f".{step}" if words else str(step)
    return words


def _name(item: object) -> str:
    if isinstance(item, Mapping):
        for key in ("id", "exercise", "name"):
            if isinstance(found := item.get(key), str) and found:
                return found
    return ""


def _as_typed(value: object) -> str:
    return {True: "true", False: "false", None: "null"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)


def _said(fault: Fault, what: str, hint: str, place: Place | None = None) -> Problem:
    """A sentence about the value at the fault's path."""
    words = path_words(fault.path, fault.draft.data)
    return Problem(place or fault.place, f"{words}: {what}" if words else what, hint)


def _content(fault: Fault) -> Problem:
    if fault.value is None:
        return _nothing(fault)
    return _said(fault, fault.context["what"], fault.context["hint"])


def _unknown_key(fault: Fault) -> Problem:
    *holder, key = fault.path
    model = model_at(fault.model, tuple(holder))
    known = [name for name in keys(model) if name not in _present(fault)] if model else []
    place = fault.draft.origin.keys.get(fault.path) or fault.place
    within = path_words(tuple(holder), fault.draft.data)
    return Problem(place, f'{within}{": " if within else ""}unknown key "{key}"', did_you_mean(str(key), known))


def _present(fault: Fault) -> Mapping[str, object]:
    """The mapping that the last step of the path is a key of."""
    data: Any = fault.draft.data
    for step in fault.path[:-1]:
        data = data[step]
    return data if isinstance(data, Mapping) else {}


def _missing_key(fault: Fault) -> Problem:
    *holder, key = fault.path
    origin = fault.draft.origin
    # A mapping shows itself best by the key it stands behind; the item of a list by where it starts.
    place = origin.keys.get(tuple(holder)) or origin.at(*holder)
    within = path_words(tuple(holder), fault.draft.data)
    what = f'{within}{": " if within else ""}the key "{key}" is missing'
    return Problem(place if holder else origin.whole, what, f"add it: {fault.description}" if fault.description else "add it")


def _nothing(fault: Fault) -> Problem:
    return _said(fault, "nothing is written here", "write a value, or leave the whole line out")


def _wrong_type(fault: Fault) -> Problem:
    right, hint = WRONG_TYPES[fault.code]
    right = " or ".join(dict.fromkeys([right, *(WRONG_TYPES[code][0] for code in fault.others)]))
    value = fault.value
    if value is None:
        return _nothing(fault)
    if isinstance(value, Mapping):
        if fault.code == "string_type":
            return _said(fault, "is a group of keys and must be text", "a colon and a space make a key: if this is text, put it in quotes")
        return _said(fault, f"is a group of keys and must be {right}", hint)
    if isinstance(value, tuple):
        return _said(fault, f"is a list and must be {right}", hint)
    if fault.code == "string_type" and not fault.others:
        kind = "true or false" if isinstance(value, bool) else "a number"
        return _said(fault, f"{fault.typed} reads as {kind} and must be text", f'put it in quotes: "{fault.typed}"')
    if fault.code in ("model_type", "model_attributes_type") and (model := model_at(fault.model, fault.path)):
        hint = "its keys are: " + ", ".join(keys(model))
    return _said(fault, f'"{_as_typed(value)}" must be {right}', hint)


_LIST = ("a list", "write each item on a line of its own: - first")
_KEYS = ("a group of keys", "write each as key: value on a line of its own, indented")
_NUMBER = ("a number", "write digits without quotes: 1.5")
_WHOLE = ("a whole number", "write digits without quotes: 3")

WRONG_TYPES: Mapping[str, tuple[str, str]] = {
    "string_type": ("text", "write text in one line"),
    "tuple_type": _LIST,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dict_type": _KEYS,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "bool_type": ("true or false", "write true or false without quotes"),
}
"""Pydantic's codes for a value of another type: what it must be, and what to write."""


def _choice(fault: Fault) -> Problem:
    if fault.value is None:
        return _nothing(fault)
    choices = choices_at(fault.model, fault.path)
    if isinstance(fault.value, Mapping | tuple):
        return _said(fault, "must be one word", did_you_mean("", choices, fault.description))
    return _said(fault, f'"{_as_typed(fault.value)}" is not known', did_you_mean(str(fault.value), choices, fault.description))


_PATTERNS: Mapping[str, tuple[str, str]] = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": ("an id", "write small letters, digits and single hyphens: bird-dog"),
    "^#[0-9a-fA-F]{6}$": ("a colour", 'write # and six digits or letters a to f, in quotes: "#14555c"'),
    "^[a-z][a-z0-9-]*$": ("a name", "write small letters, digits and hyphens"),
    r"^https?://[^\s]+$": ("a web address", "write it whole, without spaces: https://example.org/page"),
}


def _pattern(fault: Fault) -> Problem:
    thing, hint = _PATTERNS.get(fault.context["pattern"], ("right", fault.description))
    return _said(fault, f'"{fault.value}" is not {thing}', hint)


def _too_few(fault: Fault) -> Problem:
    found = len(fault.value) if isinstance(fault.value, tuple | Mapping) else 0
    if not found:
        return _said(fault, "the list is empty", _LIST[1])
    return _said(fault, f"has {found} and needs {fault.context['min_length']}", fault.description)


def _too_many(fault: Fault) -> Problem:
    return _said(fault, f"has more than {fault.context['max_length']}", fault.description)


def _too_long(fault: Fault) -> Problem:
    return _said(fault, f"has {len(str(fault.value))} characters and may have {fault.context['max_length']}", "write it shorter")


def _bound(words: str, key: str) -> Callable[[Fault], Problem]:
    return lambda fault: _said(fault, f"{_as_typed(fault.value)} must be {words} {fault.context[key]:g}", fault.description)


_WORDS: Mapping[str, Callable[[Fault], Problem]] = {
    "content": _content,
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "too_short": _too_few,
    "too_long": _too_many,
    "string_too_long": _too_long,
    "greater_than": _bound("more than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
}
