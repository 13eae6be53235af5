"""Generates the reference page of the pose language from its declarations."""

from __future__ import annotations

from collections.abc import Iterable

from rehabpress.figure.camera import VIEWS
from rehabpress.figure.highlight import AREAS
from rehabpress.figure.kinematics import joint_limits as limits
from rehabpress.figure.kinematics.positions import POSITIONS
from rehabpress.model.figure import PARTS
from rehabpress.model.pose import DIRECTIONS, PAIRED, SINGLE, Pose

_INTRODUCTION = """\
# The pose language

<!-- Written by `make docs`; change the declarations in `src/rehabpress/figure/` and `src/rehabpress/model/figure.py`. -->

A figure is one file, `content/figures/<id>.yaml`, named after the exercise it draws. It says where the body starts and, for each frame after that,
only what changes. All keys of these files are in the [content reference](content-reference.md#figures); this page lists the words that stand in them.

```yaml
id: bird-dog
side: right                 # the left is its mirror image
view: side
start: {position: all-fours}
then:
  - right: {hip: -6, knee: 2, ankle: -30}
    left: {shoulder: 170, elbow: 2}
arrows:
  - {follows: right foot}
  - {follows: left hand}
highlight: [right buttocks, low-back]
props: [{kind: mat}]
```

Angles are degrees of the neutral-zero method: 0 is standing upright, arms hanging, palms to the thighs. A number alone is flexion; below 0 it is extension
(of an ankle: plantar flexion). Lengths are centimetres of a body 170 cm tall. A hand or a foot that is planted stays where it is in the frames after,
until a frame says otherwise or bends a joint of that limb. What rests on the floor, how high a chair is, where a wall at the back stands, how steep the trunk
is on all fours: that is worked out. `rehabpress check` reports what does not fit, in centimetres and degrees.
"""


def pose_reference() -> str:
    """The page, in Markdown."""
    parts = [
        _INTRODUCTION,
        "## Positions\n",
        _table(("position", "rests on", "said of it"), ((f"`{n}`", _rests(n), _said(p.pose)) for n, p in POSITIONS.items())),
        "## Views\n",
        _table(("view", "turn", "tilt"), ((f"`{n}`", f"{v[0]}", f"{v[1]}") for n, v in VIEWS.items())),
        "`turn`: 0 from the body's right (a body that lies has its head on the left), 90 from the front or from the feet. `tilt`: 90 from above.\n",
        "## Places on the body\n",
        "With a side (`left`, `right`; for a hand or a foot also `same`, `other`): " + _words(PAIRED) + ".\n",
        "Without: " + _words(SINGLE) + ".\n",
        "## Directions\n",
        _words(DIRECTIONS)
        + ". Several at once are mixed: `ahead down`. `ahead` is where the face or the toes point, or along the floor away from the head"
        " for a body that lies on its back; `head` and `feet`, `front` and `behind` go with the chest.\n",
        "## Muscle areas\n",
        _words(AREAS) + ". A side before it shows one side only: `right buttocks`.\n",
        "## What may cover what\n",
        _words(PARTS) + ".\n",
        "## How far joints go\n",
        _table(("joint", "movement", "degrees"), _ranges()),
        " ".join((limits.__doc__ or "").split("\n\n", 1)[1].replace("``PASSIVE``", f"{limits.PASSIVE:.0f}").split()) + "\n",
    ]
    return "\n".join(parts)


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{w}`" for w in words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _rests(name: str) -> str:
    position = POSITIONS[name]
    parts = {part.split("_")[0] for part in position.rests}
    words = {"torso": "trunk", "shin": "knees and shins", "foot": "feet"}
    return "the chair" if position.on_chair else " and ".join(words[p] for p in ("torso", "shin", "foot") if p in parts)


def _said(pose: Pose) -> str:
    def said(value: object) -> str:
        if isinstance(value, dict):
            return ", ".join(f"{k} {said(v)}" if not isinstance(v, dict) else f"{k} ({said(v)})" for k, v in value.items())
        return "yes" if value is True else f"{value}".replace("(", "").replace(")", "")

    return said(pose.model_dump(exclude_unset=True, exclude_none=True)) or "nothing"


def _ranges() -> Iterable[tuple[str, ...]]:
    for segment, (name, known) in limits.LIMITS.items():
        words = limits.SPINE_MOVEMENTS if segment in ("lumbar", "thoracic", "neck") else limits.MOVEMENTS
        words = limits.ANKLE_MOVEMENTS if segment == "foot" else words
        for movement, (more, less) in words.items():
            allowed: limits.Range | None = getattr(known, movement)
            if allowed is not None:
                yield name, f"{more} / {less}", f"{allowed[1]:.0f} / {-allowed[0]:.0f}"
    yield "wrist", "bent", f"{limits.WRIST:.0f}"
