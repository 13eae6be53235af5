"""Plans, orders, layouts, themes and locales damaged at random: the paper is refused, or it has every number, every sign and nothing that is forbidden.

What a damaged file prints is read back from the finished PDF, through its structure tree, and not from what the program says of it.
``REHABPRESS_FUZZ=5000`` tries more; ``REHABPRESS_SEED`` tries others.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from fuzz.inputs import PLAN
from helpers.safety_samples import ROOT
from rehabpress.api import Order, build_handout
from rehabpress.loader.folders import Folders
from rehabpress.pipeline.order_files import read_order
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import ProblemsFound
from safety.test_any_plan import EXERCISES, FLAGS, forbidden
from validators import semantic

DAY = dt.date(2026, 11, 20)
TRIES = int(os.environ.get("REHABPRESS_FUZZ", "60"))
SEED = int(os.environ.get("REHABPRESS_SEED", "0"))
FILES = {
    "layout": ("booklet.html", "parts/dose.html", "parts/safety.html"),
    "theme": ("themes/clinic.yaml",),
    "locale": ("locales/en.yaml",),
}
Change = Callable[[random.Random, list[str]], list[str]]


def _without_a_line(dice: random.Random, lines: list[str]) -> list[str]:
    n = dice.randrange(len(lines))
    return lines[:n] + lines[n + 1 :]


def _twice_a_line(dice: random.Random, lines: list[str]) -> list[str]:
    n = dice.randrange(len(lines))
    return [*lines[:n], lines[n], *lines[n:]]


def _two_lines_exchanged(dice: random.Random, lines: list[str]) -> list[str]:
    a, b = sorted(dice.sample(range(len(lines)), 2))
    return [*lines[:a], lines[b], *lines[a + 1 : b], lines[a], *lines[b + 1 :]]


def _a_piece_less(dice: random.Random, lines: list[str]) -> list[str]:
    n = dice.randrange(len(lines))
    found = [*re.finditer(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]+>|[\w.]+", lines[n])]
    if not found:
        return lines
    one = dice.choice(found)
    return [*lines[:n], lines[n][: one.start()] + lines[n][one.end() :], *lines[n + 1 :]]


def _a_word_of_elsewhere(dice: random.Random, lines: list[str]) -> list[str]:
    n, m = dice.randrange(len(lines)), dice.randrange(len(lines))
    here, there = [[*re.finditer(r"[\w.{}-]+", lines[one])] for one in (n, m)]
    if not here or not there:
        return lines
    old, new = dice.choice(here), dice.choice(there)
    return [*lines[:n], lines[n][: old.start()] + new.group() + lines[n][old.end() :], *lines[n + 1 :]]


def _another_number(dice: random.Random, lines: list[str]) -> list[str]:
    places = [(n, found) for n, line in enumerate(lines) for found in re.finditer(r"\d+(\.\d+)?", line)]
    if not places:
        return lines
    n, found = dice.choice(places)
    new = dice.choice(["0", "1", "-5", "3", "40", "900", str(dice.randrange(100))])
    return [*lines[:n], lines[n][: found.start()] + new + lines[n][found.end() :], *lines[n + 1 :]]


CHANGES: tuple[Change, ...] = (
    _without_a_line,
    _twice_a_line,
    _two_lines_exchanged,
    _a_piece_less,
    _a_word_of_elsewhere,
    _another_number,
)


@dataclass(frozen=True)
class Made:
    """What came of one try: a paper with what it says, or that it was refused."""

    handout: Handout | None
    text: str


def make(folder: Path) -> Made:
    """Build the paper of the plan with the layouts of a folder before the packaged ones."""
    folders = Folders((folder / "content", ROOT / "content"), (folder / "layouts", ROOT / "layouts"))
    try:
        built = build_handout(Order(plan="fuzzed", date=DAY, layout="booklet"), folders)
    except ProblemsFound:
        return Made(None, "")
    return Made(built.handout, semantic.text(built.pdf))


def missing(right: Handout, text: str, *, words: bool) -> list[str]:
    """What a paper that was printed does not say. ``words``: its sentences must be those of the right paper, else its numbers must."""
    out: list[str] = []
    place = text.find(right.cards[0].goal if words else right.cards[0].start)
    if place < 0:
        return [f"the card of {right.cards[0].name}"]
    for card in right.cards:
        place = text.find(card.start, place)
        after = [text.find(other.start, place + 1) for other in right.cards if other.number == card.number + 1]
        around = text[max(0, place - 700) : (after[0] if after and after[0] > 0 else len(text))]
        if place < 0:
            out.append(f"{card.name} in its order")
            continue
        needed = list(card.text.sentences) if words else [n for sentence in card.text.sentences for n in re.findall(r"\d+", sentence)]
        out += [f"{card.name}: {one}" for one in [*needed, *([card.note] if card.note else [])] if not _stands_in(one, around)]
    safety = right.safety
    signs = [
        *safety.stop_emergency,
        *(sign for group in safety.emergency for sign in group.signs),
        *safety.stop,
        *safety.urgent,
    ]
    out += [sign for sign in signs if sign not in text]
    out += [number for number in (right.clinic.emergency.call, right.clinic.phone) if number not in text]
    return out


def _stands_in(words: str, text: str) -> bool:
    """Whether a sentence, or a whole number, stands in a text."""
    return bool(re.search(rf"(?<!\d){words}(?!\d)", text)) if words.isdecimal() else words in text


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed")
    (folder / "content" / "plans").mkdir(parents=True)
    (folder / "content" / "plans" / "fuzzed.yaml").write_text(PLAN, "utf-8")
    for sub in ("parts", "themes", "locales"):
        (folder / "layouts" / sub).mkdir(parents=True)
    return folder


def test_the_right_paper_misses_nothing_and_a_wrong_one_does(project: Path) -> None:
    made = make(project)
    assert made.handout
    assert missing(made.handout, made.text, words=True) == []
    sentence = made.handout.cards[1].text.sentences[0]
    assert missing(made.handout, made.text.replace(sentence, ""), words=True)
    assert missing(made.handout, made.text.replace(made.handout.safety.stop[0], ""), words=True)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_gives_a_right_paper_or_none(project: Path, kind: str) -> None:
    right = make(project).handout
    assert right
    dice, came = random.Random(f"{SEED} {kind}"), Counter[str]()
    for _try in range(TRIES):
        name = dice.choice(FILES[kind])
        original = (ROOT / "layouts" / name).read_text("utf-8").splitlines(keepends=True)
        lines, changes = original, []
        for _ in range(dice.randrange(1, 4)):
            change = dice.choice(CHANGES)
            changes.append(change.__name__)
            lines = change(dice, lines)
        own = project / "layouts" / name
        own.write_text("".join(lines), "utf-8")
        try:
            made = make(project)
            if made.handout:
                assert missing(right, made.text, words=kind != "locale") == [], (name, changes, _try)
            came["right" if made.handout else "refused"] += 1
        finally:
            own.unlink()
    assert came["refused"] > TRIES / 10, came
    assert came["right"] > TRIES / 10, came


_LINE = 20
"""Letters of a word that may not fit a line of a card."""

ORDER = """id: a-1
plan: fuzzed
patient: Ida Invented
flags: [falls-risk]
not_flags: [osteoporosis]
doses:
  bird-dog: {reps: 11}
without: [hip-abduction-band]
notes:
  bird-dog: Hold on to the worktop.
"""


def expected_of(plan: dict[str, Any], order: dict[str, Any]) -> dict[str, list[str]]:
    """What the card of each exercise must say: the numbers that the plan and the order give, read from their text and by nothing of the program."""
    out: dict[str, list[str]] = {}
    for entry in plan["exercises"]:
        name = entry["exercise"]
        if name in (order.get("without") or ()):
            continue
        layers = (plan.get("dose"), entry.get("dose"), (order.get("doses") or {}).get(name))
        dose = {key: value for layer in layers for key, value in (layer or {}).items() if value is not None}
        notes = [(order.get("notes") or {}).get(name) or entry.get("note")]
        numbers = [
            number for key in ("reps", "sets") for number in re.findall(r"\d+", unicodedata.normalize("NFKC", str(dose.get(key, ""))))
        ]
        out[name] = [number for number in numbers if number not in ("0", "1", "2")] + [_nfc(n) for n in notes if n]
    return out


def _nfc(said: object) -> str:
    """A text as papers have it: composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", str(said)).split())


def _anywhere_cut(said: str) -> str:
    """The pattern of a text in which words that are longer than a line may be cut at its end."""
    return " ".join([re.escape(word) if len(word) < _LINE else r"\s?".join(map(re.escape, word)) for word in said.split(" ")])


def unsaid(plan: dict[str, Any], order: dict[str, Any], text: str) -> list[str]:
    """What a paper that was printed does not say, or says although it must not."""
    out: list[str] = []
    place = text.find("Your exercises")
    cards = expected_of(plan, order)
    starts = {name: " ".join(EXERCISES[name]["start"].split()) for name in EXERCISES}
    for name, numbers in cards.items():
        found = text.find(starts[name], place)
        if found < 0:
            out.append(f"{name} in its order")
            continue
        ends = [text.find(starts[other], found + 1) for other in cards if text.find(starts[other], found + 1) > 0]
        room = 700 + max(map(len, numbers), default=0)
        around = text[max(place, found - room) : min([*ends, found + room])]
        out += [f"{name}: {number}" for number in numbers if not re.search(rf"(?<![\w.]){_anywhere_cut(number)}(?!\w)", around)]
        place = found
    out += [f"{name}, which is left out" for name in order.get("without") or () if starts[name] in text]
    flags = {flag if isinstance(flag, str) else flag["id"] for flag in order.get("flags") or ()} & FLAGS.keys()  # others are in words
    for entry in plan["exercises"]:
        if entry["exercise"] in cards and (
            against := [*forbidden(entry["exercise"], flags, list(plan["conditions"]), entry.get("override"))]
        ):
            out.append(f"{entry['exercise']} is forbidden by {against}")
    return out + ([] if re.search(_anywhere_cut(_nfc(order.get("patient") or "")), text) else ["the patient"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plan", "order"])
def test_a_damaged_plan_or_order_gives_the_paper_that_it_says_or_none(project: Path, kind: str) -> None:
    dice, came = random.Random(f"{SEED} {kind}"), Counter[str]()
    (project / "orders").mkdir(exist_ok=True)
    texts = {"plan": PLAN, "order": ORDER}
    paths = {"plan": project / "content" / "plans" / "fuzzed.yaml", "order": project / "orders" / "a-1.yaml"}
    folders = Folders((project / "content", ROOT / "content"), (project / "layouts", ROOT / "layouts"))
    try:
        for _try in range(TRIES):
            lines, changes = texts[kind].splitlines(keepends=True), []
            for _ in range(dice.randrange(1, 3)):
                change = dice.choice(CHANGES)
                changes.append(change.__name__)
                lines = change(dice, lines)
            said = {**texts, kind: "".join(lines)}
            for name, path in paths.items():
                path.write_text(said[name], "utf-8")
            try:
                built = build_handout(replace(read_order(folders, paths["order"], DAY), layout="booklet"), folders)
            except ProblemsFound:
                came["refused"] += 1
                continue
            came["right"] += 1
            plan, order = (yaml.safe_load(said[name]) for name in ("plan", "order"))
            assert unsaid(plan, order, semantic.text(built.pdf)) == [], (said[kind], changes)
    finally:
        paths["plan"].write_text(PLAN, "utf-8")
        paths["order"].unlink(missing_ok=True)
    assert came["refused"] > TRIES / 10, came
    assert came["right"] > TRIES / 20, came


def test_the_paper_of_another_plan_or_order_is_noticed(project: Path) -> None:
    path = project / "orders" / "a-1.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(ORDER, "utf-8")
    folders = Folders((project / "content", ROOT / "content"), (project / "layouts", ROOT / "layouts"))
    text = semantic.text(build_handout(replace(read_order(folders, path, DAY), layout="booklet"), folders).pdf)
    path.unlink()
    plan, order = yaml.safe_load(PLAN), yaml.safe_load(ORDER)
    assert unsaid(plan, order, text) == []
    assert unsaid(plan, {**order, "doses": {"bird-dog": {"reps": 12}}}, text) == ["bird-dog: 12"]
    assert unsaid(plan, {**order, "without": []}, text) == ["hip-abduction-band in its order"]
    assert unsaid(plan, {**order, "flags": ["vertebral-fracture"]}, text)
    assert unsaid(plan, {**order, "patient": "Max Madeup"}, text) == ["the patient"]
