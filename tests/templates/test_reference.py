"""The reference page of layouts is what the declarations say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rehabpress.markup.tags import TAGS, Tag
from rehabpress.model.theme import Style
from rehabpress.templates.filters import FILTERS, TESTS
from rehabpress.templates.reference import layout_reference

PAGE = Path(__file__).parents[2] / "docs" / "layout-reference.md"


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == layout_reference(), "run: make docs"


def test_everything_declared_is_on_it() -> None:
    page = layout_reference()
    for tag in TAGS.values():
        assert f"### `{tag.name}`" in page
        assert tag.means in page
        assert tag.example in page
    for name, field in Style.model_fields.items():
        assert f"| `{name}` |" in page
        assert (field.description or "nothing is said of it") in page
    for name in (*FILTERS, *TESTS):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize("tag", TAGS.values(), ids=TAGS)
def test_an_example_uses_what_is_declared(tag: Tag) -> None:
    example = tag.example
    assert f"<{tag.name}" in example
    for name, attributes in re.findall(r"<([a-z0-9-]+)((?: [a-z]+=\"[^\"]*\")*)", re.sub(r"{{.*?}}", "x", example)):
        assert name in TAGS
        written = re.findall(r" ([a-z]+)=", attributes)
        assert all(TAGS[name].attribute(word) for word in written)
        assert all(a.name in written for a in TAGS[name].attributes if a.required)


def test_every_child_is_a_tag_and_every_tag_has_a_parent() -> None:
    children = {child for tag in TAGS.values() for child in tag.children}
    assert children == set(TAGS) - {"document"}
    assert all(name in TAGS for tag in TAGS.values() for name in (*tag.below, *filter(None, [tag.only_in])))
