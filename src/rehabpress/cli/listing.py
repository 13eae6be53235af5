"""Tables for ``list``: the ids of a kind with what a person chooses by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from rehabpress.loader.folders import CONTENT_KINDS, LAYOUT_KINDS, Folders, files, singular
from rehabpress.loader.layouts import read_layout, read_theme
from rehabpress.loader.library import ContentKey, ContentStore, Named, named_by, read_library
from rehabpress.loader.places import label
from rehabpress.model.amount import Amount
from rehabpress.model.base import Reviewed
from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Exercise
from rehabpress.model.safety import Flag
from rehabpress.model.signature import Signature, signature
from rehabpress.support.disk_cache import cache_folder, fingerprint
from rehabpress.support.kept_rows import keep_rows, load_rows
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean

LISTED = (*CONTENT_KINDS, "layouts", *LAYOUT_KINDS, "orders")
"""Every kind of thing that can be listed."""

ListingTable = tuple[Sequence[str], Sequence[Sequence[str]]]
"""The words of the head, and the rows."""


def overview(folders: Folders) -> ListingTable:
    """All kinds, how many there are of each, and the first of them."""
    found = [(kind, list(paths(folders, kind))) for kind in LISTED]
    return ("kind", "how many", "for example"), [(kind, str(len(names)), ", ".join(names[:3])) for kind, names in found]


def listed(folders: Folders, word: str) -> ListingTable:
    """All of one kind. ``word`` is the kind, in the plural or singular. Raises ``ProblemsFound``."""
    kind = next((kind for kind in LISTED if word in (kind, singular(kind))), None)
    if kind is None:
        raise ProblemsFound([Problem(Place(word), "is not a kind of content", did_you_mean(word, LISTED))])
    found = paths(folders, kind)
    if kind == "themes":
        return ("id", "what it is for"), [(name, read_theme(folders, name).description) for name in found]
    if kind == "layouts":
        declared = ((name, read_layout(folders, name)) for name in found)
        rows = [(name, one.title, one.description, one.paper, thumbnail(folders, name)) for name, one in declared]
        return ("id", "title", "what it is for", "paper", "picture"), rows
    if kind == "plans":
        return ("id", "title", "exercises"), _plans(folders, found)
    if kind not in _COLUMNS:
        return ("id", "file"), [(name, label(path)) for name, path in found.items()]
    head, row = _COLUMNS[kind]
    return ("id", *head), _rows(folders, kind, found, row)


def weak_sources(folders: Folders) -> ListingTable:
    """Sources for which a better one should be looked for, and what rests on each. Raises ``ProblemsFound``."""
    store = ContentStore(folders)
    library = read_library(store, [Named("sources", name, Place(label(path))) for name, path in paths(folders, "sources").items()])
    resting = named_by(store, "sources")
    better = {key for name, keys in resting.items() if name in library.sources and not library.sources[name].weak for key in keys}

    def said(key: ContentKey) -> str:
        return f"{singular(key[0])} {key[1]}" + ("" if key in better else " (nothing better)")

    rows = [
        (name, one.kind or "not said", one.publisher or "", ", ".join(map(said, resting.get(name, ()))))
        for name, one in library.sources.items()
        if one.weak
    ]
    return ("id", "kind", "publisher", "what rests on it"), rows


def _plans(folders: Folders, found: Mapping[str, Path]) -> Sequence[Sequence[str]]:
    """A row for each plan; one without a title has that of its first condition. Raises ``ProblemsFound``."""
    rows = _rows(folders, "plans", found, lambda p: (p.title or "", p.conditions[0], ", ".join([entry.exercise for entry in p.exercises])))
    untitled = dict.fromkeys([condition for _, title, condition, _ in rows if not title])
    library = read_library(folders, [Named("conditions", name, Place(f"condition {name}")) for name in untitled])
    return [(name, title or library.conditions[condition].plan_title, exercises) for name, title, condition, exercises in rows]


def _rows(folders: Folders, kind: str, found: Mapping[str, Path], row: Callable[[Any], Sequence[str]]) -> Sequence[Sequence[str]]:
    """A row for each file; those of files that were listed before as they are now are kept on the disk. Raises ``ProblemsFound``."""
    place, program = cache_folder("lists") / f"{kind}.json", fingerprint(_program())
    kept = load_rows(place, program)
    digests = {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()}
    rows = {name: kept[digest] for name, digest in digests.items() if digest in kept}
    if missing := [name for name in found if name not in rows]:
        library = read_library(folders, [Named(kind, name, Place(label(found[name]))) for name in missing])
        things: Mapping[str, Any] = getattr(library, kind)
        rows |= {name: tuple(row(things[name])) for name in missing}
        keep_rows(place, program, {digests[name]: said for name, said in rows.items()})
    return [(name, *rows[name]) for name in found]


def _program() -> Iterator[Path]:
    """The code that makes rows of files."""
    package = Path(__file__).parent.parent
    for folder in ("model", "loader"):
        yield from sorted((package / folder).rglob("*.py"))
    yield Path(__file__)


def _both_names(exercise: Exercise) -> str:
    return f"{exercise.name} ({exercise.clinical_name})" if exercise.clinical_name else exercise.name


def paths(folders: Folders, kind: str) -> Mapping[str, Path]:
    """The files of a kind by id, in order."""
    return files(folders, kind)


def thumbnail(folders: Folders, layout: str) -> str:
    """The picture of a layout's first page, if there is one."""
    places = (folder / "thumbnails" / f"{layout}.png" for folder in folders.layouts)
    return next((label(place) for place in places if place.is_file()), "")


def _reviewed(thing: Reviewed) -> str:
    if not thing.reviewed_by:
        return "nobody yet"
    stale = ", changed since" if signature(thing, dt.date.today()) is Signature.STALE else ""
    return f"{thing.reviewed_by}, {thing.reviewed_on}{stale}"


def _rules(flag: Flag) -> str:
    return "those of the surgeon's protocol" if flag.needs_protocol else str(len(flag.rules))


_COLUMNS: Mapping[str, tuple[Sequence[str], Callable[[Any], Sequence[str]]]] = {
    "exercises": (("name", "numbers that its sources give", "reviewed by"), lambda e: (_both_names(e), dose_words(e.dose), _reviewed(e))),
    "conditions": (("what", "avoid", "tips", "reviewed by"), lambda c: (c.name, str(len(c.avoid)), str(len(c.tips)), _reviewed(c))),
    "regions": (("what", "reviewed by"), lambda r: (r.name, _reviewed(r))),
    "clinics": (("name", "language"), lambda c: (c.name, c.language)),
    "movements": (("what an exercise with it means", "when it is set"), lambda m: (m.name, m.definition)),
    "flags": (("with", "rules", "reviewed by"), lambda f: (f.name, _rules(f), _reviewed(f))),
    "protocols": (("name", "surgeon", "for"), lambda p: (p.name, p.surgeon, ", ".join(p.flags))),
    "countries": (("name", "emergency numbers"), lambda c: (c.name, ", ".join(c.emergency))),
    "usual": (
        ("name", "numbers", "for", "when"),
        lambda u: (
            u.name,
            dose_words(u.dose),
            ", ".join((*u.purposes, *u.exercises)) or "all",
            "always" if u.always else "where it is named",
        ),
    ),
    "sources": (("title", "publisher", "kind", "read on"), lambda s: (s.title, s.publisher or "", s.kind or "", str(s.read_on))),
}


def dose_words(dose: Dose) -> str:
    """The numbers of a dose in a row."""
    return ", ".join(f"{name.replace('_', ' ')} {_number(value, name)}" for name, value in dose.given().items())


def _number(value: object, name: str) -> str:
    if name == "quality":
        return "done well"
    if not isinstance(value, Amount):
        return str(value)  # a side, a load, a tempo: as it is typed
    unit = " s" if name in ("hold", "duration", "rest") else ""
    return ("about " if value.about else "") + (f"{value.low}-{value.high}" if value.is_range else str(value.low)) + unit
