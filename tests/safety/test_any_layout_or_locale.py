"""Layouts, themes and locales damaged at random: the paper is refused, or it has every number, every sign and nothing that is forbidden.

What a damaged file prints is read back from the finished PDF, through its structure tree, and not from what the program says of it.
``REHABPRESS_FUZZ=5000`` tries more; ``REHABPRESS_SEED`` tries others.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.safety_samples import ROOT
from rehabpress.api import Order, build_handout
from rehabpress.loader.folders import Folders
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import ProblemsFound
from validators import semantic

DAY = dt.date(2026, 11, 20)
PLAN = """id: fuzzed
title: Fuzzed
conditions: [sacroiliac-joint-pain]
clinic: sample-clinic
dose: {times_per_day: 2, days_per_week: 6}
exercises:
  - exercise: knee-to-chest
    dose: {reps: 7, side: left}
    note: Only as far as it is pleasant.
  - exercise: hip-abduction-band
    dose: {reps: 13}
  - exercise: bird-dog
    dose: {reps: 9}
"""
TRIES = int(os.environ.get("REHABPRESS_FUZZ", "60"))
SEED = int(os.environ.get("REHABPRESS_SEED", "0"))
FILES = {
    "layout": ("handout.html", "parts/dose.html", "parts/safety.html"),
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
        built = build_handout(Order(plan="fuzzed", date=DAY), folders)
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
        out += [f"{card.name}: {one}" for one in [*needed, *([card.note] if card.note else [])] if one not in around]
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
