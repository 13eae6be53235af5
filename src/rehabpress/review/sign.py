"""Signs content: writes reviewer, date, expiry and a hash of the content into its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rehabpress.loader.folders import Folders, files, find
from rehabpress.loader.library import Named, read_library
from rehabpress.loader.places import label
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_file
from rehabpress.model.base import Reviewed
from rehabpress.model.library import Library
from rehabpress.model.signature import content_hash
from rehabpress.review.waiting import REVIEWED
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting, did_you_mean


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, on which day, and by when it must be read again; without a day: the one that the file has, if that is yet to come."""

    by: str
    on: dt.date
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A file that was signed. ``copied`` when the project had none of its own and got a copy of the built-in one."""

    path: Path
    due: dt.date
    copied: bool


def sign(folders: Folders, project: Path, names: Sequence[str], signing: Signing) -> tuple[Signed, ...]:
    """Sign content by its ids, or ``kind/id`` where two kinds share one. Built-in content is copied into the project first.

    All of them or none: raises ``ProblemsFound`` with everything that stands in the way, and then no file is changed.
    """
    problems: list[Problem] = []
    chosen: list[tuple[str, str]] = []
    for name in dict.fromkeys(names):
        with collecting(problems):
            chosen.append(_chosen(folders, name))
    if problems:
        raise ProblemsFound(problems)
    library = read_library(folders, [Named(kind, name, Place(f"review {name}")) for kind, name in chosen])
    written: list[tuple[Signed, bytes]] = []
    for kind, name in chosen:
        with collecting(problems):
            written.append(_written(folders, project, kind, name, library, signing))
    if problems:
        raise ProblemsFound(problems)
    for signed, data in written:
        write_whole(signed.path, data)
    return tuple(signed for signed, _ in written)


def _chosen(folders: Folders, word: str) -> tuple[str, str]:
    kind, _, name = word.rpartition("/")
    place = Place(f"review {word}")
    kinds = [one for one in REVIEWED if (not kind or one == kind) and find(folders, one, name)]
    if not kinds:
        known = sorted(other for one in REVIEWED for other in files(folders, one))
        what = f'there is nothing to review called "{word}"'
        raise ProblemsFound([Problem(place, what, did_you_mean(name, known, "rehabpress review lists what waits"))])
    if len(kinds) > 1:
        both = " or ".join(f"{one}/{name}" for one in kinds)
        raise ProblemsFound([Problem(place, f'"{name}" is the id of {len(kinds)} things', f"write {both}")])
    return kinds[0], name


def _written(folders: Folders, project: Path, kind: str, name: str, library: Library, signing: Signing) -> tuple[Signed, bytes]:
    content: Reviewed = getattr(library, kind)[name]
    due = _due(content, library.origins[kind, name].at("review_due"), signing)
    source = find(folders, kind, name)
    if source is None:
        raise ValueError(f"{kind}/{name} was just read and has no file")
    own = project / "content"
    copied = not source.resolve().is_relative_to(own.resolve())
    target = own / kind / source.name if copied else source
    values = {
        "reviewed_by": signing.by,
        "reviewed_on": signing.on.isoformat(),
        "review_due": due.isoformat(),
        "reviewed_hash": content_hash(content),
    }
    said = with_signature(read_file(source).data or {}, values)
    return Signed(target, due, copied), edited(source.read_bytes(), said, label(source))


def with_signature(said: Mapping[str, object], values: Mapping[str, str]) -> dict[str, object]:
    """What a file says with the lines of a signature: where there are some of them already, else at the end."""
    signed: dict[str, object] = {}
    for key, value in said.items():
        signed |= values if key in values else {key: value}
    return signed | dict(values)


def _due(content: Reviewed, place: Place, signing: Signing) -> dt.date:
    due = signing.due or content.review_due
    if due is None or due <= signing.on:
        what = (
            "nobody has said by when it must be read again"
            if due is None
            else f"it must be read again by {due}, which is not after {signing.on}"
        )
        raise ProblemsFound([Problem(place, what, "say a later day: --due YYYY-MM-DD")])
    return due
