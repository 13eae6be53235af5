"""From the rows of a roster to jobs: every row is resolved before anything is written, and what is wrong is said of its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rehabpress.batch.encryption import check_available
from rehabpress.batch.job import Job
from rehabpress.loader.folders import Folders
from rehabpress.loader.rosters.read import Rostered
from rehabpress.loader.single_file import read_packet
from rehabpress.model.dose import Dose
from rehabpress.model.packet import Packet, Sheet
from rehabpress.model.plan import Clinician
from rehabpress.model.roster import RosterRow
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Handout
from rehabpress.plan.one_side import one_side
from rehabpress.support.file_names import plain_words
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound, collecting


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for rows that do not say it themselves."""

    packet: str
    date: dt.date
    names: bool = False
    """Whether files are named after patients."""


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """The jobs of the rows that are right so far, each with its place, and the problems of the others by the line in which each begins."""

    jobs: tuple[Job, ...]
    places: Mapping[str, Origin]
    problems: Mapping[int, tuple[Problem, ...]]


def plan_jobs(rows: Sequence[Rostered], pipeline: Pipeline, defaults: Defaults) -> PlannedRun:
    """Resolve all rows. Raises nothing: what is wrong is in the result."""
    packets = _Packets(pipeline.folders)
    jobs: list[Job] = []
    bad: dict[int, tuple[Problem, ...]] = {}
    places: dict[str, Origin] = {}
    for rostered in rows:
        try:
            job = _job(rostered, pipeline, packets, defaults)
            handouts = {str(order.plan): pipeline.handout(order)[0] for order in job.orders}
            if unsaid := list(_sides_unsaid(handouts, rostered.origin)):
                raise ProblemsFound(unsaid)
        except ProblemsFound as found:
            bad[rostered.origin.whole.line] = tuple(at_row(found.problems, rostered.origin))
            continue
        jobs.append(job)
        places[job.id] = rostered.origin
    return PlannedRun(tuple(jobs), places, bad)


NO_SIDE = "no-side"
"""The code of a row that does not say which side is the patient's."""


def _sides_unsaid(handouts: Mapping[str, Handout], origin: Origin) -> Iterator[Problem]:
    """The plans of a row that treat one side when the row says none: which one is the patient's nobody would have looked at."""
    for plan, handout in handouts.items():
        if chosen := one_side(handout.cards):
            one = f"{chosen.exercises[0]}.side={chosen.side}"
            hint = f"say which: left or right in a column side, or for some exercises alone in a column doses: {one}"
            what = f"the plan {plan} is for one side ({chosen.side} {chosen.limb}), and the row says none"
            yield Problem(origin.at("side"), what, hint, NO_SIDE)


def at_row(problems: Sequence[Problem], origin: Origin) -> Iterator[Problem]:
    """Problems said of a row: what an order asked for stands in a cell; what is wrong elsewhere keeps its place in the words."""
    for problem in problems:
        cell = next((field for words, field in _CELLS.items() if problem.place.file.startswith(words)), None)
        if cell:
            yield replace(problem, place=origin.at(cell))
        elif problem.place.file == origin.whole.file:
            yield problem
        else:
            yield Problem(origin.whole, f"{problem.place}: {problem.what}", problem.hint, problem.code, problem.names)


_CELLS = {
    "plan ": "plan",
    "--clinic ": "clinic",
    "--format ": "format",
    "--layout ": "packet",
    "--theme ": "packet",
    "--packet ": "packet",
    "--patient": "patient",
    "--side ": "side",
    "--not_flags ": "not_flags",
}
"""The places of an order's words and the columns that they come from."""


class _Packets:
    """The packets that rows name, each read once."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._read: dict[str, Packet] = {}

    def packet(self, name: str) -> Packet:
        if name not in self._read:
            self._read[name] = read_packet(self._folders, name, Place(f"--packet {name}"))
        return self._read[name]


def _job(rostered: Rostered, pipeline: Pipeline, packets: _Packets, defaults: Defaults) -> Job:
    row, origin = rostered.row, rostered.origin
    problems: list[Problem] = []
    name = row.packet or defaults.packet
    orders: list[Order] = []
    sheets: tuple[Sheet, ...] = ()
    if row.password:
        with collecting(problems):
            check_available(origin.at("password"))
    with collecting(problems):
        sheets = packets.packet(name).sheets
    for index, plan in enumerate(row.plan):
        with collecting(problems):
            order = _order(rostered, plan, pipeline, defaults)
            for sheet in [sheet for sheet in sheets if not (index and sheet.once)]:
                # a packet names all its sheets
                orders += pipeline.bound(replace(order, layout=sheet.layout, theme=sheet.theme, annexes=()))
    if problems:
        raise ProblemsFound(problems)
    if foreign := [order for order in orders if row.language and not _speaks(pipeline, order, row.language)]:
        clinic = foreign[0].clinic or "of the plan"
        what = f'language: the clinic {clinic} has no pages in "{row.language}"'
        raise ProblemsFound([Problem(origin.at("language"), what, "leave it out, or name a clinic of that language in the column clinic")])
    # sheets of one kind stand together, in the order of the packet
    order_of = {sheet.layout: n for n, sheet in enumerate(sheets)}
    if len(row.plan) > 1:
        orders.sort(key=lambda order: (not _once(sheets, order), row.plan.index(str(order.plan)), order_of[order.layout]))
    return Job(row.id, row.name, _file(row, defaults.names), name, tuple(orders), row.password)


def _once(sheets: Sequence[Sheet], order: Order) -> bool:
    return any(sheet.once and sheet.layout == order.layout for sheet in sheets)


def _speaks(pipeline: Pipeline, order: Order, language: str) -> bool:
    plan, library = pipeline.plan(order)
    clinic = library.clinics.get(order.clinic or plan.clinic or "")
    return clinic is not None and clinic.language.partition("-")[0] == language.partition("-")[0]


def _order(rostered: Rostered, plan: str, pipeline: Pipeline, defaults: Defaults) -> Order:
    row, origin = rostered.row, rostered.origin
    return Order(
        plan=plan,
        date=row.date or defaults.date,
        patient=row.name,
        flags=pipeline.flags([(flag, origin.at("flags")) for flag in row.flags]),
        clinician=Clinician(name=row.clinician) if row.clinician else None,
        clinic=row.clinic,
        format=row.format,
        start=row.start,
        doses={name: _override(dose, origin) for name, dose in row.doses.items()},
        side=row.side,
        not_flags=row.not_flags,
        body=row.body,
    )


def _override(dose: Dose, origin: Origin) -> Override:
    """The numbers of a row, with a place that can be sent to another process."""
    return Override(dose, Origin({}, origin.at("doses")))


def _file(row: RosterRow, names: bool) -> str:
    """The name of a patient's file: only what every file system takes, and nothing of the name unless that is wanted."""
    words = plain_words(row.name) if names else ""
    return f"{row.id}-{words}.pdf" if words else f"{row.id}.pdf"
