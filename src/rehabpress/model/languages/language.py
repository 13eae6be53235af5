"""What CLDR knows of a language: plural forms, dates and lists. The one door to Babel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from babel.core import Locale as Cldr
from babel.core import UnknownLocaleError
from babel.plural import PluralRule

from rehabpress.model.amount import plain_number

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories. A language uses some of them."""


@dataclass(frozen=True)
class Language:
    """A language, perhaps with a country: ``en``, ``en-GB``."""

    tag: str
    cldr: Cldr

    @classmethod
    def named(cls, tag: str) -> Language | None:
        """The language of this tag, or None if CLDR has none."""
        try:
            return cls(tag, Cldr.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            return None

    @property
    def right_to_left(self) -> bool:
        """Whether its words are written from right to left."""
        return bool(self.cldr.text_direction == "rtl")

    @property
    def fault(self) -> tuple[str, str] | None:
        """Why no page can be in it, and what to write; None when one can."""
        if not self.right_to_left:
            return None
        what = f'"{self.tag}" is written from right to left, and that cannot be set yet: its words would stand backwards'
        return what, "write a language that is written from left to right"

    def category(self, number: int) -> str:
        """The plural category of a whole number."""
        return self._plural(number)

    @cached_property
    def _plural(self) -> PluralRule:
        return self.cldr.plural_form

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The plural categories that whole numbers have; forms for fractions are not among them."""
        # Every rule of CLDR that a count of an exercise can meet repeats within two hundred.
        used = {self.category(number) for number in range(1, 201)}
        return tuple(category for category in CATEGORIES if category in used)

    def decimal(self, hundredths: int) -> str:
        """A number of hundredths, with the decimal mark of the language: ``1.5``, ``1,5``."""
        return plain_number(hundredths).replace(".", str(self.cldr.number_symbols["latn"]["decimal"]))

    def day(self, date: dt.date) -> str:
        """A date in words: ``20 November 2026``."""
        from babel.dates import format_date

        return format_date(date, "long", locale=self.cldr)

    @property
    def first_day(self) -> int:
        """The day that a week begins with, 0 for Monday to 6 for Sunday."""
        return self.cldr.first_week_day

    def weekday(self, number: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """The name of a day of the week, 0 for Monday: ``Monday``, ``Mon``."""
        return str(self.cldr.days["stand-alone"][width][number])

    def span(self, first: dt.date, last: dt.date) -> str:
        """From a day to another: ``23–29 November 2026``."""
        from babel.dates import format_interval

        return format_interval(first, last, "yMMMMd", locale=self.cldr)

    def joined(self, items: Sequence[str]) -> str:
        """A list in words: ``a mat, a chair and a towel``."""
        from babel.lists import format_list

        return format_list(items, locale=self.cldr)

    def capital(self, text: str) -> str:
        """The text with a capital first letter."""
        if text.startswith("i") and self.cldr.language in ("tr", "az"):
            return "İ" + text[1:]
        return text[:1].upper() + text[1:]
