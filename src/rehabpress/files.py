"""Write a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from rehabpress.problems import Place, Problem, ProblemsFound


def output_path(asked: Path | None, folder: Path, name: str) -> Path:
    """Where a file goes: to ``asked`` if it is a file, into it if it is a folder (or ends like one); otherwise into ``folder``."""
    if asked is None:
        return folder / name
    return asked / name if asked.is_dir() or not asked.suffix else asked


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: to a temporary file beside it, which then takes its name. Folders are made as needed.

    Raises ``ProblemsFound`` when that cannot be done; then ``path`` is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(Place(str(path)), f"cannot be written: {reason}", "name another place with --output, or make this one writable")
        raise ProblemsFound([problem]) from None
