"""Formats numbers, dates, lists and plural sentences in the language of a handout, by the phrases of a locale and CLDR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rehabpress.model.amount import Amount
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale, Phrases
from rehabpress.model.languages.pattern import Pattern, first_that_fits
from rehabpress.model.languages.plural import Forms


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The phrases of a locale, the language they are in, and the language and country for dates and lists."""

    phrases: Phrases
    language: Language
    local: Language

    @classmethod
    def of(cls, locale: Locale, local: Language) -> Phrasing:
        """The speech of a locale, with the dates and lists of ``local``."""
        language = Language.named(locale.language)
        if language is None:
            raise ValueError(f"a Locale has been checked to know its language, and this one does not: {locale.language}")
        return cls(locale.phrases, language, local)

    def number(self, amount: Amount) -> str:
        """A number or a range: ``8``, ``about 8 to 10``."""
        amounts = self.phrases.amounts
        text = self.fill(amounts.range, low=str(amount.low), high=str(amount.high)) if amount.is_range else str(amount.low)
        return self.fill(amounts.about, n=text) if amount.about else text

    def decimals(self, low: int, high: int, *, about: bool) -> str:
        """A number or a range of hundredths, with the decimal mark of the language: ``1.5``, ``2 to 2.5``."""
        amounts = self.phrases.amounts
        ends = [self.local.decimal(end) for end in (low, high)]
        text = self.fill(amounts.range, low=ends[0], high=ends[1]) if low != high else ends[0]
        return self.fill(amounts.about, n=text) if about else text

    def counted(self, forms: Forms, amount: Amount) -> str:
        """A phrase in the form that its number needs: ``twice a day``, ``5 to 7 days a week``.

        A range has the plural category of its end, as CLDR has it for a range without a rule of its own (Babel carries no range rules).
        """
        exactly = not amount.is_range and not amount.about
        return self.fill(forms.of(amount.high, self.language.category(amount.high), exactly), n=self.number(amount))

    def names(self, names: Sequence[str]) -> str:
        """A list of names, each in quotes; a name said twice is listed once."""
        return self.local.joined([self.fill(self.phrases.quoted, name=name) for name in dict.fromkeys(names)])

    def time(self, amount: Amount) -> str:
        """A time in seconds, in minutes where both of its ends are whole ones: ``30 to 40 seconds``, ``about 1 minute``."""
        amounts = self.phrases.amounts
        if amount.low % 60 or amount.high % 60:
            return self.counted(amounts.seconds, amount)
        return self.counted(amounts.minutes, Amount(amount.low // 60, amount.high // 60, amount.about))

    def fill(self, pattern: Pattern, **values: str) -> str:
        """The text of a pattern."""
        return pattern.fill(values, self.language.capital)

    def first(self, patterns: Sequence[Pattern], values: Mapping[str, str]) -> str:
        """The text of the first pattern that fits, or nothing."""
        pattern = first_that_fits(patterns, values.keys())
        return pattern.fill(values, self.language.capital) if pattern else ""
