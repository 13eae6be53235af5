"""Checks the contrast of text with its actual background: own style, section, cell or item.

A theme checks each style with its own ground; only a document says which stand in each other.
"""

from __future__ import annotations

from rehabpress.model.theme import Style, Theme
from rehabpress.pipeline.block_facts import Stand
from rehabpress.support.colours import TEXT, contrast


def too_faint(stand: Stand, theme: Theme) -> str:
    """In words, that a manner of text is too faint on what is behind it; empty when it can be read."""
    own = _style(theme, stand.styles[-1])
    run = theme.styles.get(stand.run) or theme.styles.get(stand.run.partition(".")[0]) or Style()
    grounds = [ground for name in stand.styles if (ground := _style(theme, name).ground)]
    colour = run.colour or own.colour or "ink"
    behind = theme.colours[grounds[-1]] if grounds else "#ffffff"
    ratio = contrast(theme.colours[colour], behind)
    if ratio >= TEXT:
        return ""
    name = stand.run or stand.styles[-1]
    where = f'"{grounds[-1]}"' if grounds else "white paper"
    return f'text of the style "{name}", in "{colour}", stands on {where}: a contrast of {int(ratio * 100) / 100:.2f}:1, and it needs {TEXT:g}:1'


def _style(theme: Theme, name: str) -> Style:
    """A style as it is set; a tag that the theme does not have looks as base does."""
    return theme.style(name) if name in theme.styles else theme.styles.get(name.partition(".")[0], Style()).over(theme.styles["base"])
