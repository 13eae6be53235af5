"""Writes into each tag of a template the place where it stands, before the template is compiled.

Only what stands in the template itself can become a tag of the page (values are escaped), so every tag of the page carries its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

from rehabpress.markup.source_map import PLACE, TemplateText
from rehabpress.support.problems import Problem, ProblemsFound

_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]*|$)")
_RESERVED = re.compile(rf"(?<![\w-]){PLACE}\s*=")


def with_places(source: str, tokens: Iterable[tuple[int, str, str]], key: str, template: TemplateText) -> str:
    """The source of a template, with a place in each of its tags. No line changes its number.

    ``tokens`` are those of Jinja2's lexer: line, kind, text; white space that Jinja2 strips is not in them.
    Raises ``ProblemsFound`` where a tag's name is computed or the reserved attribute is written.
    """
    problems: list[Problem] = []
    written: list[str] = []
    done = 0
    for (_, kind, text), (_, following, _) in pairwise([*tokens, (0, "end", "")]):
        start = source.index(text, done)
        written.append(source[done:start])
        done = start + len(text)
        if kind != "data":
            written.append(text)
            continue
        problems.extend(
            _problem(template, source, start + found.start(), PLACE, f"{PLACE} is reserved", "take it out")
            for found in _RESERVED.finditer(text)
        )
        after = 0
        for found in _TAG.finditer(text):
            if found.end() == len(text) and following == "variable_begin":
                hint = "write it out, with {% if %} around the whole tag where it depends on something"
                problems.append(_problem(template, source, start + found.start(), found[0], "the name of a tag cannot be computed", hint))
            elif found[0] != "<":
                line, column = _line_and_column(source, start + found.start())
                written.append(f'{text[after : found.end()]} {PLACE}="{escape(key)}:{line}:{column}"')
                after = found.end()
        written.append(text[after:])
    if problems:
        raise ProblemsFound(problems)
    return "".join(written) + source[done:]


def _line_and_column(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _problem(template: TemplateText, source: str, offset: int, words: str, what: str, hint: str) -> Problem:
    return Problem(template.place(*_line_and_column(source, offset), len(words)), what, hint)
