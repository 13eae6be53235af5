"""The tab at the right edge of a page, by which a desk sorts a stack of paper: two letters of a name, or digits, at a height by the first.

Stacked or fanned out, papers of the same letter have their tabs in one place, and A to Z go down the edge.
"""

from __future__ import annotations

import unicodedata

from rehabpress.markup.blocks import Break, Inline, Paragraph, Run, Section
from rehabpress.support.problems import Place
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.footers import stamp
from rehabpress.typeset.page_content import positions
from rehabpress.typeset.pagination import Frame, Placement

_STYLE = "edge"
_PLACE = Place("edge")
_BLANK = 6 * 72 / 25.4
"""Points: what printers leave blank at an edge."""
_GAP = 2.0
"""Points between it and what stands on the page."""
_LEAST, _MOST = 12.0, 34.0
"""How wide a tab is in the margin, in points; where there is less room there is none."""


def letters_of(text: str) -> str:
    """What a tab says of a name or a number: the first two letters of the family name, taken as the last word or that before a comma;
    the last two digits of a number."""
    words = text.partition(",")[0].split() or [""]
    word = unicodedata.normalize("NFKD", words[-1])
    if digits := [sign for sign in word if sign.isdecimal()]:
        return "".join(digits[-2:])
    return "".join([sign for sign in word if sign.isalpha()][:2]).upper()


def height_of(letters: str) -> float:
    """How far down the edge a tab stands: 0 at the top for A, 1 at the bottom for Z; numbers from 00 to 99 in the same way."""
    if letters.isdecimal():
        return int(letters) / 99
    return min(max(ord(letters[0]) - ord("A"), 0), 25) / 25


def edge_tab(text: str, frame: Frame, margin: float, setting: LayoutContext) -> tuple[Placement, ...]:
    """The tab of a name or a number in the right ``margin`` of a page; empty where it says nothing or has no room."""
    width = min(margin - _BLANK - _GAP, _MOST)
    letters = letters_of(text)
    if width < _LEAST or not letters:
        return ()
    said: list[Inline] = [Run(letters[0])]
    for letter in letters[1:]:
        said += [Break(), Run(letter)]
    fragment = setting.layout(Section(_STYLE, _PLACE, "section", (Paragraph(_STYLE, _PLACE, tuple(said)),)), width)
    left, top = frame.width - _BLANK - width, frame.height - frame.top - height_of(letters) * (frame.room - fragment.height)
    drawn = positions(fragment, 0, len(fragment.strips), setting.pen)
    placed = [(left, top, stamp(drawn.behind, None, 0, 0))] if drawn.behind else []
    placed += [(left + part.x, top - part.y, stamp((), part.ink, part.start, part.stop)) for part in drawn.parts]
    return tuple([Placement(-1, x, y, one) for x, y, one in placed])
