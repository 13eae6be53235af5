"""What a run reads of a collection: each layout, theme and language once, and each plan with all that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from rehabpress.loader.flags import read_flags
from rehabpress.loader.folders import Folders, find, ids
from rehabpress.loader.layouts import read_layout, read_locale, read_theme
from rehabpress.loader.library import ContentKey, ContentStore, Named, Typed, Wanted, read_library, read_plan, wanted
from rehabpress.loader.sides import side_problems
from rehabpress.loader.single_file import read_words
from rehabpress.model.clinic import Clinic, Format, Themes
from rehabpress.model.exercise import Exercise
from rehabpress.model.languages.locale import Locale
from rehabpress.model.languages.words import Words
from rehabpress.model.layout import Layout
from rehabpress.model.library import Library
from rehabpress.model.patient import PatientFlag
from rehabpress.model.plan import Plan
from rehabpress.model.theme import Paper, Theme
from rehabpress.pipeline.changes import prescribed_before
from rehabpress.pipeline.for_order import doses_of_order, for_order
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.order_files import read_order
from rehabpress.plan.compare import Prescribed, prescribed
from rehabpress.plan.dose_layers import planned_exercises
from rehabpress.plan.resolve import Resolver
from rehabpress.support.memo import Memo
from rehabpress.support.problems import Place, ProblemsFound


class Collection:
    """Content that changes on the disk during the run is not read again. What is wrong is not remembered."""

    def __init__(self, folders: Folders, store: ContentStore | None = None) -> None:
        self.folders = folders
        self._store = store or ContentStore(folders)
        self._layouts: Memo[str, Layout] = Memo()
        self._locales: Memo[str, Locale] = Memo()
        self._themes: Memo[tuple[str, Format, Paper | None, str | None], Theme] = Memo()
        self._plans: Memo[tuple[Wanted, tuple[ContentKey, ...]], tuple[Plan, Library]] = Memo()
        self._resolvers: Memo[tuple[Wanted, tuple[ContentKey, ...]], Resolver] = Memo()
        self._before: Memo[str, tuple[Prescribed, ...]] = Memo()
        self._for_any_side: Memo[str, bool] = Memo()

    def layout(self, name: str) -> Layout:
        """What a layout declares of itself. Raises ``ProblemsFound``."""
        return self._layouts.of(name, lambda: read_layout(self.folders, name, Place(f"--layout {name}")))

    def locale(self, language: str) -> Locale:
        """The words of a language. Raises ``ProblemsFound``."""
        return self._locales.of(language, lambda: read_locale(self.folders, language))

    def theme(self, order: Order, clinic: Clinic | None) -> Theme:
        """The theme that was asked for, or else that of the clinic for the format of the order, on the paper of the order or the clinic, in the
        clinic's colour.

        Raises ``ProblemsFound``.
        """
        name = order.theme or getattr(clinic.themes if clinic else Themes(), order.format)
        place = Place(f"--theme {name}" if order.theme else f"--format {order.format}")
        format_: Format = "standard" if order.theme else order.format
        paper, accent = order.paper or (clinic.paper if clinic else None), clinic.accent if clinic else None
        return self._themes.of(
            (name, format_, paper, accent), lambda: read_theme(self.folders, name, place, format_).on(paper).accented(accent)
        )

    def flags(self, words: Iterable[tuple[str, Place]]) -> tuple[PatientFlag, ...]:
        """The flags that were typed, each with its place. Raises ``ProblemsFound``."""
        return read_flags(words, self._store)

    def plan(self, order: Order) -> tuple[Plan, Library]:
        """The plan of an order with all that it refers to, as this order changes it. Raises ``ProblemsFound``."""
        return for_order(*self._plan(*_named(order)), order)

    def _plan(self, asked: Wanted, also: Sequence[Named]) -> tuple[Plan, Library]:
        if isinstance(asked, Typed):
            return self._read(asked, also)
        return self._plans.of((asked, tuple([(one.kind, one.id) for one in also])), lambda: self._read(asked, also))

    def _read(self, asked: Wanted, also: Sequence[Named]) -> tuple[Plan, Library]:
        """A plan with its library, whose exercises leave the side to the dose. Raises ``ProblemsFound``."""
        plan, library = read_plan(self._store, asked, also)
        new = {name: one for name, one in library.exercises.items() if not self._for_any_side.get(name)}
        if wrong := list(side_problems(replace(library, exercises=new), self._words, {})):
            raise ProblemsFound(wrong)
        for name in new:
            self._for_any_side.put(name, True)
        return plan, library

    @cached_property
    def _words(self) -> Sequence[Words]:
        """The words of every language that has some. Raises ``ProblemsFound``."""
        return [read_words(self.folders, name) for name in ids(self.folders, "words")]

    def resolver(self, order: Order) -> Resolver:
        """What makes the handouts of the plan of an order, in the language of its clinic. Raises ``ProblemsFound``."""
        asked, also = _named(order)
        if isinstance(asked, Typed) or order.changes_plan:
            return self._resolver(*self.plan(order), order.clinic)
        key = (asked, tuple([(one.kind, one.id) for one in also]))
        return self._resolvers.of(key, lambda: self._resolver(*self._plan(asked, also), order.clinic))

    def _resolver(self, plan: Plan, library: Library, clinic: str | None) -> Resolver:
        found = library.clinics.get(clinic or plan.clinic or "")
        return Resolver(plan, library, self.locale(found.language if found else "en"))

    def before(self, order: Order) -> tuple[Prescribed, ...] | None:
        """What was prescribed last time; None when the handout is not to say what is new. Raises ``ProblemsFound``."""
        if not (since := order.since):
            return None
        if find(self.folders, "orders", since):
            before = read_order(self.folders, since, order.date)
            plan, library = self.plan(before)
            return prescribed([(one.exercise, one.dose) for one in planned_exercises(plan, library, doses_of_order(plan, library, before))])
        return self._before.of(since, lambda: prescribed_before(self.folders, since, order.at("since", shown=since)))

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise that there is and can be read: what is wrong with one that a plan does not name is not this plan's problem."""
        return tuple(self._readable_exercises())

    def _readable_exercises(self) -> Iterator[Exercise]:
        for name in ids(self.folders, "exercises"):
            with suppress(ProblemsFound):
                yield read_library(self._store, [Named("exercises", name, Place(name))]).exercises[name]


def _named(order: Order) -> tuple[Wanted, Sequence[Named]]:
    """The plan that an order wants, and what it names besides."""
    also = [Named("clinics", order.clinic, Place(f"--clinic {order.clinic}"))] if order.clinic else []
    also.extend(Named("flags", flag.id, flag.place) for flag in order.flags)
    also.extend(Named("protocols", flag.protocol, flag.place) for flag in order.flags if flag.protocol)
    also.extend([Named("usual", order.preset, order.at("preset", shown=order.preset))] if order.preset else [])
    return wanted("plans", order.plan, Place(f"plan {order.plan}")) if isinstance(order.plan, str) else order.plan, also
