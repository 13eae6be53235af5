"""Check a whole collection: every file by itself, and every plan through every layout as far as a page, without writing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehabpress.loader.folders import Folders, ids
from rehabpress.loader.library import ContentStore, Named, read_library
from rehabpress.loader.load_all import Everything, read_everything
from rehabpress.loader.single_file import read_body, read_figure
from rehabpress.model.languages.locale import SignWords
from rehabpress.pictures.cache import key
from rehabpress.pipeline.checked_papers import CheckedPapers
from rehabpress.pipeline.figures import files_of
from rehabpress.pipeline.order import SOMEBODY, Order, Who
from rehabpress.pipeline.order_files import read_order
from rehabpress.pipeline.pipeline import Pipeline, layouts
from rehabpress.plan.safety.numbers import number_problems
from rehabpress.plan.safety.signs import region_sign_problems, stand_in_problems
from rehabpress.plan.signatures import weaker_notes, weaker_problems
from rehabpress.support.disk_cache import cache_folder, keep
from rehabpress.support.problems import Place, Problem, ProblemsFound, collecting, did_you_mean
from rehabpress.typeset.document import paginate_all

_ANY_DAY = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is right: how many there are of each kind, and what a person should know of it."""

    counts: Mapping[str, int]
    notes: tuple[str, ...]


def check_everything(folders: Folders, today: dt.date) -> Checked:
    """What there is, when it is right. Raises ``ProblemsFound`` with everything that is wrong, each thing once.

    ``today`` is the day of orders that say none. Plans are built in every layout and the theme ``clinic``, orders as they are; not those
    that lead to a file that is wrong by itself. One that was right with all that it leads to is not built again before something of that changes.
    """
    store = ContentStore(folders)
    problems: list[Problem] = []
    everything: Everything | None = None
    with collecting(problems):
        everything = read_everything(folders, store)
        problems += [*_safety(everything), *weaker_problems(everything.library)]
    right = CheckedPapers(folders)
    pipeline = Pipeline(folders, store)
    problems += _wrong_plans(pipeline, store, right)
    problems += _wrong_orders(pipeline, right, today)
    problems += poses(folders)
    if problems or everything is None:
        raise ProblemsFound(list(dict.fromkeys(problems)))
    kinds = {
        kind: len(ids(folders, kind)) for kind in ("exercises", "conditions", "plans", "clinics", "sources", "figures", "themes", "locales")
    }
    return Checked({**kinds, "layouts": len(layouts(folders))}, tuple(weaker_notes(everything.library)))


def _wrong_plans(pipeline: Pipeline, store: ContentStore, right: CheckedPapers) -> Sequence[Problem]:
    """What is wrong with plans in any layout; and with the files that they lead to."""
    problems: list[Problem] = []
    names = layouts(pipeline.folders)
    for plan in ids(pipeline.folders, "plans"):
        before = len(problems)
        with collecting(problems):
            library = read_library(store, [Named("plans", plan, Place(f"plan {plan}"))])
            if right.is_right("plans", plan, library, _ANY_DAY):
                continue
            for layout in names:
                with collecting(problems):
                    _set(pipeline, Order(plan=plan, date=_ANY_DAY, layout=layout, not_flags=library.plans[plan].asks))
            if len(problems) == before:
                right.note("plans", plan, library, _ANY_DAY)
    return problems


def _wrong_orders(pipeline: Pipeline, right: CheckedPapers, today: dt.date) -> Sequence[Problem]:
    """What is wrong with orders as they are. One that says what is new since another is built each time: that leads elsewhere."""
    problems: list[Problem] = []
    for name in ids(pipeline.folders, "orders"):
        with collecting(problems):
            order = read_order(pipeline.folders, name, today)
            library = pipeline.plan(order)[1]
            if order.since or not right.is_right("orders", name, library, order.date):
                _set(pipeline, order)
                right.note("orders", name, library, order.date)
    return problems


def _set(pipeline: Pipeline, order: Order) -> None:
    """Set a paper with its annexes. Raises ``ProblemsFound``."""
    paginate_all([pipeline.part(page) for page in pipeline.pages(pipeline.bound(order))], _ANY_DAY)


def _safety(everything: Everything) -> Iterator[Problem]:
    """What is wrong with safety text and clinics' numbers that no plan need use: each region alone, and with each flag."""
    library = everything.library
    for clinic in library.clinics.values():
        yield from number_problems(clinic, library)
    asked = {question.id for region in library.regions.values() for question in region.ask_first}
    for flag in library.flags.values():
        for index, name in enumerate(flag.answers):
            if name not in asked:
                place = library.origins["flags", flag.id].at("answers", index)
                yield Problem(place, f'"{name}" is asked by no region', did_you_mean(name, sorted(asked), "name a question of ask_first"))
    yield from stand_in_problems(library.regions.values(), library)
    yield from region_sign_problems(library, lambda language: _sign_words(everything, language))


def _sign_words(everything: Everything, language: str) -> SignWords:
    locale = everything.locales.get(language) or everything.locales.get(language.partition("-")[0])
    return locale.phrases.safety.signs if locale else SignWords()


def poses(folders: Folders) -> Iterator[Problem]:
    """What is wrong with the poses of figures, as the body does them that is drawn when nobody chooses another.

    Poses in which nothing was wrong are not looked at again until the figure, the body or the program says otherwise.
    """
    who = Who(SOMEBODY, Place(f"body {SOMEBODY}"))
    right = cache_folder("poses")
    for name in ids(folders, "figures"):
        mark = right / key(*[path.read_bytes() for path in files_of(folders, name, who)])
        if not mark.is_file():
            found: list[Problem] = []
            with collecting(found):
                found += wrong_poses(folders, name, who)
            yield from found
            if not found:
                keep(mark, b"")


def wrong_poses(folders: Folders, name: str, who: Who) -> Sequence[Problem]:
    """What is wrong with the poses of one figure as a body does them. Raises ``ProblemsFound`` when it cannot be read."""
    from rehabpress.figure.lint import lint

    figure, origin = read_figure(folders, name)
    return lint(figure, read_body(folders, who.body, who.place)[0], origin)
