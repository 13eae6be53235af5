"""Check a whole collection: every file by itself, and every plan through every layout as far as a page, without writing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rehabpress.order import SOMEBODY, Order
from rehabpress.pdf.packet import bind
from rehabpress.press import Press, layouts
from rehabpress.problems import Problem, ProblemsFound, collecting
from rehabpress.source.everything import read_everything
from rehabpress.source.figures import read_body, read_figure
from rehabpress.source.folders import Folders, ids

_ANY_DAY = dt.date(2000, 1, 1)


def check_everything(folders: Folders) -> Mapping[str, int]:
    """How many there are of each kind. Raises ``ProblemsFound`` with everything that is wrong.

    Plans are built only when every file is right by itself, in every layout and the theme ``clinic``.
    """
    everything = read_everything(folders)
    problems: list[Problem] = []
    names = layouts(folders)
    press = Press(folders)
    for plan in everything.library.plans:
        for layout in names:
            with collecting(problems):
                bind([press.part(press.page(Order(plan=plan, date=_ANY_DAY, layout=layout)))], _ANY_DAY)
    problems += list(poses(folders))
    if problems:
        raise ProblemsFound(problems)
    kinds = {
        kind: len(ids(folders, kind)) for kind in ("exercises", "conditions", "plans", "clinics", "sources", "figures", "themes", "locales")
    }
    return {**kinds, "layouts": len(names)}


def poses(folders: Folders) -> Iterator[Problem]:
    """What is wrong with the poses of figures, as the body does them that is drawn when nobody chooses another."""
    from rehabpress.figure.lint import lint

    body = read_body(folders, SOMEBODY)[0]
    for name in ids(folders, "figures"):
        figure, origin = read_figure(folders, name)
        yield from lint(figure, body, origin)
