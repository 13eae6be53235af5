"""What a dose can lose in words is found in parts: the same is found when all doses are tried, one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabpress.model.dose import Dose
from rehabpress.model.languages.coverage import FIELD_OF_SLOT, faults
from rehabpress.model.languages.pattern import Pattern, first_that_fits, parse, subsets

pytestmark = pytest.mark.slow

FIELDS = tuple(Dose.model_fields)
Groups = Sequence[Sequence[Pattern]]


def wrong_in_any_dose(groups: Groups) -> set[tuple[str, str]]:
    """The fields that some dose loses or says twice."""
    found = set()
    for dose in subsets(FIELDS):
        if {"reps", "duration"} <= dose:
            continue
        slots = frozenset(slot for slot, field in FIELD_OF_SLOT.items() if field in dose)
        said: list[str] = []
        for group in groups:
            if pattern := first_that_fits(group, slots):
                said += {FIELD_OF_SLOT[slot] for slot in pattern.said(slots)}
        found |= {("lost", field) for field in dose if field not in said}
        found |= {("twice", field) for field in dose if said.count(field) > 1}
    return found


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    chosen = draw(st.lists(st.sampled_from(sorted(FIELD_OF_SLOT)), min_size=1, max_size=3, unique=True))
    return parse("".join(f"[ {{{slot}}}]" if draw(st.booleans()) else f" {{{slot}}}" for slot in chosen))


@given(st.lists(st.lists(patterns(), min_size=1, max_size=3), max_size=5))
def test_the_same_is_found_as_when_every_dose_is_tried(groups: Groups) -> None:
    found = set()
    for what, _ in faults(groups, "sentence"):
        kind = "lost" if "has no sentence" in what else "twice"
        found.add((kind, what.removesuffix(" twice").split()[-1]))
    assert found == wrong_in_any_dose(groups)


def test_named_is_the_smallest_dose_that_goes_wrong() -> None:
    groups = [[parse("{sets} {reps}"), parse("{sets}"), parse("{reps}[ {hold}]")]]
    lost = next(what for what, _ in faults(groups, "sentence") if what.endswith("says hold"))
    assert lost == "a dose that gives hold has no sentence that says hold"
