"""A block that is put into the geometry of an earlier one is what it would be on its own, and nothing of the earlier one is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.document_strategies import BAR, DAY, columns, document, footer, h, image, listed, p, pages, section, table, theme
from rehabpress.markup.blocks import Block, Cell, Columns, Heading, Items, PageNumber, Paragraph, Run, Section, Table
from rehabpress.pdf.writer import write
from rehabpress.support.problems import Place, ProblemsFound
from rehabpress.typeset import geometry_cache as alike
from rehabpress.typeset.document import DocumentPart, paginate_all
from rehabpress.typeset.marked_content import MarkedContent
from rehabpress.typeset.pagination import LaidOutBlock
from rehabpress.typeset.typesetter import Typesetter
from typeset.test_any_document import _BLOCK
from validators import semantic

_WORDS = ("knee", "office slowly", "Ida Sample", "back " * 30, "½ AVATAR")


def reworded(block: Block, n: int) -> Block:
    """The block with other words, nested and styled as it is."""
    match block:
        case Paragraph() | Heading():
            content = tuple(
                replace(inline, text=_WORDS[(n + k + len(inline.text)) % len(_WORDS)]) if isinstance(inline, Run) else inline
                for k, inline in enumerate(block.content)
            )
            return replace(block, content=content)
        case Section():
            return replace(block, blocks=tuple(reworded(b, n + k) for k, b in enumerate(block.blocks)))
        case Columns():
            columns_ = tuple(replace(c, blocks=tuple(reworded(b, n + k) for k, b in enumerate(c.blocks))) for c in block.columns)
            return replace(block, columns=columns_)
        case Items():
            return replace(block, items=tuple(replace(i, blocks=tuple(reworded(b, n) for b in i.blocks)) for i in block.items))
        case Table():
            return replace(block, head=_rows(block.head, n), rows=_rows(block.rows, n))
    return block


def _rows(rows: tuple[tuple[Cell, ...], ...], n: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(replace(c, blocks=tuple(reworded(b, n + k) for b in c.blocks)) for k, c in enumerate(row)) for row in rows)


def outcome(typesetter: Typesetter, *blocks: Block) -> bytes | list[str]:
    """The file, or what is wrong."""
    try:
        return write(paginate_all([DocumentPart(document(h(1, "Title"), *blocks, foot=footer()), typesetter)], DAY))
    except ProblemsFound as found:
        return [problem.what for problem in found.problems]


@settings(max_examples=60, deadline=None)
@given(st.lists(_BLOCK, min_size=1, max_size=3), st.lists(st.integers(0, 4), min_size=3, max_size=6), st.sampled_from(["A5", "A4"]))
def test_whatever_came_before_a_document_is_the_same(blocks: list[Block], wordings: list[int], paper: str) -> None:
    kept = Typesetter(theme(paper), {"bar": BAR})
    for n in wordings:
        said = [reworded(block, n) for block in blocks]
        assert outcome(kept, *said) == outcome(Typesetter(theme(paper), {"bar": BAR}), *said)


def card(name: str, dose: str) -> Section:
    return section(
        h(3, name, "1"),
        columns(
            (image(alt="A bar"), p("Start ", Run("lying", "strong"))), (section(p(dose), style="aside"), listed("Do not hold", "Slowly"))
        ),
        style="section.card",
    )


def test_a_card_with_another_dose_is_put_into_the_geometry_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[int] = []
    fill = alike._Geometry.filled

    def counted(self: alike._Geometry, inks: Sequence[MarkedContent], place: Place) -> LaidOutBlock:
        filled.append(len(inks))
        return fill(self, inks, place)

    monkeypatch.setattr(alike._Geometry, "filled", counted)
    typesetter = Typesetter(theme(), {"bar": BAR})
    files = [outcome(typesetter, card("Bridge", f"Do it {n} times."), table(("A", "B"), (f"{n}", "x"))) for n in range(3, 9)]
    assert len({bytes(file) for file in files if isinstance(file, bytes)}) == 6
    assert len(filled) > 6, "no skeleton has served"
    for n, file in zip(range(3, 9), files, strict=True):
        assert isinstance(file, bytes)
        assert f"Do it {n} times." in " ".join(pages(file)[0].split())


def skeletons(typesetter: Typesetter) -> list[alike._Geometry]:
    return [room.skeleton for kind in typesetter._alike._kinds._young.values() for room in kind.rooms._young.values() if room.skeleton]


def test_a_table_that_goes_on_is_put_into_the_geometry_of_the_first() -> None:
    kept = Typesetter(theme(), {"bar": BAR})
    for n in range(3, 8):
        said = section(table(("Exercise", "Dose"), *[(f"name{row}", f"{n} times") for row in range(60)]))
        made = outcome(kept, said)
        assert made == outcome(Typesetter(theme(), {"bar": BAR}), said)
        assert isinstance(made, bytes)
        drawn_again = [text.startswith("Exercise Dose") for text in semantic.decoration(made)]
        assert drawn_again == [False, True, True, True]
    assert any(skeleton.fragment.repeats for skeleton in skeletons(kept))


def test_a_skeleton_holds_no_words() -> None:
    typesetter = Typesetter(theme(), {"bar": BAR})
    for n in range(4):
        outcome(typesetter, card(f"Ida Sample {n}", f"Do it {n} times."))
    made = skeletons(typesetter)
    assert made
    for skeleton in made:
        for blank in skeleton._blanks:
            drawn = next(part.ink for key in skeleton._laid for part in skeleton._laid[key][0].parts if id(part.ink) == blank)
            assert "Tj" not in drawn.whole[0]
            assert drawn.bookmark is None


def test_keeping_little_changes_nothing() -> None:
    little = Typesetter(theme(), {"bar": BAR}, keep=3)
    for n in range(6):
        made = outcome(little, card("Bridge", f"Do it {n % 3} times."))
        assert made == outcome(Typesetter(theme(), {"bar": BAR}), card("Bridge", f"Do it {n % 3} times."))


def test_what_is_wrong_in_a_footer_is_said_where_it_is() -> None:
    kept = Typesetter(theme(), {"bar": BAR})
    for line in (3, 9):
        foot = (replace(p("Page 漢 ", PageNumber()), place=Place("layouts/own.html", line, 5)),)
        with pytest.raises(ProblemsFound) as found:
            paginate_all([DocumentPart(document(h(1, "Title"), foot=foot), kept)], DAY)
        assert {problem.place.line for problem in found.value.problems} == {line}
