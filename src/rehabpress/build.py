"""The whole way on one screen: from the content files of a plan to the bytes of a handout.

``content ─► source ─► model ─► plan ─► layout ─► markup ─► pdf``
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rehabpress.layout.render import render
from rehabpress.markup.blocks import Document
from rehabpress.markup.parse import parse
from rehabpress.model.locale import Locale
from rehabpress.model.plan import Clinician
from rehabpress.pdf.drawing import Drawing
from rehabpress.pdf.render import render as pdf
from rehabpress.plan.doses import Override
from rehabpress.plan.handout import Handout
from rehabpress.plan.resolve import resolve
from rehabpress.problems import Place
from rehabpress.source.folders import Folders, find_folders
from rehabpress.source.layouts import read_locale, read_theme
from rehabpress.source.library import Named, Wanted, read_plan
from rehabpress.source.pictures import picture_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one handout is to be. Ids are those of content, layouts and themes; ``plan`` may be read from anywhere."""

    plan: Wanted
    date: dt.date
    patient: str | None = None
    clinician: Clinician | None = None
    clinic: str | None = None
    doses: Mapping[str, Override] = field(default_factory=dict)
    layout: str = "handout"
    theme: str = "clinic"


@dataclass(frozen=True, slots=True)
class Built:
    """A handout as data and as a PDF."""

    handout: Handout
    pdf: bytes


def build_handout(order: Order, folders: Folders | None = None) -> Built:
    """Build a handout. Raises ``ProblemsFound`` with everything that is wrong with it; then there is none."""
    folders = folders or find_folders()
    handout, locale = handout_of(order, folders)
    theme = read_theme(folders, order.theme, Place(f"--theme {order.theme}"))
    files = picture_files(folders)
    values = {"handout": handout, "pictures": tuple(files)}
    markup = render(f"{order.layout}.html", folders.layouts, values, locale.labels)
    document = parse(markup, styles=theme.styles)
    pictures = drawings(document, files)
    return Built(handout, pdf(document, theme, pictures, date=order.date))


def layouts(folders: Folders) -> list[str]:
    """The ids of all layouts."""
    return sorted({path.stem for folder in folders.layouts for path in folder.glob("*.html")})


def handout_of(order: Order, folders: Folders) -> tuple[Handout, Locale]:
    """Everything that the handout says, and the words of its language."""
    also = [Named("clinics", order.clinic, Place(f"--clinic {order.clinic}"))] if order.clinic else []
    plan, library = read_plan(folders, order.plan, also)
    clinic = order.clinic or plan.clinic
    locale = read_locale(folders, library.clinics[clinic].language if clinic else "en")
    handout = resolve(
        plan, library, locale, date=order.date, clinic=order.clinic, clinician=order.clinician, patient=order.patient, overrides=order.doses
    )
    return handout, locale


def drawings(document: Document, files: Mapping[str, Path]) -> Mapping[str, Drawing]:
    """The drawings of the pictures that a document shows and that there are; a picture that is missing is found by who sets it."""
    return {}
