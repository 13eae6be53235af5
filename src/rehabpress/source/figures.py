"""Reads what is drawn: the figure of an exercise, and a body to draw it with. Apart from the rest, as not every run draws."""

from __future__ import annotations

from rehabpress.model.body import Body
from rehabpress.model.figure import Figure
from rehabpress.problems import Origin, Place
from rehabpress.source.alone import read_alone
from rehabpress.source.folders import Folders


def read_figure(folders: Folders, exercise: str, place: Place | None = None) -> tuple[Figure, Origin]:
    """The figure of an exercise, and where its parts stand. Raises ``ProblemsFound``."""
    return read_alone(folders, "figures", Figure, exercise, place)


def read_body(folders: Folders, name: str, place: Place | None = None) -> tuple[Body, Origin]:
    """The body of that id, and where its parts stand. Raises ``ProblemsFound``."""
    return read_alone(folders, "bodies", Body, name, place)
