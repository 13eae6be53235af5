"""Whatever a pipeline made before, the next paper is byte for byte that of a new one: also for orders that differ in one aspect only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.safety_samples import FOLDERS, flag_of
from rehabpress.model.dose import Dose
from rehabpress.model.plan import Clinician
from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place, ProblemsFound
from rehabpress.typeset.document import paginate_all

_DAY = dt.date(2026, 11, 20)


def _dose(**said: object) -> Override:
    return Override(Dose.model_validate(said), Origin({}, Place("day")))


_CHOICES: Mapping[str, Sequence[object]] = {
    "plan": ("sacroiliac-joint", "lumbar-and-sacrum"),
    "date": (_DAY, _DAY + dt.timedelta(days=1)),
    "patient": (None, "Ida Invented", "Max <Madeup>"),
    "flags": ((), (flag_of("falls-risk"),), (flag_of("anticoagulants"),)),
    "clinician": (None, Clinician(name="Sam Sample", role="Physiotherapist")),
    "doses": ({}, {"bird-dog": _dose(reps=3)}, {"bird-dog": _dose(reps=4)}, {"trunk-rotation": _dose(reps=3)}),
    "since": (None, "lumbar-and-sacrum"),
    "layout": ("handout", "summary", "routine", "cards", "cover"),
    "start": (None, _DAY, _DAY + dt.timedelta(days=3)),
    "weeks": (1, 2),
    "format": ("standard", "clear", "large"),
    "theme": (None, "clinic", "ink-saver"),
    "paper": (None, "A5", "Letter"),
}
"""The aspects of an order."""


class Kept:
    """A pipeline and what the writer keeps, for all examples; and what new ones made of each order, by its choices."""

    def __init__(self) -> None:
        self.pipeline, self.content = Pipeline(FOLDERS), ContentCache()
        self.fresh: dict[tuple[int, ...], bytes | list[str]] = {}


def outcome(order: Order, pipeline: Pipeline, content: ContentCache | None = None) -> bytes | list[str]:
    """The file of an order, or what is wrong with it."""
    try:
        return write(paginate_all([pipeline.part(pipeline.page(order))], order.date), content)
    except ProblemsFound as found:
        return list(map(str, found.problems))


@st.composite
def families(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """The choices of an order, mostly the usual ones, and of others that differ from it in one aspect each."""
    one = tuple([draw(st.sampled_from([0, 0, 0, *range(len(values))])) for values in _CHOICES.values()])
    family = [one]
    for n in draw(st.lists(st.sampled_from(range(len(one))), min_size=2, max_size=4, unique=True)):
        values = [value for value in range(len(list(_CHOICES.values())[n])) if value != one[n]]
        family.append((*one[:n], draw(st.sampled_from(values)), *one[n + 1 :]))
    return draw(st.permutations(family))


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@settings(max_examples=12)
@given(families())
def test_an_order_that_differs_in_one_aspect_is_as_if_it_were_the_first(kept: Kept, family: list[tuple[int, ...]]) -> None:
    for choices in (*family, *family):
        said = {name: values[n] for (name, values), n in zip(_CHOICES.items(), choices, strict=True)}
        order = Order(**said)  # type: ignore[arg-type] # each has values of its own type
        if choices not in kept.fresh:
            kept.fresh[choices] = outcome(order, Pipeline(FOLDERS))
        assert outcome(order, kept.pipeline, kept.content) == kept.fresh[choices]
    assert any(isinstance(made, bytes) for made in kept.fresh.values())
