"""Generates JSON Schemas of all YAML files, for completion and checks in editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import CoreSchema

from rehabpress.loader.folders import LAYOUT_KINDS
from rehabpress.model.base import REFERS, Content
from rehabpress.model.body import Body
from rehabpress.model.exercise import Favourites
from rehabpress.model.figure import Figure
from rehabpress.model.languages.locale import Locale
from rehabpress.model.languages.words import Words
from rehabpress.model.layout import Layout
from rehabpress.model.library import KINDS
from rehabpress.model.order_file import OrderFile
from rehabpress.model.packet import Packet
from rehabpress.model.roster import ColumnMap
from rehabpress.model.theme import Theme

WRITTEN: Mapping[str, type[Content]] = {
    **KINDS,
    "figures": Figure,
    "bodies": Body,
    "words": Words,
    "packets": Packet,
    "columns": ColumnMap,
    "favourites": Favourites,
    "orders": OrderFile,
    "layouts": Layout,
    "themes": Theme,
    "locales": Locale,
}
"""Every kind of YAML file and its model."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (Draft 2020-12) of a file of that kind. Raises ``KeyError`` for a kind that there is not."""
    made = WRITTEN[kind].model_json_schema(schema_generator=_Plain)
    return {"$schema": GenerateJsonSchema.schema_dialect, **_with_ids(made, {})}


def editor_schema(kind: str, known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The same for an editor: it completes the ids that are ``known`` of each kind and marks any other.

    A file of ``layouts/`` and another place of a clinic may say only what they change, so none of their keys is missing.
    """
    made = {"$schema": GenerateJsonSchema.schema_dialect, **_with_ids(WRITTEN[kind].model_json_schema(schema_generator=_Plain), known)}
    if kind == "clinics":
        return made | {"required": ["id"], "anyOf": [{"required": ["extends"]}, {"required": made["required"]}]}
    if kind not in LAYOUT_KINDS:
        return made
    parts = [made, *made.get("$defs", {}).values()]
    for part in parts:
        part.pop("required", None)
    return made | {"required": ["language"] if kind == "locales" else ["id", "description"]}


def _with_ids(part: Any, known: Mapping[str, Sequence[str]]) -> Any:
    """A part of a schema in which each id that names a file is one of those that are known of its kind, where any are."""
    if isinstance(part, list):
        return [_with_ids(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    held = {name: _with_ids(one, known) for name, one in part.items() if name != REFERS}
    ids = known.get(part.get(REFERS, ""), ())
    return {name: one for name, one in held.items() if name != "pattern"} | {"enum": list(ids)} if ids else held


class _Plain(GenerateJsonSchema):
    """Without titles made from the names of keys: the key says as much."""

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:  # noqa: ARG002 - pydantic's signature
        """No."""
        return False
