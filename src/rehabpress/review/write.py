"""Sets top-level keys in the text of a YAML file and leaves every other character as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from rehabpress.loader.yaml.reader import RawContent, read_text
from rehabpress.support.problems import Place, Problem, ProblemsFound


def with_values(text: str, values: Mapping[str, str], order: Sequence[str], file: str) -> str:
    """The text with these values. ``file`` is what messages call it.

    A key that is there gets its new value in its place; one that is not gets a line of its own next to its neighbours in ``order``, or at
    the end. Comments, blank lines, quotes and line ends stay. Raises ``ProblemsFound`` when the file is not written line by line.
    """
    changed = text
    try:
        for key in order:
            if key in values:
                changed = _with_value(changed, key, _scalar(values[key]), order)
    except yaml.YAMLError:
        changed = text
    if not _only_these_changed(read_text(text, file), read_text(changed, file), values):
        hint = "write these lines into it yourself:\n" + "\n".join(f"{key}: {_scalar(value)}" for key, value in values.items())
        raise ProblemsFound([Problem(Place(file), "cannot be signed as it is written", hint)])
    return changed


def _with_value(text: str, key: str, scalar: str, order: Sequence[str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    pairs = _pairs(text)
    if key in pairs:
        return _replaced(text, pairs[key], scalar, end)
    line = f"{key}: {scalar}{end}"
    place = order.index(key)
    for before in reversed(order[:place]):
        if before in pairs:
            return _inserted(text, _after_line(text, pairs[before][1].end_mark.index), line, end)
    for after in order[place + 1 :]:
        if after in pairs:
            return _inserted(text, pairs[after][0].start_mark.index, line, end)
    return _inserted(text, len(text), line, end)


def _pairs(text: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The nodes of the top-level keys and their values; none where they are not written line by line."""
    # The loader in Python counts characters; the one in C counts otherwise after a byte order mark.
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return {}
    return {key.value: (key, value) for key, value in root.value}


def _replaced(text: str, pair: tuple[yaml.Node, yaml.Node], scalar: str, end: str) -> str:
    value = pair[1]
    start, stop = value.start_mark.index, value.end_mark.index
    if start == stop:
        # An empty value: its place is right behind the colon.
        return f"{text[:start]} {scalar}{text[stop:]}"
    if isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
        # A block ends where the next line begins, which may be the end of a file without a last line end.
        return f"{text[:start]}{scalar}{end}{text[stop:]}"
    return text[:start] + scalar + text[stop:]


def _after_line(text: str, index: int) -> int:
    """Where the line after the one that holds ``index`` begins. An index at the start of a line stands for the line before it."""
    if index and text[index - 1] == "\n":
        return index
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _inserted(text: str, index: int, line: str, end: str) -> str:
    head = text[:index]
    if head and not head.endswith("\n"):
        head += end
    return head + line + text[index:]


def _scalar(value: str) -> str:
    """The value as YAML: plain if it reads as itself, else in single quotes."""
    draft = read_text(f"key: {value}\n", "")
    plain = not draft.problems and draft.data is not None and dict(draft.data) == {"key": value}
    return value if plain else "'" + value.replace("'", "''") + "'"


def _only_these_changed(before: RawContent, after: RawContent, values: Mapping[str, str]) -> bool:
    def others(draft: RawContent) -> dict[str, object]:
        return {key: value for key, value in (draft.data or {}).items() if key not in values}

    written = {key: (after.data or {}).get(key) for key in values}
    return not after.problems and others(before) == others(after) and written == dict(values)
