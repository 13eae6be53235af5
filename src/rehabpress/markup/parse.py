"""Parses markup text into a document."""

from __future__ import annotations

from collections.abc import Collection

from rehabpress.markup.blocks import Document
from rehabpress.markup.build import build
from rehabpress.markup.source_map import Markup
from rehabpress.markup.tree import read
from rehabpress.support.problems import Problem, ProblemsFound


def parse(markup: Markup, *, styles: Collection[str]) -> Document:
    """Read markup. ``styles`` are the names of the theme's styles. Raises ``ProblemsFound`` with everything that is wrong, by its place."""
    tree = read(markup, styles)
    problems: list[Problem] = list(tree.problems)
    if tree.root is None:
        raise ProblemsFound(problems)
    document = build(tree.root, problems.append, whole=tree.whole)
    if problems:
        raise ProblemsFound(problems)
    return document
