"""Changes of a file at random that know how it is made: YAML by its tree, templates and CSV by their words, pictures by their parts, all by bytes."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

Dice = random.Random

STRANGE: Sequence[Any] = (
    "", " ", "x", "0", "-1", "1e999", "NaN", "null", "~", "=1+1", "- a", "a: b", "#", "{{ 1 }}", "{n}", "{n}0", "{unknown}", "{", "<b>x</b>", "&amp;",
    "<script>", "../../etc/passwd", "/etc/passwd", "a" * 300, "word " * 400, "\u202eevil", "\u0000", "\ufeffx", "e\u0301" * 40, "🙂", "ﬁ", "١٢", "５", "²",
    "2026-02-30", "0001-01-01", "9999-12-31", "5 to ten", "5-3 s", "0 s", "1000 min", "-150 mm", "0 pt", "1 pt", "9999 mm", "#ffffff", "#FFF", "ink", "paper",
    "javascript:alert(1)", "https://example.org/" + "a" * 400, "do not call", "never", "left", "right", "each", "en", "de", "bird-dog", "no-such-thing",
    0, 1, 2, -1, 7, 12, 99, 9999, 10**12, 10**400, 0.1, 1.5, -0.5, float("inf"), True, False, None, [], {}, [[]], [None], {"x": 1}, ["a", "a"],
)  # fmt: skip
"""Values that stand where others were meant."""

LAYOUT_BITS = (
    "{{ handout }}", "{{ handout.goal }}", "{{ handout.cards[0].text.sentences[0] }}", "{% for a in range(1000) %}", "{% endfor %}", "{% if false %}", "{% endif %}",
    "{{ 1/0 }}", "{{ 'x' * 10 ** 9 }}", "{{ [1]|batch(10 ** 9) }}", "{{ loop }}", "{{ self }}", "{{ super() }}", "{% include \"handout.html\" %}", "{% extends \"sheet.html\" %}",
    "<p>", "</p>", "<section>", "</section>", '<p class="small">', "<br/>", "<page-break/>", "<img/>", "<td/>", "&", "<", "\u0007", "{#", "#}", "{% raw %}", "0", "not ",
)  # fmt: skip


def text_change(dice: Dice, lines: list[str]) -> list[str]:
    """Lines with one change that any text may suffer."""
    change = dice.choice(
        (_without_a_line, _twice_a_line, _exchanged, _a_piece_less, _a_word_of_elsewhere, _another_number, _a_piece_strange)
    )
    return change(dice, lines) if len(lines) > 1 else lines


def _without_a_line(dice: Dice, lines: list[str]) -> list[str]:
    n, count = dice.randrange(len(lines)), dice.choice((1, 1, 1, 2, 5))
    return lines[:n] + lines[n + count :]


def _twice_a_line(dice: Dice, lines: list[str]) -> list[str]:
    n = dice.randrange(len(lines))
    return [*lines[:n], lines[n], *lines[n:]]


def _exchanged(dice: Dice, lines: list[str]) -> list[str]:
    a, b = sorted(dice.sample(range(len(lines)), 2))
    return [*lines[:a], lines[b], *lines[a + 1 : b], lines[a], *lines[b + 1 :]]


def _a_piece_less(dice: Dice, lines: list[str]) -> list[str]:
    return _replaced(dice, lines, r"\{\{.*?\}\}|\{%.*?%\}|<[^>]+>|[\w.]+", lambda _: "")


def _a_word_of_elsewhere(dice: Dice, lines: list[str]) -> list[str]:
    other = re.findall(r"[\w.{}-]+", dice.choice(lines)) or [""]
    return _replaced(dice, lines, r"[\w.{}-]+", lambda _: dice.choice(other))


def _another_number(dice: Dice, lines: list[str]) -> list[str]:
    return _replaced(dice, lines, r"\d+(\.\d+)?", lambda _: dice.choice(["0", "1", "-5", "3", "40", "900", str(dice.randrange(100))]))


def _a_piece_strange(dice: Dice, lines: list[str]) -> list[str]:
    return _replaced(
        dice, lines, r"[\w.]+|\s+|\W", lambda old: dice.choice((str(dice.choice(STRANGE))[:500], dice.choice(LAYOUT_BITS), old * 3))
    )


def _replaced(dice: Dice, lines: list[str], pattern: str, new: Callable[[str], str]) -> list[str]:
    places = [n for n, line in enumerate(lines) if re.search(pattern, line)]
    if not places:
        return lines
    n = dice.choice(places)
    found = dice.choice([*re.finditer(pattern, lines[n])])
    return [*lines[:n], lines[n][: found.start()] + new(found.group()) + lines[n][found.end() :], *lines[n + 1 :]]


def bytes_change(dice: Dice, data: bytes) -> bytes:
    """Bytes with a few of them flipped, left out, put twice or replaced by others."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        if not out:
            break
        at, size = dice.randrange(len(out)), dice.choice((1, 1, 2, 4, 50))
        match dice.randrange(5):
            case 0:
                out[at] ^= 1 << dice.randrange(8)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at : at + size] = bytes(dice.randrange(256) for _ in range(size))
            case _:
                out[at : at + size] = dice.choice((b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\n", b"\xc3\x28", b"\x1a"))
    return bytes(out)


def yaml_text(dice: Dice, text: str) -> str:
    """A YAML file with its tree changed, or its text."""
    if dice.random() < 0.35:
        lines = text.splitlines(keepends=True)
        for _ in range(dice.randrange(1, 4)):
            lines = text_change(dice, lines)
        return "".join(lines)
    data = yaml.safe_load(text)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        data = _tree_change(dice, copy.deepcopy(data))
    try:
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    except (yaml.YAMLError, ValueError):
        return text[: len(text) // 2]


def _paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _paths(value, (*path, n))


def _at(data: Any, path: Sequence[Any]) -> Any:
    for step in path:
        data = data[step]
    return data


def _tree_change(dice: Dice, data: Any) -> Any:
    paths = [*_paths(data)]
    if not paths:
        return data
    *above, last = path = dice.choice(paths)
    parent, old = _at(data, above), _at(data, path)
    match dice.randrange(9):
        case 0:
            del parent[last]
        case 1:
            parent[last] = dice.choice(STRANGE)
        case 2:  # a value of somewhere else
            parent[last] = copy.deepcopy(_at(data, dice.choice(paths)))
        case 3:  # two that exchange their places
            *there, other = dice.choice(paths)
            holder = _at(data, there)
            if holder is parent or not (path[: len(there) + 1] == (*there, other) or tuple(there)[: len(path)] == path):
                holder[other], parent[last] = old, holder[other]
        case 4:
            parent[last] = {"a": old} if dice.random() < 0.5 else [old]
        case 5 if isinstance(old, int) and not isinstance(old, bool):
            parent[last] = dice.choice((old + 1, -old, old * 10, 0, str(old), f"{old}-{old + 2}", old / 2))
        case 6 if isinstance(old, str):
            parent[last] = _word_change(dice, old)
        case 7 if isinstance(parent, list):
            parent.insert(dice.randrange(len(parent) + 1), copy.deepcopy(old))
        case 8 if isinstance(parent, dict):
            parent[dice.choice(("x", "note", "hold", "reps", "side", "id", "extends", "a" * 200, "é", f"{last}s"))] = copy.deepcopy(old)
        case _:
            deep: Any = old
            for _ in range(dice.choice((2, 19, 60))):
                deep = [deep]
            parent[last] = deep
    return data


def _word_change(dice: Dice, text: str) -> str:
    words = text.split(" ")
    n = dice.randrange(len(words))
    match dice.randrange(6):
        case 0:
            return text[: dice.randrange(len(text) + 1)]
        case 1:
            return " ".join([*words[:n], *words[n + 1 :]])
        case 2:
            return text + str(dice.choice(STRANGE))[:300]
        case 3:
            return text.upper() if dice.random() < 0.5 else text[::-1]
        case 4:
            return re.sub(r"\d+", lambda _: str(dice.randrange(200)), text)
        case _:
            return " ".join([*words[:n], str(dice.choice(STRANGE))[:200], *words[n:]])


def template_text(dice: Dice, text: str) -> str:
    """A template with its lines and words changed."""
    lines = text.splitlines(keepends=True)
    for _ in range(dice.choice((1, 1, 2, 3))):
        lines = text_change(dice, lines)
    if dice.random() < 0.2:
        n = dice.randrange(len(lines) or 1)
        lines[n:n] = [dice.choice(LAYOUT_BITS)]
    return "".join(lines)


def csv_text(dice: Dice, text: str) -> str:
    """A table with its cells, rows and columns changed."""
    rows = [line.split(";") for line in text.splitlines()]
    for _ in range(dice.choice((1, 1, 2, 3))):
        row = dice.choice(rows)
        n = dice.randrange(len(row) or 1)
        match dice.randrange(6):
            case 0:
                row[n : n + 1] = [str(dice.choice(STRANGE))[:400]]
            case 1:
                del row[n : n + 1]
            case 2:
                rows.insert(dice.randrange(len(rows) + 1), list(dice.choice(rows)))
            case 3:
                other = dice.choice(rows)
                row[n : n + 1] = [dice.choice(other) if other else ""]
            case 4:
                for each in rows:
                    each.insert(min(n, len(each)), str(dice.choice(STRANGE))[:50])
            case _:
                row[n : n + 1] = ['"' + dice.choice(("", "a\nb", 'a""b', "\u2028", "\f")) + dice.choice(('"', ""))]
    return dice.choice(("\n", "\n", "\r\n", "\r")).join(map(dice.choice((";", ";", ";", ",", "\t")).join, rows))


def packed(dice: Dice, data: bytes) -> bytes:
    """A workbook with one of its files changed, or its bytes."""
    if dice.random() < 0.2:
        return bytes_change(dice, data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = dice.choice(old.namelist())
        for name in old.namelist():
            inside = old.read(name)
            if name == chosen or name.endswith("sheet1.xml"):
                pieces = re.split(r"(<[^>]*>)", inside.decode("utf-8", "replace"))
                inside = "".join(text_change(dice, pieces)).encode("utf-8", "surrogatepass")
            new.writestr(name, inside)
    return out.getvalue()


def png_change(dice: Dice, data: bytes) -> bytes:
    """A PNG with one of its chunks changed, its sum made right again; or its bytes."""
    if dice.random() < 0.2:
        return bytes_change(dice, data)
    chunks, at = [], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    n = dice.randrange(len(chunks))
    name, inside = chunks[n]
    match dice.randrange(5):
        case 0:
            chunks[n] = (name, bytes_change(dice, inside))
        case 1:
            chunks[n] = (dice.choice((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"gAMA", b"iCCP", b"acTL", b"zzzz")), inside)
        case 2:
            chunks.insert(
                n, (dice.choice((b"tRNS", b"PLTE", b"gAMA", b"pHYs", b"tEXt", b"eXIf")), bytes(dice.randrange(256) for _ in range(6)))
            )
        case 3:
            del chunks[n]
        case _:
            head = bytearray(chunks[0][1] or bytes(13))
            head[dice.randrange(len(head))] = dice.choice((0, 1, 2, 3, 4, 6, 8, 16, 255))
            chunks[0] = (chunks[0][0], bytes(head))
    summed = [(name + inside, zlib.crc32(name + inside)) for name, inside in chunks]
    return data[:8] + b"".join((len(one) - 4).to_bytes(4, "big") + one + crc.to_bytes(4, "big") for one, crc in summed)
