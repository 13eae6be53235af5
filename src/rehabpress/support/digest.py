"""Digests of values: equal content gives the same digest in every process and version of Python, whatever the types are called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any


def content_digest(value: object) -> str:
    """The SHA-256 of a value as canonical JSON, in hexadecimal. Dataclasses count by the names and values of their fields."""
    return sha256(json.dumps(_plain(value), ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> object:
    """A value as JSON can say it."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)
