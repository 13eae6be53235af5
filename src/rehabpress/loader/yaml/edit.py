"""Changes what a YAML file says and leaves every other character as it is: comments, blank lines, quotes, brackets and line ends.

In: the bytes of a file and all that it is to say from now on. Out: its new bytes. What is said already is not touched; an item of a list
that moves takes its comments along, and one that goes takes them with it. The form is that of the file, so nothing is written anew
that has not changed: a library that writes the whole file again (ruamel.yaml) gave other bytes for 30 of 295 files of content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

import yaml

from rehabpress.loader.yaml.align import Step, key_steps, list_steps, same
from rehabpress.loader.yaml.decode import decode
from rehabpress.loader.yaml.lines import TextLines
from rehabpress.loader.yaml.reader import read_text
from rehabpress.loader.yaml.scalars import plain
from rehabpress.loader.yaml.write import WIDTH, flow, item_lines, pair_lines, scalar, wrapped, written
from rehabpress.support.problems import Place, Problem, ProblemsFound

_MARK = b"\xef\xbb\xbf"


def edited(content: bytes, data: Mapping[str, object], file: str) -> bytes:
    """The file, which messages call ``file``, so that it says ``data``: the same bytes when it does already.

    Keys keep the order that they have; a new one stands behind that which it follows in ``data``.
    Raises ``ProblemsFound`` for a file that cannot be read, or that cannot be changed without losing something.
    """
    text = decode(content, file)
    if isinstance(text, Problem):
        raise ProblemsFound([text])
    draft = read_text(text, file)
    if draft.data is None or draft.problems:
        raise ProblemsFound(draft.problems)
    if same(draft.data, data):
        return content
    changed = text
    try:
        # The parser that the reader uses: the two of PyYAML do not agree on every text.
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if isinstance(root, yaml.MappingNode):
            changed = _applied(text, _Editor(TextLines(text)).changes(root, data, within=False))
    except (_NotByItself, yaml.YAMLError):
        changed = text
    after = read_text(changed, file)
    if after.problems or not same(after.data, data):
        new = {key: value for key, value in data.items() if key not in draft.data or not same(draft.data[key], value)}
        hint = f"write these lines into it yourself:\n{written(new)}".rstrip() if new else "take the keys out of it yourself"
        raise ProblemsFound([Problem(Place(file), "cannot be changed as it is written", hint)])
    return (_MARK if content.startswith(_MARK) else b"") + changed.encode()


class _NotByItself(Exception):  # noqa: N818 - it is a way out, not a fault
    """This part cannot be changed without losing a comment."""


@dataclass(frozen=True, slots=True)
class _Replacement:
    """Text that takes the place of what stands from ``start`` to ``stop``."""

    start: int
    stop: int
    text: str


def _applied(text: str, changes: Iterable[_Replacement], start: int = 0, stop: int | None = None) -> str:
    """The text from ``start`` to ``stop`` with the changes in it."""
    out: list[str] = []
    at = start
    for change in sorted(changes, key=lambda one: one.start):
        out += [text[at : change.start], change.text]
        at = change.stop
    return "".join([*out, text[at:stop]])


@dataclass(frozen=True, slots=True)
class _Child:
    """A pair of a mapping or an item of a list: where it begins, its value, and its key if it has one."""

    start: int
    value: yaml.Node
    key: yaml.Node | None = None


class _Editor:
    """Says what to replace in one text."""

    def __init__(self, lines: TextLines) -> None:
        self._lines = lines
        self._text = lines.text

    def changes(self, node: yaml.Node, new: object, within: bool) -> Iterator[_Replacement]:
        """What to replace so that ``node`` says ``new``, which is of the same kind. ``within`` brackets."""
        if same(_plain(node), new):
            return
        if isinstance(node, yaml.CollectionNode):
            if _is_mapping(new):
                steps = key_steps([key.value for key, _ in node.value], new)
            else:
                steps = list_steps([_plain(item) for item in node.value], new)  # type: ignore[arg-type] # of the same kind: a list
            if within or node.flow_style:
                yield from self._in_brackets(node, steps)
            else:
                yield from self._in_lines(node, steps)
        elif isinstance(node, yaml.ScalarNode):
            yield self._scalar(node, new, within)

    def _in_lines(self, node: yaml.CollectionNode, steps: Sequence[Step]) -> Iterator[_Replacement]:
        children, column = self._children(node), node.start_mark.column
        if [step.old for step in steps] == list(range(len(children))):
            for child, step in zip(children, steps, strict=True):
                yield from self._child(child, step, column)
            return
        at_top = node.start_mark.column == 0 and isinstance(node, yaml.MappingNode)
        chunks = self._lines.chunks([child.start for child in children], [self._end(child.value) for child in children], column, at_top)
        texts = []
        for step in steps:
            if step.old is None:
                texts.append(self._lines.indented(self._fresh(step), column))
            else:
                chunk = chunks.parts[step.old]
                text = _applied(self._text, self._child(children[step.old], step, column), *chunk)
                texts.append(text if self._lines.begins(chunk[0]) else " " * column + text)
        yield _Replacement(chunks.parts[0][0], chunks.parts[-1][1], chunks.joined(texts, [step.old for step in steps], self._lines))

    def _fresh(self, step: Step) -> Iterator[str]:
        """The lines of what was not there before."""
        return item_lines(step.new, self._lines.step) if step.key is None else pair_lines({step.key: step.new}, self._lines.step)

    def _child(self, child: _Child, step: Step, column: int) -> Iterator[_Replacement]:
        if self._of_one_kind(child.value, step.new):
            yield from self.changes(child.value, step.new, within=False)
        elif not same(_plain(child.value), step.new):
            end = self._end(child.value)
            lines = self._lines.indented(self._fresh(step), column)
            yield _Replacement(child.start, end, lines.strip())

    def _in_brackets(self, node: yaml.CollectionNode, steps: Sequence[Step]) -> Iterator[_Replacement]:
        children = self._children(node)
        if [step.old for step in steps] == list(range(len(children))):
            for child, step in zip(children, steps, strict=True):
                yield from self._bracketed(child, step)
            return
        spans = [(child.start, child.value.end_mark.index) for child in children]
        between = [self._text[end:start] for (_, end), (start, _) in pairwise(spans)]
        around = self._text[node.start_mark.index + 1 : spans[0][0]], self._text[spans[-1][1] : node.end_mark.index - 1]
        if any("#" in text for text in (*between, *around)):
            raise _NotByItself
        texts = []
        for step in steps:
            if step.old is None:
                texts.append(f"{scalar(step.key, within=True)}: {flow(step.new, True)}" if step.key is not None else flow(step.new, True))
            else:
                texts.append(_applied(self._text, self._bracketed(children[step.old], step), *spans[step.old]))
        out = texts[0]
        for number, text in enumerate(texts[1:]):
            out += (between[min(number, len(between) - 1)] if between else ", ") + text
        yield _Replacement(spans[0][0], spans[-1][1], out)

    def _bracketed(self, child: _Child, step: Step) -> Iterator[_Replacement]:
        if self._of_one_kind(child.value, step.new):
            yield from self.changes(child.value, step.new, within=True)
        elif not same(_plain(child.value), step.new):
            yield _Replacement(child.value.start_mark.index, child.value.end_mark.index, flow(step.new, True))

    def _scalar(self, node: yaml.ScalarNode, new: object, within: bool) -> _Replacement:
        start, stop = node.start_mark.index, self._end(node)
        old, style = self._text[start:stop], node.style
        if not old:
            return _Replacement(start, stop, f" {scalar(new, within=within)}")
        if isinstance(new, str) and "\n" in old and len(new) > WIDTH - node.start_mark.column:
            second = old.splitlines()[1]
            text = wrapped(new, style, len(second) - len(second.lstrip())).replace("\n", self._lines.end)
        else:
            text = scalar(new, style, within)
        head = old.splitlines()[0]
        if style in ("|", ">") and "#" in head:
            raise _NotByItself
        return _Replacement(start, stop, text)

    def _children(self, node: yaml.CollectionNode) -> list[_Child]:
        if isinstance(node, yaml.MappingNode):
            return [_Child(key.start_mark.index, value, key) for key, value in node.value]
        if node.flow_style:
            return [_Child(item.start_mark.index, item) for item in node.value]
        first, column = node.start_mark.index, node.start_mark.column
        return [_Child(first if not n else self._lines.dash(item.start_mark.index, column), item) for n, item in enumerate(node.value)]

    def _end(self, node: yaml.Node) -> int:
        """Where the last character of a value stands, behind it: the parser counts lines after a block to it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)
        start = node.start_mark.index
        return start + len(self._text[start : node.end_mark.index].rstrip())

    def _of_one_kind(self, node: yaml.Node, new: object) -> bool:
        if isinstance(node, yaml.ScalarNode):
            return not isinstance(new, Mapping | list | tuple)
        held = _is_mapping(new) if isinstance(node, yaml.MappingNode) else isinstance(new, list | tuple)
        return held and bool(new) and bool(node.value)


def _is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _plain(node: yaml.Node) -> object:
    """What a node says, as the reader of content files reads it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple([_plain(item) for item in node.value])
    return node.value if isinstance(node, yaml.ScalarNode) and node.style else plain(node.value)
