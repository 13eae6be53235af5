"""Checks the emergency number of a clinic against those of its country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabpress.model.clinic import Clinic
from rehabpress.model.library import Library
from rehabpress.support.problems import Problem


def number_problems(clinic: Clinic, library: Library) -> Iterator[Problem]:
    """An emergency number that calls no ambulance in the clinic's country, or one where the patient needs another.

    Nothing is known of a country without a file in ``countries/``.
    """
    country = library.countries.get((clinic.in_country or "").lower())
    if country is None:
        return
    origin = library.origins["clinics", clinic.id]
    right = " or ".join(country.emergency)
    wrong = [number for number in re.findall(r"[0-9]+", clinic.emergency.call) if number not in country.emergency]
    if wrong or not re.search("[0-9]", clinic.emergency.call):
        what = f'"{clinic.emergency.call}" does not call an ambulance in {country.name} ({clinic.in_country})'
        hint = f"write {right}; or country: with the two letters of the country that the clinic is in"
        yield Problem(origin.at("emergency", "call"), what, hint)
    if set(re.findall(r"[0-9]+", clinic.emergency.out_of_hours)) & set(country.emergency):
        what = f'"{clinic.emergency.out_of_hours}" is an emergency number in {country.name} ({clinic.in_country})'
        hint = "name whom to call when the clinic is closed and it is no emergency"
        yield Problem(origin.at("emergency", "out_of_hours"), what, hint)
