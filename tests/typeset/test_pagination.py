from functools import partial
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.document_strategies import (
    LONG,
    PLACE,
    columns,
    document,
    find,
    footer,
    h,
    image,
    listed,
    made,
    p,
    pages,
    section,
    table,
    theme,
    words,
)
from rehabpress.markup.blocks import Block, PageBreak
from rehabpress.pictures.xobject import vector
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.canvas import RecordingCanvas
from rehabpress.typeset.columns import SideBySide, cut_at_one_height, side_by_side
from rehabpress.typeset.computed_style import StyleResolver
from rehabpress.typeset.fragment import KEEP, Box, Fragment, FragmentPart, RepeatedHeader, Strip, keep_together
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent
from rehabpress.typeset.page_content import page_content
from rehabpress.typeset.pagination import Frame, LaidOutBlock, TypesetPage, page_fills, with_footers
from rehabpress.typeset.typesetter import Typesetter
from validators import semantic

FRAME = Frame(300, 120, 10, 10, 10)


def typeset(*strips: tuple[Strip, ...], **more: object) -> list[LaidOutBlock]:
    fragments = [Fragment(s, **more) for s in strips]  # type: ignore[arg-type]
    return [LaidOutBlock(f, PLACE, partial(page_content, f, (), pen=RecordingCanvas())) for f in fragments]


def paginated(blocks: list[LaidOutBlock]) -> tuple[TypesetPage, ...]:
    return with_footers(blocks, FRAME, None, 1)


def heights(blocks: list[LaidOutBlock]) -> list[list[tuple[int, float]]]:
    """For each page, the fragments on it and how far below the top margin they begin."""
    return [[(at.of, round(110 - at.y, 3)) for at in page.placements] for page in paginated(blocks)]


def test_blocks_follow_with_the_larger_of_two_spaces_and_none_at_the_top() -> None:
    strip = (Strip(30, ()),)
    blocks = typeset(strip, strip, strip, before=8, after=5)
    assert heights(blocks) == [[(0, 0), (1, 38)], [(2, 0)]]
    assert heights(typeset(strip, strip, before=2, after=5)) == [[(0, 0), (1, 35)]]


def test_a_nearly_empty_last_page_takes_over_from_the_one_before() -> None:
    assert [len(page) for page in heights(typeset(*[(Strip(10, ()),)] * 11))] == [8, 3]


def test_the_page_before_the_last_gives_no_more_than_it_can_spare() -> None:
    """Not when what is left would fill less than 70 % of it, and not more than the last page holds."""
    assert [len(page) for page in heights(typeset((Strip(65, ()),), (Strip(30, ()),), (Strip(10, ()),)))] == [2, 1]
    assert [len(page) for page in heights(typeset((Strip(70, ()),), (Strip(30, ()),), (Strip(10, ()),)))] == [1, 2]
    assert [len(page) for page in heights(typeset((Strip(5, ()),), (Strip(95, ()),), (Strip(10, ()),)))] == [2, 1]


@pytest.mark.parametrize(("strips", "full"), [((40, 20), (0.6,)), ((70, 40, 5), (0.7, 0.45)), ((), (0.0,))])
def test_how_full_pages_are(strips: tuple[float, ...], full: tuple[float, ...]) -> None:
    """Before a block of another height; the space above the first on a page is not counted."""
    blocks = typeset(*[(Strip(height, ()),) for height in strips])
    assert [page.full for page in page_fills(blocks, FRAME)] == pytest.approx(full)


def test_a_footer_takes_of_the_room_that_is_to_be_filled() -> None:
    blocks = typeset((Strip(20, ()), Strip(18, (), space=2)), before=5)
    assert [page.full for page in page_fills(blocks, FRAME._replace(bottom=FRAME.bottom + 20))] == pytest.approx([0.5])


def test_full_pages_stay_full() -> None:
    single = typeset(*[(Strip(10, ()),)] * 15)
    assert [len(page) for page in heights(single)] == [10, 5]


def test_what_clings_goes_to_the_next_page_with_what_follows() -> None:
    blocks = [*typeset((Strip(75, ()),)), *typeset((Strip(20, ()),), break_penalty=KEEP), *typeset((Strip(30, ()),))]
    assert heights(blocks) == [[(0, 0)], [(1, 0), (2, 20)]]


def test_a_chain_taller_than_a_page_is_cut_where_it_costs_least() -> None:
    def strip(name: str, hold: int) -> Strip:
        return Strip(30, (FragmentPart(0, 0, MarkedContent((((ARTIFACT, name),),), ()), 0, 0, 1),), break_penalty=hold)

    card = tuple(strip(f"S{n}", hold) for n, hold in enumerate((KEEP, 2, 1, KEEP, 1)))
    drawn = ["".join([piece.placed for piece in page.placements[0].stamp.pieces]) for page in paginated(typeset(card))]
    assert [[n for n in range(5) if f"S{n}" in operators] for operators in drawn] == [[0, 1, 2], [3, 4]]


def test_what_is_kept_together_is_one_strip_where_it_leaves_room_for_a_heading() -> None:
    look = StyleResolver(theme()).look("p")
    strips = (Strip(10, (), continues_top=3), Strip(20, (), 5, KEEP), Strip(30, (), 2, continues_bottom=4))
    boxes = (Box(look, 0, 2, 0, 50), Box(look, 1, 1, 0, 50, 1, 2))
    fragment = Fragment(strips, boxes=boxes, repeats=(RepeatedHeader(0, 2, (), 10),), before=6, after=7)
    whole = keep_together(fragment, 67)
    assert whole.strips == (Strip(67, (), 0, 0, 3, 4),)
    assert whole.boxes == (Box(look, 0, 0, 0, 50, 0, 0), Box(look, 0, 0, 0, 50, 16, 34))
    assert (whole.before, whole.after, whole.repeats) == (6, 7, ())
    cut = keep_together(fragment, 66)
    assert [strip.break_penalty for strip in cut.strips] == [1, KEEP + 1, 0]
    assert (cut.boxes, cut.repeats) == (fragment.boxes, fragment.repeats)


def test_a_strip_taller_than_a_page_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        paginated(typeset((Strip(101, ()),)))
    assert found.value.problems[0].place == PLACE


def test_an_empty_document_has_a_page() -> None:
    assert len(paginated([])) == 1


def cards(count: int) -> list[Block]:
    return [
        section(h(3, f"Card{n}", str(n)), p(LONG * 3), listed("one", "two", f"end{n}", style="ol"), style="section.card")
        for n in range(count)
    ]


def test_cards_stay_whole_and_nothing_is_lost() -> None:
    pdf = made(h(1, "Title"), *cards(9))
    texts = pages(pdf)
    assert len(texts) > 2
    for n in range(9):
        (on,) = [i for i, text in enumerate(texts) if f"Card{n}" in text]
        assert f"end{n}" in texts[on]
    assert semantic.findings(pdf) == []


def test_a_card_taller_than_a_page_is_cut_and_nothing_is_lost() -> None:
    steps = [f"Step{n} " + LONG for n in range(40)]
    pdf = made(
        section(
            h(3, "Tall", "1"),
            columns([listed(*steps, style="ol")], [p("Dose"), section(p("twice"), style="section.ground")]),
            style="section.card",
        )
    )
    assert len(pages(pdf)) >= 3
    text = semantic.text(pdf)
    for n in range(40):
        assert text.count(f"Step{n} Hold one knee") == 1
    assert semantic.findings(pdf) == []
    assert "Tall" in pages(pdf)[0]


def test_headings_never_stand_alone_at_the_foot_of_a_page() -> None:
    for lines in range(20, 34):
        pdf = made(*[p(f"line{n}") for n in range(lines)], h(2, "Heading"), p("after"), *[p("more") for _ in range(4)])
        (on,) = [text for text in pages(pdf) if "Heading" in text]
        assert "after" in on, lines


def test_paragraphs_keep_two_lines_together_at_either_end() -> None:
    for lines in range(20, 32):
        pdf = made(*[p("line") for _ in range(lines)], p(LONG * 5, style="p.narrow"))
        parts = [sum(1 for w in {round(word.bottom) for word in words(pdf, i) if word.text != "line"}) for i in range(len(pages(pdf)))]
        assert all(part != 1 for part in parts), (lines, parts)
        assert semantic.findings(pdf) == []


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    pdf = made(*[p("line") for _ in range(24)], p(LONG * 8))
    assert len(pages(pdf)) == 2
    assert [said.role for said in semantic.structure(pdf)].count("P") == 25
    assert semantic.text(pdf).endswith((LONG * 8).strip())


def test_page_breaks() -> None:
    pdf = made(p("one"), PageBreak("page-break", PLACE), PageBreak("page-break", PLACE), p("two"), PageBreak("page-break", PLACE))
    assert pages(pdf) == ["one", "two"]


def test_a_table_is_cut_between_rows_and_repeats_its_head() -> None:
    pdf = made(table(["Exercise", "Dose"], *[[f"name{n}", "ten times, " * 4 + f"end{n}"] for n in range(25)]))
    texts = pages(pdf)
    assert len(texts) > 1
    for text in texts:
        assert text.startswith("Exercise Dose")
    for n in range(25):
        (on,) = [text for text in texts if f"name{n} " in text]
        assert f"end{n}" in on
    assert semantic.text(pdf).count("Exercise Dose") == 1
    assert semantic.decoration(pdf) == ["", *["Exercise Dose"] * (len(texts) - 1)]
    assert semantic.findings(pdf) == []


AGAIN = theme(section_again={"repeat_heading": True}, section_whole={"repeat_heading": True, "keep_together": True})


def test_a_section_that_goes_on_has_its_heading_above_what_goes_on() -> None:
    named = section(section(h(2, "Bridge", "3")), *[p(f"step{n}") for n in range(60)], style="section.again")
    pdf = made(p("before"), named, look=AGAIN)
    texts = pages(pdf)
    assert len(texts) > 1
    assert texts[0].startswith("before 3 Bridge")
    assert all(text.startswith("3 Bridge step") for text in texts[1:])
    assert semantic.text(pdf).count("Bridge") == 1
    assert semantic.decoration(pdf) == ["", *["3 Bridge"] * (len(texts) - 1)]
    assert semantic.findings(pdf) == []


def test_a_section_on_one_page_has_its_heading_once() -> None:
    for style in ("section.again", "section.whole"):
        pdf = made(*[p("before")] * 10, section(h(2, "Bridge"), *[p("step")] * 9, style=style), look=AGAIN)
        assert " ".join(pages(pdf)).count("Bridge") == 1, style
    nameless = made(section(*[p("step")] * 60, style="section.again"), look=AGAIN)
    assert semantic.decoration(nameless) == [""] * len(pages(nameless))


STRIPS = st.builds(Strip, st.floats(1, 50), st.just(()), st.floats(0, 9))
SAME_NUMBER = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(STRIPS, min_size=n, max_size=n), min_size=1, max_size=3))


@given(SAME_NUMBER)
def test_columns_of_as_many_strips_are_cut_at_one_height(drawn: list[list[Strip]]) -> None:
    look = StyleResolver(theme()).look("section")
    beside = [
        SideBySide(10.0 * n, 0, Fragment(tuple(strips), boxes=tuple([Box(look, i, i, 0, 9) for i in range(len(strips))])), 0)
        for n, strips in enumerate(drawn)
    ]
    cut = cut_at_one_height(beside)
    ends = []
    for before, after in zip(beside, cut, strict=True):
        ends.append([end + below.space for end, below in zip(_ends(after.fragment), after.fragment.strips[1:], strict=False)])
        for box, was, strip, old in zip(
            after.fragment.boxes, before.fragment.boxes, after.fragment.strips, before.fragment.strips, strict=True
        ):
            assert strip.height - box.bottom == pytest.approx(old.height - was.bottom)
            assert strip.height >= old.height - 1e-9
        assert after.fragment.strips[-1] == before.fragment.strips[-1]
    for column in ends:
        assert column == pytest.approx(ends[0])
    assert len(side_by_side(cut, 1e6).strips) == len(drawn[0])


def _ends(fragment: Fragment) -> list[float]:
    """How far down each strip ends."""
    return list(accumulate([strip.height + (strip.space if n else 0) for n, strip in enumerate(fragment.strips)]))


def test_columns_of_other_numbers_of_strips_are_left_as_they_are() -> None:
    beside = [SideBySide(0, 0, Fragment((Strip(5, ()),) * n), 0) for n in (1, 2)]
    assert cut_at_one_height(beside) is beside


def test_the_footer_stands_at_the_foot_of_every_page() -> None:
    pdf = made(*cards(7), foot=footer())
    texts = pages(pdf)
    for n, text in enumerate(texts, 1):
        assert f"Sam Sample, page {n} of {len(texts)}" in text
        body = [word for word in words(pdf, n - 1) if word.text not in ("Sam", "Sample,", "page", "of", str(n), str(len(texts)))]
        sam = find(pdf, "Sam", n - 1)
        assert sam.bottom >= 30
        assert min(word.bottom for word in body) > sam.top + 8
    assert semantic.findings(pdf) == []


def test_a_page_without_a_footer_is_left_whole() -> None:
    typesetter = Typesetter(theme(), {})
    typesetter.document([p("body")])
    assert typesetter._setting.page_height == pytest.approx(typesetter.frame.room, abs=0.02)
    typesetter.document([p("body")], footer())
    assert typesetter._setting.page_height < typesetter.frame.room - 10


def test_a_footer_alone_does_not_make_text_disappear() -> None:
    pdf = made(p("body"), foot=(columns([p("left")], [p("right", style="p.right")]),))
    assert sorted(pages(pdf)[0].split()) == ["body", "left", "right"]
    assert semantic.text(pdf) == "body"


def test_a_picture_is_never_taller_than_a_page() -> None:
    pdf = made(p("before"), image("tower"), p("after"), pictures={"tower": vector(100, 5000, b"0 0 100 5000 re f")})
    assert semantic.findings(pdf) == []
    assert " ".join(pages(pdf)) == "before after"


def test_columns_without_a_common_gap_and_taller_than_a_page_go_on_in_step() -> None:
    left = [p(f"a{n} " + LONG * 2) for n in range(12)]
    right = [section(*[p(f"b{n} " + LONG) for n in range(18)], style="section.ground")]
    pdf = made(section(columns(left, right), style="section.card"))
    text = semantic.text(pdf)
    assert all(text.count(f"a{n} Hold") == 1 for n in range(12))
    assert all(text.count(f"b{n} Hold") == 1 for n in range(18))
    for n in range(len(pages(pdf))):
        assert all(word.bottom >= 29 and word.top <= 595.28 - 39 for word in words(pdf, n))


def test_kept_fragments_give_the_same_bytes_in_any_order() -> None:
    from helpers.document_strategies import BAR, DAY
    from rehabpress.markup.blocks import Document
    from rehabpress.pdf.writer import write
    from rehabpress.pipeline.render import render
    from rehabpress.typeset.document import DocumentPart, paginate_all

    def kept(document: Document, typesetter: Typesetter) -> bytes:
        return write(paginate_all([DocumentPart(document, typesetter)], DAY))

    look = theme()
    documents = [document(h(1, f"For {n}"), *cards(4)[: n + 1], p(f"José {n} ½ office"), foot=footer()) for n in range(4)]
    fresh = [render(d, look, {"bar": BAR}, date=DAY) for d in documents]
    typesetter = Typesetter(look, {"bar": BAR})
    for order in ((0, 1, 2, 3), (3, 1, 0, 2), (2, 2, 1, 3)):
        for n in order:
            assert kept(documents[n], typesetter) == fresh[n]
    forgetful = Typesetter(look, {"bar": BAR}, keep=3)
    assert [kept(d, forgetful) for d in documents] == fresh
