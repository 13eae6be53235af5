"""A clinic's day made up from the packaged exercises: plans of four exercises, and patients with doses of their own."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

EXERCISES = (
    "all-fours-low-back",
    "bridge",
    "calf-stretch",
    "cat-cow",
    "childs-pose",
    "clamshell",
    "dead-bug",
    "figure-four-stretch",
    "hamstring-stretch",
    "hip-abduction-band",
    "hip-flexor-stretch",
    "knee-to-chest",
    "pelvic-tilt",
    "prone-knee-slide",
    "bird-dog",
    "side-lying-hip-abduction",
    "side-plank-knees",
    "sit-to-stand",
    "trunk-rotation",
    "wall-squat",
)
"""Twenty that a number of repetitions makes complete."""

FIRST = ("Ida", "Max", "Fay", "Paul", "Nora", "Zoë", "Otto", "Sue", "Dee", "Ben", "Tess", "Åke", "Jürgen", "Anaïs", "Łukasz", "Renée")
LAST = (
    "Invented",
    "Madeup",
    "Fictitious",
    "Pretend",
    "Nobody",
    "Façade",
    "Imaginary",
    "Onpaper",
    "Storybook",
    "Dummy",
    "Blank",
    "Testcase",
)
HEADINGS = ("id", "patient", "plan", "clinician", "date", "format", "doses")


def plans(folder: Path, count: int, seed: int = 1) -> None:
    """Write plans ``made-0``, ``made-1`` ... of four exercises each into a project folder."""
    chance = random.Random(seed)
    target = folder / "content" / "plans"
    target.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        chosen = chance.sample(EXERCISES, 4)
        lines = [
            f"id: made-{n}",
            "conditions: [lumbar-and-sacrum-pain]",
            "clinic: sample-clinic",
            "dose: {times_per_day: 2, days_per_week: 7}",
            "exercises:",
        ]
        for exercise in chosen:
            lines += [f"  - exercise: {exercise}", "    dose: {reps: 5, hold: 5 s}"]
        (target / f"made-{n}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (target / f".made-{n}").write_text(" ".join(chosen), encoding="utf-8")


def name(n: int) -> str:
    """The n-th name: each another."""
    return f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]} {_letters(n)}"


def _letters(n: int) -> str:
    word = ""
    n += 26
    while n:
        n, digit = divmod(n, 26)
        word = chr(97 + digit) + word
    return word.capitalize()


def rows(folder: Path, count: int, made: int, seed: int = 2, formats: tuple[str, ...] = ("standard",)) -> list[tuple[str, ...]]:
    """Patients with the plans that ``plans`` has written and with doses of their own."""
    chance = random.Random(seed)
    chosen = [(folder / "content" / "plans" / f".made-{n}").read_text(encoding="utf-8").split() for n in range(made)]
    found: list[tuple[str, ...]] = []
    for n in range(count):
        plan = chance.randrange(made)
        doses = "; ".join(
            f"{exercise}.reps={chance.randint(3, 12)}; {exercise}.sets={chance.randint(2, 3)}; {exercise}.hold={chance.choice((5, 10, 20, 30))} s"
            for exercise in chosen[plan]
        )
        found.append((f"p-{n:05}", name(n), f"made-{plan}", "Sam Sample", "2026-11-20", chance.choice(formats), doses))
    return found


def roster(path: Path, found: Sequence[tuple[str, ...]], headings: Sequence[str] = HEADINGS) -> Path:
    """Write rows as a spreadsheet would."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(headings)
        writer.writerows(found)
    return path


def day(folder: Path, count: int, made: int = 40, seed: int = 1, formats: tuple[str, ...] = ("standard",)) -> Path:
    """A project folder with plans and a roster; the roster's path."""
    plans(folder, made, seed)
    return roster(folder / "day.csv", rows(folder, count, made, seed + 1, formats))
