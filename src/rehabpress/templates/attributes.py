"""What a template may reach of a value: the declared fields of content, and nothing of Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache

from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro

from rehabpress.model.base import Content


def public(kind: type) -> frozenset[str]:
    """The names that a template may write after the dot of a value of this type."""
    return _public(kind)


@lru_cache(maxsize=512)
def _public(kind: type) -> frozenset[str]:
    if is_dataclass(kind):
        names = {field.name for field in fields(kind)} | _properties(kind)
    elif issubclass(kind, Content):
        names = set(kind.model_fields) | {name for base in kind.__mro__ if issubclass(base, Content) for name in _properties(base)}
    elif issubclass(kind, Mapping):
        names = {"items", "keys", "values"}
    elif issubclass(kind, LoopContext):
        names = {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem", "nextitem", "cycle"}
    elif issubclass(kind, BlockReference):
        names = {"super"}
    elif issubclass(kind, Macro):
        names = {"name"}
    else:
        names = set()
    return frozenset(name for name in names if not name.startswith("_"))


def parts_of(value: object) -> frozenset[str]:
    """The names that a template may write after the dot of this value."""
    if isinstance(value, Mapping):
        return frozenset(key for key in value if isinstance(key, str))
    if isinstance(value, TemplateModule):
        return frozenset(name for name in vars(value) if not name.startswith("_"))
    return public(type(value))


def called(value: object) -> str:
    """What a value is called in a message."""
    if isinstance(value, str):
        return "a text"
    if isinstance(value, bool | int | float):
        return "a number"
    if value is None:
        return "nothing"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a table of values"
    if isinstance(value, TemplateModule):
        return "the imported layout"
    if callable(value):
        return "a function"
    return f"a whole {type(value).__name__}"


def _properties(kind: type) -> set[str]:
    return {name for name, value in vars(kind).items() if isinstance(value, property | cached_property)}
