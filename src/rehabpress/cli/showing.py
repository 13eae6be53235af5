"""Tables for ``show``: all that one file says, where its picture lies, and how many pages the papers of a plan have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rehabpress.cli.listing import LISTED, ListingTable, dose_words, paths, thumbnail
from rehabpress.cli.sheet_codes import sheets_of
from rehabpress.loader.folders import Folders, find, ids, singular
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.loader.pictures import picture_files
from rehabpress.loader.places import label
from rehabpress.loader.suggest import by_meaning
from rehabpress.loader.yaml.reader import read_file
from rehabpress.model.base import Content, Reviewed
from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Exercise
from rehabpress.model.library import KINDS, Library
from rehabpress.model.plan import Plan
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import Place, Problem, ProblemsFound, did_you_mean
from rehabpress.typeset.document import paginate_all

Rows = Sequence[tuple[str, str]]


def shown(folders: Folders, name: str) -> Sequence[tuple[str, ListingTable]]:
    """Everything of that id that can be listed: its file and all that it says; else the exercises that are called so.

    A figure, a body or a layout is shown where nothing else has the id: that of an exercise says where its picture lies.
    Raises ``ProblemsFound``.
    """
    kinds = [kind for kind in KINDS if name in paths(folders, kind)]
    if kinds:
        library = read_library(folders, [Named(kind, name, Place(name)) for kind in kinds])
        return [_table(folders, kind, name, _rows(folders, library, getattr(library, kind)[name])) for kind in kinds]
    if others := [kind for kind in LISTED if kind not in KINDS and name in paths(folders, kind)]:
        return [_table(folders, kind, name, _as_written(folders, kind, name)) for kind in others]
    if sheets := sheets_of(folders, name):
        return [_table(folders, kind, one, rows) for kind, one, rows in sheets]
    return [one for exercise in _called(folders, name) for one in shown(folders, exercise)]


def _table(folders: Folders, kind: str, name: str, rows: Rows) -> tuple[str, ListingTable]:
    return label(paths(folders, kind)[name]), (("key", singular(kind)), rows)


def _called(folders: Folders, name: str) -> Sequence[str]:
    """The ids of the exercises that have this name in plain words, in the clinic or elsewhere. Raises ``ProblemsFound`` when none has."""
    store = ContentStore(folders)
    wanted = [Named(kind, one, Place(one)) for kind in KINDS if kind != "sources" for one in ids(folders, kind)]
    library = read_library(store, wanted)
    called = {one: (e.name, e.clinical_name or "", *e.also_called) for one, e in library.exercises.items()}
    if found := [one for one, names in called.items() if name.casefold() in map(str.casefold, names)]:
        return found
    known = [other for kind in LISTED for other in paths(folders, kind)]
    near = did_you_mean(name, known)
    meant = by_meaning(name, [thing for kind in KINDS if kind != "sources" for thing in getattr(library, kind).values()])
    raise ProblemsFound([Problem(Place(name), "is not the id of anything", meant or near or "see: rehabpress list")])


def _rows(folders: Folders, library: Library, thing: Content) -> Rows:
    rows = list(_said(thing))
    if isinstance(thing, Exercise):
        positions = [name for name in thing.movements if library.movements[name].position]
        rows += [("position", ", ".join(positions)), ("picture file", _picture(folders, thing.id))]
    if isinstance(thing, Plan):
        pipeline = Pipeline(folders)
        rows += [("pages", "\n".join(_pages(pipeline, folders, thing))), ("sources of its papers", "\n".join(_sources(pipeline, thing)))]
    return rows


def _picture(folders: Folders, exercise: str) -> str:
    """The file that its picture is made from: one of the clinic's own, else its figure."""
    own = picture_files(folders).get(exercise) or find(folders, "figures", exercise)
    return label(own) if own else "none"


def _pages(pipeline: Pipeline, folders: Folders, plan: Plan) -> Iterator[str]:
    """How many pages each paper of a plan has for a patient of whom nothing is known."""
    for layout in ids(folders, "layouts"):
        try:
            page = pipeline.page(_for_nobody(plan, layout))
            count = len(paginate_all([pipeline.part(page)], dt.date.today()).pages)
        except ProblemsFound as found:
            yield f"{layout}: cannot be printed: {found.problems[0].what}"
        else:
            yield f"{layout}: {count}"


def _sources(pipeline: Pipeline, plan: Plan) -> Iterator[str]:
    """What the papers of a plan are made from. The patient's says only how many there are."""
    try:
        handout = pipeline.page(_for_nobody(plan, "handout")).handout
    except ProblemsFound:  # which the pages have said
        return
    for source in handout.sources:
        yield f"- {source.text} {source.url}" if source.url and source.url not in source.text else f"- {source.text}"


def _for_nobody(plan: Plan, layout: str) -> Order:
    return Order(plan=plan.id, date=dt.date.today(), not_flags=plan.asks, layout=layout)


def _as_written(folders: Folders, kind: str, name: str) -> Rows:
    """What a file says of kinds that a person reads as they are written; and the picture of a layout."""
    draft = read_file(paths(folders, kind)[name])
    if draft.data is None:
        raise ProblemsFound(draft.problems)
    rows = [(key, _plain(value)) for key, value in draft.data.items()]
    picture = thumbnail(folders, name) if kind == "layouts" else ""
    return [*rows, ("picture file", picture)] if picture else rows


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "\n".join(f"- {_plain(item)}" for item in value)
    return str(value)


def _said(thing: Content) -> Iterator[tuple[str, str]]:
    fields = sorted(type(thing).model_fields, key=lambda name: name in Reviewed.model_fields)
    for name in fields:
        value = getattr(thing, name)
        left_out = isinstance(value, bool) and value == type(thing).model_fields[name].default
        if value not in (None, ()) and not left_out and (text := _text(value)):
            yield name, text


def _text(value: object) -> str:
    if isinstance(value, Dose):
        return dose_words(value)
    if isinstance(value, Content):
        return "; ".join(f"{name}: {text}" for name, text in _said(value))
    if isinstance(value, tuple):
        return "\n".join(f"- {_text(item)}" for item in value)
    return str(value)
