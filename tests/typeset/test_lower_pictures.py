"""Typesetters of one theme with lower and lower pictures: what they share is what each would set alone."""

from __future__ import annotations

import pytest

from helpers.document_strategies import BAR, DAY, columns, document, footer, h, image, listed, p, section, theme
from rehabpress.markup.blocks import Document, HorizontalRule, PageBreak
from rehabpress.model.theme import Theme
from rehabpress.pdf.writer import write
from rehabpress.support.problems import Place
from rehabpress.typeset import typesetter as module
from rehabpress.typeset.document import DocumentPart, how_full, page_fills, pages_of, paginate_all
from rehabpress.typeset.orientation import Way, fewest_pages
from rehabpress.typeset.typesetter import Typesetter

pytestmark = pytest.mark.slow

LOWER = {"img.small": (30.0, 20.0), "hr": (5.0,)}
"""By the sample theme the picture is 40 points high. A rule has a height too: whatever has one is set anew."""


@pytest.fixture
def tight() -> Theme:
    plain = theme()
    rule = plain.styles["base"].model_copy(update={"height": 9.0})
    return plain.model_copy(update={"tight": LOWER, "styles": {**plain.styles, "hr": rule}})


@pytest.fixture
def documents() -> list[Document]:
    """One dose each, the rest alike; a picture stands deep within boxes, and one has the height of no list."""

    def card(dose: str) -> list[object]:
        return [h(2, "Bridge"), section(image(style="img.small")), p(dose), listed("Lie down.", "Lift.")]

    def said(n: int) -> Document:
        cards = columns(card(f"Do {n}."), card(f"Hold {n} s."))  # type: ignore[arg-type]
        return document(h(1, f"For {n}"), section(cards, style="section.card"), HorizontalRule("hr", Place("x")), image(), foot=footer())

    return [said(n) for n in range(3)]


def bytes_of(said: Document, typesetter: Typesetter) -> bytes:
    return write(paginate_all([DocumentPart(said, typesetter)], DAY))


def test_widths_go_step_by_step_with_heights(tight: Theme) -> None:
    slim = tight.model_copy(update={"slim": {"img.small": (75.0, 70.0, 50.0)}})
    sizes = [(each.styles["img.small"].height, each.styles["img.small"].width) for each in slim.by_height()]
    assert sizes == [(80.0, 80.0), (30.0, 75.0), (20.0, 70.0), (20.0, 50.0)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_each_sets_what_it_sets_alone(tight: Theme, documents: list[Document], order: tuple[int, ...]) -> None:
    family = Typesetter(tight, {"bar": BAR}).by_height()
    alone = [[bytes_of(said, Typesetter(each, {"bar": BAR})) for each in tight.by_height()] for said in documents]
    assert all(len(set(files)) == len(family) == 3 for files in alone)
    for said, files in zip(documents, alone, strict=True):
        for n in order:
            assert bytes_of(said, family[n]) == files[n]


def test_what_shows_no_lower_picture_is_set_once(tight: Theme, documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    family = Typesetter(tight, {"bar": BAR}).by_height()
    pages_of(DocumentPart(documents[0], family[0]))
    set_: list[str] = []
    monkeypatch.setattr(module, "SETTERS", {kind: _noting(set_, setter) for kind, setter in module.SETTERS.items()})
    pages_of(DocumentPart(documents[0], family[1]))
    assert sorted(set(set_)) == ["columns", "drawn_picture", "figure", "rule", "section"]
    set_.clear()
    pages_of(DocumentPart(documents[1], family[1]))
    assert {"paragraph", "columns"} <= set(set_)


def test_counting_pages_draws_nothing(tight: Theme, documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(*_: object) -> None:
        raise AssertionError

    one = Typesetter(tight, {"bar": BAR})
    monkeypatch.setattr(module, "page_content", drawn)
    assert pages_of(DocumentPart(documents[0], one)) == 1
    with pytest.raises(AssertionError):
        bytes_of(documents[0], one)


def test_a_sheet_has_the_highest_pictures_that_need_no_page_more(tight: Theme, documents: list[Document]) -> None:
    """By how long the text before them is: the whole height, a lower one, the lowest."""
    found = set()
    for lines in range(40):
        said = document(*[p(str(n)) for n in range(lines)], *documents[0].blocks, foot=footer())
        family = Typesetter(tight, {"bar": BAR}).by_height()
        counts = [len(paginate_all([DocumentPart(said, each)], DAY).pages) for each in family]
        chosen = fewest_pages(said, [Way(family)]).typesetter
        first = counts.index(min(counts))
        assert chosen is family[first] or half_empty(said, family[first]) < 0.7
        found.add(family.index(chosen))
    assert found == {0, 1, 2}


def half_empty(said: Document, typesetter: Typesetter) -> float:
    """How full the emptiest page but the last is."""
    return min(how_full(DocumentPart(said, typesetter))[:-1], default=1.0)


def test_pictures_are_as_high_as_there_is_room_for() -> None:
    """The highest that need no page more, searched by halves and as when all are tried; lower ones only where they leave no page but the last half empty."""
    roomy = theme(img_small={"height": "40 pt"}).model_copy(update={"roomy": {"img.small": (50.0, 60.0, 70.0, 80.0, 90.0, 100.0)}})
    found = set()
    for lines in range(8, 40):
        picture = section(image(style="img.small"), *[p("x")] * 3, style="section.card")
        said = document(*[p(str(n)) for n in range(lines)], picture, section(*[p("y")] * 14, style="section.card"), foot=footer())
        all_ = Typesetter(roomy, {"bar": BAR}).by_height()
        assert [each.theme.styles["img.small"].height for each in all_] == [100.0, 90.0, 80.0, 70.0, 60.0, 50.0, 40.0]
        chosen = fewest_pages(said, [Way(all_)]).typesetter
        counts = [len(how_full(DocumentPart(said, each))) for each in all_]
        fitting = all_[counts.index(min(counts)) :]
        full = [each for each in fitting if half_empty(said, each) >= 0.7]
        assert chosen is (full[0] if full else max(fitting, key=lambda each: half_empty(said, each)))
        found.add(all_.index(chosen))
    assert len(found) > 4, found


def test_a_page_with_room_has_higher_pictures_than_the_others() -> None:
    """Up to as high as they may be, and no block goes to another page."""
    roomy = theme(img_small={"height": "40 pt"}).model_copy(update={"roomy": {"img.small": (60.0, 80.0, 100.0)}})
    picture = section(image(style="img.small"), style="section.card")
    found = set()
    for lines in range(1, 24):
        few = [picture, *[p(str(n)) for n in range(lines)], PageBreak("page-break", Place("test"))]
        said = document(*few, *[section(*[p("y")] * 19, style="section.card"), picture], foot=footer())
        family = Typesetter(roomy, {"bar": BAR}).by_height()
        part = fewest_pages(said, [Way(family)])
        before = page_fills(DocumentPart(said, part.typesetter))
        if len(before) > 2:
            break
        higher = family[: family.index(part.typesetter)] if before[0].full < 0.85 else ()
        parts = [DocumentPart(said, part.typesetter, ((0, each),)) for each in higher]
        same = [each for each in parts if [page.blocks for page in page_fills(each)] == [page.blocks for page in before]]
        assert part.others == (same[0].others if same else ())
        assert len(paginate_all([part], DAY).pages) == 2
        found.add(part.others[0][1].theme.styles["img.small"].height if part.others else None)
    assert found == {None, 100.0}


def test_a_section_is_cut_only_where_that_saves_a_page_or_fills_one() -> None:
    plain = theme()
    whole = plain.styles["section.card"].model_copy(update={"keep_together": True})
    one = Typesetter(plain.model_copy(update={"cut": ("section.card",), "styles": {**plain.styles, "section.card": whole}}), {"bar": BAR})
    way = Way(one.by_height(), one.cutting())
    found = set()
    for lines in range(30):
        said = document(*[p(str(n)) for n in range(lines)], *[section(*[p("x")] * 14, style="section.card")] * 2, foot=footer())
        chosen = fewest_pages(said, [way]).typesetter
        whole_, cut = (pages_of(DocumentPart(said, each[-1])) for each in (way.heights, way.cut))
        fills = half_empty(said, way.heights[0]) < 0.7 <= half_empty(said, way.cut[0])
        assert (chosen in way.cut) == (cut < whole_ or fills)
        found.add(chosen in way.cut)
    assert found == {False, True}


def _noting(names: list[str], setter):  # type: ignore[no-untyped-def]
    def noted(*given):  # type: ignore[no-untyped-def]
        names.append(setter.__name__)
        return setter(*given)

    return noted
