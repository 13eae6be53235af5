"""Reads what is drawn: the figure of an exercise, and a body to draw it with. Apart from the rest, as not every run draws."""

from __future__ import annotations

from rehabpress.loader.folders import Folders
from rehabpress.loader.single_file import read_alone
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.support.problems import Origin, Place


def read_figure(folders: Folders, exercise: str, place: Place | None = None) -> tuple[Figure, Origin]:
    """The figure of an exercise, and where its parts stand. Raises ``ProblemsFound``."""
    return read_alone(folders, "figures", Figure, exercise, place)


def read_body(folders: Folders, name: str, place: Place | None = None) -> tuple[Body, Origin]:
    """The body of that id, and where its parts stand. Raises ``ProblemsFound``."""
    return read_alone(folders, "bodies", Body, name, place)
