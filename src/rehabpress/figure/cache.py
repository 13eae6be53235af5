"""Drawings kept on disk, so that a figure is drawn once: keyed by the text of its file, that of the body, and this program's own drawing code.

Two processes may use one folder at once: an entry is written beside its place and renamed. A broken entry counts as none.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from rehabpress.figure.drawing import Drawing, Shape


@cache
def program() -> str:
    """A fingerprint of the code that draws: it changes when any of it does."""
    here = Path(__file__).parent
    code = sha256()
    for file in (*sorted(here.glob("*.py")), *(here.parent / "model" / f"{name}.py" for name in ("body", "figure", "pose"))):
        code.update(file.name.encode() + b"\0" + file.read_bytes())
    return code.hexdigest()


def key(*said: bytes) -> str:
    """What a drawing is kept under: everything that it is drawn from, as it was written."""
    digest = sha256(program().encode())
    for part in said:
        digest.update(sha256(part).digest())
    return digest.hexdigest()


def cache_folder() -> Path:
    """The folder of the person's machine for things that can be made again: ``REHABPRESS_CACHE``, or what the system says."""
    if given := os.environ.get("REHABPRESS_CACHE"):
        return Path(given) / "figures"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "rehabpress" / "Cache" / "figures"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "rehabpress" / "figures"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rehabpress" / "figures"


@dataclass(frozen=True, slots=True)
class FigureCache:
    """A folder of kept drawings. A folder that cannot be written to keeps nothing and is no error."""

    folder: Path

    def load(self, name: str) -> Drawing | None:
        """The drawing kept under a key, or None."""
        try:
            check, text = (self.folder / f"{name}.json").read_text("ascii").split("\n", 1)
            if sha256(text.encode()).hexdigest() != check:
                return None
            return _decoded(json.loads(text))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(self, name: str, drawing: Drawing) -> None:
        """Keep a drawing."""
        text = json.dumps(_encoded(drawing), separators=(",", ":"))
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.folder, prefix=".")
            try:
                with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
                    file.write(sha256(text.encode()).hexdigest() + "\n" + text)
                Path(beside).replace(self.folder / f"{name}.json")
            except OSError:
                Path(beside).unlink(missing_ok=True)


def _encoded(drawing: Drawing) -> list[object]:
    shapes = [[[[n for p in path for n in p] for path in s.paths], s.fill, s.line, s.width, s.dash, s.closed] for s in drawing.shapes]
    return [drawing.width, drawing.height, shapes]


def _decoded(data: list[object]) -> Drawing:
    width, height, rows = data
    shapes = []
    for paths, fill, line, weight, dash, closed in rows:  # type: ignore[attr-defined]
        points = tuple(tuple(zip(flat[::2], flat[1::2], strict=True)) for flat in paths)
        shapes.append(Shape(points, fill, line, weight, tuple(dash) if dash else None, closed))
    return Drawing(width, height, tuple(shapes))  # type: ignore[arg-type]
