"""The ``Advice`` type: one piece of advice with its place."""

from __future__ import annotations

from dataclasses import dataclass

from rehabpress.support.problems import Place, Problem


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """One thing that could be better: where, by which rule (``id``), what was found, and what to do about it.

    ``measure`` and ``limit`` are what was counted and how much is meant to be right, in words. ``strong`` when the page should not go out so.
    """

    place: Place
    id: str
    what: str
    hint: str
    measure: str
    limit: str
    strong: bool = False

    def problem(self) -> Problem:
        """The same as a problem, for those who asked to be strict."""
        return Problem(self.place, self.what, self.hint)
