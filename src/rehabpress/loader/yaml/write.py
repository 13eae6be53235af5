"""Writes plain data as YAML the way a person would: a line for each key, short lists and doses in brackets, quotes only where they are needed."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from rehabpress.loader.yaml.reader import read_text

WIDTH = 110
"""Characters of a line that brackets and wrapped texts stay within."""
_SHORT = 24
"""Texts up to so many characters may stand between brackets."""


def written(data: Mapping[str, object]) -> str:
    """The text of a file that says ``data``, in the order of its keys."""
    return "".join(f"{line}\n" for line in pair_lines(data))


def pair_lines(data: Mapping[str, object], step: int = 2) -> Iterator[str]:
    """The lines of a mapping. ``step`` is how far a list stands in from its key: 2 or 0."""
    for key, value in data.items():
        first, rest = value_lines(value, step)
        yield f"{scalar(key)}:{' ' if first else ''}{first}"
        yield from rest


def value_lines(value: object, step: int = 2) -> tuple[str, Sequence[str]]:
    """What stands behind the colon of a key, and the lines below that key."""
    if isinstance(value, Mapping) and not _short(value):
        return "", [f"  {line}" for line in pair_lines(value, step)]
    if isinstance(value, list | tuple) and not _short(value):
        return "", [" " * step + line for item in value for line in item_lines(item, step)]
    return flow(value), ()


def item_lines(item: object, step: int = 2) -> Iterator[str]:
    """The lines of one item of a list, the first with its dash."""
    lines = list(pair_lines(item, step)) if isinstance(item, Mapping) and item else [flow(item)]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def flow(value: object, within: bool = False) -> str:
    """A value in one line, lists and mappings in brackets. ``within`` brackets a text needs quotes earlier."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, within=True)}: {flow(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item, True) for item in value) + "]"
    return scalar(value, within=within)


def scalar(value: object, style: str | None = None, within: bool = False) -> str:
    """A scalar as it is read back: in its old quotes (``style``: ``'`` or ``"``), else plain, else in quotes."""
    if not isinstance(value, str):
        return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    single, double = "'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False)
    first = {"'": single, '"': double}.get(style or "", value)
    return next((text for text in (first, value, single) if _reads_as(value, text, within)), double)


def wrapped(value: str, style: str | None, indent: int) -> str:
    """A long text over several lines that begin at ``indent``, in the style it had: plain, in quotes, or folded (``>``)."""
    lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    if style in ("|", ">"):
        return "\n".join([">-", *(" " * indent + line for line in lines)])
    text = scalar(value, style)
    lines = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    folded = ("\n" + " " * indent).join(lines)
    return folded if _reads_as(value, folded.replace("\n" + " " * indent, "\n  ")) else text


def _reads_as(value: str, text: str, within: bool = False) -> bool:
    draft = read_text(f"key: [{text}]\n" if within else f"key: {text}\n", "")
    return not draft.problems and draft.data == {"key": (value,) if within else value}


def _short(value: Mapping[str, object] | Sequence[object]) -> bool:
    """Whether a list or mapping is read more easily in brackets: few short values, none of them further divided."""
    items = list(value.values() if isinstance(value, Mapping) else value)
    simple = all(not isinstance(item, Mapping | list | tuple) and len(str(item)) <= _SHORT for item in items)
    bare = isinstance(value, Mapping) or all(" " not in str(item) for item in items)
    return simple and bare and len(flow(value)) <= WIDTH - 30
