"""The pose language: how an exercise is drawn. A named starting position, then only what changes, in degrees and centimetres.

Angles are those of the neutral-zero method: 0 is standing upright, arms hanging, palms to the thighs.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, Id, Text, wrong
from rehabpress.problems import did_you_mean

PAIRED = (
    "shoulder", "upper-arm", "elbow", "forearm", "wrist", "hand", "hip", "buttock", "thigh", "behind-thigh", "knee", "below-knee", "shin", "calf", "ankle", "heel", "foot", "toes",
)  # fmt: skip
SINGLE = (
    "crown",
    "head",
    "back-of-head",
    "forehead",
    "ear",
    "chin",
    "chest",
    "ribs",
    "belly",
    "upper-back",
    "low-back",
    "sacrum",
    "pelvis",
)
DIRECTIONS = ("up", "down", "ahead", "back", "out", "in", "head", "feet", "front", "behind")


def _landmark(text: str) -> str:
    words = text.split(" ")
    if len(words) == 2 and words[0] in ("left", "right", "same", "other") and words[1] in PAIRED:
        return text
    if text in SINGLE:
        return text
    if text in PAIRED:
        raise wrong(f'"{text}" needs a side', f'write "left {text}", "right {text}", "same {text}" or "other {text}"')
    known = [*SINGLE, *(f"{side} {name}" for side in ("left", "right", "same", "other") for name in PAIRED)]
    raise wrong(f'"{text}" is no place on the body', did_you_mean(text, known, "known places: " + ", ".join((*SINGLE, *PAIRED))))


def _limb(text: str) -> str:
    if text in SINGLE or text.split(" ")[-1] in ("hip", "buttock"):
        raise wrong(f'"{text}" is no limb that a hand can hold', 'name a place on an arm or a leg: "right shin", or write rests_on')
    return text


def _own_landmark(text: str) -> str:
    if text.split(" ")[0] in ("same", "other"):
        name = text.split(" ")[-1]
        raise wrong(f'"{text}" is the side of no hand here', f'write "left {name}" or "right {name}"')
    return text


def _directions(text: str) -> str:
    for word in text.split(" "):
        if word not in DIRECTIONS:
            raise wrong(f'"{word}" is no direction', did_you_mean(word, DIRECTIONS))
    return text


def _flexion(value: object) -> object:
    return {"flex": value} if isinstance(value, int) and not isinstance(value, bool) else value


Landmark = Annotated[str, AfterValidator(_landmark)]
"""A place on the body: ``belly``, ``right knee``; ``same`` and ``other`` count from the hand that reaches there."""

SidedLandmark = Annotated[Landmark, AfterValidator(_own_landmark)]
"""A place on the body that names its own side."""

LimbLandmark = Annotated[Landmark, AfterValidator(_limb)]
"""A place on an arm or a leg."""

Direction = Annotated[str, AfterValidator(_directions)]
"""One or more directions in words, mixed evenly: ``up``, ``ahead down``."""

Degrees = Annotated[int, Field(ge=-180, le=180)]
Cm = Annotated[int, Field(ge=-250, le=250)]
Percent = Annotated[int, Field(ge=70, le=150)]
Tone = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Ball(Content):
    """A shoulder or a hip."""

    flex: Annotated[Degrees | None, Field(description="Flexion; below 0 extension.")] = None
    abduct: Annotated[Degrees | None, Field(description="Abduction, in the plane that flexion has reached; below 0 adduction.")] = None
    rotate_in: Annotated[Degrees | None, Field(description="Inward rotation; below 0 outward.")] = None


class Ankle(Content):
    """An ankle."""

    flex: Annotated[Degrees | None, Field(description="Dorsiflexion; below 0 plantar flexion.")] = None
    evert: Annotated[Degrees | None, Field(description="Eversion; below 0 inversion.")] = None


class Wrist(Content):
    """A wrist."""

    flex: Annotated[Degrees | None, Field(description="Flexion; below 0 extension.")] = None
    radial: Annotated[Degrees | None, Field(description="Towards the thumb; below 0 towards the little finger.")] = None


class Bend(Content):
    """A part of the spine."""

    flex: Annotated[Degrees | None, Field(description="Forward bending; below 0 backward.")] = None
    bend_left: Annotated[Degrees | None, Field(description="Bending to the left; below 0 to the right.")] = None
    turn_left: Annotated[Degrees | None, Field(description="Turning to the left; below 0 to the right.")] = None


class Trunk(Content):
    """The whole body, tilted against its position."""

    tilt: Annotated[Degrees | None, Field(description="Forwards (head towards the front); below 0 backwards.")] = None
    lean_left: Annotated[Degrees | None, Field(description="To the left; below 0 to the right.")] = None
    turn_left: Annotated[Degrees | None, Field(description="About its long axis to the left; below 0 to the right.")] = None


BallJoint = Annotated[Ball, BeforeValidator(_flexion, json_schema_input_type=int | Ball)]
AnkleJoint = Annotated[Ankle, BeforeValidator(_flexion, json_schema_input_type=int | Ankle)]
WristJoint = Annotated[Wrist, BeforeValidator(_flexion, json_schema_input_type=int | Wrist)]
Spine = Annotated[Bend, BeforeValidator(_flexion, json_schema_input_type=int | Bend)]

Spot = Annotated[tuple[Cm, Cm], Field(description="Centimetres ahead and outwards.")]
Shift = tuple[Cm, Cm, Cm]


def _one_of(value: Content, names: tuple[str, ...]) -> None:
    given = [n for n in names if getattr(value, n) is not None]
    if len(given) != 1:
        what = f'says both "{given[0]}" and "{given[1]}"' if given else "says nowhere to go"
        raise wrong(what, "write one of: " + ", ".join(names))


class Hand(Content):
    """Where a hand is. The arm finds its own way there."""

    floor: Annotated[Spot | None, Field(description="Flat on the floor: this far ahead of and outwards from the shoulder.")] = None
    wall: Annotated[Cm | None, Field(description="Flat on the wall, at this height.")] = None
    rests_on: Annotated[Landmark | None, Field(description="Resting on this place of the body.")] = None
    grips: Annotated[LimbLandmark | None, Field(description="Holding this limb, fingers round it.")] = None
    at: Annotated[Shift | None, Field(description="In the air: this far ahead of, outwards from and above the shoulder.")] = None
    elbow_on_floor: Annotated[Literal[True] | None, Field(description="The forearm lies on the floor, the elbow below the shoulder.")] = (
        None
    )
    stays: Annotated[Literal[True] | None, Field(description="Where it was in the first frame.")] = None
    free: Annotated[Literal[True] | None, Field(description="Nowhere: the joints say where it is.")] = None
    shift: Annotated[Shift, Field(description="Moved from there: ahead, outwards, up.")] = (0, 0, 0)
    elbow: Annotated[Direction | None, Field(description="Where the elbow points.")] = None
    fingers: Annotated[Direction | None, Field(description="Where the fingers point.")] = None
    palm: Annotated[Direction | None, Field(description="Where the palm faces.")] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.grips is not None and self.palm is not None:
            raise wrong("a hand that grips has its palm on what it grips", "take palm out")
        if (self.stays or self.free or self.elbow_on_floor) and {"fingers", "palm", "shift"} & self.model_fields_set:
            raise wrong("a hand that stays, is free or lies with its forearm is not turned or moved", "take fingers, palm and shift out")
        return self

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        _one_of(self, ("floor", "wall", "rests_on", "grips", "at", "elbow_on_floor", "stays", "free"))
        return self


class Foot(Content):
    """Where a foot is. The leg finds its own way there."""

    floor: Annotated[Spot | None, Field(description="Flat on the floor: this far ahead of and outwards from the hip.")] = None
    kneel: Annotated[
        Degrees | None,
        Field(description="Kneeling on this knee, shin on the floor; the hip is so many degrees ahead of the knee, below 0 behind it."),
    ] = None
    heel_at: Annotated[
        int | None, Field(ge=0, le=90, description="The straight leg lies with its heel this high: 0 on the floor, more in a strap.")
    ] = None
    rests_on: Annotated[Landmark | None, Field(description="The ankle rests on this place of the body.")] = None
    calf_on_chair: Annotated[Literal[True] | None, Field(description="The lower leg lies on the seat of the chair.")] = None
    stays: Annotated[Literal[True] | None, Field(description="Where it was in the first frame.")] = None
    free: Annotated[Literal[True] | None, Field(description="Nowhere: the joints say where it is.")] = None
    heel_up: Annotated[Degrees | None, Field(description="The heel is raised, the ball of the foot stays down.")] = None
    toes_out: Annotated[Degrees | None, Field(description="The toes turn outwards.")] = None
    knee_out: Annotated[Degrees | None, Field(description="The knee falls outwards.")] = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = ("floor", "kneel", "heel_at", "rests_on", "calf_on_chair", "stays", "free")
        if any(getattr(self, n) is not None for n in places) or not self.model_fields_set:
            _one_of(self, places)
        told = {"heel_up", "toes_out", "knee_out"} & self.model_fields_set
        if told and (self.kneel is not None or self.heel_at is not None or self.calf_on_chair or self.free):
            raise wrong(f"{min(told)} is said of a foot that does not stand", f"take {min(told)} out")
        return self


class Limbs(Content):
    """An arm and a leg. What is left out stays as it was."""

    shoulder: Annotated[BallJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    elbow: Annotated[Degrees | None, Field(description="Flexion.")] = None
    forearm: Annotated[Degrees | None, Field(description="Pronation; below 0 supination.")] = None
    wrist: Annotated[WristJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    hand: Annotated[Hand | None, Field(description="Where the hand is, instead of angles.")] = None
    hip: Annotated[BallJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    knee: Annotated[Degrees | None, Field(description="Flexion.")] = None
    ankle: Annotated[AnkleJoint | None, Field(description="Degrees of dorsiflexion, or each movement by its name.")] = None
    foot: Annotated[Foot | None, Field(description="Where the foot is, instead of angles.")] = None


class Move(Content):
    """The whole body, moved."""

    ahead: Annotated[Cm, Field(description="Centimetres ahead.")] = 0
    left: Annotated[Cm, Field(description="Centimetres to the left.")] = 0
    up: Annotated[Cm, Field(description="Centimetres up; below 0 down, as in a squat.")] = 0


PositionName = Literal[
    "standing", "sitting", "supine", "hook-lying", "legs-on-chair", "prone", "prone-on-hands", "all-fours", "kneeling", "half-kneeling", "side-lying", "side-plank",
]  # fmt: skip


class Pose(Content):
    """One frame of a figure."""

    position: Annotated[PositionName | None, Field(description="The position it starts from; left out: that of the first frame.")] = None
    trunk: Annotated[Trunk | None, Field(description="The whole body against its position.")] = None
    lumbar: Annotated[Spine | None, Field(description="Lumbar spine: degrees of flexion, or each movement by its name.")] = None
    thoracic: Annotated[Spine | None, Field(description="Thoracic spine.")] = None
    neck: Annotated[Spine | None, Field(description="Neck.")] = None
    head: Annotated[Spine | None, Field(description="The head on the neck: nodding, tilting, turning.")] = None
    both: Annotated[Limbs | None, Field(description="Both sides.")] = None
    left: Annotated[Limbs | None, Field(description="The left side; wins over both.")] = None
    right: Annotated[Limbs | None, Field(description="The right side; wins over both.")] = None
    belly: Annotated[int | None, Field(ge=-4, le=8, description="How far the belly rises with the breath.")] = None
    move: Annotated[Move | None, Field(description="Moves the whole body; planted hands and feet stay.")] = None


class Camera(Content):
    """A view that has no name."""

    turn: Annotated[
        int, Field(ge=-180, le=180, description="0 from the body's right, 90 from the front (lying: from the feet), -90 from behind.")
    ]
    tilt: Annotated[int, Field(ge=-10, le=90, description="0 level, 90 from above.")] = 0
    roll: Annotated[int, Field(ge=-180, le=180, description="Turns the picture.")] = 0


ViewName = Literal["side", "side-raised", "front", "front-raised", "angled", "back", "above", "feet", "head"]


class Prop(Content):
    """A thing in the picture. Where it touches the body is worked out."""

    kind: Annotated[
        Literal["mat", "floor", "chair", "wall", "pillow", "roller", "band", "stick", "straps"], Field(description="What it is.")
    ]
    under: Annotated[
        Literal["head", "upper-back", "low-back", "knees", "between-knees"] | None, Field(description="Pillow or roller: where it lies.")
    ] = None
    ahead: Annotated[Cm | None, Field(description="Wall: how far ahead of the body; left out: it touches the back.")] = None
    round: Annotated[Literal["thighs", "shins", "feet"] | None, Field(description="Band: a loop round both.")] = None
    from_: Annotated[SidedLandmark | None, Field(alias="from", description="Band or stick: held here.")] = None
    to: Annotated[
        Literal["anchor"] | SidedLandmark | None, Field(description="Band or stick: to here; a band also to an anchor ahead.")
    ] = None
    height: Annotated[Cm | None, Field(description="Height of a band's anchor.")] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wants = {
            "band": ("under", "ahead"),
            "stick": ("under", "ahead", "round", "height"),
            "wall": ("under", "round", "from_", "to", "height"),
        }
        others = ("under", "ahead", "round", "from_", "to", "height")
        refused = wants.get(self.kind, others if self.kind not in ("pillow", "roller") else others[1:])
        for name in refused:
            if getattr(self, name) is not None:
                raise wrong(f'a {self.kind} has no "{name.rstrip("_")}"', "take that line out")
        if self.kind == "band":
            if (self.round is None) == (self.from_ is None):
                raise wrong("a band goes round both legs or is held", "write round: thighs, or from: and to:")
            if self.from_ is not None and self.to is None:
                raise wrong("the band ends nowhere", 'write to: "left hand", or to: anchor')
        if self.kind == "stick" and (self.from_ is None or self.to is None or self.to == "anchor"):
            raise wrong("a stick is held in two places", 'write from: "left hand" and to: "right hand"')
        if self.kind == "roller" and self.under is None:
            raise wrong("the roller lies nowhere", "write under: upper-back, low-back or knees")
        return self


class Arrow(Content):
    """An arrow. It shows a movement: along the way of a landmark, or straight from a place."""

    follows: Annotated[SidedLandmark | None, Field(description="The way of this landmark from the first frame to this one.")] = None
    at: Annotated[SidedLandmark | None, Field(description="A straight arrow that begins at this landmark.")] = None
    points: Annotated[
        Literal["up", "down", "left", "right", "apart", "together"] | int | None,
        Field(description="Where a straight arrow points on the picture, or degrees from right, counterclockwise."),
    ] = None
    long: Annotated[int, Field(ge=8, le=80, description="Its length in centimetres of the body.")] = 20
    away: Annotated[int | None, Field(ge=-60, le=60, description="How far it stays clear of the body.")] = None
    aside: Annotated[tuple[Cm, Cm], Field(description="Moved on the picture: right, up.")] = (0, 0)
    bend: Annotated[int, Field(ge=-30, le=30, description="How far it bows out to the left of its way.")] = 0
    both_ways: Annotated[bool, Field(description="A head at both ends.")] = False
    frame: Annotated[int | None, Field(ge=1, le=4, description="The frame it is drawn in; left out: the last.")] = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _one_of(self, ("follows", "at"))
        if self.at is not None and self.points is None:
            raise wrong("does not say where the arrow points", "write points: up, down, left, right, apart or together")
        return self


MuscleName = Literal[
    "deep-abdominals", "abdominals", "pelvic-floor", "diaphragm", "low-back", "mid-back", "obliques", "buttocks", "hip-abductors",
    "hip-flexors", "adductors", "quadriceps", "hamstrings", "calf", "shoulder", "chest",
]  # fmt: skip


class Highlight(Content):
    """A muscle area that the exercise is for."""

    muscle: Annotated[MuscleName, Field(description="The area.")]
    side: Annotated[Literal["left", "right"] | None, Field(description="One side only.")] = None
    frame: Annotated[int | None, Field(ge=1, le=4, description="Only in this frame; left out: the last.")] = None


def _muscle(value: object) -> object:
    if isinstance(value, str):
        words = value.split(" ")
        return {"muscle": words[-1], "side": words[0]} if len(words) == 2 else {"muscle": value}
    return value


PARTS = (
    "torso", "neck", "head", *(f"{side} {part}" for side in ("left", "right") for part in ("upper-arm", "forearm", "hand", "thigh", "shin", "foot")),
)  # fmt: skip
"""What is drawn in one piece."""


def _covers(text: str) -> str:
    over, word, under = text.partition(" over ")
    if not word:
        raise wrong(f'"{text}" does not say what covers what', 'write as in "left hand over right thigh"')
    for part in (over, under):
        if part not in PARTS:
            raise wrong(f'"{part}" is no part of the drawing', did_you_mean(part, PARTS, "known parts: " + ", ".join(PARTS)))
    return text


class Figure(Content):
    """The drawing of one exercise. One file in ``figures/``, named after the exercise."""

    id: Annotated[Id, Field(description="The same as the file's name and as the exercise it draws.")]
    side: Annotated[
        Literal["left", "right"] | None,
        Field(description="The side that is drawn, if it is done on one side; the other is its mirror image."),
    ] = None
    view: Annotated[ViewName | Camera, Field(description="From where it is seen.")] = "side"
    start: Annotated[Pose, Field(description="The first frame.")]
    then: Annotated[tuple[Pose, ...], Field(max_length=3, description="The frames after it, each as what changes against the first.")] = ()
    ghost: Annotated[bool, Field(description="Draw one frame only, with the start as a pale outline behind it.")] = False
    props: Annotated[tuple[Prop, ...], Field(description="Things in the picture.")] = ()
    arrows: Annotated[tuple[Arrow, ...], Field(description="Arrows.")] = ()
    highlight: Annotated[
        tuple[Annotated[Highlight, BeforeValidator(_muscle, json_schema_input_type=str | Highlight)], ...],
        Field(description="Muscle areas."),
    ] = ()
    in_front: Annotated[
        tuple[Annotated[str, AfterValidator(_covers)], ...],
        Field(description='Corrects what covers what, as in "left hand over right thigh". Rarely needed.'),
    ] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        frames = 1 + len(self.then)
        for frame in (*(a.frame for a in self.arrows), *(h.frame for h in self.highlight)):
            if frame is not None and frame > frames:
                raise wrong(f"an arrow or a highlight is for frame {frame} of {frames}", f"write a frame from 1 to {frames}")
        if self.ghost and frames == 1:
            raise wrong("has a ghost of the start but no frame after it", "write then: with the end, or take ghost out")
        if any(a.follows and (a.frame or frames) == 1 for a in self.arrows):
            raise wrong("an arrow in the first frame follows a movement that has not begun", "write at: and points:, or another frame")
        for limbs in (self.start.both, self.start.left, self.start.right):
            if limbs and ((limbs.hand and limbs.hand.stays) or (limbs.foot and limbs.foot.stays)):
                raise wrong("a hand or a foot of the first frame cannot stay where it was", "say where it is")
        self._find_things()
        return self

    def _find_things(self) -> None:
        kinds = {p.kind for p in self.props}
        limbs = [x for pose in (self.start, *self.then) for x in (pose.both, pose.left, pose.right) if x]
        if any(x.hand and x.hand.wall is not None for x in limbs) and not any(p.kind == "wall" and p.ahead is not None for p in self.props):
            raise wrong("a hand is on a wall that is not there", "add to props: {kind: wall, ahead: 50}")
        on_chair = any(x.foot and x.foot.calf_on_chair for x in limbs) or self.start.position in ("sitting", "legs-on-chair")
        if on_chair and "chair" not in kinds:
            raise wrong("the chair is missing", "add to props: {kind: chair}")
        if "chair" in kinds and not on_chair:
            raise wrong("nobody sits or lies on the chair in the first frame", "take the chair out")


class Build(Content):
    """How a body is built, in percent of the average."""

    shoulders: Annotated[Percent, Field(description="Width of the shoulders.")] = 100
    chest: Annotated[Percent, Field(description="Girth of the chest.")] = 100
    bust: Annotated[int, Field(ge=0, le=10, description="Bust, 0 to 10.")] = 0
    waist: Annotated[Percent, Field(description="Girth of the waist.")] = 100
    belly: Annotated[int, Field(ge=0, le=10, description="Belly, 0 to 10.")] = 0
    hips: Annotated[Percent, Field(description="Width of the hips.")] = 100
    limbs: Annotated[Percent, Field(description="Girth of arms and legs.")] = 100


class Body(Content):
    """Somebody to draw. One file in ``bodies/``."""

    id: Annotated[Id, Field(description="The same as the file's name.")]
    name: Annotated[Text, Field(description="How a person chooses it from a list.")]
    build: Annotated[Build, Field(description="How it is built.")] = Build()
    hair: Annotated[Literal["short", "bun", "bob", "curly", "thin", "scarf"], Field(description="How the hair is worn.")] = "short"
    hair_tone: Annotated[Tone, Field(description="Its colour (of a scarf, the scarf's).")] = "#4a4038"
    skin: Annotated[Tone, Field(description="The colour of the skin.")] = "#f6e3d3"
    shirt: Annotated[Tone, Field(description="The colour of the shirt.")] = "#dbe8ee"
    shorts: Annotated[Tone, Field(description="The colour of the trousers.")] = "#8fa6b8"
    trousers: Annotated[Literal["shorts", "long"], Field(description="How long they are.")] = "shorts"
