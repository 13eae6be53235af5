"""The whole way on one screen: from the content files of a plan to a document, and to the typesetter that makes pages of it.

``content ─► source ─► model ─► plan ─► layout ─► markup ─► pdf``

A ``Press`` keeps what it has read, parsed, drawn and set for its next paper. Nothing that it keeps depends on the order of the papers:
each is byte for byte what it is when it is the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar, cast

from rehabpress.layout.render import render
from rehabpress.markup.blocks import Document
from rehabpress.markup.parse import parse
from rehabpress.markup.pictures import picture_names
from rehabpress.model.clinic import Clinic, Themes
from rehabpress.model.exercise import Exercise
from rehabpress.model.library import Library
from rehabpress.model.locale import Locale
from rehabpress.model.patient import Patient
from rehabpress.model.plan import Plan
from rehabpress.must_print import unprinted
from rehabpress.order import SOMEBODY, Order, Page, Who
from rehabpress.pdf.drawing import Drawing, vector
from rehabpress.pdf.packet import Part
from rehabpress.pdf.pictures import PictureFile, picture
from rehabpress.pdf.typeset import Typesetter
from rehabpress.plan.handout import Handout
from rehabpress.plan.resolve import resolve
from rehabpress.problems import Place, Problem, ProblemsFound, collecting, did_you_mean
from rehabpress.since import prescribed_before
from rehabpress.source.folders import Folders, ids
from rehabpress.source.layouts import read_locale, read_theme
from rehabpress.source.library import Named, read_library, read_plan, wanted
from rehabpress.source.pictures import picture_files, read_picture
from rehabpress.source.places import label
from rehabpress.theme import Theme

Kept = TypeVar("Kept")


class Press:
    """One collection, ready to print. Content that changes on the disk while it works is not read again."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self._kept: dict[Hashable, object] = {}

    def page(self, order: Order) -> Page:
        """The document of a paper, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
        return self.pages([order])[0]

    def pages(self, orders: Sequence[Order]) -> list[Page]:
        """The documents of papers that a patient gets together: what each plan must print stands in one of them. Raises ``ProblemsFound``."""
        pages = [self._page(order) for order in orders]
        problems: list[Problem] = []
        for plan in dict.fromkeys([page.handout.plan for page in pages]):
            of = [n for n, page in enumerate(pages) if page.handout.plan == plan]
            blocks = tuple([block for n in of for block in pages[n].document.blocks])
            together = replace(pages[of[0]].document, blocks=blocks)
            problems += unprinted(together, pages[of[0]].handout, " and ".join([orders[n].layout for n in of]))
        if problems:
            raise ProblemsFound(problems)
        return pages

    def _page(self, order: Order) -> Page:
        problems: list[Problem] = []
        known = self._once("layouts", lambda: layouts(self.folders))
        if order.layout not in known:
            what = f'there is no layout "{order.layout}"'
            problems.append(Problem(Place(f"--layout {order.layout}"), what, did_you_mean(order.layout, known)))
        clinic: Clinic | None = None
        with collecting(problems):
            handout, locale, who = self.handout(order)
            clinic = handout.clinic
        with collecting(problems):
            theme = self.theme(order, clinic)
        if problems:
            raise ProblemsFound(problems)
        return Page(handout, self._document(order, handout, locale, theme), theme, who)

    def divider(self, order: Order, **values: object) -> Page:
        """The sheet that stands before a packet in a stack of paper. It is for the desk and stays there."""
        handout, locale, who = self.handout(order)
        theme = self.theme(replace(order, format="standard", theme=None), handout.clinic)
        text = render("reports/divider.html", self.folders.layouts, {"handout": handout, **values}, locale.labels)
        return Page(handout, parse(text, styles=theme.styles), theme, who)

    def part(self, page: Page) -> Part:
        """The document with the typesetter for it. Raises ``ProblemsFound`` for pictures that cannot be read."""
        drawn = self._once(("drawn", page.who.body), lambda: dict[str, Drawing]())
        for name in dict.fromkeys(picture_names(page.document.blocks)):
            if name not in drawn and (drawing := self._drawing(name, page.who)):
                drawn[name] = drawing
        theme = page.theme
        key = ("typesetter", theme.id, theme.paper, theme.orientation, page.who.body)
        return Part(page.document, self._once(key, lambda: Typesetter(theme, drawn)))

    def handout(self, order: Order) -> tuple[Handout, Locale, Who]:
        """Everything that a paper says, the words of its language, and who does the exercises in its pictures."""
        plan, library = self.plan(order)
        clinic = library.clinics.get(order.clinic or plan.clinic or "")
        language = clinic.language if clinic else "en"
        locale = self._once(("locale", language), lambda: read_locale(self.folders, language))
        handout = resolve(
            plan,
            library,
            locale,
            date=order.date,
            clinic=order.clinic,
            clinician=order.clinician,
            patient=Patient(order.patient, flags=order.flags),
            others=lambda: self._once("exercises", lambda: tuple(exercises_there(self.folders))),
            overrides=order.doses,
            before=prescribed_before(self.folders, order.since, Place(f"--since {order.since}")) if order.since else None,
        )
        body = plan.body or handout.clinic.body
        origin = library.origins["plans", plan.id] if plan.body else library.origins["clinics", handout.clinic.id]
        return handout, locale, Who(body, origin.at("body")) if body else Who(SOMEBODY, origin.whole)

    def plan(self, order: Order) -> tuple[Plan, Library]:
        """The plan of an order with all that it refers to. Raises ``ProblemsFound``."""
        if not isinstance(order.plan, str):
            return self._read(order)
        flags = tuple([(flag.id, flag.protocol) for flag in order.flags])
        return self._once(("plan", order.plan, order.clinic, flags), lambda: self._read(order))

    def _read(self, order: Order) -> tuple[Plan, Library]:
        also = [Named("clinics", order.clinic, Place(f"--clinic {order.clinic}"))] if order.clinic else []
        also.extend(Named("flags", flag.id, flag.place) for flag in order.flags)
        also.extend(Named("protocols", flag.protocol, flag.place) for flag in order.flags if flag.protocol)
        asked = wanted("plans", order.plan, Place(f"plan {order.plan}")) if isinstance(order.plan, str) else order.plan
        return read_plan(self.folders, asked, also)

    def theme(self, order: Order, clinic: Clinic | None) -> Theme:
        """The theme that was asked for, or else that of the clinic for the format of the order, on the paper of the order."""
        name = order.theme or getattr(clinic.themes if clinic else Themes(), order.format)
        place = Place(f"--theme {name}" if order.theme else f"--format {order.format}")
        return self._once(("theme", name, order.paper), lambda: read_theme(self.folders, name, place).on(order.paper))

    def _document(self, order: Order, handout: Handout, locale: Locale, theme: Theme) -> Document:
        values = {"handout": handout, "pictures": self._once("pictures", lambda: pictures_there(self.folders))}
        return parse(render(f"{order.layout}.html", self.folders.layouts, values, locale.labels), styles=theme.styles)

    def _drawing(self, name: str, who: Who) -> Drawing | None:
        """A picture: a clinic's own file of that name, else the figure of that exercise. Whoever sets the page reports one that is neither."""
        files = self._once("files", lambda: picture_files(self.folders))
        exercise, _, side = name.partition(".")
        if path := files.get(name) or files.get(exercise):
            return picture(PictureFile(name, label(path), read_picture(path)))
        return _figure(self.folders, exercise, side, who) if exercise in ids(self.folders, "figures") else None

    def _once(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        if key not in self._kept:
            self._kept[key] = make()
        return cast(Kept, self._kept[key])


def layouts(folders: Folders) -> list[str]:
    """The ids of all layouts."""
    return sorted({path.stem for folder in folders.layouts for path in folder.glob("*.html")})


def pictures_there(folders: Folders) -> frozenset[str]:
    """The names of all pictures and figures that there are."""
    return frozenset((*picture_files(folders), *ids(folders, "figures")))


def exercises_there(folders: Folders) -> Iterator[Exercise]:
    """Every exercise that there is and can be read: what is wrong with one that a plan does not name is not this plan's problem."""
    for name in ids(folders, "exercises"):
        with suppress(ProblemsFound):
            yield read_library(folders, [Named("exercises", name, Place(name))]).exercises[name]


def _figure(folders: Folders, exercise: str, side: str, who: Who) -> Drawing:
    """The figure of an exercise, for ``left``, ``right`` or (empty) any side; drawn once and then kept on this machine."""
    from rehabpress.figure.cache import FigureCache, cache_folder
    from rehabpress.figure.draw import draw
    from rehabpress.figure.drawing import to_pdf_operators
    from rehabpress.source.figures import read_body, read_figure

    figure, body = read_figure(folders, exercise)[0], read_body(folders, who.body, who.place)[0]
    mirror = side in ("left", "right") and figure.side is not None and side != figure.side
    shown = draw(figure, body, mirror=mirror, cache=FigureCache(cache_folder()))
    return vector(shown.width, shown.height, to_pdf_operators(shown))
