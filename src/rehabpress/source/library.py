"""Reads the files that are wanted and all that they refer to, and reports what is wrong in any of them in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabpress.model.base import Content, Refers
from rehabpress.model.library import KINDS, Library
from rehabpress.model.plan import Plan
from rehabpress.problems import Origin, Place, Problem, ProblemsFound
from rehabpress.source.alone import other_name
from rehabpress.source.annotations import marked
from rehabpress.source.check import check_draft
from rehabpress.source.folders import ID, Folders, find, singular, unknown
from rehabpress.source.places import label
from rehabpress.source.reader import Draft, read_file

Key = tuple[str, str]
"""A kind and an id."""


@dataclass(frozen=True, slots=True)
class Named:
    """Content by its id; ``place`` is where the id was written."""

    kind: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class InFile:
    """Content in a file that may lie anywhere."""

    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class Typed:
    """Content that was typed as plain data, for example on the command line."""

    kind: str
    data: Mapping[str, object]
    origin: Origin


Wanted = Named | InFile | Typed


def wanted(kind: str, word: str, place: Place) -> Wanted:
    """What a word means: a path if it ends as a file does or names a folder, otherwise an id."""
    is_path = word.endswith((".yaml", ".yml")) or "/" in word or "\\" in word
    return InFile(kind, Path(word)) if is_path else Named(kind, word, place)


def read_library(folders: Folders, wanted: Iterable[Wanted]) -> Library:
    """All that is wanted and all that it refers to, and nothing else. Raises ``ProblemsFound`` with every problem of these files."""
    reading = Reading(folders)
    for one in wanted:
        reading.want(one)
    return reading.library()


def read_plan(folders: Folders, plan: Wanted, also: Iterable[Wanted] = ()) -> tuple[Plan, Library]:
    """A plan, by its id, in a file, or typed, with the library it needs and what is wanted besides. Raises ``ProblemsFound``."""
    reading = Reading(folders)
    name = reading.want(plan)
    for one in also:
        reading.want(one)
    library = reading.library()
    return library.plans[name], library


class Reading:
    """One run of reading: what is read so far, and what is wrong so far."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._read: dict[Key, Content | None] = {}
        self._origins: dict[Key, Origin] = {}
        self.problems: list[Problem] = []

    def want(self, one: Wanted) -> str:
        """Read it and all that it refers to. Returns its id, which means something only if there are no problems."""
        waiting: list[Named] = []
        if isinstance(one, Named):
            waiting.append(one)
            name = one.id
        elif isinstance(one, InFile):
            name = one.path.stem
            if not one.path.exists() and find(self._folders, one.kind, name):
                hint = f"for the {singular(one.kind)} of your content write its id alone: {name}"
                self.problems.append(Problem(Place(label(one.path)), "there is no such file", hint))
            else:
                self._take(one.kind, read_file(one.path), waiting, name)
        else:
            name = self._take(one.kind, Draft(one.data, one.origin), waiting)
        while waiting:
            named = waiting.pop()
            if (named.kind, named.id) in self._read:
                continue
            path = find(self._folders, named.kind, named.id)
            if path is None:
                self.problems.append(unknown(self._folders, named.kind, named.id, named.place))
            else:
                self._take(named.kind, read_file(path), waiting, named.id)
        return name

    def _take(self, kind: str, draft: Draft, waiting: list[Named], stem: str | None = None) -> str:
        """Check a draft, note what it refers to, and return its id. ``stem`` is the name of its file, which must be that id."""
        model = KINDS[kind]
        value, problems = check_draft(model, draft)
        self.problems.extend(problems)
        data = draft.data or {}
        # References of a draft with mistakes are followed too: what they lead to is reported in the same run.
        for path, refers, name in marked(model, data, Refers):
            if ID.fullmatch(name):
                waiting.append(Named(refers.kind, name, draft.origin.at(*path)))
        said = data.get("id")
        if stem is not None and isinstance(said, str) and ID.fullmatch(said) and said != stem:
            self.problems.append(other_name(draft.origin, said, stem))
        key = (kind, said if isinstance(said, str) and stem is None else stem or "")
        self._read[key] = value
        self._origins[key] = draft.origin
        return key[1]

    def library(self) -> Library:
        """Everything read so far. Raises ``ProblemsFound``."""
        if self.problems:
            raise ProblemsFound(self.problems)
        kinds: dict[str, dict[str, Content]] = {kind: {} for kind in KINDS}
        for (kind, name), value in self._read.items():
            if value is not None:
                kinds[kind][name] = value
        return Library(**kinds, origins=self._origins)  # type: ignore[arg-type] # KINDS says what each is
