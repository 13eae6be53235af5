"""Reads the type annotations of the models: which part of the data is which type, and which text is the id of another file."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from rehabpress.loader.places import KeyPath

Mark = TypeVar("Mark")


def marked(annotation: Any, data: object, mark: type[Mark], path: KeyPath = ()) -> Iterator[tuple[KeyPath, Mark, str]]:
    """Every text in ``data`` whose type carries a ``mark``, with its path. ``data`` need not be valid: what does not fit is passed over."""
    if _is_model(annotation):
        if isinstance(data, Mapping):
            for name, kind in _leading(annotation, cast(Hashable, mark)):
                if name in data:
                    yield from marked(kind, data[name], mark, (*path, name))
        return
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        if isinstance(data, str):
            yield from ((path, found, data) for found in parts[1:] if isinstance(found, mark))
        yield from marked(parts[0], data, mark, path)
    elif origin in (Union, UnionType):
        for part in parts:
            yield from marked(part, data, mark, path)
    elif origin is tuple and isinstance(data, tuple):
        for index, item in enumerate(data):
            yield from marked(parts[0] if parts[-1] is ... else parts[min(index, len(parts) - 1)], item, mark, (*path, index))
    elif isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(data, Mapping):
        for key, item in data.items():
            yield from marked(parts[1], item, mark, (*path, key))


@cache
def _leading(model: type[BaseModel], mark: Any) -> Sequence[tuple[str, Any]]:
    """The keys of a model below which a type can carry a mark, and the types that stand there. No model holds itself."""
    kinds = {
        name: Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation for name, field in keys(model).items()
    }
    return [(name, kind) for name, kind in kinds.items() if _leads(kind, mark)]


def _leads(annotation: Any, mark: Any) -> bool:
    if _is_model(annotation):
        return bool(_leading(annotation, mark))
    return isinstance(annotation, mark) or any(_leads(part, mark) for part in get_args(annotation))


def keys(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by the keys that a person writes, which a word of Python such as ``from`` can be."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that stands at ``path`` below ``model``, or ``None`` when something else stands there."""
    return next((found for found in _at(model, path) if _is_model(found)), None)


def choices_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The words that may stand at ``path``, when the model lists them."""
    return tuple(str(word) for found in _at(model, path) if get_origin(found) is Literal for word in get_args(found))


def _at(model: type[BaseModel], path: KeyPath) -> list[Any]:
    """All types that the models allow at ``path``, bare of metadata."""
    here: list[Any] = [model]
    for step in path:
        here = [part for found in here for part in _bare(_below(found, step))]
    return here


def _bare(annotation: Any) -> list[Any]:
    """The parts of a union, each without its metadata."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _bare(parts[0])
    if origin in (Union, UnionType):
        return [bare for part in parts for bare in _bare(part)]
    return [annotation]


def _below(annotation: Any, step: str | int) -> Any:
    origin, parts = get_origin(annotation), get_args(annotation)
    if _is_model(annotation):
        return field.annotation if isinstance(step, str) and (field := keys(annotation).get(step)) else None
    if origin is tuple and isinstance(step, int):
        return parts[0] if parts[-1] is ... else parts[min(step, len(parts) - 1)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return parts[1]
    return None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
