"""What a paper that was built must say and look like, read back from its bytes and from the changed file, by nothing of the program."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pikepdf
import pypdfium2
import yaml

from fuzz.inputs import ORDER, PLAN, ROOT, Kind
from helpers.page_facts import overlaps, sheets
from rehabpress.plan.handout import Handout
from safety.test_any_damaged_file import missing, unsaid
from validators import semantic, ua1

SMALLEST, EDGE = 11.9, 14.0
"""Points: the smallest text of a paper in the standard format, and what no printer prints at an edge."""

MOVEMENTS = frozenset(path.stem for path in (ROOT / "content" / "movements").glob("*.yaml"))
SMALL_PRINT = 8.9
LEAST_CONTRAST = 4.3


def wrong(kind: Kind, changed: str | bytes, right: Handout, pdf: bytes) -> Iterator[str]:
    """What is wrong with a paper that was built from a changed file."""
    yield from _unsaid(kind, changed, right, _text(pdf))
    yield from _unreadable(pdf, kind.name != "theme")


@lru_cache(50)
def _text(pdf: bytes) -> str:
    return semantic.text(pdf)


class _NoDates(yaml.SafeLoader):
    """YAML where a date stays text: the program reads a version such as 2026-40-27 as text, and PyYAML would not."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _read(text: str | bytes) -> Any:
    return yaml.load(text, _NoDates)


def _unsaid(kind: Kind, changed: str | bytes, right: Handout, text: str) -> Iterator[str]:
    if kind.name in ("plan", "order"):
        data = {"plan": PLAN, "order": ORDER, kind.name: changed}
        plan, order = (_read(data[name]) for name in ("plan", "order"))
        if kind.name == "plan" or order.get("layout") == "booklet":  # other layouts show no starting positions to look for
            yield from unsaid(plan, order if kind.name == "order" else {}, text)
        for item in plan.get("more_avoid") or ():
            yield from (f"accepted a movement that there is not: {one}" for one in item.get("movements") or () if one not in MOVEMENTS)
        if plan.get("conditions") == ["sacroiliac-joint-pain"]:
            yield from (sign for sign in _signs(right) if sign not in text)
    elif kind.name in ("layout", "layout-options", "theme", "figure", "picture-svg", "picture-png", "picture-jpeg"):
        yield from _numbers_in_order(right, text) if kind.layout == "handout" else missing(right, text, words=True)
    elif kind.name == "locale":
        yield from missing(right, text, words=False)
    else:
        yield from _of_content(kind, _read(changed), right, text)


def _signs(right: Handout) -> list[str]:
    safety = right.safety
    return [*safety.stop_emergency, *(sign for group in safety.emergency for sign in group.signs), *safety.stop, *safety.urgent]


def _numbers_in_order(right: Handout, text: str) -> Iterator[str]:
    """For a layout that shows no starting positions: each exercise in order with its sentences of dose, and all signs."""
    place = 0
    for card in right.cards:
        found = text.find(card.name, place)
        if found < 0:
            yield f"{card.name} in its order"
            continue
        after = [text.find(other.name, found + 1) for other in right.cards if other.number == card.number + 1]
        around = text[found : after[0] if after and after[0] > 0 else len(text)]
        numbers = [number for sentence in card.text.sentences for number in re.findall(r"\d+", sentence)]
        yield from (f"{card.name}: {number}" for number in numbers if number not in around)
        place = found
    yield from (sign for sign in _signs(right) if sign not in text)


def _of_content(kind: Kind, data: Mapping[str, Any], right: Handout, text: str) -> Iterator[str]:
    """What a changed file of content says must be on the paper, and what the others say still is."""
    said: list[Any] = []
    if kind.name == "region":
        said += [*(data.get("emergency") or ()), *(data.get("urgent") or ()), *(data.get("stop") or ())]
    elif kind.name == "exercise":
        said += [data.get("start"), *(data.get("steps") or ())]
    elif kind.name == "condition":
        said += [item.get("what") for item in data.get("avoid") or ()]
    elif kind.name == "clinic":
        help_ = data.get("emergency") or {}
        said += [data.get("name"), data.get("phone"), help_.get("call"), help_.get("go_to"), help_.get("out_of_hours")]
    elif kind.name == "flag":
        for rule in data.get("rules") or ():
            if (
                rule.get("verdict") == "modify"
                and set(rule.get("movements") or ()) & {"all-fours", "supine-lying"}
                and not rule.get("unless_supported")
            ):
                said.append(rule.get("instead"))
    yield from (f"not said: {one!r}" for one in said if isinstance(one, str) and " ".join(one.split()) not in text)
    if kind.name in ("exercise", "clinic", "flag"):
        yield from (sign for sign in _signs(right) if sign not in text)
    if kind.name != "exercise":
        place = 0
        for card in right.cards:
            place = text.find(card.start, place)
            if place < 0:
                yield f"{card.name} in its order"
            around = text[max(0, place - 700) : place + 700]
            yield from (f"{card.name}: {number}" for s in card.text.sentences for number in re.findall(r"\d+", s) if number not in around)


@lru_cache(50)
def _unreadable(pdf: bytes, strict: bool) -> tuple[str, ...]:
    return tuple(_hard_to_read(pdf, strict))


def _hard_to_read(pdf: bytes, strict: bool) -> Iterator[str]:
    """Text that is too small, over other text, or at the edge of the paper."""
    for sheet in sheets(pdf):
        for word in sheet.words:
            if word.size < (SMALLEST if strict else SMALL_PRINT):
                yield f"{word.text[:30]!r} has {word.size:.1f} pt"
            if word.left < EDGE or word.bottom < EDGE or word.right > sheet.width - EDGE or word.top > sheet.height - EDGE:
                yield f"{word.text[:30]!r} stands at the edge of the paper"
        yield from (f"{one[:30]!r} stands on {other[:30]!r}" for one, other in overlaps(sheet))


def faint(pdf: bytes) -> Iterator[str]:
    """Words that are too faint on what is behind them, as they are drawn."""
    with pypdfium2.PdfDocument(pdf) as opened:
        for page, sheet in zip(opened, sheets(pdf), strict=True):
            image = page.render(scale=3).to_pil().convert("L")
            for word in sheet.words:
                box = (word.left * 3, (sheet.height - word.top) * 3, word.right * 3, (sheet.height - word.bottom) * 3)
                part = image.crop(tuple(round(edge) for edge in box))
                low, high = part.getextrema()
                dark, light = (((value / 255 + 0.055) / 1.055) ** 2.4 if value > 10 else value / 255 / 12.92 for value in (low, high))
                if len(word.text.strip()) > 2 and (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST:
                    yield f"{word.text[:30]!r} is too faint"


def ill_formed(pdf: bytes) -> Iterator[str]:
    """What qpdf and a validator of PDF/UA-1 say."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from opened.check_pdf_syntax()
    yield from ua1.findings(pdf)
    yield from semantic.findings(pdf)
