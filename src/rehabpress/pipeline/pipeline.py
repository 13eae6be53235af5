"""The whole way on one screen: from the content files of a plan to a document, and to the typesetter that makes pages of it.

``content ─► source ─► model ─► plan ─► layout ─► markup ─► pdf``

A ``Pipeline`` keeps what it has read, parsed, drawn and set for its next paper. Nothing that it keeps depends on the order of the papers:
each is byte for byte what it is when it is the only one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from rehabpress.loader.flags import read_flags
from rehabpress.loader.folders import Folders, find, ids
from rehabpress.loader.layouts import read_layout, read_locale, read_theme
from rehabpress.loader.library import ContentStore, Named, read_library, read_plan, wanted
from rehabpress.loader.pictures import not_a_picture, picture_files, read_picture, unreadable_pictures
from rehabpress.loader.places import label
from rehabpress.markup.blocks import Block, Document
from rehabpress.markup.cached_parser import CachedParser
from rehabpress.markup.parse import parse
from rehabpress.markup.picture_names import picture_names
from rehabpress.model.clinic import Clinic, Format, Themes
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale
from rehabpress.model.layout import Layout
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.model.theme import Orientation, Theme
from rehabpress.pictures.cache import PictureCache
from rehabpress.pictures.load import PictureFile, drawing_picture, picture
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.pipeline.changes import prescribed_before
from rehabpress.pipeline.figures import painted
from rehabpress.pipeline.for_order import answer_problems, doses_of_order, for_order
from rehabpress.pipeline.letters import letter_problems, letters_of, missing_letters
from rehabpress.pipeline.order import SOMEBODY, Order, PreparedDocument, Who
from rehabpress.pipeline.order_files import read_order
from rehabpress.pipeline.required_doses import Line, lines_of, misplaced
from rehabpress.pipeline.required_text import Seen, unprinted
from rehabpress.pipeline.text_contrast import Stand, Stands, faint, stands_of
from rehabpress.plan.compare import Prescribed, prescribed
from rehabpress.plan.dose_layers import planned_exercises
from rehabpress.plan.handout import Handout
from rehabpress.plan.resolve import Resolver
from rehabpress.plan.routine import routine
from rehabpress.support.disk_cache import cache_folder
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting
from rehabpress.templates.render import Layouts, Lazy, render
from rehabpress.typeset.document import DocumentPart
from rehabpress.typeset.orientation import fewest_pages
from rehabpress.typeset.typesetter import Typesetter

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

Kept = TypeVar("Kept")

_MOST_BLOCKS = 2_000
_MOST_SAID = 1_000
"""Handouts that are kept: those of the first rows of a day between looking at all rows and printing them, and the last for its other sheets."""


class Pipeline:
    """One collection, ready to print. Content that changes on the disk while it works is not read again.

    It belongs to the thread that made it: what it keeps while it sets one paper would get into another. A call from any other thread
    raises ``RuntimeError``; give each thread a pipeline of its own.
    """

    def __init__(self, folders: Folders, shelf: ContentStore | None = None, pictures: Mapping[str, Drawing] | None = None) -> None:
        self.folders = folders
        self._thread = threading.get_ident()
        self._given: Mapping[str, Drawing] = pictures or {}
        """Pictures of the caller by the names that documents use; they win over files and figures."""
        self._shelf = shelf or ContentStore(folders)
        self._kept: dict[Hashable, object] = {}
        self._printed = Seen()
        self._lines: Memo[Block, Sequence[Line]] = Memo(_MOST_BLOCKS)
        self._stands: Memo[Block, Stands] = Memo(_MOST_BLOCKS)
        self._letters: Memo[Block, frozenset[str]] = Memo(_MOST_BLOCKS)
        self._missing: Memo[tuple[frozenset[str], str], tuple[str, ...]] = Memo(_MOST_BLOCKS)
        self._resolver = Resolver()
        self._said: dict[Hashable, tuple[Handout, Locale, Who]] = {}
        self._names: Memo[Block, tuple[str, ...]] = Memo(_MOST_BLOCKS)

    def page(self, order: Order) -> PreparedDocument:
        """The document of a paper, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
        return self.pages([order])[0]

    def pages(self, orders: Sequence[Order]) -> list[PreparedDocument]:
        """The documents of papers that a patient gets together: what each plan must print stands in one of them. Raises ``ProblemsFound``."""
        self._called()
        problems: list[Problem] = []
        pages = [self._page(order, problems) for order in orders]
        for plan in dict.fromkeys([page.handout.plan for page in pages]):
            of = [n for n, page in enumerate(pages) if page.handout.plan == plan]
            blocks = tuple([block for n in of for block in pages[n].document.blocks])
            together = replace(pages[of[0]].document, blocks=blocks)
            problems += unprinted(together, pages[of[0]].handout, " and ".join([orders[n].layout for n in of]), self._printed)
        if problems:
            raise ProblemsFound(problems)
        return pages

    def _called(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a Pipeline belongs to the thread that made it: give each thread a pipeline of its own")

    def _page(self, order: Order, misprinted: list[Problem]) -> PreparedDocument:
        """The document of one paper; what it lacks of its own exercises goes into ``misprinted``."""
        problems: list[Problem] = []
        clinic: Clinic | None = None
        with collecting(problems):
            declared = self.layout(order)
        with collecting(problems):
            handout, locale, who = self.handout(order)
            clinic = handout.clinic
        with collecting(problems):
            theme = self.theme(order, clinic)
        if problems:
            raise ProblemsFound(problems)
        theme = theme.narrow() if declared.margins == "narrow" else theme
        weeks = self._weeks(order, handout)
        document = self._document(order, weeks, locale, theme)
        known = self._once(("faint", theme.id), lambda: dict[Stand, str | None]())
        misprinted += faint([self._stands.of(block, partial(stands_of, block)) for block in document.blocks], theme, known)
        letters = frozenset[str]().union(*[self._letters.of(block, partial(letters_of, block)) for block in document.blocks])
        missing = self._missing.of((letters, theme.font), lambda: missing_letters(letters, theme.font))
        misprinted += letter_problems(missing, theme.font, order, handout, lambda: self.plan(order)[1])
        misprinted += misplaced(document, weeks, declared, lambda block: self._lines.of(block, partial(lines_of, block)))
        return PreparedDocument(handout, document, theme, who, _orientations(declared, theme), declared.margins == "narrow")

    def divider(self, order: Order, **values: object) -> PreparedDocument:
        """The sheet that stands before a packet in a stack of paper. It is for the desk and stays there."""
        self._called()
        handout, locale, who = self.handout(order)
        theme = self.theme(replace(order, format="standard", theme=None), handout.clinic)
        text = render("reports/divider.html", self.folders.layouts, {"handout": handout, **values}, locale.labels)
        return PreparedDocument(handout, parse(text, styles=theme.styles), theme, who)

    def part(self, page: PreparedDocument) -> DocumentPart:
        """The document with the typesetter for it. Raises ``ProblemsFound`` for pictures that cannot be read."""
        self._called()
        drawn = self._once(("drawn", page.who.body, page.theme.figures), lambda: dict[str, PictureXObject]())
        for name in dict.fromkeys([name for block in page.document.blocks for name in self._names.of(block, partial(_names, block))]):
            if name not in drawn and (drawing := self._drawing(name, page.who, page.theme)):
                drawn[name] = drawing
        lies = page.orientations or (page.theme.orientation,)
        themes = [page.theme.on(orientation=one) for one in lies]
        if page.fills:
            themes = [way for theme in themes for way in theme.tightened()]
        return fewest_pages(page.document, [self._typesetter(theme, page.who, drawn) for theme in themes])

    def _typesetter(self, theme: Theme, who: Who, drawn: Mapping[str, PictureXObject]) -> Typesetter:
        heights = tuple([theme.styles[name].height for name in theme.tight if name in theme.styles])
        key = ("typesetter", theme.id, theme.paper, theme.orientation, theme.margins, heights, who.body)
        return self._once(key, lambda: Typesetter(theme, drawn))

    def layout(self, order: Order) -> Layout:
        """What the layout of an order declares. Raises ``ProblemsFound``."""
        place = Place(f"--layout {order.layout}")
        return self._once(("layout", order.layout), lambda: read_layout(self.folders, order.layout, place))

    def _weeks(self, order: Order, first: Handout) -> Sequence[Handout]:
        """The handouts of the weeks of an order, the first of which is there already."""
        return [first, *(self.handout(order, week)[0] for week in range(2, order.weeks + 1))]

    def handout(self, order: Order, week: int = 1) -> tuple[Handout, Locale, Who]:
        """Everything that a paper says with the doses of a week, the words of its language, and who does the exercises in its pictures."""
        self._called()
        if not isinstance(order.plan, str):
            return self._handout(order, week)
        key = (week, *_saying(order))
        said = self._said.get(key)
        if said is None:
            if len(self._said) >= _MOST_SAID:
                self._said.popitem()
            said = self._said[key] = self._handout(order, week)
        return said

    def _handout(self, order: Order, week: int) -> tuple[Handout, Locale, Who]:
        plan, library = self.plan(order)
        self._all_answered(plan, library, order)
        clinic = library.clinics.get(order.clinic or plan.clinic or "")
        language = clinic.language if clinic else "en"
        locale = self._once(("locale", language), lambda: read_locale(self.folders, language))
        handout = self._resolver.resolve(
            plan,
            library,
            locale,
            date=order.date,
            clinic=order.clinic,
            clinician=order.clinician,
            patient=Patient(order.patient, flags=order.flags),
            others=lambda: self._once("exercises", lambda: tuple(exercises_there(self._shelf))),
            overrides=doses_of_order(plan, library, order),
            week=week,
            before=self._before(order) if order.since else None,
        )
        body = order.body or plan.body or handout.clinic.body
        if order.body:
            return handout, locale, Who(order.body, order.at("body", shown=order.body))
        origin = library.origins["plans", plan.id] if plan.body else library.origins["clinics", handout.clinic.id]
        return handout, locale, Who(body, origin.at("body")) if body else Who(SOMEBODY, origin.whole)

    def _all_answered(self, plan: Plan, library: Library, order: Order) -> None:
        """Raise ``ProblemsFound`` unless the order answers all that the plan asks."""
        if not plan.asks and not order.not_flags:
            return
        if problems := list(answer_problems(plan, library, order, ids(self.folders, "flags"))):
            raise ProblemsFound(problems)

    def _before(self, order: Order) -> tuple[Prescribed, ...]:
        since = order.since or ""
        place = order.at("since", shown=since)
        if find(self.folders, "orders", since):
            before = read_order(self.folders, since, order.date)
            plan, library = self.plan(before)
            doses = doses_of_order(plan, library, before)
            return prescribed([(one.exercise, one.dose) for one in planned_exercises(plan, library, doses)])
        return self._once(("before", since), lambda: prescribed_before(self.folders, since, place))

    def plan(self, order: Order) -> tuple[Plan, Library]:
        """The plan of an order with all that it refers to. Raises ``ProblemsFound``."""
        self._called()
        if not isinstance(order.plan, str):
            return self._read(order)
        flags = tuple([(flag.id, flag.protocol) for flag in order.flags])
        key = ("plan", order.plan, order.clinic, flags, *_changing(order))
        if flags and isinstance(self._kept.get(key), ProblemsFound):
            return self._read(order)  # the same flag may be wrong for another patient, in another place
        return self._once(key, lambda: self._read(order))

    def flags(self, words: Iterable[tuple[str, Place]]) -> tuple[PatientFlag, ...]:
        """The flags that were typed, each with its place. Raises ``ProblemsFound``."""
        self._called()
        return read_flags(words, self._shelf)

    def _read(self, order: Order) -> tuple[Plan, Library]:
        also = [Named("clinics", order.clinic, Place(f"--clinic {order.clinic}"))] if order.clinic else []
        also.extend(Named("flags", flag.id, flag.place) for flag in order.flags)
        also.extend(Named("protocols", flag.protocol, flag.place) for flag in order.flags if flag.protocol)
        asked = wanted("plans", order.plan, Place(f"plan {order.plan}")) if isinstance(order.plan, str) else order.plan
        plan, library = read_plan(self._shelf, asked, also)
        return for_order(plan, library, order)

    def theme(self, order: Order, clinic: Clinic | None) -> Theme:
        """The theme that was asked for, or else that of the clinic for the format of the order, on the paper of the order."""
        name = order.theme or getattr(clinic.themes if clinic else Themes(), order.format)
        place = Place(f"--theme {name}" if order.theme else f"--format {order.format}")
        format_: Format = "standard" if order.theme else order.format
        return self._once(("theme", name, format_, order.paper), lambda: read_theme(self.folders, name, place, format_).on(order.paper))

    def _document(self, order: Order, weeks: Sequence[Handout], locale: Locale, theme: Theme) -> Document:
        values = {
            "handout": weeks[0],
            "routine": Lazy(lambda: routine(weeks, _local(weeks[0]), order.start)),
            "pictures": self._once("pictures", lambda: pictures_there(self.folders) | self._given.keys()),
        }
        parser = self._once(("parser", theme.id, theme.paper), lambda: CachedParser(theme.styles))
        layouts = self._once("printing", lambda: Layouts(self.folders.layouts))
        return parser.parse(layouts.print(f"{order.layout}.html", values, locale.labels))

    def _drawing(self, name: str, who: Who, theme: Theme) -> PictureXObject | None:
        """A picture: one of the caller's, else a clinic's own file of that name, else the figure of that exercise. Whoever sets the page reports one that is neither."""
        files = self._once("files", lambda: picture_files(self.folders))
        exercise, _, side = name.partition(".")
        for given in (name, exercise):
            if given in self._given:
                return drawing_picture(self._given[given], Place(f'pictures["{given}"]'))
        if path := files.get(name) or files.get(exercise):
            return picture(PictureFile(name, label(path), read_picture(path)), PictureCache(cache_folder("pictures")))
        unreadable = self._once("unreadable", lambda: unreadable_pictures(self.folders))
        if stray := unreadable.get(name) or unreadable.get(exercise):
            raise ProblemsFound([not_a_picture(stray)])
        if exercise in ids(self.folders, "figures"):
            return painted(self.folders, exercise, who, side, lines=theme.figures == "lines")
        return None

    def _once(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        if key not in self._kept:
            try:
                self._kept[key] = make()
            except ProblemsFound as found:
                self._kept[key] = found
        if isinstance(kept := self._kept[key], ProblemsFound):
            raise ProblemsFound(kept.problems)
        return cast(Kept, kept)


def _saying(order: Order) -> tuple[Hashable, ...]:
    """What of an order decides what its papers say, however they look."""
    doses = tuple([(name, override.dose) for name, override in order.doses.items()])
    return (
        order.plan,
        order.date,
        order.patient,
        order.flags,
        order.clinician,
        order.clinic,
        order.since,
        doses,
        order.not_flags,
        order.side,
        order.body,
        *_changing(order),
    )


def _changing(order: Order) -> tuple[Hashable, ...]:
    """What of an order changes the plan itself."""
    return order.without, tuple(sorted(order.notes.items()))


def _local(handout: Handout) -> Language:
    local = Language.named(handout.language)
    assert local is not None  # noqa: S101 - a handout is in a language that CLDR knows
    return local


def _names(block: Block) -> tuple[str, ...]:
    return tuple(picture_names([block]))


def layouts(folders: Folders) -> list[str]:
    """The ids of all layouts."""
    return list(ids(folders, "layouts"))


def _orientations(layout: Layout, theme: Theme) -> tuple[Orientation, ...]:
    """Which ways the paper may lie, the preferred one first."""
    match layout.paper:
        case "portrait" | "landscape":
            return (layout.paper,)
        case "as it fits":
            return ("portrait", "landscape")
        case _:
            return (theme.orientation,)


def pictures_there(folders: Folders) -> frozenset[str]:
    """The names of all pictures and figures that there are."""
    return frozenset((*picture_files(folders), *ids(folders, "figures")))


def exercises_there(shelf: ContentStore) -> Iterator[Exercise]:
    """Every exercise that there is and can be read: what is wrong with one that a plan does not name is not this plan's problem."""
    for name in ids(shelf.folders, "exercises"):
        with suppress(ProblemsFound):
            yield read_library(shelf, [Named("exercises", name, Place(name))]).exercises[name]
