import re

import pytest

from helpers.document_strategies import LONG, PLACE, columns, find, h, made, p, pages, section, streams, theme, words
from rehabpress.markup.blocks import Break, PageNumber, Run
from rehabpress.support.problems import ProblemsFound
from validators import semantic


def test_words_come_out_as_they_went_in() -> None:
    text = "office fjord AVATAR ½ ≥ 3 × žluťoučký kůň Ελλάδα Привет 30\u00a0s e\u0323\u0302"
    assert pages(made(p(text))) == ["office fjord AVATAR ½ ≥ 3 × žluťoučký kůň Ελλάδα Привет 30 s ệ"]


def test_text_is_kerned_and_has_ligatures() -> None:
    stream = streams(made(p("AVATAR office")))[0]
    assert re.search(r"\[<[0-9a-f]+>\d+<[0-9a-f]+>", stream), "no kerning between A and V"
    plain = streams(made(p("fi ffi")))[0]
    glyphs = "".join(re.findall(r"<([0-9a-f]+)>", plain))
    assert len(glyphs) // 4 < len("fi ffi"), "no ligature"


def test_a_line_as_wide_as_its_words_are_kerned() -> None:
    pdf = made(p("AVATAR AVATAR AVATAR", style="p.right"))
    assert words(pdf)[-1].right == pytest.approx(595.28 * 0.7048 - 40, abs=0.7)


def test_centred_and_right_aligned_lines() -> None:
    pdf = made(p("middle", style="p.centre"), p("end", style="p.right"), look=theme("A4"))
    middle, end = find(pdf, "middle"), find(pdf, "end")
    assert (middle.left + middle.right) / 2 == pytest.approx(595.28 / 2, abs=0.8)
    assert end.right == pytest.approx(595.28 - 40, abs=1.2)


def test_the_measure_limits_lines() -> None:
    pdf = made(p(LONG, style="p.narrow"))
    assert max(word.right for word in words(pdf)) <= 40 + 100


def test_what_no_font_has_is_a_problem_each_and_all_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(p("take 漢方 twice"), section(p("a \u0007 bell"), p("smile 😀", style="p.right")))
    assert [str(problem).casefold() for problem in found.value.problems] == [
        f"layouts/handout.html:3:5: {what}\n    write it in another way, or choose a font in the theme that has it".casefold()
        for what in (
            '"方" (U+65B9, cjk unified ideograph-65b9) is not in the font SourceSans3-Regular',
            '"漢" (U+6F22, cjk unified ideograph-6f22) is not in the font SourceSans3-Regular',
            '"😀" (U+1F600, grinning face) is not in the font SourceSans3-Regular',
            "(U+0007, a control character) is not in the font SourceSans3-Regular",
        )
    ]


def test_what_is_wrong_in_the_footer_is_said_in_the_same_run() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(p("漢"), foot=(p("方"),))
    assert [problem.what[:3] for problem in found.value.problems] == ['"方"', '"漢"']


def test_a_word_longer_than_its_line_is_cut_and_stays_in_its_frame() -> None:
    pdf = made(columns([p("x" * 300)], [p("and", Run("y" * 80, "strong"), "z" * 80)], widths=(1, 1)), look=theme())
    text = semantic.text(pdf)
    assert text == "x" * 300 + " and" + "y" * 80 + "z" * 80
    middle = 40 + (419.53 - 80 - 12) / 2
    for word in words(pdf):
        assert word.right <= (middle if "x" in word.text else 419.53 - 40) + 0.6, word


def test_spaces_are_single_and_breaks_break() -> None:
    content = ("  one \n\t two ", Run(" three", "strong"), Break(), " four", Run("", "em"), Break(), Break(), "five\u2003six")
    pdf = made(p(*content))
    assert semantic.text(pdf) == "one two three four five six"
    bases = [find(pdf, word).bottom for word in ("one", "four", "five")]
    assert bases[0] - bases[1] == pytest.approx(16, abs=0.5)
    assert bases[1] - bases[2] == pytest.approx(32, abs=0.5)


def test_a_no_break_space_holds_words_together() -> None:
    width = "word " * 11
    pdf = made(p(width + "30\u00a0seconds"))
    assert find(pdf, "30").bottom == pytest.approx(find(pdf, "seconds").bottom, abs=0.5)


def test_a_soft_hyphen_shows_only_where_a_line_ends_and_is_not_read() -> None:
    pdf = made(p("Donaudampfschiff\u00adfahrts\u00adgesellschaft " * 3, style="p.narrow"))
    assert semantic.text(pdf).replace("\u00ad", "") == " ".join(["Donaudampfschifffahrtsgesellschaft"] * 3)
    assert "\u00ad" in semantic.text(pdf)
    assert "schifffahrt" in semantic.text(made(p("Donaudampfschiff\u00adfahrts")))


def test_a_page_number_outside_the_footer_is_a_problem() -> None:
    with pytest.raises(ProblemsFound, match="1 problem") as found:
        made(p("page ", PageNumber()))
    assert "footer" in found.value.problems[0].what


def test_a_box_without_room_is_a_problem_and_not_a_crash() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(columns([p("left")], [section(p("right"), style="section.ground")], widths=(100, 1)))
    assert found.value.problems[0].place == PLACE
    assert "no room" in found.value.problems[0].what


def test_text_sits_in_the_middle_of_its_ground() -> None:
    pdf = made(section(p("HHHH", style="p"), style="section.ground"))
    word = find(pdf, "HHHH")
    top, bottom = 595.28 - 40, 595.28 - 40 - 8 - 16 - 8
    above, below = top - word.top, word.bottom - bottom
    # capitals stand a little above the middle, since other letters hang below the line
    assert 0 <= below - above <= 2.5, (above, below)


def test_a_label_is_in_the_middle_of_its_disc_and_level_with_the_heading() -> None:
    for label in ("1", "7", "12"):
        pdf = made(h(3, "HH", label))
        number, heading = find(pdf, label), find(pdf, "HH")
        assert (number.left + number.right) / 2 == pytest.approx(40 + 10, abs=0.35), label
        assert (number.top + number.bottom) / 2 == pytest.approx((heading.top + heading.bottom) / 2, abs=0.35)
        assert heading.left == pytest.approx(40 + 26, abs=1.5)


def test_a_label_wider_than_its_disc_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(h(3, "Bird dog", "1234"))
    assert "wider than its badge" in found.value.problems[0].what


@pytest.mark.parametrize("font", ["Source Sans 3", "Noto Sans", "Open Sans"])
def test_families(font: str) -> None:
    pdf = made(h(1, "Title"), p("office AVATAR ", Run("bold", "strong"), " ", Run("italic", "em")), look=theme(font=font))
    assert pages(pdf) == ["Title office AVATAR bold italic"]
    assert semantic.findings(pdf) == []


def test_an_unknown_family_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(p("text"), look=theme(font="Source Sans"))
    assert found.value.problems[0].hint == 'did you mean "Source Sans 3"?'


def test_devanagari_is_shaped_and_can_be_read_back() -> None:
    pdf = made(p("हिन्दी किताब क्षेत्र"), look=theme(font="Noto Sans"))
    assert semantic.text(pdf) == "हिन्दी किताब क्षेत्र"
