"""Symbolic links that lead out of a project: what stands elsewhere on the machine is not printed on a patient's paper."""

from __future__ import annotations

import os
from pathlib import Path

from rehabpress.support.problems import Place, Problem

_TOPS = frozenset({"content", "layouts", "orders"})


def leaving(path: Path, file: str, folder: Path | None = None) -> Problem | None:
    """That a file is reached through a link to outside of the project. ``file`` is what messages call it.

    ``folder`` is that of the project in which it was found; left out, the nearest of the folders above that a project has. A folder that
    is a link itself is part of the project: somebody has put it in its place as a whole.
    """
    if folder is None:
        folder = next((parent for parent in path.parents if parent.name in _TOPS), None)
    if folder is None:
        return None
    try:
        real = os.path.realpath(path)
        if real == os.path.abspath(path):  # noqa: PTH100 - there is no link in it, as nearly always
            return None
        if any(Path(real).is_relative_to(top.resolve()) for top in (folder, folder.absolute().parent)):
            return None
    except (OSError, ValueError, RuntimeError):
        return None  # what reads it says why it cannot be read
    return Problem(Place(file), "is a link that leaves the project, which is not followed", "put the file itself here")
