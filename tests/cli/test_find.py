"""``find`` and ``list exercises``: what they print, to the letter, in ``find.txt``.

``python tests/cli/test_find.py`` writes that file anew; read what it writes.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder

GOLDEN = Path(__file__).with_name("find.txt")
OWN = """\
id: our-stretch
name: Our stretch
goal: It stretches your neck.
start: Sit tall.
steps: [Turn your head.]
movements: [sitting]
dose: {reps: 5}
picture: A person sits.
sources: [an-article]
"""
COMMANDS = (
    "find cobra",
    "find cobbra",
    "find cobra xylophone",
    "find xylophone",
    "find figure-four stretch --flag osteoporosis",
    "find kneel tall --position kneeling --level hard --flag pregnancy-trimester-3",
    "list exercises --region back --purpose control --position prone-lying --position kneeling --position supine --flag 'pregnant 28 weeks'"
    " --flag anticoagulants --without overhead --condition sacroiliac-joint-pain",
    "find --region nee --purpose strenght --without zzz",
    "find bridge --flag recent-spinal-surgery",
    "find bridge --condition back-pain",
    "find",
    "list plans --region knee",
    "handout --condition sacroiliac-joint-pain -e plank:reps=5 -e superman:reps=5 -e hand-stand:reps=5",
)


def said(command: str, folder: Path) -> str:
    ran = ClinicFolder(folder).run(*shlex.split(command))
    text = "".join(part if not part or part.endswith("\n") else f"{part}\n" for part in (ran.out, ran.err))
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return f"$ rehabpress {command}\n{text.strip(chr(10))}\n({ran.code})\n"


GOLDENS = dict(re.findall(r"^\$ rehabpress (.+)\n((?:(?!^\$ ).*\n)*)", GOLDEN.read_text("utf-8"), re.MULTILINE)) if GOLDEN.exists() else {}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_it_prints(command: str, tmp_path: Path) -> None:
    assert said(command, tmp_path).partition("\n")[2].strip() == GOLDENS[command].strip()


def test_an_exercise_that_says_too_little_is_named(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    clinic.write("content/exercises/our-stretch.yaml", OWN)
    clinic.write("content/sources/an-article.yaml", "id: an-article\ntitle: An article\nread_on: 2026-11-20\nurl: https://example.org\n")
    ran = clinic.run("find", "--region", "neck")
    assert "1 left out because they do not say regions: our-stretch" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("easier: [pelvic-tilt]", "easier: [pelvic-tilr]", 'there is no exercise "pelvic-tilr"\n    easier: [pelvic-tilr]\n'),
        ("easier: [pelvic-tilt]", "easier: [cobra]", 'did you mean "prone-press-up"'),
        ("easier: [pelvic-tilt]", "easier: [pelvis-lift]", "names pelvis-lift twice among easier, harder and instead"),
        ("easier: [pelvic-tilt]", "easier: [bridge]", "names bridge itself among easier, harder and instead"),
        ("harder: [pelvis-lift]", "harder: [pelvic-tilt]", "names pelvic-tilt twice"),
        ("easier: [pelvic-tilt]\n", "easier: []\ninstead: [pelvic-tilt]\n", "pelvic-tilt says that bridge is harder, and bridge names pelvic-tilt as instead"),
        ("regions: [low-back-and-pelvis, hip]", "regions: [low-back-and-pelvis, hips]", "did you mean"),
        ("level: moderate", "level: medium", "easy, hard, moderate"),
    ],
)  # fmt: skip
def test_what_an_exercise_names_must_be_right(tmp_path: Path, old: str, new: str, says: str) -> None:
    clinic = ClinicFolder(tmp_path)
    clinic.edit("content/exercises/bridge.yaml", old, new)
    ran = clinic.run("check")
    assert ran.code == 1
    assert says in ran.err
    assert "bridge.yaml:" in ran.err or "pelvic-tilt.yaml:" in ran.err


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text("\n".join(said(command, Path(folder)) for command in COMMANDS), encoding="utf-8")
    sys.stdout.write(f"{GOLDEN}\n")
