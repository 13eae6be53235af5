"""The whole way on one screen: from the content files of a plan to the bytes of a handout.

``content ─► source ─► model ─► plan ─► layout ─► markup ─► pdf``
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rehabpress.layout.render import render
from rehabpress.markup.blocks import Document
from rehabpress.markup.parse import parse
from rehabpress.markup.pictures import picture_names
from rehabpress.model.clinic import Clinic, Format, Themes
from rehabpress.model.exercise import Exercise
from rehabpress.model.locale import Locale
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Clinician
from rehabpress.must_print import unprinted
from rehabpress.pdf.drawing import Drawing, vector
from rehabpress.pdf.pictures import PictureFile, picture
from rehabpress.pdf.render import render as pdf
from rehabpress.plan.doses import Override
from rehabpress.plan.handout import Handout
from rehabpress.plan.resolve import resolve
from rehabpress.problems import Place, Problem, ProblemsFound, collecting, did_you_mean
from rehabpress.source.folders import Folders, find_folders, ids
from rehabpress.source.layouts import read_locale, read_theme
from rehabpress.source.library import Named, Wanted, read_library, read_plan, wanted
from rehabpress.source.pictures import picture_files, read_picture
from rehabpress.source.places import label
from rehabpress.theme import Paper, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one handout is to be. Ids are those of content, layouts and themes; ``plan`` is an id, the path of a file, or typed."""

    plan: str | Wanted
    date: dt.date
    patient: str | None = None
    """The name as it is printed."""
    flags: tuple[PatientFlag, ...] = ()
    """What the patient must be kept safe from."""
    clinician: Clinician | None = None
    clinic: str | None = None
    doses: Mapping[str, Override] = field(default_factory=dict)
    layout: str = "handout"
    format: Format = "standard"
    theme: str | None = None
    """Left out: the one that the clinic has for the format."""
    paper: Paper | None = None
    """Left out: that of the theme."""


@dataclass(frozen=True, slots=True)
class Who:
    """The body that figures are drawn with, and where it was chosen."""

    body: str
    place: Place


SOMEBODY = "alex"
"""Who does the exercises when neither the plan nor the clinic chooses."""


@dataclass(frozen=True, slots=True)
class Built:
    """A handout as data and as a PDF."""

    handout: Handout
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A handout as a document, and what it takes to set it."""

    handout: Handout
    document: Document
    theme: Theme
    who: Who


def build_handout(order: Order, folders: Folders | None = None) -> Built:
    """Build a handout. Raises ``ProblemsFound`` with everything that is wrong with it; then there is none."""
    folders = folders or find_folders()
    page = page_of(order, folders)
    pictures = drawings(page.document, picture_files(folders), folders, page.who)
    return Built(page.handout, pdf(page.document, page.theme, pictures, date=order.date))


def page_of(order: Order, folders: Folders) -> Page:
    """The document of a handout, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
    problems: list[Problem] = []
    if order.layout not in (known := layouts(folders)):
        problems.append(
            Problem(Place(f"--layout {order.layout}"), f'there is no layout "{order.layout}"', did_you_mean(order.layout, known))
        )
    clinic: Clinic | None = None
    with collecting(problems):
        handout, locale, who = handout_of(order, folders)
        clinic = handout.clinic
    with collecting(problems):
        theme = theme_of(order, clinic, folders)
    if problems:
        raise ProblemsFound(problems)
    values = {"handout": handout, "pictures": pictures_there(folders)}
    markup = render(f"{order.layout}.html", folders.layouts, values, locale.labels)
    document = parse(markup, styles=theme.styles)
    if left_out := list(unprinted(document, handout, order.layout)):
        raise ProblemsFound(left_out)
    return Page(handout, document, theme, who)


def pictures_there(folders: Folders) -> frozenset[str]:
    """The names of all pictures and figures that there are."""
    return frozenset((*picture_files(folders), *ids(folders, "figures")))


def layouts(folders: Folders) -> list[str]:
    """The ids of all layouts."""
    return sorted({path.stem for folder in folders.layouts for path in folder.glob("*.html")})


def theme_of(order: Order, clinic: Clinic | None, folders: Folders) -> Theme:
    """The theme that was asked for, or else that of the clinic for the format of the order, on the paper of the order."""
    place, name = Place(f"--theme {order.theme}"), order.theme
    if name is None:
        place, name = Place(f"--format {order.format}"), getattr(clinic.themes if clinic else Themes(), order.format)
    return read_theme(folders, name, place).on(order.paper)


def handout_of(order: Order, folders: Folders) -> tuple[Handout, Locale, Who]:
    """Everything that the handout says, the words of its language, and who does the exercises in its pictures."""
    also = [Named("clinics", order.clinic, Place(f"--clinic {order.clinic}"))] if order.clinic else []
    also.extend(Named("flags", flag.id, flag.place) for flag in order.flags)
    also.extend(Named("protocols", flag.protocol, flag.place) for flag in order.flags if flag.protocol)
    asked = wanted("plans", order.plan, Place(f"plan {order.plan}")) if isinstance(order.plan, str) else order.plan
    plan, library = read_plan(folders, asked, also)
    clinic = library.clinics.get(order.clinic or plan.clinic or "")
    locale = read_locale(folders, clinic.language if clinic else "en")
    handout = resolve(
        plan,
        library,
        locale,
        date=order.date,
        clinic=order.clinic,
        clinician=order.clinician,
        patient=Patient(order.patient, flags=order.flags),
        others=lambda: all_exercises(folders),
        overrides=order.doses,
    )
    body = plan.body or handout.clinic.body
    origin = library.origins["plans", plan.id] if plan.body else library.origins["clinics", handout.clinic.id]
    return handout, locale, Who(body, origin.at("body")) if body else Who(SOMEBODY, origin.whole)


def all_exercises(folders: Folders) -> Iterable[Exercise]:
    """Every exercise that there is and can be read: what is wrong with one that a plan does not name is not this plan's problem."""
    for name in ids(folders, "exercises"):
        with suppress(ProblemsFound):
            yield read_library(folders, [Named("exercises", name, Place(name))]).exercises[name]


def drawings(document: Document, files: Mapping[str, Path], folders: Folders, who: Who) -> Mapping[str, Drawing]:
    """The pictures that a document shows: a clinic's own file of that name, else the figure of that exercise.

    A name that has neither is left out; whoever sets the page reports it at its place.
    """
    found: dict[str, Drawing] = {}
    for name in dict.fromkeys(picture_names(document.blocks)):
        exercise, _, side = name.partition(".")
        if path := files.get(name) or files.get(exercise):
            found[name] = picture(PictureFile(name, label(path), read_picture(path)))
        elif exercise in ids(folders, "figures"):
            found[name] = drawn(folders, exercise, side, who)
    return found


def drawn(folders: Folders, exercise: str, side: str, who: Who) -> Drawing:
    """The figure of an exercise, for ``left``, ``right`` or (empty) any side; drawn once and then kept on this machine."""
    from rehabpress.figure.cache import FigureCache, cache_folder
    from rehabpress.figure.draw import draw
    from rehabpress.figure.drawing import to_pdf_operators
    from rehabpress.source.figures import read_body, read_figure

    figure, body = read_figure(folders, exercise)[0], read_body(folders, who.body, who.place)[0]
    mirror = side in ("left", "right") and figure.side is not None and side != figure.side
    shown = draw(figure, body, mirror=mirror, cache=FigureCache(cache_folder()))
    return vector(shown.width, shown.height, to_pdf_operators(shown))
