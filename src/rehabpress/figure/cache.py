"""Drawings kept on disk, so that a figure is drawn once: keyed by the text of its file, that of the body, and this program's own drawing code.

Two processes may use one folder at once: an entry is written beside its place and renamed. A broken entry counts as none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from rehabpress.caching import fingerprint, keep
from rehabpress.figure.drawing import Drawing, Shape


@cache
def program() -> str:
    """A fingerprint of the code that draws: it changes when any of it does."""
    here = Path(__file__).parent
    return fingerprint([*sorted(here.glob("*.py")), *(here.parent / "model" / f"{name}.py" for name in ("body", "figure", "pose"))])


def key(*said: bytes) -> str:
    """What a drawing is kept under: everything that it is drawn from, as it was written."""
    digest = sha256(program().encode())
    for part in said:
        digest.update(sha256(part).digest())
    return digest.hexdigest()


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
        keep(self.folder / f"{name}.json", f"{sha256(text.encode()).hexdigest()}\n{text}".encode("ascii"))


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
