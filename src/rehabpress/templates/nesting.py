"""How deep a template may be nested, and how long its parts may be: limits that are met before the parser of Jinja2 or of Python meets its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.problems import Problem

MOST_TEXT = 200_000
"""Characters of one template. The longest of the packaged ones has some 10 000."""

DEEPEST_STATEMENTS = 15
"""Loops, conditions and the like inside one another. Python compiles at most 20 nested loops."""

_DEEPEST_BRACKETS = 15
_LONGEST_STATEMENT = 300
_LONGEST_NUMBER = 15
_DEEPEST_TREE = 60
_BLOCKS = frozenset({"for", "if", "macro", "call", "filter", "set", "with", "block", "autoescape"})
_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")


def too_much(source: str, tokens: Iterable[tuple[int, str, str]], template: TemplateText) -> Problem | None:
    """The first limit that the text of a template goes beyond. ``tokens`` are those of Jinja2's lexer: line, kind, text."""
    if len(source) > MOST_TEXT:
        return Problem(template.line(1), f"this template has more than {MOST_TEXT} characters", "is this the right file?")
    statements = brackets = length = 0
    word, block_set = "", False
    for line, kind, text in tokens:
        if kind in ("block_begin", "variable_begin"):
            brackets = length = 0
            word, block_set = "" if kind == "block_begin" else "{{", True
        elif kind in ("name", "operator", "integer", "float", "string"):
            length += 1
            if kind == "name" and not word:
                word = text
            brackets += (text in _OPENS) - (text in _CLOSES) if kind == "operator" else 0
            block_set = block_set and text != "="
            if kind in ("integer", "float") and (len(text) > _LONGEST_NUMBER or "e" in text.lower()):
                return Problem(template.line(line), "this number is longer than any on a page", "write a shorter one")
            if brackets > _DEEPEST_BRACKETS or length > _LONGEST_STATEMENT:
                what = f"this goes beyond {_DEEPEST_BRACKETS} nested brackets or {_LONGEST_STATEMENT} words in one statement"
                return Problem(template.line(line), what, "take it apart with {% set %}")
        elif kind == "block_end":
            opens = word in _BLOCKS and (word != "set" or block_set)
            statements += opens - word.startswith("end")
            if statements > DEEPEST_STATEMENTS:
                what = f"more than {DEEPEST_STATEMENTS} statements inside one another"
                return Problem(template.line(line), what, "take it apart with {% include %} or {% macro %}")
    return None


def too_deep(tree: nodes.Template, template: TemplateText) -> Iterator[Problem]:
    """That an expression is nested too deeply: a long chain of ``+``, ``and``, filters or names."""
    level: list[tuple[nodes.Node, int]] = [(tree, 1)]
    for _ in range(_DEEPEST_TREE):
        level = [(child, child.lineno or line) for node, line in level for child in node.iter_child_nodes()]
    if level:
        yield Problem(template.line(level[0][1]), "this is nested too deeply", "take it apart with {% set %}, {% include %} or {% macro %}")
