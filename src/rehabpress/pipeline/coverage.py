"""Counts what a library has: exercises by region, purpose and position, and how many of them each flag leaves.

In: the folders. Out: cells, and two tables of them for a terminal and a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.model.exercise import BODY_REGIONS, PURPOSES, Exercise
from rehabpress.model.library import Library
from rehabpress.model.patient import PatientFlag
from rehabpress.plan.safety.rules import ActiveRule, rules_for
from rehabpress.plan.safety.verdicts import verdict
from rehabpress.support.problems import Place

CoverageTable = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The words of the head, and the rows."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """The exercises for a region, a purpose and a position, by id, and those of them that a patient with one flag may do, with or without a change."""

    region: str
    purpose: str
    position: str
    exercises: tuple[str, ...]
    left: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All cells that are not empty. A flag that needs a surgeon's protocol is in ``by_protocol``: what is left is for that to say."""

    cells: tuple[CoverageCell, ...]
    positions: tuple[str, ...]
    flags: tuple[str, ...]
    by_protocol: tuple[str, ...]

    def of(self, region: str, purpose: str = "", position: str = "", flag: str = "") -> int:
        """How many different exercises there are; an empty word stands for any."""
        return len(
            {
                name
                for cell in self.cells
                if cell.region == region and purpose in ("", cell.purpose) and position in ("", cell.position)
                for name in (cell.left[flag] if flag else cell.exercises)
            }
        )


def coverage(folders: Folders) -> Coverage:
    """What there is. Raises ``ProblemsFound``."""
    kinds = ("exercises", "movements", "flags")
    library = read_library(ContentStore(folders), [Named(kind, name, Place(name)) for kind in kinds for name in ids(folders, kind)])
    asked = {name: flag for name, flag in library.flags.items() if not flag.needs_protocol}
    left = {name: _left(library.exercises.values(), rules_for([PatientFlag(name, Place(name))], (), library)) for name in asked}
    positions = tuple(sorted(name for name, movement in library.movements.items() if movement.position))
    cells = []
    for region in BODY_REGIONS:
        for purpose in PURPOSES:
            for position in positions:
                if found := tuple(sorted(_in(library, region, purpose, position))):
                    kept = {flag: tuple(name for name in found if name in names) for flag, names in left.items()}
                    cells.append(CoverageCell(region, purpose, position, found, kept))
    return Coverage(tuple(cells), positions, tuple(sorted(asked)), tuple(sorted(library.flags.keys() - asked.keys())))


def _left(exercises: Iterable[Exercise], rules: Sequence[ActiveRule]) -> frozenset[str]:
    return frozenset(one.id for one in exercises if not verdict(one, rules).stops)


def _in(library: Library, region: str, purpose: str, position: str) -> Iterable[str]:
    return (one.id for one in library.exercises.values() if region in one.regions and purpose in one.purposes and position in one.movements)


def by_position(found: Coverage) -> CoverageTable:
    """How many exercises there are for each region and purpose, in all and in each position."""
    pairs = dict.fromkeys((cell.region, cell.purpose) for cell in found.cells)
    rows = [
        (region, purpose, str(found.of(region, purpose)), *(_number(found.of(region, purpose, position)) for position in found.positions))
        for region, purpose in pairs
    ]
    return ("region", "purpose", "all", *found.positions), rows


def by_flag(found: Coverage) -> CoverageTable:
    """How many exercises of each region are left to a patient with one flag; ``!`` where it is less than half."""
    regions = tuple(dict.fromkeys(cell.region for cell in found.cells))

    def left(region: str, flag: str) -> str:
        count, of = found.of(region, flag=flag), found.of(region)
        return f"{count}{'!' if 2 * count < of else ''}"

    rows = [("(none)", *(str(found.of(region)) for region in regions))]
    rows += [(flag, *(left(region, flag) for region in regions)) for flag in found.flags]
    return ("flag", *regions), rows


def _number(count: int) -> str:
    return str(count) if count else ""
