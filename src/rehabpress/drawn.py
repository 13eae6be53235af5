"""The figure of an exercise as the files of a collection say it: read, drawn once, and then kept on this machine.

A figure that is kept costs no reading and no drawing, and what reads and draws is not even imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rehabpress.caching import cache_folder
from rehabpress.figure.cache import FigureCache, key
from rehabpress.figure.drawing import Drawing
from rehabpress.order import Who
from rehabpress.problems import Place
from rehabpress.source.folders import Folders, find


def drawn(folders: Folders, exercise: str, who: Who, side: str = "") -> Drawing:
    """The figure of an exercise, for ``left``, ``right`` or (empty) the side that it was made for. Raises ``ProblemsFound``."""
    kept = FigureCache(cache_folder("figures"))
    said: list[bytes] = []
    with suppress(OSError):  # whoever reads the files says what is wrong with them
        said = [path.read_bytes() for path in files_of(folders, exercise, who)]
    name = key(*said, side.encode())
    found = kept.load(name)
    if found is None:
        found = _drawn(folders, exercise, who, side)
        kept.store(name, found)
    return found


def _drawn(folders: Folders, exercise: str, who: Who, side: str) -> Drawing:
    from rehabpress.figure.draw import draw, mirrored_for
    from rehabpress.source.figures import read_body, read_figure

    figure = read_figure(folders, exercise, Place(exercise))[0]
    body = read_body(folders, who.body, who.place)[0]
    return draw(figure, body, mirror=mirrored_for(figure, side))


def files_of(folders: Folders, exercise: str, who: Who) -> Sequence[Path]:
    """The files that it is drawn from: of those there are, the figure's and the body's."""
    found = (find(folders, "figures", exercise), find(folders, "bodies", who.body))
    return [path for path in found if path]
