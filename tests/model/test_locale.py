"""A locale is right when it is read, or not read at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.model.languages.language import Language
from rehabpress.support.problems import ProblemsFound

ENGLISH = (Path(__file__).parents[2] / "layouts" / "locales" / "en.yaml").read_text("utf-8")

Faulty = Callable[..., list[str]]


@pytest.fixture
def faulty(tmp_path: Path) -> Faulty:
    """What is wrong with the English locale after some replacements: what and hint, in the order of the file."""

    def read(*replacements: tuple[str, str], language: str = "en") -> list[str]:
        text = ENGLISH
        for old, new in replacements:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in en.yaml"
            text = text.replace(old, new)
        (tmp_path / "locales").mkdir()
        (tmp_path / "locales" / f"{language}.yaml").write_text(text, "utf-8")
        try:
            read_locale(Folders((), (tmp_path,)), language)
        except ProblemsFound as found:
            return [f"{problem.what} | {problem.hint}" if problem.place.line else "no line" for problem in found.problems]
        return []

    return read


def test_the_english_locale_is_right(faulty: Faulty) -> None:
    assert faulty() == []


FAULTS = {
    "a number that no sentence says": (
        "Do {sets} of {reps_in_set}[ {side}][, {times_per_day}][, {days_per_week}][, {weeks}].",
        "Do {sets} of {reps_in_set}[ {side}][, {times_per_day}][, {days_per_week}].",
        [
            "phrases.dose.sentences: a dose that gives sets, reps, weeks has no sentence that says weeks | add {weeks} to the pattern that fits, in brackets: [, {weeks}]"
        ],
    ),
    "a whole sentence gone": (
        '      - - "Rest {rest} between sets."\n',
        "",
        [
            "phrases.dose.sentences: a dose that gives rest has no sentence that says rest | add {rest} to the pattern that fits, in brackets: [, {rest}]"
        ],
    ),
    "a number that no cell says": (
        '    hold:\n      - "{hold}"',
        '    hold:\n      - "{sets}"',
        [
            "phrases.dose.amount: a dose that gives hold has no cell that says hold | add {hold} to the pattern that fits, in brackets: [, {hold}]",
            "phrases.dose.amount: a dose that gives sets says sets twice | take {sets} out of one of the cells",
        ],
    ),
    "an unknown slot": (
        '      - - "Hold {hold}."',
        '      - - "Hold {held}."',
        [
            'phrases.dose.sentences[1][1]: "Hold {held}." has the unknown slot {held} | known here: {sets}, {reps}, {hold}, {duration}, {load}, {effort}, '
            "{tempo}, {rest}, {side}, {times_per_day}, {days_per_week}, {weeks}, {quality}, {reps_in_set}"
        ],
    ),
    "a phrase without its number": (
        'other: "for {n} weeks"',
        "other: for some weeks",
        ['phrases.dose.weeks: "for some weeks" does not always say {n} | write {n} where it belongs, outside brackets'],
    ),
    "a plural form that the language needs": (
        'weeks: {one: "for {n} week", other: "for {n} weeks"}',
        'weeks: {one: "for {n} week"}',
        ['phrases.dose.weeks: has no form "other", which en needs | write other: "... {n} ..." as well'],
    ),
    "a plural form that the language has not": (
        'weeks: {one: "for {n} week", other: "for {n} weeks"}',
        'weeks: {one: "for {n} week", few: "for {n} weeks", other: "for {n} weeks"}',
        ['phrases.dose.weeks: has a form "few", which en does not use | take it out; en has one, other'],
    ),
    "a plural form that no language has": (
        'weeks: {one: "for {n} week", other: "for {n} weeks"}',
        'weeks: {one: "for {n} week", others: "for {n} weeks"}',
        ['phrases.dose.weeks: "others" is not a plural form | known here: zero, one, two, few, many, other, or one number as "=1"'],
    ),
    "several": (
        ", several: several times a day}",
        "}",
        ['phrases.dose.times_per_day: has no form "several" | write several: and the words for it'],
    ),
    "not a phrase": (
        'weeks: {one: "for {n} week", other: "for {n} weeks"}',
        "weeks: 3",
        ['phrases.dose.weeks: "3" is not a phrase with its plural forms | write them by name: {one: "{n} set", other: "{n} sets"}'],
    ),
    "a bracket left open": (
        'about: "about {n}"',
        'about: "about [{n}"',
        [
            'phrases.amounts.about: "about [{n}" has a bracket without its other half, or brackets in brackets | write a part that may be left out as [, {weeks}]'
        ],
    ),
    "brackets with nothing to leave out": (
        'about: "about {n}"',
        'about: "[about ]{n}"',
        ['phrases.amounts.about: "[about ]{n}" has brackets without a slot in them | write a part that may be left out as [, {weeks}]'],
    ),
    "a stray brace": (
        'about: "about {n}"',
        'about: "about {n}}"',
        ['phrases.amounts.about: "about {n}}" has a brace that belongs to no slot | write a slot in braces, of small letters: {reps}'],
    ),
    "a space too many": (
        'line: "[{authors}: ]“{title}”[, {publisher}]',
        'line: "[{authors}:] “{title}”[, {publisher}]',
        [
            'phrases.source.line: "[{authors}:] “{title}”[, {publisher}][, {published}][; read {read_on}].[ {note}]" can come out as " “x”." '
            "| put a space inside the brackets, with the words that it parts: [ {side}]"
        ],
    ),
    "a part of a source that could vanish": (
        "[, {publisher}][, {published}]",
        "[, {publisher}, {published}]",
        [
            'phrases.source.line: "[{authors}: ]“{title}”[, {publisher}, {published}][; read {read_on}].[ {note}]" does not always say {publisher} '
            "| write {publisher} where it belongs, in brackets of its own: [, {publisher}]"
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_phrase_is_refused_and_the_hint_says_what_to_write(faulty: Faulty, name: str) -> None:
    old, new, expected = FAULTS[name]
    assert faulty((old, new)) == expected


def test_all_faults_come_at_once(faulty: Faulty) -> None:
    found = faulty(('weeks: {one: "for {n} week", other:', "weeks: {other:"), ('sets: {one: "{n} set", other:', "sets: {other:"))
    assert found == [
        f'phrases.dose.{name}: has no form "one", which en needs | write one: "... {{n}} ..." as well' for name in ("sets", "weeks")
    ]


def test_a_language_needs_its_own_plural_forms(faulty: Faulty) -> None:
    found = faulty(("language: en\n", "language: pl\n"), language="pl")
    assert found[0] == 'phrases.amounts.seconds: has no form "few", which pl needs | write few: "... {n} ..." as well'
    assert len(found) == 12


def test_a_language_that_nobody_speaks(faulty: Faulty) -> None:
    found = faulty(("language: en\n", "language: xx\n"), language="xx")
    assert found == ['language: "xx" is not a language that CLDR knows | write its code, as in en, cs, pt-BR']


@pytest.mark.parametrize("label", ["Page {page of", "Page page}", "Page {Page}", "Page {}"])
def test_a_label_with_a_stray_brace(faulty: Faulty, label: str) -> None:
    found = faulty(("labels:\n", f'labels:\n  test: "{label}"\n'))
    assert found == [f'labels.test: "{label}" has a brace that belongs to no placeholder | write a placeholder in small letters: {{page}}']


def test_the_plural_forms_that_whole_numbers_need() -> None:
    needed = {tag: language.categories for tag in ("en", "cs", "pl", "ar", "ja") if (language := Language.named(tag))}
    assert needed == {
        "en": ("one", "other"),
        "cs": ("one", "few", "other"),
        "pl": ("one", "few", "many"),
        "ar": ("one", "two", "few", "many", "other"),
        "ja": ("other",),
    }


@pytest.mark.parametrize(("tag", "text", "capital"), [("en", "idle", "Idle"), ("tr", "iki", "İki"), ("de", "über", "Über"), ("en", "", "")])
def test_capital_letters(tag: str, text: str, capital: str) -> None:
    language = Language.named(tag)
    assert language
    assert language.capital(text) == capital
