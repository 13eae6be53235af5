"""Validates plain data against a pydantic model: a frozen value, or problems in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rehabpress.loader.places import KeyPath
from rehabpress.loader.validation_errors import WRONG_TYPES, Fault, worded
from rehabpress.loader.yaml.reader import RawContent
from rehabpress.model.base import Content
from rehabpress.support.problems import Origin, Problem, ProblemsFound

Checked = TypeVar("Checked", bound=Content)


def check(model: type[Checked], data: Mapping[str, object], origin: Origin) -> Checked:
    """The value that ``data`` is. Raises ``ProblemsFound``."""
    value, problems = check_draft(model, RawContent(data, origin))
    if value is None:
        raise ProblemsFound(problems)
    return value


def check_draft(model: type[Checked], draft: RawContent) -> tuple[Checked | None, tuple[Problem, ...]]:
    """The value that a draft is, and everything wrong with it; there is no value when something is."""
    if draft.data is None:
        return None, draft.problems
    try:
        value = model.model_validate(draft.data)
    except ValidationError as error:
        return None, (*draft.problems, *_problems(error, model, draft))
    return (None, draft.problems) if draft.problems else (value, ())


def _problems(error: ValidationError, model: type[Content], draft: RawContent) -> tuple[Problem, ...]:
    faults = [_fault(details, model, draft) for details in error.errors(include_url=False)]
    unknown = [fault.path for fault in faults if fault.code == "extra_forbidden"]
    said = _of_unions([fault for fault in faults if not _said_elsewhere(fault, unknown)])
    return tuple(dict.fromkeys(worded(fault) for fault in said))


def _of_unions(faults: Sequence[Fault]) -> Iterator[Fault]:
    """One fault where pydantic has one for each part of a union: what the parts that could be meant say, or that it is none of them."""
    at: dict[KeyPath, list[Fault]] = {}
    for fault in faults:
        at.setdefault(fault.path, []).append(fault)
    for path, here in at.items():
        held = isinstance(here[0].value, Mapping | tuple)
        meant = [fault for fault in here if fault.code not in WRONG_TYPES and not (held and fault.code == "literal_error")]
        if meant or (held and any(other != path and other[: len(path)] == path for other in at)):
            yield from meant
        else:
            yield replace(here[0], others=tuple(fault.code for fault in here[1:]))


def _said_elsewhere(fault: Fault, unknown: Sequence[KeyPath]) -> bool:
    """Whether the reader has refused what stands there, a missing key stands there misspelt, or a list is short of items that are wrong."""
    if any(fault.path[: len(refused)] == refused for refused in fault.draft.refused):
        return True
    if fault.code == "too_short" and isinstance(fault.value, tuple):
        return len(fault.value) >= int(fault.context["min_length"])
    if fault.code != "missing":
        return False
    *holder, key = fault.path
    return any(path[:-1] == tuple(holder) and get_close_matches(str(path[-1]), [str(key)], cutoff=0.6) for path in unknown)


def _fault(details: ErrorDetails, model: type[Content], draft: RawContent) -> Fault:
    """Pydantic's error. Its location may hold what is no key of the data (names of the parts of a union), its input what was made of the data."""
    value: Any = draft.data
    path: list[str | int] = []
    last = len(details["loc"]) - 1
    for number, step in enumerate(details["loc"]):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[int(step)]
        elif details["type"] != "missing" or number != last:
            continue
        path.append(step)
    return Fault(details["type"], tuple(path), value, details.get("ctx", {}), model, draft)
