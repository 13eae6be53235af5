"""What the options of a command ask for: an order, from a plan or from an order file that they change."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from rehabpress.cli.options import Changes, PatientOptions
from rehabpress.cli.parse_options import dose_of, doses_of, flags_of, numbers_in
from rehabpress.loader.flags import flags_over
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Typed, Wanted
from rehabpress.loader.validate import check
from rehabpress.loader.yaml.reader import read_data
from rehabpress.model.dose import Side
from rehabpress.model.order_file import OrderFile
from rehabpress.model.plan import Clinician
from rehabpress.pipeline.order import WORDS, Copy, Order
from rehabpress.pipeline.order_files import again, order_of, order_path, read_order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(PatientOptions):
    """The options of a paper as they were typed; what was left out is None or empty."""

    since: str | None = None
    layout: str | None = None
    annexes: Sequence[str] | None = None
    copy: Copy = "patient"
    theme: str | None = None


def asked_for(
    options: Changes,
    *,
    since: str | None = None,
    layout: str | None = None,
    theme: str | None = None,
    annexes: Sequence[str] | None = None,
    copy: Copy = "patient",
) -> Asked:
    """What the options of a command ask for."""
    given: dict[str, Any] = {one.name: getattr(options, one.name) for one in fields(options)}
    return Asked(**given, since=since, layout=layout, annexes=annexes, copy=copy, theme=theme)


def order_for(plan: str | Wanted, asked: Asked, folders: Folders) -> Order:
    """The order of a plan, or that of an order file with what was typed besides; ``-`` stands for standard input. Raises ``ProblemsFound``."""
    base = _base(plan, folders, dt.date.today())
    still, flags = flags_over(flags_of(asked.flags, folders), base.flags, folders)
    doses = doses_of(asked.set_)
    if base.file is not None and asked.patient is not None and asked.patient != base.patient:
        hint = "write the name into its file, or make an order for the other patient: rehabpress order new"
        raise ProblemsFound([Problem(Place("--patient"), "is another patient than that of the order", hint)])
    return replace(
        base,
        date=asked.date or base.date,
        patient=asked.patient or base.patient if asked.patient != "" else "",
        flags=(*still, *flags),
        not_flags=tuple(dict.fromkeys((*base.not_flags, *asked.not_flags))),
        clinician=Clinician(name=asked.clinician) if asked.clinician else base.clinician,
        clinic=asked.clinic or base.clinic,
        doses={**base.doses, **{name: _over(dose, base.doses.get(name)) for name, dose in doses.items()}},
        dose=_over(typed, base.dose) if (typed := dose_of(asked.dose)) else base.dose,
        preset=asked.preset or base.preset,
        without=tuple(dict.fromkeys((*base.without, *asked.without))),
        notes={**base.notes, **_notes(asked)},
        **_words(base, asked),
        body=asked.body or base.body,
        side=Side(asked.side) if asked.side else base.side,
        since=asked.since or base.since,
        layout=asked.layout or base.layout,
        annexes=base.annexes if asked.annexes is None else tuple(asked.annexes),
        copy=asked.copy,
        format=asked.format or base.format,
        theme=asked.theme,
        paper=asked.paper or base.paper,
    )


def _base(plan: str | Wanted, folders: Folders, today: dt.date) -> Order:
    """The order before any option."""
    if plan == "-":
        draft = read_data(sys.stdin.buffer.read(), "standard input")
        if draft.data is None or draft.problems:
            raise ProblemsFound(draft.problems)
        if "plan" in draft.data:
            return order_of(check(OrderFile, draft.data, draft.origin), draft.origin, folders, today)
        return Order(plan=Typed("plans", draft.data, draft.origin), date=today)
    path = order_path(folders, plan) if isinstance(plan, str) else None
    return Order(plan=plan, date=today) if path is None else read_order(folders, path, today)


def _notes(asked: Asked) -> dict[str, str]:
    return {name.strip(): text.strip() for name, _, text in (note.partition("=") for note in asked.notes)}


def _words(base: Order, asked: Asked) -> dict[str, Any]:
    """What is said to the patient in other words than the plan; words that were typed empty are those of the plan."""
    typed = {name: getattr(asked, name) for name in WORDS}
    return {name: getattr(base, name) if text is None else text.strip() or None for name, text in typed.items()}


def _over(typed: Override, own: Override | None) -> Override:
    """What was typed over the numbers of the order file."""
    if own is None:
        return typed
    return Override(typed.dose.over(own.dose), Origin({**own.origin.places, **typed.origin.places}, typed.origin.whole))


def as_data(asked: Asked) -> tuple[dict[str, object], Origin]:
    """The keys of an order file that the options give, and the place of each."""
    data: dict[str, object] = {}
    places: dict[tuple[str | int, ...], Place] = {}
    for key, value in (
        ("patient", asked.patient),
        ("clinic", asked.clinic),
        ("clinician", {"name": asked.clinician} if asked.clinician else None),
        ("date", asked.date and asked.date.isoformat()),
        ("since", asked.since),
        ("preset", asked.preset),
        ("side", asked.side),
        ("body", asked.body),
        ("format", asked.format),
        ("layout", asked.layout),
        ("annexes", asked.annexes),
        ("paper", asked.paper),
    ):
        if value is not None:
            data[key], places[key,] = value, Place(f"--{key}")
    for key in WORDS:
        if (text := getattr(asked, key)) is not None:
            data[key], places[key,] = text.strip() or None, Place(f"--{key.replace('_', '-')}")
    for key, option, values in (
        ("flags", "flag", asked.flags),
        ("not_flags", "not", asked.not_flags),
        ("without", "without", asked.without),
    ):
        if values:
            data[key] = tuple(values)
            places |= {(key, index): Place(f"--{option} {value}") for index, value in enumerate(values)}
    if asked.notes:
        data["notes"] = _notes(asked)
        places["notes",] = Place("--note")
    if asked.dose:
        data["dose"] = numbers_in(asked.dose)[0]
        places["dose",] = Place("--dose")
    if asked.set_:
        doses_of(asked.set_)
        doses: dict[str, dict[str, object]] = {}
        for word in asked.set_:
            name, _, value = word.strip().partition("=")
            exercise, _, number = name.partition(".")
            doses.setdefault(exercise, {})[number] = int(value) if value.strip().isdigit() else value.strip()
        data["doses"] = doses
        places["doses",] = Place("--set")
    return data, Origin(places, Place("rehabpress order"))


def taken_again(name: str, asked: Asked, folders: Folders, project: Path) -> Asked:
    """Next week's order, written with what was typed; what is left of that for its paper. Raises ``ProblemsFound``."""
    draft = again(folders, project, name, *as_data(replace(asked, date=None, layout=None, annexes=None, theme=None, paper=None)))
    Pipeline(folders).page(draft.order)
    draft.write()
    return Asked(date=asked.date, layout=asked.layout, annexes=asked.annexes, copy=asked.copy, theme=asked.theme, paper=asked.paper)
