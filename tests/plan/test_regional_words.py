"""A paper of an American clinic says what Americans say, and what people have typed stays as they typed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.plan_samples import Shelf
from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.loader.load_all import read_everything
from rehabpress.model.library import Library
from rehabpress.model.signature import content_hash
from rehabpress.plan.regional_words import in_words

ROOT = Path(__file__).parents[2]
FOLDERS = Folders(content=(ROOT / "content",), layouts=(ROOT / "layouts",))
BRITISH = r"\b(tummy|pee|peeing|poo|back passage|physiotherap\w+|towards|backwards|forwards|colour|centre|A&E|light-headed)\b"
LENGTH = r"[0-9] (mm|cm|m|km|inch(es)?|foot|feet|miles?)\b"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_everything(FOLDERS).library


def said(library: Library) -> list[str]:
    """All that the exercises, conditions and regions print, a text each. Their ids are small letters and hyphens."""
    parts = (*library.exercises.values(), *library.conditions.values(), *library.regions.values())
    return [re.sub(r"'[a-z0-9-]+'", "", repr(part)) for part in parts]


def test_the_library_has_british_words_and_the_american_one_none(library: Library) -> None:
    assert any(re.search(BRITISH, text) for text in said(library))
    american = said(in_words(library, read_locale(FOLDERS, "en-US").words))
    assert [found[0] for text in american if (found := re.search(BRITISH, text, re.IGNORECASE))] == []


def test_every_length_of_the_library_has_its_customary_words(library: Library) -> None:
    locale = read_locale(FOLDERS, "en-GB")
    assert {found[1] for text in said(library) for found in re.finditer(LENGTH, text)} == {"cm"}
    customary = said(in_words(library, locale.customary))
    assert {found[1] for text in customary for found in re.finditer(LENGTH, text)} == {"inches", "foot"}


@pytest.mark.parametrize(
    ("language", "more", "feels"),
    [
        ("en-GB", "", "Hands 30 cm apart."),
        ("en-US", "", "Hands 1 foot apart."),
        ("en-GB", "country: US", "Hands 1 foot apart."),
        ("en-US", "units: metric", "Hands 30 cm apart."),
        ("en-CA", "units: customary", "Hands 1 foot apart."),
    ],
)
def test_lengths_are_in_the_units_of_the_clinic_or_of_its_country(tmp_path: Path, language: str, more: str, feels: str) -> None:
    shelf = Shelf(tmp_path)
    shelf.clinic("theirs", language=language)
    with (tmp_path / "clinics" / "theirs.yaml").open("a") as file:
        file.write(more.replace("US", '"US"') + "\n")
    shelf.exercise("squat", "mistakes: [Hands 30 cm apart.]\ndose: {reps: 8}")
    shelf.condition("knee")
    shelf.plan(
        "conditions: [knee]\nclinic: theirs\ndose: {times_per_day: 2, days_per_week: 7}\nexercises:\n  - {exercise: squat, note: 30 cm.}\n"
    )
    (card,) = shelf.handout(language=language, clinic="theirs").cards
    assert (card.mistakes, card.note) == ((feels,), "30 cm.")


def test_without_words_it_is_the_same_library(library: Library) -> None:
    assert in_words(library, read_locale(FOLDERS, "en-GB").words) is library


def test_whole_words_change_and_keep_their_capital(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.clinic()
    shelf.clinic("theirs", language="en-US")
    shelf.exercise("squat", "mistakes: [Tummy out., Pushing your tummy out., Tummytuck.]\ndose: {reps: 8}")
    shelf.condition("knee")
    shelf.plan(
        "conditions: [knee]\nclinic: ours\ndose: {times_per_day: 2, days_per_week: 7}\n"
        "exercises:\n  - {exercise: squat, note: Mind your tummy.}\n"
    )
    assert shelf.handout().cards[0].mistakes == ("Tummy out.", "Pushing your tummy out.", "Tummytuck.")
    card = shelf.handout(language="en-US", clinic="theirs").cards[0]
    assert card.mistakes == ("Belly out.", "Pushing your belly out.", "Tummytuck.")
    assert card.note == "Mind your tummy."


def test_what_a_clinician_has_signed_is_the_text_as_it_is_written(library: Library) -> None:
    american = in_words(library, read_locale(FOLDERS, "en-US").words)
    name = "bridge"
    assert content_hash(american.exercises[name]) != content_hash(library.exercises[name])
    assert american.exercises[name].reviewed_by == library.exercises[name].reviewed_by
