"""The filters and tests that a template may use. There are no others: what a layout does not need cannot go wrong in one."""

from __future__ import annotations

from collections.abc import Mapping

FILTERS: Mapping[str, str] = {
    "batch": "`{% for row in cards|batch(2) %}`: rows of so many items.",
    "first": "The first item.",
    "halves": "`{% for part in handout.tips|halves %}`: the items in two parts, in order, about equally long, for two columns.",
    "join": '`{{ card.equipment|join(", ") }}`: texts with something between them. Sentences belong into labels instead.',
    "last": "The last item.",
    "length": "How many items, or characters.",
    "list": "A list, where a filter has given something that can be counted only once.",
    "map": '`cards|map(attribute="name")`: one part of each item.',
    "reject": "The items for which a test does not hold.",
    "rejectattr": '`cards|rejectattr("note")`: the items whose part is empty, or for which a test of the part does not hold.',
    "select": "The items for which a test holds.",
    "selectattr": '`cards|selectattr("note")`: the items whose part is not empty, or for which a test of the part holds.',
    "unique": "Each item once.",
}
"""Jinja2's filters that stay, and ``halves``, and what they are good for."""

TESTS: Mapping[str, str] = {
    "divisibleby": "`loop.index is divisibleby 2`",
    "even": "An even number.",
    "odd": "An odd number.",
    "none": "Nothing is given: `card.note is none`.",
    "string": "It is text.",
    "in": "It is one of several.",
    "eq": '`selectattr("id", "eq", "bird-dog")`: it is equal. In an expression `==` says the same.',
    "ne": "It is not equal.",
    "lt": "It is less.",
    "le": "It is less or equal.",
    "gt": "It is greater.",
    "ge": "It is greater or equal.",
}
"""Jinja2's tests that stay."""
