"""What the options of a command ask for: an order, from a plan or from an order file that they change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rehabpress.cli.parse_options import dose_of, doses_of, flags_of, numbers_in
from rehabpress.loader.folders import Folders
from rehabpress.loader.library import Wanted
from rehabpress.model.clinic import Format
from rehabpress.model.dose import Side
from rehabpress.model.plan import Clinician
from rehabpress.model.theme import Paper
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.order_files import again, order_path, read_order
from rehabpress.plan.dose_layers import Override
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options as they were typed; what was left out is None or empty."""

    date: dt.date | None = None
    patient: str | None = None
    flags: Sequence[str] = ()
    not_flags: Sequence[str] = ()
    clinician: str | None = None
    clinic: str | None = None
    set_: Sequence[str] = ()
    dose: Sequence[str] = ()
    preset: str | None = None
    without: Sequence[str] = ()
    side: str | None = None
    since: str | None = None
    layout: str | None = None
    format: Format | None = None
    theme: str | None = None
    paper: Paper | None = None
    body: str | None = None
    notes: Sequence[str] = field(default=())


def order_for(plan: str | Wanted, asked: Asked, folders: Folders) -> Order:
    """The order of a plan, or that of an order file with what was typed besides. Raises ``ProblemsFound``."""
    today = dt.date.today()
    path = order_path(folders, plan) if isinstance(plan, str) else None
    flags, doses = flags_of(asked.flags, folders), doses_of(asked.set_)
    base = Order(plan=plan, date=today) if path is None else read_order(folders, path, today)
    if path is not None and asked.patient is not None and asked.patient != base.patient:
        hint = f"write the name into {path}, or make an order for the other patient: rehabpress order new"
        raise ProblemsFound([Problem(Place("--patient"), "is another patient than that of the order", hint)])
    return replace(
        base,
        date=asked.date or base.date,
        patient=asked.patient or base.patient if asked.patient != "" else "",
        flags=(*base.flags, *(flag for flag in flags if flag.id not in {own.id for own in base.flags})),
        not_flags=tuple(dict.fromkeys((*base.not_flags, *asked.not_flags))),
        clinician=Clinician(name=asked.clinician) if asked.clinician else base.clinician,
        clinic=asked.clinic or base.clinic,
        doses={**base.doses, **{name: _over(dose, base.doses.get(name)) for name, dose in doses.items()}},
        dose=_over(typed, base.dose) if (typed := dose_of(asked.dose)) else base.dose,
        preset=asked.preset or base.preset,
        without=tuple(dict.fromkeys((*base.without, *asked.without))),
        side=Side(asked.side) if asked.side else base.side,
        since=asked.since or base.since,
        layout=asked.layout or base.layout,
        format=asked.format or base.format,
        theme=asked.theme,
        paper=asked.paper or base.paper,
    )


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
        ("paper", asked.paper),
    ):
        if value is not None:
            data[key], places[key,] = value, Place(f"--{key}")
    for key, option, values in (
        ("flags", "flag", asked.flags),
        ("not_flags", "not", asked.not_flags),
        ("without", "without", asked.without),
    ):
        if values:
            data[key] = tuple(values)
            places |= {(key, index): Place(f"--{option} {value}") for index, value in enumerate(values)}
    if asked.notes:
        data["notes"] = {name.strip(): text.strip() for name, _, text in (note.partition("=") for note in asked.notes)}
        places["notes",] = Place("--note")
    if asked.dose:
        dose_of(asked.dose)
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
    data, origin = as_data(replace(asked, date=None, layout=None, theme=None, paper=None))
    again(folders, project, name, data, origin)
    return Asked(date=asked.date, layout=asked.layout, theme=asked.theme, paper=asked.paper)
