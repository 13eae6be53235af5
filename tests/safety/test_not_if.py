"""Who must not do an exercise is printed wherever its dose is, before anything is done."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdfium2
import pytest

from rehabpress.api import build_handout
from rehabpress.loader.folders import find_folders
from rehabpress.pipeline.order import Order
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import ProblemsFound

NOT_IF = "Not for you if you have thin bones (osteoporosis)."


def page_text(layout: str) -> str:
    pdf = build_handout(Order(plan="sacroiliac-joint", date=dt.date(2026, 11, 20), layout=layout)).pdf
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as read:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())


@pytest.mark.parametrize("layout", ["handout", "cards", "summary", "routine"])
@pytest.mark.slow
def test_it_stands_before_the_dose_and_the_stop_label_is_not_used_for_it(layout: str) -> None:
    text = page_text(layout)
    assert text.count(NOT_IF) == 1
    assert text.index(NOT_IF) < text.index("Hold 30 to 40 seconds.")
    assert "Stop: Do not do this" not in text


@pytest.mark.parametrize("layout", ["handout", "cards", "summary"])
def test_the_name_of_the_clinic_stands_beside_the_plain_one(layout: str) -> None:
    assert "Knees apart against a band (hip abduction)" in page_text(layout)


@pytest.mark.parametrize("layout", ["handout", "cards", "summary", "routine"])
def test_a_layout_that_leaves_it_out_is_refused(tmp_path: Path, layout: str) -> None:
    (tmp_path / "layouts" / "parts").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    part = "sheet-name.html" if layout == "handout" else "not-if.html"
    (tmp_path / "layouts" / "parts" / part).write_text(
        '<h2>{% include "parts/name.html" %}</h2>' if layout == "handout" else "{# nothing #}"
    )
    with pytest.raises(ProblemsFound) as found:
        Pipeline(find_folders(tmp_path)).page(Order(plan="sacroiliac-joint", date=dt.date(2026, 11, 20), layout=layout))
    assert any("does not print who must not do it" in problem.what for problem in found.value.problems)
