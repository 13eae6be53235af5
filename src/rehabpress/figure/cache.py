"""Drawings kept on disk, so that a figure is drawn once: keyed by the text of its file, that of the body, and this program's own drawing code.

Two processes may use one folder at once: an entry is written beside its place and renamed. A broken entry counts as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from rehabpress.support.disk_cache import fingerprint, keep


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
class CachedFigure:
    """A drawing as the operators that paint it in a PDF; ``width`` and ``height`` in points."""

    width: float
    height: float
    operators: bytes


@dataclass(frozen=True, slots=True)
class FigureCache:
    """A folder of kept drawings. A folder that cannot be written to keeps nothing and is no error."""

    folder: Path

    def load(self, name: str) -> CachedFigure | None:
        """The drawing kept under a key, or None."""
        try:
            check, size, operators = (self.folder / name).read_bytes().split(b"\n", 2)
            width, height = map(float, size.split())
        except (OSError, ValueError):
            return None
        return CachedFigure(width, height, operators) if _check(size, operators) == check else None

    def store(self, name: str, painted: CachedFigure) -> None:
        """Keep a drawing."""
        size = f"{painted.width!r} {painted.height!r}".encode()
        keep(self.folder / name, b"\n".join((_check(size, painted.operators), size, painted.operators)))


def _check(size: bytes, operators: bytes) -> bytes:
    return sha256(size + b"\n" + operators).hexdigest().encode()
