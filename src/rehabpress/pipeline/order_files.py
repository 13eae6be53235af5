"""Orders in files: read, written anew, and taken again for next week."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rehabpress.loader.flags import flags_over, read_flags
from rehabpress.loader.folders import Folders, find, ids, unknown
from rehabpress.loader.library import Typed
from rehabpress.loader.places import label
from rehabpress.loader.single_file import other_name
from rehabpress.loader.validate import check, check_draft
from rehabpress.loader.yaml.edit import edited
from rehabpress.loader.yaml.reader import read_file
from rehabpress.loader.yaml.write import written
from rehabpress.model.order_file import OrderFile
from rehabpress.model.patient import PatientFlag
from rehabpress.pipeline.order import Order
from rehabpress.plan.dose_layers import Override
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound, collecting

LAST = "-last"
"""How the id of an order ends that is kept for what is new."""

_OF_ITS_WEEK = ("date", "start", "next_visit")
"""Keys of an order that do not stay when it is taken again."""

_SCHEMA = "# yaml-language-server: $schema=../content/schemas/orders.schema.json"


def order_path(folders: Folders, word: str) -> Path | None:
    """The file of an order, by its id or by a path to a file in a folder ``orders``; None when the word means a plan.

    Raises ``ProblemsFound`` for an id that a plan has too.
    """
    path = Path(word)
    if path.suffix in (".yaml", ".yml"):
        return path if path.resolve().parent.name == "orders" else None
    found = find(folders, "orders", word)
    if found and (plan := find(folders, "plans", word)):
        hint = f"write the path of the one that you mean: {label(found)} or {label(plan)}"
        raise ProblemsFound([Problem(Place(word), "is the id of an order and of a plan", hint)])
    return found


def read_order(folders: Folders, word: str | Path, today: dt.date) -> Order:
    """The order of that id, or in that file. Without a date of its own it is of ``today``. Raises ``ProblemsFound``."""
    path = word if isinstance(word, Path) else find(folders, "orders", word)
    if path is None:
        raise ProblemsFound([unknown(folders, "orders", str(word), Place(str(word)))])
    draft = read_file(path)
    value, problems = check_draft(OrderFile, draft)
    if value is None or problems:
        raise ProblemsFound(problems)
    if value.id != path.stem:
        raise ProblemsFound([other_name(draft.origin, value.id, path.stem)])
    return order_of(value, draft.origin, folders, today)


def order_of(said: OrderFile, origin: Origin, folders: Folders, today: dt.date, plan: Typed | None = None) -> Order:
    """The order that a file is, with the place of each part; with ``plan`` in the place of the one that it names.

    Raises ``ProblemsFound`` for what it names and there is not.
    """
    problems = [
        unknown(folders, kind, name, origin.at(key))
        for key, kind, name in (
            ("plan", "plans", said.plan),
            ("clinic", "clinics", said.clinic),
            ("layout", "layouts", said.layout),
            ("preset", "usual", said.preset),
            ("body", "bodies", said.body),
        )
        if name is not None and name not in ids(folders, kind) and not (plan and kind == "plans")
    ]
    if said.since and not any(said.since in ids(folders, kind) for kind in ("plans", "orders")):
        problems.append(Problem(origin.at("since"), f'there is no plan or order "{said.since}"', "see: rehabpress list plans"))
    with collecting(problems):
        flags = read_flags([(word, origin.at("flags", index)) for index, word in enumerate(said.flags)], folders)
    if problems:
        raise ProblemsFound(problems)
    return Order(
        plan=plan or said.plan,
        date=said.date or today,
        patient=said.patient,
        flags=flags,
        not_flags=said.not_flags,
        clinician=said.clinician,
        clinic=said.clinic,
        doses={name: Override(dose, _below(origin, "doses", name)) for name, dose in said.doses.items()},
        dose=Override(said.dose, _below(origin, "dose")) if said.dose.given() else None,
        preset=said.preset,
        side=said.side,
        without=said.without,
        notes=said.notes,
        title=said.title,
        message=said.message,
        goal=said.goal,
        next_visit=said.next_visit,
        body=said.body,
        since=said.since,
        layout=said.layout,
        annexes=said.annexes,
        start=said.start,
        format=said.format,
        paper=said.paper,
        file=None if plan else said.id,
        origin=origin,
    )


def _below(origin: Origin, *path: str) -> Origin:
    """The places of what stands at a path, from there on."""
    count = len(path)
    return Origin({key[count:]: origin.places[key] for key in origin.places if key[:count] == path}, origin.at(*path))


def next_id(folders: Folders) -> str:
    """The id after the highest that there is: ``a-1002``."""
    numbers = [int(found[1]) for name in ids(folders, "orders") if (found := re.fullmatch(r"a-(\d{1,9})", name))]
    return f"a-{max(numbers, default=1000) + 1}"


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order that is not written yet, so that it can be held against the safety gate first; and the files that it will be."""

    order: Order
    path: Path
    files: Mapping[Path, bytes]

    def write(self) -> None:
        """Write its files, readable by their owner alone. Raises ``ProblemsFound``."""
        for path, data in self.files.items():
            write_whole(path, data, private=True)


def new_order(folders: Folders, project: Path, data: Mapping[str, object], origin: Origin) -> OrderDraft:
    """A new order below ``orders/`` of the project. Raises ``ProblemsFound``."""
    data = _said(data)
    said = check(OrderFile, data, origin)
    order = order_of(said, origin, folders, dt.date.today())
    path = project / "orders" / f"{said.id}.yaml"
    if path.exists():
        raise ProblemsFound([Problem(Place(label(path)), "is there already", f"name another id, or: rehabpress order again {said.id}")])
    return OrderDraft(order, path, {path: f"{_SCHEMA}\n{written(data)}".encode()})


def again(folders: Folders, project: Path, name: str, changes: Mapping[str, object], origin: Origin) -> OrderDraft:
    """Next week's order in the place of this week's, which is kept for what is new. Raises ``ProblemsFound``, also when nothing changes.

    Comments of the file stay. Its days do not: ``date``, ``start`` and ``next_visit`` are of their week, and next week's are given anew.
    """
    path = project / "orders" / f"{name}.yaml"
    if not path.is_file():
        hint = "it goes on from an order of this project: rehabpress order new"
        raise ProblemsFound([Problem(Place(label(path)), "there is no such file", hint)])
    own = read_order(folders, path, dt.date.today()).flags
    before = dict(read_file(path).data or {})
    kept = path.with_name(f"{name}{LAST}.yaml")
    last = before | {"id": kept.stem}
    now = {key: value for key, value in before.items() if key not in _OF_ITS_WEEK} | merged(before, changes)
    if own and "flags" in changes:
        now["flags"], origin = _flags_again(before["flags"], own, changes["flags"], origin, folders)
    now = _said(now) | {"id": name, "since": last["id"]}
    # The last one may say what was new then; its own forerunner is not kept.
    last.pop("since", None)
    said = check(OrderFile, now, origin)
    order = order_of(said.model_copy(update={"since": None}), origin, folders, dt.date.today())
    if _compared(now) == _compared(before):
        what = f"order {name} already says so"
        raise ProblemsFound([Problem(Place(label(path)), what, f"print it again with: rehabpress handout {name}")])
    content = path.read_bytes()
    return OrderDraft(order, path, {kept: edited(content, last, label(path)), path: edited(content, now, label(path))})


def _said(data: Mapping[str, object]) -> dict[str, object]:
    """What an order says, without the keys whose value was taken back."""
    return {key: value for key, value in data.items() if value is not None}


def _compared(data: Mapping[str, object]) -> Mapping[str, object]:
    """What an order says, whatever it is compared with and whichever of its flags comes first."""
    flags = data.get("flags", ())
    return {**data, "since": None, "flags": frozenset(flags) if isinstance(flags, tuple) else flags}


def _flags_again(
    words: object, own: Sequence[PatientFlag], changes: object, origin: Origin, folders: Folders
) -> tuple[tuple[str, ...], Origin]:
    """The flags of an order as its file writes them, with those that were typed over them; and where each was written."""
    assert isinstance(words, tuple)  # noqa: S101 - both were read as flags
    assert isinstance(changes, tuple)  # noqa: S101
    named = read_flags([(word, origin.at("flags", n)) for n, word in enumerate(changes)], folders)
    still, typed = flags_over(named, own, folders)
    kept = [word for word, flag in zip(words, own, strict=True) if flag in still]
    new = [
        word if flag == one else f"{word}{',' if ':' in word else ':'}protocol={flag.protocol}"
        for word, one, flag in zip(changes, named, typed, strict=True)
    ]
    places: dict[tuple[str | int, ...], Place] = {("flags", n): flag.place for n, flag in enumerate((*still, *typed))}
    return (*kept, *new), replace(origin, places={**origin.places, **places})


def merged(before: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """Changes of an order: lists and numbers are added to those that there are, everything else takes their place."""
    out: dict[str, object] = {}
    for key, value in changes.items():
        old = before.get(key)
        if isinstance(old, tuple) and isinstance(value, tuple):
            out[key] = tuple(dict.fromkeys((*old, *value)))
        elif isinstance(old, Mapping) and isinstance(value, Mapping):
            out[key] = merged_numbers(old, value)
        else:
            out[key] = value
    return out


def merged_numbers(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """Numbers by exercise, the new ones over the old ones."""
    out: dict[str, object] = dict(old)
    for name, value in new.items():
        before = out.get(name)
        out[name] = {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return out
