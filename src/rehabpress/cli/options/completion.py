"""Completes ids in a shell: those of the project that the words before name, or that lies around the current folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

COVERAGE = "coverage"
"""What can be listed besides kinds of things: how many there are for what."""

Completing = Callable[[typer.Context, str], list[str]]


def ids_of(*kinds: str, ending: str = "") -> Completing:
    """Completes the ids of these kinds of content; ``ending`` stands behind each."""

    def found(context: typer.Context, incomplete: str) -> list[str]:
        from rehabpress.loader.folders import find_folders, ids, project_around

        given = context.params.get("project") or context.obj
        folders = find_folders(Path(given) if given else project_around(Path()))
        return [f"{name}{ending}" for kind in kinds for name in ids(folders, kind) if name.startswith(incomplete)]

    return found


def kinds(incomplete: str) -> list[str]:
    """Completes the kinds of things that can be listed."""
    from rehabpress.cli.listing import LISTED

    return [kind for kind in (*LISTED, COVERAGE) if kind.startswith(incomplete)]
