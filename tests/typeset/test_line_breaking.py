"""Lines: nothing is lost, and they fit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rehabpress.typeset.text.fonts import Face, Fonts
from rehabpress.typeset.text.line_breaking import SOFT_HYPHEN, LineItem, StyledText, break_lines

FONTS = Fonts("Source Sans 3")
REGULAR, BOLD = FONTS.face("regular"), FONTS.face("bold")

_TEXT = st.text(st.sampled_from("abcdefgWWW.,-–½é \u00a0" + SOFT_HYPHEN), max_size=60).map(lambda t: " ".join(t.split(" ")))
_SAID = st.lists(
    st.one_of(st.none(), st.builds(StyledText, _TEXT.filter(bool), st.sampled_from([REGULAR, BOLD]), st.sampled_from([10.0, 14.0, 24.0]))),
    min_size=1,
    max_size=5,
)


def single_spaced(said: list[StyledText | None]) -> list[StyledText | None]:
    """As paragraphs hand it on: never two spaces in a row, nor one at the beginning of a line."""
    out: list[StyledText | None] = []
    spaced = True
    for s in said:
        if s is None:
            out.append(None)
            spaced = True
            continue
        text = s.text.lstrip(" ") if spaced else s.text
        while "  " in text:
            text = text.replace("  ", " ")
        if text:
            out.append(StyledText(text, s.face, s.size))
            spaced = text.endswith(" ")
    return out


def said_by(lines: list[list[LineItem]]) -> str:
    return "".join(p.text[:-1] if p.hyphen else p.text for line in lines for p in line)


@settings(max_examples=400, deadline=None)
@given(_SAID, st.floats(60, 300))
def test_nothing_is_lost_and_every_line_fits(said: list[StyledText | None], width: float) -> None:
    said = single_spaced(said)
    if not any(said):
        return
    lines = break_lines(said, width)
    expected = "".join(" " if s is None else s.text for s in said)
    assert "".join(said_by(lines).split(" ")) == "".join(expected.replace(SOFT_HYPHEN, "").split(" "))
    for line in lines:
        wide = sum(face_of(said, p).width(p.text.rstrip(" ") if p is line[-1] else p.text, size_of(said, p)) for p in line)
        assert wide <= width + 0.1, line
        for piece in line:
            assert said_by([[piece]]).replace(" ", "") in text_of(said, piece).replace(SOFT_HYPHEN, "").replace(" ", "")


def face_of(said: list[StyledText | None], piece: LineItem) -> Face:
    found = said[piece.of]
    assert found is not None
    return found.face


def text_of(said: list[StyledText | None], piece: LineItem) -> str:
    found = said[piece.of]
    assert found is not None
    return found.text


def size_of(said: list[StyledText | None], piece: LineItem) -> float:
    found = said[piece.of]
    assert found is not None
    return found.size


def test_neighbours_without_a_space_are_one_word() -> None:
    lines = break_lines([StyledText("one two", REGULAR, 12), StyledText("three", BOLD, 12), StyledText(" four", REGULAR, 12)], 60)
    assert [[(p.of, p.text) for p in line] for line in lines] == [[(0, "one ")], [(0, "two"), (1, "three ")], [(2, "four")]]


def test_a_line_of_its_own_for_each_break() -> None:
    lines = break_lines([StyledText("a", REGULAR, 12), None, None, StyledText("b", REGULAR, 12)], 100)
    assert [[p.text for p in line] for line in lines] == [["a "], [], ["b"]]
