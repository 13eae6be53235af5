"""What is derived from the models: JSON Schemas and the reference page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter

from rehabpress.loader.annotations import keys
from rehabpress.loader.reference import models_in, reference
from rehabpress.loader.schema import WRITTEN, schema
from rehabpress.loader.yaml.reader import read_text
from rehabpress.model.library import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "content-reference.md"


def test_the_reference_page_is_not_stale() -> None:
    assert PAGE.read_text() == reference(), "run: make docs"


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_schema_is_plain_json_and_closed(kind: str) -> None:
    made = schema(kind)
    assert json.loads(json.dumps(made)) == made
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["additionalProperties"] is False
    assert set(made["properties"]) == set(keys(WRITTEN[kind]))
    assert (
        all(part.get("additionalProperties") is False for part in made["$defs"].values() if "properties" in part)
        if "$defs" in made
        else True
    )


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        schema("excercises")


def _models() -> dict[str, set[type[BaseModel]]]:
    found: dict[str, set[type[BaseModel]]] = {}
    for model in WRITTEN.values():
        for name, part in models_in(model).items():
            found.setdefault(name, set()).add(part)
    return found


def test_no_two_parts_share_a_heading() -> None:
    """Links of the page go by the name of a model."""
    assert {name for name, models in _models().items() if len(models) > 1} == set()


def _rows() -> list[tuple[str, str, str]]:
    """Heading, key and example of every row of the page."""
    rows, heading = [], ""
    for line in reference().splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif found := re.fullmatch(r"\| `(\w+)` \|.*\| (?:`(\w+: .*)`)? \|", line):
            rows.append((heading, found[1], (found[2] or "").replace("\\|", "|")))
    return rows


def test_every_key_of_every_model_has_a_row() -> None:
    models = {**{part.__name__: part for parts in _models().values() for part in parts}, **WRITTEN}
    models = {name: part for name, part in models.items() if part not in WRITTEN.values() or name in WRITTEN}
    assert {(heading, key) for heading, key, _ in _rows()} == {(name, key) for name, part in models.items() for key in keys(part)}


@pytest.mark.parametrize(("heading", "key", "example"), [row for row in _rows() if row[2]], ids=lambda value: str(value)[:40])
def test_an_example_is_read_as_it_stands_on_the_page(heading: str, key: str, example: str) -> None:
    model = WRITTEN.get(heading) or next(iter(_models()[heading]))
    draft = read_text(example, "page")
    assert draft.problems == ()
    field = keys(model)[key]
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    assert draft.data is not None
    TypeAdapter(kind).validate_python(draft.data[key], strict=True)


def test_every_key_of_content_has_an_example_or_a_table() -> None:
    kinds = KINDS.keys() - {"figures", "bodies"}
    content = {*kinds, *(name for kind in kinds for name in models_in(KINDS[kind]))}
    without = {(heading, key) for heading, key, example in _rows() if heading in content and not example}
    own_table = {
        ("exercises", "dose"),
        ("PlannedExercise", "dose"),
        ("clinics", "emergency"),
        ("flags", "adds"),
        ("regions", "ask_first"),
        ("clinics", "themes"),
        ("clinics", "pain"),
        ("clinics", "effort"),
    }
    own_table |= {
        ("exercises", "link"),
        ("Tip", "link"),
        ("Tip", "picture"),
        ("LaterDose", "dose"),
        ("usual", "dose"),
        ("plans", "body"),
        ("clinics", "body"),
        ("clinics", "effort"),
        ("PlannedExercise", "later"),
    }
    own_table |= {("plans", key) for key in ("clinician", "dose", "exercises", "more_avoid", "more_tips")}
    own_table |= {("conditions", key) for key in ("avoid", "tips")}
    own_table |= {("PlannedExercise", "override"), ("flags", "rules"), ("protocols", "phases"), ("Phase", "rules")}
    assert without == own_table
