"""Text that cannot be read does not count as printed: too small, too faint on what is behind it, lines on each other, a letter a line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from helpers.safety_samples import ROOT
from rehabpress.api import Order, build_handout
from rehabpress.loader.folders import Folders
from rehabpress.model.clinic import Format
from rehabpress.pdf.writer import write
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow

DATE = dt.date(2026, 11, 20)
EMERGENCY = """{% extends "booklet.html" %}{% block emergency %}{% with safety = handout.safety, help = handout.clinic.emergency %}
{% if safety.stop_emergency %}<aside class="emergency"><p class="CLASS">{{ label("stop_emergency", number=help.call) }}</p>
{% for sign in safety.stop_emergency %}<p class="CLASS">{{ sign }}</p>{% endfor %}</aside>{% endif %}
{% for group in safety.emergency %}<aside class="emergency">
<p class="CLASS">{{ label("emergency", number=help.call, place=help.go_to) }}{% if group.when %} {{ group.when }}{% endif %}</p>
{% for sign in group.signs %}<p class="CLASS">{{ sign }}</p>{% endfor %}</aside>{% endfor %}{% endwith %}{% endblock %}"""


def problems(tmp_path: Path, theme: str, layout: str = EMERGENCY, format_: Format = "standard", name: str = "clinic") -> list[str]:
    """What is wrong with the paper of a clinic with a theme and a layout of its own."""
    (tmp_path / "themes").mkdir()
    own = tmp_path / "themes" / f"{name}.yaml"
    own.write_text(f"id: {name}\ndescription: own\nextends: {name}\n{theme}\n", "utf-8")
    (tmp_path / "booklet.html").write_text(layout.replace("CLASS", "own"), "utf-8")
    try:
        build_handout(
            Order(plan="sacroiliac-joint", date=DATE, format=format_, layout="booklet"),
            Folders((ROOT / "content",), (tmp_path, ROOT / "layouts")),
        )
    except ProblemsFound as found:
        return [str(problem).replace(str(tmp_path), "own") for problem in found.problems]
    return []


def test_a_theme_and_a_layout_of_ones_own(tmp_path: Path) -> None:
    assert problems(tmp_path, "styles:\n  p.own: {size: 14 pt, leading: 18 pt}") == []


@pytest.mark.parametrize(
    ("theme", "place", "said"),
    [
        ("smallest: 1 pt\nstyles:\n  p.own: {size: 1 pt, leading: 1 pt}", "4:11", "smallest: 1 pt is smaller than a patient can read"),
        ("styles:\n  p.own: {size: 11 pt, leading: 15 pt}", "5:17", "below the smallest text"),
        ("styles:\n  p.own: {leading: -14 pt}", "5:20", '"-14 pt" is less than nothing'),
        ("styles:\n  p.own: {size: 20 pt, leading: 10 pt}", "5:33", "a leading of 10 pt is less than the size of the text, 20 pt"),
        ("styles:\n  p.own: {size: 40 pt}", "5:17", "is less than the size of the text, 40 pt"),
        ("gutter: -150 mm\nstyles: {p.own: {}}", "4:9", '"-150 mm" is less than nothing'),
        ("gutter: 165 mm\nstyles: {p.own: {}}", "4:9", "gutter: what is left of the paper is"),
        ("margins: {left: 170 mm}\nstyles: {p.own: {}}", "4:10", "less than 30 characters"),
        ("margins: {right: 5 mm}\nstyles: {p.own: {}}", "4:18", "nearer to the edge than printers print"),
        ("narrow_margins: {bottom: 0}\nstyles: {p.own: {}}", "4:26", "nearer to the edge than printers print"),
        ("margins: {top: 250 mm}\nstyles: {p.own: {}}", "4:10", "less than 10 lines"),
        ("styles:\n  p.own: {measure: 9 mm}", "5:20", "less than 30 characters"),
        ("styles:\n  p.own: {before: -40 pt}", "5:19", "is less than nothing"),
    ],
)
def test_a_theme_in_which_nobody_can_read(tmp_path: Path, theme: str, place: str, said: str) -> None:
    (found,) = problems(tmp_path, theme)
    assert found.startswith(f"own/themes/clinic.yaml:{place}: ")
    assert said in found


def test_paper_is_white_whatever_a_theme_calls_it(tmp_path: Path) -> None:
    found = problems(tmp_path, 'colours: {paper: "#000000", pale: "#ffffff"}\nstyles: {p.own: {colour: pale}}')
    assert any('"pale" on "paper" has a contrast of 1.00:1' in one for one in found)


def test_large_print_is_16_pt(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "smallest: 12 pt\nstyles: {p.own: {}}", format_="large", name="large-print")
    assert "12 pt is smaller than a patient can read; the large format begins at 16 pt" in found


def test_the_ground_of_a_section_is_behind_its_text(tmp_path: Path) -> None:
    """Neither style is wrong by itself: dark text, and a dark box whose own text is pale."""
    theme = "styles:\n  p.own: {colour: accent}\n  aside.emergency: {ground: accent, colour: paper}"
    found = problems(tmp_path, theme)
    assert any('text of the style "p.own", in "accent", stands on "accent": a contrast of 1.00:1' in one for one in found)
    assert any(one.startswith("own/booklet.html:2:") for one in found)


def test_text_that_is_higher_than_its_line(tmp_path: Path) -> None:
    layout = EMERGENCY.replace("{{ sign }}", '<span class="own">{{ sign }}</span>')
    found = problems(tmp_path, "styles:\n  p.own: {}\n  span.own: {size: 40 pt}", layout)
    assert any("text of 40 pt stands in lines of 17 pt, one on the other" in one for one in found)


def test_a_letter_a_line(tmp_path: Path) -> None:
    found = problems(tmp_path, "styles:\n  p.own: {padding: [0, 235 pt, 0, 240 pt]}")
    assert any("is cut into" in one or "wider than its frame" in one or "no room" in one for one in found)


@pytest.mark.parametrize("format_", ["standard", "clear", "large"])
@pytest.mark.parametrize("layout", ["handout", "summary", "cards", "routine"])
def test_every_character_stands_on_the_page_at_its_size(format_: Format, layout: str) -> None:
    """Read from the finished file: all text lies within the paper, and no smaller than the format allows."""
    press = Pipeline(Folders((ROOT / "content",), (ROOT / "layouts",)))
    from rehabpress.typeset.document import paginate_all

    page = press.page(Order(plan="everything", date=DATE, format=format_, layout=layout))
    with pypdfium2.PdfDocument(write(paginate_all([press.part(page)], DATE))) as pdf:
        for sheet in pdf:
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for n in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(n)
                assert left >= 0
                assert bottom >= 0
                assert right <= width
                assert top <= height
