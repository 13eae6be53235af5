"""Generates the reference page of the pose language from its declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from rehabpress.figure.camera import VIEWS
from rehabpress.figure.highlight import AREAS
from rehabpress.figure.kinematics import joint_limits as limits
from rehabpress.figure.kinematics.positions import POSITIONS
from rehabpress.model.figure import PARTS, PLACES_UNDER, PROP_KEYS, PropKind
from rehabpress.model.pose import DIRECTIONS, PAIRED, SINGLE, Grasp, Pose

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


SAMPLES: Mapping[PropKind, str] = {
    "mat": "bridge", "floor": "wall-squat", "bed": "side-lying-hip-raise", "chair": "toe-raise", "pad": "hip-flexor-stretch", "worktop": "heel-raise",
    "table": "shoulder-pendulum", "wall": "wall-slide", "step": "step-up", "pillow": "core-breathing", "roller": "inner-range-quads",
    "towel": "towel-scrunch", "band": "standing-row", "straps": "pelvis-lift", "stick": "stick-external-rotation", "walking-stick": "tkr-stairs",
    "ball": "ball-squeeze", "weight": "wrist-curl", "can": "foot-roll-can", "footprints": "tandem-stance",
}  # fmt: skip
"""A figure of the library in which each thing is seen."""

_THINGS: Mapping[PropKind, str] = {
    "mat": "under the bodies of all frames", "floor": "a line, or a shade in raised views", "bed": "under one who lies, or sits on its edge",
    "chair": "under one who sits; with `ahead` or `beside` one to hold: `hand: {on: chair}`", "pad": "flat, under the seat or a knee that kneels",
    "worktop": "90 cm high: `hand: {on: worktop}`", "table": "72 cm high: `hand: {on: table}`",
    "wall": "at the back; `ahead` or `beside`: `hand: {wall: 120}`", "step": "16 cm high: `foot: {floor: [24, 2], on: step}`",
    "pillow": "under the head (left out), under or between the knees", "roller": "as thick as the room below the body",
    "towel": "rolled under a knee or an ankle, flat under a foot; `from` hand `to` hand twisted, with `round` pulled round a foot",
    "band": "`round` both legs; `from` a place `to` another; `to: anchor` at a door `ahead`, `behind`, `left`, `right`",
    "straps": "a loop round each ankle", "stick": "`from` hand `to` hand", "walking-stick": "`held` in a hand, down to the floor",
    "ball": "`held` in a hand, or `under` a foot (`foot: {floor: [34, 2], on: ball}`)", "weight": "`held` in a hand", "can": "as the ball",
    "footprints": "the soles from above on a plate beside the figure: feet in line, toes out",
}  # fmt: skip

_BEYOND_ANGLES = """\
`girdle: {up: 6, ahead: -4}` carries a shoulder up (a shrug) or back (blades together), in centimetres; both sides by `both`. `head: {glide: -4}` glides the
head back (a chin tuck) or ahead. `forearm: 80` turns the palm down, below 0 up. `toes: 30` curls the toes, below 0 lifts them; below a raised heel
(`foot: {stays: true, heel_up: 30}`) they stay flat by themselves, and the body comes along; `toes_up: 16` lifts the forefoot. `fingers:` says what the fingers do when it is
not what the hand is at: FINGERS. `close_up: right hand` with `lens: 15` shows only what lies so many centimetres around a place, and larger.
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
        "## Things\n",
        _table(("kind", "where", "keys", "seen in"), ((f"`{k}`", _THINGS[k], _keys(k), f"`{SAMPLES[k]}`") for k in get_args(PropKind))),
        "What stands `ahead` is best seen from the `side`, the `back` or `{turn: -30, tilt: 8}`; what stands `beside` from the `front`, so that it hides nobody.\n",
        "## Girdle, head, forearm, toes, fingers, close-up\n",
        _BEYOND_ANGLES.replace("FINGERS", _words(get_args(Grasp))),
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


def _keys(kind: PropKind) -> str:
    said = []
    for name in PROP_KEYS[kind]:
        places = PLACES_UNDER.get(kind, ()) if name == "under" else ()
        said.append(f"`{name.rstrip('_')}`" + (f" ({', '.join(places)})" if places else ""))
    return ", ".join(said) or "none"


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
