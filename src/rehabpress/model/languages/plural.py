"""Words that go with a number, in every form that a language needs: ``{"=1": once a day, other: "{n} times a day"}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from rehabpress.model.base import wrong
from rehabpress.model.languages.language import CATEGORIES, Language
from rehabpress.model.languages.pattern import Pattern, Slots

_EXACT = re.compile(r"=([1-9]\d{0,3})")
_NUMBER = Slots(always=("n",))
_WORDS = Slots(knows=("n",))


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one phrase. ``every`` is the one form of a phrase that does not change with its number."""

    exact: Mapping[int, Pattern]
    by_category: Mapping[str, Pattern]
    words: Mapping[str, Pattern]
    every: Pattern | None = None

    def of(self, number: int, category: str, exactly: bool) -> Pattern:
        """The form for a number. Only a number that is meant ``exactly`` can have a form of its own."""
        if exactly and number in self.exact:
            return self.exact[number]
        return self.every or self.by_category[category]

    def fault(self, language: Language) -> tuple[str, str] | None:
        """What is wrong with these forms in a language, and what to write; None when nothing is."""
        if self.every:
            return None
        if missing := [category for category in language.categories if category not in self.by_category]:
            return f'has no form "{missing[0]}", which {language.tag} needs', f'write {missing[0]}: "... {{n}} ..." as well'
        used = (*language.cldr.plural_form.tags, "other")
        if unused := [category for category in self.by_category if category not in used]:
            return f'has a form "{unused[0]}", which {language.tag} does not use', f"take it out; {language.tag} has " + ", ".join(
                sorted(used)
            )
        return None


@dataclass(frozen=True, slots=True)
class Counted:
    """Marks a phrase with a number. ``words`` are the values besides numbers that it must have a form for."""

    words: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        text: dict[str, object] = {"type": "string"}
        forms = dict.fromkeys((*CATEGORIES, *self.words), text)
        mapping = {"type": "object", "properties": forms, "patternProperties": {f"^{_EXACT.pattern}$": text}, "additionalProperties": False}
        return mapping if self.words else {"anyOf": [text, mapping]}

    def read(self, value: object) -> Forms:
        """Read the forms of a phrase. Raises an error that says what to write."""
        if isinstance(value, Forms):
            return value
        if isinstance(value, str) and not self.words:
            return Forms({}, {}, {}, _NUMBER.read(value))
        if not isinstance(value, Mapping):
            raise wrong(f'"{value}" is not a phrase with its plural forms', 'write them by name: {one: "{n} set", other: "{n} sets"}')
        exact: dict[int, Pattern] = {}
        by_category: dict[str, Pattern] = {}
        words: dict[str, Pattern] = {}
        for name, text in value.items():
            if name in CATEGORIES:
                by_category[name] = _NUMBER.read(text)
            elif name in self.words:
                words[name] = Slots().read(text)
            elif found := _EXACT.fullmatch(str(name)):
                exact[int(found[1])] = _WORDS.read(text)
            else:
                known = ", ".join((*CATEGORIES, *self.words))
                raise wrong(f'"{name}" is not a plural form', f'known here: {known}, or one number as "=1"')
        if missing := [word for word in self.words if word not in words]:
            raise wrong(f'has no form "{missing[0]}"', f"write {missing[0]}: and the words for it")
        return Forms(exact, by_category, words)
