"""Bytes that are no text, and where everything of a text stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from rehabpress.loader.places import label
from rehabpress.loader.yaml.reader import read_file, read_text
from rehabpress.support.problems import Place

BYTES = [
    (b"a: \xff\n", "f.yaml:1:4: is not UTF-8 text (byte 0xFF)\n    a: \ufffd\n       ^\n    save the file with the encoding UTF-8"),
    (b"a: 1\nb: caf\xe9\n", "f.yaml:2:7: is not UTF-8 text (byte 0xE9)\n    b: caf\ufffd\n          ^\n    save the file with the encoding UTF-8"),
    ("a: 1".encode("utf-16"), "f.yaml:1:1: is not UTF-8 text (byte 0xFF)\n    \ufffd\ufffda\ufffd:\ufffd \ufffd1\ufffd\n    ^\n    save the file with the encoding UTF-8"),
    (b"a: 1\nb: \x00\n", "f.yaml:2:4: holds a control character (U+0000)\n    b: \ufffd\n       ^\n    take it out; it prints as nothing"),
    (b"a: \x1b[31mred\n", "f.yaml:1:4: holds a control character (U+001B)\n    a: \ufffd[31mred\n       ^\n    take it out; it prints as nothing"),
    ("a: b\u2028c".encode(), "f.yaml:1:5: holds a control character (U+2028)\n    a: b\ufffdc\n        ^\n    take it out; it prints as nothing"),
    (b"a: " + b"x" * 1_000_000, "f.yaml: is larger than 1 MB\n    a content file is a few pages of text; is this the right file?"),
    (b"", "f.yaml: is empty\n    write its keys, each as: key: value"),
    (b"\xef\xbb\xbf", "f.yaml: is empty\n    write its keys, each as: key: value"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), BYTES)
def test_bytes_that_are_no_text(data: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f.yaml").write_bytes(data)
    assert "\n".join(map(str, read_file(tmp_path / "f.yaml").problems)) == expected


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfa: caf\xc3\xa9\n", b"a: caf\xc3\xa9\r\n", b"a: caf\xc3\xa9\r", b"---\na: caf\xc3\xa9\n...\n"]
)
def test_byte_order_mark_and_line_ends_do_not_matter(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(data)
    assert read_file(tmp_path / "f.yaml").data == {"a": "café"}


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [str(p) for p in read_file(Path("no.yaml")).problems] == ["no.yaml: there is no such file"]
    assert [p.what for p in read_file(tmp_path).problems] == ["is a folder"]
    assert [p.what for p in read_file(Path("a\0b")).problems] == ["cannot be read: embedded null byte"]
    assert [p.what for p in read_file(Path("x" * 300)).problems] == ["cannot be read: File name too long"]


def test_a_label_is_as_short_as_a_person_would_say_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert label(here / "content" / "a.yaml") == "content/a.yaml"
    assert label(Path("../b.yaml")) == "../b.yaml"
    assert label(tmp_path / "c.yaml") == str(tmp_path / "c.yaml")


TEXT = """\
# first
name: Bird dog
"quoted":   'text'
steps:
  - one
  - >-
    two
  - {a: 5, b: [x, yy]}
nothing:
long: one
  two
bone: 🦴🦴 [ok]
"""

PLACES = [
    (("name",), 2, 7, 8),
    (("quoted",), 3, 13, 6),
    (("steps",), 5, 3, 1),
    (("steps", 0), 5, 5, 3),
    (("steps", 1), 6, 5, 2),
    (("steps", 2), 8, 5, 1),
    (("steps", 2, "a"), 8, 9, 1),
    (("steps", 2, "b", 1), 8, 19, 2),
    (("nothing",), 9, 1, 7),
    (("long",), 10, 7, 3),
    (("bone",), 12, 7, 7),
    # what is not there stands where the nearest thing that would hold it does
    (("steps", 0, "dose", "reps"), 5, 5, 3),
]


@pytest.mark.parametrize(("path", "line", "column", "width"), PLACES)
def test_the_place_of_a_value(path: tuple[str | int, ...], line: int, column: int, width: int) -> None:
    place = read_text(TEXT, "f.yaml").origin.at(*path)
    assert (place.file, place.line, place.column, place.width) == ("f.yaml", line, column, width)
    assert place.excerpt == TEXT.splitlines()[line - 1]


KEYS = [(("name",), 2, 1, 4), (("quoted",), 3, 1, 8), (("steps",), 4, 1, 5), (("steps", 2, "b"), 8, 12, 1), (("nothing",), 9, 1, 7)]


@pytest.mark.parametrize(("path", "line", "column", "width"), KEYS)
def test_the_place_of_a_key(path: tuple[str | int, ...], line: int, column: int, width: int) -> None:
    place = read_text(TEXT, "f.yaml").origin.keys[path]
    assert (place.line, place.column, place.width) == (line, column, width)


def test_every_value_and_every_key_has_a_place() -> None:
    origin = read_text(TEXT, "f.yaml").origin
    assert set(origin.keys) == {
        ("name",),
        ("quoted",),
        ("steps",),
        ("steps", 2, "a"),
        ("steps", 2, "b"),
        ("nothing",),
        ("long",),
        ("bone",),
    }
    values = {*origin.keys, (), ("steps", 0), ("steps", 1), ("steps", 2), ("steps", 2, "b", 0), ("steps", 2, "b", 1)}
    assert {path for path in origin.places if -1 not in path} == values
    assert len(origin.places) == sum(1 for _ in origin.places)


def test_an_excerpt_of_a_very_long_line_is_cut() -> None:
    place = read_text(f"a: {'x' * 5000}", "f.yaml").origin.at("a")
    assert (len(place.excerpt), place.width) == (201, 197)
    far = read_text(f"a: [{'x' * 5000}, y]", "f.yaml").origin.at("a", 1)
    assert far == Place("f.yaml", 1, 5007)
    assert far.excerpt == ""
