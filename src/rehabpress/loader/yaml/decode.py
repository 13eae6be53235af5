"""Decodes the bytes of a file to text: UTF-8, no control characters, limited size."""

from __future__ import annotations

import re
from pathlib import Path

from rehabpress.loader.places import SourceLines
from rehabpress.support.links import leaving
from rehabpress.support.problems import Place, Problem

LARGEST = 1_000_000
"""Bytes. The longest content file is some 10 kB."""

# Line breaks that only some programs see, marks without width inside a text, halves of surrogate pairs: nobody types them on purpose.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_bytes(path: Path, file: str) -> bytes | Problem:
    """The bytes of a file, or why it cannot be read. ``file`` is what messages call it."""
    if problem := leaving(path, file):
        return problem
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except FileNotFoundError:
        return Problem(Place(file), "there is no such file")
    except IsADirectoryError:
        return Problem(Place(file), "is a folder", "name a file in it")
    except (OSError, ValueError) as error:
        return Problem(Place(file), f"cannot be read: {getattr(error, 'strerror', None) or error}")
    return data


def decode(data: bytes, file: str) -> str | Problem:
    """The text of a file, or what is wrong with its bytes."""
    if len(data) > LARGEST:
        return Problem(Place(file), "is larger than 1 MB", "a content file is a few pages of text; is this the right file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(data[: error.start].decode("utf-8-sig"), data.decode("utf-8-sig", "replace"), file)
        return Problem(place, f"is not UTF-8 text (byte 0x{data[error.start]:02X})", "save the file with the encoding UTF-8")
    if found := UNPRINTABLE.search(text):
        place = _place(text[: found.start()], text, file)
        return Problem(place, f"holds a control character (U+{ord(found[0]):04X})", "take it out; it prints as nothing")
    return text


def _place(before: str, text: str, file: str) -> Place:
    line = before.count("\n")
    # The excerpt goes to a terminal, so what it could not show is replaced.
    excerpt = UNPRINTABLE.sub("\ufffd", text.split("\n")[line].rstrip("\r"))
    return SourceLines(file, ("",) * line + (excerpt,)).place(line, len(before) - before.rfind("\n") - 1)
