import pytest

from helpers.document_strategies import LONG, PLACE, art, cell, columns, find, h, image, listed, made, p, section, table, theme, words
from rehabpress.markup.blocks import Cell, HorizontalRule, PageBreak, Picture, Run, Table
from rehabpress.support.problems import ProblemsFound
from validators import semantic


def roles(pdf: bytes) -> list[str]:
    return ["  " * said.depth + said.role + (f" {said.text}" if said.leaf and said.text else "") for said in semantic.structure(pdf)]


def test_the_structure_of_everything() -> None:
    pdf = made(
        section(p("Clinic"), style="header"),
        h(1, "Title"),
        p(
            "See ",
            Run("our ", "a", href="https://example.org/ü?a=b"),
            Run("page", "strong", href="https://example.org/ü?a=b"),
            " or ",
            Run("Rücken", lang="de"),
            ".",
        ),
        section(h(2, "Card", "7"), image(), listed("one", [p("two"), listed("inner", style="ul.plain")], style="ol"), style="section.card"),
        listed("no", style="ul.cross"),
        columns([p("left")], [p("right")]),
        table(["A", ""], ["a", "b"]),
        image(alt=""),
        HorizontalRule("hr", PLACE),
    )
    assert roles(pdf) == [
        "Document",
        "  Sect",
        "    P Clinic",
        "  H1 Title",
        "  P See our page or Rücken.",
        "    Link our page",
        "    Span Rücken",
        "  Sect",
        "    H2 7 Card",
        "    Figure",
        "    L",
        "      LI",
        "        Lbl 1. ",
        "        LBody",
        "          P one",
        "      LI",
        "        Lbl 2. ",
        "        LBody",
        "          P two",
        "          L",
        "            LI",
        "              LBody",
        "                P inner",
        "  L",
        "    LI",
        "      LBody",
        "        P no",
        "  Div",
        "    P left",
        "  Div",
        "    P right",
        "  Table",
        "    THead",
        "      TR",
        "        TH",
        "          P A",
        "        TH",
        "    TBody",
        "      TR",
        "        TH",
        "          P a",
        "        TD",
        "          P b",
    ]
    assert semantic.findings(pdf) == []


def test_marks_stand_on_the_first_base_line() -> None:
    pdf = made(
        listed("HH", [p("HH", style="p"), p("HH")], style="ol"), look=theme(ol={"mark": "number", "indent": "18 pt", "size": "12 pt"})
    )
    for mark in ("1.", "2."):
        item = next(word for word in words(pdf) if word.text == "HH" and abs(word.bottom - find(pdf, mark).bottom) < 0.6)
        assert item.left == pytest.approx(40 + 18, abs=1.5)


def test_numbers_of_long_lists_end_in_line_and_never_touch_their_items() -> None:
    pdf = made(listed(*["HH"] * 120, style="ol"), look=theme("A4"))
    found = {word.text: word for n in range(len(semantic.decoration(pdf))) for word in words(pdf, n)}
    assert found["9."].right == pytest.approx(found["10."].right, abs=0.3) == pytest.approx(found["120."].right, abs=0.3)
    assert found["HH"].left > found["120."].right + 3


def test_signs_stand_level_with_the_capitals_of_the_first_line() -> None:
    pictures = {}
    for kind in ("tick", "cross", "no-entry"):
        pdf = made(listed([p("HH")], style=f"ul.{kind}"))
        pictures[kind] = art(pdf, (39, 595.28 - 55, 68, 595.28 - 40), 29, 15).strip("\n")
    assert pictures["tick"] == "\n".join(
        [
            "        +.        +.  .+ .+",
            "       +#+        #.  .# .#",
            "      .##         #.  .# .#",
            "      ##.         #++++# .#++",
            " +#. +#+          #+++## .#++",
            " .##.##           #.  .# .#",
            "  +###.           #.  .# .#",
            "   +#+            #.  .# .#",
            "    .             .   ..  .",
        ]
    )
    assert pictures["cross"] == "\n".join(
        [
            "                  +.  .+ .+",
            " .#.  .#.         #.  .# .#",
            "  ##..##          #.  .# .#",
            "   ####           #++++# .#++",
            "   +##.           #+++## .#++",
            "  .####.          #.  .# .#",
            " .##  ##.         #.  .# .#",
            " .+    +.         #.  .# .#",
            "                  .   ..  .",
        ]
    )
    assert pictures["no-entry"] == "\n".join(
        [
            "    .+++.",
            "   +######.",
            "  +##.  +##.      +.  .+ .+",
            " .###.   .##      #.  .# .#",
            " ##.##.   +#.     #.  .# .#",
            " #+ .##.  .#+     #++++# .#++",
            " #+  .##.  #+     #+++## .#++",
            " #+   .##..#.     #.  .# .#",
            " +#.   .####      #.  .# .#",
            " .##.   .##+      #.  .# .#",
            "  .##+++##+       .   ..  .",
            "   .+####.",
        ]
    )


def test_a_ground_reaches_round_its_padding() -> None:
    pdf = made(section(p("I"), style="section.ground"), look=theme("A5", p={"colour": "paper"}))
    top = 595.28 - 40
    assert art(pdf, (32, top - 40, 92, top + 8), 15, 12) == "\n".join(["", "", *["  #............"] * 8, "", ""])


def test_a_section_cut_by_a_page_has_its_ground_and_padding_on_both() -> None:
    pdf = made(section(*[p(f"line{n}") for n in range(30)], style="section.ground"))
    first, second = words(pdf, 0), words(pdf, 1)
    left, bottom = 41.0, min(word.bottom for word in first)
    assert art(pdf, (left, bottom - 3, left + 2, bottom + 20), 1, 1) == "#", "the left line reaches to the last line"
    top = max(word.top for word in second)
    assert top < 595.28 - 40 - 8, "the padding stands at the top of the second page too"
    assert art(pdf, (60, 595.28 - 40 - 5, 80, 595.28 - 40), 1, 1, page=1) == "."
    assert semantic.findings(pdf) == []


def test_columns_share_the_width_by_their_parts_and_begin_level() -> None:
    pdf = made(columns([p("HL " + LONG)], [p("HR " + LONG)], widths=(2, 1)))
    left, right = find(pdf, "HL"), find(pdf, "HR")
    inner = 419.53 - 80 - 12
    assert left.bottom == pytest.approx(right.bottom, abs=0.3)
    assert right.left == pytest.approx(40 + inner * 2 / 3 + 12, abs=1.5)
    boundary = 40 + inner * 2 / 3
    assert max(w.right for w in words(pdf) if w.left < boundary) <= boundary + 0.5


def test_cells_of_a_row_stand_on_one_base_line() -> None:
    big = Cell("td", PLACE, False, (p(Run("HB", "span.big"), style="h1"),))
    row = (cell("HA", True), big, cell("HC"))
    pdf = made(Table("table", PLACE, (1.0, 1.0, 1.0), (), (row,)))
    bases = {round(find(pdf, word).bottom, 1) for word in ("HA", "HB", "HC")}
    assert max(bases) - min(bases) < 0.5


def test_a_column_as_wide_as_its_pictures_has_that_from_the_next() -> None:
    """In every row as in the one with the widest; the third column stays where it is. Without a picture it has no width."""
    inner = 419.53 - 80

    def lefts(*pictures: Picture) -> tuple[float, float]:
        rows = tuple(
            (Cell("td", PLACE, False, (*pictures[n : n + 1],)), cell(f"{name}B {LONG}", True), cell(f"{name}C"))
            for n, name in enumerate("HK")
        )
        pdf = made(Table("table", PLACE, (0.0, 3.0, 1.0), (), rows))
        assert find(pdf, "HB").left == pytest.approx(find(pdf, "KB").left)
        return find(pdf, "HB").left, find(pdf, "HC").left

    gap = theme().style("table").gap or 0.0
    third = 40 + (inner - 2 * gap) * 3 / 4 + 2 * gap
    without, small = lefts(), lefts(image(style="img.small"))
    assert without == pytest.approx((40 + gap, third), abs=1.5)
    assert small == pytest.approx((40 + gap + 80, third), abs=1.5)


def test_spanning_cells() -> None:
    wide = Table("table", PLACE, (1.0, 1.0), ((cell("Head", True, spans=2),),), ((cell("a", True), cell("b")),))
    assert semantic.findings(made(wide)) == []


def test_a_row_with_too_few_cells_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(Table("table", PLACE, (1.0, 1.0), (), ((cell("a", True),),)))
    assert "1 cells, the table 2 columns" in found.value.problems[0].what


def test_a_table_without_header_cells_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(Table("table", PLACE, (1.0,), (), ((cell("a"),),)))
    assert "no header cell" in found.value.problems[0].what


def test_a_missing_picture_is_a_problem_in_its_place() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(p("text"), image("bird-dog"))
    assert str(found.value.problems[0]) == (
        'layouts/handout.html:3:5: there is no picture "bird-dog"\n    put bird-dog.svg, .png or .jpg into the folder pictures of your content'
    )


def test_a_page_break_inside_a_section_is_a_problem() -> None:
    with pytest.raises(ProblemsFound) as found:
        made(section(p("a"), PageBreak("page-break", PLACE)))
    assert "page break" in found.value.problems[0].what


def test_pictures_keep_their_proportions_inside_their_bounds() -> None:
    pdf = made(image(style="img.small"), look=theme("A4"))
    assert art(pdf, (30, 841.89 - 40 - 60, 130, 841.89 - 30), 20, 14) == "\n".join(["", "", *["  ################"] * 8, "", "", "", ""])
    right = made(image(style="img.right"))
    assert art(right, (419.53 - 40 - 80, 595.28 - 80, 419.53 - 40, 595.28 - 40), 4, 2) == "####\n####"
    assert art(right, (419.53 - 40 - 90, 595.28 - 80, 419.53 - 40 - 82, 595.28 - 40), 4, 2) == "\n"
