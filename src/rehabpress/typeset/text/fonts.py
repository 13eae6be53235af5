"""The fonts: what a text measures, which glyphs show it, and the file that is embedded.

The code of a glyph in a PDF is its number in the font (Identity-H), so that set text belongs to no document.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import rendercv_fonts
import uharfbuzz as hb

from rehabpress.support.pdf_syntax import number, spoken_as

FACES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold-italic": "BoldItalic"}
"""The faces of a family by the names that themes use, as their files are called."""

_LIGATURES = range(0xFB00, 0xFB07)
_KEPT_WORDS = 20_000


class ShapedWord(NamedTuple):
    """A word (or a space) shaped: kerned, with ligatures, marks in their places."""

    width: float
    """In thousandths of the text's size."""
    glyphs: tuple[int, ...]
    runs: tuple[tuple[float, str], ...]
    """How far above the base line, in thousandths of the size, and what stands between ``<`` and ``>`` of a TJ there."""
    plain: str | None
    """The only run, where its glyphs alone give the text back and stand on the base line."""
    unusual: frozenset[int]
    """Its glyphs that are not usual."""


class ShownText(NamedTuple):
    """A text as it is drawn: its width in points, its operators, and the glyphs in it that are not usual."""

    width: float
    operators: str
    unusual: frozenset[int]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures of a face in thousandths of the text's size, upwards from the base line."""

    name: str
    ascent: float
    descent: float
    cap_height: float
    below: float
    """How far a ``p`` reaches below the base line: positive."""
    box: tuple[float, float, float, float]
    slant: float
    weight: int


class Face:
    """One face of a family. Two that are opened from the same file are equal."""

    def __init__(self, path: Path) -> None:
        self.fontName = path.stem
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self._face)
        self._scale: float = 1000 / self._face.upem
        self.face = self._measured()
        self._met: dict[int, tuple[float, str]] = {}
        # A paper asks for some 600 words: Python's own table is faster than a Memo, and goes with the face as that would.
        self.word = lru_cache(_KEPT_WORDS)(self._shaped)
        self.space = f"{self._font.get_nominal_glyph(32):04x}"
        """The glyph of a space as a PDF writes it."""
        self.gap = self.word(" ").width
        """The width of a space in thousandths of the size."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Face) and other.fontName == self.fontName

    def __hash__(self) -> int:
        return hash(self.fontName)

    def _measured(self) -> Metrics:
        os2, head, post = (self._face.reference_table(tag).data for tag in ("OS/2", "head", "post"))
        weight = struct.unpack_from(">H", os2, 4)[0]
        ascent, descent = struct.unpack_from(">hh", os2, 68)
        cap_height = struct.unpack_from(">h", os2, 88)[0]
        tail = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord("p")))
        k = self._scale
        box = struct.unpack_from(">4h", head, 36)
        return Metrics(
            self.fontName,
            ascent * k,
            descent * k,
            cap_height * k,
            -(tail.y_bearing + tail.height) * k,
            (box[0] * k, box[1] * k, box[2] * k, box[3] * k),
            struct.unpack_from(">l", post, 4)[0] / 65536,
            weight,
        )

    # what text a glyph stands for

    @cached_property
    def _characters(self) -> dict[int, str]:
        """The text of each glyph that a character has of its own; the lowest code wins, so a no-break space reads as a space."""
        found: dict[int, str] = {}
        for code in sorted(self._face.unicodes):
            found.setdefault(self._font.get_nominal_glyph(code), unicodedata.normalize("NFKC" if code in _LIGATURES else "NFC", chr(code)))
        return found

    def text_of(self, glyph: int) -> str:
        """The text a glyph stands for wherever it is used. A ligature's comes from its name (``f_f``); a glyph without any gives U+FFFD."""
        if known := self._characters.get(glyph):
            return known
        parts = self._font.glyph_to_string(glyph).partition(".")[0].split("_")
        texts = [self._characters.get(self._font.glyph_from_string(part) or 0, "") for part in parts]
        return "".join(texts) if all(texts) else "\ufffd"

    def lacks(self, text: str) -> list[str]:
        """The characters of ``text`` that this face has no glyph for, each once, in order."""
        if self._known.issuperset(text):
            return []
        return [c for c in dict.fromkeys(text) if c not in self._known and 0 in self.word(c).glyphs]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(chr, self._face.unicodes)).difference(map(chr, range(32)))

    @cached_property
    def usual(self) -> frozenset[int]:
        """The glyphs of letters, figures and signs that nearly every text has, and of what shows where there is none."""
        return frozenset({0, *map(self._font.get_nominal_glyph, range(32, 127))})

    # measuring and showing text

    def advance(self, glyph: int) -> float:
        """The width of a glyph in thousandths of the size, as the PDF will state it."""
        units: int = self._font.get_glyph_h_advance(glyph)
        return round(units * float(self._scale), 2)

    def ink(self, word: str) -> tuple[float, float]:
        """Where the first glyph of a word begins and its last one ends, in thousandths of the size."""
        shaped = self.word(word)
        first, last = (self._font.get_glyph_extents(shaped.glyphs[i]) for i in (0, -1))
        before_last = shaped.width - self.advance(shaped.glyphs[-1])
        return first.x_bearing * self._scale, before_last + (last.x_bearing + last.width) * self._scale

    def _glyph(self, glyph: int) -> tuple[float, str]:
        """The width of a glyph and the text that it stands for."""
        if glyph not in self._met:
            self._met[glyph] = (self.advance(glyph), self.text_of(glyph))
        return self._met[glyph]

    def _shaped(self, word: str) -> ShapedWord:
        if not word:
            return ShapedWord(0, (), ((0, ""),), "", frozenset())
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        runs: list[tuple[float, str]] = []
        glyphs: list[int] = []
        means = ""
        rise, shown, width, owed = 0.0, "", 0.0, 0.0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyph = info.codepoint
            natural, text = self._glyph(glyph)
            x_offset, y_offset, x_advance, _ = place.position
            moved, wanted, up = x_offset * self._scale, x_advance * self._scale, y_offset * self._scale
            means += text
            owed -= moved
            if up != rise and shown:
                runs.append((rise, shown))
                shown = ""
            rise = up
            shown += _shifted(owed) + f"{glyph:04x}"
            owed = moved + natural - wanted
            width += wanted
            glyphs.append(glyph)
        runs.append((rise, shown + _shifted(owed)))
        plain = len(runs) == 1 and not rise and means == word.replace("\u00a0", " ")
        return ShapedWord(width, tuple(glyphs), tuple(runs), runs[0][1] if plain else None, frozenset(glyphs) - self.usual)

    def width(self, text: str, size: float) -> float:
        """The width of a text in points. Words are shaped each for itself."""
        words = text.split(" ")
        return (self.gap * (len(words) - 1) + sum([word.width for word in map(self.word, words)])) * size / 1000

    def shown(self, text: str, size: float) -> ShownText:
        """A text as it is drawn. Words whose glyphs do not give the text back carry it as ActualText."""
        words = text.split(" ")
        shaped = [*map(self.word, words)]
        width = (self.gap * (len(words) - 1) + sum([word.width for word in shaped])) * size / 1000
        glyphs = frozenset[int]().union(*[word.unusual for word in shaped if word.unusual])
        runs = [word.plain for word in shaped if word.plain is not None]
        if len(runs) == len(words):
            return ShownText(width, _show(self.space.join(runs)), glyphs)
        return ShownText(width, " ".join(self._spelt(words, shaped, size)), glyphs)

    def _spelt(self, words: list[str], shaped: list[ShapedWord], size: float) -> Iterator[str]:
        """The operators of words of which some need their text beside them."""
        run = ""
        for n, (text, word) in enumerate(zip(words, shaped, strict=True)):
            if n:
                run += self.space
            if word.plain is not None:
                run += word.plain
                continue
            if run:
                yield _show(run)
                run = ""
            rises = [f"{number(up * size / 1000)} Ts {_show(part)}" for up, part in word.runs]
            yield f"{spoken_as(text)} {' '.join(rises)} 0 Ts EMC"
        if run:
            yield _show(run)

    # what is embedded

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A TrueType file with the outlines of these glyphs only, every glyph keeping its number."""
        chosen = hb.SubsetInput()
        chosen.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        chosen.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_UNUSED_TABLES)
        chosen.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        return bytes(hb.subset(self._face, chosen).blob.data)


_UNUSED_TABLES = {int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"kern", b"STAT", b"DSIG", b"meta", b"name", b"cmap")}


def _shifted(by: float) -> str:
    """A move to the left inside the string of a TJ. Half a thousandth of the size cannot be seen."""
    return f">{number(by)}<" if abs(by) >= 0.5 else ""


def _show(run: str) -> str:
    """The operator for what stands between ``<`` and ``>``."""
    return f"[<{run}>]TJ".replace("<>", "") if ">" in run else f"<{run}>Tj"


class Fonts:
    """A family of the package ``rendercv_fonts``: its faces by the names that themes use."""

    def __init__(self, family: str) -> None:
        """Raises ``KeyError`` for a family that there is not."""
        self._folder = rendercv_fonts.path_of[family]
        self._faces: dict[str, Face] = {}

    @staticmethod
    def families() -> list[str]:
        """The families that have every face."""
        return sorted(
            family for family, folder in rendercv_fonts.path_of.items() if all(any(folder.glob(f"*-{face}.ttf")) for face in FACES.values())
        )

    def face(self, name: str) -> Face:
        """The face of that name (``bold``)."""
        if name not in self._faces:
            file = f"{self._folder.name.replace(' ', '')}-{FACES[name]}.ttf"
            self._faces[name] = Face(self._folder / file)
        return self._faces[name]


def face_named(name: str) -> Face:
    """The face whose file has this name without its ending. Raises ``KeyError`` for one that there is not."""
    for folder in rendercv_fonts.path_of.values():
        if (path := folder / f"{name}.ttf").is_file():
            return Face(path)
    raise KeyError(name)
