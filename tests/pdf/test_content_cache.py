"""What is taken over from other files is what would have been made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.document_strategies import BAR, DAY, LONG, columns, document, h, image, listed, p, section, table, theme
from rehabpress.markup.blocks import Block, Run
from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.writer import write
from rehabpress.typeset.document import DocumentPart, paginate_all
from rehabpress.typeset.typesetter import Typesetter
from validators import semantic

_LINK = Run("100 % safe \u2013 1000000000001", "a", "https://example.org/%20/1000000000002")
_BLOCKS: tuple[Block, ...] = (
    h(1, "Title"),
    image(alt="100 % of 1000000000003, 2000000000004 and \\0 4\\0"),
    p("Before ", _LINK, " after"),
    section(h(2, "Card"), columns((p("Left"), listed("one", "two")), (image(), p("Right"))), style="section.card"),
    table(("A", "B"), ("1", "2"), ("3", "")),
    p("é " + LONG),
)


@pytest.mark.parametrize("before", [(), (p("One line first."),), (p(LONG * 3), image(alt="Another"))])
def test_a_file_is_the_same_whatever_is_kept(before: tuple[Block, ...]) -> None:
    typesetter, cache = Typesetter(theme(), {"bar": BAR}), ContentCache()
    made = replace(document(*_BLOCKS[:1], *before, *_BLOCKS[1:]), footer=())
    packets = [paginate_all([DocumentPart(made, typesetter)], DAY) for _ in range(3)]
    anew = write(packets[0])
    assert [write(packet, cache) for packet in packets] == [anew] * 3
    assert semantic.findings(anew) == []


def test_what_stood_elsewhere_is_not_taken_over() -> None:
    typesetter, cache = Typesetter(theme(), {"bar": BAR}), ContentCache()
    blocks = [h(1, "Title"), p("One", _LINK), image(), *_BLOCKS[3:5], p(LONG * 9), *[p(f"{n}") for n in range(12)]]
    for turn in range(len(blocks)):
        packet = paginate_all([DocumentPart(document(*blocks[:1], *blocks[1 + turn :], *blocks[1 : 1 + turn]), typesetter)], DAY)
        assert write(packet, cache) == write(packet)
        assert semantic.findings(write(packet)) == []


def test_what_is_let_go_is_made_again() -> None:
    typesetter, cache = Typesetter(theme(), {"bar": BAR}), ContentCache(most=2)
    packet = paginate_all([DocumentPart(document(*_BLOCKS), typesetter)], DAY)
    assert {write(packet, cache) for _ in range(4)} == {write(packet)}
