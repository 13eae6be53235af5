"""The figure of an exercise as the files of a collection say it: read, drawn once, and then kept on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rehabpress.figure.cache import FigureCache, cache_folder
from rehabpress.figure.draw import draw, mirrored_for
from rehabpress.figure.drawing import Drawing
from rehabpress.order import Who
from rehabpress.problems import Place
from rehabpress.source.figures import read_body, read_figure
from rehabpress.source.folders import Folders, find


def drawn(folders: Folders, exercise: str, who: Who, side: str = "") -> Drawing:
    """The figure of an exercise, for ``left``, ``right`` or (empty) the side that it was made for. Raises ``ProblemsFound``."""
    figure = read_figure(folders, exercise, Place(exercise))[0]
    body = read_body(folders, who.body, who.place)[0]
    return draw(figure, body, mirror=mirrored_for(figure, side), cache=FigureCache(cache_folder()))


def files_of(folders: Folders, exercise: str, who: Who) -> Sequence[Path]:
    """The files that it is drawn from."""
    found = (find(folders, "figures", exercise), find(folders, "bodies", who.body))
    return [path for path in found if path]
