"""The whole way on one screen: from an order to its document, and to the typesetter that makes pages of it.

``order ─► plan and library ─► handout ─► markup ─► blocks ─► checks ─► typesetter``

A ``Pipeline`` remembers for its next paper what it has read (``collection``), drawn (``pictures``) and what each stage has made (``stages``).
Nothing that it remembers depends on the order of the papers: each is byte for byte what it is when it is the only one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import ContentStore
from rehabpress.markup.blocks import Document
from rehabpress.model.clinic import Clinic
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale
from rehabpress.model.layout import Layout, SmallPaper
from rehabpress.model.library import Library
from rehabpress.model.patient import Patient, PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.model.theme import Orientation, Theme
from rehabpress.pipeline.annexes import bound
from rehabpress.pipeline.collection import Collection
from rehabpress.pipeline.for_order import answer_problems, doses_of_order
from rehabpress.pipeline.order import SOMEBODY, Order, PreparedDocument, Who
from rehabpress.pipeline.pictures import Pictures
from rehabpress.pipeline.stages import Stages
from rehabpress.plan.handout import Handout
from rehabpress.plan.routine import routine
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting
from rehabpress.templates.render import Lazy
from rehabpress.typeset.document import DocumentPart
from rehabpress.typeset.orientation import fewest_pages

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_MOST_PREPARED = 200
_WIDE = 16.0
"""With text of this size or more, paper that lies as it fits lies across: a table has longer lines, and fewer of them."""


class Pipeline:
    """One collection, ready to print. Content that changes on the disk while it works is not read again.

    It belongs to the thread that made it: what it keeps while it sets one paper would get into another. A call from any other thread
    raises ``RuntimeError``; give each thread a pipeline of its own.
    """

    def __init__(self, folders: Folders, store: ContentStore | None = None, pictures: Mapping[str, Drawing] | None = None) -> None:
        """``pictures`` are the caller's, by the names that documents use; they win over files and figures."""
        self.folders = folders
        self._thread = threading.get_ident()
        self._collection = Collection(folders, store)
        self._pictures = Pictures(folders, pictures or {})
        self._stages = Stages(folders)
        self._prepared: Memo[tuple[Order, ...], tuple[PreparedDocument, ...]] = Memo(_MOST_PREPARED)

    def page(self, order: Order) -> PreparedDocument:
        """The document of a paper, not yet set. Raises ``ProblemsFound`` with everything that is wrong so far."""
        return self.pages([order])[0]

    def pages(self, orders: Sequence[Order]) -> Sequence[PreparedDocument]:
        """The documents of papers that a patient gets together: what each plan must print stands in one of them. Raises ``ProblemsFound``."""
        self._called()
        return self._prepared.of(tuple(orders), lambda: self._all_prepared(orders))

    def _all_prepared(self, orders: Sequence[Order]) -> tuple[PreparedDocument, ...]:
        problems: list[Problem] = []
        short = self._short(orders)
        pages = [self._page(order, problems, alone=n not in short) for n, order in enumerate(orders)]
        for plan in dict.fromkeys([page.handout.plan for page in pages]):
            of = [n for n, page in enumerate(pages) if page.handout.plan == plan]
            blocks = tuple([block for n in of for block in pages[n].document.blocks])
            together, names = replace(pages[of[0]].document, blocks=blocks), " and ".join([orders[n].layout for n in of])
            problems += self._stages.required_text.unprinted(together, pages[of[0]].handout, names)
            for n in short.intersection(of):
                problems += self._stages.required_text.unnoticed(pages[n].document, pages[n].handout, orders[n].layout)
        if problems:
            raise ProblemsFound(problems)
        return tuple(pages)

    def bound(self, order: Order) -> tuple[Order, ...]:
        """An order for each part of its paper: the layout, its annexes, the page for the clinic's file. Raises ``ProblemsFound``."""
        return bound(order, self.declared(order), *self.plan(order), layouts(self.folders))

    def declared(self, order: Order) -> Layout:
        """What the layout of an order says of itself. Raises ``ProblemsFound``."""
        self._called()
        return self._collection.layout(order.layout)

    def budget(self, orders: Sequence[Order], page: PreparedDocument) -> int | None:
        """The most sides that the first of papers should have which a patient gets together; None where its layout does not say.

        ``page`` is its document. Raises ``ProblemsFound``.
        """
        layout = self.declared(orders[0])
        alone = layout.signs == "short" and 0 not in self._short(orders)
        return layout.budget(page.theme.id, page.theme.paper, len(page.handout.cards), alone=alone)

    def small_paper(self, order: Order, page: PreparedDocument, sides: int) -> SmallPaper | None:
        """What is wrong with so many sides of an order's own, where its paper is too small for its theme. ``page`` is its document.

        Raises ``ProblemsFound``.
        """
        return self.declared(order).small_paper(page.theme.id, page.theme.paper, len(page.handout.cards), sides)

    def _short(self, orders: Sequence[Order]) -> frozenset[int]:
        """Which papers go out with another one of their plan that prints all signs, so that they have the short notice."""
        if len(orders) < 2:
            return frozenset()
        signs = [self.declared(order).signs for order in orders]
        whole = [order.plan for order, one in zip(orders, signs, strict=True) if one == "all"]
        return frozenset([n for n, order in enumerate(orders) if signs[n] == "short" and order.plan in whole])

    def _page(self, order: Order, misprinted: list[Problem], *, alone: bool) -> PreparedDocument:
        """The document of one paper; what it lacks of its own exercises goes into ``misprinted``."""
        problems: list[Problem] = []
        clinic: Clinic | None = None
        with collecting(problems):
            layout = self.declared(order)
        with collecting(problems):
            handout, locale, who = self.handout(order)
            clinic = handout.clinic
        with collecting(problems):
            theme = self.theme(order, clinic)
        if problems:
            raise ProblemsFound(problems)
        theme = theme.narrow() if layout.margins == "narrow" else theme
        weeks = [handout, *(self.handout(order, week)[0] for week in range(2, order.weeks + 1))]
        document = self._document(order, weeks, locale, theme, alone=alone or not handout.safety.short)
        misprinted += self._stages.checks(theme).problems(document, order, weeks, layout, lambda: self.plan(order)[1])
        return PreparedDocument(handout, document, theme, who, _orientations(layout, theme), layout.margins == "narrow")

    def handout(self, order: Order, week: int = 1) -> tuple[Handout, Locale, Who]:
        """Everything that a paper says with the doses of a week, the words of its language, and who does the exercises in its pictures."""
        self._called()
        plan, library = self.plan(order)
        if (plan.asks or order.not_flags) and (problems := list(answer_problems(plan, library, order, ids(self.folders, "flags")))):
            raise ProblemsFound(problems)
        resolver = self._collection.resolver(order)
        handout = resolver.resolve(
            date=order.date,
            clinic=order.clinic,
            clinician=order.clinician,
            patient=Patient(order.patient, flags=order.flags),
            others=lambda: self._collection.exercises,
            overrides=doses_of_order(plan, library, order),
            week=week,
            before=self._collection.before(order),
        )
        return handout, resolver.locale, _who(order, plan, library, handout.clinic)

    def _document(self, order: Order, weeks: Sequence[Handout], locale: Locale, theme: Theme, *, alone: bool) -> Document:
        values = {
            "handout": weeks[0],
            "alone": alone,
            "routine": Lazy(lambda: routine(weeks, _local(weeks[0]), order.start)),
            "pictures": self._pictures.names,
            "stacked": self._stages.stacked(theme),
        }
        return self._stages.parser(theme).parse(self._stages.layouts(locale).print(f"{order.layout}.html", values))

    def part(self, page: PreparedDocument) -> DocumentPart:
        """The document with the typesetter for it. Raises ``ProblemsFound`` for pictures that cannot be read."""
        self._called()
        names = [name for block in page.document.blocks for name in self._stages.facts(block).pictures]
        pictures = self._pictures.load(names, page.who, lines=page.theme.figures == "lines")
        themes = [self._stages.lying(page.theme, one) for one in page.orientations or (page.theme.orientation,)]
        return fewest_pages(page.document, [self._stages.typesetters(theme, page.who, pictures, fills=page.fills) for theme in themes])

    def divider(self, order: Order, **values: object) -> PreparedDocument:
        """The sheet that stands before a packet in a stack of paper. It is for the desk and stays there."""
        handout, locale, who = self.handout(order)
        theme = self.theme(replace(order, format="standard", theme=None), handout.clinic)
        text = self._stages.layouts(locale).print("reports/divider.html", {"handout": handout, **values})
        return PreparedDocument(handout, self._stages.parser(theme).parse(text), theme, who)

    def plan(self, order: Order) -> tuple[Plan, Library]:
        """The plan of an order with all that it refers to. Raises ``ProblemsFound``."""
        self._called()
        return self._collection.plan(order)

    def theme(self, order: Order, clinic: Clinic | None) -> Theme:
        """The theme of an order for a clinic, on the paper of the order. Raises ``ProblemsFound``."""
        self._called()
        return self._collection.theme(order, clinic)

    def flags(self, words: Iterable[tuple[str, Place]]) -> tuple[PatientFlag, ...]:
        """The flags that were typed, each with its place. Raises ``ProblemsFound``."""
        self._called()
        return self._collection.flags(words)

    def _called(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a Pipeline belongs to the thread that made it: give each thread a pipeline of its own")


def _who(order: Order, plan: Plan, library: Library, clinic: Clinic) -> Who:
    """Whom the order, the plan or the clinic chooses for the pictures."""
    if order.body:
        return Who(order.body, order.at("body", shown=order.body))
    body = plan.body or clinic.body
    origin = library.origins["plans", plan.id] if plan.body else library.origins["clinics", clinic.id]
    return Who(body, origin.at("body")) if body else Who(SOMEBODY, origin.whole)


def _local(handout: Handout) -> Language:
    local = Language.named(handout.language)
    assert local is not None  # noqa: S101 - a handout is in a language that CLDR knows
    return local


def layouts(folders: Folders) -> list[str]:
    """The ids of all layouts."""
    return list(ids(folders, "layouts"))


def _orientations(layout: Layout, theme: Theme) -> tuple[Orientation, ...]:
    """Which ways the paper may lie, the preferred one first."""
    match layout.paper:
        case "portrait" | "landscape":
            return (layout.paper,)
        case "as it fits":
            return ("landscape", "portrait") if theme.smallest >= _WIDE else ("portrait", "landscape")
        case _:
            return (theme.orientation,)
