"""Checks the contrast of text with its actual background: own style, section, cell or item.

A theme checks each style with its own ground; only a document says which stand in each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rehabpress.loader.theme_checks import TEXT, contrast
from rehabpress.markup.blocks import Block, Columns, Heading, Items, Paragraph, Run, Section, Table
from rehabpress.model.theme import Style, Theme
from rehabpress.support.problems import Place, Problem


class Stand(NamedTuple):
    """A manner of text and the styles that it stands in, from the outermost box to its paragraph; ``run`` is that of a part of it."""

    styles: tuple[str, ...]
    run: str


Stands = Mapping[Stand, Place]
"""Each with the first place where it was written."""


def stands_of(block: Block) -> Stands:
    """All manners of text in a block, by the styles that they stand in."""
    out: dict[Stand, Place] = {}
    _gather((block,), (), out)
    return out


def _gather(blocks: Iterable[Block], within: tuple[str, ...], out: dict[Stand, Place]) -> None:
    for block in blocks:
        inside = (*within, block.style)
        if isinstance(block, Paragraph | Heading):
            for part in block.content:
                if isinstance(part, Run):
                    out.setdefault(Stand(inside, part.style), block.place)
        elif isinstance(block, Section):
            _gather(block.blocks, inside, out)
        elif isinstance(block, Columns):
            _gather(block.columns, inside, out)
        elif isinstance(block, Items):
            for item in block.items:
                _gather(item.blocks, (*inside, item.style), out)
        elif isinstance(block, Table):
            for row in (*block.head, *block.rows):
                for cell in row:
                    _gather(cell.blocks, (*inside, cell.style), out)


def faint(stands: Iterable[Stands], theme: Theme, known: dict[Stand, str | None]) -> Iterator[Problem]:
    """A problem for each manner of text that is too faint on what is behind it. ``known`` keeps what was found in the same theme."""
    said: set[str] = set()
    for some in stands:
        for stand, place in some.items():
            if stand not in known:
                known[stand] = _fault(stand, theme)
            if (fault := known[stand]) and fault not in said:
                said.add(fault)
                yield Problem(place, fault, "give the text another style, or take it out of what has that ground")


def _fault(stand: Stand, theme: Theme) -> str | None:
    own = _style(theme, stand.styles[-1])
    run = theme.styles.get(stand.run) or theme.styles.get(stand.run.partition(".")[0]) or Style()
    grounds = [ground for name in stand.styles if (ground := _style(theme, name).ground)]
    colour = run.colour or own.colour or "ink"
    behind = theme.colours[grounds[-1]] if grounds else "#ffffff"
    ratio = contrast(theme.colours[colour], behind)
    if ratio >= TEXT:
        return None
    name = stand.run or stand.styles[-1]
    where = f'"{grounds[-1]}"' if grounds else "white paper"
    return f'text of the style "{name}", in "{colour}", stands on {where}: a contrast of {int(ratio * 100) / 100:.2f}:1, and it needs {TEXT:g}:1'


def _style(theme: Theme, name: str) -> Style:
    """A style as it is set; a tag that the theme does not have looks as base does."""
    return theme.style(name) if name in theme.styles else theme.styles.get(name.partition(".")[0], Style()).over(theme.styles["base"])
