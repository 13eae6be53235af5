"""Loads the content files that are wanted and, transitively, all that they refer to; collects the problems of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from rehabpress.loader.annotations import marked
from rehabpress.loader.folders import ID, Folders, find, found_in, ids, singular, unknown
from rehabpress.loader.merge import over, without
from rehabpress.loader.places import label
from rehabpress.loader.single_file import other_name
from rehabpress.loader.suggest import by_meaning
from rehabpress.loader.validate import check_draft
from rehabpress.loader.yaml.reader import RawContent, read_file
from rehabpress.model.base import Content, Refers
from rehabpress.model.clinic import Clinic
from rehabpress.model.library import KINDS, Library
from rehabpress.model.plan import Plan
from rehabpress.model.safety import Flag
from rehabpress.model.weaker import weaker_than
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

_MISSPELT = 0.8
"""From which likeness on an id is a slip of the fingers and no other word."""

ContentKey = tuple[str, str]
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


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A piece of content as far as it can be read: its id, what is wrong with it and what it refers to."""

    key: ContentKey
    value: Content | None
    origin: Origin
    problems: tuple[Problem, ...]
    refers: tuple[Named, ...]
    mentions: tuple[Named, ...] = ()
    """What must be there and is not read with it."""
    weaker: tuple[str, ...] = ()
    """In what it is less strict than a file of the same id in a later folder."""


class ContentStore:
    """The files of a collection by kind and id. Each is read once, however many others refer to it."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self._taken: dict[ContentKey, _Loaded | None] = {}

    def taken(self, kind: str, name: str) -> _Loaded | None:
        """What is in a file; nothing when there is none."""
        key = (kind, name)
        if key not in self._taken:
            paths = found_in(self.folders, kind, name)
            taken = self._take(kind, paths[0], name) if paths else None
            if taken and taken.value and len(paths) > 1:
                packaged = _take(kind, read_file(paths[-1]), name).value
                taken = replace(taken, weaker=weaker_than(packaged, taken.value) if packaged else ())
            self._taken[key] = taken
        return self._taken[key]

    def _take(self, kind: str, path: Path, name: str) -> _Loaded:
        """What is in a file; a clinic that is another place of one completed with what only that one says."""
        draft = read_file(path)
        main = (draft.data or {}).get("extends")
        if kind != "clinics" or not isinstance(main, str) or not ID.fullmatch(main):
            return _take(kind, draft, name)
        place = draft.origin.at("extends")
        other = find(self.folders, kind, main)
        if other is None:
            problem = unknown(self.folders, kind, main, place)
        elif "extends" in ((below := read_file(other)).data or {}) or main == name:
            problem = Problem(place, f"the clinic {main} is itself another place of one", "name the clinic that says all of it")
        else:
            return _take(kind, over(draft, without(below, "id")), name)
        return _Loaded((kind, name), None, draft.origin, (*draft.problems, problem), ())


def named_by(store: ContentStore, kind: str) -> Mapping[str, Sequence[ContentKey]]:
    """Which files name each file of a kind, by its id. Files that cannot be read name what they can."""
    found: dict[str, dict[ContentKey, None]] = {}
    for key in [(other, name) for other in KINDS for name in ids(store.folders, other)]:
        taken = store.taken(*key)
        for one in taken.refers if taken else ():
            if one.kind == kind:
                found.setdefault(one.id, {})[key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def unknown_content(store: ContentStore, kind: str, name: str, place: Place) -> Problem:
    """That there is no such file, at the place that names it; with what the name may mean, unless it is an id misspelt."""
    problem = unknown(store.folders, kind, name, place)
    if kind not in KINDS or get_close_matches(name, ids(store.folders, kind), n=1, cutoff=_MISSPELT):
        return problem
    taken = [store.taken(kind, one) for one in ids(store.folders, kind)]
    contents = [one.value for one in taken if one and one.value]
    meant = by_meaning(name, contents)
    if not meant and " " in name and not problem.hint.startswith("did you mean"):
        meant = by_meaning(name, contents, partly=True)
    return replace(problem, hint=meant or problem.hint)


def read_library(store: ContentStore | Folders, wanted: Iterable[Wanted]) -> Library:
    """All that is wanted and all that it refers to, and nothing else. Raises ``ProblemsFound`` with every problem of these files."""
    reading = FileReader(store)
    for one in wanted:
        reading.want(one)
    return reading.library()


def read_plan(store: ContentStore | Folders, plan: Wanted, also: Iterable[Wanted] = ()) -> tuple[Plan, Library]:
    """A plan, by its id, in a file, or typed, with the library it needs and what is wanted besides. Raises ``ProblemsFound``."""
    reading = FileReader(store)
    name = reading.want(plan)
    for one in also:
        reading.want(one)
    reading.want_usual()
    library = reading.library()
    return library.plans[name], library


class FileReader:
    """One run of reading: what is read so far, and what is wrong so far. From folders, or from a store that serves other runs too."""

    def __init__(self, store: ContentStore | Folders) -> None:
        self._store = store if isinstance(store, ContentStore) else ContentStore(store)
        self._read: dict[ContentKey, Content | None] = {}
        self._origins: dict[ContentKey, Origin] = {}
        self._weaker: dict[ContentKey, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def want(self, one: Wanted) -> str:
        """Read it and all that it refers to. Returns its id, which means something only if there are no problems."""
        folders = self._store.folders
        waiting: list[Named] = []
        if isinstance(one, Named):
            waiting.append(one)
            name = one.id
        elif isinstance(one, InFile):
            name = one.path.stem
            if not one.path.exists() and find(folders, one.kind, name):
                hint = f"for the {singular(one.kind)} of your content write its id alone: {name}"
                self.problems.append(Problem(Place(label(one.path)), "there is no such file", hint))
            else:
                self._note(_take(one.kind, read_file(one.path), name), waiting)
        else:
            data = {key: _frozen(value) for key, value in one.data.items()}
            name = self._note(_take(one.kind, RawContent(data, one.origin)), waiting)
        while waiting:
            named = waiting.pop()
            if (named.kind, named.id) in self._read:
                continue
            if taken := self._store.taken(named.kind, named.id):
                self._note(taken, waiting)
            else:
                self.problems.append(self._other_words(named) or unknown_content(self._store, named.kind, named.id, named.place))
        return name

    def want_usual(self) -> None:
        """Read the clinic's usual doses. The packaged ones hold only where they are named."""
        for folder in self._store.folders.of("usual")[:-1]:
            for path in sorted(folder.glob("*.yaml")):
                self.want(Named("usual", path.stem, Place(label(path))))

    def _other_words(self, named: Named) -> Problem | None:
        """That a flag is named by other words for it, where only its id can stand."""
        if named.kind != "flags":
            return None
        for name in ids(self._store.folders, "flags"):
            taken = self._store.taken("flags", name)
            if (
                taken
                and isinstance(taken.value, Flag)
                and named.id in (words.casefold().replace(" ", "-") for words in taken.value.also_called)
            ):
                return Problem(named.place, f'"{named.id}" is another word for the flag {name}', f"write its id: {name}")
        return None

    def _note(self, taken: _Loaded, waiting: list[Named]) -> str:
        """Add what was read to the rest; its id."""
        self.problems += taken.problems
        waiting += taken.refers
        folders = self._store.folders
        missing = [one for one in taken.mentions if not find(folders, one.kind, one.id)]
        self.problems += [unknown_content(self._store, one.kind, one.id, one.place) for one in missing]
        country = (taken.value.in_country or "").lower() if isinstance(taken.value, Clinic) else ""
        # A country that nobody has written a file for has no numbers to check.
        if country and find(self._store.folders, "countries", country):
            waiting.append(Named("countries", country, taken.origin.at("country")))
        self._read[taken.key] = taken.value
        self._origins[taken.key] = taken.origin
        if taken.weaker:
            self._weaker[taken.key] = taken.weaker
        return taken.key[1]

    def library(self) -> Library:
        """Everything read so far. Raises ``ProblemsFound``."""
        if self.problems:
            raise ProblemsFound(self.problems)
        kinds: dict[str, dict[str, Content]] = {kind: {} for kind in KINDS}
        for (kind, name), value in self._read.items():
            if value is not None:
                kinds[kind][name] = value
        return Library(**kinds, origins=self._origins, weaker=self._weaker)  # type: ignore[arg-type] # KINDS says what each is


def _frozen(value: object) -> object:
    """Plain data with tuples for lists, as it is read from a file: what ``json.loads`` gives is content too."""
    if isinstance(value, list | tuple):
        return tuple([_frozen(item) for item in value])
    if isinstance(value, Mapping):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _take(kind: str, draft: RawContent, stem: str | None = None) -> _Loaded:
    """Check a draft, and note what it refers to. ``stem`` is the name of its file, which must be its id."""
    model = KINDS[kind]
    value, problems = check_draft(model, draft)
    data = draft.data or {}
    # References of a draft with mistakes are followed too: what they lead to is reported in the same run.
    named = [
        (refers, Named(refers.kind, name, draft.origin.at(*path)))
        for path, refers, name in marked(model, data, Refers)
        if ID.fullmatch(name)
    ]
    followed = tuple([one for refers, one in named if refers.followed])
    mentions = tuple([one for refers, one in named if not refers.followed])
    said = data.get("id")
    if stem is not None and isinstance(said, str) and ID.fullmatch(said) and said != stem:
        problems = (*problems, other_name(draft.origin, said, stem))
    name = said if isinstance(said, str) and stem is None else stem or ""
    return _Loaded((kind, name), value, draft.origin, problems, followed, mentions)
