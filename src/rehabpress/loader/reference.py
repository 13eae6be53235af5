"""Generates the Markdown reference of all YAML files from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rehabpress.loader.annotations import keys
from rehabpress.loader.folders import LAYOUT_KINDS
from rehabpress.loader.schema import WRITTEN, schema
from rehabpress.loader.yaml.reader import read_text
from rehabpress.model.base import Refers

Schema = Mapping[str, Any]

_HEAD = """\
# Content reference

Every key of every YAML file. Made from the models by `make docs`; a test says when it is stale.

- A file is named after its `id`: `content/exercises/bird-dog.yaml` says `id: bird-dog`.
- A file of your own `content/` or `layouts/` folder wins over the packaged one of the same name.
- Only `true` and `false` are truth values, only plain digits are numbers, `null`, `~` and nothing are nothing. Everything else is text as typed.
- Refused: unknown, missing and doubled keys, anchors, aliases, merge keys, tags, several documents in one file.
- Text that reads as a number, starts with a sign of YAML or holds `: ` or ` #` goes in quotes.
"""


def reference() -> str:
    """The whole page."""
    parts = [_HEAD, "\n".join(f"- [`{_path(kind)}`](#{kind})" for kind in WRITTEN) + "\n"]
    told: set[str] = set()
    for kind, model in WRITTEN.items():
        whole = schema(kind)
        shared, models = whole.get("$defs", {}), models_in(model)
        parts.append(f"## {kind}\n\n`{_path(kind)}`. {_prose(whole)}\n\n{_table(whole, model, shared)}")
        new = [name for name in models if name in shared and name not in told and "properties" in shared[name]]
        parts.extend(f"### {name}\n\n{_prose(shared[name])}\n\n{_table(shared[name], models[name], shared)}" for name in new)
        told |= shared.keys()
    return "\n".join(parts)


def _path(kind: str) -> str:
    if kind == "layouts":
        return "layouts/<name>.yaml"
    root, name = ("layouts", "name") if kind in LAYOUT_KINDS else ("content", "id")
    return f"{root}/{kind}/<{'language' if kind in ('locales', 'words') else name}>.yaml"


def models_in(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """A model and the models that are part of it, by name, in the order in which a reader meets them."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[Any] = [model]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, type) and issubclass(here, BaseModel) and here.__name__ not in found:
            found[here.__name__] = here
            waiting[:0] = [field.annotation for field in here.model_fields.values()]
        waiting[:0] = get_args(here)
    return found


def _prose(part: Schema) -> str:
    return " ".join(part.get("description", "").split())


def _table(part: Schema, model: type[BaseModel], shared: Schema) -> str:
    rows = ["| key | what it is | needed | meaning | example |", "|---|---|---|---|---|"]
    for name in _own_first(model):
        field = part["properties"][name]
        needed = "yes" if name in part.get("required", ()) else ""
        example = _example(field, shared)
        shown = f"`{name}: {_yaml(example)}`" if example is not None else ""
        cells = (f"`{name}`", _what(field, _refers(keys(model)[name]), shared), needed, _prose(field), shown)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def _own_first(model: type[BaseModel]) -> list[str]:
    """The keys of a model, those it shares with others last, as content files have them."""
    fields = {key: field.alias is None and key not in model.__annotations__ for key, field in keys(model).items()}
    return sorted(fields, key=lambda key: fields[key])


def _refers(field: FieldInfo) -> str | None:
    """The kind whose ids a field holds."""
    waiting: list[Any] = [*field.metadata, field.annotation]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Refers):
            return here.kind
        waiting.extend(get_args(here) if not hasattr(here, "__metadata__") else (here.__origin__, *here.__metadata__))
    return None


def _what(field: Schema, refers: str | None, shared: Schema) -> str:
    """The type of a value in words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})" if "properties" in shared[name] else _what(shared[name], None, shared)
    if "enum" in field or "const" in field:
        return ", ".join(f"`{_yaml(word)}`" for word in field.get("enum", [field.get("const")]))
    if "title" in field:
        return f"id of one of [{refers}](#{refers})" if refers else str(field["title"])
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_what(some, refers, shared) for some in field["anyOf"] if some.get("type") != "null"))
    if "prefixItems" in field:
        return "list of " + ", ".join(_what(item, refers, shared) for item in field["prefixItems"])
    if "items" in field:
        return f"list: {_what(field['items'], refers, shared)}"
    if field["type"] == "object":
        values = field.get("additionalProperties") or next(iter(field.get("patternProperties", {}).values()), None)
        return f"keys, each with: {_what(values, refers, shared)}" if values else "keys"
    return {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}[field["type"]]


def _example(field: Schema, shared: Schema) -> object:
    """A value that the field may have, or ``None`` when its own table says more."""
    if "$ref" in field:
        field = shared[field["$ref"].rpartition("/")[2]]
    for known in ("examples", "enum"):
        if known in field:
            return field[known][0]
    if field.get("type") == "boolean":
        return True
    if "items" in field:
        item = _example(field["items"], shared)
        return None if item is None else [item]
    return next((found for some in field.get("anyOf", ()) if (found := _example(some, shared)) is not None), None)


def _yaml(value: object) -> str:
    """A value as a person would type it."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, str):
        # In brackets a comma ends a text, so what reads back there reads back anywhere.
        read = read_text(f"a: [{value}]", "")
        return value if read.data == {"a": (value,)} and not read.problems else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
